import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { CivilDate } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import { applyChange, type Change, personRules, readChange } from "./change/index.ts";
import { plainRun } from "./fixtures/plain-run.ts";
import { resultFunds, toldFunds, toldGroup, toldPeople } from "./fixtures/told-figures.ts";
import { toldSingly } from "./fixtures/told-singly.ts";
import {
  type WrittenDays,
  type WrittenPerson,
  writtenHistory,
} from "./fixtures/written-history.ts";
import type { SimulationResult } from "./outcome/simulation-result.ts";
import { simulate } from "./simulate.ts";

// Goal: what a made year does not hold is right, too: several years, bills that nobody can settle
// again, cancellations, incomes not known, people without bills, equal losses. Method: histories
// written by hand, against single settlements or against figures worked out on paper.

const region = loadRegion("430400");
const root = mkdtempSync(join(tmpdir(), "yibao-by-hand-"));
let folders = 0;

afterAll(() => rmSync(root, { recursive: true, force: true }));

async function simulated(
  persons: readonly WrittenPerson[],
  days: WrittenDays,
  change: Change | null,
  more: { readonly from?: string; readonly to?: string; readonly projection?: boolean } = {},
): Promise<SimulationResult> {
  folders += 1;
  const history = await writtenHistory(join(root, String(folders)), region, persons, days);
  try {
    const result = await simulate({
      ...plainRun(history, region, change),
      from: (more.from ?? null) as CivilDate | null,
      to: (more.to ?? null) as CivilDate | null,
      projection: more.projection ?? false,
    });
    if (more.from !== undefined || persons.some(hasAnswer)) return result;
    const people = await history.readPeople();
    const after = change === null ? region : applyChange(region, change);
    const rows = await toldSingly(history, people, after, change && personRules(change));
    expect(resultFunds(result)).toEqual(toldFunds(rows));
    const whole = toldGroup(toldPeople(rows));
    expect(result.totals).toMatchObject({
      total_fen: whole.total_fen,
      person_after_fen: whole.person_after_fen,
      winners: whole.winners,
      losers: whole.losers,
    });
    return result;
  } finally {
    await history.close();
  }
}

function hasAnswer({ bills }: WrittenPerson): boolean {
  return bills.some(({ answer }) => answer !== undefined);
}

function changeFrom(from: string, text: string): Change {
  return readChange(`title: t\nfrom: ${from}\n${text}`, "change.yaml", region);
}

const HIGHER = `changes:
  - parameter: resident_inpatient_deductible
    rows: { hospital_level: level2 }
    add: 100`;
const GIFT = `changes:
  - give_identity: extreme-poverty
    who: { age_from: 60 }`;
const TWO_YEARS = { from: "2023-01-01", to: "2024-12-31" };
const ONE_YEAR = { from: "2023-01-01", to: "2023-12-31" };

function stay(day: string, yuan: number, number: number) {
  return { day, yuan, stay: number };
}

describe("several years", () => {
  const bills = [stay("2023-03-01", 20_000, 1), stay("2024-03-01", 20_000, 2)];

  test("each has its own accumulators and its own months", async () => {
    const result = await simulated([{ bills }], TWO_YEARS, changeFrom("2024-01-01", HIGHER));
    const [fund] = result.funds;
    expect(fund?.months).toHaveLength(24);
    expect(fund?.months[2]).toMatchObject({ month: "2023-03" });
    expect(fund?.months[2]?.before_fen).toBe(fund?.months[2]?.after_fen);
    expect(fund?.months[14]?.after_fen).toBeLessThan(fund?.months[14]?.before_fen as number);
    expect(result.totals.losers).toBe(1);
  });

  test("a rule by age holds from the year on in which the age is reached", async () => {
    const people = [1963, 1964, 1965].map((birth_year) => ({ row: { birth_year }, bills }));
    const result = await simulated(people, TWO_YEARS, changeFrom("2023-01-01", GIFT));
    const gains = result.groups.insutype[0];
    expect(gains?.winners).toBe(2);
  });

  test("a rule that begins in the later year leaves the earlier one as it is", async () => {
    const people = [{ row: { birth_year: 1950 }, bills }];
    const result = await simulated(people, TWO_YEARS, changeFrom("2024-01-01", GIFT));
    const sums = result.funds.flatMap(({ months }) => months);
    const changed = sums.filter(({ before_fen, after_fen }) => before_fen !== after_fen);
    expect(new Set(changed.map(({ month }) => month))).toEqual(new Set(["2024-03"]));
  });

  test("balances are told from the history's first day on only", async () => {
    const opening_balances = { "resident-pooled": 1_000_000, "medical-assistance": 1_000_000 };
    const days = { ...TWO_YEARS, opening_balances };
    const change = changeFrom("2024-01-01", HIGHER);
    const pool = (result: SimulationResult) =>
      result.pools.find((one) => one.pool === "resident-pooled");
    const whole = pool(await simulated([{ bills }], days, change));
    expect(whole?.opening_fen).toBe(1_000_000);
    expect(whole?.closing_after_fen).toBe(
      1_000_000 + (whole?.income_after_fen as number) - (whole?.spending_after_fen as number),
    );
    const later = await simulated([{ bills }], days, change, { from: "2024-01-01" });
    expect(pool(later)).toMatchObject({ opening_fen: null, closing_after_fen: null });
    expect(pool(later)?.income_after_fen).toBeGreaterThan(0);
    expect(later.remarks.join()).toContain("2023-01-01");
    const part = await simulated([{ bills }], days, change, { from: "2023-01-05" });
    expect(pool(part)).toMatchObject({ income_after_fen: null, closing_after_fen: null });
  });
});

describe("bills that cannot be settled again", () => {
  const answer = {
    payments: [{ fund: "390100", paid_fen: 100_000 }],
    deductible_fen: 0,
    person_fen: 1_900_000,
  };
  const odd = { ...stay("2023-03-01", 20_000, 1), answer };

  test("with no change nobody gains or loses by it", async () => {
    const result = await simulated([{ bills: [odd] }], ONE_YEAR, null);
    expect(result.reproduction).toMatchObject({ bills: 1, bills_left_out: 1, bills_different: 0 });
    expect(result.totals).toMatchObject({ winners: 0, losers: 0, person_after_fen: 1_900_000 });
    expect(result.funds).toHaveLength(1);
  });

  test("a change does to them what it does between two replays", async () => {
    const plain = { bills: [stay("2023-03-01", 20_000, 1)] };
    const change = changeFrom("2023-01-01", HIGHER);
    const one = await simulated([plain], ONE_YEAR, change);
    const other = await simulated([{ bills: [odd] }], ONE_YEAR, change);
    const effect = ({ totals }: SimulationResult) =>
      totals.person_after_fen - totals.person_before_fen;
    expect(effect(one)).toBeGreaterThan(0);
    expect(effect(other)).toBe(effect(one));
    expect(other.totals.person_before_fen).toBe(1_900_000);
  });

  test("one that today's policy does not know stays as it was settled", async () => {
    const gone = { ...odd, case: { visit_type: "9999" } };
    const bills = [
      gone,
      stay("2023-04-01", 20_000, 2),
      { day: "2023-05-01", yuan: 0, cancels_back: 2 },
    ];
    const result = await simulated([{ bills }], ONE_YEAR, changeFrom("2023-01-01", HIGHER));
    const alone = await simulated(
      [{ bills: [stay("2023-04-01", 20_000, 1)] }],
      ONE_YEAR,
      changeFrom("2023-01-01", HIGHER),
    );
    expect(result.totals.person_after_fen).toBe(alone.totals.person_after_fen);
    expect(result.totals.bills).toBe(3);
    expect(result.reproduction.bills_left_out).toBe(2);
    expect(result.remarks.join()).toContain("2 笔");
  });

  test("a history settled by another policy is told to differ, and by how much", async () => {
    const lower = applyChange(region, changeFrom("2023-01-01", HIGHER));
    const folder = join(root, "other-policy");
    const persons = [{ bills: [stay("2023-03-01", 20_000, 1), stay("2023-06-01", 9_000, 2)] }];
    const history = await writtenHistory(folder, lower, persons, ONE_YEAR);
    const { reproduction, remarks, totals } = await simulate({
      ...plainRun(history, region, null),
      projection: true,
    });
    await history.close();
    expect(reproduction).toMatchObject({ bills_different: 2, people_different: 1 });
    expect(remarks.join()).toContain("2 笔、1 人");
    expect(totals).toMatchObject({ winners: 0, losers: 0 });
  });
});

describe("people", () => {
  const change = changeFrom("2023-01-01", HIGHER);

  test("a bill taken back costs nobody anything, and moves no accumulator", async () => {
    const bills = [
      stay("2023-03-01", 20_000, 1),
      { day: "2023-03-02", yuan: 0, cancels_back: 1 },
      stay("2023-04-01", 20_000, 2),
    ];
    const result = await simulated([{ bills }], ONE_YEAR, change);
    const once = await simulated([{ bills: bills.slice(2) }], ONE_YEAR, change);
    expect(result.totals.person_after_fen).toBe(once.totals.person_after_fen);
    expect(result.totals.bills).toBe(3);
  });

  test("who has no bills is insured and in no group; equal losses keep their order", async () => {
    const bills = [stay("2023-03-01", 20_000, 1)];
    const people = Array.from({ length: 30 }, (_, index) => ({
      row: { income_fen: index === 3 ? -1 : 5_000_000 },
      bills: index % 10 === 9 ? [] : bills,
    }));
    const result = await simulated(people, ONE_YEAR, change);
    expect(result.totals).toMatchObject({ people_with_bills: 27, losers: 27, unchanged: 0 });
    expect(result.schemes).toMatchObject([{ insutype: "390", insured: 30 }]);
    expect(result.catastrophic.map((one) => one.people_with_known_income)).toEqual([29, 29]);
    expect(result.most_hurt.map(({ pseudonym }) => pseudonym)).toEqual(
      [...Array(23).keys()]
        .filter((one) => one % 10 !== 9)
        .slice(0, 20)
        .map((one) => `虚构-${one}`),
    );
    expect(result.most_hurt[3]?.income_fen).toBeNull();
    expect(result.groups.income_group.map(({ key, people: own }) => [key, own])).toEqual([
      ["5", 26],
      ["unknown", 1],
    ]);
    const { steps } = result.distribution;
    expect(steps.reduce((sum, step) => sum + step.people_before, 0)).toBe(27);
  });

  test("nobody at all is no fault", async () => {
    const result = await simulated([], ONE_YEAR, change, { projection: true });
    expect(result.totals).toMatchObject({ bills: 0, people_with_bills: 0, total_fen: 0 });
    expect(result.funds).toEqual([]);
    expect(result.distribution.quantiles[0]).toMatchObject({ before_fen: 0, after_fen: 0 });
  });

  test("a stay that began years before is settled by the rules of its day", async () => {
    const bills = [{ ...stay("2023-06-01", 20_000, 1), settled: "2025-02-01" }];
    const days = { from: "2025-01-01", to: "2025-12-31" };
    const result = await simulated([{ bills }], days, changeFrom("2025-01-01", HIGHER));
    expect(result.reproduction).toMatchObject({ bills: 1, bills_different: 0 });
    expect(result.totals).toMatchObject({ bills: 1, losers: 0 });
  });
});
