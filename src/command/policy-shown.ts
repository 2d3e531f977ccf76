import type { CivilDate } from "../kernel/index.ts";
import {
  type BenefitView,
  type Outlook,
  outlookOf,
  type PolicyView,
  policyOn,
  type Region,
  unverifiedCounts,
} from "../policy/index.ts";

/** What is said of a benefit beside its values: how much is unverified, when it changes. */
export interface ShownBenefit extends BenefitView, Outlook {
  /** How many of its values nobody has checked with the text, counted as on its page. */
  readonly unverified_values: number;
}

export interface ShownPolicy extends Omit<PolicyView, "benefits"> {
  readonly benefits: readonly ShownBenefit[];
}

/** The policy of a day with what changed last and changes next. @throws as `policyOn` */
export function shownPolicy(region: Region, date: CivilDate, benefit: string | null): ShownPolicy {
  const view = policyOn(region, date, benefit);
  const counts = unverifiedCounts(region, date);
  const benefits = view.benefits.map((one) => ({
    ...one,
    unverified_values: counts.get(one.name) ?? 0,
    ...outlookOf(region, one.name, date),
  }));
  return { ...view, benefits };
}
