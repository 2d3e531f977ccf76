import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadRegion } from "../policy/index.ts";
import { type Change, readChange } from "./change/index.ts";
import { generateHistory } from "./history/generate/generate-history.ts";
import type { History } from "./history/history.ts";
import { openHistory } from "./history/read-history.ts";
import type { SimulationResult } from "./outcome/simulation-result.ts";
import { simulate } from "./simulate.ts";

// Goal: a history replayed as it was is what was settled, to the fen; and what a change does can
// be told to the fen from what was settled with and without it.

const region = loadRegion("430400");
const folder = mkdtempSync(join(tmpdir(), "yibao-simulate-"));
let history: History;

beforeAll(async () => {
  await generateHistory({ region, folder, people: 3_000, year: 2025, seed: "simulate-test" });
  history = await openHistory(folder);
});

afterAll(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

function simulated(change: Change | null, more = {}): Promise<SimulationResult> {
  return simulate({
    history,
    region,
    change,
    from: null,
    to: null,
    threads: 0,
    seed: "1",
    sensitivity: false,
    projection: true,
    progress: () => undefined,
    ...more,
  });
}

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
  });
});

describe("a change", () => {
  test("a higher deductible", async () => {
    const change = readChange(
      "title: t\nfrom: 2025-01-01\nchanges:\n  - parameter: employee_inpatient_deductible\n    rows: { hospital_level: level3 }\n    set: 2000\n",
      "t.yaml",
      region,
    );
    const result = await simulated(change);
    console.log(JSON.stringify(result, null, 1).slice(0, 6000));
    expect(result.totals.losers).toBeGreaterThan(0);
  });
});
