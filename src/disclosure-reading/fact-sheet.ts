import type { Fact, FoundRow, Place, Printed } from "../disclosure/index.ts";
import type { MoneyUnit } from "../documents/index.ts";
import {
  type CellValue,
  cellValue,
  countOf,
  type FigureCell,
  printedOf,
  usualStep,
} from "./cell.ts";
import { UNPLACED } from "./place-loose.ts";
import type { ReadingNote, Unread } from "./reading.ts";
import type { SourceTable } from "./source-table.ts";

/** Where a figure belongs; a table may hold some of another topic. */
interface Address {
  readonly row: string;
  readonly column: string;
  readonly topic?: string;
}

interface Entry {
  readonly topic?: string;
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
  readonly notes: ReadingNote[] = [];
  is_whole = true;
  readonly #entries: Entry[] = [];

  constructor(topic: string, source: SourceTable, unit: MoneyUnit) {
    this.topic = topic;
    this.source = source;
    this.unit = unit;
  }

  place(
    cell: Pick<FigureCell, "page" | "line"> & { readonly text?: string },
    row = "",
    column = "",
  ) {
    const { page, line } = cell;
    return { page, line, table: this.source.title, row, column, text: cell.text ?? "" };
  }

  /** A figure of a row and column; what is no figure is told. */
  add(
    address: Address,
    cell: FigureCell,
    words: { readonly row: string; readonly column: string },
    origin: "printed" | "solved" = "printed",
  ): void {
    const value = address.column === "count" ? countOf(cell.text) : cellValue(cell.text, this.unit);
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

  /** Takes back what was read of another topic in this table. */
  drop(topic: string): void {
    const kept = this.#entries.filter((one) => one.topic !== topic);
    this.#entries.splice(0, this.#entries.length, ...kept);
  }

  /** Whether a row has figures whose columns are not known. */
  get hasUnplaced(): boolean {
    return this.unread.some(({ why }) => why === UNPLACED);
  }

  /** Whether a figure is known to be nothing. */
  isNothing(row: string, column: string): boolean {
    const own = this.#entries.filter((one) => one.row === row && one.column === column);
    return own.length > 0 && own.every(({ value }) => value.fen === 0);
  }

  /** The figure at an address, in fen; 0 where none is known. */
  fenAt(row: string, column: string): number {
    const found = this.#entries.find((one) => one.row === row && one.column === column);
    return found?.value.fen ?? 0;
  }

  get isEmpty(): boolean {
    return this.#entries.every(({ value }) => value.fen === 0);
  }

  facts(): readonly Fact[] {
    const money = this.#entries.filter(({ column }) => column !== "count");
    const steps = money.map(({ value }) => value.step).filter((step) => step > 0);
    const none = steps.length === 0;
    const finest = none ? usualStep(this.unit) : Math.min(...steps);
    return this.#entries.map(({ row, column, value, text, origin, place, topic }): Fact => {
      const isCount = column === "count";
      const printed: Printed = isCount ? counted(text, value) : printedOf(text, value, finest);
      return { source: "table", topic: topic ?? this.topic, row, column, printed, origin, place };
    });
  }
}

function counted(text: string, { fen, step, is_blank }: CellValue): Printed {
  return { quantity: "count", value: fen, step, text: is_blank ? "" : text.trim() };
}
