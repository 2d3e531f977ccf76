/**
 * The financing room: what comes into the funds and from whom, how long they last, and what ageing
 * does to both. Pure: everything is a function of a region's packs and what the caller hands over.
 */
export { type Lapse, lateFee, waitingMonths } from "./arrears.ts";
export { type Assumption, type Assumptions, assumptionsOf } from "./assumptions.ts";
export { type Cohorts, headsIn } from "./cohorts.ts";
export {
  type Contribution,
  type Contributor,
  contributionOf,
  PARTICIPATIONS,
  type Participation,
} from "./contribution.ts";
export {
  type CriticalIllnessCap,
  criticalIllnessCap,
  type EnrolmentRecord,
} from "./critical-illness-cap.ts";
export { type FlowName, type MoneyFlow, POOLS, type PoolIncome } from "./flows.ts";
export { incomeOfYear, type YearIncome } from "./income.ts";
export { AGES, SEXES, type Sex } from "./life-table.ts";
export {
  type AgedPeople,
  GROUPS,
  type Group,
  type InsuredPeople,
  type WordColumn,
} from "./people.ts";
export {
  PROJECTION_YEARS_MOST,
  type ProjectedPool,
  type ProjectedYear,
  type Projection,
  project,
  type TurningYears,
} from "./project.ts";
export {
  ageBandOf,
  ageInYear,
  type ProjectionStart,
  projectionStart,
  type SpendingCell,
} from "./projection-start.ts";
export { type Reserve, type ReserveBand, reserveMonths } from "./reserve.ts";
export {
  GOVERNMENT_LEVELS,
  type GovernmentLevel,
  type ResidentFee,
  residentFee,
} from "./resident-fee.ts";
