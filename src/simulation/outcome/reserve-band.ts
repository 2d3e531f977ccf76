import type { CivilDate } from "../../kernel/index.ts";
import { type Cell, isCell, isUnverified, type Region, versionOn } from "../../policy/index.ts";
import type { ReserveBand } from "./simulation-result.ts";

/** The months between which a reserve is to lie, as the packs say; null where they do not. */
export function reserveBandOf(region: Region, day: CivilDate): ReserveBand | null {
  const from = monthsOn(region, "reserve_control_from_months", day);
  const to = monthsOn(region, "reserve_control_to_months", day);
  if (from === null || to === null) return null;
  const sources = [from.source, to.source];
  return {
    from_months: from.value as number,
    to_months: to.value as number,
    source: `${from.source.document} ${from.source.clause}`.trim(),
    unverified: sources.some(isUnverified),
  };
}

function monthsOn(region: Region, name: string, day: CivilDate): Cell | null {
  const parameter = region.parameters.get(name);
  const version = parameter ? versionOn(parameter, day) : null;
  if (version === null || !isCell(version.table)) return null;
  return typeof version.table.value === "number" ? version.table : null;
}
