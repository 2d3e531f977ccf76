import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import {
  beginRun,
  type Change,
  endRun,
  exportHistory,
  openHistory,
  type RunProgress,
  type SimulationResult,
  simulate,
  tellRun,
  threadsAvailable,
} from "../../simulation/index.ts";
import type { Store } from "../../store/index.ts";

/**
 * Simulations that run behind the screens, one at a time, on the bills that the platform itself
 * settled: exported under pseudonyms of this run alone, replayed in a thread of their own, and
 * removed again. The results are kept.
 */

export interface AskedRun {
  readonly store: Store;
  readonly region: Region;
  readonly change: Change;
  /** The whole text of the change, as it was asked. */
  readonly text: string;
  readonly year: number;
  readonly by: string;
  readonly clock: () => Date;
  readonly onFault: (error: unknown) => void;
}

const KEY_BYTES = 32;
/** The other processors go on serving. */
const THREADS = 2;
const TELL_MILLISECONDS = 1_000;

/** @returns its number, before it is done. @throws YibaoError LIBRARY-SIMULATING */
export async function startSimulation(asked: AskedRun): Promise<number> {
  const { store, region, change, text, year, by, clock } = asked;
  const run_no = await beginRun(store, {
    ...{ region: region.code, title: change.title, change_text: text, year },
    ...{ policy_version: region.version, started_by: by, started_at: clock() },
  });
  void worked(run_no, asked).catch(asked.onFault);
  return run_no;
}

async function worked(run_no: number, asked: AskedRun): Promise<void> {
  const { store, clock, onFault } = asked;
  let at: RunProgress = { step: "", done: 0, total: 0 };
  // What cannot be told now is told a second later, or at the end.
  const telling = setInterval(
    () => void tellRun(store, run_no, at).catch(() => undefined),
    TELL_MILLISECONDS,
  );
  try {
    const result = await simulated(asked, (step, done, total) => {
      at = { step, done, total };
    });
    await endRun(store, run_no, { result }, clock());
  } catch (error) {
    const told = error instanceof YibaoError;
    if (!told) onFault(error);
    const failure = told ? error.message : "平台故障，请稍后再试";
    await endRun(store, run_no, { failure }, clock());
  } finally {
    clearInterval(telling);
  }
}

async function simulated(
  { store, region, change, year }: AskedRun,
  progress: (step: string, done: number, total: number) => void,
): Promise<SimulationResult> {
  const folder = await mkdtemp(join(tmpdir(), "yibao-simulation-"));
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
