import {
  type InsuredPeople,
  incomeOfYear,
  type PoolIncome,
  type Reserve,
  reserveMonths,
} from "../../financing/index.ts";
import { type CivilDate, type Fen, yearOf } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import type { History, HistoryPeople } from "../history/history.ts";
import type { FundOutcome, PoolMonth, PoolOutcome } from "./simulation-result.ts";

/** What the pools' money is worked out from. */
export interface PoolInput {
  readonly history: History;
  readonly people: HistoryPeople;
  /** The policy as it is, and under the change. */
  readonly before: Region;
  readonly after: Region;
  readonly funds: readonly FundOutcome[];
  /** "2025-01" and so on: the months that count. */
  readonly months: readonly string[];
  readonly to: CivilDate;
}

/**
 * The money of each pool: contributions, subsidies and transfers by the financing rules, what its
 * funds paid, and how long what is left would last. Balances are told for whole years only.
 */
export function poolsOf(input: PoolInput): PoolOutcome[] {
  const { funds, before, after, people, months } = input;
  const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
  const insured = insuredPeople(people);
  const incomes = (region: Region) =>
    new Map(years.map((year) => [year, incomeOfYear(region, insured, year).pools]));
  const [incomeBefore, incomeAfter] = [incomes(before), incomes(after)];
  const whole = months.length % 12 === 0 && months[0]?.endsWith("-01") === true;
  const pools = [...new Set(funds.map(({ pool }) => pool))];
  return pools.map((pool) => {
    const side = (region: Region, income: typeof incomeBefore, which: "before_fen" | "after_fen") =>
      sideOf(input, pool, { region, income, which, whole });
    const was = side(before, incomeBefore, "before_fen");
    const is = side(after, incomeAfter, "after_fen");
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
      months: months.map((month, index): PoolMonth => {
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

/** The columns of a history's people that contributions ask for. */
export function insuredPeople({ columns, words, count }: HistoryPeople): InsuredPeople {
  return {
    count,
    insutype: { codes: columns.insutype, words: words.insutype ?? [] },
    employment_status: { codes: columns.employment_status, words: words.employment_status ?? [] },
    identities: { codes: columns.identities, words: words.identities ?? [] },
    contribution_base_fen: columns.contribution_base_fen,
    insured_months: columns.insured_months,
  };
}

/** Which of the two sides is worked out, and by which rules. */
interface SideRules {
  readonly region: Region;
  readonly income: ReadonlyMap<number, readonly PoolIncome[]>;
  readonly which: "before_fen" | "after_fen";
  /** Whether the months are whole years, so that a balance can be told. */
  readonly whole: boolean;
}

interface Side {
  readonly opening_fen: number | null;
  readonly income_fen: number | null;
  readonly spending_fen: number;
  readonly closing_fen: number | null;
  readonly reserve: Reserve | null;
  readonly months: readonly {
    readonly income_fen: number | null;
    readonly spending_fen: number;
    readonly balance_fen: number | null;
  }[];
}

function sideOf(input: PoolInput, pool: string, rules: SideRules): Side {
  const { funds, months, history, to } = input;
  const own = funds.filter((fund) => fund.pool === pool);
  const opening = rules.whole ? (history.manifest.opening_balances?.[pool] ?? null) : null;
  let balance = opening;
  const rows = months.map((month, index) => {
    const paid = own.reduce((sum, fund) => sum + (fund.months[index]?.[rules.which] ?? 0), 0);
    const known = incomeIn(rules.income, pool, month);
    const spending_fen = paid + (known?.passed_on_fen ?? 0);
    if (balance !== null) balance += (known?.income_fen ?? 0) - spending_fen;
    return { income_fen: known?.income_fen ?? null, spending_fen, balance_fen: balance };
  });
  const spending_fen = rows.reduce((sum, row) => sum + row.spending_fen, 0);
  const lastYear = rows.slice(-12).reduce((sum, row) => sum + row.spending_fen, 0);
  const closing = balance;
  return {
    opening_fen: opening,
    income_fen: rows.every((row) => row.income_fen !== null)
      ? rows.reduce((sum, row) => sum + (row.income_fen ?? 0), 0)
      : null,
    spending_fen,
    closing_fen: closing,
    reserve:
      closing === null ? null : reserveMonths(rules.region, to, closing as Fen, lastYear as Fen),
    months: rows,
  };
}

/** What the financing rules bring a pool in a month, and what it passes on; null for none. */
function incomeIn(income: SideRules["income"], pool: string, month: string) {
  const found = income.get(yearOf(`${month}-01` as CivilDate))?.find((one) => one.pool === pool);
  if (found === undefined) return null;
  const index = Number(month.slice(5)) - 1;
  return {
    income_fen: found.monthly_fen[index] ?? 0,
    passed_on_fen: found.passed_on_monthly_fen[index] ?? 0,
  };
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

function judgement({ band, warning }: Reserve): string {
  return `${BANDS[band]}${WARNINGS[warning]}`;
}
