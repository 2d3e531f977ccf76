import { type Fen, ZERO_FEN } from "../../kernel/index.ts";
import { adjudicate, adjudicateUnder } from "../adjudicate.ts";
import type { Accumulators, Split, StayFacts } from "../adjudication.ts";
import type { CompiledPlan } from "../plan.ts";
import type { Region } from "../region.ts";
import { factsOf, type TrialBill, type TrialLine } from "./situation.ts";
import { isStay } from "./universe.ts";

/** A person's year so far, as bills that were tried have left it. */
export interface YearSoFar {
  readonly bills: readonly TrialBill[];
  readonly accumulators: Accumulators;
  /** Deductible that the settlements of the last bill's stay have charged. */
  readonly charged_fen: Fen;
}

export const NEW_YEAR: YearSoFar = Object.freeze({
  bills: [],
  accumulators: Object.freeze({}),
  charged_fen: ZERO_FEN,
});

/** Settles one bill as the engine does. */
export function settled(region: Region, year: YearSoFar, bill: TrialBill): Split {
  const facts = factsOf(bill.situation, bill.lines, stayOf(region, year, bill));
  return adjudicate(region, facts, year.accumulators);
}

/** As `settled`, under a plan that is at hand: a third faster, and there are millions of bills. */
export function settledUnder(
  { compiled, stay }: { readonly compiled: CompiledPlan; readonly stay: boolean },
  year: YearSoFar,
  bill: TrialBill,
): Split {
  const facts = factsOf(bill.situation, bill.lines, stay ? stayIn(year, bill) : null);
  return adjudicateUnder(compiled, facts, year.accumulators);
}

function stayOf(region: Region, year: YearSoFar, bill: TrialBill): StayFacts | null {
  return isStay(region, bill.situation.visit_type) ? stayIn(year, bill) : null;
}

function stayIn(year: YearSoFar, bill: TrialBill): StayFacts {
  return bill.continues
    ? { first_settlement: false, deductible_charged_fen: year.charged_fen }
    : FIRST_SETTLEMENT;
}

const FIRST_SETTLEMENT: StayFacts = Object.freeze({
  first_settlement: true,
  deductible_charged_fen: ZERO_FEN,
});

/** The year after a bill that was settled. */
export function yearAfter(year: YearSoFar, bill: TrialBill, split: Split): YearSoFar {
  const accumulators: Record<string, number> = { ...year.accumulators };
  for (const { accumulator, amount } of split.moves) {
    accumulators[accumulator] = (accumulators[accumulator] ?? 0) + amount;
  }
  const earlier = bill.continues ? year.charged_fen : 0;
  return {
    bills: [...year.bills, bill],
    accumulators,
    charged_fen: (earlier + split.deductible_fen) as Fen,
  };
}

/** Settles bills one after another from the beginning of a year. */
export function yearOfBills(region: Region, bills: readonly TrialBill[]): YearSoFar {
  let year = NEW_YEAR;
  for (const bill of bills) year = yearAfter(year, bill, settled(region, year, bill));
  return year;
}

/** What an accumulator holds after a split. */
export function heldAfter(year: YearSoFar, split: Split, accumulator: string): number {
  let held = year.accumulators[accumulator] ?? 0;
  for (const move of split.moves) if (move.accumulator === accumulator) held += move.amount;
  return held;
}

/** The forms of bill that differ to the layers: which amount grows, and what stands beside it. */
export interface Form {
  readonly name: string;
  lines(amount_fen: Fen): readonly TrialLine[];
}
