/** The department room: the bureau's own budget and its execution, in the ledger's second book. */
export type { Act } from "./act.ts";
export {
  ADJUSTMENT_KINDS,
  type AdjustmentKind,
  type AdjustmentProposal,
  decideAdjustment,
  proposeAdjustment,
} from "./adjustment.store.ts";
export { type Books, type CodeChart, type KnowsCode, openBooks } from "./books.store.ts";
export { type BudgetImport, importBudget } from "./budget.import.ts";
export {
  type BudgetProposal,
  type Deciding,
  decideBudget,
  proposeBudget,
} from "./budget.store.ts";
export { chartKnowledge } from "./chart-knowledge.ts";
export {
  type ClosedYear,
  closeYear,
  type LineDecision,
  type YearClosing,
} from "./closing.store.ts";
export { type Commitment, commit, freeCommitment } from "./commitment.store.ts";
export { type Return, type Reversal, returnPayment, reversePayment } from "./correction.store.ts";
export { decide } from "./decide.ts";
export type { Decision, DocumentKind } from "./document.store.ts";
export {
  countWaiting,
  type DocumentFile,
  type DocumentSearch,
  type DocumentState,
  documentOfEntry,
  type FoundDocument,
  type OpenCommitment,
  readCommitments,
  readDocument,
  searchDocuments,
} from "./document-reading.store.ts";
export { EVIDENCE_KINDS, type Evidence, type EvidenceKind } from "./evidence.ts";
export { readExecution } from "./execution.store.ts";
export {
  byEconomic,
  byFunction,
  byGovernment,
  type Execution,
  type ExecutionSummary,
  type LineExecution,
  type RolledUp,
  summaryOf,
  totalOf,
} from "./execution.ts";
export { lineByNo } from "./line.store.ts";
export {
  type BudgetItem,
  type BudgetLine,
  expenditureKind,
  FUNDS,
  type FundKind,
  isTreasury,
  type LineKey,
  poolOf,
  SOURCES,
  type SourceKind,
  UNIT_KINDS,
  type UnitKind,
} from "./line.ts";
export { type Release, recordRelease } from "./release.store.ts";
export { departmentOn, projectNames, registerUnit, type Unit, unitOn } from "./unit.store.ts";
export { listUnits, type UnitYears } from "./unit-reading.store.ts";
export { verifyDepartment } from "./verify-department.store.ts";
export { decidePayment, requestPayment, type VoucherRequest } from "./voucher.store.ts";
