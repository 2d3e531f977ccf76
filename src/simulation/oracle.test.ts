import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CivilDate } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import { packageRoot } from "../store/index.ts";
import {
  applyChange,
  type Change,
  personRules,
  readChange,
  readChangeFile,
} from "./change/index.ts";
import { plainRun } from "./fixtures/plain-run.ts";
import {
  atLevel,
  groupedBy,
  resultFunds,
  sum,
  type ToldPerson,
  toldFunds,
  toldGroup,
  toldKeys,
  toldPeople,
} from "./fixtures/told-figures.ts";
import { type ToldRow, toldSingly } from "./fixtures/told-singly.ts";
import { generateHistory } from "./history/generate/generate-history.ts";
import type { History, HistoryPeople } from "./history/history.ts";
import { openHistory } from "./history/read-history.ts";
import type { SimulationResult } from "./outcome/simulation-result.ts";
import { simulate } from "./simulate.ts";

// Goal: every figure of a simulation is what settling the bills one at a time comes to. Method: a
// made history told row by row by the engine that explains, under each change of the examples and
// some beside, and all figures compared.

const region = loadRegion("430400");
const examples = join(packageRoot(), "examples", "changes");
const folder = mkdtempSync(join(tmpdir(), "yibao-oracle-"));
let history: History;
let people: HistoryPeople;

beforeAll(async () => {
  await generateHistory({ region, folder, people: 1_200, year: 2023, seed: "oracle" });
  history = await openHistory(folder);
  people = await history.readPeople();
});

afterAll(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

function simulated(change: Change | null, more = {}): Promise<SimulationResult> {
  return simulate({ ...plainRun(history, region, change), ...more });
}

function told(change: Change): Promise<ToldRow[]> {
  return toldSingly(history, people, applyChange(region, change), personRules(change));
}

function changeOf(text: string): Change {
  return readChange(`title: t\nfrom: 2023-01-01\n${text}`, "change.yaml", region);
}

const EXAMPLES = readdirSync(examples).filter((name) => name.endsWith(".yaml"));
const NO_SOLVE = EXAMPLES.filter((name) => name !== "solve-deductible.yaml");

const BESIDE: Readonly<Record<string, string>> = {
  "two funds of the other scheme pay": `changes:
  - merge_scheme: "390"
    settled_as: "310"
    employment_status: working
    funds: { "310100": "390100", "330100": "390200" }
    keep: ["2109"]
    visit_types: { "9901": "14" }`,
  "an identity taken and another given in the course of the year": `to: 2023-10-01
changes:
  - take_identity: low-income
    who: { age_from: 40 }
  - give_identity: monitored
    who: { income_below: 20000 }`,
  "identities and values at once": `changes:
  - give_identity: extreme-poverty
    who: { chronic_disease: [hypertension, diabetes] }
  - parameter: assistance_ratio
    add: -0.05
  - parameter: resident_inpatient_deductible
    multiply: 0.5
    round_to: 1`.replace("add: -0.05", "subtract: 0.05"),
};

describe("every figure is what settling one bill at a time comes to", () => {
  test.each(NO_SOLVE)("%s", async (name) => {
    const change = readChangeFile(join(examples, name), region);
    compare(await simulated(change), await told(change));
  });

  test.each(Object.entries(BESIDE))("%s", async (_, text) => {
    const change = changeOf(text);
    const rows = await told(change);
    expect(rows.some(({ before, after }) => before.person_fen !== after.person_fen)).toBe(true);
    compare(await simulated(change), rows);
  });

  test("in a part of the year: all bills move the accumulators, those within count", async () => {
    const change = readChangeFile(join(examples, "raise-level3-deductible.yaml"), region);
    const days = { from: "2023-04-10" as CivilDate, to: "2023-09-20" as CivilDate };
    const rows = (await told(change)).filter(
      ({ settled }) => settled >= days.from && settled <= days.to,
    );
    const result = await simulated(change, days);
    compare(result, rows);
    expect(result.funds[0]?.months.map(({ month }) => month)).toEqual([
      "2023-04",
      "2023-05",
      "2023-06",
      "2023-07",
      "2023-08",
      "2023-09",
    ]);
  });
});

/** Each figure of the result against the rows, told by plain sums. */
function compare(result: SimulationResult, rows: readonly ToldRow[]): void {
  const persons = toldPeople(rows);
  expect(resultFunds(result)).toEqual(toldFunds(rows));
  const whole = toldGroup(persons);
  expect(result.totals).toEqual({
    bills: rows.length,
    people_with_bills: whole.people,
    total_fen: whole.total_fen,
    fund_before_fen: whole.fund_before_fen,
    fund_after_fen: whole.fund_after_fen,
    person_before_fen: whole.person_before_fen,
    person_after_fen: whole.person_after_fen,
    winners: whole.winners,
    losers: whole.losers,
    unchanged: whole.people - whole.winners - whole.losers,
  });
  compareGroups(result, persons);
  compareSpread(result, persons);
  compareSchemes(result, persons);
}

function compareGroups(result: SimulationResult, persons: readonly ToldPerson[]): void {
  const keys = toldKeys(people, 2023);
  const keyOf = ({ person }: ToldPerson) => keys[person] as (typeof keys)[number];
  for (const dimension of ["insutype", "age_band", "identity", "income_group"] as const) {
    const groups = groupedBy(persons, (one) => keyOf(one)[dimension]);
    const expected = [...groups].map(([key, own]) => ({ key, ...toldGroup(own) }));
    const found = result.groups[dimension].map(({ title: _, ...group }) => group);
    expect(byText(found)).toEqual(byText(expected));
  }
  const levels = [...new Set(persons.flatMap(({ rows }) => rows.map(({ level }) => level)))];
  const expected = levels.map((key) => ({ key, ...toldGroup(atLevel(persons, key)) }));
  const found = result.groups.hospital_level.map(({ title: _, ...group }) => group);
  expect(byText(found)).toEqual(byText(expected));
  const cells = groupedBy(persons, (one) => JSON.stringify(keyOf(one)));
  const all = [...cells].flatMap(([key, own]) =>
    levels.flatMap((hospital_level) => {
      const there = atLevel(own, hospital_level);
      return there.length === 0
        ? []
        : [{ ...JSON.parse(key), hospital_level, ...toldGroup(there) }];
    }),
  );
  expect(byText(result.cells)).toEqual(byText(all));
}

function byText(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

function compareSpread(result: SimulationResult, persons: readonly ToldPerson[]): void {
  for (const side of ["before", "after"] as const) {
    const borne = persons.map((one) => one[`${side}_fen`]).sort((a, b) => a - b);
    for (const quantile of result.distribution.quantiles) {
      const amount = quantile[`${side}_fen`];
      const within = borne.filter((one) => one <= amount).length;
      const below = borne.filter((one) => one < amount).length;
      expect(within * 1_000_000).toBeGreaterThanOrEqual(borne.length * quantile.share_ppm);
      expect(below * 1_000_000).toBeLessThan(borne.length * quantile.share_ppm);
      expect(borne).toContain(amount);
    }
    const { steps } = result.distribution;
    steps.forEach((step, index) => {
      const to = steps[index + 1]?.from_fen ?? Number.POSITIVE_INFINITY;
      const own = borne.filter((one) => one >= step.from_fen && one < to);
      expect(step[`people_${side}`]).toBe(own.length);
    });
  }
  const income = (one: ToldPerson) => people.columns.income_fen[one.person] as number;
  for (const { share_ppm, before, after, newly, no_longer } of result.catastrophic) {
    const isOver = (one: ToldPerson, borne: number) =>
      income(one) >= 0 && borne > (income(one) * share_ppm) / 1_000_000;
    const was = persons.filter((one) => isOver(one, one.before_fen));
    const is = persons.filter((one) => isOver(one, one.after_fen));
    expect([before, after]).toEqual([was.length, is.length]);
    expect(newly).toBe(is.filter((one) => !was.includes(one)).length);
    expect(no_longer).toBe(was.filter((one) => !is.includes(one)).length);
  }
  const losses = persons
    .filter((one) => one.after_fen > one.before_fen)
    .sort(
      (a, b) => b.after_fen - b.before_fen - (a.after_fen - a.before_fen) || a.person - b.person,
    );
  expect(
    result.most_hurt.map(({ pseudonym, before_fen, after_fen, bills }) => {
      return { pseudonym, before_fen, after_fen, bills };
    }),
  ).toEqual(
    losses.slice(0, 20).map(({ person, before_fen, after_fen, rows }) => ({
      pseudonym: people.columns.pseudonym[person],
      before_fen,
      after_fen,
      bills: rows.length,
    })),
  );
}

function compareSchemes(result: SimulationResult, persons: readonly ToldPerson[]): void {
  const { columns, words, count } = people;
  const schemeOf = (person: number) => words.insutype?.[columns.insutype[person] as number];
  for (const scheme of result.schemes) {
    const insured = Array.from({ length: count }, (_, person) => person).filter(
      (person) =>
        schemeOf(person) === scheme.insutype && (columns.insured_months[person] as number) > 0,
    );
    expect(scheme.insured).toBe(insured.length);
    const group = toldGroup(persons.filter(({ person }) => schemeOf(person) === scheme.insutype));
    for (const side of ["before", "after"] as const) {
      for (const who of ["fund", "person"] as const) {
        const total = group[`${who}_${side}_fen`];
        expect(scheme[`${who}_per_head_${side}_fen`]).toBe(Math.round(total / insured.length));
      }
    }
  }
  expect(sum(result.cells, (cell) => cell.total_fen)).toBe(result.totals.total_fen);
}
