import type { Place } from "../../disclosure/index.ts";
import { type Clause, newClause } from "./clause.ts";
import { mayBePart, type OpenStatement } from "./open-statement.ts";
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
  focus: TokenOf<"subject"> | "unknown" | null;
  /** What the following subjects may be parts of. */
  scope: OpenStatement | null;
}

/** Where the reading of one passage stands. */
export interface State {
  readonly passage: Passage;
  readonly vocabulary: Vocabulary;
  readonly thread: Thread;
  readonly tokens: readonly Token[];
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
  /** The scope that parts were opened under in this sentence, and how many. */
  opened: { scope: OpenStatement | null; count: number };
  /** The words at hand speak of guests from abroad. */
  is_foreign: boolean;
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
    ...{ passage, vocabulary, thread, tokens, index: 0, clause: newClause(0, true) },
    ...{ base: null, lastBase: null, year: null, sentence: sentenceAt(tokens, 0, passage) },
    ...{ outside: [], baseScope: thread.scope, opened: { scope: null, count: 0 } },
    is_foreign: false,
  };
}

/** The sentence that begins with a token: to its full stop. */
export function sentenceAt(
  tokens: readonly Token[],
  index: number,
  { plain }: Passage,
): { from: number; end: number } {
  const stop = tokens.find((token, at) => at >= index && token.kind === "stop");
  return { from: tokens[index]?.at ?? plain.text.length, end: stop?.end ?? plain.text.length };
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
  span: { readonly at: number; readonly end: number },
  takesUp: (known: OpenStatement) => boolean,
): OpenStatement {
  const { thread } = state;
  const scope = scopeFor(thread.scope, subject);
  const siblings = scope?.parts ?? thread.roots;
  const known =
    siblings.find((one) => isSame(one, subject) && takesUp(one)) ??
    (scope === null ? within(thread.roots, subject).find(takesUp) : undefined);
  if (known !== undefined) return noted(state, known);
  const words = state.passage.words(span.at, span.end);
  const made: OpenStatement = {
    ...{ subject, words, mentions: [], comparisons: [], reasons: [], parts: [], texts: [] },
    ...{ is_partial: false, parent: scope, place: placeOf(state, span.at) },
  };
  siblings.push(made);
  if (scope !== null) {
    const count = state.opened.scope === scope ? state.opened.count + 1 : 1;
    state.opened = { scope, count };
  }
  return noted(state, made);
}

/** Keeps the sentence as one that the statement was read from. */
function noted({ passage, sentence, thread }: State, statement: OpenStatement): OpenStatement {
  const text = passage.words(sentence.from, sentence.end);
  if (!statement.texts.includes(text)) statement.texts.push(text);
  thread.current = statement;
  return statement;
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

/** The innermost of the scopes that the subject can be a part of. */
function scopeFor(scope: OpenStatement | null, subject: Subject): OpenStatement | null {
  for (let one = scope; one !== null; one = one.parent) {
    if (mayBePart(one.subject, subject)) return one;
  }
  return null;
}
