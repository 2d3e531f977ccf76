import type { Place } from "../disclosure/index.ts";
import type { Document, Paragraph, Section, Table } from "../documents/index.ts";

/** What a part of the document is about: what may be said in it differs. */
export type Area = "front" | "duties" | "glossary" | "performance" | "annex" | "narrative";

export type PassageKind = "contents" | "heading" | "paragraph" | "title" | "note";

/** A piece of running text, with what it is and where: what the checks of the text read. */
export interface Passage {
  readonly kind: PassageKind;
  readonly text: string;
  readonly page: number;
  readonly line: number;
  readonly breaks: Paragraph["breaks"];
  readonly area: Area;
  /** The number it begins with, of a heading: 2 for “一、”; 0 where there is none. */
  readonly level: number;
  /** Whether a heading or nothing follows. */
  readonly ends_section: boolean;
}

/** All running text in order; titles and notes of tables stand behind, in their own order. */
export function passagesOf(document: Document): readonly Passage[] {
  const raw = [...piecesOf(document.section)].toSorted((a, b) => a.line - b.line);
  const contents = contentsOf(raw);
  let area: Area = "front";
  const text = raw.map((piece, index): Passage => {
    const isContents = contents.has(piece);
    if (!isContents) area = areaAfter(area, piece);
    const next = raw[index + 1];
    return {
      ...piece,
      kind: isContents ? "contents" : piece.kind,
      area,
      ends_section: next === undefined || next.kind === "heading" || isTitleLike(next.text),
    };
  });
  return [...text, ...tablePassages(document)];
}

interface Piece {
  readonly kind: "heading" | "paragraph";
  readonly text: string;
  readonly page: number;
  readonly line: number;
  readonly breaks: Paragraph["breaks"];
  readonly level: number;
}

function* piecesOf(section: Section): Generator<Piece> {
  const isAlone = section.paragraphs[0]?.line !== section.line;
  if (section.level > 0 && isAlone) {
    const { line, page, level } = section;
    const text = section.mark + section.title;
    // What ends in a comma is a sentence that was torn off, however it begins.
    const kind = /[，、]\s*$/.test(text) ? "paragraph" : "heading";
    yield { kind, text, page, line, breaks: [], level };
  }
  for (const [index, paragraph] of section.paragraphs.entries()) {
    const level = index === 0 && !isAlone ? section.level : 0;
    const { text, line, page, breaks } = paragraph;
    yield { kind: "paragraph", text, page, line, breaks, level };
  }
  for (const one of section.sections) yield* piecesOf(one);
}

const LEADER = /[.．…·⋯_-]{4,}\s*[-–—]?\s*\d{0,3}\s*[-–—]?$/;
const CONTENTS_LINE_MOST = 60;

/** The table of contents: from its heading on, while its lines are entries. */
function contentsOf(pieces: readonly Piece[]): ReadonlySet<Piece> {
  const led = pieces.filter(({ text }) => LEADER.test(text.trim()));
  const from = pieces.findIndex(({ text }) => /^目\s*录$/.test(text.trim()));
  if (from < 0) return new Set(led);
  const lastLed = pieces.lastIndexOf(led.at(-1) as Piece);
  if (lastLed > from) return new Set([...led, ...pieces.slice(from, lastLed + 1)]);
  const first = pieces[from + 1];
  if (first === undefined) return new Set();
  const again = pieces.findIndex((one, index) => {
    return index > from + 1 && plain(one.text) === plain(first.text);
  });
  const entries = again < 0 ? [] : pieces.slice(from, again);
  return new Set(entries.every(({ text }) => text.length < CONTENTS_LINE_MOST) ? entries : []);
}

function plain(text: string): string {
  return text.replace(/[\s.．…·]+\d*$/, "").replace(/\s+/g, "");
}

/** A short line without a stop, which stands alone. */
export function isTitleLike(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= 40 && !/[。；;，,：:]/.test(trimmed) && /\p{Script=Han}/u.test(trimmed);
}

const AREA_WORDS: readonly (readonly [RegExp, Area])[] = [
  [/名词解释|名词说明|专业名词|专有名词|专业性较强的名词/, "glossary"],
  [/(职能|职责|机构设置|单位构成|基本情况|机构情况|概况|单位情况)(情况|简介|说明)?$/, "duties"],
  [/绩效/, "performance"],
  [/^附\s*[件表录]|附件$|项目经费情况|重点项目|项目情况说明/, "annex"],
  [
    /(收支|收入|支出|预算|决算|经费|采购|资产).{0,14}(情况|说明|公开|表|事项)|编制说明/,
    "narrative",
  ],
  [/情况说明$|重要事项/, "narrative"],
];

/** Titles switch the area; the numbered items below one, which name no other area, do not. */
function areaAfter(area: Area, { text, kind, level }: Piece): Area {
  const isHead = kind === "heading" || isTitleLike(text);
  if (!isHead) return area;
  const title = text.replace(/\s+/g, "").replace(/[：:。]$/, "");
  const found = AREA_WORDS.find(([words]) => words.test(title))?.[1];
  if (level > 2 && found !== "performance" && area === "glossary") return area;
  if (found !== undefined) return found;
  return level === 1 || (level === 2 && area === "front") ? "narrative" : area;
}

function* tablePassages(document: Document): Generator<Passage> {
  const known = new Map(
    document.pages.flatMap(({ lines }) => lines).map((line) => [line.number, line] as const),
  );
  const piece = (kind: "title" | "note", text: string, line: number, page: number): Passage => {
    const where = { page: known.get(line)?.page ?? page, line, breaks: [], level: 0 };
    return { kind, text, ...where, area: "narrative", ends_section: true };
  };
  yield* setTitles(document, piece);
  for (const table of [...document.tables, ...document.lineTables]) {
    const page = "pages" in table ? (table.pages[0] ?? 0) : 0;
    if (table.title !== "") yield piece("title", table.title, table.titleLine ?? table.line, page);
    if ("above" in table)
      for (const one of above(table)) yield piece("note", one, table.line, page);
    for (const note of table.notes) yield piece("note", note, noteLine(known, table, note), page);
  }
}

const ABOVE_TITLE = 4;

/** 第二部分 2023年部门预算表, above the title of the first table: it was read into the table. */
function* setTitles(
  { pages, lineTables }: Document,
  piece: (kind: "title", text: string, line: number, page: number) => Passage,
): Generator<Passage> {
  const lines = pages.flatMap((page) => page.lines);
  const ends = new Map(lines.map(({ number }, at) => [number, at] as const));
  for (const [index, { titleLine }] of lineTables.entries()) {
    const end = ends.get(titleLine ?? 0);
    if (end === undefined) continue;
    const before = lineTables[index - 1]?.lastLine ?? 0;
    for (const line of lines.slice(Math.max(0, end - ABOVE_TITLE), end)) {
      const isOwn = line.inTable && line.role === "body" && line.number > before;
      if (!isOwn || !isTitleLike(line.text) || !SET_TITLE.test(line.text)) continue;
      yield piece("title", line.text, line.number, line.page);
    }
  }
}

const SET_TITLE = /20\d\d\s*年?度?[^，。；]{0,30}(?:预算|决算)/;

function above(table: Table): readonly string[] {
  return table.above.filter((text) => text.trim() !== "");
}

interface KnownLine {
  readonly text: string;
}

/** The line a note stands on: shortly behind the table's last one, or that one. */
function noteLine(
  known: ReadonlyMap<number, KnownLine>,
  table: { readonly lastLine: number },
  note: string,
): number {
  const head = note.replace(/\s+/g, "").slice(0, 6);
  for (let line = table.lastLine - 2; line <= table.lastLine + 12; line += 1) {
    if ((known.get(line)?.text ?? "").replace(/\s+/g, "").startsWith(head)) return line;
  }
  return table.lastLine;
}

/** The line of the document that a place of a passage stands on. */
export function lineOf({ breaks, line }: Passage, at: number): number {
  return breaks.findLast((one) => one.at <= at)?.line ?? line;
}

const SHOWN_BEFORE = 12;
const SHOWN_AFTER = 24;

/** The place of some words of a passage. The text shown holds the words and what is around them. */
export function placeIn(passage: Passage, at = 0, length = passage.text.length): Place {
  const from = Math.max(0, at - SHOWN_BEFORE);
  const text = passage.text.slice(from, Math.min(at + length + SHOWN_AFTER, from + 120)).trim();
  return {
    page: passage.page,
    line: lineOf(passage, at),
    table: passage.kind === "title" || passage.kind === "note" ? passage.text.slice(0, 40) : "",
    row: "",
    column: "",
    text,
  };
}

export interface Sentence {
  readonly text: string;
  /** Where it begins in its passage. */
  readonly at: number;
}

/** The sentences of a text, each with its stop. */
export function sentencesOf(text: string): readonly Sentence[] {
  return [...text.matchAll(/[^。！？；]*[。！？；]?/g)]
    .filter(([words]) => words.trim() !== "")
    .map((match) => ({ text: match[0], at: match.index }));
}

/** The clauses of a text, without their stops. */
export function clausesOf(text: string): readonly Sentence[] {
  return [...text.matchAll(/[^。！？；，,：:]+/g)].map((match) => ({
    text: match[0],
    at: match.index,
  }));
}
