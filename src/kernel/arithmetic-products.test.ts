import { expect, test } from "vitest";
import { randomStream } from "../../test/support/random.ts";
import {
  type Fen,
  multiplyDown,
  multiplyFenByPpm,
  multiplyHalfEven,
  multiplyHalfUp,
  multiplyUp,
  type Ppm,
  type Rounding,
} from "./index.ts";

// Goal: the products of settling in bulk are those of multiplyFenByPpm, to the fen. Method: every
// small amount at rates that make ties, products about every tie and whole fen up to 2^53 and
// beyond (where one division ends), and random ones.

const PRODUCTS: readonly (readonly [Rounding, (amount: Fen, rate: Ppm) => Fen])[] = [
  ["half-up", multiplyHalfUp],
  ["half-even", multiplyHalfEven],
  ["down", multiplyDown],
  ["up", multiplyUp],
];

/** What is wrong with the products of one pair; empty when nothing is. */
function wrong(amount: number, rate: number): string[] {
  return PRODUCTS.flatMap(([rounding, product]) => {
    const expected = multiplyFenByPpm(amount as Fen, rate as Ppm, rounding);
    const actual = product(amount as Fen, rate as Ppm);
    return Object.is(actual, expected) ? [] : [`${amount} × ${rate} ${rounding}: ${actual}`];
  });
}

test("all amounts up to 30 yuan at rates whose products end in halves", () => {
  const rates = [0, 1, 499_999, 500_000, 500_001, 999_999, 1_000_000, 125_000, 850_000, 333_333];
  const errors: string[] = [];
  for (let amount = 0; amount <= 3_000; amount += 1) {
    for (const rate of rates) errors.push(...wrong(amount, rate));
  }
  expect(errors).toEqual([]);
});

test("products about ties and whole fen, of every length up to 2^53 and past it", () => {
  const errors: string[] = [];
  const step = 500_000;
  for (let bits = 20; bits <= 54; bits += 1) {
    const near = Math.floor(2 ** bits / step) * step;
    for (let tie = near - 20 * step; tie <= near + 20 * step; tie += step) {
      // A rate of 1 makes the product itself the amount: every product can be tried.
      for (let by = -2; by <= 2; by += 1) {
        const product = tie + by;
        if (Number.isSafeInteger(product)) errors.push(...wrong(product, 1));
      }
    }
  }
  expect(errors).toEqual([]);
});

test("random pairs, negative ones too", () => {
  const random = randomStream();
  const errors: string[] = [];
  for (let pair = 0; pair < 100_000; pair += 1) {
    const amount = random.ofLength(44) * (random.once(5) ? -1 : 1);
    errors.push(...wrong(amount, random.below(1_000_001)));
  }
  expect(errors.slice(0, 3), `YIBAO_SEED=${random.seed}`).toEqual([]);
});
