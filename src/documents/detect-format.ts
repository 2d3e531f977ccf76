import { YibaoError } from "../kernel/index.ts";
import { damaged, openPackage, ZIP_MARK, type ZipPackage } from "./zip-package.ts";

/** What a file is by its content; its name only helps to say it. */
export type Detected =
  | { readonly format: "pdf" }
  | { readonly format: "docx" | "xlsx"; readonly parts: ZipPackage }
  | { readonly format: "html" | "text"; readonly text: string };

const PDF_MARK = "%PDF-";
/** Some programs write a few lines before the mark. */
const PDF_MARK_WITHIN = 1_024;
const COMPOUND_MARK = [0xd0, 0xcf, 0x11, 0xe0] as const;
const HEAD_BYTES = 4_096;

/** @throws YibaoError DOCUMENT-LOCKED | -OLD-FORMAT | -UNKNOWN-FORMAT | -DAMAGED and of packages */
export function detectFormat(bytes: Uint8Array, name: string): Detected {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = buffer.subarray(0, PDF_MARK_WITHIN).indexOf(PDF_MARK);
  if (mark >= 0 && isTextual(buffer.subarray(0, mark))) return { format: "pdf" };
  if (begins(bytes, ZIP_MARK)) return packaged(bytes);
  if (begins(bytes, COMPOUND_MARK)) throw compound(buffer);
  const text = textOf(buffer);
  if (text === null) {
    if (/\.(pdf|docx|xlsx)$/i.test(name)) throw damaged("开头不是这种格式");
    throw unknown("内容不是文字");
  }
  return { format: isHtml(text, name) ? "html" : "text", text };
}

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function isTextual(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

function packaged(bytes: Uint8Array): Detected {
  const parts = openPackage(bytes);
  if (parts.names.includes("word/document.xml")) return { format: "docx", parts };
  if (parts.names.includes("xl/workbook.xml")) return { format: "xlsx", parts };
  throw unknown("是压缩包，里面不是 Word 或 Excel 文档");
}

/** The compound file of old Office; documents with a password are held in one as well. */
function compound(buffer: Buffer): YibaoError {
  const holds = (stream: string) => buffer.includes(Buffer.from(stream, "utf16le"));
  if (holds("EncryptedPackage")) return new YibaoError("DOCUMENT-LOCKED");
  if (holds("WordDocument")) return oldFormat("Word（.doc）", "docx");
  if (holds("Workbook") || holds("Book")) return oldFormat("Excel（.xls）", "xlsx");
  return unknown("是旧版办公软件的其他文件");
}

function oldFormat(format: string, better: string): YibaoError {
  return new YibaoError("DOCUMENT-OLD-FORMAT", { format, better });
}

function unknown(reason: string): YibaoError {
  return new YibaoError("DOCUMENT-UNKNOWN-FORMAT", { reason });
}

/** Text in UTF-8, UTF-16 or GB 18030; null when it is none. */
function textOf(buffer: Buffer): string | null {
  if (begins(buffer, [0xff, 0xfe])) return decoded(buffer, "utf-16le");
  if (begins(buffer, [0xfe, 0xff])) return decoded(buffer, "utf-16be");
  if (buffer.subarray(0, HEAD_BYTES).includes(0)) return null;
  const text = decoded(buffer, "utf-8") ?? decoded(buffer, "gb18030");
  return text !== null && isReadable(text) ? text : null;
}

function decoded(buffer: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(buffer);
  } catch {
    return null;
  }
}

const CONTROLS = /(?!\s)\p{Cc}|[\ufffd\ue000-\uf8ff]/gu;
const CONTROL_SHARE = 0.01;

function isReadable(text: string): boolean {
  const head = text.slice(0, HEAD_BYTES);
  return (head.match(CONTROLS)?.length ?? 0) <= head.length * CONTROL_SHARE;
}

function isHtml(text: string, name: string): boolean {
  const head = text.slice(0, HEAD_BYTES);
  if (/<!doctype\s+html|<html[\s>]|<body[\s>]|<table[\s>]/i.test(head)) return true;
  return /\.html?$/i.test(name) && /<\w+[^>]*>/.test(head);
}
