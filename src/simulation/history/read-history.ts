import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AsyncRecordBatchFileReader, type RecordBatch, RecordBatchReader } from "apache-arrow";
import { YibaoError } from "../../kernel/index.ts";
import type { BillCase } from "../../policy/index.ts";
import { typeOf } from "./arrow-table.ts";
import {
  BILL_COLUMNS,
  type BillColumns,
  billColumns,
  type Column,
  fundColumn,
  HISTORY_FILES,
  HISTORY_FORMAT,
  PEOPLE_COLUMNS,
} from "./columns.ts";
import type {
  ColumnWords,
  History,
  HistoryBatch,
  HistoryManifest,
  HistoryPeople,
} from "./history.ts";
import { gatheredPeople } from "./people-columns.ts";

export interface OpenHistoryOptions {
  /** Reads every file once and compares its SHA-256 with the manifest's. */
  readonly verify?: boolean;
}

/**
 * Opens a history for reading. Several workers may each open the folder and read batches of their
 * own; the cases have the same numbers in all of them.
 * @throws YibaoError HISTORY-NOT-FOUND, HISTORY-NOT-A-HISTORY, HISTORY-FORMAT, HISTORY-DAMAGED,
 *   HISTORY-HASH-DIFFERS
 */
export async function openHistory(
  folder: string,
  options: OpenHistoryOptions = {},
): Promise<History> {
  const manifest = await readManifest(folder);
  if (options.verify === true) await verifyFiles(folder, manifest);
  const cases = await readCases(folder);
  const expected = billColumns(manifest.funds);
  const bills = await openTable(join(folder, HISTORY_FILES.bills), expected);
  let turn: Promise<unknown> = Promise.resolve();
  return {
    folder,
    manifest,
    cases,
    batches: bills.batches,
    words: bills.words,
    // One file has one place of reading: a second batch waits for the first.
    readBatch(index) {
      const batch = turn.then(async () => {
        const read = historyBatch(manifest, cases, await bills.read(index));
        checkBatch(folder, read);
        return read;
      });
      turn = batch.catch(() => undefined);
      return batch;
    },
    readPeople: () => readPeople(folder, manifest),
    close: () => bills.close(),
  };
}

function historyBatch(
  manifest: HistoryManifest,
  cases: readonly BillCase[],
  batch: RecordBatch,
): HistoryBatch {
  const columns = Object.fromEntries(
    Object.keys(BILL_COLUMNS).map((name) => [name, valuesOf(batch, name)]),
  ) as unknown as BillColumns;
  const funds = manifest.funds.map(({ fund }) => valuesOf(batch, fundColumn(fund)) as Int32Array);
  const { deductible_fen, person_fen } = columns;
  return {
    bills: { ...columns, count: batch.numRows },
    cases,
    answers: { funds, deductible_fen, person_fen },
    columns,
  };
}

/** What a consumer relies on without looking. */
function checkBatch(folder: string, { bills, cases, columns, answers }: HistoryBatch): void {
  const file = join(folder, HISTORY_FILES.bills);
  for (const values of [...Object.values(columns), ...answers.funds]) {
    if (values?.length !== bills.count) throw damaged(file, "各列长短不一");
  }
  for (const one of bills.case) {
    if (one < 0 || one >= cases.length) throw damaged(file, `没有第 ${one} 种情形`);
  }
}

/** The numbers of a column as they lie in what was read: a view, without the padding. */
function valuesOf(batch: RecordBatch, name: string): Int32Array | undefined {
  const at = batch.schema.fields.findIndex((field) => field.name === name);
  const values = batch.data.children[at]?.values as Int32Array | undefined;
  return values?.subarray(0, batch.numRows);
}

async function readPeople(folder: string, manifest: HistoryManifest): Promise<HistoryPeople> {
  const file = join(folder, HISTORY_FILES.people);
  const table = await openTable(file, PEOPLE_COLUMNS);
  try {
    const batches: RecordBatch[] = [];
    for (let index = 0; index < table.batches; index += 1) batches.push(await table.read(index));
    const count = batches.reduce((sum, batch) => sum + batch.numRows, 0);
    if (count !== manifest.people) {
      throw damaged(file, `应有 ${manifest.people} 人，实有 ${count} 人`);
    }
    return { count, columns: gatheredPeople(batches), words: table.words };
  } finally {
    await table.close();
  }
}

/** @throws YibaoError HISTORY-NOT-FOUND, HISTORY-NOT-A-HISTORY, HISTORY-FORMAT */
async function readManifest(folder: string): Promise<HistoryManifest> {
  const file = join(folder, HISTORY_FILES.manifest);
  const manifest = (await readJson(file)) as Partial<HistoryManifest> | null;
  const format = manifest?.format;
  if (typeof format !== "number" || typeof manifest?.sha256 !== "object") {
    throw new YibaoError("HISTORY-NOT-A-HISTORY", { file, reason: "没有 format 与 sha256" });
  }
  if (format !== HISTORY_FORMAT) {
    throw new YibaoError("HISTORY-FORMAT", { file, found: format, needed: HISTORY_FORMAT });
  }
  return manifest as HistoryManifest;
}

async function readCases(folder: string): Promise<readonly BillCase[]> {
  const file = join(folder, HISTORY_FILES.cases);
  const { cases } = ((await readJson(file)) ?? {}) as { cases?: readonly BillCase[] };
  if (!Array.isArray(cases)) throw damaged(file, "没有 cases");
  return cases;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw notFound(file, error);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new YibaoError("HISTORY-NOT-A-HISTORY", { file, reason: "不是 JSON" });
  }
}

async function verifyFiles(folder: string, manifest: HistoryManifest): Promise<void> {
  for (const [name, expected] of Object.entries(manifest.sha256)) {
    const file = join(folder, name);
    const hash = createHash("sha256");
    try {
      for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    } catch (error) {
      throw notFound(file, error as NodeJS.ErrnoException);
    }
    if (hash.digest("hex") !== expected) throw new YibaoError("HISTORY-HASH-DIFFERS", { file });
  }
}

interface OpenTable {
  readonly batches: number;
  readonly words: ColumnWords;
  read(index: number): Promise<RecordBatch>;
  close(): Promise<void>;
}

async function openTable(
  file: string,
  columns: Readonly<Record<string, Column>>,
): Promise<OpenTable> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw notFound(file, error);
  });
  try {
    const reader = await openReader(file, handle);
    checkColumns(file, reader, columns);
    return {
      batches: reader.numRecordBatches,
      words: wordsOf(reader, columns),
      async read(index) {
        const batch = await readable(file, () => reader.readRecordBatch(index));
        if (batch === null) throw damaged(file, `没有第 ${index + 1} 批`);
        return batch;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

const MAGIC = "ARROW1";

async function openReader(file: string, handle: FileHandle): Promise<AsyncRecordBatchFileReader> {
  const { size } = await handle.stat();
  const edge = Buffer.alloc(MAGIC.length);
  await handle.read(edge, 0, edge.length, 0);
  if (edge.toString("latin1") !== MAGIC) {
    throw new YibaoError("HISTORY-NOT-A-HISTORY", { file, reason: "不是 Arrow 文件" });
  }
  await handle.read(edge, 0, edge.length, Math.max(0, size - edge.length));
  if (size <= 2 * MAGIC.length || edge.toString("latin1") !== MAGIC) {
    throw damaged(file, "没有结尾，多半没有写完或没有复制完");
  }
  const reader = await readable(file, () => RecordBatchReader.from(handle));
  await readable(file, () => reader.open({ autoDestroy: false }));
  return reader as AsyncRecordBatchFileReader;
}

function checkColumns(
  file: string,
  { schema }: AsyncRecordBatchFileReader,
  columns: Readonly<Record<string, Column>>,
): void {
  const found = schema.fields.map(({ name, type }) => `${name}:${type}`).join(" ");
  const wanted = Object.entries(columns)
    .map(([name, { kind }], at) => `${name}:${typeOf(kind, at)}`)
    .join(" ");
  if (found !== wanted) throw damaged(file, "列与格式版本不符");
}

function wordsOf(
  { schema, dictionaries }: AsyncRecordBatchFileReader,
  columns: Readonly<Record<string, Column>>,
): ColumnWords {
  const words: Record<string, readonly string[]> = {};
  schema.fields.forEach(({ name }, at) => {
    if (columns[name]?.kind !== "word") return;
    words[name] = [...(dictionaries.get(at) ?? [])].map(String);
  });
  return words;
}

async function readable<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
}

function damaged(file: string, reason: string): YibaoError {
  return new YibaoError("HISTORY-DAMAGED", { file, reason });
}

function notFound(file: string, { code }: NodeJS.ErrnoException): YibaoError {
  return new YibaoError("HISTORY-NOT-FOUND", { file, reason: code ?? "读取失败" });
}
