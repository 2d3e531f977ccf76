import type { MoneyUnit } from "../documents/index.ts";
import type { FigureCell } from "./cell.ts";

/**
 * A table as it is understood by its form alone: blocks of rows side by side, each with words on
 * the left and figures on the right. What the words mean is not looked at yet.
 */
export interface SourceTable {
  readonly title: string;
  readonly label: string;
  readonly unit: MoneyUnit | null;
  readonly notes: readonly string[];
  readonly page: number;
  readonly line: number;
  readonly blocks: readonly Block[];
  /** All words above the columns. */
  readonly heading: string;
  /** Its figures stand apart from their rows: which row a figure belongs to cannot be said. */
  readonly is_scattered?: boolean;
}

/** Rows with one set of words and figures; tables with two sides have several side by side. */
export interface Block {
  /** Columns of figures. */
  readonly columns: readonly BlockColumn[];
  readonly rows: readonly StubRow[];
  /** The words over all of the block: 收入, 支出, … */
  readonly heading: string;
}

export interface BlockColumn {
  /** The words above, from the top down. */
  readonly path: readonly string[];
}

export interface StubRow {
  /** What stands in the columns of codes, as printed: `["208", "05", "01"]`, or one of them. */
  readonly codes: readonly string[];
  readonly name: string;
  /** Of each column of figures; null where it is not known what stands there. */
  readonly cells: readonly (FigureCell | null)[];
  /** Figures in order whose columns were lost; `cells` is empty then. */
  readonly loose?: readonly FigureCell[];
  /** The code of a unit that stands in a column of its own. */
  readonly unit?: string;
  readonly page: number;
  readonly line: number;
}
