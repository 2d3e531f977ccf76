import { describe, expect, test } from "vitest";
import { civilDate, fen, randomSource } from "../kernel/index.ts";
import { optionNames, type Parameter, policyOn, type Region } from "../policy/index.ts";
import {
  changedHengyang,
  columnsOf,
  HENGYANG,
  townSpending,
  townsman,
} from "./fixtures/small-town.ts";
import {
  contributionOf,
  criticalIllnessCap,
  lateFee,
  project,
  projectionStart,
  reserveMonths,
  waitingMonths,
} from "./index.ts";

// Goal: the parameters of financing are all read, all said to be unverified, and in nobody's way.

const FINANCING = [...HENGYANG.parameters.values()].filter((one) => one.purpose === "financing");

/** The region, and the names of the parameters that are asked of it. */
function watched(): { readonly region: Region; readonly asked: Set<string> } {
  const asked = new Set<string>();
  const parameters = new (class extends Map<string, Parameter> {
    override get(name: string): Parameter | undefined {
      asked.add(name);
      return super.get(name);
    }
  })(HENGYANG.parameters);
  return { region: { ...HENGYANG, parameters }, asked };
}

describe("parameters of financing", () => {
  test("are each read by a projection, a fee, a wait, a reserve or a cap", () => {
    const { region, asked } = watched();
    const day = civilDate("2025-06-01");
    const random = randomSource("1", "watched");
    const town = columnsOf(Array.from({ length: 200 }, () => townsman(random)));
    project(region, projectionStart(region, 2025, town, townSpending(1), {}));
    contributionOf(region, "2025-06", {
      employment_status: "working",
      contribution_base_fen: fen(1),
    });
    lateFee(region, day, fen(1), 1);
    reserveMonths(region, day, fen(7), fen(12));
    waitingMonths(region, day, { missed_years: 4, bought_back_years: 0 });
    criticalIllnessCap(region, day, { identities: [], continuous_years: 5, no_claim_years: 1 });
    expect(FINANCING.length).toBeGreaterThan(50);
    expect(FINANCING.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
  });

  test("are no options of a bill and no choices on the sheet of benefits", () => {
    const names = FINANCING.map(({ name }) => name);
    const { choices } = policyOn(HENGYANG, civilDate("2024-01-01"), null);
    const shown = [...optionNames(HENGYANG), ...choices.map(({ name }) => name)];
    expect(shown.filter((name) => names.includes(name))).toEqual([]);
    // A city that lays a value over its parent's need not say again what it is for.
    const changed = changedHengyang({ large_sum_premium_year: "1" });
    expect(optionNames(changed)).not.toContain("large_sum_premium_year");
  });

  test("are called something in English, and none claims to be official", () => {
    expect(FINANCING.filter(({ english }) => english === null)).toEqual([]);
    const texts = JSON.stringify(FINANCING.map(({ versions }) => versions));
    expect(texts).not.toContain('"basis":"official"');
  });
});
