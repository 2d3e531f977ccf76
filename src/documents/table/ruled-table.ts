import { isFigure } from "../figure.ts";
import type { Glyph, Stroke } from "../pdf/drawn.ts";
import { joinedWords, type LayoutLine, type Word, wordOf } from "../pdf/layout.ts";
import type { FoundCell, FoundTable } from "./found-table.ts";
import { gridsOfRules, type RuledGrid } from "./grid-of-rules.ts";

/** Tables whose cells are drawn with rules, with the words that stand in each cell. */
export function ruledTables(
  lines: readonly LayoutLine[],
  strokes: readonly Stroke[],
  page: number,
): readonly FoundTable[] {
  return gridsOfRules(strokes).flatMap((grid) => {
    const table = filled(grid, lines, page);
    return table === null ? [] : table;
  });
}

/** A piece of a word in a cell, and the line it stands on. */
interface Piece {
  readonly word: Word;
  readonly line: LayoutLine;
}

function filled(grid: RuledGrid, lines: readonly LayoutLine[], page: number): FoundTable | null {
  const { xs, ys, boxes } = grid;
  const columns = xs.length - 1;
  const boxAt = new Int32Array((ys.length - 1) * columns);
  boxes.forEach(({ row, column, rowSpan, colSpan }, index) => {
    for (let i = row; i < row + rowSpan; i += 1) {
      boxAt.fill(index, i * columns + column, i * columns + column + colSpan);
    }
  });
  const pieces = boxes.map((): Piece[] => []);
  for (const line of lines) {
    const row = placeOf(ys, line.y - CENTRE * line.size);
    if (row === null) continue;
    const boxOf = (x: number): number | null => {
      const column = placeOf(xs, x);
      return column === null ? null : (boxAt[row * columns + column] as number);
    };
    for (const word of line.words) {
      for (const [box, part] of cut(word, boxOf)) pieces[box]?.push({ word: part, line });
    }
  }
  return tableOf(grid, pieces, page);
}

/** The middle of a letter above its baseline, in shares of its size. */
const CENTRE = 0.35;
/** How far letters may stand over the outer rules. */
const OVER = 2;

function placeOf(edges: readonly number[], value: number): number | null {
  const last = edges.length - 1;
  if (value < (edges[0] as number) - OVER || value > (edges[last] as number) + OVER) return null;
  let [low, high] = [0, last - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * A word belongs to the cells its letters stand in. Only a figure is never cut: one that is too
 * wide for its cell reaches over the rule.
 */
function cut(
  word: Word,
  boxOf: (x: number) => number | null,
): readonly (readonly [number, Word])[] {
  const middle = (glyph: Glyph | Word) => boxOf((glyph.x0 + glyph.x1) / 2);
  const parts: { box: number | null; glyphs: Glyph[] }[] = [];
  for (const glyph of word.glyphs) {
    const box = middle(glyph);
    const last = parts.at(-1);
    if (last !== undefined && last.box === box) last.glyphs.push(glyph);
    else parts.push({ box, glyphs: [glyph] });
  }
  if (parts.length > 1 && isFigure(word.text)) {
    const box = middle(word);
    return box === null ? [] : [[box, word]];
  }
  return parts.flatMap(({ box, glyphs }) => (box === null ? [] : [[box, wordOf(glyphs)] as const]));
}

function tableOf(
  grid: RuledGrid,
  pieces: readonly (readonly Piece[])[],
  page: number,
): FoundTable | null {
  const { xs, ys, boxes } = grid;
  const columns = xs.length - 1;
  const numbers = pieces.flat().map(({ line }) => line.number);
  const full = pieces.filter((cell) => cell.length > 0).length;
  // A chart, a frame or a seal has rules, but no cells of words; a row of blanks under one name is
  // the last of a table that the page before began.
  const isGrid = boxes.length === columns * (ys.length - 1) && columns > 2;
  if (numbers.length === 0 || (full < 2 && !isGrid)) return null;
  const firstLine = Math.min(...numbers);
  const lineOfRow = rowLines(boxes, pieces, ys.length - 1, firstLine);
  const cells = boxes.map(({ row, column, rowSpan, colSpan }, index): FoundCell => {
    const own = pieces[index] as readonly Piece[];
    const [first] = own;
    return {
      text: cellText(own),
      row,
      column,
      rowSpan,
      colSpan,
      page,
      line: first?.line.number ?? (lineOfRow[row] as number),
      x: first?.word.x0 ?? (xs[column] as number),
      y: first?.word.y ?? (ys[row] as number),
    };
  });
  return {
    kind: "ruled",
    page,
    rows: ys.length - 1,
    columns,
    cells,
    edges: xs,
    top: ys[0] as number,
    bottom: ys.at(-1) as number,
    firstLine,
    lastLine: Math.max(...numbers),
  };
}

/** The first line of each row; an empty row takes that of the row above. */
function rowLines(
  boxes: RuledGrid["boxes"],
  pieces: readonly (readonly Piece[])[],
  rows: number,
  firstLine: number,
): readonly number[] {
  const lines = new Array<number>(rows).fill(0);
  boxes.forEach(({ row }, index) => {
    const [first] = pieces[index] as readonly Piece[];
    const known = lines[row] as number;
    if (first && (known === 0 || first.line.number < known)) lines[row] = first.line.number;
  });
  let last = firstLine;
  return lines.map((line) => {
    last = line === 0 ? last : line;
    return last;
  });
}

/** The text of a cell: its words from left to right, its lines from the top down. */
export function cellText(pieces: readonly Piece[]): string {
  return joinedWords(pieces.map(({ word }) => word.text));
}
