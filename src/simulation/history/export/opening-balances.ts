import { addDays, type CivilDate, type Fen } from "../../../kernel/index.ts";
import { balanceOf } from "../../../ledger/index.ts";
import type { Region } from "../../../policy/index.ts";
import type { Runner } from "../../../store/index.ts";
import { payingFunds } from "../write-history.ts";

export interface OpeningBalances {
  readonly opening_balances: Readonly<Record<string, Fen>> | null;
  readonly opening_balances_note: string;
}

/**
 * The money of each paying pool at the end of the day before. Books that do not hold what came in
 * (contributions kept elsewhere) say nothing of it, and neither do we.
 */
export async function openingBalances(
  runner: Runner,
  region: Region,
  from: CivilDate,
): Promise<OpeningBalances> {
  const date = addDays(from, -1);
  const balances: Record<string, Fen> = {};
  for (const { pool } of payingFunds(region)) {
    const filter = { book: "funds", region: region.code, pool, class: "asset" } as const;
    balances[pool] = await balanceOf(runner, filter, date);
  }
  const held = Object.values(balances);
  if (held.every((balance) => balance <= 0)) {
    const note = `账上没有 ${date} 的基金资产，期初结余不详`;
    return { opening_balances: null, opening_balances_note: note };
  }
  const note = `总账 ${date} 各基金资产类科目余额`;
  return { opening_balances: balances, opening_balances_note: note };
}
