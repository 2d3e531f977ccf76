import { isAmount } from "../figure.ts";
import { type FoundCell, type FoundTable, gridOf } from "./found-table.ts";

/** What stands above the first row of values. */
export interface Heads {
  /** Rows that span the whole table before its header: a title or unit inside the table. */
  readonly leading: number;
  /** Rows up to the first of values, the leading ones with them. */
  readonly rows: number;
  readonly headings: readonly (readonly string[])[];
}

type Grid = readonly (readonly (FoundCell | null)[])[];

const DEEPEST = 8;

/**
 * Finds the header by its form: the fewest rows that name every column and that no cell hangs out
 * of, and, below a heading over several columns, the row that names them one by one. A row of
 * running numbers (栏次) closes it. The words do not matter.
 */
export function headsOf(table: FoundTable): Heads {
  const { cells, rows, columns, headings } = table;
  if (headings !== undefined) return { leading: 0, rows: headings.length > 0 ? 1 : 0, headings };
  const grid = gridOf(cells, Math.min(rows, DEEPEST + LEADING_MOST), columns);
  const leading = leadingRows(grid, columns);
  const end = headerEnd(grid, leading, columns);
  return { leading, rows: end, headings: headingsOf(grid.slice(leading, end), columns) };
}

const LEADING_MOST = 4;

function leadingRows(grid: Grid, columns: number): number {
  let row = 0;
  if (columns < 2) return 0;
  while (row < LEADING_MOST && row + 1 < grid.length) {
    const cells = new Set(grid[row]);
    const texts = [...cells].filter((cell) => cell !== null && cell.text !== "");
    const [only] = texts;
    const whole = only?.colSpan === columns && TITLE.test(only.text);
    // A line of an xlsx such as “部门：…　单位：万元” lies in two cells or more.
    const sparse = texts.length <= 2 && texts.some((cell) => LEADING.test(cell?.text ?? ""));
    if (texts.length > 0 && !whole && !sparse) break;
    row += 1;
  }
  return row;
}

/** A heading over all columns is no title. */
const TITLE = /表|情况|附件|[:：]|^20\d\d\s*年/;
const LEADING =
  /单位\s*[:：]|表\s*\d*$|^(附|预算|决算|公开)?.{0,6}表\s*\d+|[:：].*[局厅委]|部门\s*[:：]/;

function headerEnd(grid: Grid, leading: number, columns: number): number {
  const most = Math.min(grid.length, leading + DEEPEST);
  if (leading >= most || hasValues(grid[leading] as readonly (FoundCell | null)[])) return leading;
  let end = leading + 1;
  while (end < most && !isWhole(grid, leading, end, columns)) {
    const row = grid[end] as readonly (FoundCell | null)[];
    if (isNumbering(row)) return end + 1;
    if (hasValues(row)) break;
    end += 1;
  }
  const next = grid[end];
  return next !== undefined && isNumbering(next) ? end + 1 : end;
}

/** Every column has a name, no cell hangs out, and no group of columns waits for its names. */
function isWhole(grid: Grid, from: number, end: number, columns: number): boolean {
  for (let column = 0; column < columns; column += 1) {
    let named = false;
    for (let row = from; row < end; row += 1) {
      const cell = grid[row]?.[column];
      if (cell && cell.row + cell.rowSpan > end) return false;
      if (cell && cell.text !== "") named = true;
    }
    if (!named) return false;
  }
  const last = grid[end - 1] as readonly (FoundCell | null)[];
  const next = grid[end];
  if (next === undefined || hasValues(next)) return true;
  return !groupWaits(last, next);
}

/** A heading over several columns, whose columns the next row names one by one. */
function groupWaits(
  last: readonly (FoundCell | null)[],
  next: readonly (FoundCell | null)[],
): boolean {
  return last.some((cell, column) => {
    if (cell === null || cell.colSpan < 2 || cell.column !== column || cell.text === "")
      return false;
    const below = new Set(next.slice(column, column + cell.colSpan));
    const named = [...below].filter((one) => one !== null && one.text !== "");
    return below.size > 1 && named.length === below.size;
  });
}

/** Whether an amount or a code stands in a row: then it is none of the header. */
export function hasValues(row: readonly (FoundCell | null)[]): boolean {
  if (isNumbering(row)) return false;
  return row.some((cell) => cell !== null && (isAmount(cell.text) || isCode(cell.text)));
}

/** A code of a row: three digits or more, and not a year. */
function isCode(text: string): boolean {
  return /^\d{3,}$/.test(text) && !/^(19|20)\d\d$/.test(text);
}

const NUMBERING_WORD = /^(\*+|栏次|行次|栏\s*次|序号|[一二三四五六七八九十甲乙丙丁戊]{1,3}|—|-)$/;

/** A row of running numbers, or of stars and running numbers, that only counts the columns. */
export function isNumbering(row: readonly (FoundCell | null)[]): boolean {
  const texts = [...new Set(row)].map((cell) => cell?.text.trim() ?? "").filter((text) => text);
  // “3=4+5” names a column and says how it is made.
  const numbers = texts
    .map((text) => /^\(?(\d{1,2})\)?(\s*=.*)?$/.exec(text)?.[1])
    .filter((number) => number !== undefined)
    .map(Number);
  const others = texts.filter((text) => !/^\(?\d{1,2}\)?(\s*=.*)?$/.test(text));
  if (numbers.length < 1 || others.some((text) => !NUMBERING_WORD.test(text))) return false;
  if (numbers.length === 1 && others.length === 0) return false;
  return numbers.every((number, index) => {
    return index === 0 || number === (numbers[index - 1] as number) + 1;
  });
}

function headingsOf(grid: Grid, columns: number): readonly (readonly string[])[] {
  return Array.from({ length: columns }, (_, column) => {
    const path: string[] = [];
    let last: FoundCell | null = null;
    for (const row of grid) {
      const cell = row[column] ?? null;
      if (cell !== null && cell !== last && cell.text !== "" && !isNumbering(row)) {
        path.push(cell.text.replace(/\s+/g, ""));
      }
      last = cell;
    }
    return path;
  });
}
