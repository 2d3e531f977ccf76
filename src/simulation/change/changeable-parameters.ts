import type { CivilDate } from "../../kernel/index.ts";
import {
  type CellValue,
  DIMENSIONS,
  type Dimension,
  identitiesBeyond,
  type Parameter,
  type Region,
  rowTitleIn,
  type Unit,
  versionOn,
} from "../../policy/index.ts";
import { cellTitle, DIMENSION_TITLES, selectedCells } from "./change-cells.ts";
import { valueText } from "./change-value.ts";
import type { Candidate } from "./nearest.ts";
import { rowsOf } from "./read-rows.ts";

/** A parameter as a change may name it. */
export interface ChangeableParameter {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  readonly purpose: Parameter["purpose"];
  readonly dimensions: readonly {
    readonly name: Dimension;
    readonly title: string;
    readonly rows: readonly Candidate[];
  }[];
  /** Words of a choice. */
  readonly among: readonly string[];
  readonly cells: readonly ChangeableCell[];
  /** Whether a benefit in force names it: another one changes no bill by itself. */
  readonly used_by_benefits: boolean;
}

export interface ChangeableCell {
  /** As `rows` of a change and of shiftParameter. */
  readonly rows: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  /** The row in Chinese; empty where there are none. */
  readonly title: string;
  readonly value: CellValue;
  readonly text: string;
  /** Whether it can be moved by a step: an amount, a ratio, a count or bands, and not null. */
  readonly numeric: boolean;
}

/** Every parameter in force on a day, in the order of the packs. */
export function changeableParameters(
  region: Region,
  day: CivilDate,
): readonly ChangeableParameter[] {
  const used = namesUsed(region, day);
  return [...region.parameters.values()].flatMap((parameter) => {
    const found = changeable(region, parameter, day, used.has(parameter.name));
    return found === null ? [] : [found];
  });
}

function changeable(
  region: Region,
  parameter: Parameter,
  day: CivilDate,
  used_by_benefits: boolean,
): ChangeableParameter | null {
  const version = versionOn(parameter, day);
  if (version === null) return null;
  const { name, title, unit, purpose, among } = parameter;
  const identities = [
    ...DIMENSIONS.identity.filter((identity) => identity !== "none"),
    ...identitiesBeyond(region),
  ].map((identity) => ({ name: identity, title: rowTitleIn(identity, region) }));
  const dimensions = version.by.map((dimension) => ({
    name: dimension,
    title: DIMENSION_TITLES[dimension],
    rows: rowsOf({ region, identities }, parameter, version.period, dimension),
  }));
  const cells = selectedCells(version, {}).map(({ rows, cell }): ChangeableCell => {
    const keys = Object.entries(rows).map(([dimension, row]) => [dimension, [row]] as const);
    return {
      rows: Object.fromEntries(keys),
      title: cellTitle(region, rows),
      value: cell.value,
      text: valueText(unit, cell.value),
      numeric: cell.value !== null && unit !== "choice" && unit !== "list",
    };
  });
  return { name, title, unit, purpose, dimensions, among, cells, used_by_benefits };
}

/** Names that stand anywhere in the layers of the benefits in force. */
function namesUsed(region: Region, day: CivilDate): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") names.add(value);
    else if (typeof value === "object" && value !== null) {
      for (const [key, below] of Object.entries(value)) {
        names.add(key);
        visit(below);
      }
    }
  };
  for (const { period, layers } of region.benefits) {
    if (period.from <= day && (period.to === null || day < period.to)) visit(layers);
  }
  return names;
}
