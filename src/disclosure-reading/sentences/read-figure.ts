import type { Base, Mention, Printed, Role } from "../../disclosure/index.ts";
import { newClause } from "./clause.ts";
import { countSubject } from "./count-subject.ts";
import { hasRole, type OpenStatement } from "./open-statement.ts";
import { isOwnersName } from "./owner-words.ts";
import { plainWord } from "./plain-text.ts";
import { noted, opened, placeOf, type State, tell } from "./reading-state.ts";
import type { Subject, TokenOf } from "./token.ts";
import { subjectIn, wholeOf } from "./whole-of.ts";

type FigureToken = TokenOf<"figure">;

/** Reads one figure: what it is of, and what it says of it. */
export function readFigureToken(state: State, token: FigureToken): void {
  const { clause } = state;
  if (token.printed.quantity === "count") readCount(state, token);
  else if (token.printed.quantity === "percent") readPercent(state, token);
  else readMoney(state, token);
  const isCount = token.printed.quantity === "count";
  const after = newClause(token.end, isCount && clause.is_first);
  // 由 100 万元增加到 …; 完成预算 100 万元的 …: what follows belongs to the same.
  if (token.printed.quantity === "money") {
    after.completion = clause.completion;
    after.share = clause.share;
  }
  after.has_figure = true;
  state.clause = after;
}

interface Said {
  readonly role: Role;
  readonly base?: Base | null;
  readonly year?: number | null;
  readonly whole?: string | null;
}

function readPercent(state: State, token: FigureToken): void {
  const { clause } = state;
  if (clause.share !== null) {
    const statement = targetOf(state, token, "share");
    if (statement === null) return;
    const whole = wholeOf(clause.share.whole, statement, state.vocabulary);
    if (whole === "" && statement.subject.row === "") return;
    if (whole === "") tell(state, token, "看不出占的是什么");
    else mention(state, statement, token, { role: "share", whole });
  } else if (clause.completion !== null) {
    said(state, token, { role: "completion", base: clause.completion.base });
  } else if (clause.direction !== null)
    said(state, token, { role: "change-rate", ...compared(state) });
  else if (state.thread.current?.subject.row === "" && state.vocabulary.topic === "performance") {
    return;
  } else tell(state, token, "看不出这个百分比说的是什么");
}

function readMoney(state: State, token: FigureToken): void {
  const { clause } = state;
  if (clause.completion !== null) {
    said(state, token, { role: "budget", base: clause.completion.base });
  } else if (clause.share !== null && clause.share.whole !== null) {
    readWhole(state, token, clause.share.whole);
  } else if (clause.direction !== null && !clause.direction.is_target) {
    said(state, token, { role: "change", ...compared(state) });
  } else if (followsBase(state)) {
    // 比 2022 年 90 万元增加 …: the figure is last year's, or that of the budget.
    const isBudget = state.base?.of === "actual-to-budget";
    said(state, token, { role: isBudget ? "budget" : "prior", ...compared(state) });
  } else if (clause.is_from) {
    const { role } = clause;
    const base = compared(state).base ?? priorBase(role, state.vocabulary.kind === "final");
    said(state, token, { role: "prior", base, year: state.year });
  } else said(state, token, amountRole(state));
}

/** 占本年支出合计 100 万元的 p%: the figure is that of the whole. */
function readWhole(state: State, token: FigureToken, words: string): void {
  const { thread, vocabulary } = state;
  const { current, scope, focus } = thread;
  const subject = subjectIn(words, vocabulary);
  if (subject === null || subject.row === "") return;
  thread.scope = null;
  const name = { at: token.at, words };
  const isNew = (known: OpenStatement) => !hasRole(known, "amount", "actual");
  mention(state, opened(state, subject, name, isNew), token, { role: "amount" });
  Object.assign(thread, { current, scope, focus });
}

/** Words that may stand between a comparison and its figure: 比上年“三公”经费预算 10 万元. */
const BETWEEN = new Set(["filler", "subject", "role", "owner", "year", "fund"]);

function followsBase(state: State): boolean {
  const { tokens, index, base, clause, vocabulary } = state;
  let at = index - 2;
  while (BETWEEN.has(tokens[at]?.kind ?? "")) at -= 1;
  if (base === null || tokens[at] !== base) return false;
  const isOfYear = base.year === vocabulary.year && vocabulary.kind === "final";
  const says = clause.role === "initial" || clause.role === "full" || clause.role === "budget";
  if (isOfYear && says && base.of === "to-prior") {
    // 比 2024 年年初预算, in the accounts of 2024, with the subject between the two.
    const of = clause.role === "full" ? "full-budget" : "initial-budget";
    state.base = { ...base, base: of, of: "actual-to-budget" };
    state.lastBase = state.base;
  }
  return true;
}

/** 较上年: the comparison of the clause, of the sentence, or of an earlier sentence. */
function compared(state: State): { base: Base | null; year: number | null } {
  const found = state.base ?? state.lastBase;
  if (found === null) return { base: null, year: null };
  return { base: found.base ?? budgetMeant(state, found), year: found.year };
}

/** 较预算: the budget of the year that was told, unless another base was left to choose. */
function budgetMeant({ passage, thread }: State, { of, at, end }: TokenOf<"base">): Base | null {
  if (of !== "actual-to-budget" || passage.plain.text.slice(at, end).includes("或")) return null;
  const told = thread.current?.mentions.find(({ role }) => role === "budget");
  return told?.base ?? "initial-budget";
}

/** 年初预算, 决算, 上年执行数, or plainly the amount. */
export function amountRole(state: State): Said {
  const { clause, year, vocabulary } = state;
  const { role } = clause;
  const isFinal = vocabulary.kind === "final";
  // 由 … 减少到: the year said before was that of the first figure.
  if (clause.direction?.is_target) return { role: "amount" };
  if (clause.is_prior || (year !== null && year < vocabulary.year)) {
    return { role: "prior", base: priorBase(role, isFinal), year };
  }
  if (PLAIN_TOPICS.has(clause.subject?.subject.topic ?? vocabulary.topic)) {
    return { role: "amount", year };
  }
  switch (role) {
    case null: {
      // 公务接待费 3 万元, said of a year that is over, is what was spent.
      const topic = clause.subject?.subject.topic ?? state.thread.current?.subject.topic;
      return { role: isFinal && topic === "three-public" ? "actual" : "amount", year };
    }
    case "execution":
    case "actual":
      if (isFinal) return { role: "actual", year };
      return { role: "prior", base: priorBase(role, isFinal), year };
    default: {
      const bases = { initial: "initial-budget", full: "full-budget", budget: null } as const;
      return isFinal ? { role: "budget", base: bases[role], year } : { role: "amount", year };
    }
  }
}

/** Where 预算金额 is the amount in question and not a budget beside an actual figure. */
const PLAIN_TOPICS = new Set(["performance", "procurement", "assets"]);

function priorBase(role: string | null, isFinal: boolean): Base {
  if (role === "execution") return "prior-execution";
  if (role === "actual") return "prior-final";
  if (role !== null) return "prior-budget";
  return isFinal ? "prior-final" : "prior-budget";
}

function said(state: State, token: FigureToken, what: Said): void {
  const statement = targetOf(state, token, what.role);
  if (statement !== null) mention(state, statement, token, what);
}

function mention(state: State, statement: OpenStatement, token: FigureToken, what: Said): void {
  const { direction } = state.clause;
  const moves = what.role === "change" || what.role === "change-rate";
  const before = statement.mentions.findLast(({ role }) => role === "prior");
  statement.mentions.push({
    role: what.role,
    printed: moves ? signed(token.printed, direction?.direction === "down") : token.printed,
    direction: moves ? (direction?.direction ?? null) : null,
    base: what.base ?? (moves && state.base === null ? (before?.base ?? null) : null),
    year: what.year ?? null,
    whole: what.whole ?? null,
    place: placeOf(state, token.at),
  } satisfies Mention);
}

function signed(printed: Printed, isDown: boolean): Printed {
  return isDown && printed.value !== 0 ? { ...printed, value: -printed.value } : printed;
}

const WHY_UNKNOWN = "看不出这个数说的是什么";

/** The statement a figure belongs to; null, and told, where it is not certain. */
function targetOf(state: State, token: FigureToken, role: Role): OpenStatement | null {
  const { clause, thread } = state;
  const { subject } = clause;
  if (state.is_torn) {
    tell(state, token, "句子残缺，看不出这个数说的是什么");
    return null;
  }
  if (subject !== null) {
    if (!isCertain(state)) return unknown(state, token, role);
    return taken(state, meaning(state, subject), subject, role);
  }
  if (isLoose(clause.residue)) return unknown(state, token, role);
  if (thread.focus === "unknown") return unknown(state, token, role);
  if (thread.focus !== null) return taken(state, meaning(state, thread.focus.token), token, role);
  if (thread.current !== null) return taken(state, null, token, role);
  tell(state, token, WHY_UNKNOWN);
  return null;
}

function taken(
  state: State,
  subject: Subject | null,
  span: { readonly at: number; readonly end: number },
  role: Role,
): OpenStatement {
  const { thread, passage } = state;
  if (subject === null) return noted(state, thread.current as OpenStatement);
  const { focus } = thread;
  const isFocus = state.clause.subject === null && focus !== null && focus !== "unknown";
  const words = isFocus ? focus.words : passage.words(span.at, span.end);
  const repeats = ["amount", "budget", "actual"].includes(role);
  return opened(
    state,
    subject,
    { at: span.at, words },
    (known) => !(repeats && hasRole(known, role)),
  );
}

/** A statement of something no form knows: it gives no facts, and shadows what was before. */
function unknown(state: State, token: FigureToken, role: Role): null {
  const { clause, passage, thread } = state;
  const isAverage = /人均|车均|户均|平均/.test(clause.before + clause.residue);
  if (isAverage) return null;
  const at = Math.min(clause.from, token.at);
  const keeps = clause.subject === null && thread.focus === "unknown";
  const words = passage.words(at, token.at);
  const made = opened(state, { topic: "", row: "" }, { at, words }, () => false);
  if (keeps) thread.focus = "unknown";
  const isPlain = role === "amount" || role === "actual";
  const isNamedOther = isPlain && clause.subject === null && isLoose(clause.residue);
  if (!passage.is_title && !isNamedOther) tell(state, token, WHY_UNKNOWN);
  if (role === "amount" || role === "share") mention(state, made, token, { role });
  return null;
}

const LOOSE_LEAST = 2;

function isLoose(words: string): boolean {
  return words.replace(/[^\p{L}\p{N}〓]/gu, "").length >= LOOSE_LEAST;
}

/** Whether the words around the subject leave it what it is. */
function isCertain(state: State): boolean {
  const { clause } = state;
  if (clause.is_doubtful || isLoose(clause.residue)) return false;
  if (!isLoose(clause.before) || /^[^人车]*等$/.test(clause.before)) return true;
  return clause.is_first && isOwned(state);
}

/** Whether what stands before the subject is whose it is: some bureau's, the units' below it. */
function isOwned({ clause, tokens, passage, vocabulary }: State): boolean {
  const end = clause.subject?.at ?? clause.from;
  const loose = tokens.findLast(
    (one) => one.kind === "other" && one.at >= clause.from && one.end <= end,
  );
  const after = passage.plain.text.slice(loose?.end ?? end, end);
  const isFollowed = vocabulary.words.owners.some((one) => after.startsWith(one));
  return isFollowed || isOwnersName(clause.before, vocabulary.words);
}

/** What a subject means here: a source of income may stand for the spending out of it. */
export function meaning(state: State, token: TokenOf<"subject">): Subject {
  const scope = state.thread.scope?.subject ?? null;
  const { subject, spending } = token;
  if (scope === null) return withBalances(state, token) ?? toldBefore(state, token) ?? subject;
  const code = classAmongClasses(state, scope.topic, token);
  if (code !== null) return { topic: scope.topic, row: code };
  if (scope.topic === "overview" && subject.topic === "income" && BALANCES.has(subject.row)) {
    return { topic: "overview", row: `income-${subject.row}` };
  }
  const isSpending = /spending/.test(`${scope.topic}.${scope.row}`) || scope.topic === "general";
  if (isSpending && spending !== null) return spending;
  const divides = DIVIDED.has(scope.topic) && scope.row === "total";
  if (divides && isDivision(subject)) return { topic: scope.topic, row: subject.row };
  // 收入预算 …，其中：本年收入 …，上年结转 …: the part is not the whole again.
  const isOfIncome = subject.topic === "income" && subject.row === "total";
  if (isOfIncome && scope.topic === "income" && scope.row === "appropriation") {
    return { topic: "appropriation", row: "income-total" };
  }
  const isOwn = subject.row === "total" && subject.topic === scope.topic && scope.row === "total";
  return isOwn && subject.topic === "income" ? { topic: "overview", row: "income-total" } : subject;
}

/** 收入总计 …，其中：年初结转和结余 …，本年收入合计 …: all income, the opening balance with it. */
function withBalances({ passage }: State, token: TokenOf<"subject">): Subject | null {
  if (token.subject.topic !== "income" || token.subject.row !== "total") return null;
  const after = passage.plain.text.slice(token.end);
  const isAll = /^总计/.test(after) && /其中[:：]?(?:使用|年初结转|上年结转)/.test(after);
  return isAll ? { topic: "overview", row: "income-grand" } : null;
}

/** 国有资本经营预算支出 is a fund, and in a list of classes the class of that name in the chart. */
function classAmongClasses(
  { thread, passage, vocabulary }: State,
  topic: string,
  token: TokenOf<"subject">,
): string | null {
  const isList = thread.scope?.parts.some(({ subject }) => /^\d{3}$/.test(subject.row)) ?? false;
  const isOpen = !/^\d+$/.test(token.subject.row) && (DIVIDED.has(topic) || topic === "overview");
  if (!isList || !isOpen) return null;
  const codes = vocabulary.names.functional.get(plainWord(passage.words(token.at, token.end)));
  return codes?.find((one) => one.length === 3) ?? null;
}

/** 财政拨款收入 …，其中：本年收入 …。本年收入中，…: the same, not the whole year's income. */
function toldBefore({ thread, passage }: State, token: TokenOf<"subject">): Subject | null {
  if (token.subject.topic !== "income" || token.subject.row !== "total") return null;
  const words = passage.words(token.at, token.end);
  const of = thread.roots.find(
    (one) => one.subject.topic === "appropriation" && one.words === words,
  );
  return of?.subject ?? null;
}

/** What is spent beside the income of the year. */
const BALANCES = new Set(["opening", "surplus-used"]);

const DIVIDED = new Set(["general", "spending", "fund", "capital"]);

/** 教育支出, 基本支出: told below the spending of one fund they are of that fund. */
function isDivision({ topic, row }: Subject): boolean {
  const isOf = DIVIDED.has(topic) || topic === "overview";
  return isOf && /^(?:\d+|basic|project|basic-personnel|basic-public)$/.test(row);
}

function readCount(state: State, token: FigureToken): void {
  const { clause, thread } = state;
  const found = countSubject(state, token);
  if (found === null) {
    const isVehicle = state.vocabulary.topic === "assets" && token.measure === "辆";
    if (isVehicle && thread.scope !== null) thread.scope.is_partial = true;
    passOn(state, token);
    return;
  }
  if (found.subject.topic === "assets" && clause.subject !== null && !isCertain(state)) {
    // 一般公务用车: a kind that no form has; the others are not all.
    if (thread.scope !== null) thread.scope.is_partial = true;
    return;
  }
  const { scope, current } = thread;
  const from = Math.min(clause.from, token.at);
  const span = clause.subject ?? { at: from, end: from < token.at ? token.at : token.end };
  const name = { at: span.at, words: state.passage.words(span.at, span.end) };
  if (found.is_apart) thread.scope = null;
  const statement = opened(state, found.subject, name, (known) => !hasRole(known, "count"));
  mention(state, statement, token, { role: "count" });
  thread.scope = scope;
  if (found.is_apart) thread.current = current;
}

/** 7个项目纳入绩效目标管理，涉及资金 …: what follows is of other projects than what was told. */
function passOn(state: State, token: FigureToken): void {
  const { passage, vocabulary, thread, clause } = state;
  const around = passage.plain.text.slice(clause.from, token.end + 3);
  if (vocabulary.topic !== "performance" || !/[个项](?:项目|预算项目)?|项目/.test(around)) return;
  const at = Math.min(clause.from, token.at);
  const words = passage.words(at, token.end);
  opened(state, { topic: "", row: "" }, { at, words }, () => false);
  thread.focus = null;
}
