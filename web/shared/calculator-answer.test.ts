import fc from "fast-check";
import { expect, test } from "vitest";
import { type CalculatorAnswer, slicesOf } from "./calculator-answer.ts";

// Goal: the slices of the picture are the bill, to the fen, whatever the answer is made of.

const WORDS = {
  ...{ full_self: "全自费", over_limit: "超限价", first_self: "先自付" },
  ...{ deductible: "起付线", rest: "其余" },
};

const yuan = (fen: number) => (fen / 100).toFixed(2);

function answerOf(parts: {
  readonly funds: readonly number[];
  readonly reasons: readonly number[];
  readonly person: number;
}): CalculatorAnswer {
  const [full_self = 0, over_limit = 0, first_self = 0, deductible = 0] = parts.reasons;
  return {
    funds: parts.funds.map((fen, place) => ({
      ...{ fund: String(place), name: "基金", paid: yuan(fen) },
    })),
    ...{ full_self: yuan(full_self), over_limit: yuan(over_limit) },
    ...{ first_self: yuan(first_self), deductible: yuan(deductible) },
    person: yuan(parts.person),
    steps: [],
  } as unknown as CalculatorAnswer;
}

test("slices add up to funds and person, and none is negative", () => {
  const fen = fc.integer({ min: 0, max: 10_000_000 });
  const parts = fc.record({
    funds: fc.array(fen, { maxLength: 4 }),
    reasons: fc.array(fen, { minLength: 4, maxLength: 4 }),
    person: fen,
  });
  fc.assert(
    fc.property(parts, (drawn) => {
      const slices = slicesOf(answerOf(drawn), WORDS);
      const sum = slices.reduce((total, { amount_fen }) => total + amount_fen, 0);
      expect(sum).toBe(drawn.funds.reduce((one, other) => one + other, 0) + drawn.person);
      expect(Math.min(...slices.map(({ amount_fen }) => amount_fen))).toBeGreaterThanOrEqual(0);
    }),
  );
});
