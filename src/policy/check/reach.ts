/**
 * The smallest whole number at which a function that never falls reaches a goal, or null where it
 * does not up to `most`. What layers accumulate is made of a few straight pieces, so three guesses
 * of four are taken from straight lines between what is known, and the fourth halves what is left.
 * `known` are numbers, ascending, at which the value costs nothing; `near` is where a like case
 * reached it.
 */
export function smallestReaching(
  valueAt: (x: number) => number,
  goal: number,
  most: number,
  known: readonly number[] = [],
  near: number | null = null,
): number | null {
  if (valueAt(0) >= goal) return 0;
  const within: Bracket = {
    low: 0,
    lowValue: valueAt(0),
    high: Number.POSITIVE_INFINITY,
    highValue: 0,
    lowBefore: null,
    highBefore: null,
  };
  const learn = (x: number): void => narrow(within, x, valueAt(x), goal);
  const after = firstReaching(valueAt, goal, known);
  for (const x of known.slice(Math.max(0, after - 1), after + 1)) learn(x);
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

/** Index of the first of some ascending numbers at which the goal is reached, or their count. */
function firstReaching(
  valueAt: (x: number) => number,
  goal: number,
  known: readonly number[],
): number {
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(known[middle] as number) >= goal) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Bracket {
  /** The goal is not reached here … */
  low: number;
  lowValue: number;
  /** … and is reached here. */
  high: number;
  highValue: number;
  /** The places that these two were moved from: two in one straight piece tell its slope. */
  lowBefore: Place | null;
  highBefore: Place | null;
}

interface Place {
  readonly x: number;
  readonly value: number;
}

function narrow(within: Bracket, x: number, value: number, goal: number): void {
  if (value < goal) {
    if (x <= within.low) return;
    within.lowBefore = { x: within.low, value: within.lowValue };
    within.low = x;
    within.lowValue = value;
  } else if (x < within.high) {
    const first = within.high === Number.POSITIVE_INFINITY;
    within.highBefore = first ? null : { x: within.high, value: within.highValue };
    within.high = x;
    within.highValue = value;
  }
}

function closedIn(valueAt: (x: number) => number, goal: number, within: Bracket): number {
  for (let turn = 0; within.high - within.low > 1; turn += 1) {
    const { low, high } = within;
    const guess = (high - low > NARROW ? lineTo(goal, within, turn % 4) : null) ?? halfway(within);
    const middle = Math.min(high - 1, Math.max(low + 1, guess));
    narrow(within, middle, valueAt(middle), goal);
    // A line often leads to the very place: then the number below falls short.
    if (turn % 4 !== 3 && within.high === middle && middle - 1 > low) {
      narrow(within, middle - 1, valueAt(middle - 1), goal);
    }
  }
  return within.high;
}

function halfway({ low, high }: Bracket): number {
  return low + Math.floor((high - low) / 2);
}

/** In turn: by the line across, by that through the last two below, by that through two above. */
function lineTo(goal: number, within: Bracket, turn: number): number | null {
  const { low, lowValue, high, highValue, lowBefore, highBefore } = within;
  const from = turn === 1 ? lowBefore : turn === 2 ? highBefore : { x: high, value: highValue };
  if (turn === 3 || from === null) return null;
  const [x, value] = turn === 2 ? [high, highValue] : [low, lowValue];
  const slope = (value - from.value) / (x - from.x);
  const guess = x + Math.ceil((goal - value) / slope);
  return guess > low && guess < high ? guess : null;
}

const NEAR = 4;
const NARROW = 32;
