import { describe, expect, test } from "vitest";
import { randomStream } from "../../test/support/random.ts";
import {
  divideFenByPpm,
  type Fen,
  multiplyFenByPpm,
  multiplyFenByRatio,
  multiplyPriceByQuantity,
  PPM_ONE,
  type Ppm,
  ROUNDINGS,
  type Rounding,
} from "./index.ts";

// Goal: no fen is lost or made (promise R10). Method: every function against whole-number
// fractions in BigInt, on random pairs up to 2^51 and exhaustively on small totals.

const PAIRS = 200_000;

/** What a fraction is in whole fen, worked out in another way than the code under test. */
function rounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const floor = n / d;
  const halfUp = (2n * n + d) / (2n * d);
  const tie = 2n * n === (2n * floor + 1n) * d;
  const magnitudes: Record<Rounding, bigint> = {
    down: floor,
    up: (n + d - 1n) / d,
    "half-up": halfUp,
    "half-even": tie && floor % 2n === 0n ? floor : halfUp,
  };
  return negative ? -magnitudes[rounding] : magnitudes[rounding];
}

/** The first pair on which the code and the fraction disagree, or null. */
function disagreement(
  draw: () => { readonly given: readonly number[]; readonly fraction: readonly [bigint, bigint] },
  compute: (given: readonly number[], rounding: Rounding) => number,
): string | null {
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const { given, fraction } = draw();
    const rounding = ROUNDINGS[pair % ROUNDINGS.length] as Rounding;
    const expected = rounded(fraction[0], fraction[1], rounding);
    if (BigInt(Math.abs(Number(expected))) > BigInt(Number.MAX_SAFE_INTEGER)) continue;
    const actual = compute(given, rounding);
    if (BigInt(actual) !== expected || Object.is(actual, -0)) {
      return `${given.join(", ")} ${rounding}: ${actual} instead of ${expected}`;
    }
  }
  return null;
}

describe("against whole-number fractions", () => {
  const random = randomStream();
  const seed = `YIBAO_SEED=${random.seed}`;
  const sign = () => (random.once(4) ? -1 : 1);
  const number = (bits: number) => sign() * random.ofLength(bits);

  test("amount × rate, amounts up to 2^51 and rates up to 1", () => {
    const draw = () => {
      const amount = number(51);
      const rate = random.below(PPM_ONE + 1);
      const fraction = [BigInt(amount) * BigInt(rate), 1_000_000n] as const;
      return { given: [amount, rate], fraction };
    };
    const compute = ([amount, rate]: readonly number[], rounding: Rounding) =>
      multiplyFenByPpm(amount as Fen, rate as Ppm, rounding);
    expect(disagreement(draw, compute), seed).toBeNull();
  });

  test("amount × rate, rates of any size and sign", () => {
    const draw = () => {
      const amount = number(40);
      const rate = number(45);
      const fraction = [BigInt(amount) * BigInt(rate), 1_000_000n] as const;
      return { given: [amount, rate], fraction };
    };
    const compute = ([amount, rate]: readonly number[], rounding: Rounding) =>
      multiplyFenByPpm(amount as Fen, rate as Ppm, rounding);
    expect(disagreement(draw, compute), seed).toBeNull();
  });

  test("amount ÷ rate", () => {
    const draw = () => {
      const amount = number(51);
      const rate = 1 + random.below(PPM_ONE);
      return { given: [amount, rate], fraction: [BigInt(amount) * 1_000_000n, BigInt(rate)] };
    };
    const compute = ([amount, rate]: readonly number[], rounding: Rounding) =>
      divideFenByPpm(amount as Fen, rate as Ppm, rounding);
    expect(disagreement(draw as never, compute), seed).toBeNull();
  });

  test("amount × numerator ÷ denominator", () => {
    const draw = () => {
      const [amount, numerator, denominator] = [number(51), number(20), 1 + random.ofLength(31)];
      const fraction = [BigInt(amount) * BigInt(numerator), BigInt(denominator)] as const;
      return { given: [amount, numerator, denominator], fraction };
    };
    const compute = (given: readonly number[], rounding: Rounding) =>
      multiplyFenByRatio(given[0] as Fen, given[1] as number, given[2] as number, rounding);
    expect(disagreement(draw, compute), seed).toBeNull();
  });

  test("price × quantity", () => {
    const draw = () => {
      const [price, quantity] = [number(51), random.ofLength(31)];
      const fraction = [BigInt(price) * BigInt(quantity), 100_000_000n] as const;
      return { given: [price, quantity], fraction };
    };
    const compute = ([price, quantity]: readonly number[], rounding: Rounding) =>
      multiplyPriceByQuantity(price as number, quantity as number, rounding);
    expect(disagreement(draw, compute), seed).toBeNull();
  });
});

describe("small totals, all of them", () => {
  const totals = Array.from({ length: 1_001 }, (_, total) => total as Fen);

  test("a share and the rest are the total, and neither is negative", () => {
    const wrong: string[] = [];
    for (const total of totals) {
      for (let percent = 0; percent <= 100; percent += 1) {
        for (const rounding of ROUNDINGS) {
          const share = multiplyFenByPpm(total, (percent * 10_000) as Ppm, rounding);
          const exact = rounded(BigInt(total) * BigInt(percent), 100n, rounding);
          if (BigInt(share) !== exact || share < 0 || share > total) {
            wrong.push(`${total} × ${percent}% ${rounding} = ${share}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("shares cut by running totals are the total, in any number of parts", () => {
    const wrong: string[] = [];
    for (const total of totals) {
      for (const parts of [2, 3, 7, 12, 30, 365]) {
        let before = 0;
        let sum = 0;
        for (let part = 1; part <= parts; part += 1) {
          const upTo = multiplyFenByRatio(total, part, parts, "half-up");
          if (upTo < before) wrong.push(`${total} in ${parts}: part ${part} is negative`);
          sum += upTo - before;
          before = upTo;
        }
        if (sum !== total) wrong.push(`${total} in ${parts} parts: ${sum}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("the cost that a payment covers, paid again at the same ratio, is the payment", () => {
    for (const total of totals) {
      for (const rate of [500_000, 600_000, 850_000, 930_000, 1_000_000]) {
        const covered = divideFenByPpm(total, rate as Ppm, "half-up");
        expect(multiplyFenByPpm(covered, rate as Ppm, "half-up")).toBe(total);
      }
    }
  });
});

describe("what cannot be", () => {
  test("division by nothing", () => {
    expect(() => divideFenByPpm(1 as Fen, 0 as Ppm, "down")).toThrow(RangeError);
    expect(() => multiplyFenByRatio(1 as Fen, 1, 0, "down")).toThrow(RangeError);
  });

  test("an amount beyond what a number holds exactly is refused, never approximated", () => {
    const huge = Number.MAX_SAFE_INTEGER;
    expect(() => multiplyFenByPpm(huge as Fen, 2_000_000 as Ppm, "down")).toThrow(RangeError);
    expect(() => divideFenByPpm(huge as Fen, 1 as Ppm, "down")).toThrow(RangeError);
    expect(() => multiplyPriceByQuantity(huge, huge, "down")).toThrow(RangeError);
  });

  test("a fraction of a negative amount rounds by its size", () => {
    expect(multiplyFenByPpm(-5 as Fen, 500_000 as Ppm, "half-up")).toBe(-3);
    expect(multiplyFenByPpm(-5 as Fen, 500_000 as Ppm, "half-even")).toBe(-2);
    expect(multiplyFenByPpm(-5 as Fen, 500_000 as Ppm, "down")).toBe(-2);
    expect(multiplyFenByPpm(-1 as Fen, 1 as Ppm, "up")).toBe(-1);
    expect(Object.is(multiplyFenByPpm(-1 as Fen, 1 as Ppm, "down"), 0)).toBe(true);
  });
});
