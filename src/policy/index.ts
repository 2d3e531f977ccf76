/** The policy room: dated rules as data, compiled once into plain functions. */
export { adjudicate, benefitOf } from "./adjudicate.ts";
export * from "./adjudication.ts";
export type { Benefit, Layer, Reference } from "./benefit.ts";
export {
  type BillCase,
  type BulkBills,
  type BulkOutcome,
  newBulkBills,
} from "./bulk/bulk-bills.ts";
export {
  type BulkProgram,
  bulkSource,
  compileBulk,
  newBulkOutcome,
} from "./bulk/bulk-program.ts";
export {
  CHECK_OPTIONS,
  type CheckOptions,
  checkPack,
  checkRegion,
  checkSteps,
  unloadable,
} from "./check/check-pack.ts";
export type * from "./check/finding.ts";
export { exceptableRules, RULES, type Rule, type RuleId, type Severity } from "./check/rules.ts";
export { type ExplainedFacts, type ExplainedSentence, explain } from "./explain/explain.ts";
export {
  canReAdd,
  type ReAdded,
  type ReAddFacts,
  type ReAddResult,
  reAdd,
  reAddFindings,
} from "./explain/re-add.ts";
export type { ReAddFinding } from "./explain/re-add-notes.ts";
export { type Additions, identitiesBeyond, laidOver, readPackBlock } from "./lay-over.ts";
export { allowedValues, optionNames } from "./options.ts";
export type {
  AccumulatorDefinition,
  Disease,
  FundDefinition,
  Located,
  NationalFundField,
  Pack,
  Section,
} from "./pack.ts";
export {
  type PackFile,
  type PackText,
  type Path,
  parsePackFile,
  readPackText,
  yamlReason,
} from "./pack-file.ts";
export {
  type Band,
  type Cell,
  type CellValue,
  DIMENSIONS,
  type Dimension,
  isCell,
  type Parameter,
  type ParameterVersion,
  type Table,
  type Unit,
  versionOn,
} from "./parameter.ts";
export { identityOf } from "./plan.ts";
export {
  type BenefitView,
  type LayerView,
  type ParameterView,
  type PolicyView,
  policyOn,
  type RowView,
} from "./policy-view.ts";
export {
  type AccumulatingPerson,
  type AccumulatorLimit,
  accumulatorLimits,
  type LimitRole,
} from "./read/accumulator-limits.ts";
export {
  accumulatorPatterns,
  type CaseAccumulator,
  caseAccumulators,
} from "./read/case-accumulators.ts";
export { choiceWords } from "./read/choice-words.ts";
export { diffSheet } from "./read/diff-sheet.ts";
export type { ExampleEffect } from "./read/example-effect.ts";
export { LANGUAGES, type Language } from "./read/language.ts";
export { type Outlook, outlookOf, type Turn } from "./read/outlook.ts";
export {
  type ParameterTimeline,
  parameterTimelines,
  type TimelineRow,
  type TimelineVersion,
} from "./read/parameter-timeline.ts";
export type { ChangeKind, PolicyChange } from "./read/policy-change.ts";
export {
  type DiffOptions,
  diffPolicy,
  diffRegions,
  type PolicyDiff,
  type RegionOnDay,
} from "./read/policy-diff.ts";
export { type PageOptions, type PolicyPage, policyPages } from "./read/policy-page.ts";
export { rowWords, schemeWords, titleWords, visitTypeWords } from "./read/row-words.ts";
export { unverifiedCounts } from "./read/value-counts.ts";
export { BASIS_WORDS, isUnverified, moneyWords } from "./read/value-words.ts";
export {
  benefitsFor,
  diseaseCode,
  epochOf,
  loadRegion,
  packHeader,
  plainCell,
  type Region,
  readPackTexts,
  regionFromPacks,
  regionFromTexts,
  withOptions,
} from "./region.ts";
export { type RegionRules, rulesOn, type StayRule } from "./region-rules.ts";
export { packFolder, packFolders, regionsFolder } from "./regions-folder.ts";
export { rowTitle, rowTitleIn } from "./row-titles.ts";
