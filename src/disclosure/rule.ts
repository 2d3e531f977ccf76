import type { Address } from "./address.ts";
import type { DisclosureKind } from "./disclosure.ts";
import type { Severity } from "./finding.ts";

/**
 * A rule of `disclosure/rules/*.yaml`: what must hold between figures, and what is said where it
 * does not. How to write one: docs/disclosure-rules.md.
 */
export type Rule = RelationRule | StatementRule | CheckRule;

interface RuleWords {
  /** The public name: A-03-01, N-5.4, RESIDUE-ALT, … */
  readonly id: string;
  readonly title: string;
  /** Where the rule comes from. */
  readonly basis: string;
  readonly kinds: readonly DisclosureKind[];
  /** Ids of profiles, or beginnings of them; empty: all. */
  readonly profile: readonly string[];
  readonly severity: Severity;
  readonly message: string;
  readonly suggestion: string;
}

/** A relation between figures by their addresses. */
export interface RelationRule extends RuleWords {
  readonly form: "relation";
  readonly relation: Relation;
  /** Names bound to rows, columns or items: the rule holds for each combination. */
  readonly each: ReadonlyMap<string, string>;
  readonly precondition: Precondition;
  readonly operands: Operands;
  readonly tolerance: Tolerance;
  /** A rule of thumb: never used to find culprits, never an error. */
  readonly is_heuristic: boolean;
  /** Where it comes from another disclosure: which. */
  readonly against: AgainstScope | null;
}

export type Relation =
  /** total = Σ parts − Σ less. */
  | "sum"
  /** left = right, the same figure printed twice. */
  | "equal"
  /** left = one of right: the words leave open which of the printings is meant. */
  | "one-of"
  /** Σ left ≤ Σ right. */
  | "at-most"
  /** part ÷ whole = percent. */
  | "ratio"
  /** total = Σ share × whole; the right side lists a share and its whole in turn. */
  | "weighted"
  /** left > 0 exactly where right > 0. */
  | "present-iff"
  /** A figure that must be nothing. */
  | "zero"
  /** The two economic charts against each other, by the map between them. */
  | "mapped";

export interface Precondition {
  /** Addresses that must (not) be printed. */
  readonly printed: readonly Address[];
  readonly not_printed: readonly Address[];
  /** Addresses that must be printed as nothing, or not at all. */
  readonly zero: readonly Address[];
  /** Addresses that must be printed with the same value. */
  readonly same: readonly Address[];
}

export interface Operands {
  /** The side that is said: total, left, percent. */
  readonly left: readonly Term[];
  /** The side it is held against: parts and (negative) less, right. */
  readonly right: readonly Term[];
}

/** A term of a side: an address, taken so many times. */
export interface Term {
  readonly factor: number;
  readonly address: Address;
  /** Where the address is not printed: the terms that it consists of. */
  readonly parts: readonly Term[];
}

/**
 * sum: half of the last digit of each term · copy: equal, one last digit is one level lower ·
 * exact: none.
 */
export type Tolerance = "sum" | "copy" | "exact";

export interface AgainstScope {
  readonly kind: DisclosureKind;
  readonly years_before: number;
}

/** A relation between the figures of one sentence, or of sentences on the same thing. */
export interface StatementRule extends RuleWords {
  readonly form: "statement";
  readonly relation: StatementRelation;
  /** `topic[row]`: the first rule that fits a statement judges this relation of it. */
  readonly statements: readonly string[];
}

export type StatementRelation =
  | "completion"
  | "change"
  | "change-rate"
  | "share"
  | "shares-close"
  | "parts"
  | "repeat"
  | "direction"
  | "zero-base"
  | "reason-missing"
  | "reason-missing-prior"
  | "reason-direction"
  | "one-base";

/** A rule that code judges (src/disclosure-check): here are its words. */
export interface CheckRule extends RuleWords {
  readonly form: "check";
  readonly check: string;
}
