import {
  addFen,
  type CivilDate,
  type Fen,
  firstDayOfYear,
  multiplyFenByPpm,
  PPM_ONE,
  type Ppm,
  type Rounding,
  YibaoError,
  ZERO_FEN,
} from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import { amountOn, choiceOn, rateOn } from "./values.ts";

/**
 * What a resident's year of coverage brings in, and who pays which part: the person, medical
 * assistance for those it helps (国办发〔2021〕42号), and four levels of government. The notice of a
 * year sets the subsidy of that year and the fee that covers the next (医保发〔2021〕32号 and later).
 */
export interface ResidentFee {
  readonly coverage_year: number;
  /** The whole fee: what the person and medical assistance pay together. */
  readonly fee_fen: Fen;
  readonly person_fen: Fen;
  readonly assistance_fen: Fen;
  /** The identity that gives the greatest help, or null where none helps. */
  readonly assisted_as: string | null;
  /** The year whose notice sets the subsidy. */
  readonly subsidy_year: number;
  readonly subsidy_fen: Fen;
  readonly subsidy: Readonly<Record<GovernmentLevel, Fen>>;
  /** What the resident pool receives: fee and subsidy. */
  readonly pool_fen: Fen;
  /** What the pool passes on to critical-illness insurance for this person. */
  readonly critical_illness_transfer_fen: Fen;
}

export const GOVERNMENT_LEVELS = ["centre", "province", "city", "county"] as const;
export type GovernmentLevel = (typeof GOVERNMENT_LEVELS)[number];

/**
 * The fee of a year of coverage. Identities are those of the day of enrolment: a later change does
 * not price the same year anew. Of several, the one that helps most counts (就高不重复).
 * @throws YibaoError POLICY-NO-VALUE | FINANCING-SHARES-OVER-ONE
 */
export function residentFee(
  region: Region,
  coverage_year: number,
  identities: readonly string[],
): ResidentFee {
  const day = firstDayOfYear(coverage_year);
  const rounding = choiceOn(region, "rounding", day, ["half-up", "half-even", "down", "up"]);
  const fee = amountOn(region, "resident_fee", day);
  const { identity, share_ppm } = greatestHelp(region, day, identities);
  const assistance = multiplyFenByPpm(fee, share_ppm, rounding);
  const subsidy_year = coverage_year - subsidyLag(region, day);
  const subsidy = amountOn(region, "resident_subsidy", firstDayOfYear(subsidy_year));
  return {
    coverage_year,
    fee_fen: fee,
    person_fen: (fee - assistance) as Fen,
    assistance_fen: assistance,
    assisted_as: identity,
    subsidy_year,
    subsidy_fen: subsidy,
    subsidy: splitSubsidy(region, day, subsidy, rounding),
    pool_fen: addFen(fee, subsidy),
    critical_illness_transfer_fen: amountOn(region, "critical_illness_transfer_year", day),
  };
}

/** How many years before the year of coverage its subsidy was set. */
export function subsidyLag(region: Region, day: CivilDate): 0 | 1 {
  const words = ["calendar-year", "notice-year"] as const;
  return choiceOn(region, "resident_subsidy_year", day, words) === "notice-year" ? 1 : 0;
}

function greatestHelp(region: Region, day: CivilDate, identities: readonly string[]) {
  let best: { identity: string | null; share_ppm: Ppm } = { identity: null, share_ppm: 0 as Ppm };
  for (const identity of identities) {
    const share_ppm = rateOn(region, "resident_fee_assistance_share", day, identity);
    if (share_ppm > best.share_ppm) best = { identity, share_ppm };
  }
  return best;
}

/** The rounding goes by the sum of the shares so far, so that the parts add up and none is < 0. */
function splitSubsidy(
  region: Region,
  day: CivilDate,
  subsidy_fen: Fen,
  rounding: Rounding,
): Readonly<Record<GovernmentLevel, Fen>> {
  let share = 0;
  let given = ZERO_FEN;
  const part = (level: GovernmentLevel): Fen => {
    share += rateOn(region, `resident_subsidy_share_${level}`, day);
    if (share > PPM_ONE) throw new YibaoError("FINANCING-SHARES-OVER-ONE", { level, day });
    const before = given;
    given = multiplyFenByPpm(subsidy_fen, share as Ppm, rounding);
    return (given - before) as Fen;
  };
  const [centre, province, city] = [part("centre"), part("province"), part("city")];
  return { centre, province, city, county: (subsidy_fen - given) as Fen };
}
