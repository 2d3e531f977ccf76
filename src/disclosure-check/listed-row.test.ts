import { describe, expect, test } from "vitest";
import { chartOf, loadCharts } from "../classification/index.ts";
import type { Finding } from "../disclosure/index.ts";
import { placeAt } from "./fixtures/table-context.ts";
import { isListedRow, withListed } from "./listed-row.ts";

const CHART = chartOf(loadCharts(), "departmental", 2023);

function finding(rule: string, row: string, printed: string, difference = ""): Finding {
  return {
    ...{
      id: "",
      rule,
      outcome: "error",
      title: "",
      where: { ...placeAt(1), table: "基本支出表", row },
      printed,
    },
    ...{ expected: "", difference, message: "该类与其各款之和不符", suggestion: "", merged: [] },
  };
}

describe("a row that a sentence lists and the table lacks", () => {
  const listed = finding("LIST-NAMES", "", "差旅费");

  test("is what its class is short of", () => {
    const short = finding("A-06-01", "商品和服务支出小计", "231.35万元", "52.67万元");
    expect(isListedRow(short, listed, CHART)).toBe(true);
    expect(withListed(short, listed).merged).toEqual(["LIST-NAMES"]);
    expect(withListed(short, listed).message).toContain("差旅费");
    expect(isListedRow(finding("CODE-DEPTH", "商品和服务支出", ""), listed, CHART)).toBe(true);
  });

  test("is not where the class holds too much, nor in another class", () => {
    const over = finding("A-06-01", "商品和服务支出", "231.35万元", "-52.67万元");
    expect(isListedRow(over, listed, CHART)).toBe(false);
    const other = finding("A-06-01", "工资福利支出", "999.00万元", "52.67万元");
    expect(isListedRow(other, listed, CHART)).toBe(false);
  });

  test("is the row itself, where it is printed blank", () => {
    expect(isListedRow(finding("R-3", "差旅费", "空白"), listed, CHART)).toBe(true);
    expect(isListedRow(finding("R-3", "差旅费", "5.00万元"), listed, CHART)).toBe(false);
    expect(isListedRow(finding("B-06-01", "差旅费", "空白", "-52.67万元"), listed, CHART)).toBe(
      true,
    );
  });
});
