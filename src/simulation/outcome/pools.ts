import { type PoolIncome, type Reserve, reserveMonths } from "../../financing/index.ts";
import type { Fen } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import type { Bench } from "../bench.ts";
import { isWholeMonths, isWholeYears, yearsIn } from "../replay/window.ts";
import type { FundOutcome, PoolMonth, PoolOutcome } from "./simulation-result.ts";

/** Which of the two sides is worked out. */
export interface PoolSide {
  /** By whose financing rules. */
  readonly region: Region;
  readonly which: "before" | "after";
}

/** The money of a pool through the period, on one side. */
export interface PoolMoney {
  readonly opening_fen: number | null;
  readonly income_fen: number | null;
  /** What its funds paid, and what it passes on to other pools. */
  readonly spending_fen: number;
  readonly closing_fen: number | null;
  readonly reserve: Reserve | null;
  readonly months: readonly {
    readonly income_fen: number | null;
    readonly spending_fen: number;
    readonly balance_fen: number | null;
  }[];
}

/**
 * The money of each pool that pays: contributions, subsidies and transfers by the financing rules,
 * what its funds paid, and how long what is left would last.
 */
export function poolsOf(bench: Bench, funds: readonly FundOutcome[], after: Region): PoolOutcome[] {
  const pools = [...new Set(funds.map(({ pool }) => pool))];
  const before = bench.options.region;
  return pools.map((pool) => {
    const was = poolMoney(bench, funds, pool, { region: before, which: "before" });
    const is = poolMoney(bench, funds, pool, { region: after, which: "after" });
    return {
      pool,
      name: poolName(after, pool),
      opening_fen: was.opening_fen,
      income_before_fen: was.income_fen,
      income_after_fen: is.income_fen,
      spending_before_fen: was.spending_fen,
      spending_after_fen: is.spending_fen,
      closing_before_fen: was.closing_fen,
      closing_after_fen: is.closing_fen,
      reserve_before_thousandths: was.reserve?.months_thousandths ?? null,
      reserve_after_thousandths: is.reserve?.months_thousandths ?? null,
      judgement_before: was.reserve && judgement(was.reserve),
      judgement_after: is.reserve && judgement(is.reserve),
      months: bench.months.map((month, index): PoolMonth => {
        const [first, second] = [was.months[index], is.months[index]];
        return {
          month,
          income_before_fen: first?.income_fen ?? null,
          income_after_fen: second?.income_fen ?? null,
          spending_before_fen: first?.spending_fen ?? 0,
          spending_after_fen: second?.spending_fen ?? 0,
          balance_before_fen: first?.balance_fen ?? null,
          balance_after_fen: second?.balance_fen ?? null,
        };
      }),
    };
  });
}

/**
 * One side of one pool. A pool that no financing rule feeds has neither income nor balance here:
 * its money comes from elsewhere. An income is told for whole months only, a balance from the
 * history's first day on only, where it begins, and for whole years.
 */
export function poolMoney(
  bench: Bench,
  funds: readonly FundOutcome[],
  pool: string,
  side: PoolSide,
): PoolMoney {
  const { months, to } = bench;
  const incomes = incomesOf(bench, pool, side.region);
  const opening = openingOf(bench, pool);
  const own = funds.filter((fund) => fund.pool === pool);
  let balance = incomes === null ? null : opening;
  const rows = months.map((month, index) => {
    const known = incomes === null ? null : incomeIn(incomes, month);
    const paid = own.reduce((sum, fund) => {
      const row = fund.months[index];
      return sum + ((side.which === "before" ? row?.before_fen : row?.after_fen) ?? 0);
    }, 0);
    const spending_fen = paid + (known?.passed_on_fen ?? 0);
    const income_fen = known?.income_fen ?? null;
    if (balance !== null) balance += (income_fen ?? 0) - spending_fen;
    return { income_fen, spending_fen, balance_fen: balance };
  });
  const sum = (some: typeof rows) => some.reduce((total, row) => total + row.spending_fen, 0);
  const closing = balance as Fen | null;
  const lastYear = sum(rows.slice(-12)) as Fen;
  return {
    opening_fen: opening,
    income_fen: incomes && rows.reduce((total, { income_fen }) => total + (income_fen ?? 0), 0),
    spending_fen: sum(rows),
    closing_fen: closing,
    reserve: closing === null ? null : reserveMonths(side.region, to, closing, lastYear),
    months: rows,
  };
}

/** By year what the pool takes in and passes on; null where it cannot be told. */
function incomesOf(
  { income, from, to }: Bench,
  pool: string,
  region: Region,
): ReadonlyMap<number, PoolIncome> | null {
  if (!isWholeMonths({ from, to })) return null;
  const found = yearsIn({ from, to }).flatMap((year) => {
    const own = income.of(region, year).find((one) => one.pool === pool);
    return own === undefined ? [] : [[year, own] as const];
  });
  return found.length === 0 ? null : new Map(found);
}

function incomeIn(incomes: ReadonlyMap<number, PoolIncome>, month: string) {
  const year = incomes.get(Number(month.slice(0, 4)));
  const index = Number(month.slice(5)) - 1;
  return {
    income_fen: year?.monthly_fen[index] ?? 0,
    passed_on_fen: year?.passed_on_monthly_fen[index] ?? 0,
  };
}

/** The books tell what was there on the history's first day, and on no other. */
function openingOf({ options, from, to }: Bench, pool: string): number | null {
  const { manifest } = options.history;
  if (from !== manifest.from || !isWholeYears({ from, to })) return null;
  return manifest.opening_balances?.[pool] ?? null;
}

/** A pool is called as the first fund that is paid from it. */
export function poolName(region: Region, pool: string): string {
  for (const fund of region.funds.values()) if (fund.pool === pool) return fund.name;
  return pool;
}

const BANDS: Readonly<Record<Reserve["band"], string>> = {
  "too-little": "过低",
  below: "低于控制区间",
  inside: "在控制区间内",
  above: "高于控制区间",
  "too-much": "过高",
};

const WARNINGS: Readonly<Record<Reserve["warning"], string>> = {
  none: "",
  amber: "，黄色预警",
  red: "，红色预警",
};

/** A pool that spent nothing lasts for ever or not at all: there is nothing to judge. */
function judgement({ months_thousandths, band, warning }: Reserve): string | null {
  return months_thousandths === null ? null : `${BANDS[band]}${WARNINGS[warning]}`;
}
