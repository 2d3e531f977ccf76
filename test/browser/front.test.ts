import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAccount, createOpenidProvider, type RoleId } from "../../src/access/index.ts";
import { openTestProvider, type TestProvider } from "../support/openid-provider.ts";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: whoever opens the platform for the first time sees what it is and tries it at once; every
// role signs in and finds its own desk; nothing leaves the machine and everybody can read it.

const isThere = chromiumPath() !== null;
let house: BrowserHouse;
let provider: TestProvider;

beforeAll(async () => {
  provider = await openTestProvider("fictitious-li");
  const { issuer, client_id, client_secret } = provider;
  const client = { issuer, client_id, client_secret, trusts_factor: false, public_url: null };
  if (isThere) house = (await openBrowserHouse(createOpenidProvider(client))) as BrowserHouse;
});
afterAll(async () => {
  await house?.close();
  await provider.close();
});

describe.runIf(isThere)("the first page", () => {
  test("says what this is, offers the demo's roles, and walks through a bill", async () => {
    const checked = await house.open("/");
    const { page } = checked;
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("经办员").first().waitFor();
    await checked.accessible();
    await checked.screenshot("portal-newcomer");
    await checked.close();
  });

  test("the calculator answers by the engine that settles, clause by clause", async () => {
    const checked = await house.open("/portal/calculator");
    const { page } = checked;
    await page.getByRole("heading", { level: 1 }).waitFor();
    await checked.accessible();
    await checked.close();
  });
});

describe.runIf(isThere)("a bill is settled", () => {
  test("in five clicks from the first page, into the books, and the clerk sees it", async () => {
    const checked = await house.open("/");
    const { page } = checked;
    await page.getByRole("link", { name: "五步看懂一张账单" }).click();
    await page.locator(".choice-card").first().click();
    await page.locator(".choice-card", { hasText: "住院" }).click();
    await page.getByRole("button", { name: "登记、上传明细并预结算" }).click();
    await page.getByRole("button", { name: /^结\s*算$/ }).click();
    await page.getByRole("heading", { name: /已结算/ }).waitFor();
    await page.getByText("待核实").first().waitFor();
    const entry = page.getByRole("table", { name: "写进账本的分录" });
    const difference = entry.getByRole("row", { name: "借贷之差" }).getByRole("cell").last();
    expect(await difference.textContent()).toBe("0.00");
    await page.getByText("看报文（5 条）").click();
    await page.getByText("2304", { exact: true }).click();
    const answer = page.getByRole("region", { name: "2304 应答" });
    expect(await answer.textContent()).toContain("setl_id");
    await checked.accessible();
    await checked.screenshot("portal-walk");
    await page.getByRole("link", { name: "以经办人员身份查看这笔结算" }).click();
    await page.getByRole("button", { name: /登\s*录/ }).click();
    await page.getByRole("heading", { level: 1, name: /结算/ }).waitFor();
    expect(page.url()).toMatch(/\/workbench\/people\/\w+\/settlements\/\d+$/);
    await checked.close();
  });

  test("where it is no demo, by the calculator, and nothing is kept", async () => {
    const mutable = house.workbench.house as { is_demo: boolean };
    mutable.is_demo = false;
    const checked = await house.open("/portal/walk");
    const { page } = checked;
    await page.locator(".choice-card").first().click();
    await page.locator(".choice-card").last().click();
    await page.getByRole("button", { name: "明细无误" }).click();
    await page.getByRole("button", { name: /^结\s*算$/ }).click();
    await page.getByRole("button", { name: "每一元由谁付" }).click();
    await page.getByText("待核实").first().waitFor();
    mutable.is_demo = true;
    await checked.close();
  });
});

/** Those whose office has a test of its own sign in there. */
const DESKS: readonly RoleId[] = ["procurement-officer", "personnel-officer", "general-office"];

describe.runIf(isThere)("the workbench", () => {
  test.each(DESKS)("%s signs in and finds a desk", async (role) => {
    const checked = await house.openAs(role, "/workbench");
    const { page } = checked;
    await page.getByRole("heading", { level: 1 }).waitFor();
    await checked.accessible();
    await checked.screenshot(`desk-${role}`);
    await checked.close();
  });

  test("a wrong password says so, at the form, and keeps the account", async () => {
    const checked = await house.open("/workbench");
    const { page } = checked;
    await page.getByRole("textbox", { name: "账号" }).fill("agency-clerk");
    await page.getByLabel("口令").fill("not-the-password");
    await page.getByRole("button", { name: /登\s*录/ }).click();
    await page
      .getByText(/账号或(密码|口令)/)
      .first()
      .waitFor();
    expect(await page.getByRole("textbox", { name: "账号" }).inputValue()).toBe("agency-clerk");
    await checked.close();
  });

  test("an auditor finds the refused sign-in in the audit", async () => {
    const checked = await house.openAs("auditor", "/workbench/audit?outcome=refused");
    const { page } = checked;
    await page.getByText("agency-clerk").first().waitFor();
    await checked.accessible();
    await checked.screenshot("audit");
    await checked.close();
  });
});

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** An account of staff with an authenticator, linked to nobody: its number. */
async function accountOfLi(): Promise<number> {
  const { store, now } = house.workbench.platform;
  const account_no = await createAccount(
    store,
    {
      ...{ account: "li-agency", name: "虚构·李经办", kind: "staff", regions: ["430400"] },
      ...{ roles: ["agency-clerk"], password: "Fictitious-9x7" },
    },
    null,
    now,
  );
  await store.query(
    `insert into access.second_factor (account_no, secret, offered_at, confirmed_at)
     values ($1, $2, $3, $3)`,
    [account_no, SECRET, now],
  );
  return account_no;
}

describe.runIf(isThere)("the organisation's own sign-in", () => {
  test("refuses who is not linked; linked and with a code, it leads to the page", async () => {
    const account_no = await accountOfLi();
    const checked = await house.open("/workbench/people");
    const { page } = checked;
    await page.getByRole("link", { name: "用单位账号登录" }).click();
    await page.getByText("“fictitious-li”").waitFor();
    await checked.accessible();
    await checked.screenshot("sign-in-unlinked");

    const officer = await house.openAs("security-officer", `/workbench/accounts/${account_no}`);
    await officer.page.getByLabel("单位账号的标识").fill("fictitious-li");
    await officer.page.getByRole("button", { name: /^关\s*联$/ }).click();
    await officer.page.getByRole("button", { name: "解除关联" }).waitFor();
    await officer.accessible();
    await officer.screenshot("account-identity");
    await officer.close();

    await page.getByRole("link", { name: "用单位账号登录" }).click();
    const code = page.getByLabel("动态口令");
    await code.waitFor();
    await checked.accessible();
    await checked.screenshot("sign-in-code");
    const timestamp = house.workbench.platform.now.getTime();
    await code.fill(new TOTP({ secret: SECRET }).generate({ timestamp }));
    await page.getByRole("button", { name: /登\s*录/ }).click();
    await page.waitForURL("**/workbench/people");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await checked.close();
  });
});
