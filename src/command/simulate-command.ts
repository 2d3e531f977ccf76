import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { civilDate, YibaoError } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import {
  checkChangeDays,
  type History,
  openHistory,
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
import { simulationSheet } from "./simulation-sheet.ts";

const MOST_THREADS = 64;

/** `yibao simulate`: a history replayed under changed policy. */
export async function simulateCommand(invocation: Invocation): Promise<number> {
  const history = await openHistory(folderOf(invocation));
  const progress = createProgress();
  try {
    const result = await simulated(invocation, history, progress.update);
    progress.finish();
    const out = textFlag(invocation, "out");
    if (out !== undefined) writeResult(out, result);
    const json = () => JSON.stringify(resultJson(result), null, 2);
    process.stdout.write(`${invocation.json ? json() : simulationSheet(result)}\n`);
    return result.reproduction.bills_different === 0 ? 0 : 1;
  } finally {
    progress.finish();
    await history.close();
  }
}

function folderOf(invocation: Invocation): string {
  const folder = textFlag(invocation, "history");
  if (folder !== undefined) return folder;
  throw new YibaoError("COMMAND-MISSING", { command: "simulate", what: "--history" });
}

async function simulated(
  invocation: Invocation,
  history: History,
  progress: (step: string, done: number, total: number) => void,
): Promise<SimulationResult> {
  const region = loadRegion(textFlag(invocation, "region") ?? history.manifest.region);
  const file = textFlag(invocation, "change");
  const change = file === undefined ? null : readChangeFile(file, region);
  const { from, to } = history.manifest;
  if (change !== null) checkChangeDays(change, { from, to });
  const day = (flag: string) => {
    const text = textFlag(invocation, flag);
    return text === undefined ? null : civilDate(text);
  };
  return simulate({
    history,
    region,
    change,
    from: day("from"),
    to: day("to"),
    threads: numberFlag(invocation, "threads", threadsAvailable(), 0, MOST_THREADS),
    seed: textFlag(invocation, "seed") ?? "1",
    sensitivity: invocation.flags["no-sensitivity"] !== true,
    projection: invocation.flags["no-projection"] !== true,
    progress,
  });
}

/** The whole answer as files: for scripts, for a spreadsheet, for a meeting. */
function writeResult(folder: string, result: SimulationResult): void {
  try {
    mkdirSync(folder, { recursive: true });
    const files = new Map([
      ["result.json", `${JSON.stringify(resultJson(result), null, 2)}\n`],
      ["report.html", reportPage(result)],
      ...resultTables(result),
    ]);
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    note(`结果已写入 ${folder}：report.html、result.json 与 ${files.size - 2} 张 CSV 表`);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === undefined) throw error;
    throw new YibaoError("HISTORY-FOLDER-NOT-WRITABLE", { folder, reason });
  }
}
