import { isUtf8 } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { type UnzipFileInfo, unzipSync, Zip, ZipDeflate, zipSync } from "fflate";
import { YibaoError } from "../../kernel/index.ts";

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

/** @param name of the text inside, without its ending */
export function zipOfRows(rows: readonly (readonly (string | null)[])[], name: string): Uint8Array {
  return zipSync({ [`${name}.txt`]: Buffer.from(textOf(rows)) }, ENTRY);
}

/** As zipOfRows, over rows that come in portions: others are served between two portions. */
export async function zipOfPortions(
  portions: AsyncIterable<readonly (readonly (string | null)[])[]>,
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
  for await (const rows of portions) entry.push(Buffer.from(textOf(rows)));
  entry.push(new Uint8Array(0), true);
  zip.end();
  if (failure !== null) throw failure;
  return Buffer.concat(parts);
}

function textOf(rows: readonly (readonly (string | null)[])[]): string {
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
 * The rows of an archive; an empty cell is "". Rows may differ in how many cells they have.
 * @throws YibaoError GATEWAY-FILE-NOT-ROWS
 */
export function rowsOfZip(bytes: Uint8Array): string[][] {
  const text = textOfZip(bytes);
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  while (lines.at(-1) === "") lines.pop();
  return lines.map((line) => line.split("\t").map(cellValue));
}

function cellValue(cell: string): string {
  return cell === NULL_CELL ? "" : cell;
}

function textOfZip(bytes: Uint8Array): string {
  const { size, originalSize, compression } = onlyEntry(bytes);
  if (originalSize > TEXT_BYTES_MAX) throw notRows(TOO_LARGE);
  const from = contentStart(bytes);
  const packed = bytes.subarray(from, from + size);
  const content = compression === 8 ? inflated(packed) : packed;
  if (content.length !== originalSize) throw notRows("压缩包已损坏");
  if (!isUtf8(content)) throw notRows("文本不是 UTF-8 编码");
  return Buffer.from(content.buffer, content.byteOffset, content.length).toString("utf8");
}

const TOO_LARGE = `解开后超过 ${TEXT_BYTES_MAX / 1_048_576} MB`;

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

/** Whatever the directory claims, no more than the limit is ever inflated. */
function inflated(packed: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: TEXT_BYTES_MAX });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw notRows(isTooLarge ? TOO_LARGE : "压缩包已损坏");
  }
}

function notRows(reason: string): YibaoError {
  return new YibaoError("GATEWAY-FILE-NOT-ROWS", { reason });
}
