import fc from "fast-check";
import { expect, test } from "vitest";
import { fenFromYuan } from "../kernel/index.ts";
import { scaledInteger, scaledText } from "./decimal.ts";

test("decimals become whole numbers of their last place", () => {
  expect(scaledInteger("12.8", 6)).toBe(12_800_000);
  expect(scaledInteger(12.8, 6)).toBe(12_800_000);
  expect(scaledInteger("-2", 4)).toBe(-20_000);
  expect(scaledInteger("+0.5", 4)).toBe(5_000);
  expect(scaledInteger("-0.000", 4)).toBe(0);
  expect(scaledInteger("1.50000000", 4)).toBe(15_000);
  expect(scaledInteger(1e-7, 6)).toBeNull();
  expect(scaledInteger(Number.NaN, 6)).toBeNull();
  expect(scaledInteger(1e21, 6)).toBeNull();
});

test("what is no decimal, or has too many places, is null", () => {
  for (const text of ["", " ", ".", "1.", ".5", "1e3", "1,000", "--1", "0x10", "1.00001", "１"]) {
    expect(scaledInteger(text, 4), text).toBeNull();
  }
  expect(scaledInteger("99999999999999999999", 0)).toBeNull();
});

test("text of a scaled integer reads back to it", () => {
  const numbers = fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 });
  fc.assert(
    fc.property(numbers, fc.constantFrom(0, 2, 4, 6), (value, decimals) => {
      expect(scaledInteger(scaledText(value, decimals), decimals)).toBe(value);
    }),
    seeded(),
  );
  expect(scaledText(-5, 4)).toBe("-0.0005");
  expect(() => scaledText(0.5, 4)).toThrow(RangeError);
});

test("with two places it agrees with the kernel's yuan", () => {
  const amounts = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 99 }));
  fc.assert(
    fc.property(amounts, ([whole, cents]) => {
      const text = `${whole}.${String(cents).padStart(2, "0")}`;
      expect(scaledInteger(text, 2)).toBe(fenFromYuan(text));
      expect(scaledInteger(Number(text), 2)).toBe(fenFromYuan(Number(text)));
    }),
    seeded(),
  );
});

function seeded(): { seed?: number } {
  return process.env.YIBAO_SEED ? { seed: Number(process.env.YIBAO_SEED) } : {};
}
