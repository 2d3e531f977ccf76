import { describe, expect, test } from "vitest";
import { figuresIn, readBytes, wan } from "../../test/support/disclosure/written-grid.ts";
import type { Reading } from "./index.ts";

// Goal: what the sums of a table leave open, its copies elsewhere decide; without them it is open.

function read(...lines: readonly string[]): Promise<Reading> {
  const text = ["湖南省虚构医疗保障局", "2023年度部门决算", "", ...lines].join("\n");
  return readBytes(new TextEncoder().encode(text), "样本.txt");
}

const FUND = [
  "政府性基金预算财政拨款支出决算表",
  "单位：万元",
  "科目编码 科目名称 合计 基本支出 项目支出",
  "合计 30.00 30.00",
  "229 其他支出 30.00 30.00",
  "22960 彩票公益金安排的支出 30.00 30.00",
  "2296002 用于社会福利的彩票公益金支出 30.00 30.00",
];

const SPENDING = [
  "支出决算表",
  "单位：万元",
  "科目编码 科目名称 本年支出合计 基本支出 项目支出",
  "合计 100.00 60.00 40.00",
  "210 卫生健康支出 70.00 60.00 10.00",
  "21015 医疗保障管理事务 70.00 60.00 10.00",
  "2101501 行政运行 60.00 60.00",
  "2101502 一般行政管理事务 10.00 10.00",
  "229 其他支出 30.00 30.00",
  "22960 彩票公益金安排的支出 30.00 30.00",
  "2296002 用于社会福利的彩票公益金支出 30.00 30.00",
];

const VEHICLES = [
  "财政拨款“三公”经费支出决算表",
  "单位：万元",
  "预算数 决算数",
  "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费",
  "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费",
  "小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费",
  "1 2 3 4 5 6 7 8 9 10 11 12",
];

describe("figures whose columns the sums leave open", () => {
  test("stand where the table of all spending has them", async () => {
    const alone = await read("公开08表", ...FUND);
    expect(figuresIn(alone, "fund")).not.toHaveProperty("2296002.project");
    const reading = await read("公开03表", ...SPENDING, "公开08表", ...FUND);
    expect(figuresIn(reading, "fund")).toMatchObject({
      "total.project": wan(30),
      "2296002.project": wan(30),
    });
    expect(reading.unread.filter(({ what }) => what === "figure")).toEqual([]);
  });

  test("stand where a sentence tells them", async () => {
    const row = "11.00 8.00 8.00 3.00 9.00 7.00 7.00 2.00";
    const alone = await read(...VEHICLES, row);
    expect(figuresIn(alone, "three-public")).not.toHaveProperty("vehicle-running.actual");
    const reading = await read(
      ...[...VEHICLES, row, "", "三、“三公”经费支出决算情况说明", ""],
      "公务用车购置费支出预算为0.00万元，支出决算为0.00万元。",
      "公务用车运行维护费支出预算为8.00万元，支出决算为7.00万元。",
    );
    expect(figuresIn(reading, "three-public")).toMatchObject({
      "vehicle-running.budget": wan(8),
      "vehicle-running.actual": wan(7),
    });
  });

  test("a row that no columns fit is told", async () => {
    const reading = await read(...VEHICLES, "11.00 8.00 6.00 3.00 9.00 7.00 4.00 3.00 2.00");
    const misfits = reading.notes.filter(({ what }) => what === "misfit");
    expect(misfits.map(({ place }) => place.column)).toEqual(["预算数·公务用车购置及运行维护费"]);
  });
});

describe("a row printed twice", () => {
  test("is a row of its own, and its figures are read once", async () => {
    const again = SPENDING.flatMap((line) => (line.startsWith("2101502") ? [line, line] : [line]));
    const reading = await read("公开03表", ...again);
    const rows = reading.tables[0]?.rows.filter(({ id }) => id === "2101502");
    expect(rows).toHaveLength(2);
    expect(figuresIn(reading, "spending")).toMatchObject({ "2101502.project": wan(10) });
  });
});
