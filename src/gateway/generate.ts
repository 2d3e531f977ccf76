import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../store/index.ts";
import { interfaceDocument } from "./generate-document.ts";
import { clientTypes, messageTypes } from "./generate-types.ts";
import type { TransactionTable } from "./transaction-shape.ts";

/**
 * What is made from the transaction table: the document for hospitals, the types of the client,
 * and the types of the handlers. A test holds the files to this; `npx vitest run
 * src/gateway/generate.test.ts -u` writes them anew after the table has changed.
 */
export interface GeneratedFile {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
}

export function generatedFiles(table: TransactionTable): readonly GeneratedFile[] {
  const guide = readFileSync(join(packageRoot(), "src/gateway/interface-guide.md"), "utf8");
  return [
    { path: "docs/interface.md", text: interfaceDocument(table, guide) },
    { path: "src/gateway/client/types.ts", text: clientTypes(table) },
    { path: "src/gateway/message-types.ts", text: messageTypes(table) },
  ];
}
