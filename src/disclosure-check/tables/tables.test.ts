import { describe, expect, test } from "vitest";
import type { Fact, FoundTable } from "../../disclosure/index.ts";
import type { Check } from "../defect.ts";
import { contextOf, factOf, tableOf } from "../fixtures/table-context.ts";
import { emptyTables, saysEmpty } from "./empty-tables.ts";
import { misfitRows } from "./misfit-rows.ts";
import { repeatedTables } from "./repeated-tables.ts";
import {
  garbledTitles,
  isGarbled,
  negativeFigures,
  tableNumbers,
  tornTables,
} from "./table-forms.ts";

function rules(
  check: Check,
  tables: readonly FoundTable[],
  facts: readonly Fact[] = [],
): readonly string[] {
  return [...check(contextOf(tables, facts))].map(({ rule, severity }) =>
    `${rule} ${severity ?? ""}`.trim(),
  );
}

describe("empty tables", () => {
  test("a note says empty, and figures stand in it", () => {
    const table = tableOf("fund", ["合计"], {
      notes: ["注：本单位无政府性基金预算，故本表为空表。"],
    });
    expect(rules(emptyTables, [table], [factOf("fund", "total", 5)])).toEqual(["EMPTY-NOTE"]);
    expect(rules(emptyTables, [{ ...table, is_empty: true }])).toEqual([]);
  });

  test("an empty table without a note", () => {
    const table = tableOf("fund", ["合计"], { is_empty: true });
    expect(rules(emptyTables, [table])).toEqual(["A-07-06"]);
    const noted = { ...table, notes: ["注：此表如无数字则表示单位无该项支出。"] };
    expect(rules(emptyTables, [noted])).toEqual([]);
  });

  test("what an empty table would mean says nothing of this one", () => {
    expect(saysEmpty("注：此表如无数字则表示单位无该项支出。")).toBe(false);
    expect(saysEmpty("注：本表反映部门本年度政府性基金预算收支情况。")).toBe(false);
    expect(
      saysEmpty("注：示例市审计局没有国有资本经营预算财政拨款收入和支出，故本表无数据。"),
    ).toBe(true);
  });
});

describe("torn tables", () => {
  const torn = [
    "2101550 事业运行",
    "2101599 其他医疗保障管理事务支出",
    "221 住房保障支出",
    "22102 住房改革支出",
    "2210201 住房公积金",
  ];

  test("begins in the middle of a group, without a total", () => {
    const found = [...tornTables(contextOf([tableOf("income", torn)]))];
    expect(found.map(({ rule, severity, place }) => `${rule} ${severity} ${place.line}`)).toEqual([
      "TABLE-TORN error 1",
    ]);
  });

  test("whole ones, and lists of items alone", () => {
    expect(
      rules(tornTables, [
        tableOf("income", ["合计", "210 卫生健康支出", "21015 医疗保障管理事务", ...torn]),
      ]),
    ).toEqual([]);
    expect(
      rules(tornTables, [tableOf("income", ["2101501 行政运行", "2210201 住房公积金", "合计"])]),
    ).toEqual([]);
  });
});

describe("titles and numbers", () => {
  test("letters of another script", () => {
    expect(isGarbled('2023 ῎ΐ "Ҏ῎"')).toBe(true);
    expect(isGarbled("2023年“三公”经费（预算）表③")).toBe(false);
    expect(rules(garbledTitles, [tableOf("three-public", ["合计"], { title: "῎ΐ" })])).toEqual([
      "TITLE-GARBLED",
    ]);
  });

  test("a table without a number among numbered ones; the same number twice", () => {
    const numbered = (topic: string, label: string) => tableOf(topic, ["合计"], { label });
    const tables = [
      numbered("overview", "公开01表"),
      numbered("income", "公开02表"),
      numbered("spending", "公开03表"),
    ];
    expect(rules(tableNumbers, tables)).toEqual([]);
    expect(rules(tableNumbers, [...tables, numbered("fund", "")])).toEqual(["TABLE-NUMBER"]);
    expect(rules(tableNumbers, [...tables, numbered("fund", "公开03表")])).toEqual([
      "TABLE-NUMBER",
    ]);
  });
});

describe("R-7", () => {
  test("negative money, apart from what is carried over", () => {
    const facts = [
      factOf("general", "total", -5),
      factOf("overview", "income-opening", -5, "amount"),
    ];
    expect(rules(negativeFigures, [], facts)).toEqual(["R-7"]);
  });
});

describe("printed twice, without a total", () => {
  test("what the reader saw again", () => {
    const context = contextOf([tableOf("income", ["合计", "205 教育支出"])]);
    const place = { page: 2, line: 40, table: "收入表", row: "", column: "", text: "" };
    const notes = [{ what: "again" as const, text: "income", place }];
    const found = [...repeatedTables({ ...context, reading: { ...context.reading, notes } })];
    expect(found.map((one) => `${one.rule} ${one.place.line} ${one.words?.line}`)).toEqual([
      "TABLE-TWICE 40 1",
    ]);
  });

  test("a row whose figures fit in no columns", () => {
    const context = contextOf([tableOf("three-public", ["合计"])]);
    const at = { page: 1, line: 9, table: "“三公”经费表", row: "", column: "合计" };
    const place = { ...at, text: "9.00 4.00 3.00" };
    const notes = [{ what: "misfit" as const, text: "合计", place }];
    const found = [...misfitRows({ ...context, reading: { ...context.reading, notes } })];
    expect(found.map(({ rule, printed }) => `${rule} ${printed}`)).toEqual([
      "ROW-MISFIT 9.00 4.00 3.00",
    ]);
  });

  test("a table that was read but for some columns, without a total", () => {
    const lacking = {
      ...tableOf("general", ["205 教育支出", "210 卫生健康支出", "213 农林水支出"]),
      is_whole: false,
    };
    const context = contextOf([
      tableOf("income", ["合计", "205 教育支出", "210 卫生健康支出"]),
      lacking,
    ]);
    const place = { ...lacking.place, table: lacking.title };
    const of = (what: "figure" | "row") => {
      const unread = [{ what, why: "", place }];
      const reading = { ...context.reading, unread };
      return [...repeatedTables({ ...context, reading })].map(({ rule }) => rule);
    };
    expect(of("figure")).toEqual(["TABLE-TOTAL"]);
    expect(of("row")).toEqual([]);
  });

  test("final accounts: 总计 of one side table is lost, 合计 is there", () => {
    const rows = ["本年收入合计", "年初结转和结余", "总计"];
    const context = contextOf([
      tableOf("overview", rows),
      tableOf("appropriation", rows.slice(0, 2).concat("一、教育支出")),
    ]);
    const of = (kind: "budget" | "final") =>
      [...repeatedTables({ ...context, disclosure: { ...context.disclosure, kind } })].map(
        ({ rule, printed }) => `${rule} ${printed}`,
      );
    expect(of("final")).toEqual(["TABLE-TOTAL 示例appropriation表"]);
    expect(of("budget")).toEqual([]);
  });
});
