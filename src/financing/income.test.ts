import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { addFen, civilDate, type Fen, fen, randomSource } from "../kernel/index.ts";
import {
  changedHengyang,
  columnsOf,
  HENGYANG,
  repeated,
  type Townsman,
  townsman,
} from "./fixtures/small-town.ts";
import {
  contributionOf,
  incomeOfYear,
  lateFee,
  type Participation,
  residentFee,
  waitingMonths,
  type YearIncome,
} from "./index.ts";

// Goal: a year's income is what each person's months come to, to the fen, however it is added up.
// Method: made-up people of every kind; columns against one person at a time, and laws of sums.

const people = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.nat(1e9))
  .map(([count, seed]): Townsman[] => {
    const random = randomSource(String(seed), "townspeople");
    return Array.from({ length: count }, () => townsman(random));
  });
const years = fc.integer({ min: 2022, max: 2026 });

function poolTotals(income: YearIncome): Readonly<Record<string, number>> {
  return Object.fromEntries(
    income.pools.map((one) => [one.pool, one.total_fen - one.passed_on_fen]),
  );
}

describe("the income of a year", () => {
  test("is what each person's months come to", () => {
    fc.assert(
      fc.property(people, years, (town, year) => {
        const income = incomeOfYear(HENGYANG, columnsOf(town), year);
        const flow = (name: string) => income.flows.find((one) => one.flow === name)?.total_fen;
        const employees = town.filter((one) => one.insutype === "310");
        const months = employees.flatMap((one) =>
          Array.from({ length: one.months }, (_, month) =>
            contributionOf(HENGYANG, `${year}-${String(month + 1).padStart(2, "0")}`, {
              employment_status: one.status as "working" | "retired",
              contribution_base_fen: fen(Math.max(one.base_fen, 0)),
              participation: one.participation as Participation,
            }),
          ),
        );
        const fees = town
          .filter((one) => one.insutype === "390" && one.months > 0)
          .map((one) =>
            residentFee(HENGYANG, year, one.identities === "none" ? [] : one.identities.split("+")),
          );
        const sum = (amounts: readonly Fen[]) => addFen(...amounts);
        expect(flow("employer-medical")).toBe(sum(months.map((one) => one.employer_medical_fen)));
        expect(flow("maternity")).toBe(sum(months.map((one) => one.maternity_fen)));
        expect(flow("personal")).toBe(sum(months.map((one) => one.personal_fen)));
        expect(flow("flexible-account")).toBe(sum(months.map((one) => one.flexible_account_fen)));
        expect(flow("retiree-inflow")).toBe(sum(months.map((one) => one.retiree_inflow_fen)));
        expect(flow("resident-fee")).toBe(sum(fees.map((one) => one.person_fen)));
        expect(flow("resident-assistance")).toBe(sum(fees.map((one) => one.assistance_fen)));
        const pool = income.pools.find((one) => one.pool === "resident-pooled");
        expect(pool?.total_fen).toBe(sum(fees.map((one) => one.pool_fen)));
        expect(income.left_out).toBe(town.filter((one) => one.insutype === "340").length);
      }),
      runs(150),
    );
  });

  test("is linear: two towns together bring what each brings", () => {
    fc.assert(
      fc.property(people, people, years, (one, other, year) => {
        const [first, second, both] = [one, other, [...one, ...other]].map((town) =>
          poolTotals(incomeOfYear(HENGYANG, columnsOf(town), year)),
        ) as [Record<string, number>, Record<string, number>, Record<string, number>];
        for (const [pool, total] of Object.entries(both)) {
          expect(total).toBe((first[pool] as number) + (second[pool] as number));
        }
      }),
      runs(100),
    );
  });

  test("has twelve months that add up to it, and no money appears between pools", () => {
    const readings = [HENGYANG, changedHengyang({ resident_income_month: "january" })];
    fc.assert(
      fc.property(people, years, fc.constantFrom(...readings), (town, year, region) => {
        const income = incomeOfYear(region, columnsOf(town), year);
        for (const flow of income.flows) {
          expect(flow.monthly_fen).toHaveLength(12);
          expect(addFen(...flow.monthly_fen)).toBe(flow.total_fen);
        }
        const pools = income.pools.map((one) => one.pool);
        const fresh = income.flows.filter((flow) => !pools.includes(flow.from));
        const net = Object.values(poolTotals(income)).reduce((sum, one) => sum + one, 0);
        expect(net).toBe(addFen(...fresh.map((flow) => flow.total_fen)));
      }),
      runs(100),
    );
  });

  test("follows a rate from the month it changes in, and the payer of the large sum", () => {
    const worker = { ...townsman(randomSource("1", "worker")), birth_year: 1990, months: 12 };
    const town = columnsOf([
      { ...worker, insutype: "310", status: "working", base_fen: 1e6, participation: "employer" },
    ]);
    const flow = (year: number, name: string) =>
      incomeOfYear(HENGYANG, town, year).flows.find((one) => one.flow === name);
    expect(flow(2022, "employer-account")?.total_fen).toBe(12 * 24_000);
    expect(flow(2023, "employer-account")?.total_fen).toBe(0);
    expect(flow(2023, "large-sum")).toMatchObject({ from: "employee-account", total_fen: 15_000 });
    const person = changedHengyang({ large_sum_payer: "person" });
    const paid = incomeOfYear(person, town, 2023).flows.find((one) => one.flow === "large-sum");
    expect(paid).toMatchObject({ from: "person", to: "employee-large-sum", total_fen: 15_000 });
  });

  test("of a million people takes well under a second", () => {
    const random = randomSource("1", "million");
    const town = columnsOf(Array.from({ length: 1_000 }, () => townsman(random)));
    const million = repeated(town, 1_000);
    const begun = Date.now();
    const income = incomeOfYear(HENGYANG, million, 2024);
    // A loaded machine is given time; alone it takes a tenth of a second.
    expect(Date.now() - begun).toBeLessThan(3_000);
    const small = poolTotals(incomeOfYear(HENGYANG, town, 2024));
    for (const [pool, total] of Object.entries(poolTotals(income))) {
      expect(total).toBe((small[pool] as number) * 1_000);
    }
  });
});

describe("a contribution", () => {
  const bases = fc.integer({ min: 0, max: 5_000_000 });
  const month = fc.constantFrom("2022-01", "2023-06", "2024-12", "2026-07");

  test("never falls with the wage, and stands still beyond the clamps", () => {
    fc.assert(
      fc.property(bases, bases, month, (a, b, month) => {
        const of = (base: number) =>
          contributionOf(HENGYANG, month, {
            employment_status: "working",
            contribution_base_fen: fen(base),
          });
        const [low, high] = [of(Math.min(a, b)), of(Math.max(a, b))];
        expect(high.to_pool_fen).toBeGreaterThanOrEqual(low.to_pool_fen);
        expect(high.to_account_fen).toBeGreaterThanOrEqual(low.to_account_fen);
        expect(of(0)).toEqual(of(360_000));
        expect(of(2_100_000)).toEqual(of(9_900_000));
      }),
      runs(200),
    );
  });

  test("may be rounded as a sum: at most a fen apart, and maternity as before", () => {
    const asSum = changedHengyang({ contribution_rounding: "employer-sum" });
    let apart = 0;
    fc.assert(
      fc.property(bases, (base) => {
        const given = { employment_status: "working", contribution_base_fen: fen(base) } as const;
        const each = contributionOf(HENGYANG, "2023-06", given);
        const sum = contributionOf(asSum, "2023-06", given);
        const difference = Math.abs(each.to_pool_fen - sum.to_pool_fen);
        expect(difference).toBeLessThanOrEqual(1);
        expect(sum.maternity_fen).toBe(each.maternity_fen);
        apart += difference;
      }),
      runs(500),
    );
    expect(apart, "the two ways do differ").toBeGreaterThan(0);
  });
});

describe("a resident's fee", () => {
  test("is paid whole by those who pay it, and so is the subsidy", () => {
    const identity = fc.subarray(["low-income", "extreme-poverty", "monitored", "illness-poverty"]);
    fc.assert(
      fc.property(identity, years, (identities, year) => {
        const fee = residentFee(HENGYANG, year, identities);
        expect(fee.person_fen + fee.assistance_fen).toBe(fee.fee_fen);
        const { centre, province, city, county } = fee.subsidy;
        expect(centre + province + city + county).toBe(fee.subsidy_fen);
        expect(Math.min(centre, province, city, county)).toBeGreaterThanOrEqual(0);
      }),
      runs(100),
    );
  });

  test("may be paired with the subsidy of its own notice (E37)", () => {
    const notice = changedHengyang({ resident_subsidy_year: "notice-year" });
    const fee = residentFee(notice, 2024, ["low-income"]);
    expect(fee).toMatchObject({ fee_fen: 38_000, subsidy_year: 2023, subsidy_fen: 64_000 });
  });
});

describe("what cannot be reckoned", () => {
  const day = civilDate("2025-01-01");
  const worker = { employment_status: "working", contribution_base_fen: fen(1) } as const;

  test("FINANCING-NOT-A-MONTH", () => {
    for (const month of ["2023-13", "2023", "2023-06-01"]) {
      expect(() => contributionOf(HENGYANG, month, worker)).toThrow("不是月份");
    }
  });

  test("FINANCING-NOT-A-COUNT", () => {
    const lapse = { missed_years: -1, bought_back_years: 0 };
    expect(() => waitingMonths(HENGYANG, day, lapse)).toThrow("missed_years");
    expect(() => lateFee(HENGYANG, day, fen(100), 1.5)).toThrow("1.5");
  });

  test("FINANCING-WORD-UNKNOWN", () => {
    const elsewhere = changedHengyang({ contribution_rounding: "elsewhere" });
    expect(() => contributionOf(elsewhere, "2023-06", worker)).toThrow(
      "可用的值：each-component、employer-sum",
    );
  });

  test("FINANCING-SHARES-OVER-ONE", () => {
    const generous = changedHengyang({ resident_subsidy_share_city: "0.21" });
    expect(() => residentFee(generous, 2024, [])).toThrow("加到 city 已超过 1");
  });

  test("FINANCING-COLUMN-LENGTH", () => {
    const town = columnsOf([townsman(randomSource("1", "one"))]);
    const short = { ...town, insured_months: new Uint8Array(0) };
    expect(() => incomeOfYear(HENGYANG, short, 2024)).toThrow("列“insured_months”有 0 个值");
  });
});
