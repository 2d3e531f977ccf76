import { YibaoError } from "../../kernel/index.ts";
import { LIMITS } from "../limits.ts";
import type { FoundCell, FoundTable } from "../table/found-table.ts";

/** A cell as a format with marked tables (docx, xlsx, html) tells it. */
export interface MarkedCell {
  readonly text: string;
  readonly colSpan: number;
  readonly rowSpan: number;
}

/** A table of marked rows. Each cell takes the next free place of its row, as in HTML. */
export function markedTable(
  rows: readonly (readonly MarkedCell[])[],
  page: number,
  lineOf: (row: number) => number,
): FoundTable | null {
  assertSize(rows.length, 0);
  const taken: boolean[][] = rows.map(() => []);
  const cells: FoundCell[] = [];
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of row) {
      while (taken[index]?.[column]) column += 1;
      const rowSpan = Math.min(Math.max(1, cell.rowSpan), rows.length - index);
      const colSpan = Math.max(1, cell.colSpan);
      assertSize(rows.length, column + colSpan);
      for (let i = index; i < index + rowSpan; i += 1) {
        for (let j = column; j < column + colSpan; j += 1) (taken[i] as boolean[])[j] = true;
      }
      const place = { row: index, column, rowSpan, colSpan, page, line: lineOf(index), x: 0, y: 0 };
      cells.push({ text: cell.text, ...place });
      column += colSpan;
    }
  });
  const columns = Math.max(0, ...cells.map(({ column, colSpan }) => column + colSpan));
  if (rows.length === 0 || columns < 2) return null;
  return {
    ...{ kind: "marked" as const, page, rows: rows.length, columns, cells, edges: [] },
    ...{ top: 0, bottom: 0, firstLine: lineOf(0), lastLine: lineOf(rows.length - 1) },
  };
}

export function assertSize(rows: number, columns: number): void {
  if (rows > LIMITS.tableRows) {
    throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "表格行数", most: LIMITS.tableRows });
  }
  if (columns > LIMITS.tableColumns) {
    throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "表格列数", most: LIMITS.tableColumns });
  }
}
