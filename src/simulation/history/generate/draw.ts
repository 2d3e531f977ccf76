import type { RandomSource } from "../../../kernel/index.ts";
import type { ByAge, Quantiles } from "./assumptions.ts";

/**
 * Draws in whole numbers. Only additions, products, quotients and rounding down: logarithms and
 * powers differ in the last bit between machines, and the bytes would with them.
 */

const MILLION = 1_000_000;

/** True `share_ppm` times in a million. */
export function happens(random: RandomSource, share_ppm: number): boolean {
  return share_ppm > 0 && random.below(MILLION) < share_ppm;
}

/** A whole number as its quantiles say. */
export function drawn(random: RandomSource, quantiles: Quantiles): number {
  const at = random.below(MILLION);
  let [lowAt, low] = quantiles[0] as Quantiles[number];
  for (const [highAt, high] of quantiles) {
    if (at < highAt) return low + Math.floor(((high - low) * (at - lowAt)) / (highAt - lowAt));
    lowAt = highAt;
    low = high;
  }
  return low;
}

/** A whole number of times, whose mean is `mean_thousandths × factor_thousandths`. */
export function times(random: RandomSource, mean: number, factor_thousandths: number): number {
  const millionths = mean * factor_thousandths;
  const whole = Math.floor(millionths / MILLION);
  return whole + (random.below(MILLION) < millionths - whole * MILLION ? 1 : 0);
}

const BAND_ENDS = [18, 40, 55, 65, 75];

/** The place of an age in lists by age. */
export function ageBand(age: number): number {
  const band = BAND_ENDS.findIndex((end) => age < end);
  return band === -1 ? BAND_ENDS.length : band;
}

export function atAge(list: ByAge, band: number): number {
  return list[band] as number;
}
