import type { Place } from "./disclosure.ts";

/** What a rule found where it looked: what was not read is never passed. */
export type Outcome = "pass" | "hint" | "fail" | "not-applicable" | "unresolved";

/** How a finding weighs. An `unresolved` one says that something could not be judged. */
export type Severity = "error" | "warn" | "hint" | "unresolved";

/** One finding: one defect, with every rule that it breaks merged under it. */
export interface Finding {
  /** `F1`, `F2`, … in the order of the document. */
  readonly id: string;
  readonly rule: string;
  readonly outcome: Severity;
  readonly title: string;
  readonly where: Place;
  /** As printed, what it should be, and the difference; "" where there is none. */
  readonly printed: string;
  readonly expected: string;
  readonly difference: string;
  readonly message: string;
  readonly suggestion: string;
  /** The other rules that this one defect breaks. */
  readonly merged: readonly string[];
}
