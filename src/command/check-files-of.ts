import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { YibaoError } from "../kernel/index.ts";

/** Older office files are taken as well, so that they are refused aloud and not passed over. */
const OLDER = [".doc", ".xls", ".wps", ".et", ".ofd"];
const ENDINGS = new Set([".pdf", ".docx", ".xlsx", ".html", ".htm", ".txt", ...OLDER]);

/**
 * The files that words of the command line name: a file is taken as it is, whatever its name; of a
 * folder the documents in it and below it, in the order of their names.
 * @throws YibaoError CHECK-NO-FILES for a folder without any
 */
export async function filesOf(words: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const word of words) {
    const isFolder = await stat(word).then(
      (found) => found.isDirectory(),
      () => false,
    );
    files.push(...(isFolder ? await documentsIn(word) : [word]));
  }
  return files;
}

async function documentsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const documents = entries
    .filter((entry) => entry.isFile() && ENDINGS.has(extname(entry.name).toLowerCase()))
    // What an open office program leaves beside a document is none.
    .filter((entry) => !/^(~\$|\.)/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (documents.length === 0) throw new YibaoError("CHECK-NO-FILES", {}, folder);
  return documents;
}
