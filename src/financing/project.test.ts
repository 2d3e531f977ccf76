import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { civilDate, fen, randomSource } from "../kernel/index.ts";
import { nextYear } from "./cohorts.ts";
import {
  changedHengyang,
  columnsOf,
  HENGYANG,
  townSpending,
  townsman,
} from "./fixtures/small-town.ts";
import {
  assumptionsOf,
  headsIn,
  type Projection,
  type ProjectionStart,
  project,
  projectionStart,
} from "./index.ts";
import { lifeExpectancyThousandths } from "./life-table.ts";
import { retirementMonth, retiringHeads } from "./retirement.ts";

// Goal: ageing forward neither makes nor loses a person or a fen, begins with the known year, and
// moves where policy and assumptions say. Method: laws over made-up towns, and cases by hand.

const DAY = civilDate("2024-01-01");
const ASSUMPTIONS = assumptionsOf(HENGYANG, DAY);

function startOf(seed: number, count = 400): ProjectionStart {
  const random = randomSource(String(seed), "town");
  const town = columnsOf(Array.from({ length: count }, () => townsman(random)));
  const opening = { "employee-pooled": fen(5_000_000), "resident-pooled": fen(1_000_000) };
  return projectionStart(HENGYANG, 2024, town, townSpending(20), opening);
}

const starts = fc.nat(1e6).map((seed) => startOf(seed));

function poolIn(projection: Projection, year: number, name: string) {
  const row = projection.years.find((one) => one.year === year);
  const pool = row?.pools.find((one) => one.pool === name);
  if (!pool) throw new Error(`no ${name} in ${year}`);
  return pool;
}

describe("people", () => {
  test("at the end are those before, with births, without deaths, with migration", () => {
    const migration = fc.integer({ min: -50_000, max: 50_000 });
    fc.assert(
      fc.property(starts, migration, fc.nat(100_000), (start, net, leave) => {
        const assumptions = {
          ...ASSUMPTIONS,
          net_migration_ppm: net as typeof ASSUMPTIONS.net_migration_ppm,
          leave_share_ppm: leave as typeof ASSUMPTIONS.leave_share_ppm,
        };
        const { years } = project(HENGYANG, start, assumptions, 12);
        const total = (row: (typeof years)[number]) =>
          row.heads.working + row.heads.retired + row.heads.resident;
        years.slice(1).forEach((row, index) => {
          const before = total(years[index] as typeof row);
          expect(total(row)).toBe(before + row.births - row.deaths + row.migration);
          expect(row.deaths).toBeGreaterThanOrEqual(0);
        });
      }),
      runs(40),
    );
  });

  test("are never fewer than none in any cell", () => {
    fc.assert(
      fc.property(starts, (start) => {
        let cohorts = start.cohorts;
        for (let since = 1; since <= 30; since += 1) {
          cohorts = nextYear(cohorts, 2024 + since, since, ASSUMPTIONS).cohorts;
          const least = Math.min(...cohorts.working, ...cohorts.retired, ...cohorts.resident);
          expect(least).toBeGreaterThanOrEqual(0);
        }
      }),
      runs(15),
    );
  });

  test("all die in time when nobody is born", () => {
    const start = startOf(7);
    const childless = { ...ASSUMPTIONS, fertility: ASSUMPTIONS.fertility.map(() => 0 as never) };
    let cohorts = start.cohorts;
    for (let since = 1; since <= 106; since += 1) {
      cohorts = nextYear(cohorts, 2024 + since, since, childless).cohorts;
    }
    expect(headsIn(cohorts)).toBe(0);
  });
});

describe("the life table", () => {
  test("has the life expectancy that its notice is quoted with: 76.7 and 80.9 years", () => {
    expect(lifeExpectancyThousandths(ASSUMPTIONS.mortality.male)).toBe(76_713);
    expect(lifeExpectancyThousandths(ASSUMPTIONS.mortality.female)).toBe(80_892);
  });

  test("that is too short, holds a word or lets somebody live on is FINANCING-LIST-BROKEN", () => {
    const hundred = Array.from({ length: 105 }, () => "100").join(", ");
    for (const [list, reason] of [
      ["[1000000]", "有 1 个值"],
      [`[${hundred}, 99]`, "最后一岁为 99"],
      [`[${hundred}, 0.5]`, "“0.5”"],
      [`[${hundred}, 1000001]`, "“1000001”"],
    ] as const) {
      const region = changedHengyang({ mortality_male_per_million: list });
      expect(() => assumptionsOf(region, DAY)).toThrow(reason);
    }
  });
});

describe("retirement", () => {
  const age = {
    weight: 1,
    age_months: 720,
    raise_most_months: 36,
    raise_step_months: 4,
    raise_first_year: 2025,
  };
  const worker = { ...age, age_months: 600, raise_most_months: 60, raise_step_months: 2 };
  const month = (year: number, number: number) => year * 12 + number - 1;

  test("comes later by a month for every four (two) months of birth", () => {
    expect(retirementMonth(month(1964, 12), age)).toBe(month(2024, 12));
    expect(retirementMonth(month(1965, 1), age)).toBe(month(2025, 2));
    expect(retirementMonth(month(1965, 5), age)).toBe(month(2025, 7));
    expect(retirementMonth(month(1976, 9), age)).toBe(month(2039, 9));
    expect(retirementMonth(month(1990, 1), age)).toBe(month(2053, 1));
    expect(retirementMonth(month(1975, 1), worker)).toBe(month(2025, 2));
    expect(retirementMonth(month(1984, 11), worker)).toBe(month(2039, 11));
  });

  test("takes the part of a cohort whose month it is, and whoever is overdue", () => {
    expect(retiringHeads(12_000, 59, 2024, [age])).toBe(0);
    expect(retiringHeads(12_000, 60, 2024, [age])).toBe(12_000);
    // Born in 1965: the three of October to December go in January to March of the next year.
    expect(retiringHeads(12_000, 60, 2025, [age])).toBe(9_000);
    expect(retiringHeads(2_000, 61, 2026, [age])).toBe(2_000);
    expect(retiringHeads(500, 80, 2026, [age])).toBe(500);
  });
});

describe("money", () => {
  test("of the first year is the known year's", () => {
    fc.assert(
      fc.property(starts, (start) => {
        const projection = project(HENGYANG, start);
        expect(projection.years).toHaveLength(11);
        for (const pool of start.income.pools) {
          const first = poolIn(projection, 2024, pool.pool);
          expect(first.income_fen).toBe(pool.total_fen);
          expect(first.passed_on_fen).toBe(pool.passed_on_fen);
          const spent = start.spending.filter((cell) => cell.pool === pool.pool);
          expect(first.spending_fen).toBe(spent.reduce((sum, cell) => sum + cell.amount_fen, 0));
        }
      }),
      runs(20),
    );
  });

  test("is carried from balance to balance, and turns when it says", () => {
    fc.assert(
      fc.property(starts, (start) => {
        const projection = project(HENGYANG, start, ASSUMPTIONS, 15);
        for (const { pool, first_deficit, first_exhausted } of projection.turning) {
          const rows = projection.years.map(({ year }) => poolIn(projection, year, pool));
          rows.forEach((row, index) => {
            const { income_fen, interest_fen, spending_fen, passed_on_fen } = row;
            const current = income_fen + interest_fen - spending_fen - passed_on_fen;
            expect(row.current_fen).toBe(current);
            expect(row.balance_fen).toBe(row.opening_fen + current);
            if (index > 0) expect(row.opening_fen).toBe(rows[index - 1]?.balance_fen);
          });
          const years = projection.years.map(({ year }) => year);
          expect(first_deficit).toBe(years[rows.findIndex((row) => row.current_fen < 0)] ?? null);
          expect(first_exhausted).toBe(years[rows.findIndex((row) => row.balance_fen < 0)] ?? null);
        }
      }),
      runs(15),
    );
  });

  test("of residents is as published while it is, and grows afterwards", () => {
    const start = startOf(3);
    const still = {
      ...ASSUMPTIONS,
      fertility: ASSUMPTIONS.fertility.map(() => 0 as never),
      mortality: { male: ASSUMPTIONS.mortality.male, female: ASSUMPTIONS.mortality.female },
    };
    const { years } = project(HENGYANG, start, still, 2);
    const fees = years.map((row) => row.flows.find(({ flow }) => flow === "resident-fee"));
    const perHead = fees.map((fee, index) =>
      Math.round(((fee?.amount_fen ?? 0) * 1e5) / (years[index]?.heads.resident ?? 1)),
    );
    const ratio = (index: number) => (perHead[index] as number) / (perHead[0] as number);
    expect(ratio(1)).toBeCloseTo(400 / 380, 4);
    expect(ratio(2)).toBeCloseTo((400 * 1.05) / 380, 4);
  });

  test("follows a change of policy from its day on: half the rate brings half the premium", () => {
    const rates = { employer_medical_rate: "{ working: 0.04, other: 0 }" };
    const half = changedHengyang(rates, "2026-01-01");
    const start = startOf(5);
    const premium = (region: typeof HENGYANG, year: number) =>
      project(region, start, ASSUMPTIONS, 3)
        .years.find((row) => row.year === year)
        ?.flows.find(({ flow }) => flow === "employer-medical")?.amount_fen ?? 0;
    for (const year of [2024, 2025]) {
      expect(premium(half, year)).toBe(premium(HENGYANG, year));
    }
    for (const year of [2026, 2027]) {
      expect(Math.abs(2 * premium(half, year) - premium(HENGYANG, year))).toBeLessThan(20);
    }
  });
});

describe("a projection", () => {
  test("is the same bytes each time, and lists what it supposes with its basis", () => {
    const [one, other] = [1, 2].map(() => project(HENGYANG, startOf(11)));
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(one?.assumptions.length).toBeGreaterThan(25);
    expect(one?.assumptions.every(({ title, value, source }) => title && value && source)).toBe(
      true,
    );
    expect(one?.assumptions.map(({ name }) => name)).toContain("mortality_male_per_million");
    expect(one?.stated.length).toBeGreaterThan(5);
  });

  test("over no years, or too many, is FINANCING-YEARS-OUT-OF-RANGE", () => {
    for (const years of [0, 81, 2.5]) {
      expect(() => project(HENGYANG, startOf(1), ASSUMPTIONS, years)).toThrow("1 至 80");
    }
  });

  test("of cohorts that are too short is FINANCING-COLUMN-LENGTH", () => {
    const start = startOf(1);
    const short = { ...start, base_fen: [] };
    expect(() => project(HENGYANG, short)).toThrow("列“base_fen”有 0 个值，应有 212 个");
  });
});
