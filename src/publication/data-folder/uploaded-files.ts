import { openPackage } from "../../documents/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { DATA_FILE_BYTES_MOST, type DataFiles, filesInMemory, tooLarge } from "./data-files.ts";

/**
 * A data folder as somebody sends it: a zip, with or without a folder around everything. It is
 * weighed before anything of it is unpacked, and nothing of it ever stands on the disk.
 */
const ZIP_BYTES_MOST = 8 * 1_048_576;
const FILES_MOST = 200;
const UNPACKED_BYTES_MOST = 32 * 1_048_576;
const MEGABYTE = 1_048_576;

/**
 * @throws YibaoError PUBLICATION-UPLOAD-PATH | PUBLICATION-UPLOAD-TOO-MUCH |
 *   PUBLICATION-UNREADABLE | DOCUMENT-DAMAGED | DOCUMENT-PACKED-BOMB | DOCUMENT-LOCKED
 */
export function filesOfUpload(zip: Uint8Array): DataFiles {
  if (zip.byteLength > ZIP_BYTES_MOST) {
    throw tooMuch("文件", `${ZIP_BYTES_MOST / MEGABYTE} MB`);
  }
  const opened = openPackage(zip);
  const names = opened.names.filter((name) => !isBeside(name));
  if (names.length > FILES_MOST) throw tooMuch("文件数", `${FILES_MOST} 个`);
  const paths = names.map((name) => ({ name, path: safePath(name) }));
  const root = rootOf(paths.map(({ path }) => path));
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const { name, path: full } of paths) {
    const path = full.slice(root.length);
    assertAtHome(path);
    if (files.has(path)) throw wrongPath(path, "有两份");
    const size = opened.size(name);
    total += size;
    if (size > DATA_FILE_BYTES_MOST) throw tooLarge(path);
    if (total > UNPACKED_BYTES_MOST) {
      throw tooMuch("内容解压后", `${UNPACKED_BYTES_MOST / MEGABYTE} MB`);
    }
    files.set(path, opened.read(name) ?? new Uint8Array());
  }
  return filesInMemory(files);
}

function tooMuch(what: string, most: string): YibaoError {
  return new YibaoError("PUBLICATION-UPLOAD-TOO-MUCH", { what, most });
}

function wrongPath(path: string, reason: string): YibaoError {
  return new YibaoError("PUBLICATION-UPLOAD-PATH", { path, reason });
}

/** Folders, and what systems and editors leave beside files of their own. */
function isBeside(name: string): boolean {
  return (
    /[\\/]$/.test(name) || name.split(/[\\/]/).some((step) => /^(\.[^.]|__MACOSX$|~\$)/.test(step))
  );
}

/** With `/`, and never out of the folder. */
function safePath(name: string): string {
  const path = name.replaceAll("\\", "/");
  const steps = path.split("/");
  const isOutside = path.startsWith("/") || /^[A-Za-z]:/.test(path) || path.includes("\0");
  if (isOutside || steps.some((step) => step === ".." || step === "." || step === "")) {
    throw wrongPath(name, "路径指到了目录之外");
  }
  return path;
}

/** The one folder that everything lies in, with its `/`; "" where there is none. */
function rootOf(paths: readonly string[]): string {
  const [first = ""] = paths;
  const root = first.slice(0, first.indexOf("/") + 1);
  if (root === "" || paths.includes("disclosure.yaml")) return "";
  return paths.every((path) => path.startsWith(root)) ? root : "";
}

/** Deeper than the registers nothing is read: it would be left out without a word. */
function assertAtHome(path: string): void {
  const isHome = !path.includes("/") || /^registers\/[^/]+$/.test(path);
  if (!isHome) throw wrongPath(path, "除 registers 外不应有子目录");
}
