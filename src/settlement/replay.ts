import { type Fen, fen, maximumFen, minimumFen, YibaoError, ZERO_FEN } from "../kernel/index.ts";
import type { PayingAccount } from "../policy/index.ts";
import type { Bill, PersonState, SettledBill, StayToDate, YearMove } from "./bill.ts";
import { movedYears, type Years } from "./person-state.ts";
import {
  type AccountMovement,
  type EffectiveSettlement,
  negatedMoves,
  summedMoves,
} from "./settlement-record.ts";

/** What the accounts that paid offered and gave, from what settling made of the bill. */
export function movementsOf(
  accounts: readonly PayingAccount[],
  paid: readonly { readonly account_id: string; readonly paid_fen: Fen }[],
): AccountMovement[] {
  const byAccount = new Map(paid.map((payment) => [payment.account_id, payment.paid_fen]));
  return accounts.map(({ account_id, relation, balance_fen }) => ({
    account_id,
    relation,
    paid_fen: byAccount.get(account_id) ?? ZERO_FEN,
    balance_before_fen: balance_fen,
  }));
}

export interface ReplayInput {
  readonly voided: EffectiveSettlement;
  /** The person's other settlements in force that were settled after it, in order. */
  readonly later: readonly EffectiveSettlement[];
  /** The accumulators as they are, before the void. */
  readonly years: Years;
  /** Balances as they are, of every account that one of the settlements names. */
  readonly balances: ReadonlyMap<string, Fen>;
  /** Settlements of the same person in force before, for what a stay was already charged. */
  readonly earlier: readonly EffectiveSettlement[];
  /** What reversals and adjustments have moved on accounts so far. */
  readonly corrections: readonly AccountCorrection[];
  readonly settle: (bill: Bill, state: PersonState) => SettledBill;
}

/** A movement that a reversal or an adjustment made later on, for a settlement before. */
export interface AccountCorrection {
  readonly account_id: string;
  /** The person's version when it was made, and that of the settlement it corrects. */
  readonly version: number;
  readonly corrects_version: number;
  readonly paid_fen: Fen;
}

/** A later settlement that comes out differently once the voided bill never happened. */
export interface ReplayedSettlement {
  readonly settlement: EffectiveSettlement;
  readonly settled: SettledBill;
  /** Differences to what is in force. */
  readonly moves: readonly YearMove[];
  readonly movements: readonly AccountMovement[];
}

export interface Replayed {
  readonly changed: readonly ReplayedSettlement[];
  readonly years: Years;
  readonly balances: ReadonlyMap<string, Fen>;
}

/**
 * Takes a settlement out of the year and settles the later bills that its years decide again, in
 * their order, from their stored facts: the outcome is as if the voided bill had never happened.
 * An account never gives more than it still holds.
 */
export function replayAfterVoid(input: ReplayInput): Replayed {
  const { voided } = input;
  const dependent = input.later.filter((settlement) => dependsOn(settlement, voided));
  const taken = [voided, ...dependent].flatMap((settlement) => settlement.moves);
  let years = movedYears(input.years, summedMoves(negatedMoves(taken)));
  const money = accountsAfter(input, dependent);
  const stays = new StaySums(input.earlier, [voided, ...dependent], input.later);
  const changed: ReplayedSettlement[] = [];
  for (const settlement of dependent) {
    const bill = settlement.record.bill as Bill;
    const accounts = money.offered(settlement);
    const stay = bill.stay === null ? null : stays.before(settlement.record.visit_id);
    const settled = settleAgain(input, settlement, { ...bill, stay }, { years, accounts });
    years = movedYears(years, settled.moves);
    stays.add(settlement.record.visit_id, settled.split.deductible_fen);
    const movements = money.pay(settlement, movementsOf(accounts, settled.split.account_payments));
    const moves = summedMoves([...settled.moves, ...negatedMoves(settlement.moves)]);
    if (moves.length > 0 || differs(settlement, settled)) {
      changed.push({ settlement, settled, moves, movements });
    }
  }
  return { changed, years, balances: money.balances };
}

function settleAgain(
  input: ReplayInput,
  settlement: EffectiveSettlement,
  bill: Bill,
  state: PersonState,
): SettledBill {
  try {
    return input.settle(bill, state);
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    throw error.at(`重算结算 ${settlement.record.settlement_id}`);
  }
}

/** A bill depends on another when it was decided in a year that the other has moved. */
function dependsOn(settlement: EffectiveSettlement, voided: EffectiveSettlement): boolean {
  const bill = settlement.record.bill;
  if (bill === null) return false;
  const moved = new Set(voided.moves.map((move) => move.year));
  const years = [bill.begin.slice(0, 4), bill.end.slice(0, 4)];
  return years.some((year) => moved.has(year)) || settlement.moves.some((m) => moved.has(m.year));
}

function differs(settlement: EffectiveSettlement, settled: SettledBill): boolean {
  const { split } = settled;
  const before = settlement.split;
  return (
    settlement.fund_fen !== split.fund_sum_fen ||
    settlement.account_fen !== split.account_fen ||
    settlement.cash_fen !== split.cash_fen ||
    settlement.deductible_fen !== split.deductible_fen ||
    JSON.stringify(before?.payments) !== JSON.stringify(split.payments) ||
    JSON.stringify(before?.account_payments) !== JSON.stringify(split.account_payments)
  );
}

/** Deductibles that each stay was charged so far, as the replay goes on. */
class StaySums {
  readonly #stays = new Map<number, { count: number; deductible_fen: Fen }>();

  constructor(
    earlier: readonly EffectiveSettlement[],
    replayed: readonly EffectiveSettlement[],
    later: readonly EffectiveSettlement[],
  ) {
    const again = new Set(replayed.map((settlement) => settlement.record.settlement_id));
    for (const settlement of [...earlier, ...later]) {
      if (again.has(settlement.record.settlement_id)) continue;
      this.add(settlement.record.visit_id, settlement.deductible_fen);
    }
  }

  add(visit_id: number, deductible_fen: Fen): void {
    const known = this.#stays.get(visit_id) ?? { count: 0, deductible_fen: ZERO_FEN };
    this.#stays.set(visit_id, {
      count: known.count + 1,
      deductible_fen: fen(known.deductible_fen + deductible_fen),
    });
  }

  before(visit_id: number): StayToDate {
    const known = this.#stays.get(visit_id);
    return {
      first_settlement: known === undefined,
      deductible_charged_fen: known?.deductible_fen ?? ZERO_FEN,
    };
  }
}

interface AccountsReplay {
  readonly balances: ReadonlyMap<string, Fen>;
  offered(settlement: EffectiveSettlement): PayingAccount[];
  /** Returns the differences to what the settlement had taken. */
  pay(settlement: EffectiveSettlement, movements: readonly AccountMovement[]): AccountMovement[];
}

/**
 * Two views of every account: what it would have held at the time (the balance then, and what
 * the replay has given back since), and what it can give now, when all that is settled anew has
 * been given back: what was spent otherwise since stays spent.
 */
function accountsAfter(
  { balances: before, voided, corrections }: ReplayInput,
  dependent: readonly EffectiveSettlement[],
): AccountsReplay {
  const balances = new Map(before);
  const shift = new Map<string, Fen>();
  const add = (sums: Map<string, Fen>, account_id: string, amount: number): void => {
    sums.set(account_id, fen((sums.get(account_id) ?? 0) + amount));
  };
  for (const { movements } of [voided, ...dependent]) {
    for (const { account_id, paid_fen } of movements) add(balances, account_id, paid_fen);
  }
  for (const { account_id, paid_fen } of voided.movements) add(shift, account_id, paid_fen);
  return {
    balances,
    offered: (settlement) =>
      settlement.movements.map(({ account_id, relation, balance_before_fen }) => {
        const since = correctedSince(corrections, account_id, settlement.record.person_version);
        const then = fen(balance_before_fen - since + (shift.get(account_id) ?? 0));
        const now = balances.get(account_id) ?? ZERO_FEN;
        const balance_fen = maximumFen(ZERO_FEN, minimumFen(then, now));
        return { account_id, relation, balance_fen };
      }),
    pay: (settlement, movements) =>
      movements.map((movement, index) => {
        const { account_id, paid_fen } = movement;
        const had_fen = settlement.movements[index]?.paid_fen ?? ZERO_FEN;
        add(balances, account_id, -paid_fen);
        add(shift, account_id, had_fen - paid_fen);
        return { ...movement, paid_fen: fen(paid_fen - had_fen) };
      }),
  };
}

/** What later corrections of earlier settlements took more from an account, seen from a version. */
function correctedSince(
  corrections: readonly AccountCorrection[],
  account_id: string,
  version: number,
): Fen {
  let sum = 0;
  for (const correction of corrections) {
    if (correction.account_id !== account_id) continue;
    if (correction.version <= version || correction.corrects_version >= version) continue;
    sum += correction.paid_fen;
  }
  return fen(sum);
}
