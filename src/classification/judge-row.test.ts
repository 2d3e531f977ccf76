import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream, runs } from "../../test/support/random.ts";
import {
  CHART_KINDS,
  type Chart,
  type ChartRow,
  chartOf,
  judgeRow,
  loadCharts,
  nearestByName,
  parentOf,
  type RowContext,
} from "./index.ts";

// Goal: what is wrong with a printed code and name is said, with the repair. Method: the wrong rows
// of a city's published budget for 2023 (Hengyang), then damage done to every row of the charts.

const charts = loadCharts();
const functional = chartOf(charts, "functional", 2023);
const departmental = chartOf(charts, "departmental", 2023);

function said(chart: Chart, code: string, name: string, context: RowContext = {}) {
  const { verdict, certain, repair } = judgeRow(chart, code, name, context);
  return [verdict, certain, repair?.code ?? null];
}

describe("rows of a published budget", () => {
  const in302 = (previousCode: string, nextCode: string) => ({
    parentCode: "302",
    previousCode,
    nextCode,
  });

  test.each([{}, in302("30208", "30211")])("30299物业管理费 is 30209 (%j)", (context) => {
    expect(said(departmental, "30299", "物业管理费", context)).toEqual([
      "wrong-digits",
      true,
      "30209",
    ]);
  });

  test.each([{}, in302("30227", "30229")])("3028工会经费 is 30228 (%j)", (context) => {
    expect(said(departmental, "3028", "工会经费", context)).toEqual([
      "wrong-length",
      true,
      "30228",
    ]);
  });

  test("30202退休费 is 30302, and stands in 303", () => {
    const context = { parentCode: "303", previousCode: "30301", nextCode: "30303" };
    expect(said(departmental, "30202", "退休费", context)).toEqual(["wrong-parent", true, "30302"]);
    expect(said(departmental, "30202", "退休费")).toEqual(["wrong-digits", true, "30302"]);
  });

  test.each([
    ["302", "一般商品和服务支出", "wrong-name"],
    ["303", "对个人和家庭补助", "shortened-name"],
    ["30399", "其他对个人和家庭补助", "shortened-name"],
    ["30228", "公会经费", "wrong-name"],
  ])("%s%s: the code is right, the name is not", (code, name, verdict) => {
    expect(said(departmental, code, name)).toEqual([verdict, true, code]);
  });

  test("names over torn lines and in other brackets are right", () => {
    expect(said(functional, "2080505", "机关事业单位基本养老\n\n保险缴费支出")[0]).toBe("right");
    expect(said(departmental, "30212", "因公出国(境)费用")[0]).toBe("right");
    expect(said(functional, "2101501", "行政运行（项）")[0]).toBe("right");
    expect(said(functional, "210", "八、卫生健康支出")[0]).toBe("right");
  });

  test.each([
    ["3012", "津贴补贴", "30102"],
    ["3017", "绩效工资", "30107"],
  ])("%s %s lost a digit", (code, name, repair) => {
    expect(said(departmental, code, name, { parentCode: "301" })).toEqual([
      "wrong-length",
      true,
      repair,
    ]);
  });
});

describe("names of other years", () => {
  test.each([
    ["210", "医疗卫生与计划生育支出", "210", 2019],
    ["20805", "行政事业单位离退休", "20805", 2020],
    ["2200199", "其他国土资源事务支出", "2200199", 2019],
    ["2109901", "其他卫生健康支出", "2109999", 2021],
    ["2109999", "其他卫生健康支出", null, null],
  ])("%s %s", (code, name, repair, since) => {
    const found = judgeRow(functional, code, name);
    expect(found.verdict).toBe(since === null ? "right" : "old-chart-name");
    expect([found.repair?.code ?? null, found.changed_year]).toEqual([repair, since]);
  });

  test("an old name whose code nobody knows is not certain", () => {
    expect(said(functional, "2080599", "机关事业单位退休人员活动费")).toEqual([
      "old-chart-name",
      false,
      "20805",
    ]);
  });

  test("what a later chart brings", () => {
    const found = judgeRow(functional, "20139", "社会工作事务");
    expect([found.verdict, found.changed_year]).toEqual(["future-chart-name", 2024]);
    expect(said(chartOf(charts, "functional", 2024), "20139", "社会工作事务")[0]).toBe("right");
  });

  test("in a year that is not known nothing is certain", () => {
    const chart = chartOf(charts, "functional", 2031);
    expect(said(chart, "2101588", "没有这样的科目")).toEqual(["unknown-code", false, null]);
    expect(said(chart, "2101501", "行政管理运行")[1]).toBe(false);
  });
});

describe("codes that are not listed", () => {
  test("is an error only where the 款 is listed in full", () => {
    expect(said(functional, "2101588", "没有这样的科目")).toEqual(["unknown-code", true, null]);
    expect(said(functional, "2010288", "没有这样的科目")).toEqual(["unknown-code", false, null]);
    expect(said(functional, "2990101", "没有这样的科目")).toEqual(["unknown-code", true, null]);
  });

  test("行政运行 under a 款 whose 项 are not listed is nobody's error", () => {
    expect(said(functional, "2040201", "行政运行")).toEqual(["unknown-code", false, null]);
  });

  test("a name that stands in one place only gives the code away", () => {
    expect(said(functional, "2101591", "其他医疗保障管理事务支出")).toEqual([
      "wrong-digits",
      true,
      "2101599",
    ]);
  });
});

test("a code that is taken by the next row has the wrong name, not the wrong digits", () => {
  const context = { previousCode: "21015", nextCode: "2101502" };
  expect(said(functional, "2101501", "一般行政管理事务", context)).toEqual([
    "wrong-name",
    true,
    "2101501",
  ]);
});

test("a right row under another 款 stands in the wrong place", () => {
  expect(said(functional, "2101601", "老龄卫生健康事务", { parentCode: "21015" })).toEqual([
    "wrong-parent",
    true,
    null,
  ]);
  expect(said(functional, "2101601", "老龄卫生健康事务", { parentCode: "210" })[0]).toBe("right");
});

const ALL = CHART_KINDS.flatMap((kind) =>
  [2023, 2025].map((year) => [kind, year, chartOf(charts, kind, year)] as const),
);

test.each(ALL)("every row of %s %i is right where it stands", (_kind, _year, chart) => {
  const rows = [...chart.rows.values()];
  for (const [at, row] of rows.entries()) {
    const found = judgeRow(chart, row.code, row.name, placeOf(rows, at));
    expect([row.code, found.verdict, found.certain]).toEqual([row.code, "right", true]);
  }
});

/** The place of a row in a table that prints the whole chart. */
function placeOf(rows: readonly ChartRow[], at: number): RowContext {
  return {
    parentCode: parentOf((rows[at] as ChartRow).code) ?? undefined,
    previousCode: rows[at - 1]?.code,
    nextCode: rows[at + 1]?.code,
  };
}

/** Damages tried in each chart: a random share. */
const DAMAGES_MOST = 1_500;

describe.each(ALL)("one wrong digit in %s %i", (_kind, _year, chart) => {
  const rows = [...chart.rows.values()];
  const random = randomStream();
  const all = rows.flatMap((row, at) => damaged(row.code).map((code) => ({ row, at, code })));
  const tried =
    all.length <= DAMAGES_MOST ? all : Array.from({ length: DAMAGES_MOST }, () => random.pick(all));

  test("with its neighbours, the true code is found", () => {
    const missed = tried.filter(({ row, at, code }) => !isFound(row, code, placeOf(rows, at)));
    expect(missed.length / tried.length, `seed ${random.seed}`).toBeLessThanOrEqual(0.01);
  });

  test("by itself, the true code of a name that stands in one place is found", () => {
    const alone = tried.filter(
      ({ row }) => rows.filter(({ name }) => name === row.name).length === 1,
    );
    const missed = alone.filter(({ row, code }) => !isFound(row, code, {}));
    expect(missed.length / alone.length, `seed ${random.seed}`).toBeLessThanOrEqual(0.01);
  });

  test("by itself, no other code is ever certainly meant", () => {
    const blamed = tried.filter(({ row, code }) => {
      const { verdict, certain, repair, as_likely } = judgeRow(chart, code, row.name);
      if (!certain || verdict === "right" || repair === null) return false;
      return repair.code !== row.code && !as_likely.includes(row.code);
    });
    expect(blamed, `seed ${random.seed}`).toEqual([]);
  });

  function isFound(row: ChartRow, code: string, context: RowContext): boolean {
    const { verdict, repair } = judgeRow(chart, code, row.name, context);
    const isSaid = verdict === "wrong-digits" || verdict === "wrong-parent";
    return isSaid && repair?.code === row.code;
  }
});

/** Every code with one digit changed, the first digit apart: it says which chart it is. */
function damaged(code: string): string[] {
  return [...code].flatMap((digit, at) =>
    at === 0
      ? []
      : [..."0123456789"]
          .filter((other) => other !== digit)
          .map((other) => code.slice(0, at) + other + code.slice(at + 1)),
  );
}

test("junk is answered", () => {
  const junk = fc.string({ unit: "binary", maxLength: 300 });
  const someCode = fc.oneof(junk, fc.stringMatching(/^[235]\d{0,8}$/));
  const maybe = fc.option(someCode, { nil: undefined });
  fc.assert(
    fc.property(someCode, junk, maybe, maybe, maybe, (code, name, parent, before, after) => {
      const context = { parentCode: parent, previousCode: before, nextCode: after };
      for (const [, , chart] of ALL) {
        const { repair } = judgeRow(chart, code, name, context);
        expect(repair === null || chart.rows.has(repair.code)).toBe(true);
      }
    }),
    runs(100),
  );
});

test("the nearest names", () => {
  const codes = (name: string) => nearestByName(departmental, name).map(({ row }) => row.code);
  expect(codes("物业管理")[0]).toBe("30209");
  expect(codes("公会经费")[0]).toBe("30228");
  expect(codes("没有这样的科目")).toEqual([]);
  expect(nearestByName(functional, "行政运行", 3)).toHaveLength(3);
  expect(nearestByName(functional, "长".repeat(100_000))).toEqual([]);
});
