/** The reconciliation room: accounts compared entry by entry, clearing applications. */
export {
  type Claim,
  claimedDays,
  claimsOf,
  daysOfMonth,
  monthsBetween,
  unclaimedDays,
} from "./claim.ts";
export {
  type ApplicationFilter,
  type ApplicationSearch,
  applyForClearing,
  approveApplication,
  type ClearingAct,
  findApplication,
  listApplications,
  type SeenApplication,
  searchApplications,
  withdrawApplication,
} from "./clearing.store.ts";
export type {
  ClearingApplication,
  ClearingFacts,
  ClearingState,
  ClearingSums,
} from "./clearing.ts";
export { type Comparison, compareEntries, type StatementSums } from "./compare.ts";
export {
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
  type FieldDifference,
} from "./difference.ts";
export { entriesFromRows } from "./entry-file.ts";
export { reconcileEntries } from "./reconcile.ts";
export { resultRows } from "./result-file.ts";
export type {
  BureauEntry,
  EntryFigures,
  InstitutionEntry,
  StatementRole,
  StatementScope,
} from "./statement-entry.ts";
