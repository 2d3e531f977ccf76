import {
  type CivilDate,
  type Fen,
  fen,
  firstDayOfYear,
  multiplyFenByPpm,
  multiplyFenByRatio,
  type Ppm,
  yearOf,
  ZERO_FEN,
} from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import type { Assumptions } from "./assumptions.ts";
import { CELLS, type Cohorts, headsIn } from "./cohorts.ts";
import { contributionByRules, contributionRules } from "./contribution.ts";
import type { FlowName } from "./flows.ts";
import { growth, perHead } from "./heads.ts";
import { GOVERNMENT_LEVELS, residentFee, subsidyLag } from "./resident-fee.ts";
import { amountOn, inForceSince } from "./values.ts";

/**
 * What each flow goes up and down with: the mass of wages at the rates of the year, or an amount
 * for each head. A flow of a later year is that of the start year in proportion to its driver, so
 * that the start year is the known one to the fen.
 */
export type Drivers = Readonly<Partial<Record<FlowName, Fen>>>;

export interface DriverContext {
  readonly region: Region;
  readonly start_year: number;
  readonly base_fen: readonly Fen[];
  readonly assumptions: Assumptions;
}

export function driversOf(context: DriverContext, year: number, cohorts: Cohorts): Drivers {
  return {
    ...wageDrivers(context, year, cohorts),
    ...headDrivers(context, year, cohorts),
    ...residentDrivers(context, year, headsIn(cohorts, "resident")),
  };
}

/** A year's flow from the start year's. Without a driver then, there is nothing to go by. */
export function driven(amount_fen: Fen, then: Fen | undefined, now: Fen | undefined): Fen {
  if (!then) return ZERO_FEN;
  return multiplyFenByRatio(amount_fen, now ?? 0, then, "half-up");
}

/** A month's wages of all who work, as wages have grown. */
function wageMass(context: DriverContext, year: number, cohorts: Cohorts): Fen {
  let sum = 0;
  for (let cell = 0; cell < CELLS; cell += 1) {
    sum += perHead(context.base_fen[cell] as Fen, cohorts.working[cell] as number);
  }
  const rate_ppm = context.assumptions.wage_growth_ppm;
  return multiplyFenByPpm(fen(sum), growth(rate_ppm, year - context.start_year), "half-up");
}

/** No clamp applies: the bases went through them in the start year, and grow with wages. */
function wageDrivers(context: DriverContext, year: number, cohorts: Cohorts): Drivers {
  const rules = {
    ...contributionRules(context.region, dayIn(year)),
    floor_fen: ZERO_FEN,
    ceiling_fen: fen(Number.MAX_SAFE_INTEGER),
  };
  const contribution_base_fen = wageMass(context, year, cohorts);
  const paid = (participation: "employer" | "flexible-pool-and-account") =>
    contributionByRules(rules, {
      employment_status: "working",
      contribution_base_fen,
      participation,
    });
  const employed = paid("employer");
  const flexible = paid("flexible-pool-and-account");
  return {
    "employer-medical": employed.employer_medical_fen,
    "employer-account": employed.employer_account_fen,
    maternity: employed.maternity_fen,
    personal: employed.personal_fen,
    "flexible-pool": flexible.flexible_pool_fen,
    "flexible-account": flexible.flexible_account_fen,
  };
}

function headDrivers(context: DriverContext, year: number, cohorts: Cohorts): Drivers {
  const { other_amounts_growth_ppm, retiree_inflow_growth_ppm } = context.assumptions;
  const retired = headsIn(cohorts, "retired");
  const employees = retired + headsIn(cohorts, "working");
  const amount = (name: string, rate_ppm: Ppm) => uprated(context, name, year, rate_ppm);
  return {
    "retiree-inflow": perHead(amount("retiree_account_inflow", retiree_inflow_growth_ppm), retired),
    "large-sum": perHead(amount("large_sum_premium_year", other_amounts_growth_ppm), employees),
  };
}

function residentDrivers(context: DriverContext, year: number, heads: number): Drivers {
  const { region, assumptions } = context;
  const other = assumptions.other_amounts_growth_ppm;
  const amount = (name: string) => perHead(uprated(context, name, year, other), heads);
  const fee = perHead(
    uprated(context, "resident_fee", year, assumptions.resident_fee_growth_ppm),
    heads,
  );
  const parts = residentFee(region, year, []);
  const index = subsidyIndex(context, year);
  const subsidies = GOVERNMENT_LEVELS.map((level) => [
    `subsidy-${level}`,
    perHead(multiplyFenByPpm(parts.subsidy[level], index, "half-up"), heads),
  ]);
  return {
    "resident-fee": fee,
    "resident-assistance": fee,
    "critical-illness": amount("critical_illness_transfer_year"),
    "assistance-budget": amount("assistance_budget_year"),
    ...Object.fromEntries(subsidies),
  };
}

function subsidyIndex(context: DriverContext, year: number): Ppm {
  const { region, assumptions } = context;
  const lag = subsidyLag(region, dayIn(year));
  const since = yearOf(inForceSince(region, "resident_subsidy", dayIn(year - lag))) + lag;
  return indexSince(context, since, year, assumptions.resident_subsidy_growth_ppm);
}

/** An amount of the packs in a year: as published, and grown since the last published one. */
function uprated(context: DriverContext, name: string, year: number, rate_ppm: Ppm): Fen {
  const amount = amountOn(context.region, name, dayIn(year));
  const since = yearOf(inForceSince(context.region, name, dayIn(year)));
  return multiplyFenByPpm(amount, indexSince(context, since, year, rate_ppm), "half-up");
}

/** Nothing grows before the start year is over: what was known then is what was paid. */
function indexSince(context: DriverContext, since: number, year: number, rate_ppm: Ppm): Ppm {
  return growth(rate_ppm, Math.max(year - Math.max(since, context.start_year), 0));
}

function dayIn(year: number): CivilDate {
  return firstDayOfYear(year);
}
