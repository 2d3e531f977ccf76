import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { YibaoError } from "../../kernel/index.ts";

/** The files of a data folder, on the disk or as somebody sent them. */
export interface DataFiles {
  /** Names inside the folder (`""`) or one of its folders; none where there is no such folder. */
  names(inner: string): readonly string[];
  /** @throws YibaoError PUBLICATION-UNREADABLE */
  bytes(name: string): Uint8Array;
  /** How a file is called in an error: with its path, where it has one. */
  called(name: string): string;
}

/** A table of a whole disclosure has a hundredth of it. */
export const DATA_FILE_BYTES_MOST = 4_000_000;

export function filesOfFolder(folder: string): DataFiles {
  const called = (name: string) => join(folder, name);
  return {
    called,
    names(inner) {
      try {
        return readdirSync(join(folder, inner));
      } catch (error) {
        if (codeOf(error) === "ENOENT") return [];
        throw unreadable(folder, codeOf(error));
      }
    },
    bytes(name) {
      const path = called(name);
      try {
        if (statSync(path).size > DATA_FILE_BYTES_MOST) throw tooLarge(path);
        return readFileSync(path);
      } catch (error) {
        throw error instanceof YibaoError ? error : unreadable(path, codeOf(error));
      }
    },
  };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function unreadable(file: string, reason: string): YibaoError {
  return new YibaoError("PUBLICATION-UNREADABLE", { file, reason });
}

export function tooLarge(file: string): YibaoError {
  return unreadable(file, `超过 ${DATA_FILE_BYTES_MOST / 1_000_000} MB`);
}

/** Files in memory, by their path inside the folder. */
export function filesInMemory(files: ReadonlyMap<string, Uint8Array>): DataFiles {
  return {
    called: (name) => name,
    names(inner) {
      const before = inner === "" ? "" : `${inner}/`;
      return [...files.keys()].flatMap((path) => {
        const name = path.startsWith(before) ? path.slice(before.length) : "";
        return name === "" || name.includes("/") ? [] : [name];
      });
    },
    bytes(name) {
      const found = files.get(name);
      if (found === undefined) throw unreadable(name, "没有这个文件");
      return found;
    },
  };
}

export function textOf(files: DataFiles, name: string): string {
  return decoded(files.bytes(name), files.called(name));
}

/** UTF-8, or what spreadsheets on Chinese machines save where nobody chooses. */
const ENCODINGS = ["utf-8", "gb18030"];

function decoded(bytes: Uint8Array, file: string): string {
  for (const encoding of ENCODINGS) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw unreadable(file, "既不是 UTF-8，也不是 GB 18030 编码");
}
