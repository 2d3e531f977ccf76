import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RoleId } from "../../src/access/index.ts";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: whoever opens the platform for the first time sees what it is and tries it at once; every
// role signs in and finds its own desk; nothing leaves the machine and everybody can read it.

const isThere = chromiumPath() !== null;
let house: BrowserHouse;

beforeAll(async () => {
  if (isThere) house = (await openBrowserHouse()) as BrowserHouse;
});
afterAll(() => house?.close());

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
  test("in five clicks, from the visit to who pays each yuan", async () => {
    const checked = await house.open("/portal/walk");
    const { page } = checked;
    await page.locator(".choice-card").first().click();
    await page.locator(".choice-card").last().click();
    await page.getByRole("button", { name: "明细无误" }).click();
    await page.getByRole("button", { name: /^结\s*算$/ }).click();
    await page.getByRole("button", { name: "每一元由谁付" }).click();
    await page.getByText("待核实").first().waitFor();
    await checked.accessible();
    await checked.screenshot("portal-walk");
    await checked.close();
  });
});

/** Those whose office has a test of its own sign in there. */
const DESKS: readonly RoleId[] = ["administrator", "security-officer", "general-office"];

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
