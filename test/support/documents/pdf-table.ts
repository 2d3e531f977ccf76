import { type DrawnPage, type DrawnRule, type DrawnText, textWidth } from "./pdf-writer.ts";
import type { SampleCell, SampleTable } from "./sample-document.ts";

/** How a sample table is set on pages. */
export interface Setting {
  readonly rules: boolean;
  /** Title and header come again on every page. */
  readonly repeats: boolean;
  /** Height that is left for rows on one page. */
  readonly room: number;
}

const SIZE = 10;
const LINE = 13;
const PAD = 4;
const LEFT = 50;
const TOP = 90;
const WIDTHS = [50, 130] as const;
const FIGURE_WIDTH = 85;
const PAGE = { width: 842, height: 595 } as const;

function widthOf(column: number): number {
  return WIDTHS[column] ?? FIGURE_WIDTH;
}

function leftOf(column: number): number {
  let left = LEFT;
  for (let i = 0; i < column; i += 1) left += widthOf(i);
  return left;
}

/** Pages with the table: names wrap in their column, rows are as high as they need. */
export function pagesOfTable(table: SampleTable, { rules, repeats, room }: Setting): DrawnPage[] {
  const header = table.rows.slice(0, table.headerRows);
  const pages: DrawnPage[] = [];
  let rest = table.rows.slice(table.headerRows);
  while (rest.length > 0) {
    const titled = pages.length === 0 || repeats;
    const rows: (readonly SampleCell[])[] = titled ? [...header] : [];
    let height = rows.length * LINE;
    const before = rows.length;
    while (rest.length > 0 && (height < room || rows.length === before)) {
      const [next] = rest;
      rows.push(next as readonly SampleCell[]);
      height += heightOf(next as readonly SampleCell[]);
      rest = rest.slice(1);
    }
    pages.push(pageOf(table, rows, titled, rules, pages.length + 1));
  }
  return pages;
}

function wrapped(cell: SampleCell): readonly string[] {
  let width = 0;
  for (let i = 0; i < cell.colSpan; i += 1) width += widthOf(cell.column + i);
  const most = Math.max(1, Math.floor((width - 2 * PAD) / SIZE));
  if (textWidth(cell.text, SIZE) <= width - 2 * PAD) return [cell.text];
  const lines: string[] = [];
  for (let at = 0; at < cell.text.length; at += most) lines.push(cell.text.slice(at, at + most));
  return lines;
}

function heightOf(row: readonly SampleCell[]): number {
  return Math.max(...row.map((cell) => wrapped(cell).length)) * LINE + 2 * PAD;
}

function pageOf(
  table: SampleTable,
  rows: readonly (readonly SampleCell[])[],
  titled: boolean,
  ruled: boolean,
  number: number,
): DrawnPage {
  const texts: DrawnText[] = [{ text: `- ${number} -`, x: 400, y: 575, size: 9 }];
  const rules: DrawnRule[] = [];
  if (titled) {
    texts.push({ text: table.title, x: 300, y: 50, size: 16 });
    texts.push({ text: "单位：万元", x: 600, y: 75, size: SIZE });
  }
  const tops = [TOP];
  for (const row of rows) tops.push((tops.at(-1) as number) + heightOf(row));
  rows.forEach((row, index) => {
    for (const cell of row) {
      const bottom = tops[index + cell.rowSpan] as number;
      const centred = titled && index < table.headerRows;
      drawCell(cell, tops[index] as number, bottom, texts, ruled ? rules : [], centred);
    }
  });
  return { ...PAGE, texts, rules };
}

function drawCell(
  cell: SampleCell,
  top: number,
  bottom: number,
  texts: DrawnText[],
  rules: DrawnRule[],
  centred: boolean,
): void {
  const [left, right] = [leftOf(cell.column), leftOf(cell.column + cell.colSpan)];
  rules.push(
    { x0: left, y0: top, x1: right, y1: top },
    { x0: left, y0: bottom, x1: right, y1: bottom },
    { x0: left, y0: top, x1: left, y1: bottom },
    { x0: right, y0: top, x1: right, y1: bottom },
  );
  const lines = wrapped(cell);
  // In the middle of the row, as word processors set it; figures at the right.
  const first = (top + bottom - lines.length * LINE) / 2 + SIZE;
  lines.forEach((text, index) => {
    if (text === "") return;
    const figure = /^-?[\d,]+\.\d\d$/.test(text);
    const spare = right - left - textWidth(text, SIZE);
    const x = left + (figure ? spare - PAD : centred ? spare / 2 : PAD);
    texts.push({ text, x, y: first + index * LINE, size: SIZE });
  });
}
