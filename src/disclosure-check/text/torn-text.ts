import { type Line, type Unbalanced, unbalancedMarks } from "../../documents/index.ts";
import { type Check, type CheckContext, type Defect, isBody } from "../defect.ts";
import { isTitleLike, type Passage, placeIn } from "../passages.ts";

/** TRUNC, TEXT-TORN, ORPHAN: sentences whose end or beginning was lost. */
export const tornText: Check = function* (context) {
  const body = context.passages.filter((one) => isBody(one) && one.kind === "paragraph");
  const brokenOff = breakOffs(context);
  const leavesRoom = roomLeft(context);
  for (const [index, passage] of body.entries()) {
    yield* brokenOff(passage);
    const isOver = isLast(passage, body[index + 1], context) || leavesRoom(passage);
    const end = endOf(passage, isOver);
    const piece = tornInside(passage) ?? beginning(passage);
    if (piece !== null) yield* torn(context, passage, body[index - 1], piece);
    if (end !== null && body[index + 1] !== undefined) {
      const next = body[index + 1] as Passage;
      if (!passage.ends_section && beginning(next) !== null) continue;
    }
    if (end !== null) yield truncated(context, passage, end);
  }
};

/** Whether a paragraph is over: in a PDF and in plain text it may go on with the next. */
function isLast(passage: Passage, next: Passage | undefined, { document }: CheckContext): boolean {
  const isTold = document.format === "docx" || document.format === "html";
  return passage.ends_section || next === undefined || next.level > 0 || isTold;
}

interface Piece {
  readonly at: number;
  readonly words: string;
}

/** A sentence left hanging at the end of its section. */
function endOf(passage: Passage, isLast: boolean): Piece | null {
  const text = passage.text.trimEnd();
  const empty = /原因(?:是|为|：|:)[：:]?\s*[。；]/.exec(text);
  if (empty !== null) return { at: empty.index, words: empty[0] };
  const hanging =
    /(?:原因[是为：:]|主要[是为]|[是为比较与]|由于|因为|包括|用于)[：:]?\s*[。；]$/.exec(text);
  if (hanging !== null && !/(?:行为|作为|认为|以为|分为|所为|是否为|成为)[。；]$/.test(text)) {
    return { at: hanging.index, words: hanging[0] };
  }
  if (!isLast) return null;
  if (passage.area === "annex" || isTitleLike(text)) return null;
  const open = /(?:原因是|原因为|主要是|主要原因|，|、)[：:]?$/.exec(text);
  return open === null ? null : { at: open.index, words: open[0] };
}

/** A line that leaves so much of its width is the last of its paragraph. */
const FULL = 0.85;

/** Whether the last line of a page's or sheet's paragraph is one that had room for more. */
function roomLeft({ document }: CheckContext): (passage: Passage) => boolean {
  if (document.format !== "pdf" && document.format !== "xlsx") return () => false;
  const lines = document.pages.flatMap((page) => page.lines);
  const body = lines.filter(({ role, inTable }) => role === "body" && !inTable);
  const widths = new Map(body.map(({ number, text }) => [number, widthOf(text.trim())] as const));
  const full = Math.max(0, ...widths.values()) * FULL;
  return ({ line, breaks }) => (widths.get(breaks.at(-1)?.line ?? line) ?? full) < full;
}

/**
 * A short line that ends with a comma before a new paragraph, which an empty line tells in plain
 * text and an indented one on a page: it was read on into it, and its own end is lost.
 */
function breakOffs(context: CheckContext): (passage: Passage) => Generator<Defect> {
  const { document } = context;
  const lines = document.pages.flatMap((page) => page.lines);
  const body = lines.filter(({ role, inTable }) => role === "body" && !inTable);
  const full = Math.max(0, ...body.map(({ text }) => widthOf(text.trim()))) * FULL;
  const places = new Map(body.map(({ number }, at) => [number, at] as const));
  const after = new Map(lines.map(({ number }, at) => [number, lines[at + 1]] as const));
  const begins = (next: Line, last: Line) =>
    document.format === "text"
      ? next.number - last.number >= 2 && after.get(last.number) === next
      : next.page === last.page && isIndented(next, body);
  return function* (passage) {
    if (document.format !== "text" && document.format !== "pdf") return;
    for (const { at, line } of passage.breaks) {
      const head = passage.text.slice(0, at).trimEnd();
      const place = places.get(line) ?? 0;
      const [last, next] = [body[place - 1], body[place]];
      if (!/[，、]$/.test(head) || last === undefined || next === undefined) continue;
      if (!begins(next, last) || widthOf(last.text.trim()) > full) continue;
      const end = { at: head.length - 1, words: head.slice(-1) };
      const printed = head.slice(-PRINTED_MOST);
      yield { ...truncated(context, passage, end), severity: "warn", printed };
    }
  };
}

const INDENT = 1.2;
const PRINTED_MOST = 24;

/** Whether a line begins further in than the others of its page, by more than a letter. */
function isIndented({ page, x, size }: Line, body: readonly Line[]): boolean {
  const left = Math.min(...body.filter((one) => one.page === page).map((one) => one.x));
  return x > left + INDENT * size;
}

/** Chinese letters are twice as wide as the others. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);
}

/** “…，元，其中…”: a clause that is nothing but the tail of another. */
function tornInside({ text }: Passage): Piece | null {
  const match = /(?<=[，。；：])\s*(?:万元|亿元|元|[%％])(?=[，。；、])/.exec(text);
  return match === null ? null : { at: match.index, words: match[0].trim() };
}

/** A paragraph that begins in the middle of a sentence. */
function beginning({ text }: Passage): Piece | null {
  const match = /^\s*(?:[，。；、！？）)”》%％]|(?:万元|亿元|元)(?=[，。；、]))/.exec(text);
  return match === null ? null : { at: 0, words: text.trim().slice(0, 12) };
}

/** A sentence that is over, and words that only lead to what follows. */
const WHOLE = /(?:[。！？；]|(?:如下|其中|下列|以下|包括|情况)[：:])\s*$/;

/** The end of what stands before is lost, and what remains of the next sentence has no head. */
function* torn(
  { document }: CheckContext,
  passage: Passage,
  before: Passage | undefined,
  { at }: Piece,
): Generator<Defect> {
  // In a PDF lines may be laid over each other: what is read in the wrong order was not torn.
  const isOrphan = at === 0;
  const ahead = isOrphan ? (before?.text ?? "，") : passage.text.slice(0, at);
  const isSound = WHOLE.test(ahead);
  if (document.format === "pdf" && !isSound && (isOrphan || passage.page !== before?.page)) return;
  const cut = isOrphan ? before : passage;
  if (cut !== undefined && !isSound) {
    const head = isOrphan ? cut.text.length : at;
    const from = Math.max(0, head - 14);
    yield {
      rule: "TEXT-TORN",
      place: placeIn(cut, from, 14),
      printed: `${cut.text.slice(from, head)}…`,
      words: { tail: passage.text.slice(at, at + 24) },
    };
  }
  yield {
    rule: "ORPHAN",
    place: placeIn(passage, at, 24),
    printed: passage.text.slice(at, at + 40),
  };
}

function truncated({ document }: CheckContext, passage: Passage, { at, words }: Piece): Defect {
  const isPunctuated = /[。；]$/.test(words);
  return {
    rule: "TRUNC",
    severity: isPunctuated || document.format !== "pdf" ? "error" : "warn",
    place: placeIn(passage, at, words.length),
    printed: passage.text.slice(Math.max(0, at - 16)),
  };
}

/** PUNCT-PAIR: brackets and quotes whose other half is missing. */
export const unpairedMarks: Check = function* ({ passages }) {
  const body = passages.filter((one) => isBody(one) && one.kind === "paragraph");
  let skip = -1;
  for (const [index, passage] of body.entries()) {
    if (index <= skip) continue;
    const marks = unbalancedMarks(passage.text).filter((one) => !isNumbering(passage.text, one));
    const first = marks[0];
    if (first === undefined) continue;
    // A bracket may span paragraphs, where these are items of a list or were parted wrongly.
    const span = closedBy(body, index);
    if (span !== null) {
      skip = span;
      continue;
    }
    const quote = /“[^“”]{1,12}“|”[^“”]{1,12}”/.exec(passage.text);
    yield {
      rule: "PUNCT-PAIR",
      place: placeIn(passage, quote?.index ?? first.at, 12),
      printed: quote?.[0] ?? passage.text.slice(first.at, first.at + 12),
      words: { mark: first.mark },
    };
  }
};

/** “1）…；2）…”: the numbers of a list inside a paragraph open nothing. */
function isNumbering(text: string, { at, mark }: Unbalanced): boolean {
  return (
    /[）)]/.test(mark) &&
    /(?:^|[；;。，：:、\s])(?:\d{1,2}|[一二三四五六七八九十])$/.test(text.slice(0, at))
  );
}

const SPAN_MOST = 4;

/** The paragraph with which the marks are even again; null where they never are. */
function closedBy(body: readonly Passage[], from: number): number | null {
  let text = body[from]?.text ?? "";
  for (let index = from + 1; index < Math.min(body.length, from + SPAN_MOST); index += 1) {
    text += body[index]?.text ?? "";
    if (unbalancedMarks(text).every((one) => isNumbering(text, one))) return index;
  }
  return null;
}
