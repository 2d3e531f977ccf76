import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../store/index.ts";
import { interfaceIndex } from "./generate-document.ts";
import { clientTypes, messageTypes } from "./generate-types.ts";
import type { TransactionTable } from "./transaction-shape.ts";
import { transactionTable } from "./transaction-table.ts";

/**
 * What is made from the transaction table. The types of the messages are made by the build, before
 * the compiler reads them (bin/build.js), and not kept in the repository; docs/interface.md is kept
 * for readers, and a test holds it to the table.
 */
export interface GeneratedFile {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
}

/** The types of the client, and those of the handlers. */
export function typeFiles(table: TransactionTable): readonly GeneratedFile[] {
  return [
    { path: "src/gateway/client/types.ts", text: clientTypes(table) },
    { path: "src/gateway/message-types.ts", text: messageTypes(table) },
  ];
}

/** The guide for hospitals' programmers, with the list of all transactions. */
export function guideFile(table: TransactionTable): GeneratedFile {
  const guide = readFileSync(join(packageRoot(), "src/gateway/interface-guide.md"), "utf8");
  return { path: "docs/interface.md", text: interfaceIndex(table, guide) };
}

/** Writes the types below a project's root. */
export function writeTypes(root: string): void {
  for (const { path, text } of typeFiles(transactionTable())) {
    writeFileSync(join(root, path), text);
  }
}
