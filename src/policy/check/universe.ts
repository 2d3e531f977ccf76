import type { CivilDate } from "../../kernel/index.ts";
import { DIMENSIONS, type Dimension, isCell, type Table } from "../parameter.ts";
import type { Region } from "../region.ts";

/** Every case there is: what a pack must decide, or say that it does not cover. */
export interface Universe {
  readonly insutypes: readonly string[];
  readonly visit_types: readonly string[];
  /** Null: no certified disease. */
  readonly diseases: readonly (string | null)[];
  readonly stretches: readonly Stretch[];
}

/** Days between two changes: every answer is the same on all of them. */
export interface Stretch {
  readonly from: CivilDate;
  /** The first day that is no longer in it; null for the last. */
  readonly to: CivilDate | null;
}

/** A pack that lists its visit types answers for both schemes; another for those it names. */
export function universeOf(region: Region): Universe {
  const { visit_types, not_covered } = region.declared;
  const left = [...not_covered.values()].map(({ value }) => value);
  const named = [...region.benefits, ...left];
  const listed = visit_types.size > 0;
  const distinct = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    insutypes: listed ? DIMENSIONS.insutype : distinct(named.flatMap((one) => one.insutypes)),
    visit_types: listed
      ? [...visit_types.keys()]
      : distinct(named.flatMap((one) => one.visit_types)),
    diseases: [null, ...region.diseases.keys()],
    stretches: stretchesOf(region),
  };
}

/** From the first day of any benefit: before it the pack decides nothing, and says so. */
export function stretchesOf(region: Region): Stretch[] {
  const first = region.benefits.map(({ period }) => period.from).sort()[0];
  if (first === undefined) return [];
  const days = new Set<CivilDate>(region.changes);
  for (const { value } of region.declared.not_covered.values()) {
    days.add(value.period.from);
    if (value.period.to !== null) days.add(value.period.to);
  }
  const starts = [...days].filter((day) => day >= first).sort();
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? null }));
}

/** Ranks of civil servants that the pack's tables tell apart. */
export function ranksOf(region: Region): string[] {
  return rowsOf(region, "civil_servant_rank").filter((row) => row !== "other" && row !== "none");
}

/** Identities that the pack knows: the nationwide ones, and those it adds to the order. */
export function identitiesOf(region: Region): string[] {
  const order = (region.parameters.get("identity_order")?.versions ?? []).flatMap(({ table }) =>
    isCell(table) && Array.isArray(table.value) ? (table.value as readonly string[]) : [],
  );
  const rows = rowsOf(region, "identity").filter((row) => row !== "other");
  return [...new Set<string>(["none", ...DIMENSIONS.identity, ...order, ...rows])];
}

function rowsOf(region: Region, dimension: Dimension): string[] {
  const rows = new Set<string>();
  for (const { versions } of region.parameters.values()) {
    for (const { by, table } of versions) {
      const depth = by.indexOf(dimension);
      if (depth >= 0) for (const row of rowsAt(table, depth)) rows.add(row);
    }
  }
  return [...rows];
}

function rowsAt(table: Table, depth: number): string[] {
  if (isCell(table)) return [];
  if (depth === 0) return Object.keys(table);
  return Object.values(table).flatMap((row) => rowsAt(row, depth - 1));
}

/** Whether bills of a visit type are settlements of a stay. */
export function isStay(region: Region, visit_type: string): boolean {
  const listed = region.declared.visit_types.get(visit_type)?.value;
  if (listed) return listed.stay;
  // A pack without a list: whoever counts admissions settles stays.
  return region.benefits.some(
    (benefit) =>
      benefit.visit_types.includes(visit_type) &&
      benefit.layers.some((layer) => layer.kind === "deductible" && layer.repeat !== null),
  );
}
