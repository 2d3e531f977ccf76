import type { Constraint } from "./constraint.ts";
import type { Values } from "./figure.ts";

const ROUNDS_MAX = 8;

/**
 * Several differences of one last digit, each within rounding, which no true values explain
 * together. Bounds of every figure are narrowed by every sum until they stand still: empty bounds
 * prove the contradiction, bounds that stand prove nothing. In doubled units: halves are whole.
 * @returns the sum at which the contradiction showed; null where there is none
 */
export function contradiction(sums: readonly Constraint[], values: Values): Constraint | null {
  const bounds = new Map<number, readonly [number, number]>();
  for (const { figures } of sums) {
    for (const figure of figures) {
      const value = values[figure.at] as number;
      // A blank may be a little that rounds to nothing: only what cannot be otherwise is a proof.
      const slack = figure.printed.quantity === "count" ? 0 : figure.printed.step;
      bounds.set(figure.at, [value * 2 - slack, value * 2 + slack]);
    }
  }
  for (let round = 0; round < ROUNDS_MAX; round++) {
    let isNarrowed = false;
    for (const sum of sums) {
      const outcome = narrow(sum, bounds);
      if (outcome === "empty") return sum;
      isNarrowed ||= outcome === "narrowed";
    }
    if (!isNarrowed) return null;
  }
  return null;
}

type Bounds = Map<number, readonly [number, number]>;

/** Each figure lies where the others leave it; factors are 1 and −1. */
function narrow({ parts }: Constraint, bounds: Bounds): "empty" | "narrowed" | "same" {
  let low = 0;
  let high = 0;
  for (const { figure, factor } of parts) {
    const [from, to] = scaled(bounds.get(figure.at) as readonly [number, number], factor);
    low += from;
    high += to;
  }
  if (low > 0 || high < 0) return "empty";
  let isNarrowed = false;
  for (const { figure, factor } of parts) {
    const { at } = figure;
    const own = bounds.get(at) as readonly [number, number];
    const [from, to] = scaled(own, factor);
    const [least, most] = scaled([-(high - to), -(low - from)], factor);
    const next = [Math.max(own[0], least), Math.min(own[1], most)] as const;
    if (next[0] > next[1]) return "empty";
    if (next[0] > own[0] || next[1] < own[1]) {
      bounds.set(at, next);
      isNarrowed = true;
    }
  }
  return isNarrowed ? "narrowed" : "same";
}

function scaled([low, high]: readonly [number, number], factor: number): [number, number] {
  return factor > 0 ? [low, high] : [-high, -low];
}
