import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: a new colleague gets an account from one officer, roles from another, and a password and
// second factor of their own, each told at the field what is wrong; and whoever's session ends in
// the middle of a form goes on where they were.

const isThere = chromiumPath() !== null;
const FIRST_PASSWORD = "Shi-Yong-2026-Fictitious";
const OWN_PASSWORD = "Zi-Ji-De-2026-Fictitious";
let house: BrowserHouse;

beforeAll(async () => {
  if (isThere) house = (await openBrowserHouse()) as BrowserHouse;
});
afterAll(() => house?.close());

const button = (page: Page, name: RegExp) => page.getByRole("button", { name });

describe.runIf(isThere)("a new colleague", () => {
  test("is given an account by the administrator, who is told what is wrong", async () => {
    const checked = await house.openAs("administrator", "/workbench/accounts");
    const { page } = checked;
    await button(page, /新建账号/).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("账号").fill("Sun Clerk");
    await dialog.getByLabel("姓名").fill("虚构新同事");
    await dialog.getByLabel("负责地区").fill("430400");
    await page.keyboard.press("Enter");
    await dialog.getByLabel("初始口令").fill(FIRST_PASSWORD);
    await dialog.getByRole("button", { name: /提\s*交/ }).click();
    await dialog.locator(".ant-form-item-explain-error").first().waitFor();
    await checked.accessible();
    await dialog.getByLabel("账号").fill("sun-clerk");
    await dialog.getByRole("button", { name: /提\s*交/ }).click();
    await page.getByText("账号 sun-clerk 已建立").waitFor();
    await checked.close();
  });

  test("is given a role by the security officer", async () => {
    const checked = await house.openAs("security-officer", "/workbench/accounts");
    const { page } = checked;
    await page.getByText("sun-clerk").click();
    await page.getByRole("heading", { level: 1, name: "虚构新同事" }).waitFor();
    await checked.accessible();
    await page.getByLabel("角色").fill("经办员");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await checked.screenshot("administration-roles");
    await button(page, /^授予角色$/).click();
    await page.getByText("角色已授予").waitFor();
    await checked.close();
  });

  test("chooses a password, connects an authenticator, and finds a desk", async () => {
    const checked = await house.open("/workbench");
    const { page } = checked;
    await page.getByRole("textbox", { name: "账号" }).fill("sun-clerk");
    await page.getByLabel("口令").fill(FIRST_PASSWORD);
    await button(page, /登\s*录/).click();
    await page.getByRole("heading", { name: "请先修改口令" }).waitFor();
    await page.getByLabel("现在的口令").fill(FIRST_PASSWORD);
    await page.getByLabel("新口令", { exact: true }).fill(OWN_PASSWORD);
    await page.getByLabel("再输一次新口令").fill(`${OWN_PASSWORD}?`);
    await button(page, /修改口令/).click();
    await page.getByText("两次输入的不一致").waitFor();
    await page.getByLabel("再输一次新口令").fill(OWN_PASSWORD);
    await button(page, /修改口令/).click();
    await button(page, /绑定验证器/).click();
    const secret = Secret.fromBase32((await page.locator(".secret-key").textContent()) ?? "");
    await checked.accessible();
    const code = new TOTP({ secret }).generate({ timestamp: Number(house.workbench.platform.now) });
    await page.getByLabel("验证器上的六位数字").fill(code === "000000" ? "111111" : "000000");
    await button(page, /确认绑定/).click();
    await page.locator(".ant-form-item-explain-error").first().waitFor();
    await page.getByLabel("验证器上的六位数字").fill(code);
    await button(page, /确认绑定/).click();
    await page.locator(".backup-codes").waitFor();
    expect(await page.locator(".backup-codes code").count()).toBeGreaterThan(5);
    await checked.accessible();
    await button(page, /我已抄好/).click();
    await page.getByRole("navigation").first().waitFor();
    await checked.close();
  });
});

test.runIf(isThere)("a session that ends in the middle of a form loses nothing", async () => {
  const checked = await house.openAs("administrator", "/workbench/accounts");
  const { page } = checked;
  const { store } = house.workbench.platform;
  await button(page, /新建账号/).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("账号").fill("late-clerk");
  await form.getByLabel("姓名").fill("虚构晚归");
  await form.getByLabel("负责地区").fill("430400");
  await page.keyboard.press("Enter");
  await form.getByLabel("初始口令").fill(FIRST_PASSWORD);
  await store.query("delete from access.session");
  await form.getByRole("button", { name: /提\s*交/ }).click();
  const again = page.getByRole("dialog", { name: "登录已过期" });
  const account = house.workbench.accounts.find(({ role }) => role === "administrator");
  await again.getByLabel("账号").fill(account?.account ?? "");
  await again.getByLabel("口令").fill(account?.password ?? "");
  await checked.accessible();
  await checked.screenshot("session-ended");
  await again.getByRole("button", { name: /登\s*录/ }).click();
  await page.getByText("账号 late-clerk 已建立").waitFor();
  await checked.close();
});
