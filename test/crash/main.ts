import { parseArgs } from "node:util";
import { crashRun } from "./crash-run.ts";
import { summaryText } from "./summary.ts";

/**
 * `npm run crash -- --kills 200 [--seed S] [--json]`: kills the platform and its database at random
 * under load, and looks after each restart whether anything was lost, doubled or unbalanced
 * (promises R1, R2, R3). Exit code 1 when something was; the seed repeats the plan of kills and
 * what the hospitals do, though not the moments at which processes take turns.
 */

const USAGE = "npm run crash -- --kills N [--seed S] [--workers N] [--json]";

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "20" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      workers: { type: "string", default: "32" },
      json: { type: "boolean", default: false },
    },
  });
  const [kills, seed, workers] = [values.kills, values.seed, values.workers].map(Number);
  if (![kills, seed, workers].every((value) => Number.isSafeInteger(value))) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const summary = await crashRun({
    ...{ kills: kills as number, seed: seed as number, workers: workers as number },
    progress: (line) => void process.stderr.write(`${line}\n`),
  });
  const text = values.json ? JSON.stringify(summary, null, 2) : summaryText(summary);
  process.stdout.write(`${text}\n`);
  return summary.violations.length === 0 ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();
