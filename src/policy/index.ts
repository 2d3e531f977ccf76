/** The policy room: dated rules as data, compiled once into plain functions. */
export { adjudicate, benefitOf } from "./adjudicate.ts";
export * from "./adjudication.ts";
export type { Benefit, Layer, Reference } from "./benefit.ts";
export { allowedValues, optionNames } from "./options.ts";
export type { AccumulatorDefinition, Disease, FundDefinition, NationalFundField } from "./pack.ts";
export { yamlReason } from "./pack-file.ts";
export type { Cell, Parameter, Table } from "./parameter.ts";
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
  benefitsFor,
  diseaseCode,
  epochOf,
  loadRegion,
  plainCell,
  type Region,
  regionFromPacks,
  withOptions,
} from "./region.ts";
export { type RegionRules, rulesOn, type StayRule } from "./region-rules.ts";
export { packFolder, regionsFolder } from "./regions-folder.ts";
