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

/** What was asked for; null when it cannot be understood. */
function asked() {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: "string", default: "20" },
        seed: { type: "string", default: String(Date.now() % 1_000_000) },
        workers: { type: "string", default: "32" },
        json: { type: "boolean", default: false },
      },
    });
    const numbers = [values.kills, values.seed, values.workers].map(Number);
    if (!numbers.every((value) => Number.isSafeInteger(value) && value >= 0)) return null;
    const [kills, seed, workers] = numbers as [number, number, number];
    return { kills, seed, workers, json: values.json };
  } catch {
    return null;
  }
}

async function main(): Promise<number> {
  const values = asked();
  if (values === null) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { kills, seed, workers } = values;
  const summary = await crashRun({
    ...{ kills, seed, workers },
    progress: (line) => void process.stderr.write(`${line}\n`),
  });
  const text = values.json ? JSON.stringify(summary, null, 2) : summaryText(summary);
  process.stdout.write(`${text}\n`);
  return summary.violations.length === 0 ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();
