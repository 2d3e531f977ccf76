import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type CivilDate, type Fen, fen } from "../../kernel/index.ts";
import type { Split } from "../adjudication.ts";
import { packFromText } from "../fixtures/pack-text.ts";
import { planFor } from "../plan.ts";
import { regionFromPacks } from "../region.ts";
import { brokenBy, loweredBy, type Violation } from "./bill-properties.ts";
import { factsOf, plainLine, plainSituation, type TrialBill } from "./situation.ts";
import { NEW_YEAR, settled, type YearSoFar } from "./trial.ts";

// Goal: the properties catch what a faulty engine would do. Method: a split of the good pack, which
// breaks none, and the same split falsified in one figure at a time.

const GOOD = join(dirname(fileURLToPath(import.meta.url)), "fixtures", "good.yaml");
const region = regionFromPacks([packFromText("good.yaml", readFileSync(GOOD, "utf8"))]);
const situation = plainSituation("2024-03-01" as CivilDate, "310", "2101", null);
const bill: TrialBill = { situation, lines: [plainLine(fen(20_000_000))], continues: false };
const split = settled(region, NEW_YEAR, bill);
const { layers } = planFor(region, factsOf(situation, bill.lines, null));

function broken(falsified: Partial<Split>, year: YearSoFar = NEW_YEAR): Violation | null {
  return brokenBy(layers, year, { ...split, ...falsified });
}

const plus = (amount: Fen, more: number): Fen => (amount + more) as Fen;
const [pooled, largeSum] = split.payments as [Split["payments"][0], Split["payments"][0]];

test("a bill of the good pack meets the cap and the fund beyond it, and breaks nothing", () => {
  expect(split.payments.map(({ fund, paid_fen }) => [fund, paid_fen > 0])).toEqual([
    ["310100", true],
    ["330100", true],
  ]);
  expect(broken({})).toBeNull();
  expect(loweredBy(split, split)).toBeNull();
});

describe("what a faulty engine would do is caught", () => {
  test.each<[string, Partial<Split>]>([
    ["negative-amount", { cash_fen: fen(-1), account_fen: plus(split.cash_fen, 1) }],
    ["negative-amount", { payments: [{ ...pooled, paid_fen: fen(-1) }, largeSum] }],
    ["identity-broken", { full_self_fen: fen(1) }],
    ["identity-broken", { person_fen: plus(split.person_fen, 1) }],
    ["identity-broken", { cash_fen: plus(split.cash_fen, 1) }],
    [
      "fund-over-base",
      { payments: [{ ...pooled, base_fen: plus(pooled.paid_fen, -1) }, largeSum] },
    ],
    ["steps-do-not-re-add", { steps: split.steps.filter(({ to }) => to !== "fund:330100") }],
    ["fund-over-cap", { moves: [{ accumulator: "pool.paid", amount: 10_000_001 }] }],
  ])("%s", (rule, falsified) => {
    expect(broken(falsified)?.rule).toBe(rule);
  });

  test("a cap holds over the year, not only for one bill", () => {
    const year = { ...NEW_YEAR, accumulators: { "pool.paid": 1 } };
    expect(broken({}, year)?.rule).toBe("fund-over-cap");
    expect(broken({}, year)?.layer).toBe("pooled");
  });
});

describe("two bills of which one costs more", () => {
  const with_paid = (paid: number): Split => ({
    ...split,
    payments: [{ ...pooled, paid_fen: plus(pooled.paid_fen, paid) }, largeSum],
    person_fen: plus(split.person_fen, -paid),
  });

  test("a fen for each paying fund is rounding, one more is not", () => {
    expect(loweredBy(split, with_paid(2))).toBeNull();
    expect(loweredBy(split, with_paid(3))).toMatchObject({
      rule: "person-pays-less",
      fund: "310100",
    });
    expect(loweredBy(split, with_paid(-2))).toBeNull();
    expect(loweredBy(split, with_paid(-3))).toMatchObject({
      rule: "fund-pays-less",
      fund: "310100",
    });
  });
});
