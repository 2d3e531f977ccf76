import type pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import {
  type CellRefusal,
  CsvCells,
  type CsvColumn,
  type CsvRefusal,
  refusalOfRow,
} from "./csv-cells.ts";
import {
  type ImportTable,
  judgeStagedRows,
  STAGE_ROWS,
  stagingStatements,
  writeStagedRows,
} from "./csv-judgement.ts";
import { type CsvSource, columnsOfHeader, csvRecords } from "./csv-records.ts";
import type { Store } from "./store.ts";

/**
 * Import of a CSV file into a room's table, in two phases. First every row is read, checked by
 * itself, and staged in a temporary table of the connection: nothing of ours is touched, and no
 * transaction waits for a slow file. Then one transaction judges the staged rows against what is
 * registered and writes those that stand, all together; so a crash at any point leaves nothing.
 */

/** What the rows of a file are: columns, and how a row is read. */
export interface CsvForm<Row> {
  readonly columns: readonly CsvColumn[];
  /** Pure: cells to a row; what it refuses is noted in the cells, and then the row is dropped. */
  readonly parseRow: (cells: CsvCells) => Row;
}

/** A kind of file that goes into a table: the fields of a row are the table's columns. */
export interface CsvKind extends CsvForm<Readonly<Record<string, unknown>>> {
  /** `enrolments`: as the command line names it. */
  readonly kind: string;
  readonly chinese: string;
  readonly table: ImportTable;
  /** Told at the commit to those who hold the table in memory. */
  readonly channel?: string;
}

export interface CsvImportOptions {
  /** Any refused row: nothing is written. Default false: the good rows are written. */
  readonly onlyIfClean?: boolean;
  /** Where the file is from; kept with each row written. */
  readonly source?: string;
  /** A longer file is refused as a whole; default and most 1,000,000. */
  readonly rows_max?: number;
}

/** `read` = `accepted` + `unchanged` + `refused_rows`, unless nothing was committed. */
export interface CsvImportResult {
  readonly kind: string;
  readonly read: number;
  /** Rows written: new ones, successors, and earlier ends of registered rows. */
  readonly accepted: number;
  /** Rows that say what is registered already. */
  readonly unchanged: number;
  readonly refused_rows: number;
  /** In order of rows; several for a row with several faults; at most the first 10,000. */
  readonly refused: readonly CsvRefusal[];
  readonly committed: boolean;
}

export type ParsedCsvRow<Row> =
  | { readonly value: Row; readonly refusals: readonly [] }
  | { readonly value: null; readonly refusals: readonly CellRefusal[] };

/** A row of a file: its value, or why it has none. */
export type ReadCsvRow<Row> =
  | { readonly row: number; readonly value: Row; readonly refused: readonly [] }
  | { readonly row: number; readonly value: null; readonly refused: readonly CsvRefusal[] };

const ROWS_MAX = 1_000_000;
const REFUSALS_KEPT_MAX = 10_000;
const CHUNK_ROWS = 2_000;

/** One row by itself, as a pure function: what tests and previews use. */
export function parseCsvRow<Row>(
  form: CsvForm<Row>,
  cells: Readonly<Record<string, string>>,
): ParsedCsvRow<Row> {
  return parsed(form, new CsvCells((column) => (cells[column] ?? "").trim(), chineseOf(form)));
}

/**
 * The rows of a file, one at a time and each by itself: no faster than they are taken.
 * @throws YibaoError STORE-CSV-NOT-UTF8 | -BROKEN | -NO-HEADER | -COLUMN-… | -TOO-MANY-ROWS
 */
export async function* readCsvRows<Row>(
  form: CsvForm<Row>,
  source: CsvSource,
): AsyncGenerator<ReadCsvRow<Row>> {
  const chinese = chineseOf(form);
  for await (const { row, value, refusals } of parsedRows(form, source, ROWS_MAX)) {
    if (value !== null) yield { row, value, refused: [] };
    else {
      const refused = refusals.map((refusal) => refusalOfRow(row, chinese, refusal));
      yield { row, value: null, refused };
    }
  }
}

async function* parsedRows<Row>(
  form: CsvForm<Row>,
  source: CsvSource,
  rows_max: number,
): AsyncGenerator<ParsedCsvRow<Row> & { readonly row: number }> {
  const chinese = chineseOf(form);
  let header: ReadonlyMap<string, number> | null = null;
  let width = 0;
  let read = 0;
  for await (const { row, cells } of csvRecords(source)) {
    if (header === null) {
      header = columnsOfHeader(cells, form.columns);
      width = cells.length;
      continue;
    }
    read += 1;
    if (read > rows_max) throw new YibaoError("STORE-CSV-TOO-MANY-ROWS", { rows_max });
    yield { row, ...parsedRecord(form, chinese, header, width, cells) };
  }
  if (header === null) throw new YibaoError("STORE-CSV-NO-HEADER");
}

/**
 * Imports a file. What was refused and why is in the result; what makes the whole file unusable
 * is thrown, and then nothing is written.
 * @throws YibaoError STORE-CSV-NOT-UTF8 | -BROKEN | -NO-HEADER | -COLUMN-… | -TOO-MANY-ROWS
 */
export async function importCsvFile(
  store: Store,
  kind: CsvKind,
  source: CsvSource,
  options: CsvImportOptions = {},
): Promise<CsvImportResult> {
  const client = await store.pool.connect();
  // A connection that breaks between two statements tells it here; the next statement then fails.
  const lost = (): void => undefined;
  client.on("error", lost);
  let broken: Error | undefined;
  try {
    await client.query(stagingStatements(kind.table));
    const rows_max = Math.min(options.rows_max ?? ROWS_MAX, ROWS_MAX);
    const staged = await stageRows(client, kind, source, rows_max);
    const result = await judgeAndWrite(client, kind, staged, options);
    await client.query("drop table pg_temp.csv_staged");
    return result;
  } catch (error) {
    // The connection may be inside a transaction or hold the table: it is not used again.
    broken = error as Error;
    throw error;
  } finally {
    client.off("error", lost);
    client.release(broken);
  }
}

/** What phase one found. */
interface Staged {
  readonly read: number;
  readonly refused_rows: number;
  readonly refused: CsvRefusal[];
}

async function stageRows(
  client: pg.ClientBase,
  kind: CsvKind,
  source: CsvSource,
  rows_max: number,
): Promise<Staged> {
  const chinese = chineseOf(kind);
  const kept: CsvRefusal[] = [];
  let read = 0;
  let refused_rows = 0;
  let chunk: Readonly<Record<string, unknown>>[] = [];
  const flush = async (): Promise<void> => {
    await client.query(STAGE_ROWS, [JSON.stringify(chunk)]);
    chunk = [];
  };
  for await (const { row, value, refusals } of parsedRows(kind, source, rows_max)) {
    read += 1;
    if (value === null) {
      refused_rows += 1;
      for (const refusal of refusals) keep(kept, row, chinese, refusal);
      continue;
    }
    chunk.push({ csv_row: row, ...value });
    if (chunk.length === CHUNK_ROWS) await flush();
  }
  if (chunk.length > 0) await flush();
  return { read, refused_rows, refused: kept };
}

async function judgeAndWrite(
  client: pg.ClientBase,
  kind: CsvKind,
  staged: Staged,
  { onlyIfClean = false, source = "" }: CsvImportOptions,
): Promise<CsvImportResult> {
  const chinese = chineseOf(kind);
  await client.query("analyze csv_staged");
  await client.query("begin isolation level read committed");
  // One import into a table at a time: each then judges against what is there to stay.
  await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `csv-import ${kind.table.name}`,
  ]);
  const { unchanged, refusals } = await judgeStagedRows(client, kind.table);
  const refused = [...staged.refused];
  for (const refusal of refusals) keep(refused, refusal.row, chinese, refusal);
  refused.sort((a, b) => a.row - b.row);
  const refused_rows = staged.refused_rows + refusals.length;
  const counts = { kind: kind.kind, read: staged.read, unchanged, refused_rows, refused };
  if (onlyIfClean && refused_rows > 0) {
    await client.query("rollback");
    return { ...counts, accepted: 0, committed: false };
  }
  const accepted = await writeStagedRows(client, kind.table, source);
  if (accepted > 0 && kind.channel !== undefined) {
    await client.query("select pg_notify($1, '')", [kind.channel]);
  }
  const { command } = await client.query("commit");
  if (command !== "COMMIT") throw new Error("the import was rolled back at its commit");
  return { ...counts, accepted, committed: true };
}

function parsedRecord<Row>(
  form: CsvForm<Row>,
  chinese: ReadonlyMap<string, string>,
  header: ReadonlyMap<string, number>,
  width: number,
  record: readonly string[],
): ParsedCsvRow<Row> {
  if (record.length !== width) {
    const details = { found: record.length, expected: width };
    const code = "STORE-CSV-CELL-COUNT";
    return { value: null, refusals: [{ column: "", value: "", code, details }] };
  }
  const text = (column: string): string => record[header.get(column) ?? -1]?.trim() ?? "";
  return parsed(form, new CsvCells(text, chinese));
}

function parsed<Row>(form: CsvForm<Row>, cells: CsvCells): ParsedCsvRow<Row> {
  const value = form.parseRow(cells);
  const { refusals } = cells;
  return refusals.length > 0 ? { value: null, refusals } : { value, refusals: [] };
}

function keep(
  refused: CsvRefusal[],
  row: number,
  chinese: ReadonlyMap<string, string>,
  refusal: CellRefusal,
): void {
  if (refused.length < REFUSALS_KEPT_MAX) refused.push(refusalOfRow(row, chinese, refusal));
}

function chineseOf(form: CsvForm<unknown>): ReadonlyMap<string, string> {
  return new Map(form.columns.map(({ name, chinese }) => [name, chinese]));
}
