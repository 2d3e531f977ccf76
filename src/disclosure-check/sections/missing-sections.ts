import type { FoundSection, ProfileSection, Severity } from "../../disclosure/index.ts";
import type { Check, CheckContext, Defect } from "../defect.ts";
import { isTitleLike, type Passage, placeIn } from "../passages.ts";
import { type Break, numberBreaks, numberedOf } from "./section-numbers.ts";
import { MATTERS, REQUIRED, SECTION_WORDS } from "./section-words.ts";

/**
 * SEC-MISSING: a section that the profile obliges to is neither headed nor dealt with anywhere.
 * Where the numbers of the headings jump, what should stand there is missing for sure.
 * SEC-NUMBER: the numbers jump or come again, and nothing is known to be missing.
 */
export const missingSections: Check = function* (context) {
  const breaks = numberBreaks(context);
  const used = new Set<Break>();
  if (hasNarrative(context)) {
    for (const gap of gapsOf(context, breaks)) {
      if (gap.jump !== null) used.add(gap.jump);
      yield missing(gap, context);
    }
  }
  const understood = linesUnderstood(context);
  for (const one of breaks) if (!used.has(one)) yield misnumbered(one, understood);
};

const SECTIONS_LEAST = 3;

function hasNarrative({ disclosure }: CheckContext): boolean {
  return (
    new Set(disclosure.sections.map(({ id }) => id).filter((id) => id !== "")).size >=
    SECTIONS_LEAST
  );
}

interface Wanted {
  readonly section: ProfileSection;
  readonly parent: string | null;
}

interface Gap {
  readonly wanted: readonly Wanted[];
  /** The last heading before the place where it should stand. */
  readonly before: Passage;
  readonly jump: Break | null;
}

const UNTOLD = new Set(["tables", "attachments", "other-matters", "project-notes"]);

/** The sections of the profile in order, without the parts that only hold others. */
function wantedOf(sections: readonly ProfileSection[], parent: string | null): readonly Wanted[] {
  return sections.flatMap((section) => {
    const isGroup = section.id.startsWith("part-") || UNTOLD.has(section.id);
    const below = wantedOf(section.sections, isGroup ? parent : section.id);
    return isGroup ? below : [{ section, parent }, ...below];
  });
}

/** What is missing, each gap once. */
function gapsOf(context: CheckContext, breaks: readonly Break[]): readonly Gap[] {
  const wanted = wantedOf(context.profile.sections, null);
  const found = firstLines(context);
  const gaps = new Map<Passage, Gap>();
  wanted.forEach((one, at) => {
    const { section, parent } = one;
    if (found.has(section.id)) return;
    const isAlone = !section.obligatory && leavesOneAlone(one, wanted, context);
    if (!section.obligatory && !isAlone) return;
    // What is below a missing section is missing with it.
    if (parent !== null && !found.has(parent)) return;
    const line = lineOfGap(wanted, at, found, parent);
    const nearby = headingBefore(context.passages, line);
    const jump = parent === null ? jumpFor(breaks, lastLine(wanted, at, found), nearby) : null;
    const before =
      jump === null ? nearby : headingBefore(context.passages, jump.after.passage.line);
    if (before === undefined) return;
    if (jump === null && isDealtWith(one, context, found)) return;
    if (jump === null && isToldByKin(section.id, wanted, found)) return;
    if (jump === null && !isAlone && isOptional(section.id, context)) return;
    if (jump === null && isAlone && isSaidWithin(one, context, found)) return;
    const gap = gaps.get(before);
    gaps.set(before, { wanted: [...(gap?.wanted ?? []), one], before, jump });
  });
  return [...gaps.values()];
}

/** Offices and units are told as one where the form asks for only one of them. */
const KIN: Readonly<Record<string, string>> = { offices: "units", units: "offices" };

function isToldByKin(
  id: string,
  wanted: readonly Wanted[],
  found: ReadonlyMap<string, number>,
): boolean {
  const kin = KIN[id];
  const isAsked = wanted.some(({ section }) => section.id === kin);
  return kin !== undefined && !isAsked && found.has(kin);
}

/** A “（一）” without a “（二）”: what need not be there was there once. */
function leavesOneAlone(
  { parent }: Wanted,
  wanted: readonly Wanted[],
  { disclosure }: CheckContext,
): boolean {
  if (parent === null) return false;
  const own = disclosure.sections.find(({ id }) => id === parent);
  const from = disclosure.sections.indexOf(own as FoundSection);
  const rest = disclosure.sections.slice(from + 1);
  const end = rest.findIndex(({ level }) => level <= (own?.level ?? 0));
  const below = end < 0 ? rest : rest.slice(0, end);
  const level = Math.min(...below.map((one) => one.level));
  const row = below.filter((one) => one.level === level);
  const siblings = new Set(
    wanted.flatMap((one) => (one.parent === parent ? [one.section.id] : [])),
  );
  return own !== undefined && level === 3 && row.length === 1 && siblings.has(row[0]?.id ?? "");
}

/** Of the common core, what the ministry asks for and what has a table is missed by itself. */
function isOptional(id: string, { profile }: CheckContext): boolean {
  const hasTable = profile.tables.some(({ topic, obligatory }) => topic === id && obligatory);
  const isMatter = hasTable || REQUIRED.has(id) || MATTERS.has(id);
  return profile.id.startsWith("core-") && !isMatter;
}

/** Where each matter is headed first; a term of the glossary is no heading of its matter. */
function firstLines({ disclosure, passages }: CheckContext): ReadonlyMap<string, number> {
  const terms = new Set(passages.flatMap(({ area, line }) => (area === "glossary" ? [line] : [])));
  const lines = new Map<string, number>();
  for (const { id, place } of disclosure.sections) {
    const isTerm = terms.has(place.line) && id !== "glossary";
    if (id !== "" && !isTerm && !lines.has(id)) lines.set(id, place.line);
  }
  return lines;
}

/** Where the next section that is there begins: inside the parent, where there is one. */
function lineOfGap(
  wanted: readonly Wanted[],
  at: number,
  found: ReadonlyMap<string, number>,
  parent: string | null,
): number {
  const after = wanted.slice(at + 1).find(({ section }) => found.has(section.id));
  const next = found.get(after?.section.id ?? "") ?? Number.POSITIVE_INFINITY;
  const own = parent === null ? 0 : (found.get(parent) ?? 0);
  return next > own ? next : Number.POSITIVE_INFINITY;
}

function headingBefore(passages: readonly Passage[], line: number): Passage | undefined {
  const headings = numberedOf(passages).map(({ passage }) => passage);
  const bare = passages.filter((one) => one.kind === "paragraph" && isTitleLike(one.text));
  const found = [headings, bare].map((all) => all.filter((one) => one.line < line));
  return found.find((all) => all.length > 0)?.at(-1);
}

/** Where the last section before it stands that is there. */
function lastLine(
  wanted: readonly Wanted[],
  at: number,
  found: ReadonlyMap<string, number>,
): number {
  const before = wanted.slice(0, at).findLast(({ section, parent }) => {
    return parent === null && found.has(section.id);
  });
  return found.get(before?.section.id ?? "") ?? 0;
}

/** The jump in the numbers between the section before it and the place where it should stand. */
function jumpFor(
  breaks: readonly Break[],
  from: number,
  nearby: Passage | undefined,
): Break | null {
  const found = breaks.find(
    ({ kind, level, before, after }) =>
      kind === "jump" &&
      level <= 3 &&
      from <= before.passage.line &&
      before.passage.line <= (nearby?.line ?? 0) &&
      from < after.passage.line,
  );
  return found ?? null;
}

/** Whether a heading or a sentence deals with the matter, under whatever heading. */
function isDealtWith(
  { section, parent }: Wanted,
  context: CheckContext,
  found: ReadonlyMap<string, number>,
): boolean {
  const words = SECTION_WORDS[section.id];
  if (words === undefined) return true;
  const within = parent === null ? null : spanOf(parent, context, found);
  const passages = context.passages.filter((one) => {
    if (one.kind === "contents" || one.kind === "title" || one.kind === "note") return false;
    if (within !== null) return within.from < one.line && one.line < within.to;
    return one.area !== "glossary" || section.id === "glossary";
  });
  const isStrict = keepsToForm(context, found);
  const understood = linesUnderstood(context);
  const isSaid = passages.some(({ text, kind, line }) => {
    const isHead = kind === "heading" || isTitleLike(text);
    if (!isHead) return !isStrict && words.said.test(text);
    // A heading that was understood is of another matter.
    return !understood.has(line) && words.heading.test(text) && !/表$/.test(text.trim());
  });
  if (isSaid || isStrict) return isSaid;
  return within === null && context.disclosure.statements.some(({ topic }) => topic === section.id);
}

/** Whether the sentences of the section it belongs to say it, or that there was nothing. */
function isSaidWithin(
  { section, parent }: Wanted,
  context: CheckContext,
  found: ReadonlyMap<string, number>,
): boolean {
  const { from, to } = spanOf(parent ?? "", context, found);
  const own = context.passages.filter(({ kind, line }) => {
    return kind === "paragraph" && from < line && line < to;
  });
  const said = SECTION_WORDS[section.id]?.said;
  return own.some(
    ({ text }) => said?.test(text) === true || /(?:没有|无|未)(?:发生|安排|使用)/.test(text),
  );
}

function linesUnderstood({ disclosure }: CheckContext): ReadonlySet<number> {
  const understood = disclosure.sections.filter(({ id }) => id !== "" && !GROUPS.has(id));
  return new Set(understood.map(({ place }) => place.line));
}

/** Their headings may name several matters at once. */
const GROUPS = new Set([
  "other-matters",
  "general",
  "three-public",
  "part-overview",
  "part-narrative",
]);

/** From the heading of a section to the next heading of its level or above. */
function spanOf(id: string, { disclosure }: CheckContext, found: ReadonlyMap<string, number>) {
  const from = found.get(id) ?? 0;
  const own = disclosure.sections.find((one) => one.id === id);
  const next = disclosure.sections.find(
    ({ place, level }) => place.line > from && level <= (own?.level ?? 0),
  );
  return { from, to: next?.place.line ?? Number.POSITIVE_INFINITY };
}

function missing({ wanted, before, jump }: Gap, context: CheckContext): Defect {
  const titles = wanted.map(({ section }) => plainTitle(section.title, context));
  const numbers = jump === null ? "" : `：编号从“${jump.before.mark}”跳到“${jump.after.mark}”`;
  return {
    rule: "SEC-MISSING",
    severity: weightOf(wanted, jump, context),
    place: { ...placeIn(before, 0, Math.min(before.text.length, 40)) },
    printed: before.text.slice(0, 40),
    expected: titles.join("、"),
    words: { titles: titles.map(quoted).join("、"), evidence: numbers },
  };
}

/** Quotation marks within quotation marks are single ones. */
function quoted(title: string): string {
  return `“${title.replaceAll("“", "‘").replaceAll("”", "’")}”`;
}

function plainTitle(title: string, { disclosure }: CheckContext): string {
  const { year, unit_name } = disclosure;
  const known = title.replaceAll("{year}", String(year)).replaceAll("{unit}", unit_name);
  return known.replace(/\{[^{}]*\}/g, "").trim();
}

/** Where nearly every heading is the profile's, a heading that is not there is missing. */
const KEEPS_TO_FORM = 0.8;
/** Of the common core, which nobody has to follow, all the more. */
const KEEPS_TO_CORE = 0.9;

function keepsToForm({ profile }: CheckContext, found: ReadonlyMap<string, number>): boolean {
  const wanted = wantedOf(profile.sections, null).filter(({ section }) => section.obligatory);
  const there = wanted.filter(({ section }) => found.has(section.id));
  const share = profile.id.startsWith("core-") ? KEEPS_TO_CORE : KEEPS_TO_FORM;
  return there.length >= wanted.length * share;
}

function weightOf(
  wanted: readonly Wanted[],
  jump: Break | null,
  { profile }: CheckContext,
): Severity {
  if (jump !== null) return "error";
  if (wanted.every(({ section }) => !section.obligatory)) return "warn";
  const isCore = profile.id.startsWith("core-");
  const isRequired = wanted.some(({ section }) => REQUIRED.has(section.id));
  const isMatter = wanted.some(({ section }) => MATTERS.has(section.id));
  if (isCore) return isRequired || isMatter ? "warn" : "hint";
  return profile.confidence === "low" ? "warn" : "error";
}

function misnumbered(
  { kind, before, after, level }: Break,
  understood: ReadonlySet<number>,
): Defect {
  // Lists inside the duties may be quoted in part; the headings of the part itself are not.
  const isList = level > 2 || !isTitleLike(after.passage.text);
  const isDeep = level > 3 && ![before, after].every((one) => understood.has(one.passage.line));
  const isKnown = [before, after].some((one) => understood.has(one.passage.line));
  const isWeak = isDeep || (after.passage.area === "duties" && isList && !isKnown);
  return {
    rule: "SEC-NUMBER",
    ...(isWeak && { severity: "hint" as const }),
    place: placeIn(after.passage, 0, Math.min(after.passage.text.length, 40)),
    printed: after.passage.text.slice(0, 20),
    words: {
      before: before.passage.text.slice(0, 20),
      what: kind === "jump" ? "中间跳号" : "编号重复",
    },
  };
}
