/**
 * The smallest whole number at which a function that never falls reaches a goal, or null where it
 * does not up to `most`. What layers accumulate is made of a few straight pieces, so every other
 * guess is taken from the straight line between what is known, and the others halve what is left.
 * `known` are numbers at which the value costs nothing; `near` is where a like case reached it.
 */
export function smallestReaching(
  valueAt: (x: number) => number,
  goal: number,
  most: number,
  known: Iterable<number> = [],
  near: number | null = null,
): number | null {
  if (valueAt(0) >= goal) return 0;
  const within: Bracket = {
    low: 0,
    lowValue: valueAt(0),
    high: Number.POSITIVE_INFINITY,
    highValue: 0,
  };
  const learn = (x: number): void => narrow(within, x, valueAt(x), goal);
  for (const x of known) learn(x);
  if (near !== null && near > within.low + NARROW && near < within.high - NARROW) {
    learn(Math.min(most, near + NEAR));
    if (near - NEAR > within.low && near - NEAR < within.high) learn(near - NEAR);
  }
  let next = Math.max(1, goal - within.lowValue);
  while (within.high === Number.POSITIVE_INFINITY) {
    if (within.low >= most) return null;
    learn(Math.min(most, Math.max(next, within.low * 16)));
    next = within.low * 16;
  }
  return closedIn(valueAt, goal, within);
}

interface Bracket {
  /** The goal is not reached here … */
  low: number;
  lowValue: number;
  /** … and is reached here. */
  high: number;
  highValue: number;
}

function narrow(within: Bracket, x: number, value: number, goal: number): void {
  if (value < goal) {
    if (x <= within.low) return;
    within.low = x;
    within.lowValue = value;
  } else if (x < within.high) {
    within.high = x;
    within.highValue = value;
  }
}

function closedIn(valueAt: (x: number) => number, goal: number, within: Bracket): number {
  for (let turn = 0; within.high - within.low > 1; turn += 1) {
    const { low, lowValue, high, highValue } = within;
    const straight = turn % 2 === 0 && high - low > NARROW;
    const guess = straight
      ? low + Math.ceil(((goal - lowValue) * (high - low)) / (highValue - lowValue))
      : low + Math.floor((high - low) / 2);
    const middle = Math.min(high - 1, Math.max(low + 1, guess));
    narrow(within, middle, valueAt(middle), goal);
    // The line often leads to the very place: then the number below falls short.
    if (straight && within.high === middle && middle - 1 > low) {
      narrow(within, middle - 1, valueAt(middle - 1), goal);
    }
  }
  return within.high;
}

const NEAR = 4;
const NARROW = 32;
