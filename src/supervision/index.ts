/** The supervision room: what is wrong with an order before it is paid for. */

export {
  type AuditFilter,
  type AuditMessage,
  type AuditRecord,
  type Feedback,
  queryAuditResults,
  writeAuditResults,
  writeFeedback,
} from "./audit.store.ts";
export { auditOrder, RULES } from "./audit.ts";
export type {
  AuditedEncounter,
  AuditedPatient,
  AuditFacts,
  AuditStage,
  CatalogueFacts,
  OrderLine,
} from "./audit-facts.ts";
export {
  type AuditFinding,
  type AuditFindingItem,
  type AuditFindingLine,
  type Outcome,
  RULE_IDS,
  type RuleId,
} from "./audit-finding.ts";
export {
  countFindings,
  type Finding,
  type FindingFile,
  type FindingPage,
  type FindingSearch,
  type FindingState,
  findFinding,
  findingOfNumber,
  nextWaiting,
  searchFindings,
} from "./finding.store.ts";
export {
  type FindingCount,
  type FindingPicture,
  type Overpriced,
  readFindingPicture,
  readOverpriced,
} from "./finding-picture.store.ts";
export {
  importSupervision,
  SUPERVISION_KINDS,
  type SupervisionKind,
} from "./item-limit.import.ts";
export {
  createItemLimitsCache,
  type ItemLimitText,
  readItemLimits,
} from "./item-limit.store.ts";
export {
  buildItemLimits,
  type Care,
  type ItemLimit,
  type ItemLimits,
  type LimitsOnDay,
  type Sex,
} from "./item-limit.ts";
export { DECISIONS, type Decision, type Judgement, judgeFinding } from "./judgement.store.ts";
export { LIMIT_KINDS } from "./limit-kind.ts";
export { type ResultId, resultId, resultIdOf } from "./result-id.ts";
export { quantityText, type Rule } from "./rules/rule.ts";
