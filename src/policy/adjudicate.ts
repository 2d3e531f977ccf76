import { type Fen, minimumFen, ZERO_FEN } from "../kernel/index.ts";
import type {
  AccountPayment,
  Accumulators,
  BillFacts,
  FourAmounts,
  FundPayment,
  Split,
} from "./adjudication.ts";
import type { Benefit } from "./benefit.ts";
import { runLayer } from "./layers/bound-layer.ts";
import { newRun, type Run, roomWithin, step } from "./layers/run.ts";
import { type CompiledPlan, planFor } from "./plan.ts";
import type { Region } from "./region.ts";
import { splitLines, sumLines } from "./split-lines.ts";

/**
 * Splits one bill by the region's rules on the day of care. Pure: the same region, facts and
 * accumulators give the same split, and nothing else is read.
 *
 * Source of the order and the amounts: national settlement result fields; see GLOSSARY.md.
 * @throws YibaoError POLICY-NO-BENEFIT when nothing in the pack decides the case
 */
export function adjudicate(region: Region, facts: BillFacts, opening: Accumulators): Split {
  return adjudicateUnder(planFor(region, facts), facts, opening);
}

/** As `adjudicate`, where the plan of the case is already at hand. */
export function adjudicateUnder(
  plan: CompiledPlan,
  facts: BillFacts,
  opening: Accumulators,
): Split {
  const run = newRun(facts, opening);
  const lines = splitLines(run, plan);
  const sums = sumLines(run, lines);
  for (const layer of plan.layers) runLayer(run, layer);
  return finish(run, plan, sums, lines);
}

/** The name of the benefit that decides a case. */
export function benefitOf(region: Region, facts: BillFacts): Benefit {
  return planFor(region, facts).benefit;
}

function finish(
  run: Run,
  plan: CompiledPlan,
  sums: FourAmounts,
  lines: readonly FourAmounts[],
): Split {
  const payments = oncePerFund(run.payments);
  let funds = 0;
  for (const payment of payments) funds += payment.paid_fen;
  const person = (run.total_fen - funds) as Fen;
  const inScopePerson = roomWithin(run.in_scope_fen, funds as Fen);
  step(run, plan.marks.person, run.in_scope_fen, null, inScopePerson, null);
  const accounts = payFromAccounts(run, plan, person);
  let account = 0;
  let mutual = 0;
  for (const { relation, paid_fen } of accounts) {
    account += paid_fen;
    if (relation === "mutual") mutual += paid_fen;
  }
  const ownInSum = plan.sum_includes_own_account ? account - mutual : 0;
  // Written out: spreading `sums` into so wide an object is ten times slower than the whole bill.
  return {
    total_fen: sums.total_fen,
    full_self_fen: sums.full_self_fen,
    over_limit_fen: sums.over_limit_fen,
    first_self_fen: sums.first_self_fen,
    in_scope_fen: sums.in_scope_fen,
    lines,
    deductible_fen: run.deductible_fen,
    pool_ratio_ppm: run.pool_ratio_ppm,
    payments,
    fund_sum_fen: (funds + ownInSum) as Fen,
    person_fen: person,
    account_fen: account as Fen,
    mutual_fen: mutual as Fen,
    cash_fen: (person - account) as Fen,
    hospital_fen: ZERO_FEN,
    account_payments: accounts,
    moves: run.moves,
    steps: run.steps,
  };
}

/** Each fund once (clients read fund → amount into a map): layers of one fund are added up. */
function oncePerFund(payments: readonly FundPayment[]): readonly FundPayment[] {
  for (let index = 0; index < payments.length; index += 1) {
    const { fund } = payments[index] as FundPayment;
    if (indexOfFund(payments, fund) < index) return addedUp(payments);
  }
  return payments;
}

function addedUp(payments: readonly FundPayment[]): FundPayment[] {
  const once: FundPayment[] = [];
  for (const payment of payments) {
    const index = indexOfFund(once, payment.fund);
    const earlier = once[index];
    if (!earlier) {
      once.push(payment);
      continue;
    }
    const base_fen = (earlier.base_fen + payment.base_fen) as Fen;
    const paid_fen = (earlier.paid_fen + payment.paid_fen) as Fen;
    once[index] = { ...earlier, base_fen, paid_fen };
  }
  return once;
}

function indexOfFund(payments: readonly FundPayment[], fund: string): number {
  for (let index = 0; index < payments.length; index += 1) {
    if (payments[index]?.fund === fund) return index;
  }
  return payments.length;
}

/** Own account first, then the family's, each up to its balance (E26). */
function payFromAccounts(run: Run, plan: CompiledPlan, person_fen: Fen): AccountPayment[] {
  const { account_use, accounts } = run.facts;
  if (!plan.account || account_use === "none") return [];
  const paid: AccountPayment[] = [];
  let open = person_fen;
  for (const { account_id, relation, balance_fen } of accounts) {
    if (relation === "mutual" && account_use !== "family") continue;
    const part = minimumFen(open, balance_fen);
    if (part <= 0) continue;
    open = (open - part) as Fen;
    paid.push({ account_id, relation, paid_fen: part });
    step(run, plan.marks.account[relation], balance_fen, null, part, null);
  }
  return paid;
}
