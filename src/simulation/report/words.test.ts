import { expect, test } from "vitest";
import { decimal, money, moneyScale, months, relative, signedCount, signedMoney } from "./words.ts";

test.each([
  [0, "0.00 元"],
  [1, "0.01 元"],
  [-123_456, "−1,234.56 元"],
  [9_999_999, "99,999.99 元"],
  [10_000_000, "10.00 万元"],
  [-82_668_435, "−82.67 万元"],
  [16_496_183_864, "1.6496 亿元"],
  [123_456_789_012_345, "12,345.6789 亿元"],
])("%d fen is %s", (amount_fen, words) => {
  expect(money(amount_fen)).toBe(words);
});

test("what is more has its sign, what is nothing has none", () => {
  expect(signedMoney(100)).toBe("+1.00 元");
  expect(signedMoney(-100)).toBe("−1.00 元");
  expect(signedMoney(0)).toBe("0.00 元");
  expect([signedCount(1_200), signedCount(0), signedCount(-3)]).toEqual(["+1,200", "0", "−3"]);
});

test("a column has one unit, chosen by its largest", () => {
  expect(moneyScale([]).unit).toBe("元");
  expect(moneyScale([null, 5]).unit).toBe("元");
  expect(moneyScale([1, -500_000_000]).unit).toBe("万元");
  const large = moneyScale([1, 200_000_000_000]);
  expect([large.unit, large.text(1), large.signed(1)]).toEqual(["亿元", "0.0000", "0.0000"]);
});

test("shares of what was", () => {
  expect(relative(0, 0)).toBe("0.0%");
  expect(relative(0, 5)).toBe("—");
  expect(relative(1_000, 1_100)).toBe("+10.0%");
  expect(relative(1_000_000, 999_900)).toBe("−0.010%");
  expect(relative(-1_000, -2_000)).toBe("−100.0%");
});

test("months and decimals", () => {
  expect([months(null), months(-6_540), months(1_234_567)]).toEqual(["—", "−6.5", "1,234.6"]);
  expect([decimal(-0.001, 2), decimal(2.345, 1)]).toEqual(["0.00", "2.3"]);
});
