/** Parameters for fast-check: `YIBAO_SEED` repeats a run; on failure fast-check prints its seed. */
export function runs(count: number): { numRuns: number; seed?: number } {
  const seed = process.env.YIBAO_SEED;
  return seed ? { numRuns: count, seed: Number(seed) } : { numRuns: count };
}

/**
 * A stream of random numbers for tests that draw more than fast-check is made for. The test says
 * the seed in its failure message; `YIBAO_SEED` repeats it.
 */
export interface RandomStream {
  readonly seed: number;
  /** A whole number in [0, below). */
  below(below: number): number;
  /** A whole number below 2^bits, with every length of number up to `bits` equally likely. */
  ofLength(bits: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** True once in `count` times. */
  once(count: number): boolean;
}

export function randomStream(chosen?: number): RandomStream {
  const given = process.env.YIBAO_SEED;
  const seed = chosen ?? (given ? Number(given) : Math.floor(Math.random() * 2 ** 31));
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    seed,
    below,
    ofLength: (bits) => {
      const length = below(bits + 1);
      const whole = (next() & 0x1fffff) * 2 ** 32 + next();
      return whole % 2 ** length;
    },
    pick: (values) => values[below(values.length)] as (typeof values)[number],
    once: (count) => below(count) === 0,
  };
}
