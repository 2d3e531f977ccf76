import {
  type Chart,
  findCode,
  hasCodeLength,
  judgeRow,
  nameOf,
  normaliseName,
  type RowJudgement,
} from "../../classification/index.ts";
import type { Check, CheckContext, Defect } from "../defect.ts";
import { CLASS_LENGTH, type CodedRow, chartFor, codedRows } from "./table-codes.ts";

/**
 * CODE-NAME, CODE-LENGTH, CODE-SPLIT, CODE-PARENT, CODE-UNKNOWN: each printed code and name against
 * the chart of the year. The same slip in several tables is one finding, at its first place.
 */
export const rowCodes: Check = function* (context) {
  const told = new Set<string>();
  for (const { rows, key } of tablesOf(context)) {
    for (const coded of rows) {
      const defect = judge(coded, context);
      if (defect === null) continue;
      const { rule, printed } = defect;
      if (told.has(`${rule} ${printed}`) || told.has(`${key} ${coded.row.place.line} ${rule}`))
        continue;
      told.add(`${rule} ${printed}`);
      yield defect;
    }
  }
};

function tablesOf({ disclosure }: CheckContext) {
  return disclosure.tables.map((table, at) => ({ rows: codedRows(table), key: String(at) }));
}

/** Codes that are themselves wrong: their order and their repetition are not judged as well. */
export function wrongCodes(context: CheckContext): ReadonlySet<string> {
  const found = context.disclosure.tables.flatMap((table) =>
    codedRows(table).filter((coded) => judge(coded, context)?.severity === "error"),
  );
  return new Set(found.map(({ row }) => `${row.place.line} ${row.code}`));
}

function judge(coded: CodedRow, context: CheckContext): Defect | null {
  const { row, kind, parent, before, after } = coded;
  if (row.code.length < CLASS_LENGTH || row.code.length > CODE_MOST) return null;
  const chart = chartFor(context, kind);
  const split = splitCode(chart, row.code, row.name);
  if (split !== null) return defect(coded, "CODE-SPLIT", "error", split);
  const around = { parentCode: parent, previousCode: before, nextCode: after };
  const judgement = judgeRow(chart, row.code, row.name, around);
  const found = asDefect(coded, judgement, chart);
  // The document's other tables print the chart's name: this one is a slip, whatever the year.
  const isSlip = found?.severity === "hint" && isPrintedRight(coded, judgement, context);
  return isSlip && found !== null ? { ...found, severity: "warn" } : found;
}

function isPrintedRight(
  { row }: CodedRow,
  { verdict, repair }: RowJudgement,
  { disclosure }: CheckContext,
): boolean {
  if (repair === null || verdict === "future-chart-name") return false;
  const right = normaliseName(repair.name);
  return disclosure.tables.some((table) =>
    table.rows.some(
      (one) => one !== row && one.code === repair.code && normaliseName(one.name) === right,
    ),
  );
}

/** What is longer holds the code of a unit, or of a project. */
const CODE_MOST = 8;

/** 301 | 2 for 30102: a zero is left out, and the name tells which code it is. */
function splitCode(chart: Chart, code: string, name: string): string | null {
  const whole = [...partings(code)].find((one) => {
    const row = findCode(chart, one);
    return (
      row !== null &&
      [row.name, ...row.also].some((known) => normaliseName(known) === normaliseName(name))
    );
  });
  if (whole === undefined || findCode(chart, code)?.name === name) return null;
  return `${whole} ${nameOf(chart, whole)}`;
}

function* partings(code: string): Generator<string> {
  const [head, rest] = [code.slice(0, 3), code.slice(3)];
  if (rest.length === 1) yield `${head}0${rest}`;
  if (rest.length === 2) yield `${head}0${rest[0]}0${rest[1]}`;
  if (rest.length === 3) {
    yield `${head}0${rest}`;
    yield `${head}${rest.slice(0, 2)}0${rest[2]}`;
  }
}

function asDefect(coded: CodedRow, judgement: RowJudgement, chart: Chart): Defect | null {
  const { verdict, certain, repair } = judgement;
  const expected = repair === null ? "" : `${repair.code} ${repair.name}`;
  switch (verdict) {
    case "right":
      return null;
    case "wrong-length":
      // Where no code begins like it, the row may be of another chart than was taken for it.
      return hasCodeLength(chart.kind, coded.row.code)
        ? null
        : defect(coded, "CODE-LENGTH", "error", expected);
    case "wrong-parent":
      return repair === null ? null : defect(coded, "CODE-PARENT", "error", expected);
    case "wrong-digits":
      return named(coded, certain ? "error" : "warn", expected, "代码是别的科目的");
    case "wrong-name":
      return named(coded, certain ? "warn" : "hint", expected, "名称与科目不同");
    case "shortened-name":
      return named(coded, certain ? "warn" : "hint", expected, "名称不全");
    case "old-chart-name":
      return named(
        coded,
        certain ? "warn" : "hint",
        expected,
        `名称自${judgement.changed_year}年起已改`,
      );
    case "future-chart-name":
      return named(coded, "hint", expected, `科目自${judgement.changed_year}年起才有`);
    case "unknown-code":
      return defect(coded, "CODE-UNKNOWN", certain ? "error" : "unresolved", expected);
  }
}

function named(
  coded: CodedRow,
  severity: Defect["severity"],
  expected: string,
  why: string,
): Defect {
  return { ...defect(coded, "CODE-NAME", severity, expected), words: { why } };
}

function defect(
  { row, parent }: CodedRow,
  rule: string,
  severity: Defect["severity"],
  expected: string,
): Defect {
  return {
    rule,
    ...(severity && { severity }),
    place: row.place,
    printed: `${row.code}${row.name}`,
    expected,
    words: { parent: parent ?? "" },
  };
}
