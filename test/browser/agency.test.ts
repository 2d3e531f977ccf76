import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, outpatientBill, WORKER } from "../support/hospital-day.ts";
import { LEVEL1 } from "../support/small-region.ts";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: a clerk finds a person by name, opens the file, reads every yuan of a settlement, and
// enters a filing whose mistakes are told at the field; each in a page that everybody can read.

const isThere = chromiumPath() !== null;
let house: BrowserHouse;
let settlement_id: string;

beforeAll(async () => {
  if (!isThere) return;
  house = (await openBrowserHouse()) as BrowserHouse;
  const hospital = house.workbench.platform.hospital(LEVEL1);
  const visit = await openVisit(hospital, WORKER, [
    ["SRX0003", 120, 10],
    ["SRX0004", 80, 5],
    ["SRX0007", 30, 2],
  ]);
  const settled = await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
  settlement_id = settled.setlinfo.setl_id;
});
afterAll(() => house?.close());

describe.runIf(isThere)("the agency's clerk", () => {
  test("goes from a name to every yuan of a settlement", async () => {
    const checked = await house.openAs("agency-clerk", "/workbench/people");
    const { page } = checked;
    await page.getByLabel("姓名、证件号码或人员编号").fill(WORKER.psn_name);
    await page.keyboard.press("Enter");
    await page.getByText("共 1 条").waitFor();
    await checked.accessible();
    await checked.screenshot("agency-people");
    await page.getByRole("link", { name: WORKER.psn_no }).click();
    await page.getByRole("heading", { name: "参保经历" }).waitFor();
    await page.getByRole("meter").first().waitFor();
    await checked.accessible();
    await checked.screenshot("agency-person");
    await page.getByRole("link", { name: "就诊与结算" }).click();
    await page.getByText("演示社区医院").click();
    await page.getByRole("heading", { level: 1, name: `结算 ${settlement_id}` }).waitFor();
    await page.getByText("复算一致").waitFor();
    await page.getByText("基金支付占比").waitFor();
    await checked.accessible();
    await checked.screenshot("agency-settlement");
    expect(await page.getByText("演示乙类限价针剂").count()).toBe(1);
    await checked.close();
  });

  test("enters a filing, is told at the field what is wrong, and loses nothing", async () => {
    const checked = await house.openAs(
      "agency-clerk",
      `/workbench/people/${WORKER.psn_no}/filings`,
    );
    const { page } = checked;
    await page.getByRole("button", { name: "办理备案" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("定点选择").click();
    await dialog.getByLabel("事由与材料").fill("窗口办理，材料齐全");
    await dialog.getByRole("button", { name: /提\s*交/ }).click();
    await dialog.getByText("请填写").first().waitFor();
    await dialog.getByText("慢特病").click();
    await dialog.getByLabel("病种").click();
    await dialog.getByLabel("病种").fill("高血压");
    await page.keyboard.press("Enter");
    await page.locator(".ant-select-dropdown").waitFor({ state: "hidden" });
    await checked.accessible();
    await checked.screenshot("agency-filing");
    await page.reload();
    await page.getByRole("button", { name: "办理备案" }).click();
    await page.getByRole("dialog").getByText("已恢复上次未提交的内容").waitFor();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /提\s*交/ })
      .click();
    await page.getByText("高血压").first().waitFor();
    await checked.close();
  });

  test("sees an institution, a month, and a reconciliation that says what differs", async () => {
    const checked = await house.openAs("agency-clerk", `/workbench/institutions/${LEVEL1}`);
    const { page } = checked;
    await page.getByRole("heading", { name: "演示社区医院" }).waitFor();
    await checked.accessible();
    await page.goto("/workbench/clearing?month=2023-06");
    await page.getByRole("link", { name: "演示社区医院" }).waitFor();
    await checked.accessible();
    await checked.screenshot("agency-clearing");
    await page.goto(
      `/workbench/reconciliation?institution_code=${LEVEL1}&from=2023-06-15&until=2023-06-15`,
    );
    const text = `结算ID,就诊ID,人员编号,总额,基金,账户,退费\n1,1,${WORKER.psn_no},10.00,0,0,0\n`;
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "对账.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "开始核对" }).click();
    await page.getByRole("heading", { name: /核对结果/ }).waitFor();
    await page.getByRole("button", { name: "开始核对" }).waitFor();
    await checked.accessible();
    await checked.screenshot("agency-reconciliation");
    await checked.close();
  });
});

describe.runIf(isThere)("a manual claim", () => {
  test("is reckoned and put up by a clerk", async () => {
    const place = `/workbench/claims/new?person_no=${WORKER.psn_no}`;
    const checked = await house.openAs("agency-clerk", place);
    const { page } = checked;
    await page.getByLabel("医疗类别").fill("普通住院");
    await page.keyboard.press("Enter");
    await page.getByLabel("就诊（入院）日期").fill("2023-06-01");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "机构" }).fill("第一人民");
    await page.getByText("演示第一人民医院（").click();
    await page.getByLabel("项目名称").fill("手术费");
    await page.getByRole("button", { name: /试\s*算/ }).click();
    await page.getByText("请填写").waitFor();
    await page.getByRole("spinbutton", { name: "金额" }).fill("30000");
    await page.getByRole("button", { name: /试\s*算/ }).click();
    await page.getByText("应付参保人").waitFor();
    await page.getByLabel("材料与核对情况").fill("发票一张，清单两页");
    await checked.accessible();
    await checked.screenshot("agency-claim");
    await page.getByRole("button", { name: "提请复核" }).click();
    await page.getByText("由另一位复核员决定").waitFor();
    await checked.close();
  });

  test("waits for a reviewer, who sees every yuan, approves, and it is settled", async () => {
    const checked = await house.openAs("agency-reviewer", "/workbench");
    const { page } = checked;
    await page.getByText("待复核的零星报销").click();
    await page.getByRole("link", { name: "1", exact: true }).click();
    await page.getByText("复算一致").waitFor();
    await page.getByText("同意").click();
    await page.getByLabel("复核意见").fill("核对无误");
    await checked.accessible();
    await checked.screenshot("agency-proposal");
    await page.getByRole("button", { name: "提交决定" }).click();
    await page.getByText("已同意").waitFor();
    await page.getByRole("link", { name: /查看结算/ }).click();
    await page.getByRole("heading", { level: 1, name: /^结算 \d+/ }).waitFor();
    await page.getByText("复算一致").waitFor();
    expect(await page.getByText("零星报销", { exact: true }).count()).toBeGreaterThan(0);
    await checked.accessible();
    await checked.screenshot("agency-claim-settled");
    await checked.close();
  });

  test("is paid by finance, in a batch with the bank's reference", async () => {
    const checked = await house.openAs("finance-officer", "/workbench");
    const { page } = checked;
    await page.getByText("待拨付的零星报销").click();
    await page.getByRole("checkbox", { name: /选择结算/ }).click();
    await checked.accessible();
    await page.getByRole("button", { name: "登记拨付（1 笔）" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("拨付日期").fill("2023-06-15");
    await page.keyboard.press("Enter");
    await dialog.getByLabel("银行流水号").fill("演示流水 0001");
    await dialog.getByLabel("说明").fill("六月第二批");
    await checked.accessible();
    await checked.screenshot("finance-claim-payment");
    await dialog.getByRole("button", { name: "提请复核" }).click();
    await page.getByText("由另一位复核员决定").waitFor();
    await page.getByRole("heading", { name: "拨付明细" }).waitFor();
    await checked.accessible();
    await checked.close();
  });
});
