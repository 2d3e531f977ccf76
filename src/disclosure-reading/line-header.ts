import type { LineTable } from "../documents/index.ts";
import type { ReadingWords } from "./reading-words.ts";
import { bare } from "./words.ts";

/** Columns that are parts of another one, which stands before them. */
const PARTS: Readonly<Record<string, string>> = {
  "general-allotted": "general",
  "general-nontax": "general",
  "business-education": "business",
  "basic-personnel": "basic",
  "basic-public": "basic",
  basic: "total",
  project: "total",
  "vehicle-purchase": "vehicles",
  "vehicle-running": "vehicles",
};

/**
 * The columns of figures that the words of a torn header speak of, in order. Null where they are
 * fewer or more than the figures and the numbers of the columns allow.
 * @param most figures that one row of one block has
 */
export function headerColumns(
  table: LineTable,
  group: string,
  words: ReadingWords,
  most: number,
): readonly string[] | null {
  const literals = words.line_columns.get(group);
  if (literals === undefined) return null;
  const ids = inOrder(mentioned(bare(table.header.join("")), literals));
  const widest = Math.max(0, ...table.rows.map(({ figures }) => figures.length));
  // The numbers below the header (栏次) say how many columns there are.
  const isCounted = table.figureColumns > widest && widest === most;
  return ids.length < most || (isCounted && ids.length !== table.figureColumns) ? null : ids;
}

/** The ids of the words found from the left, the longest words first, each id once. */
export function mentioned(
  text: string,
  literals: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const all = [...literals]
    .flatMap(([id, words]) => words.map((word) => ({ id, word: bare(word) })))
    .sort((a, b) => b.word.length - a.word.length);
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    const hit = all.find(({ word }) => text.startsWith(word, at));
    if (hit !== undefined) found.push(hit.id);
    at += hit?.word.length ?? 1;
  }
  return found;
}

/** The column that another one is a part of; null for none. */
export function wholeOf(id: string): string | null {
  return PARTS[id] ?? null;
}

/** Each once; parts behind their whole. */
export function inOrder(ids: readonly string[]): readonly string[] {
  const each = [...new Set(ids)];
  const withParts = (id: string): readonly string[] => {
    return [id, ...each.filter((part) => PARTS[part] === id).flatMap(withParts)];
  };
  const tops = each.filter((id) => !each.includes(PARTS[id] ?? ""));
  // What has nothing to do with the sums of the others stands last.
  const last = tops.filter((id) => id === "operating" && each.includes("reception"));
  return [...tops.filter((id) => !last.includes(id)), ...last].flatMap(withParts);
}
