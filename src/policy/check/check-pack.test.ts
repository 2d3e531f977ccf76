import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { packFromText } from "../fixtures/pack-text.ts";
import type { Parameter, ParameterVersion } from "../parameter.ts";
import { type Region, regionFromPacks } from "../region.ts";
import { CHECK_OPTIONS, checkRegion, checkSteps } from "./check-pack.ts";
import type { ExampleBill } from "./finding.ts";
import { distinctPlans } from "./plans.ts";
import { universeOf } from "./universe.ts";

// Goal: what a check is made of, on the good pack; broken packs are in test/policy-check.test.ts,
// where their examples are settled as well.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "fixtures");
const GOOD = readFileSync(join(FIXTURES, "good.yaml"), "utf8");
const region = regionFrom(GOOD);
const NO_BILLS = { ...CHECK_OPTIONS, plans_max: 0 };

function regionFrom(text: string): Region {
  return regionFromPacks([packFromText("good.yaml", text)]);
}

function rulesOf(text: string): string[] {
  return checkRegion(regionFrom(text), NO_BILLS).findings.map(({ rule }) => rule);
}

test("a row that the loader would not miss is missed when the layer that reads it is bound", () => {
  const ratio = region.parameters.get("outpatient_ratio") as Parameter;
  const [version] = ratio.versions as [ParameterVersion];
  const { "310": employees } = version.table as Record<string, never>;
  const holed = { ...version, table: { "310": employees } };
  const parameters = new Map(region.parameters);
  parameters.set("outpatient_ratio", { ...ratio, versions: [holed] } as never);
  const { findings } = checkRegion({ ...region, parameters }, NO_BILLS);
  const [found] = findings;
  expect(found).toMatchObject({ rule: "value-missing", where: version.where });
  expect(found?.message).toContain("参数“outpatient_ratio”没有这种情形的值");
  expect(found?.example?.person.insutype).toBe("390");
});

describe("the universe", () => {
  test("is what the pack lists: both schemes, every visit type, every disease and none", () => {
    const { insutypes, visit_types, diseases, stretches } = universeOf(region);
    expect(insutypes).toEqual(["310", "390"]);
    expect(visit_types).toEqual(["11", "14", "2101"]);
    expect(diseases).toEqual([null, "hypertension", "diabetes", "dialysis"]);
    expect(stretches).toEqual([
      { from: "2020-01-01", to: "2023-01-01" },
      { from: "2023-01-01", to: null },
    ]);
  });

  test("begins with the first benefit, and a declaration's days cut it as well", () => {
    const later = GOOD.replace(
      "    from: 2020-01-01\n    reason",
      "    from: 2021-05-01\n    reason",
    );
    expect(universeOf(regionFrom(later)).stretches.map(({ from }) => from)).toContain("2021-05-01");
    expect(rulesOf(later)).toContain("coverage-gap");
  });
});

describe("plans", () => {
  const plansOf = (of: Region) => {
    const steps = distinctPlans(of, universeOf(of));
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };

  test("are one for each difference in any value, and no more", () => {
    const count = (name: string) =>
      plansOf(region).filter(({ benefit }) => benefit.name === name).length;
    // Levels {primary = level1, level2, the rest} × retired or not × three first shares.
    expect(count("employee-inpatient")).toBe(3 * 2 * 3);
    // The same levels × {poor, everybody else}.
    expect(count("resident-inpatient")).toBe(3 * 2);
    // Two ratios and two caps in time.
    expect(count("outpatient")).toBe(2 * 2);
    expect(count("chronic")).toBe(2);
  });

  test("are told apart by a fen", () => {
    const fen = GOOD.replace(
      "values: { primary: 200, level1: 200,",
      "values: { primary: 200, level1: 200.01,",
    );
    expect(plansOf(regionFrom(fen)).length).toBe(plansOf(region).length + 2 * 3 + 2);
  });
});

test("a check can rest at every step, and says how far it is", () => {
  const phases = new Map<string, number>();
  const steps = checkSteps(region, CHECK_OPTIONS);
  for (let step = steps.next(); !step.done; step = steps.next()) {
    const { phase, done, total } = step.value;
    expect(done).toBeLessThanOrEqual(total);
    phases.set(phase, (phases.get(phase) ?? 0) + 1);
  }
  expect([...phases.keys()]).toEqual(["覆盖", "数值", "方案", "试算账单"]);
  expect(phases.get("试算账单")).toBeGreaterThan(20);
});

test("the smallest bill that shows a failure is small", () => {
  const odd = GOOD.replace(
    'values: { "310": { primary: 0.90, level1: 0.90, level2: 0.85, other: 0.80 }',
    'values: { "310": { primary: 0.90, level1: 0.90, level2: 0.85, other: 0.02 }',
  )
    .replace("values: { retired: 0.05, other: 0 }", "values: { other: 0 }")
    .replace("value: 100000 }", "value: 1000.00 }");
  const { findings } = checkRegion(regionFrom(odd), CHECK_OPTIONS);
  const found = findings.find(({ rule }) => rule === "person-pays-less");
  const bills = found?.example?.bills as ExampleBill[];
  expect(bills.map(({ id }) => id)).toEqual(["less", "undone", "b1"]);
  const amounts = [bills[0], bills[2]].map((bill) => Number(bill?.lines[0]?.amount));
  // Just where 2% first rounds past the cap of 1000: (cost − 1000) × 2% = 1000.005.
  expect(amounts).toEqual([51_000.24, 51_000.25]);
  expect(bills[2]).toMatchObject({ place: "local", hospital_level: "level3", disease: null });
});
