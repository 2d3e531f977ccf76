import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from "yaml";
import { YibaoError } from "../kernel/index.ts";

/** A path into a YAML document: keys and indexes. */
export type Path = readonly (string | number)[];

/**
 * One YAML file of a pack, as plain data with every scalar kept as the text that was written
 * (0.85 stays "0.85", so no binary fraction is ever made), and the means to say on which line
 * any part of it stands.
 */
export interface PackFile {
  readonly name: string;
  readonly content: unknown;
  /** "file.yaml:12" of the value (or key) at the path; falls back to the nearest parent. */
  where(path: Path): string;
}

/** Reads one YAML file. @throws YibaoError PACK-NOT-YAML with file and line. */
export function parsePackFile(name: string, text: string): PackFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    uniqueKeys: true,
  });
  const problem = document.errors[0];
  if (problem) {
    const line = lines.linePos(problem.pos[0]).line;
    const reason = (problem.message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, "");
    throw new YibaoError("PACK-NOT-YAML", { reason }, `${name}:${line}`);
  }
  return {
    name,
    content: plain(document.contents, document),
    where: (path) => `${name}:${lineOf(document, lines, path)}`,
  };
}

function plain(node: unknown, document: Document): unknown {
  if (isAlias(node)) return plain(node.resolve(document), document);
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map((item) => [keyText(item.key), plain(item.value, document)]),
    );
  }
  if (isSeq(node)) return node.items.map((item) => plain(item, document));
  if (isScalar(node)) {
    const quoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
    const text = String(node.value ?? "");
    return !quoted && (text === "null" || text === "~" || text === "") ? null : text;
  }
  return null;
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = keyNode(document, path.slice(0, length)) ?? document.getIn(path, true);
    const range = (node as Node | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

/** The key that introduces a path, so that a message points at the name and not below it. */
function keyNode(document: Document, path: Path): Node | undefined {
  if (path.length === 0) return (document.contents as Node) ?? undefined;
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path[path.length - 1];
  if (isMap(parent)) {
    const pair = parent.items.find((item) => keyText(item.key) === String(last));
    return pair?.key as Node | undefined;
  }
  return document.getIn(path, true) as Node | undefined;
}

/** What lies in a pack folder and is not policy: bills to try, and the ledger's own chart. */
const NOT_POLICY = ["cases", "chart-of-accounts.yaml"];

/** Every policy file of a pack folder, in a fixed order. */
export function readPackFolder(folder: string): PackFile[] {
  const names = yamlFilesBelow(folder).sort();
  if (names.length === 0) throw new YibaoError("PACK-FOLDER-EMPTY", { folder: basename(folder) });
  return names.map((path) =>
    parsePackFile(`${basename(folder)}/${relative(folder, path)}`, readFileSync(path, "utf8")),
  );
}

function yamlFilesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NOT_POLICY.includes(entry.name)) return [];
    if (entry.isDirectory()) return yamlFilesBelow(path);
    return entry.name.endsWith(".yaml") ? [path] : [];
  });
}
