import { type Document, readDocument } from "../documents/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { giveWay } from "../store/index.ts";
import type { Invocation } from "./arguments.ts";
import { documentBytes } from "./document-bytes.ts";
import { createProgress } from "./progress.ts";
import { documentSheet } from "./read-sheet.ts";

/** `yibao read FILE…`: what a published document holds, as a person reads it. */
export async function readCommand(invocation: Invocation): Promise<number> {
  const files = invocation.words;
  if (files.length === 0)
    throw new YibaoError("COMMAND-MISSING", { command: "read", what: "FILE" });
  const documents: Document[] = [];
  const progress = createProgress();
  try {
    for (const file of files) {
      const update = (done: number, total: number) => progress.update(`读取 ${file}`, done, total);
      const clock = () => performance.now();
      const bytes = await documentBytes(file);
      documents.push(await readDocument(bytes, file, { clock, giveWay, progress: update }));
    }
  } finally {
    progress.finish();
  }
  const text = invocation.json
    ? JSON.stringify(documents, null, 2)
    : documents.map(documentSheet).join("\n\n");
  process.stdout.write(`${text}\n`);
  return 0;
}
