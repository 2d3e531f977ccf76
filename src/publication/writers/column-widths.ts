import type { PrintedTable } from "../publication.ts";
import { linesOf } from "./printable.ts";
import { tableGrid } from "./table-grid.ts";

/** Columns as wide as they are printed, and the size of letters at which all figures fit. */
export interface FittedColumns {
  /** They add up to the width of the table. In points. */
  readonly widths: readonly number[];
  /** Of the letters, in points. */
  readonly size: number;
}

/** Sizes of letters in tables: 五号, 小五, 六号 and smaller where columns are many. */
const SIZES = [10.5, 9, 8, 7, 6, 5, 4] as const;
/** Left and right of the words of a cell, together. */
export const CELL_PADDING = 6;

/**
 * Columns in the widths the table asks for, made wider where a figure or code would not fit: such
 * a word is never torn. Where that needs more than there is, letters become smaller; and a little
 * smaller where the table then fits on one page.
 * @param height of the page for the rows, in points; none where there are no pages
 */
export function fittedColumns(
  table: PrintedTable,
  width: number,
  height = Number.POSITIVE_INFINITY,
): FittedColumns {
  const words = longestWords(table);
  const least = (size: number) => words.map((length) => length * size + CELL_PADDING);
  const fitting = SIZES.filter((one) => total(least(one)) <= width);
  const sizes = fitting.length > 0 ? fitting : SIZES.slice(-1);
  const asked = table.columns.map((column) => Math.max(0, column.width));
  const fitted = sizes.map((size) => ({ size, widths: shared(asked, least(size), width) }));
  const first = fitted[0] as FittedColumns;
  const whole = fitted.find(({ size, widths }) => {
    return size >= READABLE && heightOf(table, widths, size) <= height;
  });
  return whole ?? first;
}

/** Letters are not made smaller than this for the sake of a page. */
const READABLE = 8;
/** Of a line and of the space around it, in shares of the letters. */
const LINE_HEIGHT = 1.2;
const ROW_SPACE = 0.42;

/** How high the rows become, near enough: each as high as its fullest cell. */
function heightOf(table: PrintedTable, widths: readonly number[], size: number): number {
  const { header, body } = tableGrid(table);
  const rows = [...header, ...body].map((cells) => {
    const lines = cells.map((cell) => {
      const own = total(widths.slice(cell.column, cell.column + cell.columns));
      const room = own - CELL_PADDING - cell.indent * size;
      const needed = linesOf(cell.text).map((line) => (wordLength(line) * size) / room);
      return Math.ceil(total(needed.map((one) => Math.max(1, Math.ceil(one)))) / cell.rows);
    });
    return (Math.max(1, ...lines) * LINE_HEIGHT + ROW_SPACE) * size;
  });
  return total(rows);
}

/** Shares out a width: as asked, but nobody gets less than needed. */
function shared(
  asked: readonly number[],
  needed: readonly number[],
  width: number,
): readonly number[] {
  const fixed = asked.map(() => false);
  for (;;) {
    const left = width - total(needed.filter((_, i) => fixed[i]));
    const parts = total(asked.filter((_, i) => !fixed[i]));
    const widths = asked.map((one, i) => {
      return fixed[i] ? (needed[i] as number) : parts > 0 ? (one / parts) * left : 0;
    });
    const short = widths.findIndex((one, i) => !fixed[i] && one < (needed[i] as number));
    if (short < 0) return scaled(widths, width);
    fixed[short] = true;
  }
}

function scaled(widths: readonly number[], width: number): readonly number[] {
  const sum = total(widths);
  return sum === 0
    ? widths.map(() => width / widths.length)
    : widths.map((one) => one * (width / sum));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

/** Of each column: the widest word that cannot be broken, in ems. */
function longestWords(table: PrintedTable): readonly number[] {
  const { header, body } = tableGrid(table);
  const longest = table.columns.map(() => 1);
  for (const cell of [...header, ...body].flat()) {
    if (cell.columns !== 1) continue;
    const bold = cell.is_bold ? BOLD : 1;
    const words = linesOf(cell.text).flatMap((line) => line.match(WORDS) ?? []);
    for (const word of words) {
      const length = wordLength(word) * bold + cell.indent;
      longest[cell.column] = Math.max(longest[cell.column] as number, length);
    }
  }
  return longest;
}

const BOLD = 1.07;
/** A run of letters, digits and what stands between them, or one character. */
const WORDS = /[\x21-\x7e]+|[^\x20-\x7e]/g;

/** Digits and small letters are a little more than half as wide as a Chinese character. */
export function wordLength(text: string): number {
  let length = 0;
  for (const one of text) length += one > "\u2000" ? 1 : /[A-Z@%MW]/.test(one) ? 0.95 : 0.56;
  return length;
}
