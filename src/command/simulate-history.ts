import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CivilDate, YibaoError, yearOf } from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import { exportHistory, type History, openHistory } from "../simulation/index.ts";
import { migrate, openStore } from "../store/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { currentRegion } from "./current-region.ts";
import { placeOf } from "./house.ts";
import { note } from "./progress.ts";

/** A history to replay, and what goes with it. */
export interface Replayed {
  readonly history: History;
  /** The policy that the database settles by; null for a folder, which names its region only. */
  readonly region: Region | null;
  /** Closes the history; what was exported for this run alone is removed. */
  close(): Promise<void>;
}

export interface HistoryAsked {
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly progress: (step: string, done: number, total: number) => void;
}

const DATABASE = "database";
const DATA_FOLDER = "data";

/**
 * The folder of `--history`; with `--history database`, or without the flag where there is a
 * database, the years around `--from` and `--to` exported for this run.
 * @throws YibaoError COMMAND-MISSING, HISTORY-*, STORE-*
 */
export async function replayedHistory(
  invocation: Invocation,
  asked: HistoryAsked,
): Promise<Replayed> {
  const named = textFlag(invocation, "history") ?? (hasDatabase(invocation) ? DATABASE : undefined);
  if (named === undefined) {
    const what = "--history 目录，或 --history database（可加 --data、--database-url）";
    throw new YibaoError("COMMAND-MISSING", { command: "simulate", what });
  }
  if (named === DATABASE) return exportedHistory(invocation, asked);
  // A history that was damaged on its way would answer wrongly, or not at all, minutes later.
  const history = await openHistory(named, { verify: true });
  return { history, region: null, close: () => history.close() };
}

function hasDatabase(invocation: Invocation): boolean {
  const { dataDir, databaseUrl } = placeOf(invocation);
  return dataDir !== undefined || databaseUrl !== undefined || existsSync(DATA_FOLDER);
}

async function exportedHistory(invocation: Invocation, asked: HistoryAsked): Promise<Replayed> {
  const days = wholeYears(asked);
  const folder = mkdtempSync(join(tmpdir(), "yibao-simulate-history-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const unwatch = removedWhenStopped(remove);
  try {
    const region = await exportTo(folder, invocation, days, asked.progress);
    const history = await openHistory(folder);
    const close = async () => {
      await history.close();
      remove();
      unwatch();
    };
    return { history, region, close };
  } catch (error) {
    remove();
    unwatch();
    throw error;
  }
}

/** Accumulators count by the year, so a history is of whole years. */
function wholeYears({ from, to }: HistoryAsked): { from: CivilDate; to: CivilDate } {
  if (from === null || to === null) {
    const what = "--from 与 --to：数据库里哪些日子的账单";
    throw new YibaoError("COMMAND-MISSING", { command: "simulate", what });
  }
  return {
    from: `${yearOf(from)}-01-01` as CivilDate,
    to: `${yearOf(to)}-12-31` as CivilDate,
  };
}

const KEY_BYTES = 32;

/** The key of the pseudonyms is of this run alone and kept nowhere. */
async function exportTo(
  folder: string,
  invocation: Invocation,
  days: { from: CivilDate; to: CivilDate },
  progress: HistoryAsked["progress"],
): Promise<Region> {
  const store = await openStore({ ...placeOf(invocation), join: true, existing: true, log: note });
  try {
    await migrate(store);
    const region = await currentRegion(store);
    const key = randomBytes(KEY_BYTES);
    const onProgress = (done: number, all: number) => progress("导出", done, all);
    await exportHistory({ store, region, ...days, folder, key, onProgress });
    return region;
  } finally {
    await store.close();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Bills of real people do not stay behind when somebody presses Ctrl-C. */
function removedWhenStopped(remove: () => void): () => void {
  const stopped = (signal: NodeJS.Signals) => {
    remove();
    unwatch();
    process.kill(process.pid, signal);
  };
  const unwatch = () => {
    for (const signal of SIGNALS) process.off(signal, stopped);
  };
  for (const signal of SIGNALS) process.on(signal, stopped);
  return unwatch;
}
