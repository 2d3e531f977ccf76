import {
  assumptionsOf,
  POOLS,
  type Projection,
  project,
  projectionStart,
  type SpendingCell,
} from "../../financing/index.ts";
import type { Fen } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import type { History, HistoryPeople } from "../history/history.ts";
import type { PersonGroups } from "../replay/person-groups.ts";
import type { Tally } from "../replay/tally.ts";
import { insuredPeople } from "./income-book.ts";
import { poolName } from "./pools.ts";
import type { Assumption, ProjectionOutcome, ProjectionYear } from "./simulation-result.ts";

export const PROJECTED_YEARS = 10;

export interface ProjectionInput {
  readonly history: History;
  readonly people: HistoryPeople;
  readonly groups: PersonGroups;
  readonly tally: Tally;
  readonly funds: readonly string[];
  readonly before: Region;
  readonly after: Region;
  readonly year: number;
}

/** Ten years ahead from the costs per head of the replayed year, as things are and changed. */
export function projectionOf(input: ProjectionInput): {
  readonly outcome: ProjectionOutcome;
  readonly assumptions: readonly Assumption[];
} {
  const was = side(input, input.before, input.tally.cost_before_fen);
  const is = side(input, input.after, input.tally.cost_after_fen);
  const pools = projectedPools(input, was);
  const outcome: ProjectionOutcome = {
    years: was.years.map((before, index): ProjectionYear => {
      const after = is.years[index] as typeof before;
      const employees = before.heads.working + before.heads.retired;
      const ratio = before.working_per_retired_thousandths;
      return {
        year: before.year,
        insured: [
          { insutype: "310", people: Math.round(employees / 1_000) },
          { insutype: "390", people: Math.round(before.heads.resident / 1_000) },
        ],
        working_per_retiree_ppm: ratio === null ? null : ratio * 1_000,
        pools: pools.map((pool) => {
          const one = before.pools.find((row) => row.pool === pool);
          const other = after.pools.find((row) => row.pool === pool);
          return {
            pool,
            name: poolName(input.after, pool),
            income_before_fen: (one?.income_fen ?? 0) + (one?.interest_fen ?? 0),
            income_after_fen: (other?.income_fen ?? 0) + (other?.interest_fen ?? 0),
            spending_before_fen: (one?.spending_fen ?? 0) + (one?.passed_on_fen ?? 0),
            spending_after_fen: (other?.spending_fen ?? 0) + (other?.passed_on_fen ?? 0),
            balance_before_fen: one?.balance_fen ?? 0,
            balance_after_fen: other?.balance_fen ?? 0,
            reserve_before_thousandths: one?.reserve.months_thousandths ?? null,
            reserve_after_thousandths: other?.reserve.months_thousandths ?? null,
          };
        }),
      };
    }),
    first_deficit: pools.map((pool) => ({
      pool,
      name: poolName(input.after, pool),
      before: firstDeficit(was, pool),
      after: firstDeficit(is, pool),
    })),
  };
  return { outcome, assumptions: [...listed(is), ...stated(is)] };
}

/**
 * Pools that financing feeds and that bills are paid from: of the others (the personal accounts, a
 * subsidy from elsewhere) only one side of the money is known here.
 */
function projectedPools({ funds, after }: ProjectionInput, { turning }: Projection): string[] {
  const paying = new Set(funds.map((fund) => after.funds.get(fund)?.pool ?? fund));
  const fed: readonly string[] = POOLS;
  return turning.map(({ pool }) => pool).filter((pool) => fed.includes(pool) && paying.has(pool));
}

function side(input: ProjectionInput, region: Region, cost_fen: Float64Array): Projection {
  const { people, groups, funds, year, history } = input;
  const spending = groups.cost_keys.flatMap((key, cell): SpendingCell[] =>
    funds.flatMap((fund, index) => {
      const amount = cost_fen[cell * (funds.length + 1) + index] as number;
      const pool = region.funds.get(fund)?.pool;
      const { group, ...of } = key;
      if (amount === 0 || pool === undefined || group === null) return [];
      return [{ ...of, group, pool, amount_fen: amount as Fen }];
    }),
  );
  const { columns, words } = people;
  const aged = {
    ...insuredPeople(people),
    sex: { codes: columns.sex, words: words.sex ?? [] },
    birth_year: columns.birth_year,
  };
  const opening = (history.manifest.opening_balances ?? {}) as Readonly<Record<string, Fen>>;
  const start = projectionStart(region, year, aged, spending, opening);
  const day = `${year}-01-01` as Parameters<typeof assumptionsOf>[1];
  return project(region, start, assumptionsOf(region, day), PROJECTED_YEARS);
}

function firstDeficit({ turning }: Projection, pool: string): number | null {
  return turning.find((one) => one.pool === pool)?.first_deficit ?? null;
}

function listed({ assumptions }: Projection): Assumption[] {
  return assumptions.map(({ title, value, source, unverified }) => ({
    text: title,
    value,
    source: `${source.document} ${source.clause}`.trim(),
    unverified,
  }));
}

function stated({ stated: sentences }: Projection): Assumption[] {
  return sentences.map((text) => ({ text, value: "", source: "测算方法", unverified: false }));
}
