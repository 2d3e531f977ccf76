import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { incomeOfYear } from "../financing/index.ts";
import type { CivilDate } from "../kernel/index.ts";
import { loadRegion, type Region } from "../policy/index.ts";
import { packageRoot } from "../store/index.ts";
import type { SimulateOptions } from "./bench.ts";
import { type Change, readChange, readChangeFile } from "./change/index.ts";
import { plainRun } from "./fixtures/plain-run.ts";
import { generateHistory } from "./history/generate/generate-history.ts";
import type { History } from "./history/history.ts";
import { openHistory } from "./history/read-history.ts";
import { insuredPeople, isAskedByIncome } from "./outcome/income-book.ts";
import { resultJson } from "./outcome/result-json.ts";
import type { SimulationResult } from "./outcome/simulation-result.ts";
import { simulate } from "./simulate.ts";

// Goal: a history replayed as it was is what was settled, to the fen; and what is said of money,
// chance, steps and targets holds together. Figures themselves are held to single settlements in
// oracle.test.ts.

const region = loadRegion("430400");
const folder = mkdtempSync(join(tmpdir(), "yibao-simulate-"));
const PEOPLE = 1_500;
let history: History;

beforeAll(async () => {
  await generateHistory({ region, folder, people: PEOPLE, year: 2025, seed: "simulate-test" });
  history = await openHistory(folder);
});

afterAll(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

function simulated(
  change: Change | null,
  more: Partial<SimulateOptions> = {},
): Promise<SimulationResult> {
  return simulate({ ...plainRun(history, region, change), ...more });
}

function changeOf(text: string): Change {
  return readChange(`title: t\nfrom: 2025-01-01\n${text}`, "t.yaml", region);
}

const DEDUCTIBLE = `changes:
  - parameter: employee_inpatient_deductible
    rows: { hospital_level: level3 }
    set: 2000`;

describe("no change", () => {
  test("reproduces the history to the fen, for every person", async () => {
    const result = await simulated(null);
    expect(result.reproduction).toEqual({
      bills: history.manifest.bills,
      bills_left_out: 0,
      bills_different: 0,
      people_different: 0,
    });
    expect(result.totals.winners + result.totals.losers).toBe(0);
    expect(result.totals.fund_after_fen).toBe(result.totals.fund_before_fen);
    expect(result.most_hurt).toEqual([]);
    for (const { estimate, low, high } of result.confidence.figures) {
      expect([estimate, low, high]).toEqual([0, 0, 0]);
    }
  });

  test("a change that changes nothing is no change", async () => {
    const same = changeOf(DEDUCTIBLE.replace("2000", "1200"));
    const { title: _, ...result } = await simulated(same, { projection: true });
    const { title: __, ...none } = await simulated(null, { projection: true });
    expect(result).toEqual(none);
  });
});

describe("money", () => {
  test("a lower deductible: nobody loses; what one does not pay, another does", async () => {
    const amount = fc.integer({ min: 0, max: 1_199 });
    const level = fc.constantFrom("level1", "level2", "level3");
    const lower = fc.asyncProperty(amount, level, async (yuan, hospital_level) => {
      const change = changeOf(`changes:
  - parameter: employee_inpatient_deductible
    rows: { hospital_level: ${hospital_level} }
    subtract: ${Math.min(yuan, 150)}`);
      const { totals, groups, funds } = await simulated(change);
      expect(totals.losers).toBe(0);
      expect(groups.insutype.find(({ key }) => key === "390")?.winners).toBe(0);
      expect(totals.fund_after_fen + totals.person_after_fen).toBe(totals.total_fen);
      expect(totals.fund_before_fen + totals.person_before_fen).toBe(totals.total_fen);
      for (const fund of funds) {
        expect(fund.after_fen).toBe(fund.months.reduce((sum, month) => sum + month.after_fen, 0));
      }
    });
    await fc.assert(lower, runs(8));
  });

  test("cells, groups, funds and people add up to the totals", async () => {
    const { totals, groups, cells, funds } = await simulated(changeOf(DEDUCTIBLE));
    expect(totals.losers).toBeGreaterThan(0);
    const figures = [
      "total_fen",
      "fund_before_fen",
      "fund_after_fen",
      "person_before_fen",
      "person_after_fen",
    ] as const;
    for (const figure of figures) {
      for (const rows of [...Object.values(groups), cells]) {
        expect(rows.reduce((sum, row) => sum + row[figure], 0)).toBe(totals[figure]);
      }
    }
    expect(funds.reduce((sum, fund) => sum + fund.after_fen, 0)).toBe(totals.fund_after_fen);
    for (const key of ["insutype", "age_band", "identity", "income_group"] as const) {
      expect(groups[key].reduce((sum, row) => sum + row.losers, 0)).toBe(totals.losers);
      expect(groups[key].reduce((sum, row) => sum + row.people, 0)).toBe(totals.people_with_bills);
    }
  });

  test("opening + income − spending = closing; a pool that nothing feeds has none", async () => {
    const { pools, funds } = await simulated(changeOf(DEDUCTIBLE));
    expect(pools.map(({ pool }) => pool)).toContain("civil-servant");
    for (const pool of pools) {
      const paid = funds
        .filter((fund) => fund.pool === pool.pool)
        .reduce((sum, fund) => sum + fund.after_fen, 0);
      if (pool.pool === "civil-servant") {
        expect(pool).toMatchObject({
          income_before_fen: null,
          closing_before_fen: null,
          closing_after_fen: null,
          reserve_after_thousandths: null,
          judgement_after: null,
          spending_after_fen: paid,
        });
        expect(pool.months.every(({ balance_after_fen }) => balance_after_fen === null)).toBe(true);
        continue;
      }
      const { opening_fen, income_after_fen, spending_after_fen, closing_after_fen } = pool;
      expect(closing_after_fen).toBe(
        (opening_fen as number) + (income_after_fen as number) - spending_after_fen,
      );
      expect(pool.months.at(-1)?.balance_after_fen).toBe(closing_after_fen);
      expect(spending_after_fen).toBeGreaterThanOrEqual(paid);
    }
    const resident = pools.find(({ pool }) => pool === "resident-pooled");
    const critical = pools.find(({ pool }) => pool === "resident-critical-illness");
    const own = funds.find(({ fund }) => fund === "390100")?.after_fen as number;
    expect((resident?.spending_after_fen as number) - own).toBe(critical?.income_after_fen);
  });

  test("two regions alike in what income asks for have one income", async () => {
    const asked = new Set<string>();
    const watched = new Map(region.parameters);
    const get = watched.get.bind(watched);
    watched.get = (name) => {
      asked.add(name);
      return get(name);
    };
    const people = await history.readPeople();
    incomeOfYear({ ...region, parameters: watched } as Region, insuredPeople(people), 2025);
    expect(asked.size).toBeGreaterThan(10);
    const beyond = [...region.parameters.values()].filter((one) => !isAskedByIncome(one));
    expect(beyond.map(({ name }) => name).filter((name) => asked.has(name))).toEqual([]);
  });

  test("contributions: the same bills, another income", async () => {
    const rates = join(packageRoot(), "examples", "changes", "lower-contribution-rate.yaml");
    const text = readChangeFile(rates, region);
    const change = { ...text, period: { from: "2025-01-01" as CivilDate, to: null } };
    const { totals, pools, changes } = await simulated(change);
    expect(totals.winners + totals.losers).toBe(0);
    const incomes = new Map(pools.map((one) => [one.pool, one]));
    const employee = incomes.get("employee-pooled");
    const resident = incomes.get("resident-pooled");
    expect(employee?.income_after_fen).toBeLessThan(employee?.income_before_fen as number);
    expect(resident?.income_after_fen).toBeGreaterThan(resident?.income_before_fen as number);
    expect(changes.length).toBeGreaterThan(0);
  });
});

describe("the years ahead", () => {
  test("begin as the year was, for pools of which income and spending are known", async () => {
    const { projection, pools } = await simulated(changeOf(DEDUCTIBLE), { projection: true });
    const [first] = projection?.years ?? [];
    expect(projection?.years.map(({ year }) => year)).toEqual(
      Array.from({ length: 11 }, (_, index) => 2025 + index),
    );
    expect(first?.pools.map(({ pool }) => pool)).not.toContain("employee-account");
    expect(first?.pools.map(({ pool }) => pool)).not.toContain("civil-servant");
    for (const start of first?.pools ?? []) {
      const pool = pools.find((one) => one.pool === start.pool);
      if (pool === undefined) continue;
      expect(start.spending_before_fen).toBe(pool.spending_before_fen);
      expect(start.spending_after_fen).toBe(pool.spending_after_fen);
      expect(start.income_after_fen).toBeGreaterThanOrEqual(pool.income_after_fen as number);
    }
    const employee = first?.pools.find(({ pool }) => pool === "employee-pooled");
    expect(employee?.spending_after_fen).toBeLessThan(employee?.spending_before_fen as number);
  });

  test("are not told of a part of a year", async () => {
    const days = { from: "2025-01-01" as CivilDate, to: "2025-06-30" as CivilDate };
    const result = await simulated(changeOf(DEDUCTIBLE), { projection: true, ...days });
    expect(result.projection).toBeNull();
    expect(result.remarks.join()).toContain("不推算");
    const pool = result.pools.find((one) => one.pool === "employee-pooled");
    expect(pool).toMatchObject({ closing_after_fen: null, reserve_after_thousandths: null });
    expect(pool?.income_after_fen).toBeGreaterThan(0);
  });
});

describe("chance", () => {
  test("one seed draws the same people, another one others", async () => {
    const change = changeOf(DEDUCTIBLE);
    const [first, again, other] = await Promise.all(
      ["1", "1", "2"].map((seed) => simulated(change, { seed })),
    );
    expect(again?.confidence).toEqual(first?.confidence);
    expect(other?.confidence.figures).not.toEqual(first?.confidence.figures);
    const person = first?.confidence.figures.find(({ name }) => name === "person_change");
    expect(person?.estimate).toBe(
      (first?.totals.person_after_fen ?? 0) - (first?.totals.person_before_fen ?? 0),
    );
    expect(person?.low).toBeLessThan(person?.estimate as number);
    expect(person?.high).toBeGreaterThan(person?.estimate as number);
  });
});

describe("sensitivity", () => {
  test("each parameter by itself, the strongest first, as its own change would do", async () => {
    const result = await simulated(changeOf(DEDUCTIBLE), { sensitivity: true });
    const { sensitivity, totals } = result;
    const sizes = sensitivity.map(({ fund_change_fen }) => Math.abs(fund_change_fen));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(new Set(sensitivity.map(({ parameter }) => parameter)).size).toBe(sensitivity.length);
    for (const { fund_change_fen, person_change_fen, pools } of sensitivity) {
      expect(fund_change_fen + person_change_fen).toBe(0);
      expect(pools.reduce((sum, { change_fen }) => sum + change_fen, 0)).toBe(fund_change_fen);
    }
    const ratio = sensitivity.find(({ parameter }) => parameter === "resident_inpatient_ratio");
    const both = await simulated(
      changeOf(`${DEDUCTIBLE}\n  - parameter: resident_inpatient_ratio\n    add: 0.01`),
    );
    expect(ratio?.fund_change_fen).toBe(both.totals.fund_after_fen - totals.fund_after_fen);
    const points = sensitivity.find(
      ({ parameter }) => parameter === "employee_inpatient_retiree_points",
    );
    const working = sensitivity.find(({ parameter }) => parameter === "employee_inpatient_ratio");
    expect(points?.fund_change_fen).not.toBe(working?.fund_change_fen);
  }, 60_000);

  test("what is paid in full already is moved down", async () => {
    const change = changeOf(`changes:
  - parameter: resident_inpatient_ratio
    set: 1`);
    const { sensitivity } = await simulated(change, { sensitivity: true });
    const ratio = sensitivity.find(({ parameter }) => parameter === "resident_inpatient_ratio");
    expect(ratio?.step).toContain("降低");
    expect(ratio?.fund_change_fen).toBeLessThan(0);
  }, 60_000);
});

describe("solve", () => {
  const solving = (solve: string) => changeOf(`solve:\n${solve}`);

  test("finds the value on the grid that is nearest, in few replays, and applies it", async () => {
    const at = (yuan: number) =>
      simulated(changeOf(`changes:\n  - parameter: critical_illness_deductible\n    set: ${yuan}`));
    const wanted = (await at(14_000)).pools.find(({ pool }) => pool === "resident-critical-illness")
      ?.spending_after_fen as number;
    const steps = new Set<string>();
    const result = await simulated(
      solving(`  parameter: critical_illness_deductible
  least: 8000
  most: 30000
  step: 1000
  target: { pool: resident-critical-illness, spending: ${(wanted / 100).toFixed(2)} }`),
      { progress: (step, done) => done > 0 && steps.add(step) },
    );
    expect(result.solved).toMatchObject({ reached: true, value: "14000 元" });
    expect(result.solved?.tried.length).toBeLessThanOrEqual(7);
    const own = result.pools.find(({ pool }) => pool === "resident-critical-illness");
    expect(own?.spending_after_fen).toBe(wanted);
    expect(steps).toContain("求解");
  });

  test("a reserve, a share borne, in a scheme: the nearest value that meets it", async () => {
    const reserve = await simulated(
      solving(`  parameter: resident_inpatient_ratio
  rows: { hospital_level: level2 }
  least: 0.3
  most: 0.95
  step: 0.05
  target: { pool: resident-pooled, reserve_months: 3 }`),
    );
    const share = await simulated(
      solving(`  parameter: resident_inpatient_ratio
  rows: { hospital_level: level2 }
  least: 0.1
  most: 0.95
  step: 0.05
  target: { out_of_pocket_share: 0.5, insutype: "390" }`),
    );
    const sides = [
      { solved: reserve.solved, enough: (figure: number, wanted: number) => figure >= wanted },
      { solved: share.solved, enough: (figure: number, wanted: number) => figure <= wanted },
    ];
    for (const { solved, enough } of sides) {
      const measured = (solved?.tried ?? []).map((one) => one.measured as number);
      const wanted = solved?.wanted as number;
      const best = solved?.tried.find(({ value }) => value === solved.value)?.measured as number;
      const meeting = measured.filter((one) => enough(one, wanted));
      expect(meeting.length).toBeLessThan(measured.length);
      expect(enough(best, wanted)).toBe(true);
      const nearest = Math.min(...meeting.map((one) => Math.abs(one - wanted)));
      expect(Math.abs(best - wanted)).toBe(nearest);
    }
    const [fund, borne] = ["fund_after_fen", "person_after_fen"].map(
      (name) => share.groups.insutype.find(({ key }) => key === "390")?.[name as "fund_after_fen"],
    ) as [number, number];
    const told = share.solved?.tried.find(({ value }) => value === share.solved?.value);
    expect(told?.measured).toBeCloseTo((borne * 100) / (borne + fund), 3);
  });

  test("what cannot be reached, does not matter, or cannot be told is said so", async () => {
    const critical = `  parameter: critical_illness_deductible
  least: 8000
  most: 30000
  step: 1000\n`;
    const far = await simulated(
      solving(`${critical}  target: { pool: resident-critical-illness, spending: 1 }`),
    );
    expect(far.solved).toMatchObject({ reached: false, value: "30000 元" });
    expect(far.solved?.tried).toHaveLength(2);
    const idle = await simulated(
      solving(`${critical}  target: { pool: employee-pooled, spending: 1 }`),
    );
    expect(idle.solved?.note).toContain("与目标无关");
    expect(idle.solved?.tried).toHaveLength(2);
    const unfed = await simulated(
      solving(`${critical}  target: { pool: civil-servant, reserve_months: 6 }`),
    );
    expect(unfed.solved).toMatchObject({ reached: false, value: "—" });
    expect(unfed.solved?.note).toContain("无法计算");
    expect(unfed.totals.winners + unfed.totals.losers).toBe(0);
  });
});

describe("what is asked wrongly", () => {
  test.each([
    ["before", "2024-12-31", "2025-06-30"],
    ["after", "2025-01-01", "2026-01-01"],
    ["the wrong way round", "2025-06-30", "2025-06-29"],
  ])("days %s of the history", async (_, from, to) => {
    const days = { from: from as CivilDate, to: to as CivilDate };
    await expect(simulated(null, days)).rejects.toMatchObject({ code: "HISTORY-WINDOW" });
  });

  test("another region", async () => {
    const national = { ...region, code: "430100" };
    await expect(simulated(null, { region: national })).rejects.toMatchObject({
      code: "HISTORY-OTHER-REGION",
    });
  });
});

test("a change of persons is told in words, and one that has ended by the last day", async () => {
  const people = changeOf(`to: 2025-07-01
changes:
  - give_identity: low-income
    who: { insutype: "390", age_from: 80, income_below: 12000 }
  - parameter: assistance_ratio
    rows: { identity: low-income }
    add: 0.1`);
  const { changes } = await simulated(people);
  expect(changes.join("\n")).toContain(
    "给予 80 岁及以上、居民、年收入低于 12000 元“低保”身份（自 2025-01-01 起至 2025-06-30 止）",
  );
  const told = changes.filter((one) => one.startsWith("医疗救助比例"));
  expect(told.length).toBeGreaterThan(0);
  const ending = /自 2025-01-01 起至 2025-06-30 止，依据 变更文件《/;
  for (const one of told) expect(one).toMatch(ending);
  expect(changes.join("\n")).not.toMatch(/assistance_ratio|待核实/);
});

test("a pack block begins no earlier than its change, and is told as proposed", async () => {
  const renamed = changeOf(`pack:
  documents: { draft: { number: 测算稿第1号, title: 设想, seen: true } }
  parameters:
    resident_outpatient_ratio:
      title: 另一个名称
      unit: ratio
      by: [hospital_level]
      versions:
        - { from: 2025-01-01, document: draft, clause: 第二条, basis: placeholder,
            confidence: low, values: { primary: 0.7, level1: 0.7, level2: 0.5, other: null } }`);
  const { changes } = await simulated(renamed);
  expect(changes.length).toBeGreaterThan(1);
  for (const one of changes) expect(one).toContain("自 2025-01-01 起");
  expect(changes.join("\n")).toContain("依据 测算稿第1号 第二条〔拟议〕");
});

test("a new identity goes by its title", async () => {
  const { changes } = await simulated(
    changeOf(`changes:
  - new_identity: over-80
    title: 高龄低收入老人
    after: low-income-edge
    like: low-income-edge
    values: { assistance_ratio: 0.55 }
    who: { age_from: 80, insutype: "390" }`),
  );
  expect(changes.join("\n")).toContain("医疗救助比例：高龄低收入老人由");
  expect(changes.join("\n")).not.toContain("over-80");
});

test("as JSON, amounts are decimal strings in yuan and shares are decimals", async () => {
  const json = resultJson(await simulated(changeOf(DEDUCTIBLE))) as {
    readonly totals: object;
    readonly distribution: { readonly quantiles: readonly { readonly share: number }[] };
  };
  const text = JSON.stringify(json);
  expect(text).not.toMatch(/_fen"|_ppm"|_thousandths"/);
  expect(json.totals).toMatchObject({ total: expect.stringMatching(/^\d+\.\d\d$/) });
  expect(json.distribution.quantiles[1]?.share).toBe(0.5);
});
