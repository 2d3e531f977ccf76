import type { Comparison, Direction, Reason } from "../../disclosure/index.ts";
import { type Clause, newClause } from "./clause.ts";
import { economicParts } from "./economic-parts.ts";
import { hasRole, mayBePart, type OpenStatement } from "./open-statement.ts";
import { endOfWords } from "./pass-over.ts";
import type { Passage } from "./passage.ts";
import { meaning, readFigureToken } from "./read-figure.ts";
import {
  type Focus,
  nextOf,
  opened,
  placeOf,
  type State,
  sentenceAt,
  stateOf,
  type Thread,
} from "./reading-state.ts";
import { directionSpoken } from "./reason.ts";
import type { Token, TokenOf } from "./token.ts";
import { tokensOf } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Reads one passage into the thread of its section. */
export function readPassage(passage: Passage, vocabulary: Vocabulary, thread: Thread): void {
  const tokens = tokensOf(passage.plain.text, vocabulary);
  const state = stateOf(passage, vocabulary, thread, tokens);
  backToWhole(state);
  while (state.index < tokens.length) {
    const token = tokens[state.index] as Token;
    state.index += 1;
    readToken(state, token);
  }
  endClause(state, "stop");
  if (UNFILLED.test(passage.plain.text)) isNotAll(thread);
  thread.scope = scopeAfter(state);
}

/** XX万元: a figure that was never filled in. */
const UNFILLED = /(?:[×✕＊*]{1,4}|[XxＸ]{2,4}|_{2,})(?:万?元|[%％])/;

/** A figure is missing among the parts of what is spoken of: they do not add up. */
function isNotAll({ scope, current }: Thread): void {
  for (const start of [scope, current]) {
    for (let one = start; one !== null; one = one.parent) one.is_partial = true;
  }
}

/** A paragraph 与上年相比 below a list of parts speaks of the whole again. */
function backToWhole(state: State): void {
  const { tokens, thread, baseScope } = state;
  const first = tokens.find(({ kind }) => kind !== "filler" && kind !== "owner");
  if (first?.kind !== "base" || baseScope === null || baseScope.parts.length < 2) return;
  if (thread.focus !== null || thread.current === null) return;
  thread.current = baseScope;
}

/** 其中：, 如下： at the end of a passage: what follows are parts. */
function scopeAfter({ tokens, thread, baseScope }: State): OpenStatement | null {
  const last = tokens.at(-1);
  if (
    last?.kind === "parts" ||
    last?.kind === "names" ||
    last?.kind === "colon" ||
    (last?.kind === "comma" && tokens.at(-2)?.kind === "parts")
  ) {
    return thread.current ?? baseScope;
  }
  return baseScope;
}

function readToken(state: State, token: Token): void {
  switch (token.kind) {
    case "figure":
      readFigureToken(state, token);
      return;
    case "subject":
      readSubject(state, token);
      return;
    case "parts":
      readParts(state);
      return;
    case "reason":
      readReason(state, token);
      return;
    case "purpose":
    case "names":
      readPurpose(state, token);
      return;
    case "open":
      readBracket(state);
      return;
    case "close":
      endBracket(state);
      return;
    case "stop":
    case "semicolon":
    case "comma":
    case "pause":
    case "colon":
      endClause(state, token.kind);
      return;
    default:
      note(state, token);
  }
}

/** Keeps what a word says of the figure, or of the words, behind it. */
function note(state: State, token: Token): void {
  const { clause } = state;
  const words = state.passage.plain.text.slice(token.at, token.end);
  switch (token.kind) {
    case "base":
      state.base = token;
      state.lastBase = token;
      return;
    case "year":
      state.year = token.year;
      return;
    case "role":
      clause.role = token.role;
      clause.roles.add(token.role);
      return;
    case "direction":
    case "level":
    case "completion":
    case "share":
      Object.assign(clause, { [token.kind]: token });
      return;
    case "prior":
      clause.is_prior = true;
      return;
    case "from":
      clause.is_from = true;
      return;
    case "again":
      if (/^(?:此外|另外)$/.test(words)) apart(state);
      return;
    case "and":
      clause.joins = clause.subject !== null;
      return;
    case "owner":
      if (clause.residue !== "") clause.residue += words;
      return;
    case "other":
      clause.residue += words;
      return;
    case "fund":
      // Whose money it is says nothing more of a subject, and is none by itself.
      if (clause.subject === null) clause.residue += FUND;
      return;
    default:
      return;
  }
}

/** 此外，年初结转 …: beside what was divided, no part of it. */
function apart({ thread, clause, baseScope }: State): void {
  if (clause.subject !== null || clause.has_figure) return;
  thread.scope = baseScope;
  thread.current = null;
}

/** 其中, 构成为: of what was just named, or else of what was just told. */
function readParts(state: State): void {
  const { thread } = state;
  endClause(state, "parts");
  if (thread.focus === null || thread.focus === "unknown") thread.scope = thread.current;
  else beginParts(state, thread.focus);
}

function readSubject(state: State, token: TokenOf<"subject">): void {
  const { clause } = state;
  const words = state.passage.plain.text.slice(token.at, token.end);
  if (token.is_bare && isRoleWord(state, token, words)) {
    if (words.includes("决算")) clause.role = "actual";
    else if (words.includes("预算")) clause.role = "budget";
    if (clause.role !== null) clause.roles.add(clause.role);
    return;
  }
  // 机关运行经费一般公共预算拨款: whose money it is, said of the subject at hand.
  if (clause.subject !== null && token.spending !== null && clause.residue === "") return;
  // 办公费、印刷费等公用经费: the last word is the whole of those before.
  const isList = clause.residue.endsWith("等");
  if (clause.direction !== null || (clause.joins && !isList)) clause.is_doubtful = true;
  clause.before = clause.subject === null ? clause.residue.replaceAll(FUND, "") : "";
  clause.residue = "";
  clause.subject = token;
  const said = /(?:支出|经费|费)(预算|决算)$/.exec(words)?.[1];
  if (said === undefined || WHOLES.has(token.subject.topic)) return;
  clause.role = said === "决算" ? "actual" : "budget";
  clause.roles.add(clause.role);
}

/** Stands in the residue of a clause for 一般公共预算, 财政拨款. */
const FUND = "◆财政";

/** Topics whose 支出预算 or 支出决算 is the amount in question. */
const WHOLES = new Set(["overview", "income", "spending", "appropriation"]);

/** 支出决算为 says what a figure is of the subject at hand, where there is one. */
function isRoleWord(state: State, token: TokenOf<"subject">, words: string): boolean {
  const { clause, thread, vocabulary } = state;
  const next = nextOf(state);
  const isAlone = words.length === 2 && next?.kind === "figure" && clause.subject === null;
  if (isAlone && thread.focus === null) return false;
  if (clause.subject !== null) return true;
  if (thread.focus !== null && thread.focus !== "unknown") {
    // 收入预算情况说明, and below it 收入预算 again: the same subject.
    const { subject } = thread.focus.token;
    return subject.topic !== token.subject.topic || subject.row !== token.subject.row;
  }
  const isWhole = words.length > 2 && (vocabulary.kind === "budget" || words.startsWith("收入"));
  return !isWhole && isSameSide(thread.current, token);
}

/** 支出 below 支出合计 is that again; below 收入合计 it is another subject. */
function isSameSide(current: OpenStatement | null, { subject }: TokenOf<"subject">): boolean {
  if (current === null) return false;
  const isIncome = (topic: string, row: string) => topic === "income" || row.startsWith("income");
  const own = isIncome(current.subject.topic, current.subject.row);
  return own === isIncome(subject.topic, subject.row);
}

/** A bracket with figures is read as what stands in it; any other is passed over. */
function readBracket(state: State): void {
  const { tokens, thread, clause } = state;
  const close = state.closers.get(state.index - 1) ?? tokens.length;
  const inner = tokens.slice(state.index, close);
  if (inner.some(({ kind }) => kind === "figure")) {
    state.outside.push({ scope: thread.scope, current: thread.current, clause });
    const from = tokens[state.index]?.at ?? 0;
    state.clause = newClause(from, false);
    state.clause.has_figure = clause.has_figure;
    thread.scope = thread.current ?? thread.scope;
    return;
  }
  state.index = Math.min(close + 1, tokens.length);
}

function endBracket(state: State): void {
  endClause(state, "comma");
  const outside = state.outside.pop();
  if (outside === undefined) return;
  state.thread.scope = outside.scope;
  state.thread.current = outside.current;
  state.clause = outside.clause;
}

type End = "stop" | "semicolon" | "comma" | "pause" | "colon" | "parts";

function endClause(state: State, end: End): void {
  const { clause, thread, tokens, passage } = state;
  compare(state, clause);
  focusOn(state, clause, end);
  const last = tokens[state.index - 2];
  const isAmong = last?.kind === "filler" && passage.plain.text.slice(last.at, last.end) === "中";
  if (end === "comma" && isAmong) amongOf(state);
  const next = tokens[state.index]?.at ?? passage.plain.text.length;
  const isFirst = end === "stop" || (clause.is_first && !clause.has_figure && end === "comma");
  state.clause = newClause(next, isFirst);
  state.clause.joins = end === "pause" && clause.subject !== null;
  if (/^(?:万?元|%)$/.test(clause.residue) && clause.subject === null) tear(state, clause);
  if (end === "semicolon" || end === "stop") state.item = "";
  if (end !== "stop") return;
  state.is_torn = false;
  state.base = null;
  state.year = null;
  state.sentence = sentenceAt(tokens, state.index, passage);
  // Of several parts told in one sentence none goes on into the next: the whole does.
  for (let one = thread.current; one !== null; one = one.parent) {
    if ((state.spoken.get(one) ?? 0) > 1) thread.current = one;
  }
  if (!goesOnWithParts(state)) {
    thread.scope = state.baseScope;
    state.spoken.clear();
  }
}

/** “元，支出决算为 …”: whose the figure was is lost, and at the head of a sentence all of it is. */
function tear(state: State, { is_first }: Clause): void {
  const { thread } = state;
  state.is_torn = true;
  isNotAll(thread);
  if (!is_first) return;
  thread.current = null;
  thread.focus = "unknown";
}

/** 其中：购置费 0 万元。运行费 …: the next sentence begins with another part of the same. */
function goesOnWithParts(state: State): boolean {
  const { thread, baseScope } = state;
  const next = nextOf(state);
  if (thread.scope === null || thread.scope === baseScope || next?.kind !== "subject") return false;
  const { subject } = next;
  const isNew = thread.scope.parts.every((part) => part.subject.row !== subject.row);
  return subject.row !== "" && isNew && mayBePart(thread.scope.subject, subject);
}

/** “三公”经费支出决算中，: what follows are parts of it. */
function amongOf(state: State): void {
  const { thread } = state;
  if (thread.focus === null || thread.focus === "unknown") return;
  beginParts(state, thread.focus);
}

function beginParts(state: State, { token, words }: Focus): void {
  const name = { at: state.clause.from, words };
  state.thread.scope = opened(state, meaning(state, token), name, () => true);
}

/** A subject without a figure of its own is what the next clause speaks of. */
function focusOn({ thread, passage }: State, clause: Clause, end: End): void {
  const { subject } = clause;
  // 为预算单位在财政拨款收入之外取得的收入: what it is, of which nothing more is told.
  if (/^[为系是]/.test(passage.plain.text.slice(clause.from, clause.from + 1))) return;
  if (subject !== null && !clause.is_doubtful && end !== "pause") {
    const focus = { token: subject, words: passage.words(subject.at, subject.end) };
    thread.focus = clause.residue.length < 2 || passage.is_title ? focus : "unknown";
  } else if (
    passage.is_title &&
    subject === null &&
    clause.residue.length > 2 &&
    !clause.has_figure
  ) {
    thread.focus = "unknown";
  }
}

/** 决算数小于预算数, 与上年持平: said without a figure. */
function compare(state: State, clause: Clause): void {
  const direction = clause.level?.direction ?? levelled(clause);
  if (direction === null) return;
  const statement = spokenOf(state, clause);
  if (statement === null) return;
  const of = comparedOf(state, clause);
  const at = (clause.level ?? clause.direction)?.at ?? clause.from;
  const known = statement.comparisons.some((one) => one.of === of && one.direction === direction);
  if (known) return;
  const comparison: Comparison = { of, direction, place: placeOf(state, at) };
  statement.comparisons.push(comparison);
}

/** 持平, or a direction without a figure behind it. */
function levelled({ direction }: Clause): Direction | null {
  return direction === null || direction.is_target ? null : direction.direction;
}

function comparedOf({ base, lastBase }: State, { roles, level }: Clause): Comparison["of"] {
  if (base !== null) return base.of;
  const says = ["initial", "full", "budget"].some((one) => roles.has(one as "budget"));
  if (says || level !== null) return "actual-to-budget";
  return lastBase?.of ?? "to-prior";
}

/** The statement that words without a figure belong to. */
function spokenOf(state: State, clause: Clause): OpenStatement | null {
  const { thread } = state;
  const { subject } = clause;
  if (subject === null) {
    if (thread.focus === "unknown") return null;
    if (thread.focus === null) return thread.current;
    const { token, words } = thread.focus;
    return opened(state, meaning(state, token), { at: clause.from, words }, () => true);
  }
  if (clause.is_doubtful || clause.residue.length > 3) return null;
  clause.subject = null;
  const words = state.passage.words(subject.at, subject.end);
  return opened(state, meaning(state, subject), { at: subject.at, words }, () => true);
}

/** 主要原因是 …: to where the text speaks of figures again. */
function readReason(state: State, token: TokenOf<"reason">): void {
  const { clause, passage } = state;
  const words = passage.plain.text.slice(token.at, token.end);
  const direction = clause.level?.direction ?? clause.direction?.direction ?? null;
  const isOpen = (clause.level ?? clause.direction)?.direction === null;
  compare(state, clause);
  const of = reasonOf(state, clause);
  const statement = spokenOf(state, clause);
  const end = endOfWords(state);
  const text = passage.words(token.end, end).replace(/^[：:，,\s]+|[。；;，,\s]+$/g, "");
  const isWeak = !/原因|因为|由于|因/.test(words);
  const gives =
    statement !== null && (!isWeak || hasRole(statement, "change", "change-rate", "completion"));
  if (gives) {
    const speaks = directionSpoken(text, state.vocabulary.words.speaking);
    const reason: Reason = {
      ...{ text, of, speaks },
      direction: isOpen ? null : (direction ?? speaks),
      place: placeOf(state, token.at),
    };
    statement.reasons.push(reason);
  }
  state.clause = newClause(end, false);
}

function reasonOf(state: State, clause: Clause): Reason["of"] {
  const { base, lastBase, thread } = state;
  const says = ["initial", "full", "budget"].some((one) => clause.roles.has(one as "budget"));
  if (says || (clause.level !== null && base === null)) return "actual-to-budget";
  if (base !== null) return base.of;
  const statement = thread.current;
  if (statement === null) return "unknown";
  if (hasRole(statement, "change", "change-rate")) return lastBase?.of ?? "to-prior";
  if (hasRole(statement, "budget", "completion")) return "actual-to-budget";
  return lastBase?.of ?? "unknown";
}

const BASIC_ROWS = new Set([
  "personnel",
  "public",
  "total",
  "basic",
  "basic-personnel",
  "basic-public",
]);

/** 主要用于 …, 主要包括 …: what the money is for; of basic spending, the names of its kinds. */
function readPurpose(state: State, token: TokenOf<"purpose"> | TokenOf<"names">): void {
  const { thread, passage, vocabulary } = state;
  endClause(state, "comma");
  const from = token.end;
  const begin = state.index;
  const end = endOfWords(state);
  const has = state.tokens.slice(begin, state.index).some((one) => {
    return one.kind === "figure" && one.printed.quantity === "money";
  });
  if (token.kind === "names" && has && thread.current !== null) {
    // 包括：甲 50 万元、乙 30 万元: parts with their figures, perhaps not all of them.
    state.index = begin;
    state.clause = newClause(from, false);
    thread.scope = thread.current;
    thread.current.is_partial ||= /主要/.test(passage.plain.text.slice(token.at, token.end));
    return;
  }
  const current = thread.current;
  const isBasic = ["basic", "general"].includes(current?.subject.topic ?? "");
  if (
    token.kind === "names" &&
    current !== null &&
    isBasic &&
    BASIC_ROWS.has(current.subject.row)
  ) {
    for (const part of economicParts(passage.plain.text, from, end, vocabulary)) {
      addName(state, current, part);
    }
  }
  state.clause = newClause(end, false);
}

function addName(
  state: State,
  whole: OpenStatement,
  { code, at, end }: { readonly code: string; readonly at: number; readonly end: number },
): void {
  whole.parts.push({
    subject: { topic: "basic", row: code },
    words: state.passage.words(at, end),
    ...{ mentions: [], comparisons: [], reasons: [], parts: [], is_partial: true },
    ...{ parent: whole, place: placeOf(state, at), texts: [] },
  });
}
