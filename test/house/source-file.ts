import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vitest/node";

/** Reading the sources as the checks of the house see them: text, lines and syntax tree. */

/** A node of the ESTree syntax tree. Offsets count UTF-16 units from the start of the file. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** Every node of the file, parents before children. */
  readonly nodes: readonly SyntaxNode[];
  /** The text with strings, templates and regular expressions blanked: code and comments. */
  readonly unquoted: string;
}

/** Something that the house does not allow: what, where, why, and the mend. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly what: string;
  readonly why: string;
  readonly mend: string;
}

export const CHECKED_FOLDERS = ["src", "bench", "test"] as const;

/** The text of every .ts file of the repository at `root`, sorted by path. */
export function readSourceTexts(root: string): readonly Pick<SourceFile, "path" | "text">[] {
  const paths = CHECKED_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  );
  return paths.sort().map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** The same, read as code. */
export function readSourceTree(root: string): readonly SourceFile[] {
  return readSourceTexts(root).map(({ path, text }) => sourceFile(path, text));
}

/** Files given as path → text: how the checks are themselves tested. */
export function sampleTree(texts: Readonly<Record<string, string>>): readonly SourceFile[] {
  return Object.entries(texts).map(([path, text]) => sourceFile(path, text));
}

function sourceFile(path: string, text: string): SourceFile {
  const nodes = nodesOf(path, text);
  return { path, text, lines: text.split("\n"), nodes, unquoted: unquotedText(text, nodes) };
}

function nodesOf(path: string, text: string): readonly SyntaxNode[] {
  try {
    return flattened(parseAst(text, { lang: "ts" }));
  } catch (error) {
    throw new Error(`${path} is not TypeScript that can be read`, { cause: error });
  }
}

function flattened(root: unknown): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting: unknown[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (Array.isArray(value)) waiting.push(...value.toReversed().filter(isObject));
    else if (isObject(value)) {
      if (isNode(value)) found.push(value);
      waiting.push(...Object.values(value).filter(isObject).toReversed());
    }
  }
  return found;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Whether a value of the tree is a node, of this type when one is named. */
export function isNode(value: unknown, type?: string): value is SyntaxNode {
  if (!isObject(value) || !("type" in value) || !("start" in value)) return false;
  return type === undefined || value.type === type;
}

/** The name of an identifier, or null for any other node. */
export function nameOf(node: unknown): string | null {
  return isNode(node, "Identifier") ? String(node.name) : null;
}

/** The value of a string literal, or of a template without holes; null for any other node. */
export function stringOf(node: unknown): string | null {
  if (isNode(node, "Literal") && typeof node.value === "string") return node.value;
  if (!isNode(node, "TemplateLiteral") || nodeList(node.quasis).length !== 1) return null;
  const { value } = nodeList(node.quasis)[0] as SyntaxNode;
  return (value as { readonly cooked: string }).cooked;
}

/** A list of nodes, as `arguments`, `properties` or `specifiers` hold them. */
export function nodeList(value: unknown): readonly SyntaxNode[] {
  return Array.isArray(value) ? value.filter((item) => isNode(item)) : [];
}

/** The line of an offset, counted from 1. */
export function lineAt(file: SourceFile, offset: number): number {
  return file.text.slice(0, offset).split("\n").length;
}

/** Tests are where they test: in a room or under test/. */
export function isTest(path: string): boolean {
  return path.endsWith(".test.ts");
}

function unquotedText(text: string, nodes: readonly SyntaxNode[]): string {
  const kept = text.split("");
  for (const node of nodes) {
    const quoted = node.type === "Literal" && (typeof node.value === "string" || node.regex);
    if (!quoted && node.type !== "TemplateElement") continue;
    for (let i = node.start; i < node.end; i += 1) if (kept[i] !== "\n") kept[i] = " ";
  }
  return kept.join("");
}

/** One line a violation, as a test shows it. */
function violationText({ path, line, what, why, mend }: Violation): string {
  return `${path}:${line} ${what}; ${why}. Mend: ${mend}.`;
}

/** In the order of the files, each line once. */
export function violationTexts(violations: readonly Violation[]): readonly string[] {
  const inOrder = violations.toSorted((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
  return [...new Set(inOrder.map(violationText))];
}
