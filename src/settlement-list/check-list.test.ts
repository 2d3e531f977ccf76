import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import type { Split } from "../policy/index.ts";
import type { ChargeLine } from "../settlement/index.ts";
import { packageRoot } from "../store/index.ts";
import { assertMove, assertReplaceable, type ListState } from "./list-state.ts";
import { itemsByChargeType, personShares } from "./person-shares.ts";
import { QUALITY_CHECKS, worstLevel } from "./quality-finding.ts";

// The checks themselves are tried over the interface, on settlements that were really made:
// src/gateway/handlers/settlement-list.test.ts.

test("docs/settlement-list.md lists every check with its level", () => {
  const paper = readFileSync(join(packageRoot(), "docs/settlement-list.md"), "utf8");
  for (const { title, level } of Object.values(QUALITY_CHECKS)) {
    expect(paper).toContain(`| ${title} | ${level === "error" ? "1" : "2"} |`);
  }
});

test("an error weighs more than any number of hints", () => {
  const hint = { check: "newborn-weight", value: "", why: "" } as const;
  const error = { check: "stay-missing", value: "", why: "" } as const;
  expect(worstLevel([])).toBeNull();
  expect(worstLevel([hint, hint])).toBe("hint");
  expect(worstLevel([hint, error])).toBe("error");
});

describe("states", () => {
  const all: readonly ListState[] = ["open", "submitted", "approved", "rejected"];
  const allowed = (by: "institution" | "agency"): string[] =>
    all.flatMap((from) =>
      all.flatMap((to) => {
        try {
          assertMove("1", from, to, by);
          return [`${from}→${to}`];
        } catch {
          return [];
        }
      }),
    );

  test("the institution submits, the agency decides, and nothing else is possible", () => {
    expect(allowed("institution")).toEqual([
      "open→submitted",
      "rejected→open",
      "rejected→submitted",
    ]);
    expect(allowed("agency")).toEqual(["submitted→approved", "submitted→rejected"]);
  });

  test("a list is replaced until it is submitted, and when it was sent back", () => {
    const replaceable = all.filter((state) => {
      try {
        assertReplaceable("1", state);
        return true;
      } catch {
        return false;
      }
    });
    expect(replaceable).toEqual(["open", "rejected"]);
  });
});

describe("sums that a list shows", () => {
  const amount = fc.nat(10_000_000);

  test("what is self-paid and what is paid by oneself add up to the person's part", () => {
    fc.assert(
      fc.property(amount, amount, amount, amount, (account, cash, full_self, over) => {
        const split = {
          account_fen: account,
          cash_fen: cash,
          full_self_fen: full_self,
          over_limit_fen: over,
        } as Split;
        const { own_pay_fen, self_pay_fen } = personShares(split);
        expect(own_pay_fen + self_pay_fen).toBe(account + cash);
        expect(Math.min(own_pay_fen, self_pay_fen)).toBeGreaterThanOrEqual(0);
      }),
      runs(200),
    );
  });

  test("categories add up to the lines, and their parts to each", () => {
    const line = fc.record({
      charge_type: fc.constantFrom("01", "06", "09", "11"),
      amount_fen: amount,
      settled_class: fc.constantFrom("A", "B", "C"),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const items = itemsByChargeType(lines as ChargeLine[]);
        const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
        expect(sum(items.map((item) => item.amount_fen))).toBe(
          sum(lines.map((one) => one.amount_fen)),
        );
        for (const item of items) {
          const { class_a_fen, class_b_fen, full_self_fen, other_fen } = item;
          expect(class_a_fen + class_b_fen + full_self_fen + other_fen).toBe(item.amount_fen);
        }
        const types = items.map(({ charge_type }) => charge_type);
        expect(types).toEqual([...new Set(types)].sort());
      }),
      runs(200),
    );
  });
});
