import type { VisitKind } from "./visit.ts";

/** What can be read off a business type (med_type) alone. */

/** National short codes that Hunan writes longer. */
const NATIONAL: Readonly<Record<string, string>> = { "21": "2101" };

/** The code as the policy packs know it: "21" is "2101". */
export function nationalVisitType(visit_type: string): string {
  return NATIONAL[visit_type] ?? visit_type;
}

const INPATIENT = new Set([
  "2101",
  "2102",
  "2105",
  "2106",
  "2107",
  "2109",
  "21303",
  "22",
  "28",
  "52",
]);

/** Whether a business type is a stay: admission, discharge, interim settlements. */
export function isInpatientType(visit_type: string): boolean {
  return INPATIENT.has(nationalVisitType(visit_type));
}

/** Stays that some regions settle as outpatient care: rescue in the emergency room, family beds. */
const EITHER = new Set(["1301", "71"]);

/** Whether a visit of this kind may have the business type: a stay is no visit to a counter. */
export function isTypeOfKind(visit_type: string, kind: VisitKind): boolean {
  if (EITHER.has(visit_type)) return kind !== "pharmacy";
  return isInpatientType(visit_type) === (kind === "inpatient");
}

/** Business types that are settled for a certified disease (dise_codg decides). */
const BY_DISEASE = new Set(["14", "9901"]);

export function isByDisease(visit_type: string): boolean {
  return BY_DISEASE.has(visit_type);
}
