import type { Place } from "./disclosure.ts";
import type { Finding, Outcome } from "./finding.ts";

/** What the rules say of a disclosure. */
export interface Judgement {
  /** One for each defect, in the order of the document; their ids are still "". */
  readonly findings: readonly Finding[];
  /** Every instance of every rule, with what became of it. */
  readonly checks: readonly RuleResult[];
}

/** One instance of a rule. */
export interface RuleResult {
  readonly rule: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** The address of what it judges: `general[2101501].total`, `text:general[total].completion`. */
  readonly address: string;
  readonly place: Place;
  /** Why it is unresolved or not applicable, or what is wrong; "" where nothing is to be said. */
  readonly note: string;
  /** Where the other disclosure prints what it is held against; only where there is another. */
  readonly other?: Place;
}

/** Gives the findings of a document their numbers, in the order of the document. */
export function numberFindings(findings: readonly Finding[]): readonly Finding[] {
  const ordered = findings.toSorted(
    (a, b) => a.where.page - b.where.page || a.where.line - b.where.line,
  );
  return ordered.map((finding, at) => ({ ...finding, id: `F${at + 1}` }));
}
