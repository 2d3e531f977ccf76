/** The reconciliation room: accounts compared entry by entry, clearing applications. */
export { type Comparison, compareEntries, type StatementSums } from "./compare.ts";
export {
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
  type FieldDifference,
} from "./difference.ts";
export { entriesFromRows } from "./entry-file.ts";
export { resultRows } from "./result-file.ts";
export type {
  BureauEntry,
  EntryFigures,
  InstitutionEntry,
  StatementScope,
} from "./statement-entry.ts";
