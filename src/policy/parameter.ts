import { type CivilDate, contains, type Fen, type Period, type Ppm } from "../kernel/index.ts";
import {
  EMPLOYMENT_STATUSES,
  HOSPITAL_LEVELS,
  IDENTITY_KINDS,
  PLACES,
  type Provenance,
} from "./adjudication.ts";

/**
 * A parameter is one named value of policy over time: a timeline of versions, each a table keyed
 * by zero or more dimensions. A version says "from this day on"; a later one never changes what
 * an earlier day answers.
 */

/** What a table may be keyed by; each is a fact of the bill or of the person on the day. */
export const DIMENSIONS = {
  hospital_level: HOSPITAL_LEVELS,
  employment_status: EMPLOYMENT_STATUSES,
  place: PLACES,
  identity: [...IDENTITY_KINDS, "none"],
  insutype: ["310", "390"],
  /** Open sets: their rows are checked against the pack's own lists, `other` closes them. */
  civil_servant_rank: null,
  disease: null,
} as const satisfies Record<string, readonly string[] | null>;

export type Dimension = keyof typeof DIMENSIONS;

/** The dimensions of one bill, resolved to table keys. */
export type Coordinates = Readonly<Record<Dimension, string>>;

export type Unit = "yuan" | "ratio" | "count" | "bands" | "choice" | "list";

/** What a parameter is for; those of financing are no options of a bill. */
export type Purpose = "benefit" | "financing";

/** One band of a banded ratio: up to this amount (null: without end) at this ratio. */
export interface Band {
  readonly up_to_fen: Fen | null;
  readonly ratio_ppm: Ppm;
}

/** What a cell holds, by unit; null means "not covered" and is said on purpose. */
export type CellValue = Fen | Ppm | number | string | readonly Band[] | readonly string[] | null;

export interface Cell {
  readonly value: CellValue;
  readonly source: Provenance;
}

/** A table: rows keyed by one dimension, down to cells. `other` is the row for the rest. */
export type Table = Cell | { readonly [row: string]: Table };

export interface ParameterVersion {
  readonly period: Period;
  readonly by: readonly Dimension[];
  readonly table: Table;
  /** File and line, for messages. */
  readonly where: string;
}

export interface Parameter {
  readonly name: string;
  readonly title: string;
  /** The title in English; null where no pack has one. */
  readonly english: string | null;
  readonly unit: Unit;
  /** Who reads it: the settling of bills, or the reckoning of contributions and reserves. */
  readonly purpose: Purpose;
  /** Dimensions of the tables (a version inherited from a parent pack carries its own). */
  readonly by: readonly Dimension[];
  /** Legal values of a choice. */
  readonly among: readonly string[];
  /** In order of `from`. */
  readonly versions: readonly ParameterVersion[];
}

export function isCell(table: Table): table is Cell {
  return "source" in table && "value" in table;
}

/** The version in force on a day, or null. */
export function versionOn(parameter: Parameter, day: CivilDate): ParameterVersion | null {
  for (let i = parameter.versions.length - 1; i >= 0; i -= 1) {
    const version = parameter.versions[i] as ParameterVersion;
    if (contains(version.period, day)) return version;
  }
  return null;
}

/** The cell of a table at the coordinates: the exact row, else `other`, else null. */
export function cellAt(version: ParameterVersion, coordinates: Coordinates): Cell | null {
  let node: Table = version.table;
  for (const dimension of version.by) {
    if (isCell(node)) return node;
    const row: Table | undefined = node[coordinates[dimension]] ?? node.other;
    if (row === undefined) return null;
    node = row;
  }
  return isCell(node) ? node : null;
}
