import { isCivilDate, YibaoError } from "../kernel/index.ts";
import {
  migrate,
  openStore,
  type RestoreReport,
  type RestoreStep,
  restoreBackup,
} from "../store/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { checkCoherence, coherenceText } from "./coherence.ts";
import { placeOf } from "./house.ts";
import { createProgress, note } from "./progress.ts";

const STEPS: Readonly<Record<RestoreStep, string>> = {
  check: "核对备份（字节）",
  copy: "复制（字节）",
  recover: "重放日志（字节）",
};

const MOMENT = /^(\d{4}-\d{2}-\d{2})[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?$/;

/**
 * `yibao restore DIR`: a new data folder as everything was at a moment, then `verify` on it; 1 when
 * that finds anything.
 */
export async function restoreCommand(invocation: Invocation): Promise<number> {
  const [folder] = invocation.words;
  if (folder === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "restore", what: "DIR（备份目录）" });
  }
  const moment = momentOf(invocation);
  const { dataDir = "./data" } = placeOf(invocation);
  const progress = createProgress();
  const report = await restoreBackup({
    folder,
    dataDir,
    moment,
    log: note,
    onProgress: (step, done, total) => progress.update(STEPS[step], done, total),
  });
  progress.finish();
  const store = await openStore({ dataDir, log: note });
  try {
    await migrate(store);
    const coherence = await checkCoherence(store);
    const { findings, milliseconds } = coherence;
    if (invocation.json) {
      const answer = { ...report, coherent: findings.length === 0, milliseconds, findings };
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    } else {
      process.stdout.write(`${textOf(report)}${coherenceText(coherence)}`);
    }
    return findings.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

/**
 * The moment asked for, with microseconds as the log has them; null for the latest.
 * @throws YibaoError COMMAND-BAD-FLAG
 */
function momentOf(invocation: Invocation): string | null {
  const text = textFlag(invocation, "to");
  if (text === undefined) return null;
  const [, day] = MOMENT.exec(text) ?? [];
  if (day === undefined || !isCivilDate(day)) {
    const allowed = "北京时间的时刻，例如 2026-11-22 10:00:00";
    throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--to", value: text, allowed });
  }
  if (invocation.flags["to-latest"] === true) {
    const allowed = "--to 与 --to-latest 只写一个";
    throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--to-latest", value: text, allowed });
  }
  const [seconds, fraction = ""] = text.replace("T", " ").split(".");
  return `${seconds}.${fraction.padEnd(6, "0")}`;
}

function textOf({ data, base, moment, last_commit }: RestoreReport): string {
  return [
    `✓ 已恢复到 ${data}（${base}${moment === null ? "，到最新" : `，到 ${moment}`}）`,
    `  最后一笔提交在 ${last_commit ?? "备份之时"}；用 yibao serve --data ${data} 启动`,
    "",
  ].join("\n");
}
