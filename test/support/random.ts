/** Parameters for fast-check: `YIBAO_SEED` repeats a run; on failure fast-check prints its seed. */
export function runs(count: number): { numRuns: number; seed?: number } {
  const seed = process.env.YIBAO_SEED;
  return seed ? { numRuns: count, seed: Number(seed) } : { numRuns: count };
}
