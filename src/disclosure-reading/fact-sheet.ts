import type { Fact, FoundRow, Place, Printed } from "../disclosure/index.ts";
import type { MoneyUnit } from "../documents/index.ts";
import { type CellValue, cellValue, type FigureCell, printedOf } from "./cell.ts";
import type { Unread } from "./reading.ts";
import type { SourceTable } from "./source-table.ts";

interface Entry {
  readonly row: string;
  readonly column: string;
  readonly value: CellValue;
  readonly text: string;
  readonly origin: Fact["origin"];
  readonly place: Place;
}

/** The facts of one table while it is read. */
export class FactSheet {
  readonly topic: string;
  readonly source: SourceTable;
  readonly unit: MoneyUnit;
  readonly rows: FoundRow[] = [];
  readonly columns: string[] = [];
  readonly unread: Unread[] = [];
  is_whole = true;
  readonly #entries: Entry[] = [];

  constructor(topic: string, source: SourceTable, unit: MoneyUnit) {
    this.topic = topic;
    this.source = source;
    this.unit = unit;
  }

  place(cell: Pick<FigureCell, "page" | "line"> & { readonly text?: string }, row = "", column = "") {
    const { page, line } = cell;
    return { page, line, table: this.source.title, row, column, text: cell.text ?? "" };
  }

  /** A figure of a row and column; what is no figure is told. */
  add(
    address: { readonly row: string; readonly column: string },
    cell: FigureCell,
    words: { readonly row: string; readonly column: string },
    origin: "printed" | "solved" = "printed",
  ): void {
    const value = cellValue(cell.text, this.unit);
    const place = this.place(cell, words.row, words.column);
    if (value === null) {
      this.miss("figure", "这一格不是金额", place);
      return;
    }
    const how = value.is_blank && origin === "printed" ? "blank" : origin;
    this.#entries.push({ ...address, value, text: cell.text, origin: how, place });
  }

  /** Something of the table that is not understood: what it holds is unknown, not nothing. */
  miss(what: Unread["what"], why: string, place: Place): void {
    this.unread.push({ what, why, place });
    this.is_whole = false;
  }

  get isEmpty(): boolean {
    return this.#entries.every(({ value }) => value.fen === 0);
  }

  facts(): readonly Fact[] {
    const steps = this.#entries.map(({ value }) => value.step).filter((step) => step > 0);
    const finest = steps.reduce((least, step) => Math.min(least, step), Number.MAX_SAFE_INTEGER);
    return this.#entries.map(({ row, column, value, text, origin, place }): Fact => {
      const printed: Printed = printedOf(text, value, finest);
      return { source: "table", topic: this.topic, row, column, printed, origin, place };
    });
  }
}
