import { expect, test } from "vitest";
import { freshDatabase } from "../support/database.ts";
import { runBureau } from "./run.ts";
import { Violation } from "./violation.ts";

test("a week", { timeout: 60_000 }, async () => {
  const database = await freshDatabase();
  const t0 = performance.now();
  try {
    const { tally } = await runBureau({
      seed: Number(process.env.YIBAO_SEED ?? 1), days: Number(process.env.DAYS ?? 7),
      people: Number(process.env.PEOPLE ?? 60), databaseUrl: database.databaseUrl,
      onDay: (day, t) => console.log(day, t.messages, Math.round(performance.now() - t0)),
    });
    console.log(Object.fromEntries([...tally.outcomes].sort()), Object.fromEntries(tally.faults), tally.fingerprint());
    expect(tally.messages).toBeGreaterThan(100);
  } catch (e) {
    if (e instanceof Violation) console.log(JSON.stringify(e.facts, null, 1));
    throw e;
  } finally { await database.drop(); }
});
