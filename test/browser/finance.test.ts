import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, outpatientBill, WORKER } from "../support/hospital-day.ts";
import { sealAll } from "../support/ledger.ts";
import { fillDepartment } from "../support/small-department.ts";
import { LEVEL1 } from "../support/small-region.ts";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: finance comes down from what a pool has to the bill behind it, sees the chain verified, and
// changes the department's budget by two people; what lacks something is told at its field.

const isThere = chromiumPath() !== null;
let house: BrowserHouse;
let settlement_id: string;
let adjustment_no: number;

beforeAll(async () => {
  if (!isThere) return;
  house = (await openBrowserHouse()) as BrowserHouse;
  const { platform } = house.workbench;
  const hospital = platform.hospital(LEVEL1);
  const visit = await openVisit(hospital, WORKER, [["SRX0003", 120, 10]]);
  const settled = await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
  settlement_id = settled.setlinfo.setl_id;
  ({ adjustment_no } = await fillDepartment(platform.store, 2023));
  await sealAll(platform.store);
});
afterAll(() => house?.close());

/** Choices come from the server: Enter before that would choose none. */
function optionOf(page: Page, text: string) {
  return page.locator(".ant-select-item-option:visible").filter({ hasText: text }).first();
}

describe.runIf(isThere)("planning and finance", () => {
  test("goes from a pool's balance to the bill behind it", async () => {
    const checked = await house.openAs("finance-reviewer", "/workbench/finance");
    const { page } = checked;
    await page.getByRole("heading", { level: 1, name: "基金账总览" }).waitFor();
    await page.locator(".chart-drawing svg").first().waitFor();
    await checked.accessible();
    await checked.screenshot("finance-fund");
    await page.getByRole("link", { name: /职工基本医疗保险统筹基金/ }).click();
    await page.getByText("借贷平衡").waitFor();
    await page.getByRole("link", { name: "5001" }).waitFor();
    await checked.accessible();
    await checked.screenshot("finance-trial-balance");
    await page.getByRole("link", { name: "5001" }).click();
    await page.getByRole("heading", { level: 1, name: "5001 社会保险待遇支出" }).waitFor();
    await page.getByRole("link", { name: "2023-06-15" }).click();
    await page.getByRole("cell", { name: WORKER.psn_no }).waitFor();
    await checked.accessible();
    await page.locator(".ant-table-row a").first().click();
    await page.getByText("与封存时一致").waitFor();
    await checked.accessible();
    await checked.screenshot("finance-entry");
    await page.getByRole("link", { name: "查看这笔结算的逐元说明" }).click();
    await page.getByRole("heading", { level: 1, name: `结算 ${settlement_id}` }).waitFor();
    await checked.close();
  });

  test("sees the months as a picture, and verifies the chain", async () => {
    const checked = await house.openAs("finance-reviewer", "/workbench/finance/months");
    const { page } = checked;
    await page.locator(".chart-drawing svg").first().waitFor();
    await page.getByRole("link", { name: "2023-06" }).first().waitFor();
    await checked.accessible();
    await checked.screenshot("finance-months");
    await page.goto("/workbench/finance/chain");
    await page.getByRole("button", { name: "从头核验" }).click();
    await page.getByText("全部相符").waitFor();
    await checked.accessible();
    await checked.close();
  });

  test("proposes an adjustment, told at the field what is wrong", async () => {
    const path = "/workbench/finance/budget?unit=499001&year=2023";
    const checked = await house.openAs("finance-officer", path);
    const { page } = checked;
    await page.getByRole("heading", { level: 1, name: "单位预算执行" }).waitFor();
    await page.locator(".chart-drawing svg").first().waitFor();
    await page.getByRole("row", { name: /30211/ }).waitFor();
    await checked.accessible();
    await checked.screenshot("finance-budget");
    await page.getByRole("link", { name: "提出调整" }).click();
    await page.getByLabel("文号").fill("虚财调〔2023〕9号");
    await page.getByLabel("事由").fill("培训任务增加");
    for (const [place, line, yuan] of [
      [0, "30211", "-500"],
      [1, "30216", "400"],
    ] as const) {
      await page.getByRole("combobox", { name: "选择明细" }).nth(place).click();
      await page.keyboard.type(line);
      await optionOf(page, line).waitFor();
      await page.keyboard.press("Enter");
      await page.getByPlaceholder("增减金额").nth(place).fill(yuan);
    }
    await page.getByRole("button", { name: "提交复核" }).click();
    await page.getByText(/各行相加不为零/).waitFor();
    await checked.accessible();
    await checked.screenshot("finance-adjustment-refused");
    await page.getByPlaceholder("增减金额").nth(1).fill("500");
    await page.getByRole("button", { name: "提交复核" }).click();
    await page.getByRole("heading", { level: 1, name: /预算调整·调剂/ }).waitFor();
    await page.getByText("这份单据由您经办，须由另一人复核").waitFor();
    await checked.close();
  });

  test("a voucher without evidence is refused, and nothing of it is lost", async () => {
    const path = "/workbench/finance/budget/vouchers/new?unit=499001&year=2023";
    const checked = await house.openAs("finance-officer", path);
    const { page } = checked;
    await page.getByRole("combobox", { name: "选择明细" }).click();
    await page.keyboard.type("30201");
    await optionOf(page, "30201").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("spinbutton", { name: "金额" }).fill("100");
    await page.getByLabel("收款人").fill("虚构商店");
    await page.getByLabel("用途").fill("办公用品");
    await page.getByLabel("事由").fill("日常办公");
    await page.getByRole("button", { name: "提交复核" }).click();
    await page.getByText(/支付凭证没有附件/).waitFor();
    expect(await page.getByLabel("收款人").inputValue()).toBe("虚构商店");
    await checked.accessible();
    await checked.screenshot("finance-voucher-refused");
    await page.getByRole("button", { name: "增加附件" }).click();
    await page.getByRole("textbox", { name: "号码" }).fill("FP-12");
    await page.getByPlaceholder("附件金额").fill("100");
    const file = { name: "invoice.pdf", mimeType: "application/pdf", buffer: Buffer.from("发票") };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: "提交复核" }).click();
    await page.getByRole("heading", { level: 1, name: /支付凭证 \d+/ }).waitFor();
    await page.getByText("FP-12").waitFor();
    await checked.close();
  });

  test("another person finds what waits, and approves it", async () => {
    const checked = await house.openAs("finance-reviewer", "/workbench");
    const { page } = checked;
    await page.getByRole("link", { name: /待复核的预算单据与支付凭证/ }).click();
    await page.getByRole("link", { name: String(adjustment_no), exact: true }).click();
    await page.getByRole("radio", { name: "批准" }).check();
    await page.getByRole("textbox", { name: "事由" }).fill("同意");
    await checked.accessible();
    await checked.screenshot("finance-decision");
    const day = page.getByRole("textbox", { name: "记账日期" });
    await day.fill("2023-06-15");
    await day.press("Tab");
    await page.locator("form button[type=submit]").click();
    await page.getByText("已批准").first().waitFor();
    expect(await page.locator(".sentences a").count()).toBe(2);
    await checked.close();
  });
});
