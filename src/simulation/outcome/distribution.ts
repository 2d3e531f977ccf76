import { type Fen, fen } from "../../kernel/index.ts";
import type { ComparedPeople } from "../replay/tally-bills.ts";
import type { CatastrophicOutcome, Distribution } from "./simulation-result.ts";

const QUANTILES_PPM = [250_000, 500_000, 750_000, 900_000, 950_000, 990_000, 999_000, 1_000_000];

/** Yuan from which each step of the distribution begins. */
const STEPS_YUAN = [0, 100, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/** What people with bills in the period bore: quantiles, and people by steps. */
export function distributionOf(people: ComparedPeople): Distribution {
  const { borne_before_fen, borne_after_fen, bills } = people;
  const with_bills = (_: number, person: number) => bills[person] !== 0;
  const before = borne_before_fen.filter(with_bills).sort();
  const after = borne_after_fen.filter(with_bills).sort();
  return {
    quantiles: QUANTILES_PPM.map((share_ppm) => ({
      share_ppm,
      before_fen: quantile(before, share_ppm),
      after_fen: quantile(after, share_ppm),
    })),
    steps: STEPS_YUAN.map((from, step) => {
      const to = STEPS_YUAN[step + 1];
      return {
        from_fen: from * 100,
        people_before: countBetween(before, from, to),
        people_after: countBetween(after, from, to),
      };
    }),
  };
}

/** The least amount that at least the share of people do not exceed. */
function quantile(sorted: Float64Array, share_ppm: number): Fen {
  if (sorted.length === 0) return fen(0);
  const rank = Math.ceil((sorted.length * share_ppm) / 1_000_000);
  return fen(sorted[Math.max(0, rank - 1)] as number);
}

function countBetween(sorted: Float64Array, from_yuan: number, to_yuan: number | undefined) {
  const from = firstNotBelow(sorted, from_yuan * 100);
  return (to_yuan === undefined ? sorted.length : firstNotBelow(sorted, to_yuan * 100)) - from;
}

function firstNotBelow(sorted: Float64Array, amount_fen: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < amount_fen) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Shares of yearly income above which what a person bears is called catastrophic. */
export const CATASTROPHIC_PPM = [100_000, 400_000] as const;

export function catastrophicOf(
  share_ppm: number,
  { income_fen, borne_before_fen, borne_after_fen }: ComparedPeople,
): CatastrophicOutcome {
  let known = 0;
  let before = 0;
  let after = 0;
  let newly = 0;
  let no_longer = 0;
  for (let person = 0; person < income_fen.length; person += 1) {
    const income = income_fen[person] as number;
    if (income < 0) continue;
    known += 1;
    const limit = income * share_ppm;
    const was = (borne_before_fen[person] as number) * 1_000_000 > limit;
    const is = (borne_after_fen[person] as number) * 1_000_000 > limit;
    if (was) before += 1;
    if (is) after += 1;
    if (is && !was) newly += 1;
    if (was && !is) no_longer += 1;
  }
  return { share_ppm, people_with_known_income: known, before, after, newly, no_longer };
}
