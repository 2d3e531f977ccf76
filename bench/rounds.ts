/** One side of a comparison: does `count` pieces of work and returns when all are done. */
export interface Contestant {
  readonly name: string;
  work(count: number): Promise<void>;
}

export interface Measured {
  readonly name: string;
  /** Median over the rounds. */
  readonly per_second: number;
  readonly rounds: readonly number[];
}

const WARM_UP_SECONDS = 0.5;

/**
 * Measures several contestants in turn, round after round, so that what else the machine does
 * falls on all alike. Each does about the same time a round, whatever its speed.
 */
export async function measureInTurn(
  contestants: readonly Contestant[],
  rounds: number,
  seconds: number,
): Promise<Measured[]> {
  const slice = seconds / (rounds * contestants.length);
  const counts = new Map<Contestant, number>();
  for (const contestant of contestants) {
    counts.set(contestant, await calibrated(contestant, slice));
  }
  const speeds = new Map<Contestant, number[]>(contestants.map((one) => [one, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      const count = counts.get(contestant) as number;
      speeds.get(contestant)?.push(count / (await timed(contestant, count)));
    }
  }
  return contestants.map((contestant) => {
    const all = speeds.get(contestant) as number[];
    return { name: contestant.name, per_second: median(all), rounds: all.map(rounded) };
  });
}

/** Warms up, and finds how much work fills a slice of time. */
async function calibrated(contestant: Contestant, slice: number): Promise<number> {
  let count = 64;
  let spent = 0;
  for (;;) {
    const seconds = await timed(contestant, count);
    spent += seconds;
    if (spent >= WARM_UP_SECONDS) return Math.max(64, Math.round((count / seconds) * slice));
    if (seconds < WARM_UP_SECONDS / 4) count *= 2;
  }
}

async function timed(contestant: Contestant, count: number): Promise<number> {
  const started = process.hrtime.bigint();
  await contestant.work(count);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** Speeds are shown to three figures: more would pretend. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
