import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, outpatientBill, WORKER } from "../support/hospital-day.ts";
import { LEVEL1 } from "../support/small-region.ts";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: without signing in, anybody finds a price, a hospital and the clause of a benefit, and
// takes the data away; an insured person enters by a credential and reads every yuan of a bill; an
// institution sees its months, compares its books, and appeals to an office that answers.

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

describe.runIf(isThere)("anybody", () => {
  test("looks up a price by name, and what of it is paid for", async () => {
    const checked = await house.open("/portal/prices");
    const { page } = checked;
    await page.getByLabel("名称或编码").fill("限价针剂");
    await page.keyboard.press("Enter");
    await page.getByText("共 1 条").waitFor();
    await checked.accessible();
    await checked.screenshot("portal-prices");
    await page.getByRole("link", { name: "演示乙类限价针剂" }).click();
    await page.getByRole("heading", { level: 1, name: /演示乙类限价针剂/ }).waitFor();
    expect(await page.getByRole("cell", { name: "50.00" }).count()).toBe(1);
    await checked.accessible();
    await checked.screenshot("portal-item");
    await checked.close();
  });

  test("finds a hospital by district and level", async () => {
    const checked = await house.open("/portal/institutions");
    const { page } = checked;
    await page.getByText("共 6 条").waitFor();
    await page.getByRole("button", { name: /药店 1 家/ }).click();
    await page.getByText("共 1 条").waitFor();
    await checked.accessible();
    await checked.screenshot("portal-institutions");
    await page.getByRole("link", { name: "演示大药房" }).click();
    await page.getByRole("heading", { level: 1, name: /演示大药房/ }).waitFor();
    await checked.accessible();
    await checked.close();
  });

  test("reads the policies of a day, each value by its clause", async () => {
    const checked = await house.open("/portal/policy?day=2023-06-15");
    const { page } = checked;
    await page.getByRole("link", { name: /职工住院/ }).waitFor();
    await checked.accessible();
    await checked.screenshot("portal-policy");
    await page.getByRole("link", { name: /职工住院/ }).click();
    await page.getByRole("cell", { name: "1,200 元" }).waitFor();
    await page.getByText("待核实").first().waitFor();
    await checked.accessible();
    await checked.screenshot("portal-benefit");
    await checked.close();
  });

  test("takes the data away", async () => {
    const checked = await house.open("/portal/open-data");
    const { page } = checked;
    await page.getByRole("heading", { name: "医保支付限价" }).waitFor();
    await checked.accessible();
    await checked.screenshot("portal-open-data");
    const card = page.locator("section").filter({
      has: page.getByRole("heading", { name: "医保支付限价" }),
    });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card.getByRole("link", { name: "下载 CSV" }).click(),
    ]);
    const text = readFileSync(await download.path(), "utf8");
    expect(text).toContain("SRX0004");
    await page.goto("/portal/published");
    await page
      .getByRole("link", { name: /虚构省.*PDF/ })
      .first()
      .waitFor();
    await checked.accessible();
    await checked.screenshot("portal-published");
    await checked.close();
  });
});

describe.runIf(isThere)("an insured person", () => {
  test("enters by a credential and reads every yuan of a bill", async () => {
    const checked = await house.open("/portal/me/visits");
    const { page } = checked;
    await page.getByRole("heading", { name: "用演示参保人体验" }).waitFor();
    await checked.accessible();
    await checked.screenshot("portal-sign-in");
    await page.getByLabel("电子凭证码").fill("Y1.bad");
    await page.getByRole("button", { name: /登\s*录/ }).click();
    await page.getByRole("alert").first().waitFor();
    await page.getByRole("button", { name: /甲\*\*/ }).click();
    await page.getByText("共 1 条").waitFor();
    await checked.accessible();
    await checked.screenshot("portal-visits");
    await page.getByRole("row", { name: /演示社区医院/ }).click();
    await page.getByRole("heading", { name: "谁付了多少" }).waitFor();
    await page.getByText("一分不差").waitFor();
    expect(page.url()).toContain(`/portal/me/settlements/${settlement_id}`);
    await checked.accessible();
    await checked.screenshot("portal-settlement");
    await page.goto("/portal/me/account");
    await page.getByText("可以用我的账户支付").waitFor();
    await page
      .getByRole("row", { name: /就医支付/ })
      .first()
      .waitFor();
    await checked.accessible();
    await checked.screenshot("portal-account");
    await checked.close();
  });
});

describe.runIf(isThere)("an institution", () => {
  test("sees its months and compares its books", async () => {
    const checked = await house.openAs("institution-user", "/institution/own/statements");
    const { page } = checked;
    await page.getByRole("link", { name: "2023-06" }).waitFor();
    await checked.accessible();
    await checked.screenshot("institution-statements");
    await page.getByRole("link", { name: "2023-06" }).click();
    await page.getByText("按险种、医疗类别").waitFor();
    await page.getByText(settlement_id).first().waitFor();
    await checked.accessible();
    await page.goto("/institution/own/reconciliation");
    await page.getByLabel("结算日期自").fill("2023-06-15");
    await page.keyboard.press("Enter");
    const text = `结算ID,就诊ID,人员编号,总额,基金,账户,退费\n1,1,${WORKER.psn_no},10.00,0,0,0\n`;
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "对账.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "开始核对" }).click();
    await page.getByText("处不符").first().waitFor();
    await checked.accessible();
    await checked.screenshot("institution-reconciliation");
    await page.goto("/institution/conformance");
    await page.getByText("平台没有开启接口联调记录").waitFor();
    await checked.accessible();
    await checked.close();
  });

  test("appeals, is told at the field what is wrong, and is answered", async () => {
    const checked = await house.openAs("institution-user", "/institution/appeals?new=yes");
    const { page } = checked;
    const dialog = page.getByRole("dialog");
    await dialog.getByText("结算", { exact: true }).click();
    await dialog.getByLabel("编号").fill("1");
    await dialog.getByLabel("申诉理由").fill("结算金额与约定不符");
    await dialog.getByRole("button", { name: "提交申诉" }).click();
    await dialog.getByText("本机构没有编号为 1 的结算").first().waitFor();
    await checked.accessible();
    await dialog.getByLabel("编号").fill(settlement_id);
    await dialog.getByRole("button", { name: "提交申诉" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText("待处理").first().waitFor();
    await checked.accessible();
    await checked.screenshot("institution-appeals");
    await checked.close();
    const reviewer = await house.openAs("agency-reviewer", "/workbench/appeals/inbox");
    await reviewer.page.getByText("结算金额与约定不符").click();
    await reviewer.page.getByText("不支持").click();
    await reviewer.page.getByLabel("处理意见").fill("已按病历核对，结算无误");
    await reviewer.accessible();
    await reviewer.screenshot("appeal-decision");
    await reviewer.page.getByRole("button", { name: "提交处理" }).click();
    await reviewer.page.getByText("已按病历核对，结算无误").first().waitFor();
    await reviewer.close();
  });
});
