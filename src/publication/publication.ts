import type { Fen } from "../kernel/index.ts";

/**
 * A whole disclosure as it is printed: headings, paragraphs and tables in order, without a word on
 * how they look in one format. Every writer prints the same blocks.
 */
export interface Publication {
  readonly title: string;
  readonly unit_name: string;
  readonly year: number;
  readonly kind: "budget" | "final";
  readonly profile: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: "cover"; readonly title: string; readonly lines: readonly string[] }
  /** The writer lists the headings down to this level, with pages where the format has pages. */
  | { readonly kind: "contents"; readonly title: string; readonly depth: number }
  | HeadingBlock
  | ParagraphBlock
  | { readonly kind: "table"; readonly table: PrintedTable }
  | { readonly kind: "page-break" };

export interface HeadingBlock {
  readonly kind: "heading";
  /** 1 第一部分, 2 一、, 3 （一）, 4 1. */
  readonly level: 1 | 2 | 3 | 4;
  /** With its number: “一、收入支出决算总体情况说明”. */
  readonly text: string;
}

export interface ParagraphBlock {
  readonly kind: "paragraph";
  readonly text: string;
  readonly align: "left" | "center" | "right";
  /** Two characters' first-line indent, as official texts have. */
  readonly is_indented: boolean;
}

/** A table as printed. Rows of cells; a cell that spans stands once, at its upper left corner. */
export interface PrintedTable {
  readonly topic: string;
  /** “公开05表”; "" for none. */
  readonly label: string;
  readonly title: string;
  /** “部门：衡阳市医疗保障局”; "" for none. */
  readonly owner: string;
  /** “单位：万元”; "" for none. */
  readonly unit: string;
  readonly columns: readonly PrintedColumn[];
  readonly header: readonly (readonly PrintedCell[])[];
  readonly body: readonly (readonly PrintedCell[])[];
  readonly notes: readonly string[];
  readonly is_landscape: boolean;
}

export interface PrintedColumn {
  /** Relative to the other columns. */
  readonly width: number;
  readonly align: "left" | "center" | "right";
}

export interface PrintedCell {
  readonly text: string;
  /** From 0: the column of its left edge. */
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
  readonly is_bold: boolean;
  /** Levels by which its words are set in. */
  readonly indent: number;
  /** For sheets that calculate: the amount behind the text, and the decimals it is shown with. */
  readonly amount: {
    readonly fen: Fen;
    readonly unit: "元" | "万元";
    readonly decimals: number;
  } | null;
}
