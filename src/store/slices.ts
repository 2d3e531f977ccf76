import { setImmediate } from "node:timers/promises";

/**
 * Long work in small slices. One thread answers everybody: what computes for a second without
 * giving way keeps every hospital waiting for a second. Work that decides something stays pure: it
 * is written as steps, `yield` says where it may rest, and whoever runs it chooses when.
 */
export type Steps<Result> = Generator<void, Result, void>;

/** Short enough that a message that needs ten turns of the loop hardly notices. */
const SLICE_MILLISECONDS = 4;

/** Everything that waits goes first. */
export async function giveWay(): Promise<void> {
  await setImmediate();
}

/** To be awaited between small pieces of work: gives way when a slice of time is over. */
export function createPace(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < SLICE_MILLISECONDS) return undefined;
    return giveWay().then(() => {
      began = performance.now();
    });
  };
}

/** Runs steps to their end, slice by slice. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  const pace = createPace();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const resting = pace();
    if (resting !== undefined) await resting;
  }
}

/** Pieces between two rests: a fraction of a millisecond of anything that is done in this way. */
const PIECES = 200;

/** Does something with each value. */
export function* eachWithRests<Value>(
  values: Iterable<Value>,
  act: (value: Value) => void,
): Steps<void> {
  let pieces = 0;
  for (const value of values) {
    act(value);
    pieces += 1;
    if (pieces % PIECES === 0) yield;
  }
}

/** As `values.map(make)`. */
export function* mappedWithRests<Value, Made>(
  values: readonly Value[],
  make: (value: Value) => Made,
): Steps<Made[]> {
  const made: Made[] = [];
  yield* eachWithRests(values, (value) => {
    made.push(make(value));
  });
  return made;
}

/** As `values.toSorted(compare)`, values that are equal in their order: runs sorted and merged. */
export function* sortedWithRests<Value>(
  values: readonly Value[],
  compare: (a: Value, b: Value) => number,
): Steps<Value[]> {
  let sorted: Value[] = [];
  for (let from = 0; from < values.length; from += PIECES) {
    for (const value of values.slice(from, from + PIECES).sort(compare)) sorted.push(value);
    yield;
  }
  for (let width = PIECES; width < sorted.length; width *= 2) {
    const merged: Value[] = [];
    for (let from = 0; from < sorted.length; from += 2 * width) {
      yield* merge(sorted, from, width, compare, merged);
    }
    sorted = merged;
  }
  return sorted;
}

/** Two neighbouring runs of `width` into one. */
function* merge<Value>(
  sorted: readonly Value[],
  from: number,
  width: number,
  compare: (a: Value, b: Value) => number,
  merged: Value[],
): Steps<void> {
  const middle = Math.min(from + width, sorted.length);
  const end = Math.min(from + 2 * width, sorted.length);
  let left = from;
  let right = middle;
  while (left < middle || right < end) {
    const takesLeft =
      right >= end ||
      (left < middle && compare(sorted[left] as Value, sorted[right] as Value) <= 0);
    merged.push(sorted[takesLeft ? left : right] as Value);
    if (takesLeft) left += 1;
    else right += 1;
    if (merged.length % PIECES === 0) yield;
  }
}
