import {
  type CivilDate,
  type Fen,
  multiplyFenByRatio,
  PPM_ONE,
  YibaoError,
} from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import { choiceOn, countOn, rateOn } from "./values.ts";

/** What lateness costs: money for arrears, months of waiting for lapsed enrolment. */

/**
 * The late fee (滞纳金) of arrears, `days` after the day they were owed; rounded once at the end.
 * Social Insurance Law art. 86: 0.05 % a day.
 * @throws YibaoError FINANCING-NOT-A-COUNT | POLICY-NO-VALUE
 */
export function lateFee(region: Region, day: CivilDate, arrears_fen: Fen, days: number): Fen {
  checkCount("days", days);
  const rate_ppm = rateOn(region, "late_fee_rate_day", day);
  const rounding = choiceOn(region, "rounding", day, ["half-up", "half-even", "down", "up"]);
  return multiplyFenByRatio(arrears_fen, rate_ppm * days, PPM_ONE, rounding);
}

export interface Lapse {
  /** Years without enrolment. */
  readonly missed_years: number;
  /** Of them, years that the person paid for afterwards. */
  readonly bought_back_years: number;
}

/**
 * Months to wait before benefits begin after late or lapsed enrolment on `day`. 国办发〔2024〕38号: a
 * fixed wait, one more month for each missed year that is not bought back, and not less than a
 * floor after many missed years.
 * @throws YibaoError FINANCING-NOT-A-COUNT | POLICY-NO-VALUE
 */
export function waitingMonths(region: Region, day: CivilDate, lapse: Lapse): number {
  const { missed_years, bought_back_years } = lapse;
  checkCount("missed_years", missed_years);
  checkCount("bought_back_years", bought_back_years);
  const count = (name: string) => countOn(region, name, day);
  const left = Math.max(missed_years - bought_back_years, 0);
  const months = count("waiting_base_months") + left * count("waiting_months_per_missed_year");
  const floored = missed_years >= count("waiting_floor_from_missed_years");
  return floored ? Math.max(months, count("waiting_floor_months")) : months;
}

const COUNT_MOST = 100_000;

function checkCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= COUNT_MOST) return;
  throw new YibaoError("FINANCING-NOT-A-COUNT", { name, value: String(value), most: COUNT_MOST });
}
