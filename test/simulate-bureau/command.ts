import { parseArgs } from "node:util";
import { keepSeed } from "./regression-seeds.ts";
import { type RunReport, reportOf, reportText, violationText } from "./report.ts";
import { runBureau } from "./run.ts";
import { type ScratchServer, startScratch } from "./scratch.ts";
import { commandOf, type Reproduction, shrink } from "./shrink.ts";
import { Violation } from "./violation.ts";

/**
 * `npm run simulate-bureau -- --seed S --days 90 [--people N] [--json]`. Exit codes: 0 as
 * predicted · 1 a violation, printed with what repeats it · 2 the arguments cannot be used.
 */

const USAGE = `npm run simulate-bureau -- [--seed S] [--days D] [--people N] [--json]
  --households 3,17  只让这些户活动        --stories 3.0,5.1  只演这些情节
  --without-faults   线路不出故障          --last-day D       演到第 D 天为止
  --keep             违例记入回归清单      --database-url URL 用指定的 PostgreSQL（另建临时库）`;

const OPTIONS = {
  seed: { type: "string", default: "1" },
  days: { type: "string", default: "90" },
  people: { type: "string", default: "300" },
  households: { type: "string" },
  stories: { type: "string" },
  "last-day": { type: "string" },
  "without-faults": { type: "boolean", default: false },
  "database-url": { type: "string" },
  keep: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

export interface Request extends Reproduction {
  readonly database_url: string | undefined;
  readonly keep: boolean;
  readonly json: boolean;
}

const MOST = { days: 400, people: 20_000 };

/** What the words ask for; null when they cannot be used. */
export function readRequest(words: readonly string[]): Request | "help" | null {
  const values = valuesOf(words);
  if (values === null) return null;
  if (values.help) return "help";
  const whole = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  const numbers = {
    seed: whole(values.seed) as number,
    days: whole(values.days) as number,
    people: whole(values.people) as number,
    ...given("last_day", whole(values["last-day"])),
  };
  if (Object.values(numbers).some((value) => !Number.isSafeInteger(value))) return null;
  const { days, people } = numbers;
  const households = values.households?.split(",").map((text) => whole(text) as number);
  if (households?.some((value) => !Number.isSafeInteger(value))) return null;
  if (days < 1 || days > MOST.days || people < 1 || people > MOST.people) return null;
  return {
    ...numbers,
    ...given("households", households),
    ...given("stories", values.stories?.split(",")),
    ...(values["without-faults"] ? { with_faults: false } : {}),
    database_url: values["database-url"],
    keep: values.keep,
    json: values.json,
  };
}

function valuesOf(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS }).values;
  } catch {
    return null;
  }
}

function given<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

export async function simulateBureau(words: readonly string[]): Promise<number> {
  const request = readRequest(words);
  if (request === null || request === "help") {
    process.stderr.write(`${USAGE}\n`);
    return request === null ? 2 : 0;
  }
  const scratch = await startScratch(request.database_url);
  // A run that is cut short leaves neither a server nor databases behind.
  const interrupted = () => void scratch.close().finally(() => process.exit(130));
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  try {
    return await play(request, scratch);
  } finally {
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
    await scratch.close();
  }
}

async function play(request: Request, scratch: ScratchServer): Promise<number> {
  const { database_url: _, keep: __, json, ...reproduction } = request;
  try {
    const report = await timedRun(reproduction, scratch);
    process.stdout.write(`${json ? JSON.stringify(report, null, 2) : reportText(report)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    await tell(error, request, reproduction, scratch);
    return 1;
  }
}

/** A day's full verification walks over all that was settled: on long runs not every day. */
function verifyEvery(days: number): number {
  return days > 14 ? 5 : 1;
}

async function timedRun(run: Reproduction, scratch: ScratchServer): Promise<RunReport> {
  const database = await scratch.fresh();
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1_000;
  let told = 0;
  try {
    const result = await runBureau({
      ...run,
      databaseUrl: database.databaseUrl,
      verify_every: verifyEvery(run.days),
      onDay: (day, { messages }) => {
        if (seconds() - told < 2 && day < run.days - 1) return;
        told = seconds();
        const line = `第 ${day + 1}/${run.days} 天，报文 ${messages} 条，${told.toFixed(0)} 秒`;
        process.stderr.write(`${line}\n`);
      },
    });
    return reportOf(run, result, seconds());
  } finally {
    await database.drop();
  }
}

const MOST_ATTEMPTS = 60;

async function tell(
  violation: Violation,
  { keep, json }: Request,
  run: Reproduction,
  databases: ScratchServer,
): Promise<void> {
  process.stderr.write(`种子 ${run.seed} 有违例：${violation.message}\n`);
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const shrunk = await shrink(run, violation, {
    databases,
    most_attempts: MOST_ATTEMPTS,
    progress,
  });
  const { reproduction } = shrunk;
  if (keep) keepSeed({ ...reproduction, why: shrunk.violation.message.slice(0, 200) });
  const { facts } = shrunk.violation;
  const repeat = commandOf(reproduction);
  const answer = { violations: 1, first: violation.facts, smallest: facts, reproduction, repeat };
  const text = json ? JSON.stringify(answer, null, 2) : violationText(shrunk.violation, shrunk);
  process.stdout.write(`${text}\n`);
}
