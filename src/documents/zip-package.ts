import { inflateRawSync } from "node:zlib";
import { YibaoError } from "../kernel/index.ts";
import { LIMITS } from "./limits.ts";

/**
 * The parts of a docx or xlsx. The directory is read first and weighed before anything is
 * unpacked; unpacking stops at the size the directory says, so a directory that lies gains nothing.
 */
export interface ZipPackage {
  readonly names: readonly string[];
  /** What a part weighs unpacked, as the directory says; no more of it is ever unpacked. */
  size(name: string): number;
  /** The bytes of a part, or null when there is none of this name. */
  read(name: string): Uint8Array | null;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly locked: boolean;
  readonly packed: number;
  readonly size: number;
  /** Where its local header stands. */
  readonly offset: number;
}

// PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const COMMENT_MAX = 65_535;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

export const ZIP_MARK = [0x50, 0x4b, 0x03, 0x04] as const;

/** @throws YibaoError DOCUMENT-DAMAGED | -TOO-COMPLEX | -PACKED-BOMB | -LOCKED */
export function openPackage(bytes: Uint8Array): ZipPackage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map(readDirectory(bytes, view).map((entry) => [entry.name, entry]));
  weigh([...entries.values()]);
  return {
    names: [...entries.keys()],
    size: (name) => entries.get(name)?.size ?? 0,
    read: (name) => {
      const entry = entries.get(name);
      return entry === undefined ? null : unpacked(bytes, view, entry);
    },
  };
}

function readDirectory(bytes: Uint8Array, view: DataView): readonly Entry[] {
  const end = endOfDirectory(bytes, view);
  const count = view.getUint16(end + 10, true);
  if (count > LIMITS.zipEntries) {
    const most = LIMITS.zipEntries;
    throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "压缩包条目", most });
  }
  let at = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + CENTRAL_BYTES > bytes.length || view.getUint32(at, true) !== CENTRAL) {
      throw damaged("压缩包目录不完整");
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength);
    entries.push({
      name: nameOf(name),
      method: view.getUint16(at + 10, true),
      locked: (view.getUint16(at + 8, true) & ENCRYPTED) !== 0,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    const extra = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    at += CENTRAL_BYTES + nameLength + extra;
  }
  return entries;
}

/** UTF-8, or what packers on Chinese machines write without saying so. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The end stands last, before a comment of at most 64 KB. A file cut short has none. */
function endOfDirectory(bytes: Uint8Array, view: DataView): number {
  const first = Math.max(0, bytes.length - END_BYTES - COMMENT_MAX);
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw damaged("压缩包没有结尾");
}

function weigh(entries: readonly Entry[]): void {
  let total = 0;
  for (const { name, packed, size, locked } of entries) {
    if (locked) throw new YibaoError("DOCUMENT-LOCKED");
    total += size;
    const bomb = size > LIMITS.ratioFromBytes && size > packed * LIMITS.packingRatio;
    if (bomb || total > LIMITS.unpackedBytes) throw packedBomb(name, Math.max(size, total));
  }
}

function packedBomb(part: string, size: number): YibaoError {
  return new YibaoError("DOCUMENT-PACKED-BOMB", { part, size: Math.ceil(size / 1_048_576) });
}

function unpacked(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { offset, packed, size, method, name } = entry;
  if (offset + LOCAL_BYTES > bytes.length || view.getUint32(offset, true) !== LOCAL) {
    throw damaged("压缩包条目不完整");
  }
  const names = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const from = offset + LOCAL_BYTES + names;
  if (from + packed > bytes.length) throw damaged("压缩包条目不完整");
  const content = bytes.subarray(from, from + packed);
  if (method === STORED) return content;
  if (method !== DEFLATED) throw damaged("压缩方法不受支持");
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    // The content goes on after the size that the directory says.
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw packedBomb(name, size);
    throw damaged("压缩内容不完整");
  }
}

export function damaged(reason: string): YibaoError {
  return new YibaoError("DOCUMENT-DAMAGED", { reason });
}
