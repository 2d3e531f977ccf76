import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
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

/** Reads one YAML file. @throws YibaoError PACK-NOT-YAML | PACK-DUPLICATE-NAME at file and line */
export function parsePackFile(name: string, text: string): PackFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    uniqueKeys: true,
  });
  const problem = document.errors[0];
  const wide = fullWidthMark(document, problem, text);
  if (wide) {
    const reason = `全角标点“${wide.mark}”，须改为半角“${HALF_WIDTH[wide.mark]} ”`;
    throw new YibaoError("PACK-NOT-YAML", { reason }, `${name}:${lines.linePos(wide.at).line}`);
  }
  if (problem) throw notYaml(name, document, lines, problem);
  const alias = brokenAlias(document);
  if (alias) {
    const reason = `“*${alias.source}”没有可用的“&${alias.source}”`;
    throw new YibaoError("PACK-NOT-YAML", { reason }, `${name}:${lineAt(lines, alias)}`);
  }
  return {
    name,
    content: plain(document.contents, document),
    where: (path) => `${name}:${lineOf(document, lines, path)}`,
  };
}

const REASONS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "同一名称写了两次",
  BAD_INDENT: "缩进不对，或括号没有配对",
  BAD_SCALAR_START: "值以保留字符开头，须加引号",
  BLOCK_AS_IMPLICIT_KEY: "冒号或缩进不对",
  BLOCK_IN_FLOW: "花括号或方括号内换行后缩进不对",
  MISSING_CHAR: "缺少冒号、逗号、引号或括号",
  MULTILINE_IMPLICIT_KEY: "名称写成了多行，或漏了冒号",
  MULTIPLE_DOCS: "一个文件里有多份文档（---）",
  TAB_AS_INDENT: "用制表符缩进，应改为空格",
  UNEXPECTED_TOKEN: "多出字符",
};

const HALF_WIDTH: Readonly<Record<string, string>> = { "：": ":", "，": "," };

/**
 * A mark typed in the Chinese way where YAML has one of its own: `from：2027-01-01` is a key
 * without a value, `600，level3: 1200` on a line that cannot be read stands for `600, level3`.
 */
function fullWidthMark(
  document: Document,
  problem: YAMLError | undefined,
  text: string,
): { mark: string; at: number } | null {
  if (problem) {
    const start = text.lastIndexOf("\n", problem.pos[0] - 1) + 1;
    const line = text.slice(start).split("\n", 1)[0] as string;
    const found = /[\w"'}\]]\s*([：，])\s*[\w"'{[]/.exec(line);
    return found ? { mark: found[1] as string, at: start } : null;
  }
  let at: number | null = null;
  visit(document, {
    Pair(_, { key, value }) {
      const empty = value === null || (isScalar(value) && value.source === "");
      if (!empty || !isScalar(key) || !/^[\w-]+\s*：/.test(String(key.value))) return undefined;
      at = key.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return at === null ? null : { mark: "：", at };
}

function notYaml(
  name: string,
  document: Document,
  lines: LineCounter,
  problem: YAMLError,
): YibaoError {
  const where = `${name}:${lines.linePos(problem.pos[0]).line}`;
  const again = problem.code === "DUPLICATE_KEY" ? repeated(document, problem.pos[0]) : null;
  if (again) {
    const earlier = `${name}:${lineAt(lines, again.first)}`;
    return new YibaoError("PACK-DUPLICATE-NAME", { name: again.key, earlier }, where);
  }
  return new YibaoError("PACK-NOT-YAML", { reason: yamlReason(problem) }, where);
}

/** Why a text is no YAML, in Chinese for what people get wrong, in English for the rest. */
export function yamlReason(problem: Pick<YAMLError, "code" | "message">): string {
  const english = (problem.message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, "");
  return REASONS[problem.code] ?? english;
}

/** The key that stands a second time at the offset, and where it stood first. */
function repeated(document: Document, offset: number): { key: string; first: Node } | null {
  let found: { key: string; first: Node } | null = null;
  visit(document, {
    Map(_, map) {
      const keys = map.items.map((item: Pair) => item.key as Node);
      const again = keys.find((key) => key.range?.[0] === offset);
      if (!again) return undefined;
      const key = keyText(again);
      found = { key, first: keys.find((one) => keyText(one) === key) as Node };
      return visit.BREAK;
    },
  });
  return found;
}

/** An alias without its anchor would be read as “nothing”, one inside its own anchor never ends. */
function brokenAlias(document: Document): Alias | null {
  let broken: Alias | null = null;
  visit(document, {
    Alias(_, alias, path) {
      const target = alias.resolve(document);
      if (target !== undefined && !path.includes(target as never)) return undefined;
      broken = alias;
      return visit.BREAK;
    },
  });
  return broken;
}

function lineAt(lines: LineCounter, node: Node): number {
  return lines.linePos(node.range?.[0] ?? 0).line;
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

/** What lies in a pack folder and is not policy: bills to try, and the ledger's own charts. */
const NOT_POLICY = ["cases", "chart-of-accounts.yaml", "department-accounts.yaml"];

/** The exact text of every file of a pack folder, by its path below the folder. */
export interface PackText {
  /** The folder's name, `430400-hengyang`: places in messages begin with it. */
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

const FILES_MOST = 1_000;
const CHARACTERS_MOST = 4_000_000;

/**
 * Every policy file of a pack folder, in a fixed order.
 * @throws YibaoError PACK-FOLDER-UNREADABLE | PACK-FOLDER-EMPTY | PACK-NOT-TEXT, as parsePackFile
 */
export function readPackFolder(folder: string): PackFile[] {
  const paths = filesOf(folder).filter(isPolicy);
  return policyFiles({ folder: basename(folder), files: readTexts(folder, paths) });
}

/** The policy files of a pack whose text is at hand, in the same order as from its folder. */
export function policyFiles({ folder, files }: PackText): PackFile[] {
  const paths = Object.keys(files).filter(isPolicy).sort();
  if (paths.length === 0) throw new YibaoError("PACK-FOLDER-EMPTY", { folder });
  return paths.map((path) => parsePackFile(`${folder}/${path}`, files[path] as string));
}

/**
 * The text of every file below a pack folder, cases and charts too; hidden files are left out.
 * @throws YibaoError PACK-FOLDER-UNREADABLE | PACK-NOT-TEXT | PACK-TOO-LARGE
 */
export function readPackText(folder: string): PackText {
  const name = basename(folder);
  const paths = filesOf(folder);
  const files = paths.length > FILES_MOST ? {} : readTexts(folder, paths);
  const characters = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  if (paths.length > FILES_MOST || characters > CHARACTERS_MOST) {
    const most = `${FILES_MOST} 个文件、${CHARACTERS_MOST} 个字符`;
    throw new YibaoError("PACK-TOO-LARGE", { folder: name, files: paths.length, most });
  }
  return { folder: name, files };
}

function isPolicy(path: string): boolean {
  return path.endsWith(".yaml") && !path.split("/").some((part) => NOT_POLICY.includes(part));
}

function readTexts(folder: string, paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, textOf(folder, path)]));
}

/** A byte order mark stays, so that the text is the file. */
function textOf(folder: string, path: string): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const bytes = readFileSync(join(folder, path));
  try {
    const text = decoder.decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Said below, as of any file that is no text.
  }
  throw new YibaoError("PACK-NOT-TEXT", { file: path }, basename(folder));
}

function filesOf(folder: string): string[] {
  try {
    return filesBelow(folder, "").sort();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new YibaoError("PACK-FOLDER-UNREADABLE", { folder, reason });
  }
}

function filesBelow(root: string, under: string): string[] {
  return readdirSync(join(root, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.name.startsWith(".")) return [];
    if (entry.isDirectory()) return filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}
