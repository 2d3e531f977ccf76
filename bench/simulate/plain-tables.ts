import type { CivilDate } from "../../src/kernel/index.ts";
import {
  type Band,
  type BillCase,
  type Cell,
  identityOf,
  isCell,
  plainCell,
  type Region,
  type Table,
  versionOn,
} from "../../src/policy/index.ts";

/**
 * What the plain loop knows: numbers in one typed array, a short row for each case, read out of
 * the same pack that we settle by, on one day. The loop is written for the readings below, and for
 * Hengyang's layers.
 */
export interface PlainTables {
  /** Position of the funds 310100, 320100, 330100, 390100, 390200, 610100 in the outcome. */
  readonly fund_columns: readonly number[];
  /** For each case a row of `OF_CASE`. */
  readonly cases: Float64Array;
  readonly large_sum_ppm: number;
  readonly large_sum_cap_fen: number;
  readonly outpatient_ceiling_fen: number;
  readonly assistance_cap_fen: number;
  readonly critical_bands: readonly Band[];
  readonly employee_alone_bands: readonly Band[];
  readonly resident_alone_bands: readonly Band[];
}

/** Places in the row of a case; amounts are fen, rates parts per million, flags 0 or 1. */
export const OF_CASE = {
  employee: 0,
  /** 0 none, 1 by admission (inpatient), 2 by the year (employee outpatient). */
  deductible_kind: 1,
  first_share: 2,
  deductible: 3,
  repeated: 4,
  /** Of the hospital level: where admissions, and the outpatient deductible, are counted. */
  level: 5,
  /** −1: the pooled fund pays nothing and takes nothing. */
  ratio: 6,
  /** The benefit's own limit, without end where it has none, and where its use is counted. */
  own_limit: 7,
  own_used: 8,
  pool_cap: 9,
  has_large_sum: 10,
  civil: 11,
  has_critical: 12,
  critical_threshold: 13,
  critical_cap: 14,
  critical_points: 15,
  has_assistance: 16,
  assistance_threshold: 17,
  assistance: 18,
} as const;
export const CASE_WIDTH = 20;

/** Places of the accumulators of one person. */
export const USED = {
  employee_pool: 0,
  resident_pool: 1,
  large_sum: 2,
  critical_base: 3,
  critical_paid: 4,
  assistance_base: 5,
  assistance_paid: 6,
  alone_cost: 7,
  alone_paid: 8,
  outpatient_deductible: 9,
  nothing: 10,
  employee_outpatient: 11,
  resident_outpatient: 12,
  admissions: 13,
  level_deductible: 19,
  diseases: 25,
} as const;
/** With two places for each disease: its own limit, and that of the two diseases. */
export const USED_COUNT = 64;

const READINGS: Readonly<Record<string, string>> = {
  rounding: "half-up",
  cross_region_reading: "first-share",
  critical_illness_bands_from: "deductible",
  critical_illness_tiers: "four",
  critical_illness_increase: "over-paid-to-date",
  critical_illness_counts_cross_region_share: "no",
  critical_illness_counts_first_self_pay: "no",
  outpatient_deductible: "annual",
  outpatient_retiree_bonus: "yes",
  pool_cap_measure: "fund-paid",
  chronic_limit_kind: "1",
  resident_deductible_row: "city",
};
const FUNDS = ["310100", "320100", "330100", "390100", "390200", "610100"];
const LEVELS = ["primary", "level1", "level2", "level3", "level3-provincial", "pharmacy"];
const INPATIENT = ["2101", "2102", "2105", "2109", "21303", "22", "28"];
const OUTPATIENT = ["11", "12", "13", "1301"];
const KNOWN = [...INPATIENT, ...OUTPATIENT, "14", "9901"];
const SPECIAL = ["dialysis", "transplant", "cancer-therapy", "haemophilia"];

/** @throws Error for a reading, a kind of bill or a disease that the loop is not written for */
export function plainTables(
  region: Region,
  cases: readonly BillCase[],
  day: CivilDate,
  funds: readonly string[],
): PlainTables {
  for (const [name, reading] of Object.entries(READINGS)) {
    const value = plainCell(region, name, day).value;
    if (value !== reading) throw new Error(`the plain loop is written for ${name} = ${reading}`);
  }
  const numbers = new Float64Array(cases.length * CASE_WIDTH);
  cases.forEach((one, index) => {
    for (const [name, value] of Object.entries(rowOf(region, one, day))) {
      numbers[index * CASE_WIDTH + OF_CASE[name as keyof typeof OF_CASE]] = Number(value);
    }
  });
  const plain = <Value>(name: string) => plainCell(region, name, day).value as Value;
  const alone = (insutype: string) =>
    valueAt(region, "paid_alone_bands", day, { insutype }) as readonly Band[];
  return {
    fund_columns: FUNDS.map((fund) => funds.indexOf(fund)),
    cases: numbers,
    large_sum_ppm: plain("large_sum_ratio"),
    large_sum_cap_fen: plain("large_sum_cap"),
    outpatient_ceiling_fen: plain("employee_outpatient_deductible_ceiling"),
    assistance_cap_fen: plain("assistance_cap"),
    critical_bands: plain("critical_illness_bands_four"),
    employee_alone_bands: alone("310"),
    resident_alone_bands: alone("390"),
  };
}

/** A case as the loop sees it. */
type Row = Readonly<Record<keyof typeof OF_CASE, number | boolean>>;

function rowOf(region: Region, one: BillCase, day: CivilDate): Row {
  const identity = identityOf(region, { identities: one.identities, care_date: day });
  const keys = { ...one, identity, civil_servant_rank: one.civil_servant_rank ?? "none" };
  const value = (name: string) => valueAt(region, name, day, keys) as number | null;
  if (!KNOWN.includes(one.visit_type)) {
    throw new Error(`the plain loop knows no bills of kind ${one.visit_type}`);
  }
  const employee = one.insutype === "310";
  const inpatient = INPATIENT.includes(one.visit_type);
  const outpatient = OUTPATIENT.includes(one.visit_type);
  const special = one.visit_type === "14" && SPECIAL.includes(one.disease ?? "");
  const chronic = one.visit_type === "14" && !special;
  const deductible = inpatient
    ? (value(employee ? "employee_inpatient_deductible" : "resident_inpatient_deductible") ?? 0)
    : outpatient && employee
      ? (value("employee_outpatient_deductible") ?? 0)
      : 0;
  const factor = plainCell(region, "repeat_admission_factor", day).value as number;
  const covered = inpatient || special || chronic;
  return {
    employee,
    deductible_kind: inpatient ? 1 : outpatient && employee ? 2 : 0,
    first_share:
      inpatient || (outpatient && employee) ? (value("cross_region_first_share") ?? 0) : 0,
    deductible,
    repeated: Math.floor((deductible * factor + 500_000) / 1_000_000),
    level: LEVELS.indexOf(one.hospital_level),
    ratio: ratioOf(value, { employee, inpatient, outpatient, special, chronic }),
    ...ownLimit(region, one, value, { employee, outpatient, chronic }),
    pool_cap: value(employee ? "employee_pool_cap" : "resident_pool_cap") ?? Infinity,
    has_large_sum: employee && (inpatient || special),
    civil: employee && covered ? (value("civil_servant_ratio") ?? 0) : 0,
    has_critical: !employee && covered,
    critical_threshold: Math.floor(
      ((value("critical_illness_deductible") ?? 0) *
        (value("critical_illness_deductible_factor") ?? 0) +
        500_000) /
        1_000_000,
    ),
    critical_cap: value("critical_illness_cap") ?? Infinity,
    critical_points: value("critical_illness_points") ?? 0,
    has_assistance: covered && value("assistance_ratio") !== null,
    assistance_threshold: value("assistance_threshold") ?? 0,
    assistance: value("assistance_ratio") ?? 0,
  };
}

interface Kind {
  readonly employee: boolean;
  readonly outpatient: boolean;
  readonly chronic: boolean;
}

function ratioOf(
  value: (name: string) => number | null,
  kind: Kind & { readonly inpatient: boolean; readonly special: boolean },
): number {
  const { employee, inpatient, outpatient, special, chronic } = kind;
  if (chronic) return value("chronic_ratio") ?? -1;
  if (outpatient) {
    const base = value(employee ? "employee_outpatient_ratio" : "resident_outpatient_ratio");
    const points = employee ? (value("employee_outpatient_retiree_points") ?? 0) : 0;
    return base === null ? -1 : Math.min(1_000_000, base + points);
  }
  if (inpatient || special) {
    const base = value(employee ? "employee_inpatient_ratio" : "resident_inpatient_ratio");
    const points = employee ? (value("employee_inpatient_retiree_points") ?? 0) : 0;
    return base === null ? -1 : Math.min(1_000_000, base + points);
  }
  return value("two_disease_ratio") ?? -1;
}

function ownLimit(
  region: Region,
  one: BillCase,
  value: (name: string) => number | null,
  { employee, outpatient, chronic }: Kind,
) {
  if (USED.diseases + 2 * region.diseases.size > USED_COUNT) throw new Error("more diseases");
  const disease = USED.diseases + 2 * [...region.diseases.keys()].indexOf(one.disease ?? "");
  if (chronic) return own(value("chronic_limit_amount"), disease);
  if (one.visit_type === "9901") return own(value("two_disease_cap"), disease + 1);
  if (!outpatient) return own(null, USED.nothing);
  return employee
    ? own(value("employee_outpatient_cap"), USED.employee_outpatient)
    : own(value("resident_outpatient_cap"), USED.resident_outpatient);
}

function own(limit: number | null, used: number) {
  return { own_limit: limit ?? Infinity, own_used: used };
}

/** The value of a parameter at the keys it is tabled by; `other` answers for rows not named. */
function valueAt(
  region: Region,
  name: string,
  day: CivilDate,
  keys: Readonly<Record<string, unknown>>,
): unknown {
  const parameter = region.parameters.get(name);
  const version = parameter ? versionOn(parameter, day) : null;
  if (!version) throw new Error(`the pack has no value of ${name} on ${day}`);
  let table: Table = version.table;
  for (const dimension of version.by) {
    if (isCell(table)) break;
    table = (table[String(keys[dimension] ?? "none")] ?? table.other) as Table;
  }
  return (table as Cell).value;
}
