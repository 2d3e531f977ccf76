import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { decimalFromPpm, type Ppm, percentFromPpm, ppm, ppmFromDecimal } from "./index.ts";

// Goal: a rate comes in and goes out exactly. Method: round trips, and what is not a rate.

test("rate → decimal → rate is the same", () => {
  const same = (rate: number) => {
    expect(ppmFromDecimal(decimalFromPpm(rate as Ppm))).toBe(rate);
    expect(ppmFromDecimal(decimalFromPpm(rate as Ppm, 0).replace(/\.$/, ""))).toBe(rate);
    expect(decimalFromPpm(rate as Ppm)).toMatch(/^-?\d+\.\d{4,6}$/);
  };
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 12) + 1, max: 10 ** 12 - 1 }), same),
    runs(3_000),
  );
});

test.each([
  [850_000, "0.8500", "85%"],
  [1_000_000, "1.0000", "100%"],
  [0, "0.0000", "0%"],
  [722_500, "0.7225", "72.25%"],
  [123_456, "0.123456", "12.3456%"],
  [-50_000, "-0.0500", "-5%"],
])("%d ppm is %s and %s", (rate, decimal, percent) => {
  expect(decimalFromPpm(rate as Ppm)).toBe(decimal);
  expect(percentFromPpm(rate as Ppm)).toBe(percent);
});

test.each(["", "85%", "0.1234567", "1/2", ".5", "1e-3", "NaN", "八折"])(
  "%j is not a rate",
  (given) =>
    expect(() => ppmFromDecimal(given)).toThrow(
      expect.objectContaining({ code: "RATE-NOT-A-RATE" }),
    ),
);

test("only whole parts per million", () => {
  expect(ppm(850_000)).toBe(850_000);
  expect(() => ppm(0.85)).toThrow(expect.objectContaining({ code: "RATE-NOT-A-RATE" }));
});
