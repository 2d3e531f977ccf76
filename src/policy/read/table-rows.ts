import { type Cell, type Coordinates, DIMENSIONS, type Dimension } from "../parameter.ts";
import type { Region } from "../region.ts";
import type { Language } from "./language.ts";
import { otherLast, rowsByDimension, type Slot, slotCell } from "./policy-picture.ts";
import { rowWords } from "./row-words.ts";
import { sourceText } from "./value-words.ts";

/** Tables laid out as rows: every combination of what one or more tables name. */

export type RowKey = Partial<Coordinates>;

export interface RowLayout {
  readonly dimensions: readonly Dimension[];
  readonly rows: readonly RowKey[];
}

/**
 * The rows that some tables need together: a row that one of them names is asked of each, and
 * `other` stands for what none of them names. Rows of schemes a benefit is not for are left out.
 */
export function layoutOf(slots: readonly Slot[], insutypes: readonly string[] | null): RowLayout {
  const named = new Map<Dimension, Set<string>>();
  for (const slot of slots) {
    for (const [dimension, rows] of rowsByDimension(slot)) {
      const known = named.get(dimension) ?? new Set<string>();
      for (const row of rows) known.add(row);
      named.set(dimension, known);
    }
  }
  let rows: RowKey[] = [{}];
  const dimensions = (Object.keys(DIMENSIONS) as Dimension[]).filter((one) => named.has(one));
  for (const dimension of dimensions) {
    const keys = possible(dimension, [...(named.get(dimension) ?? [])], insutypes);
    const ordered = inOrder(dimension, keys);
    rows = rows.flatMap((row) => ordered.map((key) => ({ ...row, [dimension]: key })));
  }
  return { dimensions, rows };
}

/** As the dimension lists them, open ones by name: whichever table was read first. */
function inOrder(dimension: Dimension, keys: readonly string[]): string[] {
  const listed: readonly string[] = DIMENSIONS[dimension] ?? [];
  const place = (key: string) => {
    const index = listed.indexOf(key);
    return index === -1 ? listed.length : index;
  };
  return otherLast(keys.toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1)));
}

/** Only rows that somebody can fall into; `other` only where it stands for something. */
function possible(
  dimension: Dimension,
  named: readonly string[],
  insutypes: readonly string[] | null,
): readonly string[] {
  const closed = closedRows(dimension, named, insutypes);
  if (closed === null) return named;
  const kept = closed.filter((row) => named.includes(row));
  return named.includes("other") && kept.length < closed.length ? [...kept, "other"] : kept;
}

/** Every row there is of a dimension for these schemes; null where nobody can list them. */
function closedRows(
  dimension: Dimension,
  named: readonly string[],
  insutypes: readonly string[] | null,
): readonly string[] | null {
  if (dimension === "insutype" && insutypes !== null) return insutypes;
  if (dimension === "employment_status" && insutypes !== null) {
    return DIMENSIONS.employment_status.filter((status) =>
      insutypes.includes(status === "resident" ? "390" : "310"),
    );
  }
  const listed: readonly string[] | null = DIMENSIONS[dimension];
  // A region may know more identities than the nationwide ones.
  const all = named.every((row) => row === "other" || listed?.includes(row) === true);
  return all ? listed : null;
}

/** `二级 · 退休`: a dimension in which all rows are the same says nothing. */
export function rowName(
  layout: RowLayout,
  row: RowKey,
  region: Region,
  language: Language,
): string {
  const telling = layout.dimensions.filter(
    (dimension) => new Set(layout.rows.map((one) => one[dimension])).size > 1,
  );
  return telling.map((one) => rowWords(row[one] ?? "other", region, language)).join(" · ");
}

export interface RowGroup {
  readonly rows: readonly RowKey[];
  readonly cell: Cell | null;
}

/** The rows of one table, those with the same value together, in the order of their first. */
export function groupedRows(slot: Slot, layout: RowLayout): readonly RowGroup[] {
  const groups = new Map<string, { rows: RowKey[]; cell: Cell | null }>();
  for (const row of layout.rows) {
    const cell = slotCell(slot, row);
    const key = JSON.stringify([cell?.value ?? null, sourceText(cell?.source ?? null)]);
    const group = groups.get(key) ?? { rows: [], cell };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}
