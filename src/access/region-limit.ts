import type { Caller } from "./caller.ts";
import { ROLES } from "./role.ts";

/**
 * What a region code stands for: `430400` for every code that begins with 4304, `430000` for 43.
 * The database says the same (access.region_patterns).
 */
export function regionPrefix(region: string): string {
  return region.replace(/(00)+$/, "");
}

export function coversRegion(regions: readonly string[], region: string): boolean {
  return regions.some((one) => region.startsWith(regionPrefix(one)));
}

/** The settings by which the database knows what a caller may see; empty shows nothing. */
export interface RowLimits {
  readonly regions: string;
  readonly person: string;
  readonly institution: string;
}

/**
 * Those who keep the system itself see no business: their regions only say whose accounts they
 * keep. Who has no rights yet sees nothing.
 */
export function rowLimitsOf(caller: Caller): RowLimits {
  const hasBusiness = caller.roles.some((role) => ROLES[role].power === "business");
  if (!hasBusiness || caller.rights.size === 0) return { regions: "", person: "", institution: "" };
  return {
    regions: caller.kind === "staff" ? caller.regions.join(",") : "",
    person: caller.kind === "insured" ? (caller.person_no ?? "") : "",
    institution: caller.kind === "institution" ? (caller.institution_code ?? "") : "",
  };
}
