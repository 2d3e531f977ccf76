import { addFen, type Fen, fen, multiplyFenByRatio, ZERO_FEN } from "../kernel/index.ts";
import type { Charts, EconomicMapRow } from "./chart.ts";
import { isInForce } from "./chart.ts";

/**
 * The two printed tables of basic expenditure, one by the departmental and one by the governmental
 * economic chart, show the same money. These are the identities between them (B-07-01 to -07).
 */
export interface PrintedAmounts {
  /** By code, 类 and 款; null: printed and not read. A code that is absent is zero. */
  readonly rows: ReadonlyMap<string, Fen | null>;
  readonly total_fen: Fen | null;
}

export interface PrintedPair {
  readonly departmental: PrintedAmounts;
  readonly governmental: PrintedAmounts;
  /** Whether a public institution is among the units; null: not known. */
  readonly has_institution: boolean | null;
  /** What one unit of the last printed place is: 0.01 万元 is 10,000 fen, 1 元 is 100. */
  readonly grain_fen: Fen;
}

export type PairRule =
  | "B-07-01"
  | "B-07-02"
  | "B-07-03"
  | "B-07-04"
  | "B-07-05"
  | "B-07-06"
  | "B-07-07";

/**
 * pass: equal, or within the bound · rounding: off by no more than rounding of each term explains ·
 * fail: off by more · unresolved: a term was not read.
 */
export type PairOutcome = "pass" | "rounding" | "fail" | "unresolved";

export interface PairCheck {
  readonly rule: PairRule;
  readonly relation: "equal" | "at-most";
  /** Codes whose sum stands on each side; governmental ones and departmental ones do not mix. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly left_fen: Fen | null;
  readonly right_fen: Fen | null;
  /** Left less right; null when unresolved. */
  readonly difference_fen: Fen | null;
  readonly outcome: PairOutcome;
}

/** Every identity between the two tables, each with its outcome, in the order of the rules. */
export function comparePair(charts: Charts, pair: PrintedPair, year: number): PairCheck[] {
  const map = charts.economicMap.filter((row) => isInForce(row, year));
  return [
    ...subtotals(pair),
    ...classPairs(pair),
    ...itemBounds(pair, map),
    ...remainders(pair, map),
    ...sameForAllUnits(pair, map),
    ...institutionOnly(pair),
  ];
}

/** What does not hold, or could not be looked at. */
export function pairDifferences(charts: Charts, pair: PrintedPair, year: number): PairCheck[] {
  return comparePair(charts, pair, year).filter(({ outcome }) => outcome !== "pass");
}

/** B-07-01: each governmental 类 is the sum of its 款, and the total that of the 类. */
function subtotals(pair: PrintedPair): PairCheck[] {
  const { rows, total_fen } = pair.governmental;
  const classes = [...rows.keys()].filter((code) => code.length === 3);
  const sums = classes.map((code) => {
    const items = [...rows.keys()].filter((item) => item.length === 5 && item.startsWith(code));
    return check(pair, "B-07-01", [code], items, "equal", "governmental");
  });
  if (classes.length === 0) return sums;
  const left: Side = { codes: [], amount_fen: total_fen };
  return [...sums, compared(pair, "B-07-01", left, side(pair.governmental, classes), "equal")];
}

/** B-07-02 to -05. */
const CLASS_PAIRS: readonly (readonly [PairRule, readonly string[], readonly string[]])[] = [
  ["B-07-02", ["501", "50501"], ["301"]],
  ["B-07-03", ["502", "50502"], ["302"]],
  ["B-07-04", ["503", "504", "506"], ["309", "310"]],
  ["B-07-05", ["509"], ["303"]],
];

function classPairs(pair: PrintedPair): PairCheck[] {
  return CLASS_PAIRS.map(([rule, left, right]) => check(pair, rule, left, right, "equal"));
}

/** B-07-06: a 款 of administrative units is at most what goes there; institutions have the rest. */
function itemBounds(pair: PrintedPair, map: readonly EconomicMapRow[]): PairCheck[] {
  return [...splitTargets(map)].map(([target, sources]) =>
    check(pair, "B-07-06", [target], sources, "at-most"),
  );
}

/** Governmental 款 of administrative units, with the departmental 款 that institutions share. */
function splitTargets(map: readonly EconomicMapRow[]): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  for (const { departmental, administrative, institution } of map) {
    const [target] = administrative;
    if (target === undefined || target === institution[0]) continue;
    sources.set(target, [...(sources.get(target) ?? []), departmental]);
  }
  return sources;
}

/** B-07-06: what is left over of all 款 of a group is the 款 of the institutions, exactly. */
function remainders(pair: PrintedPair, map: readonly EconomicMapRow[]): PairCheck[] {
  const shared = map.filter((row) => row.administrative[0] !== row.institution[0]);
  const institutionCodes = [...new Set(shared.flatMap((row) => row.institution))];
  return institutionCodes.map((target) => {
    const rows = shared.filter((row) => row.institution.includes(target));
    const administrative = [...new Set(rows.flatMap((row) => row.administrative))];
    const sources = rows.map((row) => row.departmental);
    return check(pair, "B-07-06", [...administrative, target], sources, "equal");
  });
}

/** B-07-06: 款 that are the same for every kind of unit; those with alternatives go together. */
function sameForAllUnits(pair: PrintedPair, map: readonly EconomicMapRow[]): PairCheck[] {
  const same = map.filter(
    ({ administrative, institution }) => administrative[0] === institution[0],
  );
  const groups: { targets: Set<string>; sources: string[] }[] = [];
  for (const row of same) {
    const isUsed = (pair.departmental.rows.get(row.departmental) ?? null) !== ZERO_FEN;
    const isPrinted = pair.departmental.rows.has(row.departmental);
    const targets = isPrinted && isUsed ? row.administrative : row.administrative.slice(0, 1);
    const joined = groups.filter((group) => targets.some((target) => group.targets.has(target)));
    const merged = {
      targets: new Set([...joined.flatMap((group) => [...group.targets]), ...targets]),
      sources: [...joined.flatMap((group) => group.sources), row.departmental],
    };
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map(({ targets, sources }) =>
    check(pair, "B-07-06", [...targets], sources, "equal"),
  );
}

/** B-07-07: 505 and 506 are for public institutions. */
function institutionOnly(pair: PrintedPair): PairCheck[] {
  if (pair.has_institution === true) return [];
  return ["505", "506"].flatMap((code) => {
    const items = [...pair.governmental.rows.keys()].filter((item) => item.startsWith(code));
    if (items.length === 0) return [];
    const left = side(pair.governmental, items.includes(code) ? [code] : items);
    const right: Side = { codes: [], amount_fen: ZERO_FEN };
    const found = compared(pair, "B-07-07", left, right, "equal");
    const isOpen = pair.has_institution === null && found.outcome !== "pass";
    return [isOpen ? { ...found, outcome: "unresolved" as const } : found];
  });
}

interface Side {
  readonly codes: readonly string[];
  readonly amount_fen: Fen | null;
}

/** A 类 that is not printed is the sum of its 款. */
function side({ rows }: PrintedAmounts, codes: readonly string[]): Side {
  const printed = codes.flatMap((code) => {
    if (rows.has(code)) return [code];
    if (code.length > 3) return [];
    return [...rows.keys()].filter((item) => item.length === 5 && item.startsWith(code));
  });
  const amounts = printed.map((code) => rows.get(code) ?? null);
  const read = amounts.filter((amount) => amount !== null);
  return { codes: printed, amount_fen: read.length < amounts.length ? null : addFen(...read) };
}

function check(
  pair: PrintedPair,
  rule: PairRule,
  left: readonly string[],
  right: readonly string[],
  relation: PairCheck["relation"],
  rightTable: "departmental" | "governmental" = "departmental",
): PairCheck {
  return compared(
    pair,
    rule,
    side(pair.governmental, left),
    side(pair[rightTable], right),
    relation,
  );
}

function compared(
  { grain_fen }: PrintedPair,
  rule: PairRule,
  left: Side,
  right: Side,
  relation: PairCheck["relation"],
): PairCheck {
  const base = { rule, relation, left: left.codes, right: right.codes };
  const [left_fen, right_fen] = [left.amount_fen, right.amount_fen];
  if (left_fen === null || right_fen === null) {
    return { ...base, left_fen, right_fen, difference_fen: null, outcome: "unresolved" };
  }
  const difference_fen = fen(left_fen - right_fen);
  // Each printed term may be off by half of its last place.
  const terms = Math.max(left.codes.length, 1) + Math.max(right.codes.length, 1);
  const slack_fen = multiplyFenByRatio(grain_fen, terms, 2, "down");
  const over_fen = relation === "equal" ? Math.abs(difference_fen) : Math.max(0, difference_fen);
  const outcome = over_fen === 0 ? "pass" : over_fen <= slack_fen ? "rounding" : "fail";
  return { ...base, left_fen, right_fen, difference_fen, outcome };
}
