import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLSeq } from "yaml";
import { type CivilDate, fenFromYuan, ppmFromDecimal, YibaoError } from "../../kernel/index.ts";
import type { PackText, ParameterTimeline } from "../../policy/index.ts";

/**
 * One more version of a value, written into the text of a pack as somebody would by hand: a line
 * behind the versions that begin earlier. Everything else stays byte for byte.
 */
export interface NewValue {
  readonly from: CivilDate;
  /** Id of a document that the pack or a parent registers, or of `new_document`. */
  readonly document: string;
  readonly clause: string;
  readonly basis: string;
  readonly confidence: string;
  readonly note: string | null;
  /** As typed, by row (`310/hypertension`, or the empty text where there are no rows). */
  readonly values: Readonly<Record<string, string | null>>;
  /** Registered in the pack before it is named; null: it is registered already. */
  readonly new_document: NewDocument | null;
}

export interface NewDocument {
  readonly number: string;
  readonly title: string;
  readonly issuer: string;
  /** Whether the text itself was read. */
  readonly seen: boolean;
}

export interface Written {
  readonly text: PackText;
  /** Where the new line stands. */
  readonly path: string;
  readonly line: number;
  /** Files that are other than they were. */
  readonly changed: readonly string[];
}

/**
 * @throws YibaoError LIBRARY-VALUE-ELSEWHERE | LIBRARY-VALUE-BY-TEXT | LIBRARY-VALUE-MISSING |
 * LIBRARY-VALUE-WORD | MONEY-* | RATE-* at the field
 */
export function withNewValue(
  text: PackText,
  timeline: ParameterTimeline,
  value: NewValue,
): Written {
  if (timeline.unit === "bands" || timeline.unit === "list") {
    throw new YibaoError("LIBRARY-VALUE-BY-TEXT", { title: timeline.title });
  }
  const place = placeOf(text, timeline, value.from);
  const lines = (text.files[place.path] as string).split("\n");
  lines.splice(place.line, 0, `${place.indent}- ${versionWords(timeline, value)}`);
  const files = { ...text.files, [place.path]: lines.join("\n") };
  const changed = [place.path];
  if (value.new_document !== null) {
    const path = withDocument(files, value.document, value.new_document);
    if (path !== place.path) changed.push(path);
  }
  const written = files[place.path] as string;
  const line = written.split("\n").indexOf(lines[place.line] as string) + 1;
  return { text: { ...text, files }, path: place.path, line, changed };
}

interface Place {
  readonly path: string;
  /** Index of the line before which the new one goes. */
  readonly line: number;
  readonly indent: string;
}

function placeOf(text: PackText, timeline: ParameterTimeline, from: CivilDate): Place {
  for (const path of Object.keys(text.files).sort()) {
    if (!path.endsWith(".yaml") || path.startsWith("cases/")) continue;
    const content = text.files[path] as string;
    const found = parseDocument(content, { schema: "failsafe" }).getIn(
      ["parameters", timeline.name, "versions"],
      true,
    );
    if (!isSeq(found) || found.flow || found.items.length === 0) continue;
    return { path, ...lineIn(content, found, from) };
  }
  const where = timeline.versions.at(-1)?.where ?? "";
  throw new YibaoError("LIBRARY-VALUE-ELSEWHERE", {
    title: timeline.title,
    folder: text.folder,
    other: where.split("/")[0] ?? "",
  });
}

/** Behind the last version that begins before the day, or before all. */
function lineIn(content: string, versions: YAMLSeq, from: CivilDate): Omit<Place, "path"> {
  const lineOf = (offset: number) => content.slice(0, offset).split("\n").length - 1;
  const earlier = versions.items.filter((item) => {
    const begins = isMap(item) ? item.get("from") : null;
    return typeof begins === "string" && begins < from;
  });
  const first = (versions.items[0] as { range: readonly [number, number, number] }).range;
  const indent = /^\s*/.exec(content.split("\n")[lineOf(first[0])] ?? "")?.[0] ?? "";
  const last = earlier.at(-1) as { range: readonly [number, number, number] } | undefined;
  return { line: last === undefined ? lineOf(first[0]) : lineOf(last.range[1] - 1) + 1, indent };
}

function versionWords(timeline: ParameterTimeline, value: NewValue): string {
  const facts = [
    `from: ${value.from}`,
    `document: ${value.document}`,
    `clause: ${quoted(value.clause)}`,
    `basis: ${value.basis}`,
    `confidence: ${value.confidence}`,
    ...(value.note === null ? [] : [`note: ${quoted(value.note)}`]),
  ];
  return `{ ${[...facts, tableWords(timeline, value)].join(", ")} }`;
}

function tableWords(timeline: ParameterTimeline, value: NewValue): string {
  const rows = timeline.versions.at(-1)?.rows ?? [];
  if (timeline.by.length === 0) return `value: ${cellText(timeline, value, "")}`;
  const tree: Tree = {};
  for (const { path } of rows) {
    let node = tree;
    for (const key of path.slice(0, -1)) {
      node[key] ??= {};
      node = node[key] as Tree;
    }
    node[path.at(-1) as string] = cellText(timeline, value, path.join("/"));
  }
  return `values: ${treeWords(tree)}`;
}

interface Tree {
  [key: string]: Tree | string;
}

function treeWords(tree: Tree): string {
  const rows = Object.entries(tree).map(([key, below]) => {
    const name = /^[a-z][\w-]*$/i.test(key) ? key : JSON.stringify(key);
    return `${name}: ${typeof below === "string" ? below : treeWords(below)}`;
  });
  return `{ ${rows.join(", ")} }`;
}

/** A value as it was typed, once it reads as one; null is said where nothing is paid. */
function cellText({ unit, among, title }: ParameterTimeline, value: NewValue, row: string): string {
  const field = row === "" ? "value" : `values.${row}`;
  const typed = value.values[row];
  if (typed === null) return "null";
  const text = typed?.trim().replaceAll(",", "") ?? "";
  if (text === "") throw new YibaoError("LIBRARY-VALUE-MISSING", { title }, field);
  if (unit === "choice") {
    if (among.includes(text)) return text;
    const details = { title, value: text, known: among.join("、") };
    throw new YibaoError("LIBRARY-VALUE-WORD", details, field);
  }
  try {
    if (unit === "yuan") fenFromYuan(text);
    if (unit === "ratio") ppmFromDecimal(text);
  } catch (error) {
    throw error instanceof YibaoError ? error.at(field) : error;
  }
  if (unit === "count" && !/^\d{1,6}$/.test(text)) {
    const details = { title, value: text, known: "整数" };
    throw new YibaoError("LIBRARY-VALUE-WORD", details, field);
  }
  return text;
}

function quoted(text: string): string {
  return JSON.stringify(text.trim());
}

/** Registers a document behind those that the pack has. @returns the file that it stands in */
function withDocument(
  files: Record<string, string>,
  id: string,
  { number, title, issuer, seen }: NewDocument,
): string {
  const facts = [`number: ${quoted(number)}`, `title: ${quoted(title)}`];
  if (issuer.trim() !== "") facts.push(`issuer: ${quoted(issuer)}`);
  const words = `${id}: { ${[...facts, `seen: ${seen}`].join(", ")} }`;
  const path = "region.yaml";
  const content = files[path] ?? "";
  const found = parseDocument(content, { schema: "failsafe" }).getIn(["documents"], true);
  if (!isMap(found) || found.flow || found.items.length === 0) {
    files[path] = `${content.replace(/\n*$/, "\n")}\ndocuments:\n  ${words}\n`;
    return path;
  }
  const last = found.items.at(-1) as Pair;
  const key = isScalar(last.key) ? (last.key.range?.[0] ?? 0) : 0;
  const indent = /^\s*/.exec(content.slice(content.lastIndexOf("\n", key - 1) + 1))?.[0] ?? "  ";
  const end = (last.value as { range: readonly [number, number, number] }).range[1];
  const lines = content.split("\n");
  lines.splice(content.slice(0, end - 1).split("\n").length, 0, `${indent}${words}`);
  files[path] = lines.join("\n");
  return path;
}
