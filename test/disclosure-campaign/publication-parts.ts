import type { Block, PrintedCell, PrintedTable, Publication } from "../../src/publication/index.ts";
import { readNumber } from "./printed-number.ts";

/** Parts of a publication, found and put back: nothing of it is changed in place. */

export interface TableAt {
  readonly block: number;
  readonly table: PrintedTable;
}

export function tablesOf({ blocks }: Publication): readonly TableAt[] {
  return blocks.flatMap((block, index) =>
    block.kind === "table" ? [{ block: index, table: block.table }] : [],
  );
}

export interface ParagraphAt {
  readonly block: number;
  readonly text: string;
}

export function paragraphsOf({ blocks }: Publication): readonly ParagraphAt[] {
  return blocks.flatMap((block, index) =>
    block.kind === "paragraph" ? [{ block: index, text: block.text }] : [],
  );
}

export interface HeadingAt extends ParagraphAt {
  readonly level: number;
}

export function headingsOf({ blocks }: Publication): readonly HeadingAt[] {
  return blocks.flatMap((block, index) =>
    block.kind === "heading" ? [{ block: index, text: block.text, level: block.level }] : [],
  );
}

/** The publication with `count` blocks from `at` on replaced. */
export function spliced(
  publication: Publication,
  at: number,
  count: number,
  blocks: readonly Block[],
): Publication {
  const all = [...publication.blocks];
  all.splice(at, count, ...blocks);
  return { ...publication, blocks: all };
}

export function withTable(
  publication: Publication,
  block: number,
  table: PrintedTable,
): Publication {
  return spliced(publication, block, 1, [{ kind: "table", table }]);
}

/** A heading or a paragraph with other words. */
export function withText(publication: Publication, block: number, text: string): Publication {
  const old = publication.blocks[block];
  if (old?.kind !== "paragraph" && old?.kind !== "heading") throw new Error("no text there");
  return spliced(publication, block, 1, [{ ...old, text }]);
}

/** A cell that holds an amount, with the words that say what it is. */
export interface FigureCell {
  readonly block: number;
  readonly topic: string;
  readonly title: string;
  readonly row: number;
  /** Its place in the row's list of cells. */
  readonly index: number;
  readonly cell: PrintedCell;
  /** Joined, without spaces; "" where the row has no code. */
  readonly code: string;
  /** The words of the row left of it. */
  readonly name: string;
  readonly heading: string;
}

export function figureCells(publication: Publication): readonly FigureCell[] {
  return tablesOf(publication).flatMap(({ block, table }) => cellsOf(table, block));
}

export function cellsOf(table: PrintedTable, block: number): readonly FigureCell[] {
  const places = gridOf(table.body, table.columns.length);
  const headings = headingsAbove(table);
  return table.body.flatMap((row, number) =>
    row.flatMap((cell, index) => {
      if (!isFigure(cell)) return [];
      const label = labelOf(labelsLeftOf(places[number] ?? [], cell.column));
      const heading = headings[cell.column] ?? "";
      const { topic, title } = table;
      return [{ block, topic, title, row: number, index, cell, heading, ...label }];
    }),
  );
}

/** Code and name, in cells of their own or in one: “30101基本工资”. */
function labelOf(labels: readonly string[]): { readonly code: string; readonly name: string } {
  const isDigits = (text: string) => /^\d[\d ]*$/.test(text);
  const name = labels.filter((text) => !isDigits(text)).join("");
  const joined = /^(\d{3,7})\s*(?=\p{Script=Han})/u.exec(name);
  if (joined !== null) return { code: joined[1] as string, name: name.slice(joined[0].length) };
  const code = labels.filter(isDigits).join("").replaceAll(" ", "");
  return { code: /^\d{3,7}$/.test(code) ? code : "", name };
}

/** Amounts, and numbers of things that stand like amounts. */
function isFigure(cell: PrintedCell): boolean {
  if (readNumber(cell.text.trim()) === null) return false;
  return cell.amount !== null || /\.\d\d$/.test(cell.text);
}

type Grid = readonly (readonly (PrintedCell | null)[])[];

/** The cell at each place, also where it only reaches. */
export function gridOf(rows: readonly (readonly PrintedCell[])[], columns: number): Grid {
  const grid = rows.map(() => new Array<PrintedCell | null>(columns).fill(null));
  rows.forEach((row, number) => {
    for (const cell of row) {
      for (let at = number; at < number + cell.rows; at += 1) {
        grid[at]?.fill(cell, cell.column, cell.column + cell.columns);
      }
    }
  });
  return grid;
}

/** The words before a figure, over the other figures between. */
function labelsLeftOf(row: readonly (PrintedCell | null)[], column: number): readonly string[] {
  const labels: string[] = [];
  let last: PrintedCell | null = null;
  for (let at = column - 1; at >= 0; at -= 1) {
    const cell = row[at] ?? null;
    if (cell === null || cell === last) continue;
    last = cell;
    const text = cell.text.trim();
    const isLineNumber = /^\d{1,2}$/.test(text) && !isCodePart(row, at);
    if ((isFigure(cell) || cell.amount !== null) && labels.length > 0) break;
    if (isFigure(cell) || text === "" || isLineNumber) continue;
    labels.unshift(text);
  }
  return labels;
}

/** 类, 款 and 项 in cells of their own: 210, 15, 01. */
function isCodePart(row: readonly (PrintedCell | null)[], at: number): boolean {
  const before = row.slice(0, at).findLast((cell) => cell !== null && cell.text.trim() !== "");
  return /^\d{2,3}$/.test(before?.text.trim() ?? "") && /^\d\d$/.test(row[at]?.text.trim() ?? "");
}

function headingsAbove(table: PrintedTable): readonly string[] {
  const grid = gridOf(table.header, table.columns.length);
  return table.columns.map((_, column) => {
    const cells = new Set(grid.map((row) => row[column] ?? null));
    return [...cells].map((cell) => cell?.text.trim() ?? "").join("");
  });
}

/** The publication with another text in one cell of a table's body; its amount is forgotten. */
export function withCell(publication: Publication, at: FigureCell, text: string): Publication {
  return withCellText(publication, at.block, at.row, at.index, text);
}

export function withCellText(
  publication: Publication,
  block: number,
  row: number,
  index: number,
  text: string,
): Publication {
  const old = publication.blocks[block];
  if (old?.kind !== "table") throw new Error("no table there");
  const body = old.table.body.map((cells, number) =>
    number === row
      ? cells.map((cell, at) => (at === index ? { ...cell, text, amount: null } : cell))
      : cells,
  );
  return withTable(publication, block, { ...old.table, body });
}
