import type { Fen } from "../kernel/index.ts";
import type { AccountPayment, Accumulators, PayingAccount } from "../policy/index.ts";
import type { YearMove } from "./bill.ts";

/** How a settled bill moves what a person has: accumulators by year, and accounts. */

/** Accumulators by calendar year. */
export type Years = Readonly<Record<string, Accumulators>>;

/** The years after moves; an accumulator that comes to nothing is left out. */
export function movedYears(years: Years, moves: readonly YearMove[]): Years {
  if (moves.length === 0) return years;
  const result: Record<string, Record<string, number>> = {};
  for (const [year, accumulators] of Object.entries(years)) result[year] = { ...accumulators };
  for (const { year, accumulator, amount } of moves) {
    result[year] ??= {};
    const of = result[year];
    of[accumulator] = (of[accumulator] ?? 0) + amount;
    if (of[accumulator] === 0) delete of[accumulator];
  }
  for (const [year, accumulators] of Object.entries(result)) {
    if (Object.keys(accumulators).length === 0) delete result[year];
  }
  return result;
}

/** The accounts after payments (sign 1), or after those were given back (sign −1). */
export function movedAccounts(
  accounts: readonly PayingAccount[],
  payments: readonly AccountPayment[],
  sign: 1 | -1,
): PayingAccount[] {
  return accounts.map((account) => {
    const paid = payments.find((payment) => payment.account_id === account.account_id);
    const left = account.balance_fen - sign * (paid?.paid_fen ?? 0);
    return { ...account, balance_fen: left as Fen };
  });
}
