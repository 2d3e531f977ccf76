import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays } from "../src/kernel/index.ts";
import {
  type BulkBills,
  type BulkOutcome,
  compileBulk,
  loadRegion,
  newBulkOutcome,
  type Region,
} from "../src/policy/index.ts";
import {
  generateHistory,
  HISTORY_FILES,
  type History,
  type HistoryBatch,
  openHistory,
  simulate,
  threadsAvailable,
} from "../src/simulation/index.ts";
import { type BenchOptions, type BenchResult, OutputsDiffer } from "./bench-result.ts";
import { machine, today } from "./machine.ts";
import { median, rounded } from "./rounds.ts";
import { assertSameOutcome, settlePlainly } from "./simulate/plain-loop.ts";
import { plainTables } from "./simulate/plain-tables.ts";
import { sampleOf, settleSample } from "./simulate/settle-sample.ts";

/**
 * `bench simulate`: a million people and their year, replayed from its files on all cores, against
 * the same formula as a loop over typed arrays written by hand, and against `yibao settle`, one
 * bill at a time. `--data DIR` keeps the history between runs; making it takes a few minutes.
 */

const REGION = "430400";
const PEOPLE = 1_000_000;
const YEAR = 2025;
const SEED = "bench";
const ROUNDS = 5;
/** Batches kept in memory for the comparison on one thread: about 2.6 million bills. */
const BATCHES_IN_MEMORY = 40;
const SAMPLE_BILLS = 20_000;
const TARGETS = { plain: 0.3, settle: 20 } as const;

export async function run(options: BenchOptions): Promise<BenchResult> {
  const region = loadRegion(REGION);
  const scratch = options.data ?? mkdtempSync(join(tmpdir(), "yibao-bench-simulate-"));
  try {
    const history = await madeHistory(region, scratch, options);
    try {
      return await measured(region, history, options);
    } finally {
      await history.close();
    }
  } finally {
    if (options.data === null) rmSync(scratch, { recursive: true, force: true });
  }
}

async function madeHistory(
  region: Region,
  folder: string,
  { progress }: BenchOptions,
): Promise<History> {
  if (!existsSync(join(folder, HISTORY_FILES.manifest))) {
    progress(`生成 ${PEOPLE} 人一年的历史（几分钟；用 --data 目录可留待下次）`);
    const onProgress = (people: number) => {
      if (people % (PEOPLE / 10) === 0) progress(`已生成 ${people} 人`);
    };
    await generateHistory({ region, folder, people: PEOPLE, year: YEAR, seed: SEED, onProgress });
  }
  return openHistory(folder);
}

async function measured(
  region: Region,
  history: History,
  options: BenchOptions,
): Promise<BenchResult> {
  options.progress("整段历史从文件重算，逐笔与结算结果比较");
  const threads = threadsAvailable();
  const replay = await replaySpeed(region, history, threads, options);
  options.progress("单线程、在内存中与手写循环比较");
  const memory = await inMemory(region, history);
  options.progress("逐笔离线结算");
  const settle = await settleSpeed(region, history);
  const bills_per_second = history.manifest.bills / median(replay);
  const peak = process.resourceUsage().maxRSS / 2 ** 20;
  return {
    name: "simulate",
    ours: {
      per_second: rounded(bills_per_second),
      what: `整段历史重算（读文件、逐人累计、汇总），${threads} 线程`,
    },
    peers: [
      {
        name: "手写的类型数组循环（单线程，在内存中）",
        version: "本仓库",
        per_second: rounded(memory.plain),
        ratio: rounded(bills_per_second / memory.plain),
        ratio_of: { what: "整段历史重算", less_is_better: false },
        target: TARGETS.plain,
        outputs_equal: true,
      },
      {
        name: "手写的类型数组循环（单线程，在内存中）",
        version: "本仓库",
        per_second: rounded(memory.plain),
        ratio: rounded(memory.bulk / memory.plain),
        ratio_of: { what: "同样条件下只算待遇", less_is_better: false },
        target: TARGETS.plain,
        outputs_equal: true,
      },
      {
        name: "yibao settle 逐笔离线结算（单线程，不计启动）",
        version: "本仓库",
        per_second: rounded(settle),
        ratio: rounded(bills_per_second / settle),
        target: TARGETS.settle,
        outputs_equal: true,
      },
    ],
    machine: machine(null),
    date: today(),
    details: {
      people: history.manifest.people,
      bills: history.manifest.bills,
      rounds_seconds: replay.map(rounded),
      ratio_to_loop_times_threads: rounded(bills_per_second / (memory.plain * threads)),
      bulk_engine_per_second_one_thread: rounded(memory.bulk),
      bills_in_memory: memory.bills,
      peak_memory_gib: rounded(peak),
      threads,
    },
  };
}

/** Seconds of each replay of the whole history: compiling, reading, settling, adding up. */
async function replaySpeed(
  region: Region,
  history: History,
  threads: number,
  { progress }: BenchOptions,
): Promise<number[]> {
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const marks: bigint[] = [];
    const result = await simulate({
      history,
      region,
      change: null,
      from: null,
      to: null,
      threads,
      seed: SEED,
      sensitivity: false,
      projection: false,
      progress(step, done, total) {
        // Not the people's groups before it, nor the answers made of it.
        if (!step.endsWith("重算")) return;
        if (done === 0 || done === total) marks.push(process.hrtime.bigint());
        else progress(`${step} ${done}/${total}`);
      },
    });
    const { bills_different } = result.reproduction;
    if (bills_different > 0) throw new OutputsDiffer("结算", "不同的账单", 0, bills_different);
    seconds.push(Number((marks.at(-1) as bigint) - (marks[0] as bigint)) / 1e9);
  }
  return seconds;
}

interface InMemory {
  readonly bulk: number;
  readonly plain: number;
  readonly bills: number;
}

/** Both on one thread over the same columns, in turn; bills a second. */
async function inMemory(region: Region, history: History): Promise<InMemory> {
  const batches: HistoryBatch[] = [];
  const count = Math.min(history.batches, BATCHES_IN_MEMORY);
  for (let index = 0; index < count; index += 1) batches.push(await history.readBatch(index));
  const { from, to } = history.manifest;
  const program = compileBulk(region, history.cases, {
    from: addDays(from, -400),
    to: addDays(to, 1),
  });
  const tables = plainTables(region, history.cases, to, program.funds);
  const outcome = newBulkOutcome(program, Math.max(...batches.map(({ bills }) => bills.count)));
  const ours = (bills: BulkBills, into: BulkOutcome) => program.settle(bills, 0, bills.count, into);
  const plainly = (bills: BulkBills, into: BulkOutcome) =>
    settlePlainly(tables, bills, 0, bills.count, into);
  for (const { bills } of batches.slice(0, 4)) {
    const [mine, other] = [0, 0].map(() => newBulkOutcome(program, bills.count));
    ours(bills, mine as BulkOutcome);
    plainly(bills, other as BulkOutcome);
    assertSameOutcome(mine as BulkOutcome, other as BulkOutcome);
  }
  const speeds = { bulk: [] as number[], plain: [] as number[] };
  const total = batches.reduce((sum, { bills }) => sum + bills.count, 0);
  const timed = (work: typeof ours) => {
    const started = process.hrtime.bigint();
    for (const { bills } of batches) work(bills, outcome);
    return total / (Number(process.hrtime.bigint() - started) / 1e9);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    speeds.bulk.push(timed(ours));
    speeds.plain.push(timed(plainly));
  }
  return { bulk: median(speeds.bulk), plain: median(speeds.plain), bills: total };
}

async function settleSpeed(region: Region, history: History): Promise<number> {
  const sample = sampleOf(history, await history.readBatch(0), SAMPLE_BILLS);
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = process.hrtime.bigint();
    settleSample(region, sample);
    speeds.push(sample.bills / (Number(process.hrtime.bigint() - started) / 1e9));
  }
  return median(speeds);
}
