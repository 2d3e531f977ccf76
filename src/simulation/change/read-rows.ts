import { type Period, YibaoError } from "../../kernel/index.ts";
import {
  DIMENSIONS,
  type Dimension,
  diseaseCode,
  type Parameter,
  type Path,
  rowTitle,
} from "../../policy/index.ts";
import type { RowSelection } from "./change.ts";
import { DIMENSION_TITLES, rowsAt, versionsIn } from "./change-cells.ts";
import { type ChangeReading, oneOf, readWords, wrongShape } from "./change-reading.ts";
import type { Candidate } from "./nearest.ts";

/**
 * `rows: { hospital_level: level3 }` or `rows: { identity: [low-income, orphan] }`. A dimension
 * that is not named means all its rows. @throws YibaoError at file and line
 */
export function readRows(
  reading: ChangeReading,
  path: Path,
  raw: unknown,
  parameter: Parameter,
  period: Period,
): RowSelection {
  if (raw == null) return {};
  const { name, title } = parameter;
  const dimensions = dimensionsOf(parameter, period);
  if (typeof raw !== "object" || Array.isArray(raw)) {
    throw wrongShape(reading.file, path, "rows", "一组“维度: 行”，例如 { hospital_level: level3 }");
  }
  if (dimensions.length === 0 && Object.keys(raw).length > 0) {
    throw new YibaoError("SIMULATION-NO-ROWS", { name, title }, reading.file.where(path));
  }
  const titled = dimensions.map((one) => ({ name: one, title: DIMENSION_TITLES[one] }));
  const selection: Partial<Record<Dimension, readonly string[]>> = {};
  for (const [key, rows] of Object.entries(raw)) {
    const at: Path = [...path, key];
    const where = reading.file.where(at);
    const dimension = oneOf(key, titled, "SIMULATION-UNKNOWN-DIMENSION", name, where) as Dimension;
    const known = rowsOf(reading, parameter, period, dimension);
    selection[dimension] = readWords(reading, at, rows, key).map(({ word, where: place }) => {
      const row = dimension === "disease" ? diseaseCode(reading.region, word) : word;
      return oneOf(row, known, "SIMULATION-UNKNOWN-ROW", DIMENSION_TITLES[dimension], place);
    });
  }
  return selection;
}

/** Dimensions that every version of the period is keyed by. */
export function dimensionsOf(parameter: Parameter, period: Period): readonly Dimension[] {
  const [first, ...others] = versionsIn(parameter, period);
  return (first?.by ?? []).filter((one) => others.every(({ by }) => by.includes(one)));
}

/** Every row that may be named; `other` where the tables have it. */
export function rowsOf(
  { region, identities }: Pick<ChangeReading, "region" | "identities">,
  parameter: Parameter,
  period: Period,
  dimension: Dimension,
): readonly Candidate[] {
  const versions = versionsIn(parameter, period);
  const written = [...new Set(versions.flatMap((version) => rowsAt(version, dimension)))];
  const closed: readonly string[] | null = DIMENSIONS[dimension];
  const open = dimension === "disease" ? [...region.diseases.keys()] : [];
  const names = new Set([...(closed ?? open), ...written]);
  if (!versions.every((version) => rowsAt(version, dimension).includes("other"))) {
    names.delete("other");
  }
  if (dimension === "identity") for (const { name } of identities) names.add(name);
  const titles = new Map(identities.map(({ name, title }) => [name, title]));
  return [...names].map((name) => ({
    name,
    title: titles.get(name) ?? rowTitle(name, region.diseases),
  }));
}
