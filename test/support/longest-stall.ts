import { readFileSync } from "node:fs";

/**
 * How long the event loop was kept from everybody else while something ran. On a machine that does
 * many things at once the clock also counts what others do, so where the system tells it, the time
 * counted is the one that this thread itself computed.
 */
export interface Stall<Result> {
  readonly result: Result;
  /** The longest time without a turn of the loop. */
  readonly longest_ms: number;
  readonly turns: number;
  /** Everything that the thread computed, and how long it took by the clock. */
  readonly computed_ms: number;
  readonly elapsed_ms: number;
}

export async function longestStall<Result>(work: () => Promise<Result>): Promise<Stall<Result>> {
  const started = performance.now();
  const first = computedMilliseconds();
  let last = first;
  let longest_ms = 0;
  let turns = 0;
  const look = (): void => {
    const now = computedMilliseconds();
    longest_ms = Math.max(longest_ms, now - last);
    last = now;
    turns += 1;
  };
  const ticker = setInterval(look, 1);
  try {
    // The ticker is there before the work.
    await new Promise((resolve) => setTimeout(resolve, 2));
    const result = await work();
    await new Promise((resolve) => setTimeout(resolve, 2));
    look();
    const elapsed_ms = performance.now() - started;
    return { result, longest_ms, turns, computed_ms: last - first, elapsed_ms };
  } finally {
    clearInterval(ticker);
  }
}

/** Time that this thread has computed; by the clock where the system does not tell. */
function computedMilliseconds(): number {
  try {
    const [nanoseconds] = readFileSync("/proc/thread-self/schedstat", "latin1").split(" ");
    return Number(nanoseconds) / 1e6;
  } catch {
    return performance.now();
  }
}
