import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CivilDate, isCivilDate, YibaoError } from "../kernel/index.ts";
import { loadRegion, type Region } from "../policy/index.ts";
import {
  type Change,
  checkChangeDays,
  readChangeFile,
  reportPage,
  resultJson,
  resultTables,
  type SimulationResult,
  simulate,
  threadsAvailable,
} from "../simulation/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { createProgress, note } from "./progress.ts";
import { type Replayed, replayedHistory } from "./simulate-history.ts";
import { simulationSheet } from "./simulation-sheet.ts";

const MOST_THREADS = 64;

/** `yibao simulate`: a history replayed under changed policy. */
export async function simulateCommand(invocation: Invocation): Promise<number> {
  const out = textFlag(invocation, "out");
  const progress = createProgress();
  const asked = askedOf(invocation);
  const replayed = await replayedHistory(invocation, { ...asked, progress: progress.update });
  try {
    const result = await simulated(invocation, asked, replayed, progress.update);
    progress.finish();
    if (out !== undefined) writeResult(out, result);
    const json = () => JSON.stringify(resultJson(result), null, 2);
    process.stdout.write(`${invocation.json ? json() : simulationSheet(result)}\n`);
    return result.reproduction.bills_different === 0 ? 0 : 1;
  } finally {
    progress.finish();
    await replayed.close();
  }
}

/** Days and number of threads, looked at before anything takes time. */
function askedOf(invocation: Invocation) {
  return {
    from: dayFlag(invocation, "from"),
    to: dayFlag(invocation, "to"),
    threads: numberFlag(invocation, "threads", threadsAvailable(), 0, MOST_THREADS),
  };
}

/** @throws YibaoError COMMAND-BAD-FLAG */
function dayFlag(invocation: Invocation, flag: string): CivilDate | null {
  const value = textFlag(invocation, flag);
  if (value === undefined) return null;
  if (isCivilDate(value)) return value;
  const allowed = "日期，例如 2025-01-31";
  throw new YibaoError("COMMAND-BAD-FLAG", { flag: `--${flag}`, value, allowed });
}

async function simulated(
  invocation: Invocation,
  { from, to, threads }: ReturnType<typeof askedOf>,
  { history, region: own }: Replayed,
  progress: (step: string, done: number, total: number) => void,
): Promise<SimulationResult> {
  const { manifest } = history;
  const asked = textFlag(invocation, "region");
  const region = asked === undefined ? (own ?? loadRegion(manifest.region)) : loadRegion(asked);
  if (region.code !== manifest.region) {
    const details = { history: manifest.region, region: region.code };
    throw new YibaoError("HISTORY-OTHER-REGION", details);
  }
  const change = changeOf(invocation, region);
  if (change !== null) checkChangeDays(change, manifest);
  const out = textFlag(invocation, "out");
  if (out !== undefined) prepareFolder(out);
  return simulate({
    history,
    region,
    change,
    from,
    to,
    threads,
    seed: textFlag(invocation, "seed") ?? "1",
    sensitivity: invocation.flags["no-sensitivity"] !== true,
    projection: invocation.flags["no-projection"] !== true,
    progress,
  });
}

function changeOf(invocation: Invocation, region: Region): Change | null {
  const file = textFlag(invocation, "change");
  return file === undefined ? null : readChangeFile(file, region);
}

/** After the input was found good, before the work is done: a minute later it would be lost. */
function prepareFolder(folder: string): void {
  writable(folder, () => mkdirSync(folder, { recursive: true }));
}

/** The whole answer as files: for scripts, for a spreadsheet, for a meeting. */
function writeResult(folder: string, result: SimulationResult): void {
  const tables = resultTables(result);
  const files = new Map([
    ["result.json", `${JSON.stringify(resultJson(result), null, 2)}\n`],
    ["report.html", reportPage(result)],
    ...tables,
  ]);
  writable(folder, () => {
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  });
  note(`结果已写入 ${folder}：report.html、result.json 与 ${tables.size} 张 CSV 表`);
}

/** @throws YibaoError HISTORY-FOLDER-NOT-WRITABLE */
function writable(folder: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === undefined) throw error;
    throw new YibaoError("HISTORY-FOLDER-NOT-WRITABLE", { folder, reason });
  }
}
