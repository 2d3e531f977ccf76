import {
  type Fen,
  multiplyFenByPpm,
  PPM_ONE,
  type Rounding,
  ZERO_FEN,
} from "../../kernel/index.ts";
import type { ChargeLineFacts, PayingAccount, RateTerm, Split, Step } from "../adjudication.ts";
import { reAddLines } from "./re-add-lines.ts";
import { type ReAddFinding, ReAddNotes } from "./re-add-notes.ts";
import { reAddPart } from "./re-add-part.ts";
import { type NumberedStep, partsOf } from "./step-parts.ts";

/**
 * The answer worked out a second time from the explanation alone (R9): charge lines, steps and
 * accounts go in, every figure comes out. Nothing of the engine is asked: no pack, no
 * accumulators, no plan. What a step begins with has to follow from the steps before it, what it
 * comes to from its base and rate, and what the answer says from what the steps come to.
 */

export interface ReAddFacts {
  readonly lines: readonly ChargeLineFacts[];
  /** Accounts before the bill, in the order in which they pay; null where they are not known. */
  readonly accounts: readonly PayingAccount[] | null;
  readonly rounding: Rounding;
}

/** The figures of an answer, as the steps give them. Fen. */
export interface ReAdded {
  readonly total_fen: number;
  readonly full_self_fen: number;
  readonly over_limit_fen: number;
  readonly first_self_fen: number;
  readonly in_scope_fen: number;
  readonly deductible_fen: number;
  readonly funds: ReadonlyMap<string, number>;
  readonly person_fen: number;
  readonly account_fen: number;
  readonly mutual_fen: number;
  readonly cash_fen: number;
}

export interface ReAddResult {
  readonly answer: ReAdded;
  /** Steps that do not follow; empty when all do. */
  readonly findings: readonly ReAddFinding[];
}

/** Whether steps say what kind they are of: those kept by an earlier version do not. */
export function canReAdd(steps: readonly Step[]): boolean {
  return steps.every(({ kind }) => kind !== "unnamed");
}

/** Works out the answer from the steps, and names every step that does not follow. */
export function reAdd(steps: readonly Step[], facts: ReAddFacts): ReAddResult {
  const { rounding } = facts;
  const notes = new ReAddNotes();
  for (const [index, step] of steps.entries()) checkProduct(step, index, rounding, notes);
  const lines = reAddLines(steps, facts.lines, rounding, notes);
  const scope = lines.total - lines.full - lines.over - lines.first;
  const parts = partsOf(steps);
  const sums = parts.map((part) => reAddPart(part, rounding, notes));
  notes.same(null, "in_scope_fen", sumOf(sums.map((one) => one.scope)), scope);
  const funds = new Map<string, number>();
  for (const [fund, paid] of sums.flatMap((one) => [...one.funds])) {
    funds.set(fund, (funds.get(fund) ?? 0) + paid);
  }
  const accounts = reAddAccounts(
    parts.flatMap((part) => part.accounts),
    facts.accounts,
    notes,
  );
  const person = lines.total - sumOf(funds.values());
  const answer: ReAdded = {
    total_fen: lines.total,
    full_self_fen: lines.full,
    over_limit_fen: lines.over,
    first_self_fen: lines.first,
    in_scope_fen: scope,
    deductible_fen: sumOf(sums.map((one) => one.deductible)),
    funds,
    person_fen: person,
    account_fen: accounts.own + accounts.mutual,
    mutual_fen: accounts.mutual,
    cash_fen: person - accounts.own - accounts.mutual,
  };
  return { answer, findings: notes.findings };
}

/** `reAdd`, and where the split says otherwise. Empty means that every yuan is explained. */
export function reAddFindings(split: Split, facts: ReAddFacts): readonly ReAddFinding[] {
  const { answer, findings } = reAdd(split.steps, facts);
  const notes = new ReAddNotes(findings);
  for (const figure of FIGURES) notes.same(null, figure, split[figure], answer[figure]);
  const funds = new Set([...answer.funds.keys(), ...split.payments.map(({ fund }) => fund)]);
  for (const fund of funds) {
    const paid = split.payments.find((payment) => payment.fund === fund)?.paid_fen ?? ZERO_FEN;
    notes.same(null, `fund:${fund}`, paid, answer.funds.get(fund) ?? ZERO_FEN);
  }
  const paid = sumOf(answer.funds.values());
  const own = answer.account_fen - answer.mutual_fen;
  // Some regions count the own account into the sum of the funds.
  if (split.fund_sum_fen !== paid + own) notes.same(null, "fund_sum_fen", split.fund_sum_fen, paid);
  notes.same(null, "hospital_fen", split.hospital_fen, ZERO_FEN);
  return notes.findings;
}

const FIGURES = [
  "total_fen",
  "full_self_fen",
  "over_limit_fen",
  "first_self_fen",
  "in_scope_fen",
  "deductible_fen",
  "person_fen",
  "account_fen",
  "mutual_fen",
  "cash_fen",
] as const satisfies readonly (keyof ReAdded & keyof Split)[];

/** A product is its base times its rate, rounded once; a rate is what its terms make. */
function checkProduct(step: Step, index: number, rounding: Rounding, notes: ReAddNotes): void {
  const { base_fen, rate_ppm, result_fen, terms } = step;
  if (rate_ppm === null) return;
  notes.same(index, "result", result_fen, multiplyFenByPpm(base_fen, rate_ppm, rounding));
  // The rate of a line is the catalogue's: it is compared with the line.
  if (step.line === null) notes.same(index, "rate", rate_ppm, composedRate(terms));
}

/** What the terms of a rate make, one after the other; points stop at 0 and at 100 %. */
function composedRate(terms: readonly RateTerm[]): number {
  let rate = 0;
  for (const { operation, rate_ppm } of terms) {
    if (operation === "base") rate = rate_ppm;
    else if (operation === "plus") rate = Math.min(PPM_ONE, rate + rate_ppm);
    else if (operation === "minus") rate = Math.max(0, rate - rate_ppm);
    else rate = (rate * rate_ppm) / PPM_ONE;
  }
  return rate;
}

/** Accounts pay no more than they hold; with the accounts known, each step names its balance. */
function reAddAccounts(
  steps: readonly NumberedStep[],
  accounts: readonly PayingAccount[] | null,
  notes: ReAddNotes,
): { readonly own: number; readonly mutual: number } {
  const balances = accounts?.map((one) => ({
    to: `account:${one.relation}`,
    left: one.balance_fen,
  }));
  const sums = { own: 0, mutual: 0 };
  for (const { step, index } of steps) {
    notes.within(index, "result", step.result_fen, 0, step.base_fen);
    if (balances) {
      const account = balances.find(({ to, left }) => to === step.to && left > 0);
      notes.same(index, "base", step.base_fen, account?.left ?? 0);
      if (account) account.left = (account.left - step.result_fen) as Fen;
    }
    sums[step.to === "account:mutual" ? "mutual" : "own"] += step.result_fen;
  }
  return sums;
}

function sumOf(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
