import type { ProfileTable } from "../../disclosure/index.ts";
import type { Fen } from "../../kernel/index.ts";
import { placeOf } from "../narrative/figures.ts";
import type { Scope } from "../narrative/scope.ts";
import type { PrintedCell } from "../publication.ts";
import { type AmountForm, amountCell, type CellLook, type HeadNode } from "./cells.ts";

/** What the maker of one table works with. */
export interface TableContext {
  readonly scope: Scope;
  readonly table: ProfileTable;
  readonly form: AmountForm;
  /** The words of the layout after its first: `numbered`, `lines`, … */
  readonly flags: ReadonlySet<string>;
}

/** What a maker gives: the rest is the same for all tables. */
export interface TableBody {
  readonly heads: readonly HeadNode[];
  /** A row below the headings that numbers the columns. */
  readonly numbers?: readonly PrintedCell[] | null;
  readonly rows: readonly (readonly PrintedCell[])[];
  /** No figure but zero in it. */
  readonly is_empty: boolean;
}

export type TableMaker = (context: TableContext) => TableBody;

/** The amount of an address as a cell. */
export function cellAt(
  context: TableContext,
  address: string,
  column: number,
  look: CellLook = {},
): PrintedCell {
  return amountCell(moneyAt(context, address), column, context.form, look);
}

export function moneyAt({ scope }: TableContext, address: string): Fen | null {
  return scope.figures.money(placeOf(address));
}

/** Parts of a whole that only some units can tell apart: allotted and non-tax, natures. */
const PARTS = /-(allotted|nontax)$|^nature-(basic|project)-/;

/** A row that the form has and of which nobody has said anything: it is not printed as nothing. */
export function isUntold({ scope, table }: TableContext, row: string): boolean {
  if (!PARTS.test(row)) return false;
  return scope.figures.fact({ topic: table.topic, row, column: "amount" }, "table") === null;
}

/** Whether every amount of the rows is nothing. */
export function isEmpty(rows: readonly (readonly PrintedCell[])[]): boolean {
  return rows.every((row) => row.every(({ amount }) => amount === null || amount.fen === 0));
}

export function filled(rows: readonly (readonly PrintedCell[])[], heads: readonly HeadNode[]) {
  return { heads, rows, is_empty: isEmpty(rows) };
}
