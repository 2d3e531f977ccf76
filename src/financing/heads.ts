import { type Fen, multiplyFenByPpm, multiplyFenByRatio, type Ppm, ppm } from "../kernel/index.ts";

/**
 * Headcounts are whole thousandths of a person, so that small cohorts do not round away and the
 * same numbers come out on any machine. The kernel's exact multiplication, rounded half up, serves
 * them as it serves fen; it is given here the unit it was not made for, and nowhere else.
 */
export const HEAD = 1_000;

export function shareOfHeads(heads: number, rate_ppm: Ppm): number {
  return multiplyFenByPpm(heads as Fen, rate_ppm, "half-up");
}

export function partOfHeads(heads: number, numerator: number, denominator: number): number {
  return multiplyFenByRatio(heads as Fen, numerator, denominator, "half-up");
}

/** An amount for each head, times heads. */
export function perHead(amount_fen: Fen, heads: number): Fen {
  return multiplyFenByRatio(amount_fen, heads, HEAD, "half-up");
}

/** A rate or index after growing by a rate, in whole parts per million. */
export function grown(index_ppm: Ppm, rate_ppm: Ppm): Ppm {
  return ppm(index_ppm + shareOfHeads(index_ppm, rate_ppm));
}

/** An index of 1 after so many years of growth. */
export function growth(rate_ppm: Ppm, years: number): Ppm {
  let index = 1_000_000 as Ppm;
  for (let year = 0; year < years; year += 1) index = grown(index, rate_ppm);
  return index;
}
