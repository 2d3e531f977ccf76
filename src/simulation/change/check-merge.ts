import { type CivilDate, contains, laterDay, type Period, YibaoError } from "../../kernel/index.ts";
import { type Benefit, benefitsFor, type Region } from "../../policy/index.ts";
import type { SchemeMerge } from "./change.ts";

/**
 * Every case of the merged scheme that a benefit decides is decided by one of the other scheme,
 * on every day of the change: a replay must not stop at the first dental bill.
 * @throws YibaoError SIMULATION-MERGE-NOT-COVERED at the merge's line
 */
export function checkMerge(region: Region, merge: SchemeMerge, period: Period): void {
  for (const benefit of region.benefits) {
    if (!benefit.insutypes.includes(merge.insutype)) continue;
    for (const visit_type of benefit.visit_types) {
      if (merge.keep.includes(visit_type)) continue;
      checkVisitType(region, merge, benefit, visit_type, period);
    }
  }
}

function checkVisitType(
  region: Region,
  merge: SchemeMerge,
  benefit: Benefit,
  visit_type: string,
  period: Period,
): void {
  const as = merge.visit_types[visit_type] ?? visit_type;
  for (const day of daysOf(region, benefit, period)) {
    for (const disease of diseasesOf(region, benefit)) {
      const query = { insutype: merge.settled_as, visit_type: as, disease, day };
      if (benefitsFor(region, query).length === 1) continue;
      const details = {
        visit_type,
        title: benefit.title,
        settled_as: merge.settled_as,
        disease: disease === null ? "无" : (region.diseases.get(disease)?.name ?? disease),
        day,
      };
      throw new YibaoError("SIMULATION-MERGE-NOT-COVERED", details, merge.where);
    }
  }
}

/** The first day on which both are in force, and every later one on which anything changes. */
function daysOf(region: Region, benefit: Benefit, period: Period): readonly CivilDate[] {
  const first = laterDay(period.from, benefit.period.from);
  return [first, ...region.changes.filter((day) => day > first)].filter(
    (day) => contains(period, day) && contains(benefit.period, day),
  );
}

function diseasesOf(region: Region, benefit: Benefit): readonly (string | null)[] {
  if (benefit.diseases !== null) return benefit.diseases;
  const codes = [...region.diseases.keys()];
  return [null, ...codes.filter((code) => !benefit.diseases_except?.includes(code))];
}
