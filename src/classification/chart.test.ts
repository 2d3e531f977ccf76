import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import {
  ancestors,
  budgetOf,
  CHART_KINDS,
  type ChartKind,
  chartOf,
  childrenOf,
  depthOf,
  findCode,
  hasCodeLength,
  isInForce,
  isListedInFull,
  kindOfCode,
  loadCharts,
  nameOf,
  normaliseName,
  parentOf,
} from "./index.ts";

// Goal: the shipped charts are whole in every year. Method: each row is held against the others.

const charts = loadCharts();
const YEARS = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];
const CASES = CHART_KINDS.flatMap((kind) => YEARS.map((year) => [kind, year] as const));

describe.each(CASES)("%s %i", (kind, year) => {
  const chart = chartOf(charts, kind, year);

  test("each row has a code of its kind and a parent in the same year", () => {
    const orphans = [...chart.rows.values()].filter(({ code }) => {
      const parent = parentOf(code);
      const isWell = hasCodeLength(kind, code) && kindOfCode(code) === kind;
      return !isWell || (parent !== null && findCode(chart, parent) === null);
    });
    expect(orphans).toEqual([]);
  });

  test("names are unique below a parent", () => {
    for (const siblings of chart.children.values()) {
      const names = siblings.flatMap((row) => [row.name, ...row.also]).map(normaliseName);
      expect(new Set(names).size, names.join()).toBe(names.length);
    }
  });
});

test("a row of evidence and a code that took over exist", () => {
  const codes = new Set(charts.rows.map(({ chart, code }) => chart + code));
  for (const { chart, evidence, became } of [...charts.rows]) {
    expect(charts.evidence.has(evidence), evidence).toBe(true);
    expect(became === null || codes.has(chart + became), `${became}`).toBe(true);
  }
  for (const { evidence } of charts.economicMap) expect(charts.evidence.has(evidence)).toBe(true);
});

test("what is read in a document is never of low confidence", () => {
  const read = charts.rows.filter(({ basis }) => basis === "source");
  expect(read.length).toBeGreaterThan(200);
  expect(read.filter(({ confidence }) => confidence !== "high")).toEqual([]);
});

test("2023 and 2024 differ by what the 2024 chart added and moved", () => {
  const codes = (year: number) => new Set(chartOf(charts, "functional", year).rows.keys());
  const [before, after] = [codes(2023), codes(2024)];
  expect([...after].filter((code) => !before.has(code)).slice(0, 2)).toEqual(["20139", "2013901"]);
  expect([...before].filter((code) => !after.has(code))).toContain("21006");
});

test("a code is found, and what is above and below it", () => {
  const chart = chartOf(charts, "functional", 2023);
  expect(nameOf(chart, "2101501")).toBe("行政运行");
  expect(ancestors("2101501")).toEqual(["210", "21015"]);
  expect(childrenOf(chart, "21015").map(({ code }) => code.slice(5))).toEqual(
    ["01", "02", "03", "04", "05", "06", "50", "99"], // in the order of the book
  );
  expect(childrenOf(chart, "").length).toBe(30);
  expect(["210", "21015", "2101501", "2101"].map(depthOf)).toEqual([1, 2, 3, null]);
  expect(["3028", "301", "210150"].map(parentOf)).toEqual(["302", null, "21015"]);
  expect(["101", "210", "301", "501", ""].map(kindOfCode)).toEqual([
    null,
    "functional",
    "departmental",
    "governmental",
    null,
  ]);
});

test("names follow the year", () => {
  const name = (year: number, code: string) => nameOf(chartOf(charts, "functional", year), code);
  expect([2018, 2019].map((year) => name(year, "210"))).toEqual([
    "医疗卫生与计划生育支出",
    "卫生健康支出",
  ]);
  expect([2020, 2021].map((year) => name(year, "2109901"))).toEqual(["其他卫生健康支出", null]);
});

test("only what is listed in full, with high confidence, in that year, counts as full", () => {
  const full = (year: number, code: string) =>
    isListedInFull(chartOf(charts, "functional", year), code);
  expect(full(2023, "21015")).toBe(true);
  expect(full(2023, "")).toBe(true);
  expect(full(2018, "21015")).toBe(false);
  expect(full(2023, "21002")).toBe(false);
  expect(full(2023, "20801")).toBe(false);
  expect(full(2023, "299")).toBe(false);
});

test("whose money a code spends follows from the nearest code that says so", () => {
  const chart = chartOf(charts, "functional", 2023);
  const budgets = (...codes: string[]) => codes.map((code) => budgetOf(chart, code));
  expect(budgets("212", "21201", "2101501")).toEqual(["general", "general", "general"]);
  expect(budgets("21208", "2120899", "2340101")).toEqual(["fund", "fund", "fund"]);
  expect(budgets("22302", "21219")).toEqual(["state-capital", null]);
});

test("outside the years that are known nothing is sure", () => {
  expect([2022, 2023, 2026, 2027].map((year) => chartOf(charts, "functional", year).sure)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(chartOf(charts, "governmental", 2017).rows.size).toBe(0);
});

// The reference material lies beside the project where this is developed, and nowhere else.
const SHARED = process.env.YIBAO_SHARED ?? resolve(import.meta.dirname, "../../../shared");
const REFERENCE = join(SHARED, "reference", "disclosure");
const isThere = existsSync(join(REFERENCE, "codes.csv"));
if (!isThere) console.warn(`${REFERENCE} is not there: the charts are not compared with it`);

function reference(file: string): readonly Record<string, string>[] {
  return parse(readFileSync(join(REFERENCE, file), "utf8"), { columns: true });
}

const KINDS: Readonly<Record<string, ChartKind>> = {
  functional: "functional",
  dept_econ: "departmental",
  gov_econ: "governmental",
};

test.skipIf(!isThere)("every fact of the reference is here, with its confidence", () => {
  const facts = reference("codes.csv");
  expect(facts.length).toBe(748);
  const missing = facts.filter(
    (fact) =>
      !charts.rows.some(
        (row) =>
          row.chart === KINDS[fact.chart as string] &&
          row.code === fact.code &&
          row.name === fact.name &&
          row.basis === fact.basis &&
          row.confidence === fact.confidence,
      ),
  );
  expect(missing).toEqual([]);
});

test.skipIf(!isThere)("every fact of the reference map is here", () => {
  const facts = reference("econ_mapping.csv");
  const missing = facts.filter(
    (fact) =>
      !charts.economicMap.some(
        (row) =>
          row.departmental === fact.dept_code &&
          (row.administrative[0] ?? "") === fact.gov_code_admin_unit &&
          row.institution[0] === fact.gov_code_public_institution &&
          row.confidence === fact.confidence &&
          isInForce(row, 2023),
      ),
  );
  expect(missing).toEqual([]);
});
