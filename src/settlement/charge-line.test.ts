import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fen, Ppm, YibaoError } from "../kernel/index.ts";
import {
  billLines,
  type ChargeLine,
  type ChargeLineInput,
  chargeLine,
  checkLine,
  type LineTerms,
  refundLine,
  totalOf,
} from "./charge-line.ts";

const TERMS: LineTerms = {
  item_code: "X",
  name: "甲药",
  list_type: "101",
  charge_type: "09",
  unit: "盒",
  specification: "",
  class: "B",
  limited_use: false,
  paid_alone: false,
  basic_drug: false,
  negotiated: false,
  first_share_ppm: 100_000 as Ppm,
  ceiling_micro_yuan: null,
};

function input(overrides: Partial<ChargeLineInput> = {}): ChargeLineInput {
  return {
    serial: "1",
    refunds_serial: null,
    item_code: "X",
    own_code: "own",
    fee_at: "2023-06-01 09:00:00",
    amount_fen: 2000 as Fen,
    quantity_ten_thousandths: 20_000,
    price_micro_yuan: 10_000_000,
    approval: "not-needed",
    disease: null,
    details: {},
    ...overrides,
  };
}

function amounts(line: ChargeLine): number[] {
  const { full_self_fen, over_limit_fen, first_self_fen, in_scope_fen } = line;
  return [full_self_fen, over_limit_fen, first_self_fen, in_scope_fen];
}

function split(terms: Partial<LineTerms>, overrides: Partial<ChargeLineInput> = {}): number[] {
  return amounts(chargeLine(input(overrides), { ...TERMS, ...terms }, "half-up"));
}

function codeOf(act: () => unknown): string {
  try {
    act();
    return "";
  } catch (error) {
    return (error as YibaoError).code;
  }
}

const parameters = { seed: Number(process.env.YIBAO_SEED ?? Date.now() % 1e9) };

describe("the four amounts of a line", () => {
  it("takes the first share of what is within the ceiling", () => {
    expect(split({})).toEqual([0, 0, 200, 1800]);
    expect(split({ class: "A", first_share_ppm: 0 as Ppm })).toEqual([0, 0, 0, 2000]);
    expect(split({ ceiling_micro_yuan: 8_000_000 })).toEqual([0, 400, 160, 1440]);
    expect(split({ ceiling_micro_yuan: 20_000_000 })).toEqual([0, 0, 200, 1800]);
    expect(split({ class: "C" })).toEqual([2000, 0, 0, 0]);
    // A drug paid alone has its share in the fund's ratio.
    expect(split({ paid_alone: true })).toEqual([0, 0, 0, 2000]);
  });

  it.each([
    [true, "not-needed", "self"],
    [true, "approved", "paid"],
    [true, "refused", "self"],
    [false, "not-needed", "paid"],
    [false, "approved", "paid"],
    [false, "refused", "self"],
  ] as const)("limited use %s, approval %s: %s", (limited_use, approval, who) => {
    expect(split({ limited_use }, { approval })[0]).toBe(who === "self" ? 2000 : 0);
  });

  it("adds up to the amount, none of them negative", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000_000 }),
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.option(fc.integer({ min: 0, max: 10_000_000_000 })),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom("A" as const, "B" as const, "C" as const),
        fc.boolean(),
        (price, quantity, ceiling_micro_yuan, share, itemClass, limited_use) => {
          const amount_fen = Math.round((price * quantity) / 1e8) as Fen;
          const line = chargeLine(
            input({ price_micro_yuan: price, quantity_ten_thousandths: quantity, amount_fen }),
            {
              ...TERMS,
              class: itemClass,
              ceiling_micro_yuan,
              first_share_ppm: share as Ppm,
              limited_use,
            },
            "half-up",
          );
          expect(amounts(line).reduce((sum, amount) => sum + amount, 0)).toBe(amount_fen);
          expect(Math.min(...amounts(line))).toBeGreaterThanOrEqual(0);
        },
      ),
      parameters,
    );
  });
});

describe("a line is refused", () => {
  it.each([
    [{ serial: "0" }, "SETTLEMENT-LINE-SERIAL"],
    [{ serial: "000" }, "SETTLEMENT-LINE-SERIAL"],
    [{ serial: "12a" }, "SETTLEMENT-LINE-SERIAL"],
    [{ serial: "1234567890123456" }, "SETTLEMENT-LINE-SERIAL"],
    [{ fee_at: "2023-02-30 09:00:00" }, "SETTLEMENT-LINE-TIME"],
    [{ fee_at: "yesterday" }, "SETTLEMENT-LINE-TIME"],
    [{ amount_fen: 2002 as Fen }, "SETTLEMENT-LINE-AMOUNT"],
    [{ amount_fen: 1998 as Fen }, "SETTLEMENT-LINE-AMOUNT"],
    [{ amount_fen: 0 as Fen, quantity_ten_thousandths: 0 }, "SETTLEMENT-LINE-NEGATIVE"],
    [{ amount_fen: -2000 as Fen, quantity_ten_thousandths: -20_000 }, "SETTLEMENT-LINE-NEGATIVE"],
    [{ refunds_serial: "9" }, "SETTLEMENT-REFUND-POSITIVE"],
  ] as const)("%j: %s", (overrides, code) => {
    expect(codeOf(() => checkLine(input(overrides)))).toBe(code);
  });

  it("but not for a fen of the institution's own rounding", () => {
    checkLine(input({ amount_fen: 2001 as Fen }));
    checkLine(input({ amount_fen: 1999 as Fen }));
  });

  it("names the line and both amounts", () => {
    expect(() => checkLine(input({ serial: "77", amount_fen: 2500 as Fen }))).toThrow(
      "费用明细 77：金额 25.00 元与单价乘数量得到的 20.00 元相差超过 0.01 元",
    );
  });
});

describe("refunds", () => {
  const original = chargeLine(
    input({ serial: "5" }),
    { ...TERMS, ceiling_micro_yuan: 8_000_000 },
    "half-up",
  );
  const refund = (overrides: Partial<ChargeLineInput>) =>
    input({
      serial: "6",
      refunds_serial: "5",
      quantity_ten_thousandths: -10_000,
      amount_fen: -1000 as Fen,
      ...overrides,
    });

  it("take back the share of what they refund", () => {
    expect(amounts(refundLine(refund({}), original, [])).map((amount) => amount + 0)).toEqual([
      0, -200, -80, -720,
    ]);
  });

  it("never take back more than is left, nor at another price", () => {
    const first = refundLine(refund({}), original, []);
    const more = refund({ amount_fen: -2000 as Fen, quantity_ten_thousandths: -20_000 });
    expect(codeOf(() => refundLine(more, original, [first]))).toBe("SETTLEMENT-REFUND-TOO-MUCH");
    const dearer = refund({ price_micro_yuan: 11_000_000, amount_fen: -1100 as Fen });
    expect(codeOf(() => refundLine(dearer, original, []))).toBe("SETTLEMENT-REFUND-PRICE");
    // All of the quantity back, but a fen of the money kept.
    const kept = refund({ amount_fen: -1999 as Fen, quantity_ten_thousandths: -20_000 });
    expect(codeOf(() => refundLine(kept, original, []))).toBe("SETTLEMENT-REFUND-TOO-MUCH");
  });

  it("leave a bill whose lines add up to the same sums, to the fen", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 2, max: 30 }),
        fc.option(fc.integer({ min: 0, max: 99_999 })),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 5 }),
        (price_fen, quantity, ceiling_fen, share, backs) => {
          const terms = {
            ...TERMS,
            first_share_ppm: share as Ppm,
            ceiling_micro_yuan: ceiling_fen === null ? null : ceiling_fen * 10_000,
          };
          const of = (count: number): Partial<ChargeLineInput> => ({
            price_micro_yuan: price_fen * 10_000,
            quantity_ten_thousandths: count * 10_000,
            amount_fen: (price_fen * count) as Fen,
          });
          const lines = [chargeLine(input({ serial: "1", ...of(quantity) }), terms, "half-up")];
          let left = quantity;
          for (const back of backs) {
            const count = Math.min(back, left);
            if (count === 0) break;
            left -= count;
            const serial = String(lines.length + 1);
            const sent = input({ serial, refunds_serial: "1", ...of(-count) });
            const [first, ...earlier] = lines;
            lines.push(refundLine(sent, first as ChargeLine, earlier));
          }
          const bill = billLines(lines);
          expect(bill.reduce((sum, line) => sum + line.amount_fen, 0)).toBe(totalOf(lines));
          expect(bill).toHaveLength(left === 0 ? 0 : 1);
          const sum = (pick: (line: ChargeLine) => number) =>
            lines.reduce((total, line) => total + pick(line), 0);
          expect(sum((line) => amounts(line).reduce((a, b) => a + b, 0))).toBe(totalOf(lines));
          const alone = chargeLine(input(of(left)), terms, "half-up");
          if (left > 0) expect(sum((line) => line.first_self_fen)).toBe(alone.first_self_fen);
          expect(sum((line) => line.over_limit_fen)).toBe(left > 0 ? alone.over_limit_fen : 0);
        },
      ),
      parameters,
    );
  });
});
