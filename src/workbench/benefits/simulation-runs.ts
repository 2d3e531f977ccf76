import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import {
  type Change,
  exportHistory,
  openHistory,
  type SimulationResult,
  simulate,
  threadsAvailable,
} from "../../simulation/index.ts";
import type { Store } from "../../store/index.ts";

/**
 * Simulations that run behind the screens, one at a time, on the bills that the platform itself
 * settled: exported under pseudonyms of this run alone, replayed in a thread of their own, and
 * removed again. The last results are kept as long as the program runs.
 */
export interface SimulationRuns {
  /** @throws YibaoError LIBRARY-BUSY */
  start(asked: AskedRun): Run;
  find(run_no: number): Run | null;
  list(): readonly Run[];
}

export interface AskedRun {
  readonly store: Store;
  readonly region: Region;
  readonly change: Change;
  /** The whole text of the change, as it was asked. */
  readonly text: string;
  readonly year: number;
  readonly by: string;
  readonly now: Date;
  readonly onFault: (error: unknown) => void;
}

export interface Run {
  readonly run_no: number;
  readonly title: string;
  readonly text: string;
  readonly year: number;
  readonly by: string;
  readonly started_at: Date;
  readonly region_code: string;
  state: "running" | "done" | "failed";
  step: string;
  done: number;
  total: number;
  result: SimulationResult | null;
  /** Why it failed, for people. */
  failure: string | null;
}

const RUNS_KEPT = 10;
const KEY_BYTES = 32;
/** The other processors go on serving. */
const THREADS = 2;

export function createSimulationRuns(): SimulationRuns {
  const runs: Run[] = [];
  let last = 0;
  return {
    start: (asked) => {
      const running = runs.filter(({ state }) => state === "running").length;
      if (running > 0) throw new YibaoError("LIBRARY-SIMULATING", { running });
      last += 1;
      const { change, text, year, by, now, region } = asked;
      const run: Run = {
        ...{ run_no: last, title: change.title, text, year, by, started_at: now },
        ...{ region_code: region.code, state: "running", step: "", done: 0, total: 0 },
        ...{ result: null, failure: null },
      };
      runs.unshift(run);
      runs.splice(RUNS_KEPT);
      void worked(run, asked);
      return run;
    },
    find: (run_no) => runs.find((one) => one.run_no === run_no) ?? null,
    list: () => runs,
  };
}

async function worked(run: Run, asked: AskedRun): Promise<void> {
  try {
    run.result = await simulated(run, asked);
    run.state = "done";
  } catch (error) {
    const told = error instanceof YibaoError;
    if (!told) asked.onFault(error);
    run.failure = told ? error.message : "平台故障，请稍后再试";
    run.state = "failed";
  }
}

async function simulated(run: Run, asked: AskedRun): Promise<SimulationResult> {
  const { store, region, change, year } = asked;
  const folder = await mkdtemp(join(tmpdir(), "yibao-simulation-"));
  const progress = (step: string, done: number, total: number): void => {
    Object.assign(run, { step, done, total });
  };
  try {
    await exportHistory({
      ...{ store, region, folder, key: randomBytes(KEY_BYTES) },
      from: `${year}-01-01` as CivilDate,
      to: `${year}-12-31` as CivilDate,
      onProgress: (done, total) => progress("整理已结算的账单", done, total),
    });
    const history = await openHistory(folder);
    try {
      return await simulate({
        ...{ history, region, change, from: null, to: null, seed: "1", progress },
        ...{
          sensitivity: false,
          projection: false,
          threads: Math.min(THREADS, threadsAvailable()),
        },
      });
    } finally {
      await history.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
