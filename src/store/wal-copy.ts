import { createHash, type Hash } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import {
  type BackupLine,
  noteFile,
  progressFile,
  readLine,
  readProgress,
  type SegmentNote,
  type WalProgress,
  walFolder,
} from "./backup-folder.ts";
import { writeWhole } from "./durable-file.ts";
import { positionText, segmentName, segmentStart } from "./wal-segment.ts";

/**
 * Copies the write-ahead log into a backup folder as it grows, from the files of the embedded
 * server. A replication slot keeps what is not yet copied, so the copying may pause (the folder is
 * not mounted, the platform is stopped) and go on; nothing waits for it. No `archive_command`: that
 * would run a shell as the system user, who may not be able to enter the folder, and would leave
 * out the segment being written.
 */

/** The slot is a server's own; a restored server has none. */
export const WAL_SLOT = "yibao_backup";
/** One copier at a time, in any process. */
export const WAL_LOCK = 7_430_400_005;
const CHUNK_BYTES = 1_048_576;

/** The log can no longer be copied without a gap; a new base backup is needed. */
export class WalBroken extends Error {}

export interface WalCopier {
  /**
   * Copies what was flushed until now; the caller holds WAL_LOCK on `client`.
   * @throws WalBroken
   */
  copy(client: pg.Client): Promise<WalProgress>;
}

/** The segment that this process is in the midst of, so that its hash need not start anew. */
interface Growing {
  readonly segment: string;
  readonly hash: Hash;
  bytes: number;
}

/** Copies from the server's own files (`cluster`) into the backup folder. */
export function createWalCopier(cluster: string, folder: string): WalCopier {
  let growing: Growing | null = null;
  return {
    async copy(client) {
      const line = await readLine(folder);
      const known = await readProgress(folder);
      if (line === null || known === null) throw new Error(`${folder} 里没有归档的记录`);
      const { at, flushed } = await flushedNow(client);
      if (known.position === flushed) return await touched(folder, known, at);
      let progress = known;
      const segmentNow = segmentName(line.timeline, known.position, line.segment_bytes);
      if (growing?.segment !== segmentNow || growing.bytes !== bytesOf(known, line)) {
        // Another process copied meanwhile, or none: this segment again from its beginning.
        growing = null;
        progress = { ...known, position: segmentStart(known.position, line.segment_bytes) };
      }
      while (progress.position < flushed) {
        growing ??= newSegment(line, progress.position);
        const end = Math.min(flushed, nextStart(progress.position, line));
        await copyPart({ cluster, folder, line, growing }, progress.position, end);
        const whole = end % line.segment_bytes === 0;
        // The time of the round holds only once all that was flushed by then is copied.
        const copied: WalProgress = {
          position: end,
          at: end === flushed ? at : progress.at,
          sha256: growing.hash.copy().digest("hex"),
        };
        if (whole) {
          await writeNote(folder, growing.segment, { ...copied, bytes: growing.bytes });
          growing = null;
        }
        progress = whole ? { ...copied, sha256: NOTHING_SHA256 } : copied;
        await writeWhole(progressFile(folder), JSON.stringify(progress));
      }
      await release(client, progress.position);
      return progress;
    },
  };
}

/** Of no bytes at all. */
export const NOTHING_SHA256 = createHash("sha256").digest("hex");

export function writeNote(folder: string, segment: string, note: SegmentNote): Promise<void> {
  return writeWhole(noteFile(folder, segment), JSON.stringify(note));
}

function bytesOf(progress: WalProgress, line: BackupLine): number {
  return progress.position % line.segment_bytes;
}

function nextStart(position: number, line: BackupLine): number {
  return segmentStart(position, line.segment_bytes) + line.segment_bytes;
}

function newSegment(line: BackupLine, position: number): Growing {
  const segment = segmentName(line.timeline, position, line.segment_bytes);
  return { segment, hash: createHash("sha256"), bytes: 0 };
}

/** The clock is read before the log: what was committed until `at` lies before `flushed`. */
async function flushedNow(client: pg.Client): Promise<{ at: string; flushed: number }> {
  const { rows } = await client.query<{ at: string }>(`select ${CHINA_NOW} as at`);
  const { rows: states } = await client.query<{ flushed: number; status: string | null }>(
    `select (pg_current_wal_flush_lsn() - '0/0')::bigint as flushed,
            (select wal_status from pg_replication_slots where slot_name = $1) as status`,
    [WAL_SLOT],
  );
  const { flushed, status } = states[0] as { flushed: number; status: string | null };
  if (status === null || status === "lost") {
    throw new WalBroken("数据库已清除尚未归档的日志");
  }
  return { at: rows[0]?.at as string, flushed };
}

/** Civil time in China with microseconds, as text. */
export const CHINA_NOW = `to_char(clock_timestamp() at time zone 'Asia/Shanghai',
  'YYYY-MM-DD HH24:MI:SS.US')`;

/** Nothing new: the folder says so now and then, and can be restored to later moments. */
async function touched(folder: string, known: WalProgress, at: string): Promise<WalProgress> {
  if (known.at !== "" && at.slice(0, IDLE_PRECISION) === known.at.slice(0, IDLE_PRECISION)) {
    return known;
  }
  const progress = { ...known, at };
  await writeWhole(progressFile(folder), JSON.stringify(progress));
  return progress;
}

/** `2026-11-22 10:00:0`: an idle platform writes every ten seconds. */
const IDLE_PRECISION = 18;

interface Part {
  readonly cluster: string;
  readonly folder: string;
  readonly line: BackupLine;
  readonly growing: Growing;
}

/** The bytes from `from` to `to`, within one segment, durable when this returns. */
async function copyPart(part: Part, from: number, to: number): Promise<void> {
  const { cluster, folder, line, growing } = part;
  const source = await open(join(cluster, "pg_wal", growing.segment), "r").catch((error) => {
    if (error.code === "ENOENT") throw new WalBroken(`日志文件 ${growing.segment} 已被清除`);
    throw error;
  });
  try {
    const target = await openSegment(folder, growing.segment, line.segment_bytes);
    try {
      const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, to - from));
      for (let position = from; position < to; ) {
        const wanted = Math.min(buffer.length, to - position);
        const offset = position % line.segment_bytes;
        const { bytesRead } = await source.read(buffer, 0, wanted, offset);
        if (bytesRead === 0) throw new Error(`${growing.segment} ends before ${to}`);
        const read = buffer.subarray(0, bytesRead);
        await target.write(read, 0, bytesRead, offset);
        growing.hash.update(read);
        growing.bytes += bytesRead;
        position += bytesRead;
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } catch (error) {
    // What was hashed may not be what is on the disk.
    growing.bytes = Number.NaN;
    throw error;
  } finally {
    await source.close();
  }
}

/** A segment always has its full length, zeros where nothing is copied yet. */
async function openSegment(folder: string, segment: string, bytes: number) {
  const path = join(walFolder(folder), segment);
  try {
    return await open(path, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  await mkdir(walFolder(folder), { recursive: true, mode: 0o700 });
  const handle = await open(path, "wx+", 0o600);
  await handle.truncate(bytes);
  return handle;
}

/** The server may clear what lies before `position`. */
async function release(client: pg.Client, position: number): Promise<void> {
  await client.query("select pg_replication_slot_advance($1, $2::pg_lsn)", [
    WAL_SLOT,
    positionText(position),
  ]);
}
