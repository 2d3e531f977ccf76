import { edgesOnto } from "./edges-onto.ts";
import type { FoundCell, FoundTable } from "./found-table.ts";
import { gridOf } from "./found-table.ts";
import { hasValues } from "./heading-rows.ts";
import type { PlainLine } from "./surroundings.ts";

/**
 * Tables whose header was torn by the end of a page, whole again: its upper rows stand alone at the
 * foot of one page, where a heading over several columns looks like one column, and the lower rows
 * stand over the figures on the next.
 */
export function withTornHeads(
  found: readonly FoundTable[],
  lines: readonly PlainLine[],
): readonly FoundTable[] {
  const tables: FoundTable[] = [];
  for (const table of found) {
    const last = tables.at(-1);
    const joined = last === undefined ? null : headOver(last, table, lines);
    if (joined === null) tables.push(table);
    else tables[tables.length - 1] = joined;
  }
  return tables;
}

const DEEPEST_HEAD = 4;

function headOver(
  head: FoundTable,
  body: FoundTable,
  lines: readonly PlainLine[],
): FoundTable | null {
  if (head.kind !== "ruled" || body.kind !== "ruled" || body.page !== head.page + 1) return null;
  if (head.rows > DEEPEST_HEAD || head.columns > body.columns) return null;
  const between = lines.filter(({ number, role, text }) => {
    const isBetween = number > head.lastLine && number < body.firstLine;
    return isBetween && role === "body" && text.trim() !== "";
  });
  const rests = between.map((line) => restOf(line, head));
  // Text of its own between the two, a title perhaps, makes them two tables.
  if (rests.some((rest) => rest === null)) return null;
  const moved = (head.edges[0] as number) - (body.edges[0] as number);
  const columns = edgesOnto(body.edges, head.edges, moved);
  if (columns === null) return null;
  const cells = head.cells.map((cell): FoundCell => {
    const column = columns[cell.column] as number;
    const own = rests.filter((rest) => rest?.cell === cell).map((rest) => rest?.text ?? "");
    return {
      ...cell,
      text: [cell.text, ...own].join(""),
      column,
      colSpan: (columns[cell.column + cell.colSpan] as number) - column,
    };
  });
  if (!isUpperHead(cells, head.rows, body)) return null;
  const below = body.cells.map((cell) => ({ ...cell, row: cell.row + head.rows }));
  return {
    ...body,
    page: head.page,
    rows: head.rows + body.rows,
    cells: [...cells, ...below],
    top: head.top,
    firstLine: head.firstLine,
  };
}

interface Rest {
  readonly cell: FoundCell;
  readonly text: string;
}

const REST_MOST = 4;

/** Letters of a heading that hang over the end of the page, and the cell that they belong to. */
function restOf({ text, page, x, width }: PlainLine, head: FoundTable): Rest | null {
  const plain = text.trim();
  if (page !== head.page || plain.length > REST_MOST || !/^\p{Script=Han}+$/u.test(plain)) {
    return null;
  }
  if (x === undefined || width === undefined) return null;
  const middle = x + width / 2;
  const column = head.edges.findLastIndex((edge) => edge <= middle);
  const cell = head.cells.find((one) => {
    const isLast = one.row + one.rowSpan === head.rows;
    return isLast && one.column <= column && column < one.column + one.colSpan;
  });
  return cell === undefined ? null : { cell, text: plain };
}

/** A longer text is a cell that goes on over the end of the page. */
const HEADING_MOST = 40;

/**
 * Words alone, over a row of words: what is blank above has its words below, as the letters of a
 * cell that is torn stand on one of its sides.
 */
function isUpperHead(cells: readonly FoundCell[], rows: number, body: FoundTable): boolean {
  const grid = gridOf(cells, rows, body.columns);
  const [top = []] = gridOf(body.cells, 1, body.columns);
  if (grid.some(hasValues) || hasValues(top)) return false;
  if ([...cells, ...top].some((cell) => (cell?.text.length ?? 0) > HEADING_MOST)) return false;
  return top.every((below, column) => {
    const above = grid.some((row) => (row[column]?.text ?? "") !== "");
    return above || (below !== null && below.text !== "");
  });
}
