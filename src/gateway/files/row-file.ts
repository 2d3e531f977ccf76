import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { type UnzipFileInfo, unzipSync, Zip, ZipDeflate } from "fflate";
import { YibaoError } from "../../kernel/index.ts";
import { createPace, giveWay } from "../../store/index.ts";

/**
 * Files of rows: a ZIP with one UTF-8 text, a row a line, cells apart by TAB, no header, and the
 * word null for an empty cell. The same rows give the same bytes on any day and machine.
 */

/** What the text of a read archive may weigh. */
const TEXT_BYTES_MAX = 64 * 1_048_576;

const ENTRY = {
  // A constant, made of local parts because the archive holds local time.
  mtime: new Date(1980, 0, 1),
  level: 6,
} as const;

const NULL_CELL = "null";

type Row = readonly (string | null)[];

/** Rows that are packed between two looks at whether others wait. */
const ROWS_AT_ONCE = 100;

/**
 * The archive of rows that come in portions. Others are served while it is made.
 * @param name of the text inside, without its ending
 */
export async function zipOfPortions(
  portions: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  name: string,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, part) => {
    if (error) failure = error;
    else parts.push(part);
  });
  const entry = new ZipDeflate(`${name}.txt`, { level: ENTRY.level });
  entry.mtime = ENTRY.mtime;
  zip.add(entry);
  const pace = createPace();
  for await (const rows of portions) {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      entry.push(Buffer.from(textOf(rows.slice(from, from + ROWS_AT_ONCE))));
      await pace();
    }
    await pace();
  }
  entry.push(new Uint8Array(0), true);
  zip.end();
  if (failure !== null) throw failure;
  return Buffer.concat(parts);
}

function textOf(rows: readonly Row[]): string {
  let text = "";
  for (const row of rows) text += `${row.map(cellText).join("\t")}\n`;
  return text;
}

/** A cell cannot hold what parts cells and rows. */
function cellText(cell: string | null): string {
  if (cell === null || cell === "") return NULL_CELL;
  return /[\t\r\n]/.test(cell) ? cell.replace(/[\t\r\n]+/g, " ") : cell;
}

/**
 * The rows of an archive, some at a time; an empty cell is "". Rows may differ in how many cells
 * they have. Others are served between two portions.
 * @throws YibaoError GATEWAY-FILE-NOT-ROWS
 */
export async function* portionsOfZip(bytes: Uint8Array): AsyncGenerator<string[][]> {
  const content = await contentOfZip(bytes);
  const pace = createPace();
  let rows: string[][] = [];
  let empty = 0;
  for (const text of textsOf(content)) {
    for (const line of text.split(/\r?\n/)) {
      // Empty lines are rows where more follow, and no more than its end where none do.
      if (line === "") {
        empty += 1;
        continue;
      }
      for (; empty > 0; empty -= 1) {
        rows.push([""]);
        if (rows.length < ROWS_READ_AT_ONCE) continue;
        yield rows;
        await pace();
        rows = [];
      }
      rows.push(line.split("\t").map(cellValue));
    }
    yield rows;
    await pace();
    rows = [];
  }
}

/** What are rows of nothing is read as some at a time, too. */
const ROWS_READ_AT_ONCE = 10_000;

/** All of them at once. */
export async function rowsOfZip(bytes: Uint8Array): Promise<string[][]> {
  const all: string[][] = [];
  for await (const rows of portionsOfZip(bytes)) for (const row of rows) all.push(row);
  return all;
}

/** What is split at once; a line is not longer. */
const TEXT_AT_ONCE = 65_536;
const LINE_END = 0x0a;
const BYTE_ORDER_MARK = Buffer.from("\ufeff");

/** The text in pieces of whole lines, without the end of the last line of each. */
function* textsOf(content: Buffer): Generator<string> {
  const marked = content.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  let from = marked ? BYTE_ORDER_MARK.length : 0;
  while (from < content.length) {
    const rest = content.length - from;
    if (rest <= TEXT_AT_ONCE) return yield content.toString("utf8", from);
    const end = content.lastIndexOf(LINE_END, from + TEXT_AT_ONCE);
    if (end < from) throw notRows(LINE_TOO_LONG);
    yield content.toString("utf8", from, end).replace(/\r$/, "");
    from = end + 1;
  }
}

function cellValue(cell: string): string {
  return cell === NULL_CELL ? "" : cell;
}

async function contentOfZip(bytes: Uint8Array): Promise<Buffer> {
  const { size, originalSize, compression } = onlyEntry(bytes);
  if (originalSize > TEXT_BYTES_MAX) throw notRows(TOO_LARGE);
  const from = contentStart(bytes);
  const packed = bytes.subarray(from, from + size);
  const content = compression === 8 ? await inflated(packed) : packed;
  if (content.length !== originalSize) throw notRows("压缩包已损坏");
  // To put the whole together has taken its time.
  await giveWay();
  if (!isUtf8(content)) throw notRows("文本不是 UTF-8 编码");
  return Buffer.from(content.buffer, content.byteOffset, content.length);
}

const TOO_LARGE = `解开后超过 ${TEXT_BYTES_MAX / 1_048_576} MB`;

const LINE_TOO_LONG = `有一行超过 ${TEXT_AT_ONCE / 1_024} KB`;

const NOT_AN_ARCHIVE = "不是 ZIP 压缩包";

/** Headers of one entry, its line in the directory, the end of the directory. */
const ARCHIVE_BYTES_MIN = 30 + 46 + 22;

/** What the directory of the archive says of its one text. */
function onlyEntry(bytes: Uint8Array): UnzipFileInfo {
  if (bytes.length < ARCHIVE_BYTES_MIN) throw notRows(NOT_AN_ARCHIVE);
  const entries: UnzipFileInfo[] = [];
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        // One too many is enough to know.
        if (entries.length < 2) entries.push(entry);
        return false;
      },
    });
  } catch {
    throw notRows(NOT_AN_ARCHIVE);
  }
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw notRows("压缩包里应恰好有一个文本文件");
  if (entry.compression !== 0 && entry.compression !== 8) throw notRows("压缩方法不受支持");
  return entry;
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const ENCRYPTED = 1;

/** Where the content of the first entry begins (PKWARE APPNOTE 4.3.7). */
function contentStart(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== LOCAL_HEADER) throw notRows("压缩包前面有别的内容");
  if ((view.getUint16(6, true) & ENCRYPTED) !== 0) throw notRows("压缩包有密码");
  return LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

const inflate = promisify(inflateRaw);
const INFLATED_AT_ONCE = 262_144;

/** Whatever the directory claims, no more than the limit is ever inflated. */
async function inflated(packed: Uint8Array): Promise<Uint8Array> {
  try {
    const options = { maxOutputLength: TEXT_BYTES_MAX, chunkSize: INFLATED_AT_ONCE };
    return await inflate(packed, options);
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw notRows(isTooLarge ? TOO_LARGE : "压缩包已损坏");
  }
}

function notRows(reason: string): YibaoError {
  return new YibaoError("GATEWAY-FILE-NOT-ROWS", { reason });
}
