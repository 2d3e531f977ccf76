import type { CivilDate } from "../kernel/index.ts";
import {
  type BenefitView,
  type Outlook,
  outlookOf,
  type PolicyView,
  policyOn,
  type Region,
} from "../policy/index.ts";

/** What is said of a benefit beside its values: how much is unverified, when it changes. */
export interface ShownBenefit extends BenefitView, Outlook {
  /** How many of its values nobody has checked with the text. */
  readonly unverified_values: number;
}

export interface ShownPolicy extends Omit<PolicyView, "benefits"> {
  readonly benefits: readonly ShownBenefit[];
}

/** The policy of a day with what changed last and changes next. @throws as `policyOn` */
export function shownPolicy(region: Region, date: CivilDate, benefit: string | null): ShownPolicy {
  const view = policyOn(region, date, benefit);
  const benefits = view.benefits.map((one) => ({
    ...one,
    unverified_values: unverifiedValues(one),
    ...outlookOf(region, one.name, date),
  }));
  return { ...view, benefits };
}

/** A value that two layers read counts once. */
function unverifiedValues({ layers }: BenefitView): number {
  const names = layers
    .flatMap(({ parameters }) => parameters)
    .filter(({ rows }) => rows.some(({ unverified }) => unverified))
    .map(({ name }) => name);
  return new Set(names).size;
}
