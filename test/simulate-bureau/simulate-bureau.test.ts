import { describe, expect, test } from "vitest";
import { YibaoError } from "../../src/kernel/index.ts";
import { freshDatabase } from "../support/database.ts";
import { readRequest } from "./command.ts";
import { MUTANTS } from "./mutants.ts";
import { REFUSAL_CODES, refusalCode } from "./refusal-codes.ts";
import { regressionSeeds } from "./regression-seeds.ts";
import { violationText } from "./report.ts";
import { type RunOptions, type RunResult, runBureau } from "./run.ts";
import { commandOf, replay, shrink } from "./shrink.ts";
import { Violation } from "./violation.ts";

/**
 * A week of the whole bureau from one seed (R7), after the runs that once went wrong; and that the
 * auditor finds what is wrong with platforms that are spoiled on purpose. `YIBAO_SEED` plays the
 * week of another seed.
 */

const databases = { fresh: () => freshDatabase() };
/** In the world of the first a cancelled bill leaves later ones alone; in the other's, not. */
const SEEDS = process.env.YIBAO_SEED ? [Number(process.env.YIBAO_SEED)] : [7, 15];
const WEEK = { days: 7, people: 40 };
const SMALL = { days: 3, people: 24 };

async function run(options: Omit<RunOptions, "databaseUrl">): Promise<RunResult> {
  const database = await freshDatabase();
  try {
    return await runBureau({ ...options, databaseUrl: database.databaseUrl });
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    const command = commandOf(options);
    throw new Error(`${violationText(error, null)}\n${command}`, { cause: error });
  } finally {
    await database.drop();
  }
}

/** What went wrong with a spoiled platform, or null. */
async function violationOf(options: Omit<RunOptions, "databaseUrl">): Promise<Violation | null> {
  try {
    await run(options);
    return null;
  } catch (error) {
    const { cause } = error as Error;
    if (cause instanceof Violation) return cause;
    throw error;
  }
}

test("runs that once went wrong go right", { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  for (const { why, ...seed } of regressionSeeds()) {
    const violation = await replay(seed, { databases });
    if (violation !== null) wrong.push(`${why}\n${violation.message}\n${commandOf(seed)}`);
  }
  expect(wrong).toEqual([]);
});

describe("a week of the bureau is as predicted", () => {
  test.concurrent.each(SEEDS)("seed %i", { timeout: 120_000 }, async (seed) => {
    const { tally, model } = await run({ seed, ...WEEK });
    expect(tally.audits).toBe(WEEK.days);
    expect(model.books.settlements).toBeGreaterThan(50);
    expect(tally.bureau.get("restart")).toBeGreaterThan(0);
    expect(tally.bureau.get("policy")).toBeGreaterThan(0);
    const outcomes = new Set([...tally.outcomes.keys()].map((name) => name.split(" ")[1]));
    for (const outcome of ["accepted", "repeated", "SETTLEMENT-MESSAGE-REVERSED"]) {
      expect(outcomes).toContain(outcome);
    }
    const faults = [
      "duplicate at once",
      "duplicate later",
      "request lost",
      "reply lost",
      "delayed",
    ];
    for (const fault of faults) expect(tally.faults.get(fault)).toBeGreaterThan(0);
  });
});

test.concurrent("the same seed lives the same life", { timeout: 120_000 }, async () => {
  const [one, other] = await Promise.all([run({ seed: 5, ...SMALL }), run({ seed: 5, ...SMALL })]);
  expect(one.tally.messages).toBeGreaterThan(50);
  expect(other.tally.fingerprint()).toBe(one.tally.fingerprint());
});

describe("a platform that is spoiled is found out", () => {
  test.concurrent.each(MUTANTS)("$name", { timeout: 120_000 }, async ({ seed, tamper }) => {
    const violation = await violationOf({ seed, ...SMALL, tamper, verify_every: 99 });
    expect(violation?.facts.differences.length ?? 0).toBeGreaterThan(0);
  });
});

test.concurrent("a failing run is made small and can be repeated", {
  timeout: 120_000,
}, async () => {
  const { seed, tamper } = MUTANTS.find(({ name }) => name === "answers a fen off") ?? {};
  if (seed === undefined || tamper === undefined) throw new Error("the mutant is gone");
  const options = { databases, tamper, most_attempts: 12, progress: () => undefined };
  const first = await violationOf({ seed, ...SMALL, tamper });
  if (first === null) throw new Error("the mutant was not found");
  const shrunk = await shrink({ seed, ...SMALL }, first, options);
  const { households, stories } = shrunk.reproduction;
  expect(households).toHaveLength(1);
  expect(stories?.length).toBeLessThan(6);
  const again = await replay(shrunk.reproduction, options);
  expect(again?.facts.differences).toEqual(shrunk.violation.facts.differences);
  const command = commandOf(shrunk.reproduction);
  expect(violationText(shrunk.violation, shrunk)).toContain(command);
  expect(readRequest(command.split(" ").slice(4))).toMatchObject(shrunk.reproduction);
});

test("each refusal is known by its sentence alone", () => {
  for (const code of REFUSAL_CODES) {
    const { message } = new YibaoError(code, {}, "data.psn_no（人员编号）");
    expect(refusalCode(message)).toBe(code);
  }
  expect(refusalCode("别的话")).toBeNull();
});

test("arguments that cannot be used are told", () => {
  expect(readRequest(["--seed", "4", "--days", "2"])).toMatchObject({ seed: 4, days: 2 });
  expect(readRequest(["--help"])).toBe("help");
  for (const words of [["--days", "0"], ["--seed", "x"], ["--households", "a"], ["--what"]]) {
    expect(readRequest(words)).toBeNull();
  }
});
