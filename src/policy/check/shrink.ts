import { type Fen, YibaoError, ZERO_PPM } from "../../kernel/index.ts";
import { planFor } from "../plan.ts";
import type { Region } from "../region.ts";
import { brokenBy, loweredBy, type Violation } from "./bill-properties.ts";
import { factsOf, type Situation, type TrialBill, type TrialLine } from "./situation.ts";
import { settled, yearOfBills } from "./trial.ts";

/** Something that went wrong with a bill, made as small as it can be while it still goes wrong. */

/** Bills in order; where `grows` is set, the last one is compared with itself before it grew. */
export interface Trial {
  readonly bills: readonly TrialBill[];
  readonly grows: Growth | null;
}

/** Which line of the last bill has grown, and by how much. */
export interface Growth {
  readonly line: number;
  readonly by_fen: number;
}

/** The last bill before it grew; null for a trial of one bill alone. */
export function beforeGrowth({ bills, grows }: Trial): TrialBill | null {
  if (grows === null) return null;
  const last = bills[bills.length - 1] as TrialBill;
  const lines = last.lines.map((line, index) =>
    index === grows.line ? { ...line, amount_fen: (line.amount_fen - grows.by_fen) as Fen } : line,
  );
  return { ...last, lines };
}

/** What a trial breaks, or null. A case that the engine refuses breaks nothing here. */
export function violationOf(region: Region, trial: Trial): Violation | null {
  const last = trial.bills[trial.bills.length - 1] as TrialBill;
  const less = beforeGrowth(trial);
  if (less?.lines.some(({ amount_fen }) => amount_fen < 0)) return null;
  try {
    const year = yearOfBills(region, trial.bills.slice(0, -1));
    const split = settled(region, year, last);
    if (less !== null) return loweredBy(settled(region, year, less), split);
    const plan = planFor(region, factsOf(last.situation, last.lines, null));
    return brokenBy(plan.layers, year, split);
  } catch (error) {
    if (error instanceof YibaoError) return null;
    throw error;
  }
}

const ATTEMPTS_MAX = 3_000;

export interface Shrunk {
  readonly trial: Trial;
  readonly violation: Violation;
}

/** Fewer bills, fewer lines, plainer coordinates, smaller amounts, in this order, until none. */
export function shrink(region: Region, trial: Trial, violation: Violation): Shrunk {
  let best: Shrunk = { trial, violation };
  let attempts = 0;
  const accept = (next: Trial): boolean => {
    attempts += 1;
    if (attempts > ATTEMPTS_MAX) return false;
    const found = violationOf(region, next);
    if (found?.rule !== violation.rule || found.fund !== violation.fund) return false;
    best = { trial: next, violation: found };
    return true;
  };
  for (let changed = true; changed && attempts < ATTEMPTS_MAX; ) {
    changed = false;
    for (const make of [fewerBills, fewerLines, plainerSituations, plainerLines]) {
      for (const next of make(best.trial)) {
        if (accept(next)) {
          changed = true;
          break;
        }
      }
    }
    if (smallerAmounts(() => best.trial, accept)) changed = true;
  }
  return best;
}

function* fewerBills({ bills, grows }: Trial): Generator<Trial> {
  for (let index = 0; index < bills.length - 1; index += 1) {
    const rest = bills.filter((_, at) => at !== index);
    yield { bills: rest.map((one, at) => (at === 0 ? { ...one, continues: false } : one)), grows };
  }
  for (const [index, bill] of bills.entries()) {
    if (bill.continues) {
      yield { bills: withBill(bills, index, { ...bill, continues: false }), grows };
    }
  }
}

function* fewerLines({ bills, grows }: Trial): Generator<Trial> {
  for (const [index, bill] of bills.entries()) {
    if (bill.lines.length < 2) continue;
    const isLast = index === bills.length - 1;
    for (const line of bill.lines.keys()) {
      if (isLast && line === grows?.line) continue;
      const lines = bill.lines.filter((_, at) => at !== line);
      const shifted =
        isLast && grows !== null && line < grows.line ? { ...grows, line: grows.line - 1 } : grows;
      yield { bills: withBill(bills, index, { ...bill, lines }), grows: shifted };
    }
  }
}

const PLAINER: readonly Partial<Situation>[] = [
  { place: "local" },
  { identity: "none" },
  { civil_servant_rank: null },
  { disease: null },
  { hospital_level: "level3" },
];

function* plainerSituations({ bills, grows }: Trial): Generator<Trial> {
  const employed = bills.every(({ situation }) => situation.insutype === "310");
  const working: readonly Partial<Situation>[] = employed ? [{ employment_status: "working" }] : [];
  for (const plainer of [...PLAINER, ...working]) {
    const [[field, value]] = Object.entries(plainer) as [[keyof Situation, unknown]];
    if (bills.every(({ situation }) => situation[field] === value)) continue;
    yield {
      bills: bills.map((one) => ({ ...one, situation: { ...one.situation, ...plainer } })),
      grows,
    };
  }
}

function* plainerLines({ bills, grows }: Trial): Generator<Trial> {
  for (const [index, bill] of bills.entries()) {
    for (const [at, line] of bill.lines.entries()) {
      if (line.class === "A" && !line.paid_alone) continue;
      const plain: TrialLine = {
        ...line,
        class: "A",
        first_share_ppm: ZERO_PPM,
        paid_alone: false,
      };
      const lines = bill.lines.map((one, place) => (place === at ? plain : one));
      yield { bills: withBill(bills, index, { ...bill, lines }), grows };
    }
  }
}

/** Each amount down by halving steps as far as it goes, then to a rounder number. */
function smallerAmounts(current: () => Trial, accept: (next: Trial) => boolean): boolean {
  let changed = false;
  const { bills } = current();
  for (const [index, bill] of bills.entries()) {
    for (const line of bill.lines.keys()) {
      const amount = () => current().bills[index]?.lines[line]?.amount_fen as number;
      let by = Math.floor(amount() / 2);
      while (by >= 1) {
        const smaller = withAmount(current(), index, line, amount() - by);
        if (accept(smaller)) changed = true;
        else by = Math.floor(by / 2);
      }
    }
  }
  const { grows } = current();
  if (grows !== null && grows.by_fen > 1) {
    for (const by_fen of [1, 100]) {
      if (by_fen >= grows.by_fen) break;
      if (accept(withGrowth(current(), by_fen))) return true;
    }
  }
  return changed;
}

/** The bill before it grew stays; it grows by less. */
function withGrowth(trial: Trial, by_fen: number): Trial {
  const { bills, grows } = trial;
  const { line, by_fen: was } = grows as Growth;
  const last = bills.length - 1;
  const amount = bills[last]?.lines[line]?.amount_fen as number;
  return { ...withAmount(trial, last, line, amount - was + by_fen), grows: { line, by_fen } };
}

function withAmount({ bills, grows }: Trial, index: number, line: number, fen: number): Trial {
  const bill = bills[index] as TrialBill;
  const lines = bill.lines.map((one, at) =>
    at === line ? { ...one, amount_fen: fen as Fen } : one,
  );
  return { bills: withBill(bills, index, { ...bill, lines }), grows };
}

function withBill(bills: readonly TrialBill[], index: number, bill: TrialBill): TrialBill[] {
  return bills.map((one, at) => (at === index ? bill : one));
}
