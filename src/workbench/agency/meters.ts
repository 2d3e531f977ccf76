import { type Static, Type } from "typebox";
import { type CivilDate, contains, yearOf } from "../../kernel/index.ts";
import type { PersonRecord } from "../../people/index.ts";
import { type AccumulatorLimit, accumulatorLimits, type Region } from "../../policy/index.ts";
import { FenOrNull, Text, TextOrNull } from "./fields.ts";

/** What a person has used of a year's limits. */
export const Meter = Type.Object({
  name: Text,
  title: Text,
  unit: Type.Enum(["yuan", "count"]),
  role: Type.Union([Type.Enum(["deductible", "cap", "threshold"]), Type.Null()]),
  /** Fen, or a count. */
  amount: Type.Integer(),
  limit_fen: FenOrNull,
  document: TextOrNull,
  clause: TextOrNull,
  unverified: Type.Boolean(),
});

/**
 * What counted in the year beside what it counts towards; what nothing counts towards stands last.
 * The limits are those of today, or of the last day of an earlier year.
 */
export function metersOf(
  region: Region,
  record: PersonRecord,
  year: string,
  today: CivilDate,
): Static<typeof Meter>[] {
  const counted = record.state.accumulators[year] ?? {};
  const day = year === String(yearOf(today)) ? today : (`${year}-12-31` as CivilDate);
  const limits = limitsOn(region, record, day);
  const known = limits.filter(({ name, is_by_row, limit_fen }) => {
    return counted[name] !== undefined || (limit_fen !== null && !is_by_row);
  });
  const names = new Set(known.map(({ name }) => name));
  const others = Object.keys(counted).filter((name) => !names.has(name));
  const rows = [
    ...known.map((one) => meterOf(one, counted[one.name] ?? 0)),
    ...others.map((name) => meterOf(plain(region, name), counted[name] ?? 0)),
  ];
  return rows.sort((a, b) => rankOf(a) - rankOf(b));
}

function limitsOn(region: Region, record: PersonRecord, day: CivilDate): AccumulatorLimit[] {
  const current = record.enrolments.filter(({ period }) => contains(period, day));
  const identities = record.identities
    .filter(({ period }) => contains(period, day))
    .map(({ kind }) => kind);
  const diseases = record.disease_certificates
    .filter(({ period }) => contains(period, day))
    .map(({ disease }) => disease);
  return current.flatMap(({ insutype, employment_status, civil_servant_rank }) => {
    const person = { insutype, employment_status, civil_servant_rank };
    return accumulatorLimits(region, { ...person, identities, diseases, day });
  });
}

/** Of a scheme that the person has left, or a level that no limit names. */
function plain(region: Region, name: string): AccumulatorLimit {
  const definition = region.accumulators.find(({ pattern }) => patternOf(pattern).test(name));
  return {
    name,
    title: definition?.title ?? name,
    unit: definition?.unit ?? "yuan",
    ...{ role: null, limit_fen: null, source: null, is_by_row: false },
  };
}

function patternOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\{\w+\}/g, "[^.]+")}$`);
}

function meterOf(
  { name, title, unit, role, limit_fen, source }: AccumulatorLimit,
  amount: number,
): Static<typeof Meter> {
  return {
    ...{ name, title, unit, role, amount, limit_fen },
    document: source?.document ?? null,
    clause: source?.clause ?? null,
    unverified: source !== null && source.basis !== "official",
  };
}

const RANKS = { cap: 0, deductible: 1, threshold: 2 } as const;

function rankOf({ role, unit }: Static<typeof Meter>): number {
  if (role !== null) return RANKS[role];
  return unit === "yuan" ? 3 : 4;
}
