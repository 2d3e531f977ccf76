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
  return [
    { path: "docs/interface.md", text: interfaceDocument(table) },
    { path: "src/gateway/client/types.ts", text: clientTypes(table) },
    { path: "src/gateway/message-types.ts", text: messageTypes(table) },
  ];
}
