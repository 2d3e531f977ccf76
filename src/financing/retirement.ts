import { partOfHeads } from "./heads.ts";
import type { Sex } from "./life-table.ts";

/** One statutory age and how it rises (全国人大常委会 2024-09-13: by months of birth, from 2025). */
export interface RetirementAge {
  /** Weight of those it applies to; the weights of a sex need not add up to anything. */
  readonly weight: number;
  readonly age_months: number;
  readonly raise_most_months: number;
  /** One month more for each so many months. */
  readonly raise_step_months: number;
  /** The year whose January begins the raise. */
  readonly raise_first_year: number;
}

export type RetirementAges = Readonly<Record<Sex, readonly RetirementAge[]>>;

/**
 * The month of retirement (years × 12 + month from 0) of somebody born in a month written so.
 * Who would have retired before the raise began is not touched by it.
 */
export function retirementMonth(birth_month: number, age: RetirementAge): number {
  const original = birth_month + age.age_months;
  const since = original - age.raise_first_year * 12;
  if (since < 0) return original;
  const raise = Math.floor(since / age.raise_step_months) + 1;
  return original + Math.min(raise, age.raise_most_months);
}

/**
 * Of working heads who reach `age` in `year`, those who retire in that year. A cohort is born
 * evenly over its year; whoever is past the day already goes when nobody else is left to go.
 */
export function retiringHeads(
  heads: number,
  age: number,
  year: number,
  ages: readonly RetirementAge[],
): number {
  const birth_year = year - age;
  let now = 0;
  let later = 0;
  for (const one of ages) {
    for (let month = 0; month < 12; month += 1) {
      const retires = Math.floor(retirementMonth(birth_year * 12 + month, one) / 12);
      if (retires === year) now += one.weight;
      if (retires > year) later += one.weight;
    }
  }
  if (now + later === 0) return heads;
  return partOfHeads(heads, now, now + later);
}
