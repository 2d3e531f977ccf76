import type { CsvCells, CsvColumn } from "../store/index.ts";

/** Columns that several kinds of people's files share. */

export const PERSON_NO_COLUMN: CsvColumn = {
  name: "person_no",
  chinese: "人员编号",
  required: true,
  note: "最多 30 位字母、数字或短横",
};

const PERSON_NO = /^[0-9A-Za-z-]{1,30}$/;
const REGION = /^\d{6}$/;

export function personNo(cells: CsvCells, column = "person_no"): string {
  return cells.matching(column, PERSON_NO, "1 至 30 位字母、数字或短横");
}

export function region(cells: CsvCells, column: string): string {
  return cells.matching(column, REGION, "六位数字的医保区划");
}

/** The person must be registered. */
export const PERSON_REFERENCE = {
  column: "person_no",
  table: "people.person",
  target: "person_no",
  code: "PEOPLE-PERSON-UNKNOWN",
} as const;
