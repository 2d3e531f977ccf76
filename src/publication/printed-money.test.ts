import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fen } from "../kernel/index.ts";
import {
  hundredthsOfPercent,
  type MoneyForm,
  moneyText,
  percentText,
  stepsOf,
} from "./printed-money.ts";

const WAN: MoneyForm = { unit: "万元", decimals: 2, is_grouped: false };

test.each([
  [1_401_617_000_000, WAN, "1401617.00"],
  [14_016_170_000, WAN, "14016.17"],
  [14_016_170_000, { ...WAN, is_grouped: true }, "14,016.17"],
  [4_999, WAN, "0.00"],
  [5_000, WAN, "0.01"],
  [-14_016_170_000, { ...WAN, is_grouped: true }, "-14,016.17"],
  [15_621_112_345, { unit: "元", decimals: 0, is_grouped: true }, "156,211,123"],
  [15_621_112_345, { unit: "元", decimals: 2, is_grouped: false }, "156211123.45"],
  [100_000_000, { unit: "万元", decimals: 0, is_grouped: true }, "100"],
] as const)("%d fen in %j is %s", (amount, form, text) => {
  expect(moneyText(amount as Fen, form)).toBe(text);
});

test("a percentage is half up at two decimals, from what is printed", () => {
  expect(percentText(hundredthsOfPercent(1_274, 2_208) as number)).toBe("57.70%");
  expect(percentText(hundredthsOfPercent(1, 3) as number)).toBe("33.33%");
  expect(percentText(hundredthsOfPercent(1, 20_000) as number)).toBe("0.01%");
  expect(hundredthsOfPercent(5, 0)).toBeNull();
});

test("an amount is never farther from its printing than half a unit of the last digit", () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (amount) => {
      const steps = stepsOf(amount as Fen, WAN);
      expect(Math.abs(steps * 10_000 - amount)).toBeLessThanOrEqual(5_000);
    }),
  );
});
