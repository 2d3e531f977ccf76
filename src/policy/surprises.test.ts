import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type CivilDate, fenFromYuan, ppmFromDecimal, yuanFromFen } from "../kernel/index.ts";
import type { Accumulators, BillFacts, ChargeLineFacts, Region, Split } from "./index.ts";
import { adjudicate, loadRegion, withOptions } from "./index.ts";

// Goal: what cities disagree on is data. Each surprise of the reference (benefits.md §1, §12.3,
// §13) is told here by an option or by a small pack below Hengyang's, and no code knows of it.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "fixtures", "surprises");
const HENGYANG = loadRegion("430400");

interface BillOf extends Partial<Omit<BillFacts, "lines">> {
  readonly in_scope: string;
  /** Cost of class C beside it. */
  readonly full_self?: string;
}

function facts({ in_scope, full_self = "0", ...more }: BillOf): BillFacts {
  const line = (yuan: string, type: "A" | "C") => ({
    amount_fen: fenFromYuan(yuan),
    class: type,
    first_share_ppm: ppmFromDecimal("0"),
    over_limit_fen: fenFromYuan("0"),
    paid_alone: false,
  });
  return {
    insutype: "310",
    visit_type: "2101",
    care_date: "2023-03-01" as CivilDate,
    hospital_level: "level3",
    place: "local",
    disease: null,
    employment_status: more.insutype === "390" ? "resident" : "working",
    civil_servant_rank: null,
    identities: [],
    lines: [line(in_scope, "A"), line(full_self, "C")],
    stay: null,
    account_use: "none",
    accounts: [],
    ...more,
  };
}

/** What each fund pays of a bill, in yuan. */
function paid(region: Region, bill: BillOf, opening: Accumulators = {}): Record<string, string> {
  return paidOf(adjudicate(region, facts(bill), opening));
}

function paidOf(split: Split): Record<string, string> {
  return Object.fromEntries(
    split.payments.map(({ fund, paid_fen }) => [fund, yuanFromFen(paid_fen)]),
  );
}

function below(name: string): Region {
  return loadRegion(join(FIXTURES, name));
}

/** The bills of one person, one after the other. */
function paidInTurn(region: Region, bills: readonly BillOf[]): Record<string, string>[] {
  let opening: Record<string, number> = {};
  return bills.map((bill) => {
    const split = adjudicate(region, facts(bill), opening);
    opening = { ...opening };
    for (const { accumulator, amount } of split.moves) {
      opening[accumulator] = (opening[accumulator] ?? 0) + amount;
    }
    return paidOf(split);
  });
}

describe("§1 structure", () => {
  const accounts = [
    { account_id: "own", relation: "own" as const, balance_fen: fenFromYuan("320.55") },
    { account_id: "child", relation: "mutual" as const, balance_fen: fenFromYuan("200.00") },
  ];

  test("the fund sum leaves the personal account out, or takes the own one in", () => {
    const bill = facts({ in_scope: "17700", accounts, account_use: "family" });
    const hunan = adjudicate(HENGYANG, bill, {});
    expect(yuanFromFen(hunan.fund_sum_fen)).toBe("14025.00");
    const region = withOptions(HENGYANG, { fund_sum_includes_account: "own" });
    const guangdong = adjudicate(region, bill, {});
    expect(yuanFromFen(guangdong.fund_sum_fen)).toBe("14345.55");
    expect(guangdong.cash_fen).toBe(hunan.cash_fen);
  });

  test.each([
    [1, true, "200.00"],
    [2, true, "160.00"],
    [3, true, "160.00"],
    [3, false, "144.00"],
    [4, true, "200.00"],
  ])("a chronic limit of kind %d, in scope first: %s", (kind, in_scope_first, expected) => {
    const limit = { kind, amount: "300", used: "100", in_scope_first };
    const region = withOptions(HENGYANG, { chronic_limit: limit });
    const bill = { visit_type: "14", disease: "hypertension", in_scope: "450", full_self: "50" };
    expect(paid(region, bill)).toEqual({ "310100": expected });
  });

  test("what a chronic limit has paid is used up for the next bill", () => {
    const limit = { kind: 1, amount: "300", used: "100" };
    const region = withOptions(HENGYANG, { chronic_limit: limit });
    const bill = { visit_type: "14", disease: "hypertension", in_scope: "150" };
    const inTurn = paidInTurn(region, [bill, bill, bill]).map((one) => one["310100"]);
    expect(inTurn).toEqual(["120.00", "80.00", "0.00"]);
  });

  test("what the pool's cap takes off a chronic payment is not used up of the limit", () => {
    const bill: BillOf = { visit_type: "14", disease: "hypertension", in_scope: "450" };
    const opening = { "employee-pool.paid": fenFromYuan("149950") };
    const split = adjudicate(HENGYANG, facts(bill), opening);
    expect(paidOf(split)).toEqual({ "310100": "50.00" });
    const used = split.moves.find(({ accumulator }) => accumulator.startsWith("chronic.used"));
    expect(used).toEqual({ accumulator: "chronic.used.hypertension", amount: 5_000 });
  });

  test("a limit counts by month or by quarter, each disease for itself", () => {
    const on = (care_date: string, disease: string): BillOf => {
      return { visit_type: "14", disease, in_scope: "500", care_date: care_date as CivilDate };
    };
    const bills = [
      on("2023-01-05", "hypertension"),
      on("2023-01-25", "hypertension"),
      on("2023-02-05", "hypertension"),
      on("2023-01-06", "diabetes"),
      on("2023-03-31", "diabetes"),
      on("2023-04-01", "diabetes"),
    ];
    const amounts = paidInTurn(below("chronic-by-period"), bills).map((one) => one["310100"]);
    expect(amounts).toEqual(["150.00", "0.00", "150.00", "400.00", "200.00", "400.00"]);
  });

  test("the pooled part in three segments, and a fund of its own for the poor", () => {
    const region = below("pooled-in-segments");
    expect(paid(region, { in_scope: "41200" })).toEqual({ "310100": "36000.00" });
    // 1200 of deductible and 4000 beyond the ratios remain; half of it, at most 1000 a year.
    const poor = paid(region, { in_scope: "41200", identities: ["low-income"] });
    expect(poor).toEqual({ "310100": "36000.00", "620100": "1000.00" });
  });

  test("accumulators of a pot of its own, and a fixed amount by kind 4", () => {
    const region = below("assistance-in-pots");
    const dialysis: BillOf = {
      insutype: "390",
      visit_type: "14",
      disease: "dialysis",
      in_scope: "100000",
      identities: ["extreme-poverty"],
    };
    const full = { "assistance.paid": fenFromYuan("50000") };
    expect(paid(region, dialysis, full)["610100"]).toBe("31500.00");
    expect(paid(HENGYANG, dialysis, full)["610100"]).toBe("0.00");
    const birth = { insutype: "390", visit_type: "2106", in_scope: "2000" };
    expect(paid(region, birth)).toEqual({ "390100": "1300.00" });
  });

  test("an annual ceiling of the inpatient deductible", () => {
    const stays = [{ in_scope: "10000" }, { in_scope: "10000" }, { in_scope: "10000" }];
    const amounts = paidInTurn(below("deductible-ceiling"), stays).map((one) => one["310100"]);
    expect(amounts).toEqual(["7480.00", "7820.00", "8500.00"]);
  });
});

describe("§12.3 care outside the region", () => {
  test.each([
    ["first-share", "local", "310", "41480.00"],
    ["first-share", "filed-resident", "310", "41480.00"],
    ["first-share", "referred", "310", "37230.00"],
    ["first-share", "emergency", "310", "37230.00"],
    ["first-share", "unreferred", "310", "32980.00"],
    ["points", "filed-resident", "310", "41480.00"],
    ["points", "referred", "310", "36600.00"],
    ["points", "emergency", "310", "36600.00"],
    ["points", "unreferred", "310", "31720.00"],
    ["multiplier", "filed-resident", "310", "41480.00"],
    ["multiplier", "referred", "310", "37332.00"],
    ["multiplier", "emergency", "310", "35258.00"],
    ["multiplier", "unreferred", "310", "29036.00"],
    ["multiplier", "referred", "390", "26962.00"],
    ["multiplier", "emergency", "390", "25376.00"],
    ["multiplier", "unreferred", "390", "19032.00"],
  ])("reading %s, %s, scheme %s", (reading, place, insutype, expected) => {
    const region = withOptions(HENGYANG, { cross_region_reading: reading });
    const fund = insutype === "310" ? "310100" : "390100";
    const bill = { in_scope: "50000", place: place as BillFacts["place"], insutype };
    expect(paid(region, bill)[fund]).toBe(expected);
  });

  test("the first share counts toward critical illness, or does not", () => {
    const bill: BillOf = { insutype: "390", place: "referred", in_scope: "100000" };
    const without = paid(HENGYANG, bill)["390200"];
    const region = withOptions(HENGYANG, { critical_illness_counts_cross_region_share: "yes" });
    expect([without, paid(region, bill)["390200"]]).toEqual(["9768.00", "15768.00"]);
  });
});

describe("§11 critical illness", () => {
  const bill: BillOf = { insutype: "390", in_scope: "61200" };

  test("its base is what has accumulated in the year, its payment the increase", () => {
    // 22,200 stay with the person, then (the deductible halved) 21,810: 44,010 in the year.
    const inTurn = paidInTurn(HENGYANG, [bill, bill]).map((one) => one["390200"]);
    expect(inTurn).toEqual(["3720.00", "13086.00"]);
  });

  test("at most what its cap leaves", () => {
    const opening = {
      "critical-illness.base": fenFromYuan("1000000"),
      "critical-illness.paid": fenFromYuan("399000"),
    };
    expect(paid(HENGYANG, bill, opening)["390200"]).toBe("1000.00");
    const poor: BillOf = { ...bill, identities: ["low-income"] };
    expect(Number(paid(HENGYANG, poor, opening)["390200"])).toBeGreaterThan(1_000);
  });

  test("never more than the person bears, when better terms reach back over the year", () => {
    const opening = { "critical-illness.base": fenFromYuan("30000") };
    const poor: BillOf = { insutype: "390", in_scope: "1300", identities: ["low-income"] };
    // 22,000 and more at 65% would be due for the year; the bill leaves 1,235 to the person.
    expect(paid(HENGYANG, poor, opening)).toEqual({ "390100": "65.00", "390200": "1235.00" });
  });

  test("the class-B first share counts toward the base where the region says so", () => {
    const half = { ...facts(bill).lines[0], first_share_ppm: ppmFromDecimal("0.5") };
    const settled = (region: Region, opening: Accumulators) =>
      adjudicate(region, { ...facts(bill), lines: [half as ChargeLineFacts] }, opening);
    const region = withOptions(HENGYANG, { critical_illness_counts_first_self_pay: "yes" });
    const moved = (split: Split) =>
      split.moves.find(({ accumulator }) => accumulator === "critical-illness.base")?.amount;
    // 30,600 in scope leave 1,200 and 10,290 with the person; the other 30,600 are the first share.
    expect(moved(settled(HENGYANG, {}))).toBe(1_149_000);
    expect(moved(settled(region, {}))).toBe(1_149_000 + 3_060_000);
    expect(paidOf(settled(region, {}))["390200"]).toBe("15654.00");
  });
});

describe("§13 open questions, both answers", () => {
  test("1: the resident deductibles of the city's row, or of the province's", () => {
    const bill: BillOf = { insutype: "390", hospital_level: "level2", in_scope: "8000" };
    expect(paid(HENGYANG, bill)["390100"]).toBe("5920.00");
    const region = withOptions(HENGYANG, { resident_deductible_row: "provincial" });
    expect(paid(region, bill)["390100"]).toBe("5760.00");
  });

  test.each([
    ["four", "deductible", "68500.00"],
    ["three", "zero", "68900.00"],
    ["four", "zero", "70900.00"],
    ["three", "deductible", "66500.00"],
  ])("2 and 3: %s tiers from %s, on 120,000 of personal cost", (tiers, from, expected) => {
    const region = withOptions(HENGYANG, {
      critical_illness_tiers: tiers,
      critical_illness_bands_from: from,
    });
    // 270,000 at 65% is over the pooled cap, so 120,000 is left.
    expect(paid(region, { insutype: "390", in_scope: "270000" })["390200"]).toBe(expected);
  });

  test("4: the outpatient bonus of the retired, or none", () => {
    const bill: BillOf = { visit_type: "11", employment_status: "retired", in_scope: "800" };
    expect(paid(HENGYANG, bill)).toEqual({ "310100": "325.00" });
    const region = withOptions(HENGYANG, { outpatient_retiree_bonus: "no" });
    expect(paid(region, bill)).toEqual({ "310100": "300.00" });
  });

  test("5: the outpatient deductible by year, or by visit", () => {
    const visit: BillOf = { visit_type: "11", in_scope: "180" };
    expect(paid(HENGYANG, visit)).toEqual({});
    const region = withOptions(HENGYANG, { outpatient_deductible: "per-visit" });
    expect(paid(region, visit)).toEqual({ "310100": "48.00" });
  });

  test("6: 93% at the primary level as the data say, or 92% as the quote does", () => {
    const bill: BillOf = { hospital_level: "primary", in_scope: "1200" };
    expect(paid(HENGYANG, bill)["310100"]).toBe("930.00");
    expect(paid(below("primary-ratio-of-the-quote"), bill)["310100"]).toBe("920.00");
    const municipal: BillOf = { in_scope: "2200" };
    expect(paid(below("primary-ratio-of-the-quote"), municipal)).toEqual(paid(HENGYANG, municipal));
  });

  test("7: the pooled cap on what the fund pays, or on the cost it considers", () => {
    const bill: BillOf = { in_scope: "181200" };
    expect(paid(HENGYANG, bill)).toEqual({ "310100": "150000.00", "330100": "3176.47" });
    const region = withOptions(HENGYANG, { pool_cap_measure: "in-scope-cost" });
    expect(paid(region, bill)).toEqual({ "310100": "127500.00", "330100": "27000.00" });
  });

  test("8: other values for 2022–2024 than for 2025, and neither touches the other", () => {
    const region = below("values-of-2025");
    const on = (care_date: string): BillOf => {
      return { in_scope: "170000", care_date: care_date as CivilDate };
    };
    expect(paid(region, on("2024-12-31"))["310100"]).toBe("120000.00");
    expect(paid(region, on("2025-01-01"))["310100"]).toBe("143480.00");
    expect(paid(HENGYANG, on("2024-12-31"))["310100"]).toBe("143480.00");
  });
});
