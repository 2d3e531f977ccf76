import type { Place } from "../../disclosure/index.ts";
import { type Clause, newClause } from "./clause.ts";
import { divides, mayBePart, type OpenStatement } from "./open-statement.ts";
import type { Passage } from "./passage.ts";
import type { UnreadFigure } from "./sentence-reading.ts";
import type { Subject, Token, TokenOf } from "./token.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What goes on from passage to passage of one section. */
export interface Thread {
  /** Statements of the section that are parts of nothing in it. */
  readonly roots: OpenStatement[];
  readonly unread: UnreadFigure[];
  /** What a figure without a subject belongs to. */
  current: OpenStatement | null;
  /** What the title or the last clause named, not yet with a figure. */
  focus: Focus | "unknown" | null;
  /** What the following subjects may be parts of. */
  scope: OpenStatement | null;
}

export interface Focus {
  readonly token: TokenOf<"subject">;
  readonly words: string;
}

/** Where the reading of one passage stands. */
export interface State {
  readonly passage: Passage;
  readonly vocabulary: Vocabulary;
  readonly thread: Thread;
  readonly tokens: readonly Token[];
  /** The index of the bracket that closes each one that is opened. */
  readonly closers: ReadonlyMap<number, number>;
  index: number;
  clause: Clause;
  /** The comparison of the sentence, and that of an earlier one of the passage. */
  base: TokenOf<"base"> | null;
  lastBase: TokenOf<"base"> | null;
  year: number | null;
  sentence: { from: number; end: number };
  /** What stood outside the brackets that are open. */
  readonly outside: Outside[];
  readonly baseScope: OpenStatement | null;
  /** How many parts of each whole the sentence speaks of. */
  readonly spoken: Map<OpenStatement, number>;
  /** A piece of the sentence is missing: what follows belongs to something else. */
  is_torn: boolean;
  /** The item of 三公 whose groups and people were told last in the sentence. */
  item: string;
}

interface Outside {
  readonly scope: OpenStatement | null;
  readonly current: OpenStatement | null;
  readonly clause: Clause;
}

export function stateOf(
  passage: Passage,
  vocabulary: Vocabulary,
  thread: Thread,
  tokens: readonly Token[],
): State {
  return {
    ...{ passage, vocabulary, thread, tokens, closers: closersOf(tokens), index: 0 },
    clause: newClause(0, true),
    ...{ base: null, lastBase: null, year: null, sentence: sentenceAt(tokens, 0, passage) },
    ...{ outside: [], baseScope: thread.scope, spoken: new Map() },
    ...{ is_torn: false, item: "" },
  };
}

/** What is opened and never closed goes on to the end. */
function closersOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closers = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach(({ kind }, index) => {
    if (kind === "open") open.push(index);
    const last = kind === "close" ? open.pop() : undefined;
    if (last !== undefined) closers.set(last, index);
  });
  return closers;
}

/** The next token that is more than a filler. */
export function nextOf({ tokens, index }: State): Token | undefined {
  for (let at = index; at < tokens.length; at += 1) {
    if (tokens[at]?.kind !== "filler") return tokens[at];
  }
  return undefined;
}

/** The sentence that begins with a token: to its full stop. */
export function sentenceAt(
  tokens: readonly Token[],
  index: number,
  { plain }: Passage,
): { from: number; end: number } {
  let stop = index;
  while (stop < tokens.length && tokens[stop]?.kind !== "stop") stop += 1;
  const end = tokens[stop]?.end ?? plain.text.length;
  return { from: tokens[index]?.at ?? plain.text.length, end };
}

/** A place in the sentence at hand: its line, and the words of the sentence. */
export function placeOf({ passage, sentence }: State, at: number): Place {
  const text = passage.words(sentence.from, sentence.end);
  return { ...passage.place(at, at + 1), text: text.slice(0, LONGEST_TEXT) };
}

const LONGEST_TEXT = 200;

export function tell(state: State, token: Token, why: string): void {
  const { passage, thread } = state;
  const place = { ...placeOf(state, token.at), row: passage.words(token.at, token.end) };
  thread.unread.push({ what: "figure", why, place });
}

/** Opens a statement of a subject where it belongs, or takes up one of the same row again. */
export function opened(
  state: State,
  subject: Subject,
  name: { readonly at: number; readonly words: string },
  takesUp: (known: OpenStatement) => boolean,
): OpenStatement {
  const { thread } = state;
  const found = wholeFor(state, subject);
  const known = knownOf(thread, found, subject).find(takesUp);
  if (known !== undefined) {
    countPart(state, known);
    return noted(state, known);
  }
  // What is told again is told beside: a whole has each of its parts once.
  const scope = found?.parts.some((one) => isSame(one, subject)) ? null : found;
  const siblings = scope?.parts ?? thread.roots;
  const made: OpenStatement = {
    ...{
      subject,
      words: name.words,
      mentions: [],
      comparisons: [],
      reasons: [],
      parts: [],
      texts: [],
    },
    ...{ is_partial: false, parent: scope, place: placeOf(state, name.at) },
  };
  siblings.push(made);
  countPart(state, made);
  return noted(state, made);
}

/** Counts the parts of one whole that a sentence speaks of, told before or new. */
function countPart(state: State, one: OpenStatement): void {
  const { spoken, thread } = state;
  if (one.parent === null || one === thread.current) return;
  spoken.set(one.parent, (spoken.get(one.parent) ?? 0) + 1);
}

/** The statement is spoken of: keeps the sentence as one that it was read from. */
export function noted(
  { passage, sentence, thread }: State,
  statement: OpenStatement,
): OpenStatement {
  thread.focus = null;
  const text = passage.words(sentence.from, sentence.end);
  if (!statement.texts.includes(text)) statement.texts.push(text);
  thread.current = statement;
  return statement;
}

/** Statements of the subject that may be taken up again: the one at hand, then the latest. */
function knownOf(
  { roots, current }: Thread,
  scope: OpenStatement | null,
  subject: Subject,
): readonly OpenStatement[] {
  const latest = within(scope?.parts ?? roots, subject).toReversed();
  return current !== null && isSame(current, subject) ? [current, ...latest] : latest;
}

function isSame({ subject }: OpenStatement, other: Subject): boolean {
  return other.row !== "" && subject.topic === other.topic && subject.row === other.row;
}

function within(statements: readonly OpenStatement[], subject: Subject): readonly OpenStatement[] {
  return statements.flatMap((one) => [
    ...(isSame(one, subject) ? [one] : []),
    ...within(one.parts, subject),
  ]);
}

/** What it is a part of: by 其中, or beside parts that were told before of the same whole. */
function wholeFor({ thread, baseScope }: State, subject: Subject): OpenStatement | null {
  // 公务接待费 8 万元，具体是国内接待费 …: of what was just told, where not of the whole.
  if (thread.scope !== baseScope) {
    return scopeFor(thread.scope, subject) ?? scopeFor(thread.current, subject);
  }
  for (let one = thread.current; one !== null; one = one.parent) {
    const isOwn = one !== baseScope && one.parts.length > 0 && subject.row !== "";
    const isNew = one.parts.every((part) => !isSame(part, subject));
    if (isOwn && isNew && mayBePart(one.subject, subject) && divides(one, subject)) return one;
  }
  return scopeFor(thread.scope, subject);
}

/** The innermost of the scopes that the subject can be a part of. */
function scopeFor(scope: OpenStatement | null, subject: Subject): OpenStatement | null {
  for (let one = scope; one !== null; one = one.parent) {
    if (mayBePart(one.subject, subject) && divides(one, subject)) return one;
  }
  return null;
}
