import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import { YibaoError } from "../kernel/index.ts";
import type { CsvColumn } from "./csv-cells.ts";

/** A CSV file: its whole text, or its bytes (UTF-8) or text in pieces. */
export type CsvSource = string | AsyncIterable<Uint8Array | string>;

export interface CsvRecord {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** No row of ours comes near; a lost quotation mark swallows the file only up to here. */
const RECORD_CHARACTERS_MAX = 65_536;
const BYTE_ORDER_MARK = "\ufeff";

/**
 * The records of a CSV file, one at a time: the source is read no faster than they are taken.
 * Empty lines are left out but counted.
 * @throws YibaoError STORE-CSV-NOT-UTF8 | STORE-CSV-BROKEN
 */
export async function* csvRecords(source: CsvSource): AsyncGenerator<CsvRecord> {
  const parser = parse({ relax_column_count: true, max_record_size: RECORD_CHARACTERS_MAX });
  // An error of the source reaches the loop below through the parser that it destroys.
  pipeline(Readable.from(textOf(source)), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.some((cell) => cell.trim() !== "")) yield { row, cells };
    }
  } catch (error) {
    if (error instanceof YibaoError || !isParserError(error)) throw error;
    throw new YibaoError("STORE-CSV-BROKEN", { row: row + 1, reason: error.code });
  }
}

async function* textOf(source: CsvSource): AsyncGenerator<string> {
  if (typeof source === "string") {
    yield source.startsWith(BYTE_ORDER_MARK) ? source.slice(1) : source;
    return;
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    let first = true;
    for await (const piece of source) {
      const text = typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
      if (text === "") continue;
      yield first && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
      first = false;
    }
    yield decoder.decode();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
    throw new YibaoError("STORE-CSV-NOT-UTF8");
  }
}

function isParserError(error: unknown): error is Error & { code: string } {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" && (code.startsWith("CSV_") || code.startsWith("INVALID_"));
}

/**
 * Which column each cell of a row is, from the header's English or Chinese names.
 * @throws YibaoError STORE-CSV-COLUMN-UNKNOWN | -COLUMN-TWICE | -COLUMN-MISSING
 */
export function columnsOfHeader(
  header: readonly string[],
  columns: readonly CsvColumn[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  header.forEach((cell, index) => {
    const written = cell.trim();
    const column = columns.find(({ name, chinese }) => written === name || written === chinese);
    if (column === undefined) {
      const known = columns.map(({ name, chinese }) => `${name}（${chinese}）`).join("、");
      throw new YibaoError("STORE-CSV-COLUMN-UNKNOWN", { column: written, columns: known });
    }
    if (found.has(column.name)) {
      throw new YibaoError("STORE-CSV-COLUMN-TWICE", { column: column.chinese });
    }
    found.set(column.name, index);
  });
  const missing = columns.filter(({ name, required }) => required && !found.has(name));
  if (missing.length > 0) {
    const names = missing.map(({ name, chinese }) => `${name}（${chinese}）`).join("、");
    throw new YibaoError("STORE-CSV-COLUMN-MISSING", { columns: names });
  }
  return found;
}
