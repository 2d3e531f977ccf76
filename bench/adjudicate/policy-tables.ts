import { type CivilDate, contains, type Fen, type Ppm } from "../../src/kernel/index.ts";
import { type Cell, plainCell, type Region, type Table } from "../../src/policy/index.ts";

/**
 * The tables of resident inpatient care on a day, read out of the same pack that we settle by:
 * every contestant computes from these and nothing else.
 */
export interface PolicyTables {
  readonly levels: readonly LevelRow[];
  readonly identities: readonly IdentityRow[];
  readonly repeat_factor_ppm: Ppm;
  readonly pool_cap_fen: Fen;
  readonly critical_threshold_fen: Fen;
  readonly bands: readonly BandRow[];
  readonly assistance_cap_fen: Fen;
}

export interface LevelRow {
  readonly level: string;
  readonly deductible_fen: Fen;
  readonly ratio_ppm: Ppm;
}

export interface IdentityRow {
  readonly identity: string;
  /** On the critical-illness threshold. */
  readonly threshold_factor_ppm: Ppm;
  /** Points on top of every band. */
  readonly points_ppm: Ppm;
  /** Year's limit of critical illness; null: none. */
  readonly critical_cap_fen: Fen | null;
  readonly assistance_threshold_fen: Fen;
  /** 0 where the identity has no assistance. */
  readonly assistance_ratio_ppm: Ppm;
}

export interface BandRow {
  readonly from_fen: Fen;
  /** Null: without end. */
  readonly to_fen: Fen | null;
  readonly ratio_ppm: Ppm;
}

const LEVELS = ["primary", "level1", "level2", "level3", "level3-provincial"];
const IDENTITIES = [
  "extreme-poverty",
  "orphan",
  "low-income",
  "low-income-edge",
  "returned-to-poverty",
  "monitored",
  "illness-poverty",
  "none",
];

export function policyTables(region: Region, day: CivilDate): PolicyTables {
  const plain = <Value>(name: string) => plainCell(region, name, day).value as Value;
  const row = <Value>(name: string, key: string) => rowOf(region, name, day, key) as Value;
  return {
    levels: LEVELS.map((level) => ({
      level,
      deductible_fen: row("resident_inpatient_deductible", level),
      ratio_ppm: row("resident_inpatient_ratio", level),
    })),
    identities: IDENTITIES.map((identity) => ({
      identity,
      threshold_factor_ppm: row("critical_illness_deductible_factor", identity),
      points_ppm: row("critical_illness_points", identity),
      critical_cap_fen: row("critical_illness_cap", identity),
      assistance_threshold_fen: row<Fen | null>("assistance_threshold", identity) ?? (0 as Fen),
      assistance_ratio_ppm: row<Ppm | null>("assistance_ratio", identity) ?? (0 as Ppm),
    })),
    repeat_factor_ppm: plain("repeat_admission_factor"),
    pool_cap_fen: plain("resident_pool_cap"),
    critical_threshold_fen: plain("critical_illness_deductible"),
    bands: bandRows(plain("critical_illness_bands_four")),
    assistance_cap_fen: plain("assistance_cap"),
  };
}

function bandRows(bands: readonly { up_to_fen: Fen | null; ratio_ppm: Ppm }[]): BandRow[] {
  return bands.map(({ up_to_fen, ratio_ppm }, index) => ({
    from_fen: index === 0 ? (0 as Fen) : (bands[index - 1]?.up_to_fen as Fen),
    to_fen: up_to_fen,
    ratio_ppm,
  }));
}

/** The row of a table with one dimension; `other` answers for rows that are not named. */
function rowOf(region: Region, name: string, day: CivilDate, key: string): unknown {
  const versions = region.parameters.get(name)?.versions ?? [];
  const version = versions.find(({ period }) => contains(period, day));
  const table = version?.table as { readonly [row: string]: Table } | undefined;
  const cell = (table?.[key] ?? table?.other) as Cell | undefined;
  if (!cell) throw new Error(`the pack has no value of ${name} for ${key} on ${day}`);
  return cell.value;
}
