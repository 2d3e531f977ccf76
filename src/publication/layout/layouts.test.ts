import { describe, expect, test } from "vitest";
import type { FoundTable, ProfileTable } from "../../disclosure/index.ts";
import { scopeOf, type Told } from "../narrative/fixtures/told.ts";
import type { PrintedTable } from "../publication.ts";
import { missingTables, printedTables } from "./index.ts";

/** Goal: every layout prints the figures where a reader of its kind of form looks for them. */

interface Wanted extends Partial<ProfileTable> {
  readonly topic: string;
  readonly layout: string;
}

interface Fills {
  readonly kind?: "budget" | "final";
  readonly zero?: string;
  readonly codes?: "joined" | "parted";
  readonly total_row?: "top" | "bottom";
}

function printed(wanted: Wanted, told: Told, fills: Fills = {}, columns = ["total"]): PrintedTable {
  const scope = scopeOf(told, { kind: fills.kind ?? "final" });
  const table: ProfileTable = {
    ...{ label: "公开01表", title: "{year}年某表", obligatory: true, unit: null },
    ...{ columns: {}, rows: {}, note: "", empty_note: "" },
    ...wanted,
  };
  const whole = { is_whole: true, is_empty: false, notes: [] };
  const found = { topic: wanted.topic, columns, ...whole } as unknown as FoundTable;
  const profile = { ...scope.profile, tables: [table] };
  const [only] = printedTables({
    ...scope,
    disclosure: { ...scope.disclosure, tables: [found] },
    profile: { ...profile, fills: { ...profile.fills, zero: "", ...fills } },
  });
  return only as PrintedTable;
}

/** Rows as text: cells joined by “|”, the header first. */
function rows({ header, body }: PrintedTable): readonly string[] {
  return [...header, ...body].map((row) => row.map(({ text }) => text).join("|"));
}

const GENERAL: Told = {
  "general[210].total": 123_456,
  "general[210].basic": 123_456,
  "general[210].project": 0,
  "general[21015].total": 123_456,
  "general[21015].basic": 123_456,
  "general[21015].project": 0,
  "general[2101501].total": 123_456,
  "general[2101501].basic": 123_456,
  "general[2101501].project": 0,
  "general[total].total": 123_456,
  "general[total].basic": 123_456,
  "general[total].project": 0,
};

describe("codes", () => {
  test("in one column, the total on top, nothing as a blank", () => {
    const table = printed({ topic: "general", layout: "coded+numbered" }, GENERAL);
    expect(rows(table)).toEqual([
      "项目|本年支出",
      "功能分类科目编码|科目名称|小计|基本支出|项目支出",
      "栏次|1|2|3",
      "合计|1,234.56|1,234.56|",
      "210|卫生健康支出|1,234.56|1,234.56|",
      "21015|医疗保障管理事务|1,234.56|1,234.56|",
      "2101501|行政运行|1,234.56|1,234.56|",
    ]);
    expect(table.body[3]?.[1]).toMatchObject({ text: "行政运行", indent: 2, is_bold: false });
    expect(table.body[1]?.[2]?.amount).toEqual({ fen: 1_234_560_000, unit: "万元", decimals: 2 });
    expect(table).toMatchObject({
      title: "2023年某表",
      owner: "部门：虚拟市医疗保障局",
      unit: "单位：万元",
      is_landscape: false,
      notes: [],
    });
  });

  test("what no longer adds up once it is rounded is said below the table", () => {
    const told = (part: number): Told => ({
      ...{ "general[208].total": part, "general[208].basic": part, "general[208].project": 0 },
      ...{ "general[210].total": part, "general[210].basic": part, "general[210].project": 0 },
      ...{ "general[total].total": part * 2, "general[total].basic": part * 2 },
      "general[total].project": 0,
    });
    const table = { topic: "general", layout: "coded" };
    expect(printed(table, told(25)).notes).toEqual([]);
    // Each is printed as 0.13, their sum as 0.25.
    expect(printed(table, told(12.5)).notes).toEqual([
      "注：部分合计与分项之和因四舍五入略有尾差。",
    ]);
  });

  test("in three columns, the total below, nothing as 0.00", () => {
    const fills = { codes: "parted", total_row: "bottom", zero: "0.00" } as const;
    const table = printed({ topic: "general", layout: "coded" }, GENERAL, fills);
    expect(rows(table).slice(2)).toEqual([
      "210|||卫生健康支出|1,234.56|1,234.56|0.00",
      "210|15||医疗保障管理事务|1,234.56|1,234.56|0.00",
      "210|15|01|行政运行|1,234.56|1,234.56|0.00",
      "合计|1,234.56|1,234.56|0.00",
    ]);
  });

  test("columns as the profile names them, under common headings", () => {
    const columns = { total: "甲/合计", basic: "甲/基本", project: "项目" };
    const table = printed({ topic: "general", layout: "coded+flat", columns }, GENERAL);
    expect(rows(table).slice(0, 2)).toEqual(["功能分类科目编码|科目名称|甲|项目", "合计|基本"]);
    expect(table.header[0]?.[3]).toMatchObject({ text: "项目", column: 4, rows: 2 });
  });

  test("an amount in yuan is the same amount", () => {
    const table = printed({ topic: "general", layout: "coded", unit: "元" }, GENERAL);
    expect(rows(table).at(-1)).toBe("2101501|行政运行|12,345,600.00|12,345,600.00|");
    expect(table.unit).toBe("单位：元");
  });

  test("people and office are no columns where they are not known", () => {
    const table = printed({ topic: "general", layout: "coded" }, GENERAL, { kind: "budget" });
    expect(rows(table)[1]).toBe("功能分类科目编码|科目名称");
    expect(rows(table)[0]).toBe("项目|合计|基本支出|项目支出");
  });

  test("an empty table keeps its form and says whose it is", () => {
    const table = printed({ topic: "fund", layout: "coded", empty_note: "{unit}没有。" }, {});
    expect(rows(table).at(-2)).toBe("合计||||||");
    expect(table.notes).toEqual(["注：虚拟市医疗保障局没有。"]);
  });
});

const OVERVIEW: Told = {
  "overview[income-general].amount": 100,
  "overview[income-total].amount": 100,
  "overview[income-opening].amount": 20,
  "overview[income-grand].amount": 120,
  "overview[210].amount": 90,
  "overview[spending-total].amount": 90,
  "overview[spending-closing].amount": 30,
  "overview[spending-grand].amount": 120,
};

describe("two sides", () => {
  test("with line and column numbers, all classes of the form", () => {
    const lines = rows(printed({ topic: "overview", layout: "sides+lines+numbered" }, OVERVIEW));
    expect(lines.slice(0, 4)).toEqual([
      "收入|支出",
      "项目|行次|金额|项目|行次|金额",
      "栏次|1|栏次|2",
      "一、一般公共预算财政拨款收入|1|1.00|一、一般公共服务支出|31|",
    ]);
    expect(lines).toHaveLength(3 + 26 + 4);
    expect(lines.at(-1)).toBe("总计|30|1.20|总计|60|1.20");
  });

  test("only classes with money, the rows of the profile, and balances that it leaves out", () => {
    const named = {
      "income-general": "一、拨款",
      "income-grand": "收入总计",
      "spending-grand": "支出总计",
    };
    const wanted = { topic: "overview", layout: "sides+present+amount-预算数", rows: named };
    expect(rows(printed(wanted, OVERVIEW))).toEqual([
      "收入|支出",
      "项目|预算数|项目|预算数",
      "一、拨款|1.00|一、卫生健康支出|0.90",
      "年初结转和结余|0.20|年末结转和结余|0.30",
      "收入总计|1.20|支出总计|1.20",
    ]);
  });

  test("appropriations by fund; a class outside the form stands where its code belongs", () => {
    const told = {
      "appropriation[230].general": 5,
      "appropriation[230].fund": 2,
      "appropriation[spending-total].general": 5,
      "appropriation[income-general].amount": 7,
    };
    const lines = rows(printed({ topic: "appropriation", layout: "sides" }, told));
    expect(lines[1]).toContain("合计|一般公共预算财政拨款|政府性基金预算财政拨款");
    const at = lines.findIndex((line) => line.includes("转移性支出"));
    expect(lines[at]).toContain("|0.07|0.05|0.02|");
    expect(lines[at - 1]).toContain("其他支出");
  });
});

const BASIC: Told = {
  "basic[301].total": 30,
  "basic[30101].total": 30,
  "basic[302].total": 12,
  "basic[30201].total": 12,
  "basic[total].total": 42,
  "basic[personnel].total": 30,
  "basic[public].total": 12,
};

describe("basic expenditure", () => {
  test("in two blocks: people left, office right, the two totals below", () => {
    const lines = rows(printed({ topic: "basic", layout: "economic-two" }, BASIC));
    expect(lines[0]).toBe("经济分类科目编码|科目名称|决算数|经济分类科目编码|科目名称|决算数");
    expect(lines[1]).toBe("301|工资福利支出|0.30|302|商品和服务支出|0.12");
    expect(lines[2]).toBe("30101|基本工资|0.30|30201|办公费|0.12");
    expect(lines.at(-1)).toBe("人员经费合计|0.30|公用经费合计|0.12");
  });

  test("in three blocks no row is lost", () => {
    const two = rows(printed({ topic: "basic", layout: "economic-two" }, BASIC)).join("|");
    const three = rows(printed({ topic: "basic", layout: "economic-three" }, BASIC)).join("|");
    for (const code of ["30199", "30399", "30299", "31099"]) {
      expect(two).toContain(code);
      expect(three).toContain(code);
    }
  });

  test("in a list with columns for people and office", () => {
    const told = { ...BASIC, "basic[30101].personnel": 30, "basic[30101].public": 0 };
    const lines = rows(printed({ topic: "basic", layout: "economic+columns" }, told));
    expect(lines.slice(1, 4)).toEqual([
      "合计|0.42|0.30|0.12",
      "301|工资福利支出|0.30|0.30|",
      "30101|基本工资|0.30|0.30|",
    ]);
  });

  test("as Hunan's: the class, its 小计, code and name in one cell", () => {
    const lines = rows(printed({ topic: "basic", layout: "economic-subtotal" }, BASIC));
    expect(lines.slice(0, 5)).toEqual([
      "经济分类科目|金额",
      "总计|0.42",
      "301工资福利支出|",
      "小计|0.30",
      "30101基本工资|0.30",
    ]);
  });
});

const THREE: Told = Object.fromEntries(
  ["total", "abroad", "vehicles", "vehicle-purchase", "vehicle-running", "reception"].flatMap(
    (row, at) => [
      [`three-public[${row}].budget`, 100 + at],
      [`three-public[${row}].actual`, 200 + at],
      [`three-public[${row}].prior`, 300 + at],
      [`three-public[${row}].amount`, 400 + at],
    ],
  ),
);

describe("“三公”", () => {
  test.each([
    ["three-public-twelve", "final", "1.00|1.01|1.02|1.03|1.04|1.05|2.00|2.01|2.02|2.03|2.04|2.05"],
    [
      "three-public-interleaved",
      "final",
      "1.00|2.00|1.01|2.01|1.02|2.02|1.03|2.03|1.04|2.04|1.05|2.05",
    ],
    ["three-public-row", "budget", "4.00|4.01|4.02|4.03|4.04|4.05"],
    ["three-public-years", "budget", "3.00|3.01|3.02|3.03|3.04|3.05|4.00|4.01|4.02|4.03|4.04|4.05"],
    ["three-public-operating", "budget", "4.00|4.01|4.05|4.02|4.03|4.04|9.99"],
  ] as const)("%s", (layout, kind, row) => {
    const told = { ...THREE, "operating[total].amount": 999 };
    const table = printed({ topic: "three-public", layout }, told, { kind });
    expect(rows(table).at(-1)).toBe(row);
    expect(table.columns).toHaveLength(row.split("|").length);
  });

  test("one item a row", () => {
    const wanted = { topic: "three-public", layout: "three-public-items+prior" };
    expect(rows(printed(wanted, THREE, { kind: "budget" }))).toEqual([
      "项目|上年预算数|本年预算数",
      "合计|3.00|4.00",
      "1、因公出国（境）费|3.01|4.01",
      "2、公务接待费|3.05|4.05",
      "3、公务用车购置及运行维护费|3.02|4.02",
      "其中：（1）公务用车购置费|3.03|4.03",
      "（2）公务用车运行维护费|3.04|4.04",
    ]);
  });
});

test("Hunan's three blocks: parts that nobody told apart are no rows", () => {
  const table = printed({ topic: "overview", layout: "three-blocks+classes-21" }, OVERVIEW, {
    kind: "budget",
  });
  const lines = rows(table);
  expect(lines[2]).toBe("一、一般公共预算拨款|1.00|一、基本支出||一、一般公共服务支出|");
  expect(lines[3]?.startsWith("||")).toBe(true);
  expect(lines.some((line) => line.startsWith("本年收入合计|1.00|本年支出合计|0.90|"))).toBe(true);
});

test("things are counted, not paid for", () => {
  const told = { "assets[vehicles].count": 3, "assets[vehicle-other].count": 3 };
  const table = printed({ topic: "assets", layout: "named" }, told, {}, ["count"]);
  expect(rows(table)).toEqual(["项目|数量", "车辆|3", "其他用车|3"]);
  expect(table.unit).toBe("单位：辆、台（套）");
});

test("a table whose figures are not known is not printed, and is named as missing", () => {
  const scope = scopeOf({ "general[total].basic": 1 });
  expect(printedTables(scope)).toEqual([]);
  expect(missingTables(scope)).toContain("收入决算表");
});

test("a layout that nobody knows is refused", () => {
  expect(() => printed({ topic: "general", layout: "round" }, GENERAL)).toThrow(
    expect.objectContaining({ code: "PUBLICATION-LAYOUT" }),
  );
});
