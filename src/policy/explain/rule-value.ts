import type { CivilDate } from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import { type CellValue, isCell, type Table, versionOn } from "../parameter.ts";
import type { Region } from "../region.ts";

/** The value that a step's source points to in the region's packs; null where it is gone. */
export function ruleValue(region: Region, day: CivilDate, source: Provenance): CellValue {
  const { parameter: name, rows = [] } = source;
  if (name === undefined) return null;
  const given = region.overrides.cells.get(name);
  if (given) return given.value;
  const parameter = region.parameters.get(name);
  const version = parameter ? versionOn(parameter, day) : null;
  let table: Table | undefined = version?.table;
  for (const row of rows) table = table && !isCell(table) ? table[row] : table;
  return table && isCell(table) ? table.value : null;
}

/** The same, where it is an amount or a rate. */
export function ruleAmount(region: Region, day: CivilDate, source: Provenance): number | null {
  const value = ruleValue(region, day, source);
  return typeof value === "number" ? value : null;
}
