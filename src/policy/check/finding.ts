import type { CivilDate } from "../../kernel/index.ts";
import type { RuleId, Severity } from "./rules.ts";

/** What a check finds, with a case that shows it. */

/** A case that `yibao settle` runs as it is (contracts: `settle`). */
export interface ExampleCase {
  readonly region: string;
  readonly name: string;
  readonly person: {
    readonly psn_no: string;
    readonly insutype: string;
    readonly status: string;
    readonly civil_servant: string | null;
    readonly identities: readonly { readonly kind: string }[];
  };
  readonly bills: readonly (ExampleBill | ExampleVoid)[];
}

export interface ExampleBill {
  readonly id: string;
  readonly date: string;
  readonly med_type: string;
  readonly hospital_level: string;
  readonly place: string;
  readonly disease: string | null;
  /** Set where an earlier bill settled a part of the same stay. */
  readonly continues?: string;
  readonly lines: readonly ExampleLine[];
}

export interface ExampleLine {
  readonly class: string;
  readonly amount: string;
  readonly first_share?: string;
  readonly paid_alone?: boolean;
}

export interface ExampleVoid {
  readonly id: string;
  readonly void: string;
}

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly title: string;
  /** File and line. */
  readonly where: string;
  readonly message: string;
  /** What an exception would have to name: parameters, benefits, `benefit/layer`. */
  readonly about: readonly string[];
  readonly example: ExampleCase | null;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** A finding that the pack declares lawful. */
export interface ExceptedFinding extends Finding {
  readonly reason: string;
  readonly document: string;
  readonly clause: string;
  readonly declared_at: string;
}

export interface CheckReport {
  readonly region: string;
  readonly name: string;
  /** Null where the pack cannot be loaded. */
  readonly version: string | null;
  readonly findings: readonly Finding[];
  readonly excepted: readonly ExceptedFinding[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly tried: Tried;
  /** Null where no earlier version was given, or where holes left nothing to compare. */
  readonly against: Compared | null;
}

/** Until when a pack was compared with an earlier one, and with what result. */
export interface Compared {
  /** The first day on which they may differ; null: no day is the new one's own. */
  readonly from: CivilDate | null;
  /** Whether the day was said (`--from`), or is the first day of change that only the new has. */
  readonly from_said: boolean;
  /** Whether every day before it has the same answers. */
  readonly same: boolean;
}

/** How much was looked at, for people who ask how far the word "proven" goes. */
export interface Tried {
  /** Scheme × visit type × disease × stretch of days: who decides. */
  readonly cases: number;
  /** Layer × stretch × combination of what the layer reads: values bound. */
  readonly values: number;
  /** Plans that differ in any value. */
  readonly plans: number;
  /** Of them, those under which bills were tried. */
  readonly plans_tried: number;
  readonly bills: number;
}

/** Where a check is, for a bar of progress. */
export interface CheckProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** A check at work: it may rest at each step. */
export type CheckSteps<Result> = Generator<CheckProgress, Result, void>;
