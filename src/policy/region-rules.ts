import type { CivilDate, Rounding } from "../kernel/index.ts";
import { plainCell, type Region } from "./region.ts";

/** Choices of a region that the settlement room asks for: what is not the split of one bill. */
export interface RegionRules {
  /** What a voided early bill does to later ones (E31). */
  readonly void_rule: "leave" | "replay";
  readonly fund_sum_includes_account: "none" | "own";
  /** What happens to an item that the institution has not mapped. */
  readonly unmapped_item: "reject" | "self-pay";
  readonly rounding: Rounding;
  /** Which calendar year a stay's accumulators belong to. */
  readonly stay_year: StayRule;
  /** Whose identity, status and enrolment count for a stay. */
  readonly stay_person: StayRule;
  /** Which day's rules count for a stay. */
  readonly stay_policy: StayRule;
  /** Whether a stay that is split charges its deductible once or in each part. */
  readonly stay_deductible: "once" | "each-part";
  /** Whether those who chose an institution are paid for only there. */
  readonly designated_only: "filed" | "never";
  /** How many days before it is made a filing may begin. */
  readonly filing_backdating_days: number;
}

/** By the day of admission, of discharge, or each day's costs by that day. */
export type StayRule = "admission" | "discharge" | "split";

export function rulesOn(region: Region, day: CivilDate): RegionRules {
  const choice = <Value extends string>(name: string) =>
    String(plainCell(region, name, day).value) as Value;
  return {
    void_rule: choice("void_rule"),
    fund_sum_includes_account: choice("fund_sum_includes_account"),
    unmapped_item: choice("unmapped_item"),
    rounding: choice("rounding"),
    stay_year: choice("stay_year"),
    stay_person: choice("stay_person"),
    stay_policy: choice("stay_policy"),
    stay_deductible: choice("stay_deductible"),
    designated_only: choice("designated_only"),
    filing_backdating_days: Number(plainCell(region, "filing_backdating_days", day).value),
  };
}
