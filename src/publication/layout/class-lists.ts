import { titleOf } from "../narrative/codes.ts";
import { chineseNumeral } from "../narrative/numerals.ts";
import { moneyAt, type TableContext } from "./table-context.ts";

/** Which classes of spending a form lists, in its order. */

const FINAL = [
  ...["201", "202", "203", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214"],
  ...["215", "216", "217", "219", "220", "221", "222", "223", "224", "229", "231", "232", "234"],
];

/** Hunan's 21 of 2023. */
const TWENTY_ONE = [
  ...["201", "203", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214", "215"],
  ...["216", "220", "221", "222", "224", "227", "232", "229"],
];

const THIRTY = [
  ...["201", "202", "203", "204", "205", "206", "207", "208", "209", "210", "211", "212", "213"],
  ...["214", "215", "216", "217", "219", "220", "221", "222", "223", "224", "227", "229", "230"],
  ...["231", "232", "233", "234"],
];

export interface ClassRow {
  readonly code: string;
  /** 一、一般公共服务支出. */
  readonly title: string;
}

/**
 * `present`: those with money only; `classes-21`, `classes-30`, or else the 26 of final accounts.
 * A class with money that the form lacks is put in where its code belongs.
 */
export function classRows(context: TableContext): readonly ClassRow[] {
  const { scope, table, flags } = context;
  const used = scope.figures
    .rowsOf(table.topic)
    .filter(
      (row) => /^\d{3}$/.test(row) && (moneyAt(context, `${table.topic}[${row}]`) ?? 0) !== 0,
    );
  const form = flags.has("present") ? [] : formOf(flags);
  const missing = used.filter((code) => !form.includes(code));
  const codes = missing.reduce(insertCode, [...form]);
  return codes.map((code, at) => ({
    code,
    title: `${chineseNumeral(at + 1)}、${titleOf(scope.functional, code)}`,
  }));
}

function formOf(flags: ReadonlySet<string>): readonly string[] {
  if (flags.has("classes-21")) return TWENTY_ONE;
  return flags.has("classes-30") ? THIRTY : FINAL;
}

function insertCode(codes: string[], code: string): string[] {
  const at = codes.findIndex((other) => other > code);
  return at < 0 ? [...codes, code] : codes.toSpliced(at, 0, code);
}
