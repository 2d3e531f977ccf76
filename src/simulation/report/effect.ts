import type {
  PoolOutcome,
  ProjectionOutcome,
  SimulationResult,
} from "../outcome/simulation-result.ts";

/** Whether anything came of the change, and for which funds: what did not change is not drawn. */

/** Nothing differs for anybody: pictures of before and after would be the same twice. */
export function hasNoEffect({ totals, funds, pools, projection }: SimulationResult): boolean {
  return (
    totals.winners + totals.losers === 0 &&
    totals.person_before_fen === totals.person_after_fen &&
    funds.every((fund) => fund.before_fen === fund.after_fen) &&
    !pools.some(isPoolChanged) &&
    (projection === null ||
      projection.years.every(({ pools: ahead }) =>
        ahead.every((pool) => pool.balance_before_fen === pool.balance_after_fen),
      ))
  );
}

/** A replay as it was, not a change that did nothing. */
export function isPlainReplay(result: SimulationResult): boolean {
  const { changes, policy_version_before, policy_version_after } = result;
  const same = policy_version_before === policy_version_after;
  return same && changes.length === 0 && hasNoEffect(result);
}

/** Whether the change moves the pool in any of the years ahead. */
export function isProjectedPoolChanged({ years }: ProjectionOutcome, pool: string): boolean {
  return years.some(({ pools }) =>
    pools.some(
      (one) =>
        one.pool === pool &&
        (one.balance_before_fen !== one.balance_after_fen ||
          one.spending_before_fen !== one.spending_after_fen ||
          one.income_before_fen !== one.income_after_fen),
    ),
  );
}

export function isPoolChanged(pool: PoolOutcome): boolean {
  return (
    pool.spending_before_fen !== pool.spending_after_fen ||
    pool.income_before_fen !== pool.income_after_fen ||
    pool.months.some((month) => month.spending_before_fen !== month.spending_after_fen)
  );
}

/** The pool that the change moves most; that which spends most where it moves none. */
export function foremostPool({ pools }: SimulationResult): PoolOutcome | null {
  const known = pools.filter((pool) => pool.reserve_before_thousandths !== null);
  const [first] = [...known].sort(
    (a, b) =>
      Math.abs(balanceChange(b)) - Math.abs(balanceChange(a)) ||
      b.spending_before_fen - a.spending_before_fen,
  );
  return first ?? null;
}

function balanceChange(pool: PoolOutcome): number {
  const spending = pool.spending_after_fen - pool.spending_before_fen;
  return (pool.income_after_fen ?? 0) - (pool.income_before_fen ?? 0) - spending;
}
