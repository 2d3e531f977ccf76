import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approvedLines, item, paid, release, smallBooks } from "../support/department.ts";
import { writePdf } from "../support/documents/pdf-writer.ts";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: a published document is dropped in, each finding is seen on its page, let stand with a
// reason, and taken away as a paper; and a whole disclosure is made, looked at, taken away, and
// made public by another, for everybody to see.

const isThere = chromiumPath() !== null;
let house: BrowserHouse;

beforeAll(async () => {
  if (isThere) house = (await openBrowserHouse()) as BrowserHouse;
});
afterAll(() => house?.close());

/** A disclosure is worked out, written and read again, here in the thread that serves. */
const MAKING_MILLISECONDS = 120_000;
const SLOW = { timeout: 90_000 };

const LINES = [
  "虚构省云溪市医疗保障局2024年度部门决算",
  "第三部分 2024年度部门决算情况说明",
  "二、收入决算情况说明",
  "2024年度本年收入合计15.00万元，其中：财政拨款收入15.00万元，占100.00%。",
  "三、支出决算情况说明",
  "2024年度本年支出合计15.00万元，其中：基本支出10.00万元，占60.00%；项目支出5.00万元，占33.33%。",
];

/** A page of a final account whose shares do not make a hundred. */
function wrongPdf(): Buffer {
  const texts = LINES.map((text, line) => ({ text, x: 60, y: 120 + line * 40, size: 10 }));
  return Buffer.from(writePdf([{ width: 595, height: 842, rules: [], texts }]));
}

const UNIT = "P00001";

/** A unit whose books have a budget and its payments, and no words. */
async function booksOfUnit(): Promise<void> {
  const books = await smallBooks(house.workbench.platform.store, "administrative", UNIT);
  const [line_no = 0] = await approvedLines(books, [{ ...item(98_765_43), unit_code: UNIT }]);
  await release(books, line_no, 98_765_43);
  await paid(books, line_no, 98_765_43);
}

const ROUNDS_MOST = 8;

/** Fills in what is asked for, round after round: a sentence may lack one thing after another. */
async function fillIn(page: Page): Promise<void> {
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    for (const box of await page.locator(".missing-part textarea:visible").all()) {
      await box.fill("虚构的一段话。");
    }
    for (const box of await page.locator(".missing-part input").all()) await box.fill("0");
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === "POST", SLOW),
      page.getByRole("button", { name: "补齐并继续编制" }).click(SLOW),
    ]);
    const { publication_no, missing } = await answer.json();
    if (publication_no !== null) return;
    const count = Object.values<unknown[]>(missing).flat().length;
    await page.getByText(`还缺 ${count} 项`).waitFor();
    await page
      .getByText(missing.figures[0]?.words ?? "还缺")
      .first()
      .waitFor();
  }
  throw new Error("something is asked for again and again");
}

/** Another office decides what one office put up. */
async function approved(address: string): Promise<void> {
  const checked = await house.openAs("general-office", address);
  const { page } = checked;
  await page.frameLocator("iframe").getByText("松岭县").first().waitFor();
  await page.getByText("同意", { exact: true }).click();
  await page.getByLabel("审批意见").fill("同意公开");
  await checked.accessible();
  await checked.screenshot("disclosure-approval");
  await page.getByRole("button", { name: "提交决定" }).click();
  await page.getByText("已同意").waitFor();
  await checked.close();
}

/** Nobody is signed in. */
async function seenByEverybody(): Promise<void> {
  const checked = await house.open("/portal/published");
  const { page } = checked;
  await page.getByText("松医保〔2025〕3号").waitFor();
  await checked.accessible();
  await page.getByRole("link", { name: /松岭县医疗保障局部门预算$/ }).click();
  await page.frameLocator("iframe").getByText("松岭县").first().waitFor();
  await page.getByText("没有错误和警告").waitFor();
  const [data] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /全部开放数据/ }).click(),
  ]);
  expect(data.suggestedFilename()).toContain("开放数据.zip");
  await checked.accessible();
  await checked.screenshot("portal-publication");
  await checked.close();
}

describe.runIf(isThere)("disclosures", () => {
  test("are checked: from the dropped file to the place on the page, and a waiver", async () => {
    const checked = await house.openAs("finance-officer", "/workbench/disclosures/checks");
    const { page } = checked;
    await page.getByText("还没有核对过文件").waitFor();
    await page.locator(".ant-upload-drag input[type=file]").setInputFiles([
      { name: "云溪决算.pdf", mimeType: "application/pdf", buffer: wrongPdf() },
      { name: "附件.zip", mimeType: "application/zip", buffer: Buffer.from("PK") },
    ]);
    await page.getByRole("alert").filter({ hasText: "不是能核对的文件种类" }).waitFor();
    await page.getByRole("link", { name: "查看结果" }).waitFor();
    await page.getByText("共 1 条").waitFor();
    await checked.accessible();
    await checked.screenshot("disclosure-checks");
    await page.getByRole("link", { name: "查看结果" }).click();
    await page
      .getByRole("heading", { level: 1, name: /云溪市医疗保障局 2024年度部门决算/ })
      .waitFor();
    await page.getByRole("option", { name: /占比合计为 100%/ }).click();
    await page.getByText("66.67%", { exact: true }).first().waitFor();
    await page
      .getByRole("img", { name: "第 1 页" })
      .getByText(LINES[0] as string)
      .waitFor();
    expect(await page.locator(".sheet-mark").count()).toBe(1);
    await checked.accessible();
    await checked.screenshot("disclosure-check");
    await page.getByRole("button", { name: "豁免这一条" }).click();
    await page.getByLabel("豁免的理由").fill("占比口径不同，已向财政说明");
    await page.getByRole("button", { name: "豁免这一条" }).click();
    await page.getByText("已豁免：占比口径不同，已向财政说明").waitFor();
    await checked.accessible();
    await page.getByRole("button", { name: "下载" }).click();
    const [paper] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /审核表/ }).click(),
    ]);
    expect(paper.suggestedFilename()).toBe("核对报告-云溪决算.pdf.xlsx");
    await checked.close();
  });

  test("by keys: the next finding, the rules that were judged", async () => {
    const checked = await house.openAs("general-office", "/workbench/disclosures/checks");
    const { page } = checked;
    await page.getByRole("link", { name: /云溪市医疗保障局/ }).click();
    const chosen = page.locator('[role="option"][aria-selected="true"]');
    const first = await chosen.textContent();
    await page.getByRole("listbox", { name: "问题列表" }).focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => chosen.textContent()).not.toBe(first);
    await page.keyboard.press("k");
    await expect.poll(() => chosen.textContent()).toBe(first);
    await page.getByRole("tab", { name: /核对过的规则/ }).click();
    await page.getByText("不通过").first().waitFor();
    await checked.accessible();
    await checked.close();
  });

  test(
    "are made: from a data folder to the page and its files",
    async () => {
      const checked = await house.openAs("finance-officer", "/workbench/disclosures/publications");
      const { page } = checked;
      await page.getByText("还没有编制过公开文本").waitFor();
      await page.getByRole("button", { name: /编\s*制/ }).click();
      await page.getByText("请填写", { exact: false }).first().waitFor();
      for (const format of ["PDF", "docx", "xlsx"]) await page.getByLabel(format).uncheck();
      await page.getByRole("combobox", { name: "数据目录" }).click();
      await page.getByTitle(/fictitious-county-2025-budget/).click();
      await checked.accessible();
      await page.getByRole("button", { name: /编\s*制/ }).click(SLOW);
      await page.locator("iframe").waitFor(SLOW);
      const frame = page.frameLocator("iframe");
      await frame.getByText("虚构省松岭县医疗保障局").first().waitFor();
      await page.getByText("没有错误和警告").waitFor();
      await checked.screenshot("disclosure-made");
      await page.getByRole("button", { name: "下载" }).click();
      const [paper] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /开放数据/ }).click(),
      ]);
      expect(paper.suggestedFilename()).toContain("松岭县医疗保障局");
      await page.getByRole("button", { name: "提请公开" }).click();
      await page.getByLabel("文号").fill("松医保〔2025〕3号");
      await page.getByLabel("提请说明").fill("财政已批复");
      await page.getByRole("button", { name: "提请公开" }).click();
      await page.getByRole("link", { name: /已提请，等待审批/ }).click();
      await page.getByText("这是您提请的事项").waitFor();
      const address = new URL(page.url()).pathname;
      await checked.close();
      await approved(address);
      await seenByEverybody();
    },
    MAKING_MILLISECONDS,
  );

  test(
    "of the books: what they do not know is asked for by name, and then it is made",
    async () => {
      await booksOfUnit();
      const checked = await house.openAs("finance-officer", "/workbench/disclosures/publications");
      const { page } = checked;
      await page.getByText("单位账", { exact: true }).click();
      await page.getByRole("combobox", { name: "单位" }).click();
      await page.getByTitle(/虚构市医疗保障局/).click();
      await page.getByRole("spinbutton", { name: "年度" }).fill("2023");
      for (const format of ["PDF", "docx", "xlsx", "txt"]) await page.getByLabel(format).uncheck();
      await page.getByRole("button", { name: /编\s*制/ }).click(SLOW);
      await page.getByLabel(/主要职责/).waitFor();
      await checked.accessible();
      await checked.screenshot("disclosure-missing");
      await fillIn(page);
      await page.frameLocator("iframe").getByText("虚构市医疗保障局").first().waitFor();
      await checked.close();
    },
    MAKING_MILLISECONDS,
  );
});
