import { type Fen, type Ppm, randomSource, YibaoError } from "../../kernel/index.ts";
import type { CatalogueClass, Split } from "../adjudication.ts";
import type { Region } from "../region.ts";
import { brokenBy, loweredBy, type Violation } from "./bill-properties.ts";
import {
  ALONE,
  type Edge,
  edgesOf,
  formsOf,
  owedPerBill,
  PLAIN,
  paidAccumulators,
} from "./edges.ts";
import type { DistinctPlan } from "./plans.ts";
import { smallestReaching } from "./reach.ts";
import type { Trial } from "./shrink.ts";
import { plainLine, type TrialBill, type TrialLine } from "./situation.ts";
import {
  type Form,
  heldAfter,
  NEW_YEAR,
  settled,
  settledUnder,
  type YearSoFar,
  yearAfter,
  yearOfBills,
} from "./trial.ts";

/**
 * Bills tried under one plan. Every amount at which its answer can bend is met from both sides:
 * the deductible (first and repeated), and each threshold, band, limit and cap, seen backwards as
 * the cost that reaches it — on an empty year, on a year that stands at each of those edges or a
 * fen beside it, and in each state of a stay. Then random years, from a seed.
 */

/** Called with what went wrong; true: enough of it. */
export type Report = (trial: Trial, violation: Violation) => void;

/** Ten million yuan: above every limit that a pack could mean. */
const MOST_FEN = 1_000_000_000;
const YUAN = 100;

export interface Trying {
  readonly region: Region;
  readonly plan: DistinctPlan;
  /** Other plans of the same scheme, whose bills may fill an accumulator that this one shares. */
  readonly others: readonly DistinctPlan[];
  readonly report: Report;
  /** Of a bill with nothing but drugs paid alone the other layers see nothing: once is enough. */
  readonly isAloneTried: (plan: DistinctPlan) => boolean;
  /** At which cost an edge was reached last, under this plan or the one before. */
  readonly near: Map<string, number>;
  count: number;
}

/** @returns how many bills were settled */
export function tryBills(trying: Trying, seed: string, sequences: number): number {
  const { plan } = trying;
  for (const form of formsOf(plan)) {
    if (form === ALONE && trying.isAloneTried(plan)) continue;
    const edges = edgesOf(plan, form === ALONE);
    const owed = form === PLAIN ? owedPerBill(plan) : [];
    const paid = paidAccumulators(plan);
    for (const [index, year] of yearsToTry(trying, form, edges).entries()) {
      tryAmounts(trying, year, form, { edges, owed, paid, like: `${form.name} ${index}` });
    }
  }
  tryRandomYears(trying, seed, sequences);
  return trying.count;
}

/** Empty, at each edge or a fen beside it, and what stays there can be. */
function yearsToTry(trying: Trying, form: Form, edges: readonly Edge[]): Beginning[] {
  const { plan } = trying;
  const years: Beginning[] = [{ year: NEW_YEAR, continues: false }];
  for (const edge of edges) {
    const reached = yearReaching(trying, form, edge);
    for (const bills of reached) {
      const year = attempted(trying, bills);
      if (year) years.push({ year, continues: false });
    }
  }
  if (!plan.stay || form !== PLAIN) return years;
  const [first = 0] = owedPerBill(plan);
  const small = billOf(plan, PLAIN, YUAN);
  const whole = billOf(plan, PLAIN, first + YUAN);
  // Beside the first settlement of a first admission: a repeated one, the later settlement of a
  // first one (its deductible charged in part, or whole), and that of a repeated one.
  const stays: readonly (readonly [readonly TrialBill[], boolean])[] = [
    [[small], false],
    [[small], true],
    [[whole], true],
    [[whole, small], true],
  ];
  for (const [bills, continues] of stays) {
    const year = attempted(trying, bills);
    if (year) years.push({ year, continues });
  }
  return years;
}

/** A year before the bill that is tried, and whether that goes on with the last stay. */
interface Beginning {
  readonly year: YearSoFar;
  readonly continues: boolean;
}

function billOf({ situation }: DistinctPlan, form: Form, amount_fen: number): TrialBill {
  return { situation, lines: form.lines(amount_fen as Fen), continues: false };
}

function attempted(trying: Trying, bills: readonly TrialBill[]): YearSoFar | null {
  try {
    trying.count += bills.length;
    return yearOfBills(trying.region, bills);
  } catch (error) {
    if (error instanceof YibaoError) return null;
    throw error;
  }
}

/** One bill that brings the accumulator to the edge, and those a fen less and a fen more. */
function yearReaching(trying: Trying, form: Form, edge: Edge): TrialBill[][] {
  const own = reachingBill(trying, trying.plan, form, edge);
  const fill =
    own ??
    firstOf(trying.others, (other) =>
      reachingBill(trying, sharedBy(trying.plan, other), PLAIN, edge),
    );
  if (fill === null) return [];
  const around = [fill.amount - 1, fill.amount, fill.amount + 1].filter((amount) => amount > 0);
  return around.map((amount) => [billOf(fill.plan, fill.form, amount)]);
}

/** The other plan's visit by this plan's person. */
function sharedBy(plan: DistinctPlan, other: DistinctPlan): DistinctPlan {
  const { employment_status, civil_servant_rank, identity, day } = plan.situation;
  return {
    ...other,
    situation: { ...other.situation, employment_status, civil_servant_rank, identity, day },
  };
}

interface Filling {
  readonly plan: DistinctPlan;
  readonly form: Form;
  readonly amount: number;
}

function reachingBill(
  trying: Trying,
  plan: DistinctPlan,
  form: Form,
  { accumulator, amount_fen }: Edge,
): Filling | null {
  const held = (amount: number) => {
    trying.count += 1;
    const bill = billOf(plan, form, amount);
    const own = plan === trying.plan;
    const split = own ? settledUnder(plan, NEW_YEAR, bill) : settled(trying.region, NEW_YEAR, bill);
    return heldAfter(NEW_YEAR, split, accumulator);
  };
  try {
    const key = `${plan.benefit.name} ${form.name} ${accumulator} ${amount_fen}`;
    const hint = trying.near.get(key) ?? null;
    const amount = smallestReaching(held, amount_fen, MOST_FEN, [], hint);
    if (amount !== null) trying.near.set(key, amount);
    return amount === null ? null : { plan, form, amount };
  } catch (error) {
    if (error instanceof YibaoError) return null;
    throw error;
  }
}

function firstOf<Value, Found>(
  values: readonly Value[],
  find: (value: Value) => Found | null,
): Found | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}

/** Where a plan bends; `like` names the beginning, which is alike from plan to plan. */
interface Bends {
  readonly edges: readonly Edge[];
  readonly like: string;
  readonly owed: readonly number[];
  readonly paid: readonly string[];
}

/** Puts a number into its place in an ascending list: a short one, and mostly at its end. */
function insert(ascending: number[], value: number): void {
  let index = ascending.length;
  while (index > 0 && (ascending[index - 1] as number) > value) index -= 1;
  ascending.splice(index, 0, value);
}

/** Settles a bill at each bend and beside it, in order of cost, each compared with the last. */
function tryAmounts(
  trying: Trying,
  { year, continues }: Beginning,
  form: Form,
  { edges, owed, paid, like }: Bends,
): void {
  const { plan, near } = trying;
  const billWith = (amount: number): TrialBill => ({ ...billOf(plan, form, amount), continues });
  const known = new Map<number, Split>();
  const ascending: number[] = [];
  const settle = (amount: number): Split => {
    let split = known.get(amount);
    if (!split) {
      trying.count += 1;
      split = settledUnder(plan, year, billWith(amount));
      known.set(amount, split);
      insert(ascending, amount);
    }
    return split;
  };
  const reaching = (accumulator: string, goal: number, part: string): void => {
    const held = (amount: number) =>
      amount === 0
        ? (year.accumulators[accumulator] ?? 0)
        : heldAfter(year, settle(amount), accumulator);
    const key = `${accumulator} ${part}`;
    const hint = near.get(`${like} ${key}`) ?? near.get(key) ?? null;
    const amount = smallestReaching(held, goal, MOST_FEN, ascending, hint);
    if (amount === null || amount === 0) return;
    bends.add(amount);
    near.set(key, amount).set(`${like} ${key}`, amount);
  };
  const bends = new Set<number>([1, YUAN, 1_000_000, ...owed]);
  for (const { accumulator, amount_fen } of edges) {
    reaching(accumulator, amount_fen, String(amount_fen));
  }
  for (const accumulator of paid) {
    reaching(accumulator, (year.accumulators[accumulator] ?? 0) + 1, "begins");
  }
  const amounts = new Set<number>();
  for (const bend of bends) {
    for (const beside of [-1, 0, 1, YUAN]) if (bend + beside > 0) amounts.add(bend + beside);
  }
  let less: { readonly amount: number; readonly split: Split } | null = null;
  for (const amount of [...amounts].sort((a, b) => a - b)) {
    const split = settle(amount);
    const bills = () => [...year.bills, billWith(amount)];
    const broken = brokenBy(plan.compiled.layers, year, split);
    if (broken) trying.report({ bills: bills(), grows: null }, broken);
    const lowered = less === null ? null : loweredBy(less.split, split);
    if (lowered) {
      const by_fen = amount - (less?.amount ?? 0);
      trying.report({ bills: bills(), grows: { line: 0, by_fen } }, lowered);
    }
    less = { amount, split };
  }
}

/** Years of a few bills of any amounts and classes; in each bill one line once costs more. */
function tryRandomYears(trying: Trying, seed: string, sequences: number): void {
  const { plan } = trying;
  const random = randomSource(seed, JSON.stringify(plan.situation));
  for (let sequence = 0; sequence < sequences; sequence += 1) {
    let year: YearSoFar = NEW_YEAR;
    const bills = random.between(1, 3);
    for (let index = 0; index < bills; index += 1) {
      const lines = Array.from({ length: random.between(1, 3) }, () => randomLine(random));
      const continues = plan.stay && index > 0 && random.percent(30);
      const bill: TrialBill = { situation: plan.situation, lines, continues };
      const split = settledUnder(plan, year, bill);
      const broken = brokenBy(plan.compiled.layers, year, split);
      if (broken) trying.report({ bills: [...year.bills, bill], grows: null }, broken);
      tryGrowth(trying, year, bill, split, random.pick([1, YUAN]));
      year = yearAfter(year, bill, split);
      trying.count += 2;
    }
  }
}

function tryGrowth(
  trying: Trying,
  year: YearSoFar,
  bill: TrialBill,
  split: Split,
  by_fen: number,
): void {
  const line = bill.lines.findIndex((one) => one.class !== "C");
  if (line < 0) return;
  const lines = bill.lines.map((one, at) =>
    at === line ? { ...one, amount_fen: (one.amount_fen + by_fen) as Fen } : one,
  );
  const more = { ...bill, lines };
  const lowered = loweredBy(split, settledUnder(trying.plan, year, more));
  if (lowered) trying.report({ bills: [...year.bills, more], grows: { line, by_fen } }, lowered);
}

const CLASSES: readonly (readonly [number, CatalogueClass])[] = [
  [5, "A"],
  [3, "B"],
  [1, "C"],
];

function randomLine(random: ReturnType<typeof randomSource>): TrialLine {
  const of = random.weighted(CLASSES);
  const scale = 10 ** random.between(2, 7);
  const amount = random.between(1, scale) as Fen;
  const share = of === "B" ? random.between(1, 30) * 10_000 : 0;
  return {
    ...plainLine(amount),
    class: of,
    first_share_ppm: share as Ppm,
    paid_alone: of === "A" && random.percent(10),
  };
}
