import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import {
  addFen,
  type ErrorCode,
  type Fen,
  fen,
  fenFromWanYuan,
  fenFromYuan,
  maximumFen,
  minimumFen,
  wanYuan,
  wanYuanFromFen,
  wanYuanText,
  yuanFromFen,
} from "./index.ts";

// Goal: money comes in and goes out without changing. Method: round trips over every size, and
// one example of each thing that is not money.

const amounts = fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 });

function codeOf(act: () => unknown): ErrorCode | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code?: ErrorCode }).code;
  }
}

describe("yuan", () => {
  test("fen → yuan → fen is the same, as text and as a JSON number", () => {
    const same = (amount: number) => {
      const text = yuanFromFen(amount as Fen);
      expect(text).toMatch(/^-?\d+\.\d\d$/);
      expect(fenFromYuan(text)).toBe(amount);
      expect(fenFromYuan(JSON.parse(text) as number)).toBe(amount);
    };
    fc.assert(fc.property(amounts, same), runs(5_000));
  });

  test.each([
    ["12", 1_200],
    [" 12.3 ", 1_230],
    ["+0.05", 5],
    ["-0.05", -5],
    ["-0.00", 0],
    ["12.3000", 1_230],
    [0.1, 10],
    [1e3, 100_000],
    [-0, 0],
  ])("%j is %d fen", (given, expected) => {
    expect(Object.is(fenFromYuan(given), expected)).toBe(true);
  });

  test.each(["", "abc", "1,234.00", "１２", "1.", ".5", "--1", "1e3", "0x10", "12.3.4", "NaN"])(
    "%j is not an amount",
    (given) => expect(codeOf(() => fenFromYuan(given))).toBe("MONEY-NOT-AN-AMOUNT"),
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e21, true, null, undefined, {}])(
    "%j is not an amount either",
    (given) => expect(codeOf(() => fenFromYuan(given as number))).toBe("MONEY-NOT-AN-AMOUNT"),
  );

  test.each(["0.001", "12.345", 12.345, 0.30000000000000004, 1e-7, 1e-30])(
    "%j has a part of a fen, and is not rounded on the way in",
    (given) => expect(codeOf(() => fenFromYuan(given))).toBe("MONEY-TOO-MANY-DECIMALS"),
  );
});

describe("fen", () => {
  test("only what is whole and exact", () => {
    expect(fen(5)).toBe(5);
    for (const value of [0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(codeOf(() => fen(value))).toBe("MONEY-NOT-WHOLE-FEN");
    }
  });

  test("sums, the lesser and the greater", () => {
    expect(addFen()).toBe(0);
    expect(addFen(fen(1), fen(-3), fen(7))).toBe(5);
    expect(() => addFen(fen(Number.MAX_SAFE_INTEGER), fen(1))).toThrow();
    expect([minimumFen(fen(1), fen(2)), maximumFen(fen(1), fen(2))]).toEqual([1, 2]);
  });
});

describe("wan-yuan", () => {
  test("text → value → text, and → fen → value, are the same", () => {
    const same = (hundredths: number) => {
      const text = wanYuanText(hundredths as never);
      expect(wanYuan(text)).toBe(hundredths);
      const amount = fenFromWanYuan(wanYuan(text));
      expect(amount).toBe(hundredths * 10_000);
      expect(wanYuanFromFen(amount, "down")).toBe(hundredths);
    };
    const values = fc.integer({ min: -(9 * 10 ** 11), max: 9 * 10 ** 11 });
    fc.assert(fc.property(values, same), runs(2_000));
  });

  test("loses digits only by the rounding that is named", () => {
    const amount = fenFromYuan("123450.00");
    expect(wanYuanText(wanYuanFromFen(amount, "half-up"))).toBe("12.35");
    expect(wanYuanText(wanYuanFromFen(amount, "half-even"))).toBe("12.34");
    expect(wanYuanText(wanYuanFromFen(amount, "down"))).toBe("12.34");
  });

  test("more than two decimals, or more than fen can hold, is an error", () => {
    for (const text of ["1.234", "", "一", "1e5"]) {
      expect(codeOf(() => wanYuan(text))).toBe("MONEY-NOT-AN-AMOUNT");
    }
    expect(codeOf(() => fenFromWanYuan(wanYuan("99999999999.99")))).toBe("MONEY-NOT-WHOLE-FEN");
  });
});
