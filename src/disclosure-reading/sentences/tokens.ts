import { pathAt } from "./function-names.ts";
import { figureAt, READERS } from "./patterns.ts";
import type { Token } from "./token.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Parts a plain text into words; of several that begin at one place, the longest. */
export function tokensOf(text: string, vocabulary: Vocabulary): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at, vocabulary, tokens) ?? { kind: "other", at, end: at + 1 };
    const last = tokens.at(-1);
    if (token.kind === "other" && last?.kind === "other") {
      tokens[tokens.length - 1] = { ...last, end: token.end };
    } else tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(
  text: string,
  at: number,
  vocabulary: Vocabulary,
  before: readonly Token[],
): Token | null {
  const isFirst = beginsClause(before);
  const numbering = isFirst ? numberingAt(text, at) : null;
  if (numbering !== null) return numbering;
  let best = nameAt(text, at, vocabulary, isFirst) ?? wordAt(text, at, vocabulary);
  for (const read of READERS.get(text[at] as string) ?? []) {
    const token = read(text, at, vocabulary);
    if (token !== null && token.end > (best?.end ?? at)) best = token;
  }
  best = directionAt(text, at, vocabulary, best);
  return (
    best ??
    (/[-\d]/.test(text[at] as string) ? figureAt(text, at, vocabulary.words.measures) : null)
  );
}

const SEPARATORS = new Set<Token["kind"]>(["stop", "semicolon", "comma", "pause", "colon", "open"]);
const WEIGHTLESS = new Set<Token["kind"]>(["filler", "owner", "year", "parts"]);

/** Whether nothing but the unit, a year or a filler stands before in the clause. */
function beginsClause(before: readonly Token[]): boolean {
  const last = before.findLast(({ kind }) => !WEIGHTLESS.has(kind));
  return last === undefined || SEPARATORS.has(last.kind);
}

/** （一）, 1、, ①; 1. before a code of the chart. */
const NUMBERING = new RegExp(
  "(?:（(?:[一二三四五六七八九十]{1,3}|\\d{1,2})）|" +
    "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[.、](?!\\d|[.、])|" +
    "\\d{1,2}[.、](?=\\d{3}(?:\\d\\d){0,2}[^\\d.,%万亿元个辆])|[①-⑳])",
  "y",
);

function numberingAt(text: string, at: number): Token | null {
  NUMBERING.lastIndex = at;
  const match = NUMBERING.exec(text);
  return match === null ? null : { kind: "filler", at, end: at + match[0].length };
}

function wordAt(text: string, at: number, { entries, owners }: Vocabulary): Token | null {
  const owner = owners.find((name) => text.startsWith(name, at));
  if (owner !== undefined) return { kind: "owner", at, end: at + owner.length };
  const entry = entries.get(text[at] as string)?.find(({ word }) => text.startsWith(word, at));
  return entry?.make(at) ?? null;
}

/** Topics whose spending may be told by function. */
const BY_FUNCTION = new Set([
  "general",
  "spending",
  "fund",
  "capital",
  "overview",
  "appropriation",
  "",
]);

function nameAt(text: string, at: number, vocabulary: Vocabulary, isFirst: boolean): Token | null {
  const { topic, names } = vocabulary;
  if (!BY_FUNCTION.has(topic)) return null;
  const path = pathAt(names, text, at);
  if (path === null) return null;
  const isClass = path.codes.some((code) => code.length === 3);
  if (!path.is_sure && !isClass && !isFirst) return null;
  const other = wordAt(text, at, vocabulary);
  if (other !== null && other.kind !== "filler" && other.end >= path.end) return other;
  const code = onlyCode(path.codes, names.printed);
  // Of the two sides only classes are told; an item is one of the general budget.
  const isOwn = (topic !== "overview" && topic !== "appropriation") || code.length === 3;
  const place = topic === "" || !isOwn ? "general" : topic;
  const subject = { topic: place, row: code };
  return { kind: "subject", subject, spending: null, is_bare: false, at, end: path.end };
}

/** Of several items of one name the one that the tables print. */
function onlyCode(codes: readonly string[], printed: ReadonlySet<string>): string {
  if (codes.length === 1) return codes[0] as string;
  const classes = codes.filter((code) => code.length === 3);
  if (classes.length === 1) return classes[0] as string;
  const known = codes.filter((code) => printed.has(code));
  return known.length === 1 ? (known[0] as string) : "";
}

function directionAt(
  text: string,
  at: number,
  { choice }: Vocabulary,
  best: Token | null,
): Token | null {
  choice.lastIndex = at;
  const match = choice.exec(text);
  if (match !== null) {
    const end = at + match[0].length;
    if (match[1] === undefined) return { kind: "level", direction: null, at, end };
    return { kind: "direction", direction: null, is_target: false, at, end };
  }
  if (best === null && /^[增减](?=\d)/.test(text.slice(at, at + 2))) {
    const direction = text[at] === "增" ? "up" : "down";
    return { kind: "direction", direction, is_target: false, at, end: at + 1 };
  }
  if (text.startsWith("增减", at)) {
    return best !== null && best.end > at + 2
      ? best
      : { kind: "direction", direction: null, is_target: false, at, end: at + 2 };
  }
  if (best?.kind !== "direction") return best;
  const target = /^了?[到至为](?=-?\d)/.exec(text.slice(best.end, best.end + 3));
  return target === null ? best : { ...best, is_target: true, end: best.end + target[0].length };
}
