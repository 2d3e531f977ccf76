import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atOnce } from "../../test/support/at-once.ts";
import { runs } from "../../test/support/random.ts";
import {
  createPace,
  eachWithRests,
  giveWay,
  inSlices,
  mappedWithRests,
  type Steps,
  sortedWithRests,
} from "./slices.ts";

// Goal: work in slices gives what it gives at once, and others come in between.

/** Computes for so long without giving way. */
function compute(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** How often others had their turn while something ran. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const look = (): void => {
    if (over) return;
    turns += 1;
    setImmediate(look);
  };
  setImmediate(look);
  await work();
  over = true;
  return turns;
}

describe("rests", () => {
  test("others have their turn between slices, and not at every step", async () => {
    function* long(): Steps<string> {
      for (let step = 0; step < 100; step += 1) {
        compute(1);
        yield;
      }
      return "done";
    }
    const turns = await turnsDuring(async () => expect(await inSlices(long())).toBe("done"));
    expect(turns).toBeGreaterThan(5);
    expect(turns).toBeLessThan(60);
  });

  test("what is short runs through", async () => {
    const pace = createPace();
    expect(pace()).toBeUndefined();
    expect(await turnsDuring(() => inSlices(mappedWithRests([1, 2], String)))).toBe(0);
    expect(await turnsDuring(giveWay)).toBe(1);
  });

  test("an error of the steps is the error of the work", async () => {
    const failing = eachWithRests([1, 2, 3], (value) => {
      if (value === 2) throw new RangeError("two");
    });
    await expect(inSlices(failing)).rejects.toThrow("two");
  });
});

test("mapped and sorted values are those of the plain functions, equals in their order", () => {
  const value = fc.record({ key: fc.nat(20), name: fc.string({ maxLength: 2 }) });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 1_500, size: "max" }), (values) => {
      const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key;
      expect(atOnce(sortedWithRests(values, byKey))).toEqual(values.toSorted(byKey));
      expect(atOnce(mappedWithRests(values, ({ name }) => name))).toEqual(
        values.map(({ name }) => name),
      );
    }),
    runs(60),
  );
});
