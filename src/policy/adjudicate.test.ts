import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type CivilDate, fenFromYuan, ppmFromDecimal, YibaoError } from "../kernel/index.ts";
import { CHILD_HEAD, regionFromTexts } from "./fixtures/pack-text.ts";
import {
  adjudicate,
  type BillFacts,
  benefitOf,
  type ChargeLineFacts,
  identityOf,
  loadRegion,
  policyOn,
} from "./index.ts";

// Goal: what the engine does with one bill, layer by layer, on the small good pack where every
// figure can be checked in the head; and what it says when the pack does not decide.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "fixtures");
const GOOD = readFileSync(join(FIXTURES, "100000-good", "pack.yaml"), "utf8");
const region = regionFromTexts(GOOD);

function line(yuan: string, more: Partial<ChargeLineFacts> = {}): ChargeLineFacts {
  return {
    amount_fen: fenFromYuan(yuan),
    class: "A",
    first_share_ppm: ppmFromDecimal("0"),
    over_limit_fen: fenFromYuan("0"),
    paid_alone: false,
    ...more,
  };
}

function bill(more: Partial<BillFacts> = {}): BillFacts {
  return {
    insutype: "310",
    visit_type: "2101",
    care_date: "2023-03-01" as CivilDate,
    hospital_level: "level3",
    place: "local",
    disease: null,
    employment_status: "working",
    civil_servant_rank: null,
    identities: [],
    lines: [line("6000.00")],
    stay: null,
    account_use: "none",
    accounts: [],
    ...more,
  };
}

function codeOf(act: () => unknown): string {
  try {
    act();
    return "nothing";
  } catch (error) {
    return error instanceof YibaoError ? error.code : String(error);
  }
}

describe("a bill of the good pack", () => {
  test("deductible, then the ratio: (6000 − 1000) × 80%", () => {
    const split = adjudicate(region, bill(), {});
    expect(split.payments).toEqual([
      { fund: "310100", base_fen: 500_000, room_fen: 10_000_000, paid_fen: 400_000 },
    ]);
    expect(split.person_fen).toBe(200_000);
    expect(split.moves).toEqual([{ accumulator: "pool.paid", amount: 400_000 }]);
  });

  test("each class of line goes where it belongs, and the rest of the bill does not see it", () => {
    const lines = [
      line("6000.00"),
      line("1000.00", { class: "B", first_share_ppm: ppmFromDecimal("0.1") }),
      line("500.00", { class: "B", over_limit_fen: fenFromYuan("200.00") }),
      line("300.00", { class: "C", first_share_ppm: ppmFromDecimal("0.1") }),
    ];
    const split = adjudicate(region, bill({ lines }), {});
    expect([split.full_self_fen, split.over_limit_fen, split.first_self_fen]).toEqual([
      30_000, 20_000, 10_000,
    ]);
    expect(split.in_scope_fen).toBe(720_000);
    expect(split.payments[0]?.paid_fen).toBe(496_000);
  });

  test("beyond the cap the cost goes on to the second fund, by its bands", () => {
    const split = adjudicate(region, bill({ lines: [line("150000.00")] }), {});
    // 149000 × 80% is cut to 100000, which covers 125000; of the other 24000 half and 70%.
    expect(split.payments.map(({ fund, paid_fen }) => [fund, paid_fen])).toEqual([
      ["310100", 10_000_000],
      ["330100", 500_000 + 980_000],
    ]);
  });

  test("nothing to settle is nothing: no payment, and no negative figure", () => {
    const split = adjudicate(region, bill({ lines: [] }), {});
    expect(split).toMatchObject({ total_fen: 0, payments: [], person_fen: 0, deductible_fen: 0 });
  });

  test("the own account pays before the family's, whatever it may", () => {
    const accounts = [
      { account_id: "own", relation: "own" as const, balance_fen: fenFromYuan("1500.00") },
      { account_id: "child", relation: "mutual" as const, balance_fen: fenFromYuan("900.00") },
    ];
    const own = adjudicate(region, bill({ accounts, account_use: "own" }), {});
    expect([own.account_fen, own.mutual_fen, own.cash_fen]).toEqual([150_000, 0, 50_000]);
    const family = adjudicate(region, bill({ accounts, account_use: "family" }), {});
    expect([family.account_fen, family.mutual_fen, family.cash_fen]).toEqual([200_000, 50_000, 0]);
    const none = adjudicate(region, bill({ accounts, account_use: "none" }), {});
    expect([none.account_fen, none.mutual_fen, none.cash_fen]).toEqual([0, 0, 200_000]);
  });
});

describe("a case that the pack does not decide", () => {
  test("no benefit for it: POLICY-NO-BENEFIT", () => {
    expect(codeOf(() => adjudicate(region, bill({ visit_type: "11" }), {}))).toBe(
      "POLICY-NO-BENEFIT",
    );
    const early = bill({ care_date: "2019-12-31" as CivilDate });
    expect(codeOf(() => benefitOf(region, early))).toBe("POLICY-NO-BENEFIT");
  });

  test("a value that ended, and nothing after it: POLICY-NO-VALUE", () => {
    const ended = GOOD.replace(
      /(title: 年度限额\n.*\n.*\n {6}- \{ from: 2020-01-01),/,
      "$1, to: 2023-01-01,",
    );
    expect(codeOf(() => adjudicate(regionFromTexts(ended), bill(), {}))).toBe("POLICY-NO-VALUE");
  });

  test("ratios that multiply to more than six decimals: POLICY-RATE-NOT-WHOLE", () => {
    const odd = GOOD.replace("operation: minus", "operation: times")
      .replace("choose: reading, narrow:", "choose: reading, wide:")
      .replace("value: 0.10 }", "value: 0.123456 }")
      .replace("working: 0.80", "working: 0.812345");
    expect(codeOf(() => adjudicate(regionFromTexts(odd), bill(), {}))).toBe(
      "POLICY-RATE-NOT-WHOLE",
    );
  });

  test("a benefit asked for by a name it does not have: POLICY-UNKNOWN-BENEFIT", () => {
    const day = "2023-03-01" as CivilDate;
    expect(() => policyOn(region, day, "inpatients")).toThrow(/POLICY|inpatient/);
    expect(codeOf(() => policyOn(region, day, "inpatients"))).toBe("POLICY-UNKNOWN-BENEFIT");
    expect(policyOn(region, day, "inpatient").benefits).toHaveLength(1);
  });
});

describe("a plan made for one case", () => {
  const others: Partial<BillFacts>[] = [
    { place: "referred" },
    { place: "unreferred" },
    { hospital_level: "level2" },
    { employment_status: "retired" },
    { civil_servant_rank: "section" },
    { identities: ["low-income"] },
    { identities: ["illness-poverty"] },
    { care_date: "2023-04-01" as CivilDate },
    { visit_type: "2102" },
    { insutype: "390", employment_status: "resident" },
    { visit_type: "14", disease: "hypertension" },
    { visit_type: "14", disease: "dialysis" },
    { visit_type: "14", disease: null },
    {},
  ];

  test("is not taken for another, however alike", () => {
    const warm = loadRegion("430400");
    const cold = (facts: BillFacts) => adjudicate({ ...warm }, facts, {});
    for (const other of [...others, ...others]) {
      const facts = bill({ lines: [line("60000.00")], ...other });
      expect(adjudicate(warm, facts, {}), JSON.stringify(other)).toEqual(cold(facts));
    }
  });
});

describe("identities", () => {
  const shipped = loadRegion("430400");
  const care_date = "2023-03-01" as CivilDate;

  test("of several, the first in the pack's order counts, in whatever order they are told", () => {
    const both = ["illness-poverty", "low-income"] as const;
    expect(identityOf(shipped, { identities: both, care_date })).toBe("low-income");
    expect(identityOf(shipped, { identities: [...both].reverse(), care_date })).toBe("low-income");
    expect(identityOf(shipped, { identities: ["monitored"], care_date })).toBe("monitored");
    expect(identityOf(shipped, { identities: [], care_date })).toBe("none");
  });
});

const BANDS = "accumulated: second.base, paid: second.paid, bands: tiers";
const BANDED = `- { kind: bands, layer: one, title: 分段, fund: "310100", ${BANDS}, considers:`;
const SHARED = `- { kind: share, layer: two, title: 比例, fund: "330100", ratio: ratio, considers:`;
const ONE = `${BANDED} payable }`;
const TWO = `${SHARED} payable }`;
const A = `${BANDED} paid-alone }`;
const B = `${SHARED} paid-alone }`;

function withLayers(...layers: readonly string[]): string {
  return `${CHILD_HEAD}benefits:
  inpatient:
    title: 住院
    insutype: ["310"]
    visit_type: ["2101"]
    from: 2020-01-01
    document: notice
    clause: 第二章
    basis: official
    confidence: high
    layers:
${layers.map((layer) => `      ${layer}\n`).join("")}`;
}

describe("layers that shipped packs do not combine so", () => {
  const facts = bill({ lines: [line("1000.00"), line("1000.00", { paid_alone: true })] });
  const paid = (...layers: readonly string[]) =>
    Object.fromEntries(
      adjudicate(regionFromTexts(GOOD, withLayers(...layers)), facts, {}).payments.map(
        ({ fund, paid_fen }) => [fund, paid_fen],
      ),
    );

  test("a layer that considers cost on its way down leaves none for the next", () => {
    expect(paid(ONE, TWO)).toEqual({ "310100": 50_000 });
    expect(paid(TWO, ONE)).toEqual({ "330100": 80_000 });
    const again = TWO.replace("layer: two", "layer: three").replace("330100", "310100");
    expect(paid(TWO, again)).toEqual({ "330100": 80_000 });
  });

  test("a second layer for drugs paid alone sees what the first has left", () => {
    expect(paid(A, B)).toEqual({ "310100": 50_000, "330100": 40_000 });
    expect(paid(B, A)).toEqual({ "330100": 80_000, "310100": 10_000 });
  });

  test("what a low ratio rounds to nothing is still covered, and goes to no other fund", () => {
    const low = GOOD.replace("working: 0.80", "working: 0.10");
    const split = adjudicate(regionFromTexts(low), bill({ lines: [line("1000.04")] }), {});
    expect(split.payments.map(({ paid_fen }) => paid_fen)).toEqual([0]);
  });

  test("points never take a ratio out of 0 to 100%", () => {
    const narrow = (ratio: string, operation: string) =>
      GOOD.replace("working: 0.80", `working: ${ratio}`)
        .replace("operation: minus", `operation: ${operation}`)
        .replace("narrow: narrow_points", "wide: narrow_points");
    const rate = (text: string) => adjudicate(regionFromTexts(text), bill(), {}).pool_ratio_ppm;
    expect(rate(narrow("0.05", "minus"))).toBe(0);
    expect(rate(narrow("0.95", "plus"))).toBe(1_000_000);
    expect(rate(narrow("0.95", "times"))).toBe(95_000);
  });

  test("a case without a limit is counted all the same", () => {
    const free = GOOD.replace("value: 100000 }", "value: null }");
    const split = adjudicate(regionFromTexts(free), bill(), {});
    expect(split.moves).toEqual([{ accumulator: "pool.paid", amount: 400_000 }]);
    expect(split.payments[0]?.room_fen).toBeNull();
  });
});
