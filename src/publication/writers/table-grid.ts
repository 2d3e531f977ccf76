import type { PrintedCell, PrintedTable } from "../publication.ts";

/** The rows of a table with every place taken: by a cell, by a cell that spans, or by a blank. */
export interface TableGrid {
  readonly columns: number;
  readonly header: readonly (readonly PrintedCell[])[];
  readonly body: readonly (readonly PrintedCell[])[];
}

export function tableGrid({ columns, header, body }: PrintedTable): TableGrid {
  const width = columns.length;
  return { columns: width, header: filled(header, width), body: filled(body, width) };
}

/** Header and body are filled apart: no cell reaches from one into the other. */
function filled(
  rows: readonly (readonly PrintedCell[])[],
  width: number,
): readonly (readonly PrintedCell[])[] {
  const taken = rows.map(() => new Array<boolean>(width).fill(false));
  return rows.map((row, index) => {
    const placed = row.map((cell) => placedCell(cell, taken, index, width));
    const free = (taken[index] as boolean[]).flatMap((is, column) => (is ? [] : blank(column)));
    for (const { column } of free) (taken[index] as boolean[])[column] = true;
    return [...placed, ...free].sort((a, b) => a.column - b.column);
  });
}

function placedCell(
  cell: PrintedCell,
  taken: boolean[][],
  row: number,
  width: number,
): PrintedCell {
  const rows = Math.max(1, Math.min(cell.rows, taken.length - row));
  const columns = Math.max(1, Math.min(cell.columns, width - cell.column));
  for (let i = row; i < row + rows; i += 1) {
    for (let j = cell.column; j < cell.column + columns; j += 1) {
      if (j >= width || taken[i]?.[j] !== false) {
        throw new Error(`cell "${cell.text}" of row ${row} lies on another or beside the table`);
      }
      (taken[i] as boolean[])[j] = true;
    }
  }
  return { ...cell, rows, columns };
}

function blank(column: number): PrintedCell {
  return { text: "", column, columns: 1, rows: 1, is_bold: false, indent: 0, amount: null };
}

const TALL = 300;

/** Whether a row may be parted by the end of a page: one that could be taller than a page. */
export function mayBreak(row: readonly PrintedCell[]): boolean {
  return row.some(({ text }) => text.length > TALL);
}

export type Align = "left" | "center" | "right";

const LONG = 24;

/** Headings stand in the middle, as do short words over several columns; the rest as its column. */
export function alignOf(cell: PrintedCell, table: PrintedTable, isHeader: boolean): Align {
  if (isHeader) return "center";
  if (cell.columns > 1 && cell.amount === null) return cell.text.length > LONG ? "left" : "center";
  return table.columns[cell.column]?.align ?? "left";
}
