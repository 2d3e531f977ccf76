import { readFileSync } from "node:fs";
import { YibaoError } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import type { Change } from "./change.ts";
import { readChange } from "./read-change.ts";

/**
 * Reads a change file from disk, with the path as it was written in the messages.
 * @throws YibaoError SIMULATION-CHANGE-UNREADABLE, and as readChange
 */
export function readChangeFile(path: string, region: Region): Change {
  return readChange(textOf(path), path, region);
}

function textOf(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "不是 UTF-8 文本" : code;
    throw new YibaoError("SIMULATION-CHANGE-UNREADABLE", { path, reason: reason ?? String(error) });
  }
}
