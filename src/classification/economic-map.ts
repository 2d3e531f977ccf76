import { addFen, type Fen, ZERO_FEN } from "../kernel/index.ts";
import { type Charts, type EconomicMapRow, isInForce } from "./chart.ts";

/** administrative: 行政单位 and 参公单位; institution: the other 事业单位. */
export type UnitKind = "administrative" | "institution";

export interface EconomicTarget {
  /** The usual code first; several where it depends on what the money is for; none: unmapped. */
  readonly codes: readonly string[];
  readonly row: EconomicMapRow | null;
}

/** The governmental codes of a departmental economic 款 in a unit of this kind. */
export function mapEconomic(
  charts: Charts,
  departmental: string,
  unitKind: UnitKind,
  year: number,
): EconomicTarget {
  const row = charts.economicMap.find(
    (one) => one.departmental === departmental && isInForce(one, year),
  );
  return { codes: row?.[unitKind] ?? [], row: row ?? null };
}

/** Amounts by departmental 款, of the units of each kind. */
export type DepartmentalAmounts = Readonly<Record<UnitKind, ReadonlyMap<string, Fen>>>;

export interface MappedTotals {
  /** By governmental 款, in the order of codes; together with `unmapped` all that was given. */
  readonly amounts: ReadonlyMap<string, Fen>;
  readonly unmapped: readonly UnmappedAmount[];
  /** Departmental codes that had several targets, of which the usual one was taken. */
  readonly chosen: readonly string[];
}

export interface UnmappedAmount {
  readonly unit_kind: UnitKind;
  readonly code: string;
  readonly amount_fen: Fen;
}

/** Departmental amounts as governmental ones. Nothing is lost and nothing is rounded. */
export function mapTotals(charts: Charts, given: DepartmentalAmounts, year: number): MappedTotals {
  const sums = new Map<string, Fen>();
  const unmapped: UnmappedAmount[] = [];
  const chosen = new Set<string>();
  for (const unit_kind of ["administrative", "institution"] as const) {
    for (const [code, amount_fen] of given[unit_kind]) {
      const { codes } = mapEconomic(charts, code, unit_kind, year);
      const target = codes[0];
      if (codes.length > 1) chosen.add(code);
      if (target === undefined) unmapped.push({ unit_kind, code, amount_fen });
      else sums.set(target, addFen(sums.get(target) ?? ZERO_FEN, amount_fen));
    }
  }
  const amounts = new Map([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { amounts, unmapped, chosen: [...chosen].sort() };
}
