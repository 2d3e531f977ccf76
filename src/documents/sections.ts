import type { DocumentFormat, Line, Paragraph, Section } from "./document.ts";

/**
 * Running text: lines joined to paragraphs over line and page breaks, and paragraphs put under the
 * numbered section they stand in. Tables are left out.
 */
export function sectionsOf(lines: readonly Line[], format: DocumentFormat): Section {
  const body = lines.filter(({ role, inTable, text }) => {
    return role === "body" && !inTable && text.trim() !== "";
  });
  return treeOf(paragraphsOf(body, endsBy(format, body)));
}

/** Whether a paragraph ends between two lines; `text` is what it holds so far. */
type Ends = (line: Line, next: Line, text: string) => boolean;

function endsBy(format: DocumentFormat, lines: readonly Line[]): Ends {
  if (format === "pdf") return endsByGeometry(lines);
  if (format === "text") return endsByLength(lines);
  // The other formats say where a paragraph ends.
  return () => true;
}

const SENTENCE_END = /[。！？；：:!?;”』」）)]$/;
const STOP = /[，。；：,;]/;

/**
 * A line that stops short ends its paragraph, unless the sentence in it is not over. A title has
 * no sentence: it ends where the line is clearly shorter than the others.
 * @param share of the usual length of a line that this one has
 */
function endsShort(text: string, share: number): boolean {
  if (SENTENCE_END.test(text)) return share < FULL_SHARE;
  return !STOP.test(text) && share < TITLE_SHARE;
}

const FULL_SHARE = 0.93;
const TITLE_SHARE = 0.85;
const LETTERS_LEAST = 12;

/** A paragraph ends with a short line, before an indented one, and where the letters change. */
function endsByGeometry(lines: readonly Line[]): Ends {
  const rights = new Map<number, number>();
  const lefts = new Map<number, number>();
  for (const { page, x, width, text } of lines) {
    if (text.length < LETTERS_LEAST) continue;
    rights.set(page, Math.max(rights.get(page) ?? 0, x + width));
    lefts.set(page, Math.min(lefts.get(page) ?? Number.POSITIVE_INFINITY, x));
  }
  return (line, next, text) => {
    if (markOf(next.text) !== null) return true;
    const left = lefts.get(line.page) ?? line.x;
    const full = (rights.get(line.page) ?? line.x + line.width) - left;
    const share = full <= 0 ? 1 : (line.x + line.width - left) / full;
    if (Math.abs(line.size - next.size) > 0.2 * line.size) return true;
    const indented = next.x > (lefts.get(next.page) ?? next.x) + 1.2 * next.size;
    return endsShort(text, share) || (indented && SENTENCE_END.test(text));
  };
}

const USUAL_RANK = 0.9;

/** Without geometry the usual length of a line tells where one stops short. */
function endsByLength(lines: readonly Line[]): Ends {
  const lengths = lines
    .map(({ text }) => lengthOf(text))
    .filter((length) => length > LETTERS_LEAST)
    .sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length * USUAL_RANK)] ?? 0;
  return (line, next, text) => {
    return markOf(next.text) !== null || endsShort(text, lengthOf(line.text) / (usual || 1));
  };
}

/** In Chinese characters: letters and digits are half as wide. */
function lengthOf(text: string): number {
  let length = 0;
  for (const character of text.trim()) length += character.charCodeAt(0) < 0x2000 ? 0.5 : 1;
  return length;
}

const CONTENTS_HEAD = /^目\s*录$/;

function paragraphsOf(lines: readonly Line[], ends: Ends): readonly Paragraph[] {
  const groups: Line[][] = [];
  let before: Line | undefined;
  let text = "";
  for (const line of lines) {
    const isHead = CONTENTS_HEAD.test(line.text.trim());
    const goesOn = before !== undefined && !isHead && !ends(before, line, text);
    if (goesOn) groups.at(-1)?.push(line);
    else groups.push([line]);
    text = (goesOn ? text : "") + line.text.trim();
    before = line;
  }
  return groups.map(paragraphOf);
}

function paragraphOf(lines: readonly Line[]): Paragraph {
  const [first, last] = [lines[0] as Line, lines.at(-1) as Line];
  let text = "";
  const breaks: { at: number; line: number }[] = [];
  for (const line of lines) {
    const piece = line.text.trim();
    const apart = /[A-Za-z,.]$/.test(text) && /^[A-Za-z]/.test(piece);
    text += apart ? " " : "";
    breaks.push({ at: text.length, line: line.number });
    text += piece;
  }
  return {
    text,
    line: first.number,
    lastLine: last.number,
    page: first.page,
    lastPage: last.page,
    breaks,
  };
}

/** The line of the document that a place of a paragraph stands on. */
export function lineAt(paragraph: Paragraph, at: number): number {
  let line = paragraph.line;
  for (const one of paragraph.breaks) if (one.at <= at) line = one.line;
  return line;
}

interface Mark {
  readonly mark: string;
  readonly level: number;
  readonly ordinal: number;
}

const CHINESE = "[一二三四五六七八九十百零〇]{1,4}";
const MARKS: readonly RegExp[] = [
  new RegExp(`^第\\s*(${CHINESE}|\\d{1,2})\\s*(部分|章|篇|编)`),
  new RegExp(`^(${CHINESE})\\s*[、．.]`),
  new RegExp(`^[（(]\\s*(${CHINESE})\\s*[）)]`),
  /^(\d{1,2})\s*[、．.](?!\d)/,
  /^[（(]\s*(\d{1,2})\s*[）)]|^([①-⑳])/,
];

/** The number a paragraph begins with, if it has one. A line of a table of contents has none. */
export function markOf(text: string): Mark | null {
  const trimmed = text.trim();
  if (CONTENTS.test(trimmed)) return null;
  for (const [index, pattern] of MARKS.entries()) {
    const match = pattern.exec(trimmed);
    if (match) {
      const ordinal = ordinalOf(match[1] ?? match[2] ?? "");
      return { mark: match[0], level: index + 1, ordinal };
    }
  }
  return null;
}

const CONTENTS = /[.．…·⋯-]{3,}\s*[-–—]?\s*\d{1,3}\s*[-–—]?$/;
const DIGITS = "零一二三四五六七八九";
const CIRCLED_ONE = 0x2460;

function ordinalOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const circled = text.charCodeAt(0) - CIRCLED_ONE;
  if (circled >= 0 && circled < 20) return circled + 1;
  let sum = 0;
  let digit = 0;
  for (const character of text.replace("〇", "零")) {
    if (character === "百" || character === "十") {
      sum += (digit || 1) * (character === "百" ? 100 : 10);
      digit = 0;
    } else digit = DIGITS.indexOf(character);
  }
  return sum + digit;
}

interface OpenSection {
  mark: string;
  ordinal: number;
  level: number;
  title: string;
  line: number;
  page: number;
  paragraphs: Paragraph[];
  sections: OpenSection[];
}

const TITLE_MOST = 60;
const LEAD_MOST = 40;

function treeOf(paragraphs: readonly Paragraph[]): Section {
  const root: OpenSection = {
    ...{ mark: "", ordinal: 0, level: 0, title: "" },
    ...{ line: paragraphs[0]?.line ?? 1, page: paragraphs[0]?.page ?? 1 },
    paragraphs: [],
    sections: [],
  };
  const open: OpenSection[] = [root];
  const contents = contentsOf(paragraphs);
  for (const paragraph of paragraphs) {
    const mark = contents.has(paragraph) ? null : markOf(paragraph.text);
    if (mark === null) {
      open.at(-1)?.paragraphs.push(paragraph);
      continue;
    }
    while ((open.at(-1) as OpenSection).level >= mark.level) open.pop();
    const section = sectionOf(paragraph, mark);
    open.at(-1)?.sections.push(section);
    open.push(section);
  }
  return root;
}

/** The table of contents: from its heading to where its first entry comes again. */
function contentsOf(paragraphs: readonly Paragraph[]): ReadonlySet<Paragraph> {
  const from = paragraphs.findIndex(({ text }) => CONTENTS_HEAD.test(text.trim()));
  const plain = ({ text }: Paragraph) => text.replace(/[\s.．…·]+\d*$/, "").replace(/\s+/g, "");
  const first = paragraphs[from + 1];
  if (from < 0 || first === undefined) return new Set();
  const again = paragraphs.findIndex((one, index) => {
    return index > from + 1 && plain(one) === plain(first);
  });
  return new Set(again < 0 ? [] : paragraphs.slice(from, again));
}

/** A short line without a full stop is a title; otherwise the words before the first stop are. */
function sectionOf(paragraph: Paragraph, { mark, level, ordinal }: Mark): OpenSection {
  const rest = paragraph.text.slice(mark.length).trim();
  const alone = rest.length <= TITLE_MOST && !/[。；;]/.test(rest);
  const lead = /^([^。：:；;，,]+)[。：:]/.exec(rest)?.[1] ?? "";
  const title = alone ? rest.replace(/[：:]$/, "") : lead.length <= LEAD_MOST ? lead : "";
  return {
    mark,
    ordinal,
    level,
    title,
    line: paragraph.line,
    page: paragraph.page,
    paragraphs: alone ? [] : [paragraph],
    sections: [],
  };
}

const PAIRS: Readonly<Record<string, string>> = {
  "（": "）",
  "(": ")",
  "《": "》",
  "〈": "〉",
  "【": "】",
  "〔": "〕",
  "“": "”",
  "‘": "’",
};
const CLOSERS = new Set(Object.values(PAIRS));

/** A bracket or quote without its other half. */
export interface Unbalanced {
  readonly at: number;
  readonly mark: string;
}

/**
 * Brackets and quotes of a paragraph that are not closed, or closed without having been opened.
 * Brackets of both widths pair with each other; `1)` at the head of an item opens nothing.
 */
export function unbalancedMarks(text: string): readonly Unbalanced[] {
  const open: { at: number; mark: string }[] = [];
  const found: Unbalanced[] = [];
  const wide = (mark: string) => (mark === "(" ? "（" : mark === ")" ? "）" : mark);
  [...text].forEach((mark, at) => {
    if (PAIRS[mark] !== undefined) open.push({ at, mark });
    if (!CLOSERS.has(mark)) return;
    const last = open.at(-1);
    if (last !== undefined && wide(PAIRS[last.mark] as string) === wide(mark)) open.pop();
    else if (!/^\s*\d{1,2}$/.test(text.slice(0, at))) found.push({ at, mark });
  });
  return [...found, ...open].sort((a, b) => a.at - b.at);
}
