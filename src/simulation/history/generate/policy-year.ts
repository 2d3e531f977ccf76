import { firstDayOfYear, YibaoError } from "../../../kernel/index.ts";
import { benefitsFor, type Region } from "../../../policy/index.ts";

/** Care that a made-up year is sure to have: a year before its policy can settle nothing. */
const CARE = ["310", "390"].flatMap((insutype) =>
  ["11", "2101"].map((visit_type) => ({ insutype, visit_type, disease: null })),
);

const LAST_YEAR = 2099;

/**
 * Refuses a year that begins before the region has policy for ordinary care.
 * @throws YibaoError HISTORY-BEFORE-POLICY naming the first year that it has
 */
export function assertPolicyYear(region: Region, year: number): void {
  if (hasPolicy(region, year)) return;
  const first = firstYear(region);
  const years = first === null ? "目前没有" : `--year ${first} 或以后`;
  throw new YibaoError("HISTORY-BEFORE-POLICY", { region: region.name, year, years });
}

function firstYear(region: Region): number | null {
  const years = region.changes.map((day) => Number(day.slice(0, 4)));
  for (let year = Math.min(...years); year <= LAST_YEAR; year += 1) {
    if (hasPolicy(region, year)) return year;
  }
  return null;
}

function hasPolicy(region: Region, year: number): boolean {
  const day = firstDayOfYear(year);
  return CARE.every((care) => benefitsFor(region, { ...care, day }).length > 0);
}
