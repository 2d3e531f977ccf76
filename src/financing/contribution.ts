import {
  addFen,
  type CivilDate,
  type Fen,
  maximumFen,
  minimumFen,
  multiplyFenByPpm,
  PPM_ONE,
  type Ppm,
  type Rounding,
  ZERO_FEN,
} from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import { amountOn, choiceOn, firstDayOfMonth, rateOn } from "./values.ts";

/**
 * What an employee's month brings in: rates of the clamped base, and the flat inflow of a retiree's
 * account. Social Insurance Law art. 23 and 27, 国办发〔2019〕10号 (maternity is collected with it),
 * 国办发〔2021〕14号 (the employer's part all to the pool); rates and clamps are values of the packs.
 */

/** How an employee takes part. A self-employed person (灵活就业) pays it all. */
export const PARTICIPATIONS = ["employer", "flexible-pool", "flexible-pool-and-account"] as const;
export type Participation = (typeof PARTICIPATIONS)[number];

export interface Contributor {
  readonly employment_status: "working" | "retired";
  /** The person's own wage of last year, a month, before the clamps. */
  readonly contribution_base_fen: Fen;
  /** By the employer when left out. */
  readonly participation?: Participation;
}

/** One month of one person. What goes to the pool and to the account stands apart. */
export interface Contribution {
  /** The base after the clamps; 0 of a retiree who pays nothing. */
  readonly base_fen: Fen;
  /** Of the employer for medical care, without the part that goes to the account. */
  readonly employer_medical_fen: Fen;
  /** Part of the employer's premium that goes to the account (before 2023). */
  readonly employer_account_fen: Fen;
  /** Of the employer for maternity; income of the employee pool. */
  readonly maternity_fen: Fen;
  /** Of the person, to the account. */
  readonly personal_fen: Fen;
  /** Of a self-employed person, to the pool and to the account. */
  readonly flexible_pool_fen: Fen;
  readonly flexible_account_fen: Fen;
  /** Passed from the pool to the account of a retiree; no new money. */
  readonly retiree_inflow_fen: Fen;
  /** New money of the pool: employer, maternity, self-employed. */
  readonly to_pool_fen: Fen;
  /** What the account receives, with the inflow from the pool. */
  readonly to_account_fen: Fen;
}

/** The values of a region on a day, read once for many people. */
export interface ContributionRules {
  readonly floor_fen: Fen;
  readonly ceiling_fen: Fen;
  readonly working: StatusRates;
  readonly retired: StatusRates;
  readonly employer_account_share_ppm: Ppm;
  readonly flexible_pool_ppm: Ppm;
  readonly flexible_account_ppm: Ppm;
  readonly retiree_inflow_fen: Fen;
  readonly sum_is_rounded: boolean;
  readonly rounding: Rounding;
}

interface StatusRates {
  readonly medical_ppm: Ppm;
  readonly maternity_ppm: Ppm;
  readonly personal_ppm: Ppm;
}

/** @throws YibaoError POLICY-NO-VALUE where the packs have no value on the day */
export function contributionRules(region: Region, day: CivilDate): ContributionRules {
  const rates = (status: string): StatusRates => ({
    medical_ppm: rateOn(region, "employer_medical_rate", day, status),
    maternity_ppm: rateOn(region, "employer_maternity_rate", day, status),
    personal_ppm: rateOn(region, "employee_personal_rate", day, status),
  });
  const rounded = choiceOn(region, "contribution_rounding", day, [
    "each-component",
    "employer-sum",
  ]);
  return {
    floor_fen: amountOn(region, "contribution_base_floor", day),
    ceiling_fen: amountOn(region, "contribution_base_ceiling", day),
    working: rates("working"),
    retired: rates("retired"),
    employer_account_share_ppm: rateOn(region, "employer_account_share", day),
    flexible_pool_ppm: rateOn(region, "flexible_pool_rate", day),
    flexible_account_ppm: rateOn(region, "flexible_account_rate", day),
    retiree_inflow_fen: amountOn(region, "retiree_account_inflow", day),
    sum_is_rounded: rounded === "employer-sum",
    rounding: choiceOn(region, "rounding", day, ["half-up", "half-even", "down", "up"]),
  };
}

/**
 * The contribution of a person for a month written `2023-06`.
 * @throws YibaoError FINANCING-NOT-A-MONTH | POLICY-NO-VALUE
 */
export function contributionOf(region: Region, month: string, person: Contributor): Contribution {
  return contributionByRules(contributionRules(region, firstDayOfMonth(month)), person);
}

/** The same by rules that were read before. */
export function contributionByRules(rules: ContributionRules, person: Contributor): Contribution {
  const flexible = person.participation ?? "employer";
  const retired = person.employment_status === "retired";
  const clamped = clampedBase(rules, person.contribution_base_fen);
  const share = (rate_ppm: Ppm) => multiplyFenByPpm(clamped, rate_ppm, rules.rounding);
  const byEmployer = flexible === "employer" || retired;
  const employer = byEmployer
    ? employerPart(rules, retired ? rules.retired : rules.working, clamped)
    : NO_EMPLOYER;
  const flexiblePool = byEmployer ? ZERO_FEN : share(rules.flexible_pool_ppm);
  const flexibleAccount =
    byEmployer || flexible === "flexible-pool" ? ZERO_FEN : share(rules.flexible_account_ppm);
  const inflow = retired ? rules.retiree_inflow_fen : ZERO_FEN;
  const { medical_fen, account_fen, maternity_fen, personal_fen } = employer;
  const pays = medical_fen + account_fen + maternity_fen + personal_fen + flexiblePool > 0;
  return {
    base_fen: pays || !retired ? clamped : ZERO_FEN,
    employer_medical_fen: medical_fen,
    employer_account_fen: account_fen,
    maternity_fen,
    personal_fen,
    flexible_pool_fen: flexiblePool,
    flexible_account_fen: flexibleAccount,
    retiree_inflow_fen: inflow,
    to_pool_fen: addFen(medical_fen, maternity_fen, flexiblePool),
    to_account_fen: addFen(account_fen, personal_fen, flexibleAccount, inflow),
  };
}

/** The base between floor and ceiling (60 % and 300 % of the average wage). */
export function clampedBase(
  { floor_fen, ceiling_fen }: Pick<ContributionRules, "floor_fen" | "ceiling_fen">,
  base_fen: Fen,
): Fen {
  return minimumFen(maximumFen(base_fen, floor_fen), ceiling_fen);
}

interface EmployerPart {
  readonly medical_fen: Fen;
  readonly account_fen: Fen;
  readonly maternity_fen: Fen;
  readonly personal_fen: Fen;
}

const NO_EMPLOYER: EmployerPart = {
  medical_fen: ZERO_FEN,
  account_fen: ZERO_FEN,
  maternity_fen: ZERO_FEN,
  personal_fen: ZERO_FEN,
};

function employerPart(rules: ContributionRules, rates: StatusRates, base_fen: Fen): EmployerPart {
  const { rounding, employer_account_share_ppm } = rules;
  const maternity = multiplyFenByPpm(base_fen, rates.maternity_ppm, rounding);
  const premium = rules.sum_is_rounded
    ? wholePremium(base_fen, rates, rounding) - maternity
    : multiplyFenByPpm(base_fen, rates.medical_ppm, rounding);
  const account = multiplyFenByPpm(premium as Fen, employer_account_share_ppm, rounding);
  return {
    medical_fen: (premium - account) as Fen,
    account_fen: account,
    maternity_fen: maternity,
    personal_fen: multiplyFenByPpm(base_fen, rates.personal_ppm, rounding),
  };
}

/** The employer's premium as one rate: what of it is not for maternity is for medical care. */
function wholePremium(base_fen: Fen, rates: StatusRates, rounding: Rounding): Fen {
  const rate_ppm = Math.min(rates.medical_ppm + rates.maternity_ppm, PPM_ONE) as Ppm;
  return multiplyFenByPpm(base_fen, rate_ppm, rounding);
}
