import { readFigure } from "../figure.ts";
import type { FoundCell } from "./found-table.ts";

const ROWS_LEAST = 3;
const SAME_SHARE = 0.8;

/**
 * Whether a part repeats rows that a table has already: then it is the table printed twice, and not
 * its going on, even right behind it and below the same header.
 */
export function printsTwice(whole: readonly FoundCell[], part: readonly FoundCell[]): boolean {
  const known = new Map<string, number>();
  for (const key of rowsWithFigures(whole)) known.set(key, (known.get(key) ?? 0) + 1);
  const rows = rowsWithFigures(part);
  const same = rows.filter((key) => {
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left > 0;
  });
  return rows.length >= ROWS_LEAST && same.length >= rows.length * SAME_SHARE;
}

/** Words and figures of the rows that hold a figure other than zero. */
function rowsWithFigures(cells: readonly FoundCell[]): readonly string[] {
  const rows = new Map<number, FoundCell[]>();
  for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  return [...rows.values()]
    .filter((own) => own.some(({ text }) => (readFigure(text)?.scaled ?? 0) !== 0))
    .map((own) => {
      const texts = own.toSorted((a, b) => a.column - b.column).map(({ text }) => text);
      return texts
        .map((text) => text.replace(/\s+/g, ""))
        .filter((text) => text !== "")
        .join(" ");
    });
}
