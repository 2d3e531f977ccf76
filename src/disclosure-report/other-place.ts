import type { Finding, Place } from "../disclosure/index.ts";
import type { CheckReport } from "../disclosure-check/index.ts";
import type { Sought } from "./place-view.ts";

/**
 * Where the other document says what a finding is held against. A finding stands at the figure
 * that is most likely wrong, which need not be the one that the broken rule names first: the rule's
 * own place on the same line comes before any other.
 */
export function otherPlaceOf(
  { rule, merged, where }: Pick<Finding, "rule" | "merged" | "where">,
  { coverage }: Pick<CheckReport, "coverage">,
): Place | null {
  const broken = coverage.checks.filter(
    (one) =>
      one.other !== undefined &&
      (one.outcome === "fail" || one.outcome === "hint") &&
      (one.rule === rule || merged.includes(one.rule)),
  );
  const here = broken.find(({ place }) => place?.page === where.page && place.line === where.line);
  return (here ?? broken[0])?.other ?? null;
}

/** By finding id: what is to be shown of the other document. */
export function soughtInOther(report: CheckReport): readonly Sought[] {
  return report.findings.flatMap((finding): readonly Sought[] => {
    const where = otherPlaceOf(finding, report);
    return where === null ? [] : [{ id: finding.id, where, printed: where.text }];
  });
}
