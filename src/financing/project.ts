import {
  addFen,
  type Fen,
  firstDayOfYear,
  maximumFen,
  multiplyFenByPpm,
  multiplyFenByRatio,
  type Ppm,
  ppm,
  YibaoError,
  ZERO_FEN,
} from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import { type Assumption, type Assumptions, assumptionsOf } from "./assumptions.ts";
import { type Cohorts, cellOf, headsIn, nextYear, type YearStep } from "./cohorts.ts";
import { type DriverContext, type Drivers, driven, driversOf } from "./drivers.ts";
import { type FlowName, POOLS } from "./flows.ts";
import { growth, HEAD, partOfHeads } from "./heads.ts";
import { SEXES } from "./life-table.ts";
import type { Group } from "./people.ts";
import { checkStart, type ProjectionStart, type SpendingCell } from "./projection-start.ts";
import { type Reserve, reserveMonths } from "./reserve.ts";

/** A year of a projection; the first is the start year itself, as it is known. */
export interface ProjectedYear {
  readonly year: number;
  /** Whole thousandths of a person. */
  readonly heads: Readonly<Record<Group, number>>;
  readonly births: number;
  readonly deaths: number;
  readonly migration: number;
  readonly newly_retired: number;
  readonly newly_working: number;
  /** Working people for one retired employee (在职退休比), in whole thousandths; null without any. */
  readonly working_per_retired_thousandths: number | null;
  readonly flows: readonly { readonly flow: FlowName; readonly amount_fen: Fen }[];
  readonly pools: readonly ProjectedPool[];
}

export interface ProjectedPool {
  readonly pool: string;
  readonly opening_fen: Fen;
  /** Contributions, subsidies and what other pools pass to it, without interest. */
  readonly income_fen: Fen;
  readonly interest_fen: Fen;
  /** Benefits. */
  readonly spending_fen: Fen;
  /** What it passes to other pools. */
  readonly passed_on_fen: Fen;
  /** Income and interest less spending and what is passed on: the year's balance. */
  readonly current_fen: Fen;
  /** The cumulative balance at the year's end. */
  readonly balance_fen: Fen;
  /** Spending here is benefits and what is passed on. */
  readonly reserve: Reserve;
}

export interface Projection {
  readonly years: readonly ProjectedYear[];
  /** By pool: the first year that takes in less than it gives out, and the first one in debt. */
  readonly turning: readonly TurningYears[];
  readonly assumptions: readonly Assumption[];
  readonly stated: readonly string[];
}

export interface TurningYears {
  readonly pool: string;
  readonly first_deficit: number | null;
  readonly first_exhausted: number | null;
}

export const PROJECTION_YEARS_MOST = 80;

/**
 * Carries a region's people and funds forward year by year. The same start and assumptions give the
 * same numbers on any machine: heads, rates and amounts are integers throughout, each product is
 * rounded half up once.
 * @throws YibaoError FINANCING-YEARS-OUT-OF-RANGE | FINANCING-COLUMN-LENGTH | POLICY-NO-VALUE
 */
export function project(
  region: Region,
  start: ProjectionStart,
  assumptions: Assumptions = assumptionsOf(region, firstDayOfYear(start.year)),
  years = 10,
): Projection {
  if (!Number.isInteger(years) || years < 1 || years > PROJECTION_YEARS_MOST) {
    const details = { years: String(years), most: PROJECTION_YEARS_MOST };
    throw new YibaoError("FINANCING-YEARS-OUT-OF-RANGE", details);
  }
  checkStart(start);
  const { year: start_year, base_fen } = start;
  const context: DriverContext = { region, start_year, base_fen, assumptions };
  const run = new Run(context, start);
  const rows = [run.row(unchanged(start.cohorts), start_year)];
  let cohorts = start.cohorts;
  for (let since = 1; since <= years; since += 1) {
    const step = nextYear(cohorts, start_year + since, since, assumptions);
    rows.push(run.row(step, start_year + since));
    cohorts = step.cohorts;
  }
  return {
    years: rows,
    turning: run.pools.map((pool) => turningYears(pool, rows)),
    assumptions: assumptions.listed,
    stated: assumptions.stated,
  };
}

function unchanged(cohorts: Cohorts): YearStep {
  return { cohorts, births: 0, deaths: 0, migration: 0, retired: 0, entered: 0, left: 0 };
}

/** What stays the same over the years, and the balances that do not. */
class Run {
  readonly pools: readonly string[];
  readonly #context: DriverContext;
  readonly #start: ProjectionStart;
  readonly #drivers: Drivers;
  readonly #balances: Map<string, Fen>;

  constructor(context: DriverContext, start: ProjectionStart) {
    this.#context = context;
    this.#start = start;
    this.#drivers = driversOf(context, start.year, start.cohorts);
    const named = [...start.spending.map(({ pool }) => pool), ...Object.keys(start.opening_fen)];
    this.pools = [...new Set([...POOLS, ...named])];
    this.#balances = new Map(this.pools.map((pool) => [pool, start.opening_fen[pool] ?? ZERO_FEN]));
  }

  row(step: YearStep, year: number): ProjectedYear {
    const { cohorts, births, deaths, migration, retired, entered } = step;
    const drivers = driversOf(this.#context, year, cohorts);
    const amounts = this.#start.income.flows.map(({ flow, total_fen, from, to }) => ({
      flow,
      from,
      to,
      amount_fen: driven(total_fen, this.#drivers[flow], drivers[flow]),
    }));
    const heads = {
      working: headsIn(cohorts, "working"),
      retired: headsIn(cohorts, "retired"),
      resident: headsIn(cohorts, "resident"),
    };
    return {
      year,
      heads,
      births,
      deaths,
      migration,
      newly_retired: retired,
      newly_working: entered,
      working_per_retired_thousandths:
        heads.retired === 0 ? null : partOfHeads(heads.working, HEAD, heads.retired),
      flows: amounts.map(({ flow, amount_fen }) => ({ flow, amount_fen })),
      pools: this.pools.map((pool) => this.#pool(pool, year, cohorts, amounts)),
    };
  }

  #pool(
    pool: string,
    year: number,
    cohorts: Cohorts,
    amounts: readonly { readonly from: string; readonly to: string; readonly amount_fen: Fen }[],
  ): ProjectedPool {
    const { region, assumptions } = this.#context;
    const sum = (side: "from" | "to") =>
      addFen(...amounts.filter((one) => one[side] === pool).map((one) => one.amount_fen));
    const opening = this.#balances.get(pool) as Fen;
    const earning = maximumFen(opening, ZERO_FEN);
    const interest = multiplyFenByPpm(earning, assumptions.interest_ppm, "half-up");
    const [income, passedOn] = [sum("to"), sum("from")];
    const spending = this.#spending(pool, year, cohorts);
    const current = (income + interest - spending - passedOn) as Fen;
    const balance = addFen(opening, current);
    this.#balances.set(pool, balance);
    return {
      pool,
      opening_fen: opening,
      income_fen: income,
      interest_fen: interest,
      spending_fen: spending,
      passed_on_fen: passedOn,
      current_fen: current,
      balance_fen: balance,
      reserve: reserveMonths(region, firstDayOfYear(year), balance, addFen(spending, passedOn)),
    };
  }

  #spending(pool: string, year: number, cohorts: Cohorts): Fen {
    const since = year - this.#start.year;
    const cells = this.#start.spending.filter((cell) => cell.pool === pool);
    return addFen(
      ...cells.map((cell) => {
        const then = headsOfCell(this.#start.cohorts, cell);
        const now = headsOfCell(cohorts, cell);
        // Money spent on people who are not in the table goes on as if their number stood still.
        const amount =
          then === 0 ? cell.amount_fen : multiplyFenByRatio(cell.amount_fen, now, then, "half-up");
        const rate_ppm = costGrowth(cell, this.#context.assumptions);
        return multiplyFenByPpm(amount, growth(rate_ppm, since), "half-up");
      }),
    );
  }
}

function headsOfCell(cohorts: Cohorts, cell: SpendingCell): number {
  const sex = SEXES.indexOf(cell.sex);
  let sum = 0;
  for (let age = cell.from_age; age <= cell.to_age; age += 1) {
    sum += cohorts[cell.group][cellOf(sex, age)] as number;
  }
  return sum;
}

function costGrowth(cell: SpendingCell, assumptions: Assumptions): Ppm {
  const aged = cell.from_age >= assumptions.aged_from_age;
  const more = aged ? assumptions.aged_cost_growth_ppm : 0;
  return ppm(assumptions.cost_growth_ppm[cell.group] + more);
}

function turningYears(pool: string, rows: readonly ProjectedYear[]): TurningYears {
  const first = (is: (one: ProjectedPool) => boolean) =>
    rows.find((row) => row.pools.some((one) => one.pool === pool && is(one)))?.year ?? null;
  return {
    pool,
    first_deficit: first((one) => one.current_fen < 0),
    first_exhausted: first((one) => one.balance_fen < 0),
  };
}
