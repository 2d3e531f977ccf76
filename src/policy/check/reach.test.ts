import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../test/support/random.ts";
import { smallestReaching } from "./reach.ts";

// Goal: the cost that reaches an edge is found exactly, to the fen. Method: functions made of
// straight pieces, as layers make them, each compared with a search that looks at every number.

const MOST = 3_000;

/** Rises by each slope in turn over as many numbers as its length says. */
function pieces(parts: readonly (readonly [length: number, slope: number])[]) {
  return (x: number): number => {
    let rest = x;
    let sum = 0;
    for (const [length, slope] of parts) {
      const part = Math.min(rest, length);
      sum += part * slope;
      rest -= part;
    }
    return Math.round(sum);
  };
}

function byLooking(valueAt: (x: number) => number, goal: number): number | null {
  for (let x = 0; x <= MOST; x += 1) if (valueAt(x) >= goal) return x;
  return null;
}

const part = fc.tuple(
  fc.integer({ min: 1, max: 900 }),
  fc.constantFrom(0, 0.02, 0.15, 0.5, 0.85, 1),
);

const ascending = (a: number, b: number) => a - b;

test("the smallest number that reaches the goal, or none", () => {
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: -2, max: 2_000 }),
      fc.array(fc.integer({ min: 0, max: MOST })),
      fc.option(fc.integer({ min: 0, max: MOST })),
      (parts, goal, known, near) => {
        const valueAt = pieces(parts);
        const found = smallestReaching(valueAt, goal, MOST, known.toSorted(ascending), near);
        expect(found).toBe(byLooking(valueAt, goal));
      },
    ),
    runs(300),
  );
});

test("few looks are enough, and fewer still near the place of a like case", () => {
  const valueAt = pieces([
    [120_000, 0],
    [17_647_058, 0.85],
    [50_000_000, 0.02],
  ]);
  const looks = (near: number | null): number => {
    let count = 0;
    const counted = (x: number): number => {
      count += 1;
      return valueAt(x);
    };
    expect(smallestReaching(counted, 15_100_000, 1_000_000_000, [], near)).toBe(22_767_069);
    return count;
  };
  expect(looks(null)).toBeLessThan(70);
  expect(looks(22_767_071)).toBeLessThan(12);
});
