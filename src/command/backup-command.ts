import { YibaoError } from "../kernel/index.ts";
import { type BackupReport, backUp, openStore } from "../store/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { placeOf } from "./house.ts";
import { createProgress, note } from "./progress.ts";

/** Nobody has so many. */
const ALL = 1_000_000;

/** `yibao backup DIR`: a consistent copy, made beside a running platform or without one. */
export async function backupCommand(invocation: Invocation): Promise<number> {
  const [folder] = invocation.words;
  if (folder === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "backup", what: "DIR（备份目录）" });
  }
  if (textFlag(invocation, "database-url") !== undefined) {
    throw new YibaoError("STORE-BACKUP-FOREIGN-DATABASE");
  }
  const keep = numberFlag(invocation, "keep", ALL, 1, ALL);
  const store = await openStore({ ...placeOf(invocation), join: true, existing: true, log: note });
  const progress = createProgress();
  try {
    const report = await backUp(store, {
      folder,
      ...(keep === ALL ? {} : { keep }),
      onBytes: (done, total) => progress.update("备份（字节）", done, total),
    });
    progress.finish();
    process.stdout.write(invocation.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
    return 0;
  } finally {
    await store.close();
  }
}

function textOf({ folder, base, files, bytes, restorable_from, removed }: BackupReport): string {
  const size = (bytes / 1_048_576).toFixed(1);
  return [
    `✓ ${folder}：${base}，${files} 个文件，${size} MB`,
    `  可恢复到 ${restorable_from.slice(0, 19)} 之后的任意时刻；平台运行时日志持续归档到此目录`,
    ...(removed.length === 0 ? [] : [`  按 --keep 删去较早的备份：${removed.join("、")}`]),
    "",
  ].join("\n");
}
