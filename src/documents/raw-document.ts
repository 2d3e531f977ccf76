import type { DocumentNote, LineTable, Page } from "./document.ts";
import type { FoundTable } from "./table/found-table.ts";

/** What a reader of one format gives: lines and tables in order, not yet joined over pages. */
export interface RawDocument {
  readonly pages: readonly Omit<Page, "tables">[];
  /** In order of reading. */
  readonly tables: readonly FoundTable[];
  readonly lineTables: readonly LineTable[];
  readonly notes: readonly DocumentNote[];
}
