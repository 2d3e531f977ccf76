import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type CivilDate, isCivilDate, YibaoError } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import {
  assumptionLines,
  exportHistory,
  generateHistory,
  HISTORY_FILES,
  type HistoryManifest,
  LEFT_OUT,
} from "../simulation/index.ts";
import { migrate, openStore } from "../store/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { currentRegion } from "./current-region.ts";
import { placeOf, REGION_CODE } from "./house.ts";
import { createProgress, note } from "./progress.ts";
import { onStopSignal } from "./stop-signal.ts";

type Action = (invocation: Invocation) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = { generate, export: exportFromDatabase };

/** `yibao history`: a year of bills as columns, made up or from the database. */
export async function historyCommand(invocation: Invocation): Promise<number> {
  const [word] = invocation.words;
  const action = ACTIONS[word ?? ""];
  if (action === undefined) {
    const what = `子命令 ${Object.keys(ACTIONS).join("、")} 之一`;
    throw new YibaoError("COMMAND-MISSING", { command: "history", what });
  }
  return await action(invocation);
}

const PEOPLE_MOST = 50_000_000;

async function generate(invocation: Invocation): Promise<number> {
  if (invocation.flags.assumptions === true) return printAssumptions(invocation.json);
  const folder = required(invocation, "out");
  const people = numberFlag(invocation, "people", 10_000, 1, PEOPLE_MOST);
  required(invocation, "year");
  const year = numberFlag(invocation, "year", 0, 2000, 2099);
  const seed = required(invocation, "seed");
  const region = loadRegion(textFlag(invocation, "region") ?? REGION_CODE);
  const progress = createProgress();
  const started = Date.now();
  try {
    const manifest = await untilStopped((stopHere) =>
      generateHistory({
        region,
        people,
        year,
        seed,
        folder,
        async onProgress(done) {
          progress.update("生成", done, people);
          // Lets Ctrl-C and the terminal have their turn.
          await setImmediate();
          stopHere();
        },
      }),
    );
    progress.finish();
    return report(invocation, folder, manifest, Date.now() - started);
  } finally {
    progress.finish();
  }
}

async function exportFromDatabase(invocation: Invocation): Promise<number> {
  const folder = required(invocation, "out");
  const from = dayFlag(invocation, "from");
  const to = dayFlag(invocation, "to");
  const key = keyOf(textFlag(invocation, "key"));
  const progress = createProgress();
  const started = Date.now();
  try {
    const manifest = await untilStopped(async (stopHere) => {
      const place = placeOf(invocation);
      const store = await openStore({ ...place, join: true, existing: true, log: note });
      try {
        await migrate(store);
        const region = await currentRegion(store);
        const onProgress = (done: number, all: number) => {
          progress.update("导出", done, all);
          stopHere();
        };
        return await exportHistory({ store, region, from, to, folder, key, onProgress });
      } finally {
        await store.close();
      }
    });
    progress.finish();
    return report(invocation, folder, manifest, Date.now() - started);
  } finally {
    progress.finish();
  }
}

class Stopped extends Error {}

/**
 * Ctrl-C takes away a history that is half written, so that the same command can be given again.
 * The work asks in between whether it is to stop; what it throws then goes no further, and the
 * process ends by the signal, as it would have. A second one ends it at once.
 */
async function untilStopped<T>(work: (stopHere: () => void) => Promise<T>): Promise<T> {
  let stopped: NodeJS.Signals | undefined;
  const unwatch = onStopSignal((signal) => {
    stopped = signal;
  });
  try {
    return await work(() => {
      if (stopped !== undefined) throw new Stopped(stopped);
    });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    unwatch();
  }
  process.kill(process.pid, stopped);
  return await new Promise(() => {});
}

const KEY_BYTES = 32;

/** A key of this run alone is kept nowhere: nobody can tell later who was who. */
function keyOf(file: string | undefined): Buffer {
  if (file === undefined) return randomBytes(KEY_BYTES);
  const key = readKey(file);
  if (key.length < KEY_BYTES) {
    throw new YibaoError("HISTORY-KEY", { file, reason: `只有 ${key.length} 字节` });
  }
  return key;
}

function readKey(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new YibaoError("HISTORY-KEY", { file, reason: code ?? "读取失败" });
  }
}

function required(invocation: Invocation, flag: string): string {
  const value = textFlag(invocation, flag);
  if (value !== undefined && value !== "") return value;
  throw new YibaoError("COMMAND-MISSING", { command: "history", what: `--${flag}` });
}

function dayFlag(invocation: Invocation, flag: string): CivilDate {
  const value = required(invocation, flag);
  if (isCivilDate(value)) return value;
  const allowed = "日期，例如 2024-01-01";
  throw new YibaoError("COMMAND-BAD-FLAG", { flag: `--${flag}`, value, allowed });
}

function report(
  { json }: Invocation,
  folder: string,
  manifest: HistoryManifest,
  milliseconds: number,
): number {
  const bytes = statSync(join(folder, HISTORY_FILES.bills)).size;
  const peak_memory_bytes = process.resourceUsage().maxRSS * 1024;
  if (json) {
    const answer = { folder, milliseconds, bytes, peak_memory_bytes, ...manifest };
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return 0;
  }
  const { people, bills, cancellations, bills_not_reproduced: odd, sha256 } = manifest;
  const lines = [
    `${folder}：${manifest.region_name} ${manifest.from} 至 ${manifest.to}`,
    `${people} 人，账单 ${bills} 行（其中撤销 ${cancellations}），bills.arrow ${bytes} 字节`,
    `bills.arrow SHA-256 ${sha256[HISTORY_FILES.bills]}`,
    `用时 ${(milliseconds / 1_000).toFixed(1)} 秒`,
    ...(odd > 0 ? [`${odd} 行按现有登记与政策重算会不同，见 docs/history.md`] : []),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

function printAssumptions(json: boolean): number {
  const assumptions = assumptionLines();
  if (json) {
    const text = JSON.stringify({ assumptions, left_out: LEFT_OUT }, null, 2);
    process.stdout.write(`${text}\n`);
    return 0;
  }
  const lines = assumptions.map(({ title, unit, basis, source, value }) => {
    return `${title}（${unit}）\n  依据 ${basis}：${source}\n  ${JSON.stringify(value)}`;
  });
  const left = LEFT_OUT.map((one) => `- ${one}`);
  process.stdout.write(`${[...lines, "生成的历史里没有：", ...left].join("\n")}\n`);
  return 0;
}
