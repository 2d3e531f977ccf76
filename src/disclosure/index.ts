/** The disclosure room: what is printed of a budget or of final accounts, and what must hold. */
export type * from "./disclosure.ts";
export type * from "./finding.ts";
export { type FormRow, type Forms, isCoded, type Stub, type Topic } from "./forms.ts";
export { type JudgeOptions, judge } from "./judge.ts";
export { type Judgement, numberFindings, type RuleResult } from "./judgement.ts";
export {
  type Deadline,
  loadDeadline,
  loadForms,
  loadProfiles,
  loadRules,
  profileFor,
} from "./load.ts";
export { type Interval, intervalOf, type Printed, type Quantity } from "./printed.ts";
export {
  chooseProfile,
  type Profile,
  type ProfileCase,
  type ProfileDocument,
  type ProfileFills,
  type ProfileScope,
  type ProfileSection,
  type ProfileTable,
  type ProfileUnit,
} from "./profile.ts";
export type { CheckRule, RelationRule, Rule, StatementRule } from "./rule.ts";
