import type { Disclosure, Place } from "../disclosure/index.ts";
import type { Document } from "../documents/index.ts";

/** A disclosure as it was read from a document, with what could not be read. */
export interface Reading extends Disclosure {
  /** 湖南省, 上海市, …; null where nothing says it. */
  readonly province: string | null;
  /** 省, 市, 县 (districts too), 乡 (streets too); null where nothing says it. */
  readonly level: string | null;
  readonly document: Document;
  /** What stands there and was not understood. */
  readonly unread: readonly Unread[];
  /** How it was read where that is worth telling: what was solved, where a name was taken from. */
  readonly notes: readonly ReadingNote[];
}

export interface Unread {
  readonly what: "unit" | "year" | "kind" | "province" | "table" | "column" | "row" | "figure";
  /** In Chinese, for the report. */
  readonly why: string;
  readonly place: Place;
}

export interface ReadingNote {
  /**
   * `again`: the table of a topic, which is the text, is printed once more and not read twice.
   * `misfit`: the figures of a row break the sum of a column, whatever columns they stand in.
   */
  readonly what: NoteKind;
  readonly text: string;
  readonly place: Place;
}

export type NoteKind =
  | "unit"
  | "year"
  | "kind"
  | "province"
  | "level"
  | "table"
  | "solved"
  | "torn"
  | "again"
  | "misfit";

export const NOWHERE: Place = { page: 0, line: 0, table: "", row: "", column: "", text: "" };
