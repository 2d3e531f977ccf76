import type { Fen } from "../../kernel/index.ts";
import { type MoneyForm, moneyText, stepsOf } from "../printed-money.ts";
import type { PrintedCell, PrintedColumn } from "../publication.ts";

/** Cells of printed tables, and headers whose cells span. */

export interface CellLook {
  readonly columns?: number;
  readonly rows?: number;
  readonly is_bold?: boolean;
  readonly indent?: number;
}

export function wordCell(text: string, column: number, look: CellLook = {}): PrintedCell {
  return {
    text,
    column,
    columns: look.columns ?? 1,
    rows: look.rows ?? 1,
    is_bold: look.is_bold ?? false,
    indent: look.indent ?? 0,
    amount: null,
  };
}

/** How amounts of a table are printed. */
export interface AmountForm extends MoneyForm {
  /** What is printed for nothing: "" or a text; 0.00 takes the table's decimals. */
  readonly zero: string;
}

/** An amount; `null` for a cell that the form leaves empty. */
export function amountCell(
  amount_fen: Fen | null,
  column: number,
  form: AmountForm,
  look: CellLook = {},
): PrintedCell {
  if (amount_fen === null) return wordCell("", column, look);
  const isNothing = stepsOf(amount_fen, form) === 0;
  const text = isNothing ? zeroText(form) : moneyText(amount_fen, form);
  const amount = { fen: amount_fen, unit: form.unit, decimals: form.decimals };
  return { ...wordCell(text, column, look), amount };
}

function zeroText(form: AmountForm): string {
  return /^0(\.0+)?$/.test(form.zero) ? moneyText(0 as Fen, form) : form.zero;
}

/** A heading, with the headings below it or a column of its own. */
export interface HeadNode {
  readonly title: string;
  readonly width: number;
  readonly align: PrintedColumn["align"];
  readonly below: readonly HeadNode[];
}

export function head(
  title: string,
  width: number,
  align: PrintedColumn["align"] = "center",
): HeadNode {
  return { title, width, align, below: [] };
}

export function headOver(title: string, below: readonly HeadNode[]): HeadNode {
  return { title, width: 0, align: "center", below };
}

/** Columns of one path (`本年支出/小计`) under one heading with their neighbours. */
export function headsOf(
  columns: readonly { readonly path: string; readonly width: number }[],
  align: PrintedColumn["align"],
): readonly HeadNode[] {
  const heads: HeadNode[] = [];
  for (let at = 0; at < columns.length; ) {
    const { path, width } = columns[at] as { path: string; width: number };
    const slash = path.indexOf("/");
    if (slash < 0) {
      heads.push(head(path, width, align));
      at += 1;
      continue;
    }
    const group = path.slice(0, slash + 1);
    let end = at;
    while (columns[end]?.path.startsWith(group)) end += 1;
    const inner = columns.slice(at, end).map((one) => ({
      path: one.path.slice(slash + 1),
      width: one.width,
    }));
    heads.push(headOver(path.slice(0, slash), headsOf(inner, align)));
    at = end;
  }
  return heads;
}

export function depthOf(heads: readonly HeadNode[]): number {
  return heads.length === 0 ? 0 : 1 + Math.max(...heads.map(({ below }) => depthOf(below)));
}

export function columnsOf(heads: readonly HeadNode[]): readonly PrintedColumn[] {
  return heads.flatMap(({ width, align, below }) =>
    below.length === 0 ? [{ width, align }] : columnsOf(below),
  );
}

/** The rows of a header; a heading without any below it reaches down to the last row. */
export function headerOf(heads: readonly HeadNode[]): readonly (readonly PrintedCell[])[] {
  const depth = depthOf(heads);
  const rows: PrintedCell[][] = Array.from({ length: depth }, () => []);
  place(heads, 0, 0, rows);
  return rows;
}

function place(heads: readonly HeadNode[], level: number, from: number, rows: PrintedCell[][]) {
  let column = from;
  for (const { title, below } of heads) {
    const columns = below.length === 0 ? 1 : columnsOf(below).length;
    const height = below.length === 0 ? rows.length - level : 1;
    rows[level]?.push(wordCell(title, column, { columns, rows: height, is_bold: true }));
    place(below, level + 1, column, rows);
    column += columns;
  }
}

/** A row whose cells stand side by side from the left. */
export function rowOf(cells: readonly PrintedCell[]): readonly PrintedCell[] {
  return cells.toSorted((a, b) => a.column - b.column);
}
