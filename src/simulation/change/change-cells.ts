import { type CivilDate, earlierDay, laterDay, overlaps, type Period } from "../../kernel/index.ts";
import {
  type Cell,
  type Dimension,
  isCell,
  type Parameter,
  type ParameterVersion,
  type Region,
  rowTitleIn,
  type Table,
} from "../../policy/index.ts";
import type { RowSelection } from "./change.ts";

/** Tables of parameters: which cells rows select, and what changing them makes of a timeline. */

export const DIMENSION_TITLES: Readonly<Record<Dimension, string>> = {
  hospital_level: "机构级别",
  employment_status: "在职状态",
  place: "就医地与备案",
  identity: "身份",
  insutype: "险种",
  civil_servant_rank: "公务员级别",
  disease: "病种",
};

/** A cell, and the row of each dimension that leads to it. */
export interface PlacedCell {
  readonly rows: Readonly<Partial<Record<Dimension, string>>>;
  readonly cell: Cell;
}

export function versionsIn(parameter: Parameter, period: Period): readonly ParameterVersion[] {
  return parameter.versions.filter((version) => overlaps(version.period, period));
}

/** What is done to one cell; the same cell again means that it stays. */
export type CellChange = (placed: PlacedCell) => Cell;

/** The table with the selected cells changed; the same table when none did. */
export function changedTable(
  version: Pick<ParameterVersion, "by" | "table">,
  selection: RowSelection,
  change: CellChange,
): Table {
  return changedBelow(version.table, version.by, {}, selection, change);
}

function changedBelow(
  table: Table,
  by: readonly Dimension[],
  rows: PlacedCell["rows"],
  selection: RowSelection,
  change: CellChange,
): Table {
  const [dimension, ...rest] = by;
  if (dimension === undefined) return change({ rows, cell: table as Cell });
  if (isCell(table) && by.every((one) => selection[one] === undefined)) {
    return change({ rows, cell: table });
  }
  // One cell for all rows is the row `other` alone.
  const before: Readonly<Record<string, Table>> = isCell(table) ? { other: table } : table;
  const wanted = selection[dimension] ?? Object.keys(before);
  const after: Record<string, Table> = { ...before };
  let same = true;
  for (const row of wanted) {
    const old = before[row] ?? before.other;
    if (old === undefined) continue;
    const made = changedBelow(old, rest, { ...rows, [dimension]: row }, selection, change);
    if (made === old) continue;
    after[row] = made;
    same = false;
  }
  return same ? table : after;
}

export function selectedCells(
  version: Pick<ParameterVersion, "by" | "table">,
  selection: RowSelection,
): readonly PlacedCell[] {
  const found: PlacedCell[] = [];
  changedTable(version, selection, (placed) => {
    found.push(placed);
    return placed.cell;
  });
  return found;
}

/** Rows that a table has at a dimension, `other` among them. */
export function rowsAt(version: Pick<ParameterVersion, "by" | "table">, dimension: Dimension) {
  return rowsBelow(version.table, version.by.indexOf(dimension));
}

function rowsBelow(table: Table, depth: number): readonly string[] {
  if (depth < 0) return [];
  if (isCell(table)) return ["other"];
  if (depth === 0) return Object.keys(table);
  return [...new Set(Object.values(table).flatMap((row) => rowsBelow(row, depth - 1)))];
}

/**
 * The parameter with the tables of a period changed: versions are cut where the period begins and
 * ends. The same parameter when nothing changed.
 */
export function changedParameter(
  parameter: Parameter,
  period: Period,
  change: (version: ParameterVersion) => Table,
  where: string,
): Parameter {
  let same = true;
  const versions = parameter.versions.flatMap((version) => {
    const table = overlaps(version.period, period) ? change(version) : version.table;
    if (table === version.table) return [version];
    same = false;
    return pieces(version, period, table, where);
  });
  return same ? parameter : { ...parameter, versions };
}

function pieces(
  version: ParameterVersion,
  period: Period,
  table: Table,
  where: string,
): ParameterVersion[] {
  const from = laterDay(version.period.from, period.from);
  const to = earlierEnd(version.period.to, period.to);
  const made: ParameterVersion[] = [];
  if (version.period.from < from) {
    made.push({ ...version, period: { from: version.period.from, to: from } });
  }
  made.push({ ...version, period: { from, to }, table, where });
  if (to !== null && (version.period.to === null || to < version.period.to)) {
    made.push({ ...version, period: { from: to, to: version.period.to } });
  }
  return made;
}

function earlierEnd(a: CivilDate | null, b: CivilDate | null): CivilDate | null {
  if (a === null || b === null) return a ?? b;
  return earlierDay(a, b);
}

/** `"三级（市级） · 退休"`; empty for a parameter without rows. */
export function cellTitle(region: Region, rows: PlacedCell["rows"]): string {
  return Object.values(rows)
    .map((row) => rowTitleIn(row, region))
    .join(" · ");
}
