import {
  type Chart,
  type ChartRow,
  childrenOf,
  findCode,
  isListedInFull,
  parentOf,
} from "./chart.ts";
import { hasCodeLength } from "./code-text.ts";
import {
  editDistance,
  isNamed,
  isShortened,
  NAME_LENGTH_MAX,
  type NameForm,
  nameForm,
  nameLikeness,
} from "./name-text.ts";

/** What is wrong with a printed code and name. */
export type RowVerdict =
  | "right"
  /** The name is another code's. */
  | "wrong-digits"
  /** The code is right, the name is not the chart's. */
  | "wrong-name"
  | "shortened-name"
  /** Printed below a code that is not its parent. */
  | "wrong-parent"
  | "wrong-length"
  /** Right in an earlier chart, until `changed_year`. */
  | "old-chart-name"
  /** Not yet in this chart: from `changed_year` on. */
  | "future-chart-name"
  | "unknown-code";

export interface RowJudgement {
  readonly verdict: RowVerdict;
  /** False: the chart held here may itself be wrong or short, so nobody is to be blamed. */
  readonly certain: boolean;
  /** What most likely should stand there; null where nothing is likely or nothing is wrong. */
  readonly repair: CodeAndName | null;
  /** Other codes that are as likely as the repair. */
  readonly as_likely: readonly string[];
  /** The year of the change for names of other charts. */
  readonly changed_year: number | null;
}

export interface CodeAndName {
  readonly code: string;
  readonly name: string;
}

/** Where the row stands in its table, as far as known. */
export interface RowContext {
  /** The code of the group it is printed in. */
  readonly parentCode?: string | undefined;
  readonly previousCode?: string | undefined;
  readonly nextCode?: string | undefined;
}

interface Printed extends RowContext {
  readonly chart: Chart;
  readonly code: string;
  readonly name: NameForm;
}

/**
 * Holds a printed code and name against the chart of its year: what is wrong, how surely, and what
 * was most likely meant, by the digits, the name and the place between its neighbours. An empty
 * name is only asked for its code. Any text is answered; nothing is thrown.
 */
export function judgeRow(
  chart: Chart,
  code: string,
  name: string,
  context: RowContext = {},
): RowJudgement {
  const form = nameForm(name.slice(0, NAME_LENGTH_MAX));
  const printed: Printed = { ...context, chart, code, name: form };
  const own = findCode(chart, code);
  if (own !== null && (form.exact === "" || isNamed(own, form))) return rightName(printed);
  const otherYear = ofAnotherYear(printed);
  if (otherYear !== null) return otherYear;
  const guess = bestGuess(printed);
  if (!hasCodeLength(chart.kind, code)) return judged("wrong-length", true, guess);
  if (guess === null) return own === null ? unknownCode(printed, null) : wrongName(printed, own);
  if (guess.row === own) return wrongName(printed, own);
  return anotherCode(printed, own, guess);
}

function rightName(printed: Printed): RowJudgement {
  if (standsUnderItsParent(printed)) return judged("right", printed.chart.sure, null);
  const same = childrenOf(printed.chart, printed.parentCode as string).filter(
    (row) => printed.name.exact !== "" && isNamed(row, printed.name),
  );
  return judged("wrong-parent", true, same[0] === undefined ? null : { row: same[0] });
}

function standsUnderItsParent({ code, parentCode }: Printed): boolean {
  return parentCode === undefined || (code.startsWith(parentCode) && code !== parentCode);
}

/** The name belongs to this code, or to the one that took over, in another year's chart. */
function ofAnotherYear({ chart, code, name }: Printed): RowJudgement | null {
  const row = chart.otherYears.find(
    (one) => isNamed(one, name) && (["", code].includes(one.code) || one.became === code),
  );
  if (row === undefined) return null;
  const now = findCode(chart, row.became ?? row.code);
  const certain = chart.sure && row.years === "high";
  const guess = now === null ? null : { row: now };
  if (row.to_year !== null && row.to_year <= chart.year) {
    return { ...judged("old-chart-name", certain, guess), changed_year: row.to_year };
  }
  return { ...judged("future-chart-name", certain, guess), changed_year: row.from_year };
}

function wrongName({ chart, name }: Printed, own: ChartRow): RowJudgement {
  const verdict = isShortened(own, name) ? "shortened-name" : "wrong-name";
  return judged(verdict, chart.sure && own.confidence === "high", { row: own });
}

function unknownCode(printed: Printed, guess: Guess | null): RowJudgement {
  return judged(
    "unknown-code",
    printed.chart.sure && !mayExist(printed.chart, printed.code),
    guess,
  );
}

/** Likeness from which on a name is taken for the one it is like. */
const SAME_NAME_MIN = 0.9;
/** Slips of the hand that a code may have to be taken for another. */
const SLIPS_MAX = 2;

/** The best guess is not the code that was printed. */
function anotherCode(printed: Printed, own: ChartRow | null, guess: Guess): RowJudgement {
  const { chart, code, name, parentCode } = printed;
  const isSameName = nameLikeness(guess.row, name) >= SAME_NAME_MIN;
  const isNear = editDistance(code, guess.row.code) <= SLIPS_MAX;
  const isOnlyOne = [...chart.rows.values()].filter((row) => isNamed(row, name)).length <= 1;
  if (!isSameName || (!isNear && !isOnlyOne)) {
    return own === null ? unknownCode(printed, guess) : wrongName(printed, own);
  }
  if (!isNear && own !== null && isInPlace(printed, code)) return wrongName(printed, own);
  const certain = isCertainlyAnother(printed, own, guess.row);
  if (!standsUnderItsParent(printed) && guess.row.code.startsWith(parentCode as string)) {
    return judged("wrong-parent", true, guess);
  }
  // 行政运行 and the like stand under many codes, also under codes that are not listed here.
  if (own === null && !isOnlyOne && !certain && mayBeUnlisted(printed)) {
    return judged("unknown-code", false, null);
  }
  return judged("wrong-digits", certain, guess);
}

function isCertainlyAnother({ chart, code }: Printed, own: ChartRow | null, guess: ChartRow) {
  if (!chart.sure || guess.confidence !== "high") return false;
  if (own !== null) return own.confidence === "high";
  return parentOf(guess.code) === parentOf(code) || !mayExist(chart, code);
}

/** Whether the ministry's book may hold a code that is not listed here. */
function mayExist(chart: Chart, code: string): boolean {
  if (!hasCodeLength(chart.kind, code)) return false;
  const parent = parentOf(code) ?? "";
  if (parent !== "" && findCode(chart, parent) === null) return mayExist(chart, parent);
  return !isListedInFull(chart, parent);
}

/** Items that many 款 have under the same number. */
const COMMON_ITEMS: Readonly<Record<string, string>> = {
  "01": "行政运行",
  "02": "一般行政管理事务",
  "03": "机关服务",
  "50": "事业运行",
};

function mayBeUnlisted({ chart, code, name }: Printed): boolean {
  const usual = COMMON_ITEMS[code.slice(5)];
  return usual === name.exact && mayExist(chart, code);
}

interface Guess {
  readonly row: ChartRow;
  readonly asLikely?: readonly string[];
}

const SCORE_MIN = 0.45;
/** Scores nearer than this tell nothing. */
const SCORE_STEP = 0.02;
const AS_LIKELY_MOST = 5;
const CODE_LENGTH_MAX = 16;

/** The row of the chart that was most likely meant; null where none is likely. */
function bestGuess(printed: Printed): Guess | null {
  const rows = [...printed.chart.rows.values()];
  const scores = rows.map((row) => scoreOf(printed, row));
  const most = Math.max(SCORE_MIN, ...scores);
  const near = rows.filter((_, at) => (scores[at] as number) > most - SCORE_STEP);
  const best = rows[scores.indexOf(most)];
  if (best === undefined) return null;
  const asLikely = near.filter((row) => row !== best).map(({ code }) => code);
  return { row: best, asLikely: asLikely.slice(0, AS_LIKELY_MOST) };
}

/**
 * The name counts twice as much as the digits; the place decides between equals. Digits alone tell
 * nothing: each code is one slip away from many others.
 */
function scoreOf(printed: Printed, row: ChartRow): number {
  const { code, name, parentCode, previousCode, nextCode } = printed;
  const alike = nameLikeness(row, name);
  if (alike === 0 && row.code !== code) return 0;
  const slips = editDistance(code.slice(0, CODE_LENGTH_MAX), row.code);
  const digits = Math.max(0, 1 - slips / Math.max(row.code.length, 1));
  const isTaken = row.code === previousCode || row.code === nextCode;
  const isBelow = parentCode !== undefined && parentOf(row.code) === parentCode;
  const place = (isInPlace(printed, row.code) ? 0.1 : 0) + (isBelow ? 0.1 : 0);
  return 0.6 * alike + 0.3 * digits + place - (isTaken ? 0.6 : 0);
}

/** Whether a code stands in order between the neighbours, as far as they are known. */
function isInPlace({ previousCode, nextCode }: Printed, code: string): boolean {
  return (
    (previousCode === undefined || previousCode < code) &&
    (nextCode === undefined || code < nextCode)
  );
}

function judged(verdict: RowVerdict, certain: boolean, guess: Guess | null): RowJudgement {
  return {
    verdict,
    certain,
    repair: guess === null ? null : { code: guess.row.code, name: guess.row.name },
    as_likely: guess?.asLikely ?? [],
    changed_year: null,
  };
}
