import type { Place } from "./disclosure.ts";
import { type Figure, isUnsigned, slackDoubled, type Values } from "./figure.ts";
import type { RelationRule, StatementRule } from "./rule.ts";

/**
 * pass: exact · hint: rounding explains it · slip: one last digit off where a figure is only
 * copied · fail: nothing explains it.
 */
export type Verdict = "pass" | "hint" | "slip" | "fail";

/** A rule at one place: figures and what must hold between them. */
export interface Constraint {
  readonly rule: RelationRule | StatementRule;
  readonly address: string;
  /** The figures concerned; the first is the one that the rule speaks of. */
  readonly figures: readonly Figure[];
  readonly judge: (values: Values) => Verdict;
  /** The value of a figure that makes it exact, the others as they are; null: there is none. */
  readonly solve: (at: number, values: Values) => number | null;
  /** Left less right in base units, and the two sides in words; for the message. */
  readonly sides: (values: Values) => Sides;
  /** Of a sum: all its figures with their factors, which make nothing; empty for other rules. */
  readonly parts: readonly Part[];
  /** Whether a repair of figures can mend it; what words say is not mended by figures. */
  readonly is_numeric: boolean;
  /** Where the words stand that it is about; null: where its first figure stands. */
  readonly place: Place | null;
  /** Rows that its tables do not print, and that count as nothing in it. */
  readonly absent?: readonly AbsentRow[];
}

/** A code that a table which was wholly read does not list. */
export interface AbsentRow {
  readonly topic: string;
  readonly row: string;
}

export interface Sides {
  readonly left: number;
  readonly right: number;
  /** How the right side is put together: figures with their factors. */
  readonly terms: readonly Part[];
  /** Of a percentage: what is divided by what. */
  readonly quotient?: { readonly part: readonly Part[]; readonly whole: readonly Part[] };
}

/** A figure and how often it counts. */
export interface Part {
  readonly figure: Figure;
  readonly factor: number;
}

type Base = Pick<Constraint, "rule" | "address">;

export type LinearRelation = "sum" | "copy" | "exact" | "at-most";

/** Σ left = Σ right + constant (or ≤), each with its factor. */
export function linear(
  base: Base,
  relation: LinearRelation,
  left: readonly Part[],
  right: readonly Part[],
  constant = 0,
): Constraint {
  const parts = [...left];
  for (const { figure, factor } of right) parts.push({ figure, factor: -factor });
  const figures = distinctFigures(parts);
  const signed = withSigns(figures);
  return {
    ...base,
    figures,
    parts: relation === "sum" && constant === 0 ? parts : [],
    place: null,
    is_numeric: true,
    judge: (values) => signed(values, (tried) => judgeLinear(relation, parts, tried, constant)),
    solve: (at, values) => solveLinear(at, parts, values, constant),
    sides: (values) => ({
      left: total(left, values),
      right: total(right, values) + constant,
      terms: right,
    }),
  };
}

function distinctFigures(parts: readonly Part[]): readonly Figure[] {
  const figures: Figure[] = [];
  const isLong = parts.length > 12;
  const seen = isLong ? new Set<Figure>() : null;
  for (const { figure } of parts) {
    if (seen === null ? figures.includes(figure) : seen.has(figure)) continue;
    seen?.add(figure);
    figures.push(figure);
  }
  return figures;
}

function total(parts: readonly Part[], values: Values): number {
  let sum = 0;
  for (const { figure, factor } of parts) sum += factor * (values[figure.at] as number);
  return sum;
}

function judgeLinear(
  relation: LinearRelation,
  parts: readonly Part[],
  values: Values,
  constant: number,
): Verdict {
  const difference = total(parts, values) - constant;
  if (difference === 0 || (relation === "at-most" && difference < 0)) return "pass";
  if (relation === "exact") return "fail";
  if (relation === "copy") return judgeCopy(Math.abs(difference), parts);
  return Math.abs(difference) * 2 <= slackOf(parts, values) ? "hint" : "fail";
}

/** Zeros printed in a sum that may be a little more than nothing: a sum of many hides no fault. */
const ZEROS_MAX = 2;

function slackOf(parts: readonly Part[], values: Values): number {
  let slack = 0;
  let zeros = 0;
  for (const { figure, factor } of parts) {
    const value = values[figure.at] as number;
    if (value === 0) zeros += 1;
    if (value !== 0 || zeros <= ZEROS_MAX) slack += Math.abs(factor) * slackDoubled(figure, value);
  }
  return slack;
}

/** The same figure twice: what is printed more finely is rounded to the coarser step first. */
function judgeCopy(difference: number, parts: readonly Part[]): Verdict {
  const steps = parts.map(({ figure }) => figure.printed.step);
  const coarse = Math.max(...steps);
  if (parts.every(({ figure }) => figure.printed.quantity === "count")) return "fail";
  const isMixed = steps.some((step) => step !== coarse);
  if (isMixed && difference * 2 <= coarse) return "pass";
  return difference <= coarse ? "slip" : "fail";
}

function solveLinear(
  at: number,
  parts: readonly Part[],
  values: Values,
  constant: number,
): number | null {
  let factor = 0;
  for (const part of parts) if (part.figure.at === at) factor += part.factor;
  if (factor === 0) return null;
  const rest = total(parts, values) - constant - factor * (values[at] as number);
  return -rest / factor;
}

/** part ÷ whole = percent, where part and whole may be put together of several figures. */
export function ratio(
  base: Base,
  percent: Figure,
  part: readonly Part[],
  whole: readonly Part[],
): Constraint {
  const figures = [...new Set([percent, ...part, ...whole].map(asFigure))];
  const signed = withSigns(figures);
  return {
    ...base,
    figures,
    parts: [],
    place: null,
    is_numeric: true,
    judge: (values) => signed(values, (tried) => judgeRatio(percent, part, whole, tried)),
    solve: (at, values) => solveRatio(at, percent, part, whole, values),
    sides: (values) => ({
      left: values[percent.at] as number,
      right: share(total(part, values), total(whole, values)),
      terms: [],
      quotient: { part, whole },
    }),
  };
}

function asFigure(one: Figure | Part): Figure {
  return "figure" in one ? one.figure : one;
}

const ONE_PPM = 1_000_000;

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * ONE_PPM;
}

function judgeRatio(
  percent: Figure,
  part: readonly Part[],
  whole: readonly Part[],
  values: Values,
): Verdict {
  const said = BigInt(values[percent.at] as number);
  const step = BigInt(percent.printed.step);
  const above = BigInt(total(part, values));
  const below = BigInt(total(whole, values));
  if (below === 0n) return "pass";
  const ppm = BigInt(ONE_PPM);
  const miss = size(2n * above * ppm - 2n * said * below);
  if (miss <= step * size(below)) return "pass";
  return meets(percent, part, whole, values) ? "hint" : "fail";
}

/** Whether some true values round to all that is printed; all in doubled units. */
function meets(
  percent: Figure,
  part: readonly Part[],
  whole: readonly Part[],
  values: Values,
): boolean {
  const [aboveLow, aboveHigh] = spread(part, values);
  const [belowLow, belowHigh] = spread(whole, values);
  const said = BigInt(values[percent.at] as number) * 2n;
  const step = BigInt(percent.printed.step);
  const products = [said - step, said + step].flatMap((one) => [one * belowLow, one * belowHigh]);
  const scale = 2n * BigInt(ONE_PPM);
  return aboveLow * scale <= largest(products) && smallest(products) <= aboveHigh * scale;
}

function spread(parts: readonly Part[], values: Values): readonly [bigint, bigint] {
  const slack = slackOf(parts, values);
  const middle = BigInt(total(parts, values)) * 2n;
  return [middle - BigInt(slack), middle + BigInt(slack)];
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function smallest(values: readonly bigint[]): bigint {
  return values.toSorted((a, b) => Number(a > b) - Number(a < b))[0] as bigint;
}

function largest(values: readonly bigint[]): bigint {
  return -smallest(values.map((one) => -one));
}

/**
 * Solved for one figure that may stand above and below: (a + c·x) ÷ (b + e·x) = p. Only a proposal:
 * whether it fits is judged exactly.
 */
function solveRatio(
  at: number,
  percent: Figure,
  part: readonly Part[],
  whole: readonly Part[],
  values: Values,
): number | null {
  if (at === percent.at) {
    const below = total(whole, values);
    return below === 0 ? null : share(total(part, values), below);
  }
  const own = (parts: readonly Part[]) =>
    parts.reduce((sum, one) => sum + (one.figure.at === at ? one.factor : 0), 0);
  const [c, e] = [own(part), own(whole)];
  const x = values[at] as number;
  const a = total(part, values) - c * x;
  const b = total(whole, values) - e * x;
  const p = (values[percent.at] as number) / ONE_PPM;
  const below = c - p * e;
  return Math.abs(below) < 1e-12 ? null : (p * b - a) / below;
}

/** A share of a figure, where only the share is printed: share × whole is a part of a sum. */
export interface Weighted {
  readonly share: Figure;
  readonly whole: Figure;
}

/** total = Σ share × whole. */
export function weighted(base: Base, sum: Figure, terms: readonly Weighted[]): Constraint {
  const figures = [sum, ...terms.flatMap(({ share: one, whole }) => [one, whole])];
  const product = ({ share: one, whole }: Weighted, values: Values) =>
    ((values[one.at] as number) / ONE_PPM) * (values[whole.at] as number);
  const all = (values: Values) => terms.reduce((total, one) => total + product(one, values), 0);
  return {
    ...base,
    figures: [...new Set(figures)],
    parts: [],
    place: null,
    is_numeric: true,
    judge: (values) => {
      let slack = sum.printed.step;
      for (const { share: one, whole } of terms) {
        slack += (one.printed.step / ONE_PPM) * (values[whole.at] as number);
        slack += ((values[one.at] as number) / ONE_PPM) * slackDoubled(whole, 1);
      }
      const miss = Math.abs(all(values) - (values[sum.at] as number)) * 2;
      if (miss <= sum.printed.step) return "pass";
      return miss <= slack ? "hint" : "fail";
    },
    solve: (at, values) => {
      if (at === sum.at) return all(values);
      const own = terms.find(({ share: one, whole }) => one.at === at || whole.at === at);
      if (own === undefined) return null;
      const rest = (values[sum.at] as number) - all(values) + product(own, values);
      const other = values[own.share.at === at ? own.whole.at : own.share.at] as number;
      return other === 0 ? null : (rest * ONE_PPM) / other;
    },
    sides: (values) => ({ left: values[sum.at] as number, right: all(values), terms: [] }),
  };
}

/** A constraint on what is said, which figures bear on: no repair is worked out from it. */
export function logical(
  base: Base,
  figures: readonly Figure[],
  judge: (values: Values) => Verdict,
  place: Place | null = null,
): Constraint {
  const sides = { left: 0, right: 0, terms: [] };
  const rest = { parts: [], is_numeric: false, solve: () => null, sides: () => sides };
  return { ...base, figures, place, judge, ...rest };
}

const WORST: Readonly<Record<Verdict, number>> = { pass: 0, hint: 1, slip: 2, fail: 3 };

/** Changes of open direction are tried both ways, all of one constraint together. */
function withSigns(figures: readonly Figure[]) {
  const open = figures.filter(isUnsigned);
  if (open.length === 0)
    return (values: Values, judge: (values: Values) => Verdict) => judge(values);
  return (values: Values, judge: (values: Values) => Verdict): Verdict => {
    const first = judge(values);
    if (first === "pass") return first;
    const turned = [...values];
    for (const { at } of open) turned[at] = -(values[at] as number);
    const second = judge(turned);
    return WORST[second] < WORST[first] ? second : first;
  };
}

/** The nearest value that can be printed with the figure's last digit. */
export function printable({ printed }: Figure, value: number): number {
  const sign = value < 0 ? -1 : 1;
  return sign * Math.floor(Math.abs(value) / printed.step + 0.5) * printed.step;
}
