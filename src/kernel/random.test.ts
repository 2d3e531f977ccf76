import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFamily, randomSource } from "./random.ts";

const SEED = process.env.YIBAO_SEED ? { seed: Number(process.env.YIBAO_SEED) } : {};

test("the same seed and purpose give the same numbers; another of either gives others", () => {
  const draw = (seed: string, purpose: string): number[] => {
    const random = randomSource(seed, purpose);
    return Array.from({ length: 6 }, () => random.below(1_000_000));
  };
  expect(draw("a", "people")).toEqual(draw("a", "people"));
  expect(draw("a", "people")).not.toEqual(draw("b", "people"));
  expect(draw("a", "people")).not.toEqual(draw("a", "catalogue"));
  // Pinned: a change here changes every demo region.
  expect(draw("hengyang-1", "test")).toEqual([238826, 252494, 852563, 435928, 567159, 656523]);
});

test("every draw stays in its range", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 1_000_000_000 }), (seed, count) => {
      const random = randomSource(seed, "test");
      const below = random.below(count);
      expect(below >= 0 && below < count).toBe(true);
      expect(Number.isSafeInteger(below)).toBe(true);
      const between = random.between(-count, count);
      expect(between >= -count && between <= count).toBe(true);
      expect(["x", "y"]).toContain(random.pick(["x", "y"]));
      expect(
        random.weighted([
          [0, "never"],
          [count, "always"],
        ]),
      ).toBe("always");
      expect(random.percent(0)).toBe(false);
      expect(random.percent(100)).toBe(true);
    }),
    SEED,
  );
});

test("draws are spread as asked", () => {
  const random = randomSource("spread", "test");
  const counts = [0, 0, 0];
  for (let i = 0; i < 60_000; i += 1) {
    const choice = random.weighted([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    counts[choice] = (counts[choice] as number) + 1;
  }
  expect(counts[0]).toBeGreaterThan(9_500);
  expect(counts[0]).toBeLessThan(10_500);
  expect(counts[1]).toBeGreaterThan(19_300);
  expect(counts[1]).toBeLessThan(20_700);
});

test("members of a family draw each their own numbers, whatever was drawn before", () => {
  const draw = (seed: string, member: number): number[] => {
    const random = randomFamily(seed, "people")(member);
    return Array.from({ length: 4 }, () => random.below(1_000_000));
  };
  const family = randomFamily("a", "people");
  family(1).below(10);
  expect(Array.from({ length: 1 }, () => family(2).below(1_000_000))).toEqual([draw("a", 2)[0]]);
  expect(draw("a", 2)).not.toEqual(draw("b", 2));
  // Neighbours, and numbers that differ in one bit only, share nothing.
  const firsts = Array.from({ length: 4_000 }, (_, member) => draw("a", member).join(" "));
  expect(new Set(firsts).size).toBe(4_000);
  const mean = Array.from({ length: 20_000 }, (_, member) => draw("a", member)[0] as number);
  expect(mean.reduce((sum, one) => sum + one, 0) / 20_000 / 1_000_000).toBeCloseTo(0.5, 1);
  // Pinned: a change here changes every made history.
  expect(draw("hengyang-1", 7)).toMatchInlineSnapshot(`
    [
      974356,
      887781,
      306436,
      267345,
    ]
  `);
});
