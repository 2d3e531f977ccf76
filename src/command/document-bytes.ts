import { readFile } from "node:fs/promises";
import { YibaoError } from "../kernel/index.ts";

/**
 * A file as it is, to be read as a document.
 * @throws YibaoError DOCUMENT-NOT-READABLE
 */
export async function documentBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "";
    throw new YibaoError("DOCUMENT-NOT-READABLE", { reason }, file);
  }
}
