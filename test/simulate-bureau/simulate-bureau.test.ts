import { describe, expect, test } from "vitest";
import { freshDatabase } from "../support/database.ts";
import { readRequest } from "./command.ts";
import { MUTANTS } from "./mutants.ts";
import { regressionSeeds } from "./regression-seeds.ts";
import { violationText } from "./report.ts";
import { type RunOptions, type RunResult, runBureau } from "./run.ts";
import { commandOf, replay, shrink } from "./shrink.ts";
import { Violation } from "./violation.ts";

/**
 * A week of the whole bureau from one seed (R7), after the runs that once went wrong; and that the
 * auditor finds what is wrong with platforms that are spoiled on purpose.
 */

const databases = { fresh: () => freshDatabase() };

async function run(options: Omit<RunOptions, "databaseUrl">): Promise<RunResult> {
  const database = await freshDatabase();
  try {
    return await runBureau({ ...options, databaseUrl: database.databaseUrl });
  } finally {
    await database.drop();
  }
}

test("a mutants", { timeout: 300_000 }, async () => {
  const only = process.env.ONLY;
  for (const { name, tamper } of MUTANTS) {
    if (only && !name.includes(only)) continue;
    for (let seed = 1; seed <= Number(process.env.SEEDS ?? 1); seed++) {
    const t0 = performance.now();
    const v = await replay({ seed, days: Number(process.env.DAYS ?? 3), people: Number(process.env.PEOPLE ?? 24) }, { databases, tamper });
    console.log(seed, name, v?.facts.day, v?.facts.differences.slice(0, 2), Math.round(performance.now() - t0));
    }
  }
});
