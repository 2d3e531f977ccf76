/**
 * The smallest whole number at which a function that never falls reaches a goal, or null where it
 * does not up to `most`. What layers accumulate is made of a few straight pieces, so every other
 * guess is taken from the straight line between what is known, and the others halve what is left.
 * `near` is where it was reached in a like case, if it was.
 */
export function smallestReaching(
  valueAt: (x: number) => number,
  goal: number,
  most: number,
  near: number | null = null,
): number | null {
  let low = 0;
  let lowValue = valueAt(0);
  if (lowValue >= goal) return 0;
  let high = Math.min(most, near === null ? Math.max(1, goal - lowValue) : near + NEAR);
  let highValue = valueAt(high);
  while (highValue < goal) {
    if (high >= most) return null;
    low = high;
    lowValue = highValue;
    high = Math.min(most, high * 16);
    highValue = valueAt(high);
  }
  if (near !== null && near - NEAR > low) {
    const value = valueAt(near - NEAR);
    if (value < goal) {
      low = near - NEAR;
      lowValue = value;
    }
  }
  for (let turn = 0; high - low > 1; turn += 1) {
    const straight = turn % 2 === 0 && high - low > NARROW;
    const guess = straight
      ? low + Math.ceil(((goal - lowValue) * (high - low)) / (highValue - lowValue))
      : low + Math.floor((high - low) / 2);
    const middle = Math.min(high - 1, Math.max(low + 1, guess));
    const value = valueAt(middle);
    if (value < goal) {
      low = middle;
      lowValue = value;
      continue;
    }
    high = middle;
    highValue = value;
    if (!straight || middle - 1 === low) continue;
    // The line often leads to the very place: then the number below falls short.
    const below = valueAt(middle - 1);
    if (below < goal) return middle;
    high = middle - 1;
    highValue = below;
  }
  return high;
}

const NEAR = 4;
const NARROW = 32;
