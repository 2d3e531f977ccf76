import type { CivilDate } from "../../../src/kernel/index.ts";

/** Facts that hold from a day on, as an import of files keeps them. */

export interface DatedRow {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

export function holdsOn(row: DatedRow, day: CivilDate): boolean {
  return row.from <= day && (row.to === null || day < row.to);
}

/**
 * The rows after an import: the same row again may bring an earlier end; a later one ends what
 * was in force until then.
 */
export function withRow<Row extends DatedRow>(
  rows: readonly Row[],
  row: Row,
  isSameKey: (other: Row) => boolean,
): Row[] {
  if (rows.some((other) => isSameKey(other) && other.from === row.from)) {
    return rows.map((other) => (isSameKey(other) && other.from === row.from ? row : other));
  }
  const kept = rows.map((other) => {
    const reaches = other.from < row.from && (other.to === null || other.to > row.from);
    return isSameKey(other) && reaches ? { ...other, to: row.from } : other;
  });
  return [...kept, row].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
