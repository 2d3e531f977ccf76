import type { ProfileSection } from "../../disclosure/index.ts";
import type { Check, CheckContext } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";

/**
 * SEC-EMPTY: a heading of a matter, and below it neither a word nor a table nor another heading of
 * its own. Only matters of which the profile says that something is to be said.
 */
export const emptySections: Check = function* (context) {
  const told = leaves(context.profile.sections);
  const lines = contentLines(context);
  const headings = context.disclosure.sections;
  for (const [index, section] of headings.entries()) {
    if (!told.has(section.id)) continue;
    const next = headings[index + 1];
    if (next !== undefined && next.level > section.level) continue;
    const { line } = section.place;
    const end = next?.place.line ?? lastLine(context) + 1;
    if (hasBetween(lines, line, end)) continue;
    const passage = context.passages.find((one) => one.line === line && one.kind !== "contents");
    if (passage?.kind !== "heading" || !TOLD_AREAS.has(passage.area)) continue;
    if (!isFollowedBy(passage, next?.place.line, context)) continue;
    yield {
      rule: "SEC-EMPTY",
      place: placeIn(passage),
      printed: passage.text,
    };
  }
};

const TOLD_AREAS: ReadonlySet<string> = new Set(["narrative", "performance"]);

/** The matters that have text of their own. */
function leaves(sections: readonly ProfileSection[]): ReadonlySet<string> {
  const found = sections.flatMap((section): readonly string[] =>
    section.sections.length > 0
      ? [...leaves(section.sections)]
      : section.text.length > 0
        ? [section.id]
        : [],
  );
  return new Set(found);
}

/** Lines on which something stands that is no heading. */
function contentLines({ document, passages }: CheckContext): ReadonlySet<number> {
  const text = passages.filter(({ kind }) => kind === "paragraph").map(({ line }) => line);
  const tables = [...document.tables, ...document.lineTables].map(({ line }) => line);
  const inTables = document.pages
    .flatMap(({ lines }) => lines)
    .filter(({ inTable }) => inTable)
    .map(({ number }) => number);
  return new Set([...text, ...tables, ...inTables]);
}

function hasBetween(lines: ReadonlySet<number>, from: number, to: number): boolean {
  for (let line = from + 1; line < to; line += 1) if (lines.has(line)) return true;
  return false;
}

/** A heading that runs over two lines is followed by its own rest. */
function isFollowedBy(
  passage: Passage,
  line: number | undefined,
  { passages }: CheckContext,
): boolean {
  const following = passages.find((one) => one.line > passage.line && one.kind !== "contents");
  return following?.line === line;
}

function lastLine({ document }: CheckContext): number {
  return document.pages.at(-1)?.lines.at(-1)?.number ?? 0;
}
