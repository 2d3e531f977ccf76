import type { TableKind } from "../document.ts";

/** A table as a finder finds it, on one page, before its surroundings are read. */
export interface FoundTable {
  readonly kind: TableKind;
  readonly page: number;
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly FoundCell[];
  /** Left edges of the columns and the right edge of the last; empty without geometry. */
  readonly edges: readonly number[];
  readonly top: number;
  readonly bottom: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** The words above each column, where the finder knows them: the first row is the header then. */
  readonly headings?: readonly (readonly string[])[];
}

export interface FoundCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly page: number;
  readonly line: number;
  readonly x: number;
  readonly y: number;
}

/** Cells as a grid of the cell that covers each place. */
export function gridOf<Placed extends FoundCell>(
  cells: readonly Placed[],
  rows: number,
  columns: number,
): readonly (readonly (Placed | null)[])[] {
  const grid = Array.from({ length: rows }, () => new Array<Placed | null>(columns).fill(null));
  for (const cell of cells) {
    const [bottom, right] = [cell.row + cell.rowSpan, cell.column + cell.colSpan];
    for (let row = cell.row; row < Math.min(rows, bottom); row += 1) {
      for (let column = cell.column; column < Math.min(columns, right); column += 1) {
        (grid[row] as (Placed | null)[])[column] = cell;
      }
    }
  }
  return grid;
}
