import type { Cell, Table } from "../document.ts";
import { isFigure } from "../figure.ts";
import { edgesOnto } from "./edges-onto.ts";
import { type FoundCell, type FoundTable, gridOf } from "./found-table.ts";
import { type Heads, headsOf } from "./heading-rows.ts";
import { printsTwice } from "./printed-twice.ts";
import { linesOfRows, type PlainLine, type Surroundings, surroundingsOf } from "./surroundings.ts";
import { withTornHeads } from "./torn-heads.ts";

/** A table on its page with what stands around it. */
interface Placed {
  readonly found: FoundTable;
  readonly heads: Heads;
  readonly around: Surroundings;
  /** Whether text of its own stands between the table before and this one. */
  readonly apart: boolean;
}

/** Parts that are one table. */
interface Whole {
  readonly first: Placed;
  readonly heads: Heads;
  cells: FoundCell[];
  rows: number;
  columns: number;
  lastPage: number;
  lastLine: number;
  lastColumns: Placed;
  notes: readonly string[];
}

export interface JoinedTables {
  readonly tables: readonly Table[];
  /** Lines that were read as titles, units and notes of tables. */
  readonly around: ReadonlySet<number>;
}

/**
 * The tables of a document, each whole: a part on the next page goes on where its title and header
 * are the same again, or where it has no title and the same columns.
 */
export function joinTables(
  found: readonly FoundTable[],
  lines: readonly PlainLine[],
): JoinedTables {
  const wholes: Whole[] = [];
  const placedTables = place(withTornHeads(found, lines), lines);
  for (const placed of placedTables) {
    const last = wholes.at(-1);
    const columnMap = last === undefined ? null : continuation(last, placed);
    if (last !== undefined && columnMap !== null) append(last, placed, columnMap);
    else wholes.push(begun(placed));
  }
  const around = new Set(placedTables.flatMap((placed) => [...placed.around.lines]));
  return { tables: wholes.map(tableOf), around };
}

function place(found: readonly FoundTable[], lines: readonly PlainLine[]): readonly Placed[] {
  const body = lines.filter(({ role }) => role === "body");
  const told = new Set<number>();
  return found.map((table, index) => {
    const heads = headsOf(table);
    const from = found[index - 1]?.lastLine ?? 0;
    const to = found[index + 1]?.firstLine ?? Number.POSITIVE_INFINITY;
    const before = body.filter(({ number }) => {
      return number > from && number < table.firstLine && !told.has(number);
    });
    const after = body.filter(({ number }) => number > table.lastLine && number < to);
    const around = surroundingsOf(before, linesOfRows(table, heads.leading), after);
    for (const line of around.lines) told.add(line);
    const apart = before.some(
      ({ number, text }) => !around.lines.has(number) && text.trim() !== "",
    );
    return { found: table, heads, around, apart };
  });
}

function begun(placed: Placed): Whole {
  const { found, heads, around } = placed;
  return {
    first: placed,
    heads,
    cells: [...found.cells],
    rows: found.rows,
    columns: found.columns,
    lastPage: Math.max(found.page, ...found.cells.slice(-1).map(({ page }) => page)),
    lastLine: found.lastLine,
    lastColumns: placed,
    notes: around.notes,
  };
}

/** Which edge of the whole each edge of the part is; null when it is no part of it. */
function continuation(whole: Whole, part: Placed): readonly number[] | null {
  const { first, lastPage } = whole;
  const { found, around } = part;
  if (found.page !== lastPage + 1 || found.kind !== first.found.kind || part.apart) return null;
  const again = around.title === "" || sameTitle(first.around.title, around.title);
  if (!again || (whole.notes.length > 0 && around.title === "")) return null;
  const columns = columnsOnto(whole, found);
  if (columns === null) return null;
  // With its title again a table repeats its header; other columns make it another table.
  if (around.title !== "" && repeatedRows(whole, part) === 0 && !isHeadless(part)) return null;
  return printsTwice(whole.cells, found.cells) ? null : columns;
}

function isHeadless({ heads }: Placed): boolean {
  return heads.rows === heads.leading;
}

const CONTINUED = /[（(]?\s*(续表?|接上表|接上页)\s*[\d一二三四五]*\s*[）)]?/g;

function sameTitle(a: string, b: string): boolean {
  const plain = (title: string) => title.replace(CONTINUED, "").replace(/\s+/g, "");
  return plain(b) === "" || plain(a) === plain(b);
}

function columnsOnto(whole: Whole, found: FoundTable): readonly number[] | null {
  const { edges } = whole.lastColumns.found;
  const same = Array.from({ length: found.columns + 1 }, (_, edge) => edge);
  if (found.edges.length === 0 || edges.length === 0) {
    return found.columns === whole.columns ? same : null;
  }
  const onto = edgesOnto(edges, found.edges, 0);
  if (onto !== null) return onto;
  // The same widths, moved sideways.
  const moved = edgesOnto(edges, found.edges, (found.edges[0] as number) - (edges[0] as number));
  if (moved !== null || found.kind !== "aligned") return moved;
  return found.columns === whole.columns ? same : middlesOnto(edges, found.edges);
}

/** Columns that were found by the words in them have no sharp edges: their middles count. */
function middlesOnto(edges: readonly number[], parts: readonly number[]): readonly number[] | null {
  const onto = parts.slice(1).map((right, i) => {
    const middle = ((parts[i] as number) + right) / 2;
    return edges.findIndex((edge, at) => edge <= middle && middle < (edges[at + 1] ?? edge));
  });
  const rising = onto.every(
    (place, i) => place >= 0 && (i === 0 || place > (onto[i - 1] as number)),
  );
  return rising ? [...onto, (onto.at(-1) as number) + 1] : null;
}

/** How many rows at the top of the part are the header of the whole again. */
function repeatedRows(whole: Whole, part: Placed): number {
  const { leading, rows } = whole.heads;
  const depth = rows - leading;
  const skip = part.heads.leading;
  if (depth === 0 || skip + depth > part.found.rows) return 0;
  const own = rowTexts(whole.first.found, leading, rows);
  const again = rowTexts(part.found, skip, skip + depth);
  // Without rules a heading may be counted to the column beside it: the letters are the same.
  const letters = (texts: string) => [...texts.replace(/[\d |]/g, "")].sort().join("");
  const aligned = part.found.kind === "aligned";
  const same = aligned ? letters(again) === letters(own) : again === own;
  return same ? skip + depth : 0;
}

function rowTexts(table: FoundTable, from: number, to: number): string {
  return table.cells
    .filter(({ row }) => row >= from && row < to)
    .map(({ row, column, text }) => `${row - from} ${column} ${text.replace(/\s+/g, "")}`)
    .join("|");
}

function append(whole: Whole, part: Placed, columns: readonly number[]): void {
  const { found, around } = part;
  const skipped = Math.max(repeatedRows(whole, part), part.heads.leading);
  const torn = tornRow(whole, found, skipped, columns);
  const offset = whole.rows - skipped - (torn === null ? 0 : 1);
  if (torn !== null) {
    whole.cells = whole.cells.map((cell) => {
      return cell === torn.head ? { ...cell, text: cell.text + torn.rest.text } : cell;
    });
  }
  for (const cell of found.cells) {
    if (cell.row < skipped || (torn !== null && cell.row === skipped)) continue;
    const column = columns[cell.column] as number;
    const next = columns[cell.column + cell.colSpan] as number;
    const colSpan = found.kind === "aligned" ? 1 : next - column;
    whole.cells.push({ ...cell, column, colSpan, row: cell.row + offset });
  }
  whole.rows = found.rows + offset;
  whole.lastPage = found.page;
  whole.lastLine = found.lastLine;
  whole.notes = around.notes;
  if (found.columns === whole.columns) whole.lastColumns = part;
}

const CODE = /^\d{2,9}$/;
const REST_MOST = 16;

/**
 * A row torn by the end of the page: its name goes on at the top of the next page, in a row that
 * has nothing else, although every row of this table has a code or a figure.
 */
function tornRow(
  whole: Whole,
  found: FoundTable,
  row: number,
  columns: readonly number[],
): { readonly head: FoundCell; readonly rest: FoundCell } | null {
  const full = found.cells.filter((cell) => cell.row === row && cell.text !== "");
  const [rest] = full;
  if (rest === undefined || full.length !== 1 || row + 1 >= found.rows) return null;
  if (
    isFigure(rest.text) ||
    rest.text.length > REST_MOST ||
    /^[一二三四五六七八九十（(\d]/.test(rest.text)
  )
    return null;
  const last = whole.cells.filter((cell) => cell.row === whole.rows - 1 && cell.text !== "");
  const head = last.find((cell) => cell.column === columns[rest.column]);
  const coded = last.some((cell) => CODE.test(cell.text));
  return head !== undefined && coded && !isFigure(head.text) ? { head, rest } : null;
}

function tableOf(whole: Whole, index: number): Table {
  const { first, heads, cells, notes } = whole;
  const { found, around } = first;
  const { unit, above } = around;
  return {
    index,
    kind: found.kind,
    title: around.title,
    label: around.label,
    titleLine: around.titleLine,
    unit,
    year: around.year,
    rows: whole.rows,
    columns: whole.columns,
    headerRows: heads.rows,
    headings: heads.headings,
    cells: completed(whole),
    above,
    notes,
    pages: pagesOf(cells),
    line: around.titleLine ?? found.firstLine,
    lastLine: whole.lastLine,
  };
}

/** Cells in order of rows; places that no cell covers are empty cells. */
function completed({ cells, rows, columns, first }: Whole): readonly Cell[] {
  const grid = gridOf(cells, rows, columns);
  const blanks: FoundCell[] = [];
  let last = cells[0];
  grid.forEach((line, row) => {
    const known = line.find((cell) => cell !== null) ?? last;
    last = known;
    line.forEach((cell, column) => {
      if (cell !== null) return;
      const { page, line: number } = known ?? {
        page: first.found.page,
        line: first.found.firstLine,
      };
      const y = known?.y ?? 0;
      blanks.push({ text: "", row, column, rowSpan: 1, colSpan: 1, page, line: number, x: 0, y });
    });
  });
  return [...cells, ...blanks].sort((a, b) => a.row - b.row || a.column - b.column);
}

function pagesOf(cells: readonly FoundCell[]): readonly number[] {
  return [...new Set(cells.map(({ page }) => page))].sort((a, b) => a - b);
}
