import { describe, expect, test } from "vitest";
import { printsAgain } from "./printed-again.ts";
import type { SourceTable } from "./source-table.ts";

// Goal: a table printed twice is told from a page that goes on and from the list of another unit.

function tableOf(...rows: readonly (readonly [name: string, ...figures: string[]])[]): SourceTable {
  const stubs = rows.map(([name, ...figures], at) => ({
    ...{ codes: [], name, page: 1, line: at + 1 },
    cells: figures.map((text) => ({ text, page: 1, line: at + 1 })),
  }));
  return {
    ...{ title: "示例表", label: "", unit: null, notes: [], page: 1, line: 1, heading: "" },
    blocks: [{ columns: [], rows: stubs, heading: "" }],
  };
}

const FIRST = tableOf(["合计", "9.00"], ["教育支出", "4.00"], ["卫生健康支出", "5.00"]);

describe("the same table again", () => {
  test("word for word, or with a figure that was changed in one of many rows", () => {
    expect(printsAgain(FIRST, FIRST)).toBe(true);
    const rows = ["一", "二", "三", "四", "五"].map((name): [string, string] => [name, "3.00"]);
    const [, ...rest] = rows;
    expect(printsAgain(tableOf(...rows), tableOf(["一", "2.00"], ...rest))).toBe(true);
  });

  test("not a page that goes on, another unit's figures, or an empty table", () => {
    expect(printsAgain(FIRST, tableOf(["住房保障支出", "1.00"], ["公积金", "1.00"]))).toBe(false);
    const other = tableOf(["合计", "3.00"], ["教育支出", "1.00"], ["卫生健康支出", "2.00"]);
    expect(printsAgain(FIRST, other)).toBe(false);
    const empty = tableOf(["合计", ""], ["教育支出", ""], ["卫生健康支出", ""]);
    expect(printsAgain(empty, empty)).toBe(false);
  });
});
