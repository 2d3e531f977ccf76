/** The change file: what is tried on a history of bills. */
export { applyChange } from "./apply-change.ts";
export type {
  Change,
  HistoryDays,
  IdentityGift,
  NewIdentity,
  Operation,
  ParameterChange,
  PersonCondition,
  RowSelection,
  SchemeMerge,
  Solve,
  SolveTarget,
} from "./change.ts";
export { readChangeFile } from "./change-file.ts";
export { valueText } from "./change-value.ts";
export {
  type ChangeableCell,
  type ChangeableParameter,
  changeableParameters,
} from "./changeable-parameters.ts";
export {
  type ChangedCase,
  changedCase,
  type PersonAttributes,
  type PersonRules,
  personKind,
  personRules,
} from "./person-rules.ts";
export { checkChangeDays, readChange } from "./read-change.ts";
export { type ParameterStep, shiftParameter, withParameterValue } from "./what-if.ts";
