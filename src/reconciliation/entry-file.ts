import { type CivilDate, type Fen, fenFromYuan, isCivilDate, YibaoError } from "../kernel/index.ts";
import type { InstitutionEntry } from "./statement-entry.ts";

/**
 * The file an institution uploads for a detailed reconciliation (table of 3202): seven columns in
 * the order of the specification, to which an institution may add three more: the day of settling,
 * the scheme and the clearing type. Further columns are not read.
 */
const COLUMNS = [
  "结算ID",
  "就诊ID",
  "人员编号",
  "医疗费总额",
  "基金支付总额",
  "个人账户支出",
  "退费结算标志",
  "结算日期",
  "险种",
  "清算类别",
] as const;

const REQUIRED_COLUMNS = 7;

/** A month of the largest hospital has fewer; more are to be sent in several periods. */
export const ENTRIES_MAX = 300_000;

type Cells = readonly (string | null | undefined)[];

/**
 * The entries of a file's rows, or of some of them: `before` counts those that came earlier.
 * @throws YibaoError RECONCILIATION-FILE-… with row and column
 */
export function entriesFromRows(rows: readonly Cells[], before = 0): InstitutionEntry[] {
  if (before + rows.length > ENTRIES_MAX) {
    throw new YibaoError("RECONCILIATION-TOO-MANY-ENTRIES", { entries_max: ENTRIES_MAX });
  }
  return rows.map((cells, index) => entryFrom(cells, before + index + 1));
}

function entryFrom(cells: Cells, row: number): InstitutionEntry {
  if (cells.length < REQUIRED_COLUMNS) {
    const details = { found: cells.length, expected: REQUIRED_COLUMNS };
    throw new YibaoError("RECONCILIATION-FILE-COLUMNS", details, `第 ${row} 行`);
  }
  const read = (column: number): string => (cells[column] ?? "").trim();
  const flag = read(6);
  if (!["", "0", "1"].includes(flag)) {
    throw new YibaoError("RECONCILIATION-FILE-FLAG", { value: flag }, placeOf(row, 6));
  }
  const day = read(7).slice(0, 10);
  if (day !== "" && !isCivilDate(day)) {
    throw new YibaoError("DATE-NOT-A-DATE", { value: day }, placeOf(row, 7));
  }
  const person_no = read(2);
  if (person_no === "") {
    throw new YibaoError("RECONCILIATION-FILE-PERSON", {}, placeOf(row, 2));
  }
  return {
    row,
    settlement_id: read(0),
    visit_id: read(1),
    person_no,
    total_fen: amountFrom(read(3), row, 3),
    fund_fen: amountFrom(read(4), row, 4),
    account_fen: amountFrom(read(5), row, 5),
    refund: flag === "1",
    day: day === "" ? null : (day as CivilDate),
    insutype: read(8) || null,
    clearing_type: read(9) || null,
  };
}

function amountFrom(text: string, row: number, column: number): Fen {
  try {
    return fenFromYuan(text === "" ? "0" : text);
  } catch (error) {
    throw error instanceof YibaoError ? error.at(placeOf(row, column)) : error;
  }
}

function placeOf(row: number, column: number): string {
  return `第 ${row} 行第 ${column + 1} 列（${COLUMNS[column]}）`;
}
