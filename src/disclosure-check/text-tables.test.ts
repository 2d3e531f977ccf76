import { describe, expect, test } from "vitest";
import { checkText } from "./fixtures/check-text.ts";

// Goal: a figure that was not read is never taken for zero, whatever became of the text of its
// table; a figure that was read is still judged.

const PROSE = [
  "虚构县医疗保障局2024年部门预算",
  "",
  "一、收入预算情况说明",
  "2024年收入预算310.00万元。",
  "二、支出预算情况说明",
  "2024年支出预算310.00万元，其中：基本支出210.00万元，项目支出100.00万元。",
  "",
];

const INCOME = [
  "公开表2",
  "部门收入总表",
  "部门：虚构县医疗保障局",
  "单位：万元",
  "部门（单位）代码 部门（单位）名称 合计 上年结转 本年收入",
  "小计 一般公共预算 事业收入",
  "合计 310.00 310.00 300.00 10.00",
  "062 虚构县医疗保障局 310.00 310.00 300.00 10.00",
  "062001 虚构县医疗保障局本级 200.00 200.00 200.00",
  "062002 虚构医疗保障事务中心 110.00 110.00 100.00 10.00",
];

const SPENDING = [
  "公开表3",
  "部门支出总表",
  "部门：虚构县医疗保障局",
  "单位：万元",
  "科目编码 科目名称 合计 基本支出 项目支出",
  "合计 310.00 210.00 100.00",
  "210 卫生健康支出 310.00 210.00 100.00",
  "21015 医疗保障管理事务 310.00 210.00 100.00",
  "2101501 行政运行 210.00 210.00",
  "2101505 医疗保障政策管理 100.00 100.00",
];

async function errors(...lines: readonly string[]): Promise<readonly string[]> {
  const { findings } = await checkText(lines.join("\n"));
  const wrong = findings.filter(({ outcome }) => outcome === "error");
  return wrong
    .filter(({ rule }) => !rule.startsWith("SEC-"))
    .map(({ rule, message }) => `${rule} ${message}`);
}

describe("tables as text", () => {
  test("rows with their blanks dropped", async () => {
    expect(await errors(...PROSE, ...INCOME, ...SPENDING)).toEqual([]);
  });

  test("a cell a line", async () => {
    const cells = [...INCOME, ...SPENDING].flatMap((line) => line.split(" "));
    expect(await errors(...PROSE, ...cells)).toEqual([]);
  });

  test("a column a stretch, as programs read pages", async () => {
    const rows = SPENDING.slice(5).map((line) => line.split(" "));
    const columns = [0, 1, 2, 3, 4].map((at) => rows.flatMap((row) => row[at] ?? []));
    expect(await errors(...PROSE, ...SPENDING.slice(0, 5), ...columns.flat())).toEqual([]);
  });

  test.each([0, 1, 2, 3, 4])("a row of spending whose label was lost, %i", async (lost) => {
    const rows = SPENDING.map((line, at) => {
      return at === lost + 5 ? line.replace(/^[^.]*?(?=\d+\.\d\d)/, "") : line;
    });
    expect(await errors(...PROSE, ...INCOME, ...rows)).toEqual([]);
  });

  test("a slip in the row of a unit is found", async () => {
    const wrong = INCOME.map((line) => line.replaceAll("200.00", "220.00"));
    const found = await errors(...PROSE, ...wrong, ...SPENDING);
    expect(found.some((one) => /^B-02-03 /.test(one))).toBe(true);
  });
});
