import {
  addFen,
  type CivilDate,
  type Fen,
  minimumFen,
  multiplyFenByPpm,
  multiplyFenByRatio,
} from "../kernel/index.ts";
import { identityOf, type Region } from "../policy/index.ts";
import { amountOn, cellAllowingNone, countOn, rateOn } from "./values.ts";

/** What a person's record of enrolment adds to the yearly cap of critical-illness insurance. */
export interface EnrolmentRecord {
  readonly identities: readonly string[];
  /** Years of enrolment without a break, this one included. */
  readonly continuous_years: number;
  /** Years without a claim whose raise has not been used up. */
  readonly no_claim_years: number;
}

export interface CriticalIllnessCap {
  /** Null: no cap (people in need). */
  readonly cap_fen: Fen | null;
  /** What the record adds, after its bound. */
  readonly raise_fen: Fen;
  /** The most that the cap may come to with every raise. */
  readonly most_fen: Fen | null;
}

/**
 * The cap with the raises for lasting enrolment (国办发〔2024〕38号): so much for each year beyond the
 * first ones, so much for a year without claims, together at most a share of the cap.
 * @throws YibaoError POLICY-NO-VALUE
 */
export function criticalIllnessCap(
  region: Region,
  day: CivilDate,
  record: EnrolmentRecord,
): CriticalIllnessCap {
  const identity = identityOf(region, { identities: record.identities, care_date: day });
  const cap = cellAllowingNone(region, "critical_illness_cap", day, identity).value as Fen | null;
  if (cap === null) return { cap_fen: null, raise_fen: 0 as Fen, most_fen: null };
  const after = countOn(region, "critical_illness_bonus_after_years", day);
  const years = Math.max(record.continuous_years - after, 0);
  const times = (name: string, count: number) =>
    multiplyFenByRatio(amountOn(region, name, day), count, 1, "down");
  const earned = addFen(
    times("critical_illness_bonus_year", years),
    times("critical_illness_bonus_no_claim", record.no_claim_years),
  );
  const bound = multiplyFenByPpm(cap, rateOn(region, "critical_illness_bonus_most", day), "down");
  const raise = minimumFen(earned, bound);
  return { cap_fen: addFen(cap, raise), raise_fen: raise, most_fen: addFen(cap, bound) };
}
