import type { RandomSource } from "../../../src/kernel/index.ts";

/** Amounts by chance, in whole grains: 10,000 fen leave nothing to round in 万元. */
export interface Draw {
  readonly random: RandomSource;
  readonly grain_fen: number;
  /** An amount between two of 万元. */
  amount(least_wan: number, most_wan: number): number;
  /** `count` amounts, none of them zero, that add up to `total`. */
  parts(total: number, count: number): readonly number[];
  /** Some of the choices, in their order. */
  some<T>(choices: readonly T[], least: number, most: number): readonly T[];
}

export function drawOf(random: RandomSource, grain_fen: number): Draw {
  const per_wan = 1_000_000 / grain_fen;
  const amount = (least: number, most: number): number =>
    random.between(Math.round(least * per_wan), Math.round(most * per_wan)) * grain_fen;
  return {
    random,
    grain_fen,
    amount,
    parts: (total, count) => parted(random, total, count, grain_fen),
    some(choices, least, most) {
      const left = [...choices.keys()];
      const wanted = Math.min(choices.length, random.between(least, most));
      while (left.length > wanted) left.splice(random.below(left.length), 1);
      return left.map((index) => choices[index] as (typeof choices)[number]);
    },
  };
}

function parted(
  random: RandomSource,
  total: number,
  count: number,
  grain_fen: number,
): readonly number[] {
  const grains = Math.floor(total / grain_fen);
  if (grains < count * 4) throw new Error(`${total} fen cannot be parted into ${count}`);
  const weights = Array.from({ length: count }, () => random.between(10, 100));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map((weight) => Math.floor((grains * weight) / whole) * grain_fen);
  const rest = total - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, index) => (index === 0 ? part + rest : part));
}
