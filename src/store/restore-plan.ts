import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { YibaoError } from "../kernel/index.ts";
import { hashFile, inParallel, type OnBytes, sumOfBytes } from "./backup-copy.ts";
import {
  type BaseManifest,
  baseNames,
  noteFile,
  progressFile,
  readManifest,
  readProgress,
  type SegmentNote,
  type WalProgress,
  walFolder,
} from "./backup-folder.ts";
import { readJson } from "./durable-file.ts";
import { segmentName, segmentStart } from "./wal-segment.ts";

/** Which base backup and how much of the log give a moment back, every byte of it checked. */

export interface RestorePlan {
  readonly folder: string;
  readonly base: string;
  readonly manifest: BaseManifest;
  /** From the base backup's start, in order, without a gap. */
  readonly segments: readonly PlannedSegment[];
  /** Null: everything there is. */
  readonly moment: string | null;
  /** The log's last position that is used. */
  readonly end_position: number;
  /** Everything committed until then is in the backup. */
  readonly latest: string;
}

export interface PlannedSegment extends SegmentNote {
  readonly segment: string;
}

/**
 * Chooses the latest base backup that is whole before `moment` and checks each file that is needed
 * against its size and SHA-256. Writes nothing.
 * @throws YibaoError STORE-BACKUP-NONE | STORE-BACKUP-DAMAGED | STORE-RESTORE-MOMENT
 */
export async function planRestore(
  folder: string,
  moment: string | null,
  onBytes: OnBytes,
): Promise<RestorePlan> {
  const bases = await readBases(folder);
  const chosen = bases.filter(({ manifest }) => moment === null || manifest.ended_at <= moment);
  const base = chosen.at(-1);
  const first = bases[0]?.manifest.ended_at as string;
  if (base === undefined) throw outside(moment, first, await latestOf(folder));
  const all = await unbrokenLog(folder, base.manifest);
  const last = all.at(-1) as PlannedSegment;
  if (moment !== null && last.at < moment) throw outside(moment, first, last.at);
  // The first segment written to its end after the moment holds all that was committed before.
  const enough = all.findIndex(({ at, position }) => {
    return moment !== null && at >= moment && position >= base.manifest.stop_position;
  });
  const segments = enough === -1 ? all : all.slice(0, enough + 1);
  const end_position = segments.at(-1)?.position ?? 0;
  const plan = { folder, ...base, segments, moment, end_position, latest: last.at };
  await checkFiles(plan, onBytes);
  return plan;
}

function outside(moment: string | null, from: string, to: string): YibaoError {
  return new YibaoError("STORE-RESTORE-MOMENT", { moment: moment ?? "", from, to });
}

async function latestOf(folder: string): Promise<string> {
  return (await readProgress(folder))?.at ?? "？";
}

interface Base {
  readonly base: string;
  readonly manifest: BaseManifest;
}

/** The oldest first. */
async function readBases(folder: string): Promise<Base[]> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new YibaoError("STORE-BACKUP-NONE", { folder });
  }
  const bases: Base[] = [];
  for (const base of await baseNames(folder)) {
    const manifest = await readManifest(join(folder, base));
    if (manifest === null) {
      throw damaged(`${base}/manifest.json`, "清单缺失或被改动");
    }
    bases.push({ base, manifest });
  }
  if (bases.length === 0) throw new YibaoError("STORE-BACKUP-NONE", { folder });
  return bases;
}

function damaged(file: string, reason: string): YibaoError {
  return new YibaoError("STORE-BACKUP-DAMAGED", { file, reason });
}

/** The log from a base backup's start to where it breaks off. It must cover the base backup. */
async function unbrokenLog(folder: string, manifest: BaseManifest): Promise<PlannedSegment[]> {
  const { timeline, segment_bytes, start_position, stop_position } = manifest;
  const progress = await readProgress(folder);
  if (progress === null) throw damaged(progressFile(folder), "归档进度缺失");
  const segments: PlannedSegment[] = [];
  let at = segmentStart(start_position, segment_bytes);
  for (; ; at += segment_bytes) {
    const segment = segmentName(timeline, at, segment_bytes);
    const note = await noteOf(folder, segment, at, manifest, progress);
    if (note === null) break;
    segments.push({ ...note, segment });
    if (note.bytes < segment_bytes) break;
  }
  const last = segments.at(-1);
  if (last === undefined || last.position < stop_position) {
    const missing = segmentName(timeline, at, segment_bytes);
    throw damaged(join(walFolder(folder), missing), "日志缺失，备份不能恢复到一致的状态");
  }
  // An idle platform has nothing more to copy, yet more time has passed.
  if (last.position === progress.position && progress.at > last.at) {
    segments[segments.length - 1] = { ...last, at: progress.at };
  }
  return segments;
}

async function noteOf(
  folder: string,
  segment: string,
  start: number,
  { segment_bytes }: BaseManifest,
  progress: WalProgress,
): Promise<SegmentNote | null> {
  const note = await readJson<SegmentNote>(noteFile(folder, segment));
  if (note?.bytes === segment_bytes) return note;
  const bytes = progress.position - start;
  if (bytes > 0 && bytes < segment_bytes) return { ...progress, bytes };
  return note;
}

async function checkFiles(plan: RestorePlan, onBytes: OnBytes): Promise<void> {
  const { folder, base, manifest, segments } = plan;
  const total = sumOfBytes(manifest.files) + sumOfBytes(segments);
  let done = 0;
  const check = async (file: {
    readonly path: string;
    readonly most?: number;
    readonly bytes: number;
    readonly sha256: string;
  }): Promise<void> => {
    const path = join(folder, file.path);
    if (!existsSync(path)) throw damaged(path, "文件缺失");
    const found = await hashFile(path, file.most);
    if (found.bytes !== file.bytes) {
      throw damaged(path, `应为 ${file.bytes} 字节，实为 ${found.bytes} 字节`);
    }
    if (found.sha256 !== file.sha256) throw damaged(path, "内容与备份时不同");
    done += file.bytes;
    onBytes(done, total);
  };
  await inParallel(manifest.files, (file) => check({ ...file, path: join(base, file.path) }));
  const wal = segments.map(({ segment, bytes, sha256 }) => {
    return { path: join("wal", segment), bytes, sha256, most: bytes };
  });
  await inParallel(wal, check);
}
