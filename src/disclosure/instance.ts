import type { Constraint } from "./constraint.ts";
import type { Place } from "./disclosure.ts";
import type { Outcome } from "./finding.ts";
import type { RelationRule, StatementRule } from "./rule.ts";

/** A rule at one place: a constraint to judge, or why there is none. */
export type Instance =
  | { readonly constraint: Constraint }
  | {
      readonly constraint: null;
      readonly rule: RelationRule | StatementRule;
      readonly address: string;
      readonly outcome: Extract<Outcome, "not-applicable" | "unresolved">;
      readonly place: Place;
      readonly note: string;
    };

export const NO_PLACE: Place = { page: 0, line: 0, table: "", row: "", column: "", text: "" };

export const NOT_READ = "有关的表或数没有读到";
export const NO_SUCH_TABLE = "此类公开没有这张表";
export const NOT_PRINTED = "没有印这一行或这一列";
