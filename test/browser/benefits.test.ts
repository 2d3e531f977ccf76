import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPackTexts } from "../../src/policy/index.ts";
import { publishedHash, recordShipped } from "../../src/policy-library/index.ts";
import { proveQuickly } from "../../src/workbench/index.ts";
import { openVisit, outpatientBill, WORKER } from "../support/hospital-day.ts";
import { LEVEL1 } from "../support/small-region.ts";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: a benefits officer writes a new value of policy by a form, is told at the field and at the
// line what is wrong, sees what changes, and hands it in; another person reviews and publishes it.

const isThere = chromiumPath() !== null;
const LIFE_MILLISECONDS = 180_000;
const PROOF_MILLISECONDS = 90_000;
let house: BrowserHouse;
let shipped: string;

beforeAll(async () => {
  if (!isThere) return;
  house = (await openBrowserHouse()) as BrowserHouse;
  const { store, now } = house.workbench.platform;
  proveQuickly(house.workbench.house);
  await recordShipped(store, readPackTexts("430400"), now);
  shipped = (await publishedHash(store, "430400", null)) ?? "";
});
afterAll(() => house?.close());

describe.runIf(isThere)("the benefits office", () => {
  test("reads what is in force: by version, value, day, and what changed", async () => {
    const checked = await house.openAs("benefits-officer", "/workbench/policy-library");
    const { page } = checked;
    await page.getByText("共 3 条").waitFor();
    await checked.accessible();
    await checked.screenshot("benefits-library");
    await page.getByRole("link", { name: "衡阳市", exact: true }).click();
    await page.getByLabel("名称、行、值、文件或条款").fill("居民住院起付线");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "居民住院起付线（市级行）" }).first().click();
    await page.getByRole("heading", { level: 1, name: "居民住院起付线（市级行）" }).waitFor();
    await page.getByText("1,200 元").waitFor();
    await checked.accessible();
    await page.goto("/workbench/policy-of-day?date=2023-06-15");
    await page
      .getByRole("button", { name: /居民住院/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "前后变化" }).waitFor();
    await checked.accessible();
    await checked.screenshot("benefits-policy-of-day");
    await page.goto("/workbench/policy-compare?from=2021-06-01&to=2023-06-01");
    await page.getByRole("columnheader", { name: "改为" }).first().waitFor();
    await checked.accessible();
    await checked.screenshot("benefits-compare");
    await checked.close();
  });

  test(
    "brings a new value from a form to publication, by two people",
    async () => {
      const officer = await house.openAs("benefits-officer", "/workbench/policy-library");
      const { page } = officer;
      await page.getByRole("link", { name: "衡阳市", exact: true }).click();
      await page.getByRole("button", { name: "由此起草新的一版" }).click();
      await page.getByRole("button", { name: "填表写入一个新值" }).click();
      const form = page.getByRole("dialog");
      await form.getByRole("combobox", { name: "参数" }).fill("居民住院起付线（市级行）");
      await page.getByTitle("居民住院起付线（市级行）").click();
      await form.getByLabel("从哪一天起").fill("2099-01-01");
      await page.keyboard.press("Enter");
      await form.getByRole("textbox", { name: "二级" }).fill("五百");
      await form.getByRole("combobox", { name: "已登记的文件" }).fill("衡政发");
      await page
        .getByTitle(/衡政发/)
        .first()
        .click();
      await form.getByRole("textbox", { name: "条款" }).fill("演示条款");
      await form.getByRole("button", { name: /写\s*入$/ }).click();
      await form.getByText("“五百”不是金额").waitFor();
      await form.getByRole("textbox", { name: "二级" }).fill("500");
      await officer.screenshot("benefits-new-value");
      await form.getByRole("button", { name: /写\s*入$/ }).click();
      await page.getByText(/已写入 parameters.yaml 第 \d+ 行/).waitFor();

      const editor = page.getByRole("textbox", { name: "parameters.yaml 的文本" });
      const text = await editor.inputValue();
      await editor.fill(text.replace("parameters:", "parameters: ["));
      await page.getByRole("button", { name: "试装并看变化" }).click();
      await page.getByRole("button", { name: /parameters\.yaml 第 \d+ 行/ }).waitFor();
      await page.reload();
      expect(await editor.inputValue()).toContain("parameters: [");
      await editor.fill(text);
      await page.getByRole("button", { name: "试装并看变化" }).click();
      await page.getByText("试装通过").waitFor();
      await page.getByRole("cell", { name: "500 元", exact: true }).waitFor();
      await officer.accessible();
      await officer.screenshot("benefits-draft");
      await page.getByLabel("说明").fill("降低二级医院起付线");
      await page.getByRole("button", { name: /提交草稿/ }).click();
      await page.getByRole("heading", { level: 1, name: "衡阳市 第 2 版" }).waitFor();
      await page.getByRole("tab", { name: "校验结果" }).click();
      await page.getByRole("button", { name: /^校\s*验$/ }).click();
      await page.getByText("看过").waitFor({ timeout: PROOF_MILLISECONDS });
      await officer.accessible();
      await officer.screenshot("benefits-findings");
      const address = new URL(page.url()).pathname;
      await officer.close();

      const reviewer = await house.openAs("benefits-reviewer", "/workbench");
      await reviewer.page.getByText("待审核的政策稿").waitFor();
      await reviewer.page.goto(address);
      await publish(reviewer.page);
      await reviewer.accessible();
      await reviewer.screenshot("benefits-version");
      await reviewer.page.goto(comparedTexts(shipped, address));
      await reviewer.page.getByText(/增 \d+ 行，删 \d+ 行/).waitFor();
      await reviewer.page.getByRole("radiogroup").getByText("左右对照").click();
      await reviewer.page
        .getByRole("button", { name: /展开未变的 \d+ 行/ })
        .first()
        .click();
      await reviewer.page.locator(".diff-text.diff-added").first().waitFor();
      await reviewer.accessible();
      await reviewer.screenshot("benefits-text-diff");
      await reviewer.close();
    },
    LIFE_MILLISECONDS,
  );
});

describe.runIf(isThere)("a simulation", () => {
  test(
    "is composed by a form, mended at its line, and ends in pictures",
    async () => {
      const { workbench } = house;
      const hospital = workbench.platform.hospital(LEVEL1);
      const visit = await openVisit(hospital, WORKER, [["SRX0003", 120, 10]]);
      await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
      const address = "/workbench/simulations?parameter=employee_inpatient_deductible";
      const checked = await house.openAs("benefits-officer", address);
      const { page } = checked;
      await page.getByLabel("重算哪一年的账单").fill("2023");
      await page.keyboard.press("Tab");
      await page.getByLabel("改为").fill("五百");
      await page.getByRole("button", { name: "写入变更文件" }).click();
      await page.getByRole("button", { name: "开始测算" }).click();
      await page.getByText("变更文件第 6 行").waitFor();
      await checked.accessible();
      const file = page.getByRole("textbox", { name: "变更文件" });
      await file.fill((await file.inputValue()).replaceAll("五百", "500"));
      await page.getByRole("button", { name: "开始测算" }).click();
      await page.getByText("分毫不差").waitFor({ timeout: PROOF_MILLISECONDS });
      await page.getByText("谁少付、谁多付").first().waitFor();
      await checked.accessible();
      await checked.screenshot("benefits-simulation");
      await page.getByRole("button", { name: "再算一次" }).click();
      await page.waitForURL(/simulations\/2$/);
      await page.getByText("分毫不差").waitFor({ timeout: PROOF_MILLISECONDS });
      await page.getByRole("link", { name: "与另一次比较" }).click();
      await page.getByRole("columnheader", { name: "第二次比第一次" }).waitFor();
      await page.getByText("谁少付、谁多付：两次").first().waitFor();
      await checked.accessible();
      await checked.screenshot("benefits-simulation-compare");
      await page.goto("/workbench/simulations?state=done");
      await page.getByText("共 2 条").waitFor();
      await checked.close();
    },
    LIFE_MILLISECONDS,
  );
});

/** The texts of two versions: the one that was shipped, and that of an address. */
function comparedTexts(before: string, address: string): string {
  const after = address.split("/").at(-1) ?? "";
  return `/workbench/policy-compare?${new URLSearchParams({ before, after, view: "text" })}`;
}

type Page = Awaited<ReturnType<BrowserHouse["open"]>>["page"];

async function publish(page: Page): Promise<void> {
  await page.getByText("与起草时的现行版（第 1 版）相比").waitFor();
  await page.getByRole("cell", { name: "500 元", exact: true }).waitFor();
  await page.getByRole("button", { name: /^审\s*核$/ }).click();
  await page.getByRole("dialog").getByLabel("理由").fill("与文件一致");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /提\s*交/ })
    .click();
  await page.getByText("审核已记下").waitFor();
  await page.getByRole("button", { name: /^发\s*布$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("生效日").fill("2099-01-01");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: /提\s*交/ }).click();
  await page.getByText("自 2099-01-01 起生效").waitFor({ timeout: PROOF_MILLISECONDS });
}
