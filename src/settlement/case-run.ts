import { type Fen, YibaoError } from "../kernel/index.ts";
import { type Region, rulesOn, withOptions } from "../policy/index.ts";
import type { Bill, PersonState, SettledBill } from "./bill.ts";
import type { Case } from "./case.ts";
import { movedAccounts, movedYears } from "./person-state.ts";
import { settleBill } from "./settle-bill.ts";
import { negatedMoves } from "./settlement-record.ts";

/** One settled or voided bill of a case. */
export interface CaseResult {
  readonly id: string;
  readonly bill: Bill;
  readonly settled: SettledBill;
  /** Own account after the bill. */
  readonly balance_fen: Fen;
  /** For a void: the bill it reverses; `settled` then repeats that settlement. */
  readonly voids: string | null;
  /** For a void under the rule `replay`: later bills whose answer is now another. */
  readonly changed: readonly ChangedBill[];
}

export interface ChangedBill {
  readonly id: string;
  readonly before: SettledBill;
  readonly after: SettledBill;
}

interface InForce {
  readonly id: string;
  readonly bill: Bill;
  readonly continues: string | null;
  readonly settled: SettledBill;
  /** Deductible that this and the earlier settlements of the stay have charged. */
  readonly charged_fen: Fen;
}

/**
 * Runs the bills of a case in order through one person's year(s). Pure.
 * @throws YibaoError POLICY-*, CASE-VOID-UNKNOWN, CASE-CONTINUES-UNKNOWN
 */
export function runCase(shipped: Region, given: Case): CaseResult[] {
  const region = withOptions(shipped, given.options);
  const opening: PersonState = { years: {}, accounts: given.accounts };
  let inForce: InForce[] = [];
  let state = opening;
  return given.events.map((event) => {
    if (event.kind === "bill") {
      const { id, continues = null } = event;
      const next = settledNext(region, given, state, inForce, { id, bill: event.bill, continues });
      state = applied(state, next.settled, 1);
      inForce = [...inForce, next];
      const { bill, settled } = next;
      return { id, bill, settled, balance_fen: ownBalance(state), voids: null, changed: [] };
    }
    const voided = inForce.find(({ id }) => id === event.voided);
    if (!voided) {
      throw new YibaoError("CASE-VOID-UNKNOWN", { bill: event.id, voided: event.voided });
    }
    const rest = inForce.filter(({ id }) => id !== event.voided);
    const replay = rulesOn(region, voided.bill.end).void_rule === "replay";
    const after = replay ? replayed(region, given, opening, rest) : null;
    state = after ? after.state : applied(state, voided.settled, -1);
    const changed = after ? differences(rest, after.inForce) : [];
    inForce = after ? after.inForce : rest;
    return {
      id: event.id,
      bill: voided.bill,
      settled: voided.settled,
      balance_fen: ownBalance(state),
      voids: event.voided,
      changed,
    };
  });
}

/** Settles a bill after those in force; one that continues a stay knows what that has charged. */
function settledNext(
  region: Region,
  given: Case,
  state: PersonState,
  inForce: readonly InForce[],
  { id, bill, continues }: Pick<InForce, "id" | "bill" | "continues">,
): InForce {
  const earlier = continues === null ? null : inForce.find((one) => one.id === continues);
  if (earlier === undefined) {
    throw new YibaoError("CASE-CONTINUES-UNKNOWN", { bill: id, continues: String(continues) });
  }
  const stay = earlier && { first_settlement: false, deductible_charged_fen: earlier.charged_fen };
  const whole = stay ? { ...bill, stay } : bill;
  const settled = settleBill(region, given.person, whole, state);
  const charged_fen = ((earlier?.charged_fen ?? 0) + settled.split.deductible_fen) as Fen;
  return { id, bill: whole, continues, settled, charged_fen };
}

/** The bills still in force settled anew from the opening, as if the voided one had never been. */
function replayed(
  region: Region,
  given: Case,
  opening: PersonState,
  rest: readonly InForce[],
): { readonly state: PersonState; readonly inForce: InForce[] } {
  let state = opening;
  const inForce: InForce[] = [];
  for (const { id, bill, continues } of rest) {
    const next = settledNext(region, given, state, inForce, { id, bill, continues });
    state = applied(state, next.settled, 1);
    inForce.push(next);
  }
  return { state, inForce };
}

function differences(before: readonly InForce[], after: readonly InForce[]): ChangedBill[] {
  return before.flatMap(({ id, settled }, index) => {
    const now = (after[index] as InForce).settled;
    const same = JSON.stringify(now.split) === JSON.stringify(settled.split);
    return same ? [] : [{ id, before: settled, after: now }];
  });
}

/** A person's state after a settled bill (sign 1) or after its reversal (sign −1). */
export function applied(state: PersonState, settled: SettledBill, sign: 1 | -1): PersonState {
  const moves = sign === 1 ? settled.moves : negatedMoves(settled.moves);
  return {
    years: movedYears(state.years, moves),
    accounts: movedAccounts(state.accounts, settled.split.account_payments, sign),
  };
}

function ownBalance(state: PersonState): Fen {
  const own = state.accounts.find((account) => account.relation === "own");
  return (own?.balance_fen ?? 0) as Fen;
}
