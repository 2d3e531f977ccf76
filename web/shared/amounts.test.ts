import fc from "fast-check";
import { expect, test } from "vitest";
import { amountText, fenOfYuan, rateText } from "./amounts.tsx";

// Goal: no fen is lost or made between the platform and the eye.

test.each([
  [0, "0.00", "0.0000"],
  [1, "0.01", "0.0000"],
  [50, "0.50", "0.0001"],
  [123_456_789, "1,234,567.89", "123.4568"],
  [-123_456, "−1,234.56", "−0.1235"],
  [2 ** 53 - 1, "90,071,992,547,409.91", "9,007,199,254.7410"],
])("%i fen in yuan and in ten thousand yuan", (fen, yuan, wan) => {
  expect(amountText(fen, "yuan")).toBe(yuan);
  expect(amountText(fen, "wan")).toBe(wan);
});

test("yuan as a text and back is the same amount", () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), (fen) => {
      const text = amountText(fen, "yuan").replaceAll(",", "").replace("−", "-");
      expect(fenOfYuan(text)).toBe(fen === 0 ? 0 : fen);
    }),
  );
});

test("decimal texts of yuan with one, two and no decimals", () => {
  expect(["12", "12.3", "12.34", "-0.05"].map(fenOfYuan)).toEqual([1200, 1230, 1234, -5]);
});

test("rates in ppm", () => {
  expect([870_000, 15_500, 1_000_000, 0].map(rateText)).toEqual(["87%", "1.55%", "100%", "0%"]);
});
