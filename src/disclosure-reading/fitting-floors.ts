import type { CellValue } from "./cell.ts";

/** The least that stands in each column of each row, in fen. */
export type Floors = readonly (readonly number[])[];

/** Fewer rows that cannot hold what they must are errors of their own. */
const ODD_LEAST = 2;
/** So few of the rows at odds may be left when two columns are exchanged. */
const LEFT_SHARE = 0.25;

/**
 * What another table says a table holds at least, with two of its columns exchanged where only then
 * the rows can hold it: one of the two tables has them under each other's heading, and the figures
 * stand where they stand all the same.
 * @param whole the column that is filled in every row that has a figure
 */
export function fittingFloors(
  rows: readonly (readonly CellValue[])[],
  floors: Floors,
  whole: number | undefined,
): Floors {
  const odd = oddRows(rows, floors, whole);
  if (odd < ODD_LEAST) return floors;
  const width = floors[0]?.length ?? 0;
  const known = Array.from({ length: width }, (_, at) => at).filter((at) => {
    return floors.some((row) => (row[at] ?? 0) > 0);
  });
  for (const [index, one] of known.entries()) {
    for (const other of known.slice(index + 1)) {
      const exchanged = floors.map((row) => row.map((fen, at) => of(row, at, one, other) ?? fen));
      if (oddRows(rows, exchanged, whole) <= odd * LEFT_SHARE) return exchanged;
    }
  }
  return floors;
}

function of(row: readonly number[], at: number, one: number, other: number): number | undefined {
  if (at === one) return row[other];
  return at === other ? row[one] : undefined;
}

function oddRows(
  rows: readonly (readonly CellValue[])[],
  floors: Floors,
  whole: number | undefined,
): number {
  return rows.filter((values, at) => values.length > 0 && !fits(values, floors[at] ?? [], whole))
    .length;
}

/** Whether the figures, in their order, can stand so that each column holds what it must. */
function fits(
  values: readonly CellValue[],
  floors: readonly number[],
  whole: number | undefined,
): boolean {
  let next = 0;
  for (const [column, fen] of floors.entries()) {
    if (fen <= 0 && column !== whole) continue;
    while (next < values.length && amountOf(values[next]) < fen) next += 1;
    if (next >= values.length) return false;
    next += 1;
  }
  return true;
}

/** As much as a figure may be by its last digit. */
function amountOf(value: CellValue | undefined): number {
  return (value?.fen ?? 0) + (value?.step ?? 0);
}
