import { existsSync, readFileSync } from "node:fs";
import { mkdir, open, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import { addFile, copyFiles, giveTo, type OnBytes, sumOfBytes } from "./backup-copy.ts";
import { CLUSTER, PASSWORD, walFolder } from "./backup-folder.ts";
import { prepareBinaries } from "./embedded-binaries.ts";
import { openDataFolder } from "./embedded-folder.ts";
import { serverIdentity } from "./embedded-identity.ts";
import { findRunningServer, serverUrl, withStartLock } from "./embedded-lock.ts";
import {
  assertVersion,
  logFile,
  type Place,
  RESTORING,
  startServer,
  stopServer,
} from "./embedded-server.ts";
import { type PlannedSegment, planRestore, type RestorePlan } from "./restore-plan.ts";

/** A new data folder from a backup, as everything was at a moment. */

export interface RestoreOptions {
  readonly folder: string;
  readonly dataDir: string;
  /** Civil time in China, `2026-11-22 10:00:00` with or without fractions; null: the latest. */
  readonly moment: string | null;
  readonly log: (line: string) => void;
  /** Told how far checking, copying and recovering have come. */
  readonly onProgress?: (step: RestoreStep, done: number, total: number) => void;
}

export type RestoreStep = "check" | "copy" | "recover";

export interface RestoreReport {
  readonly data: string;
  readonly base: string;
  readonly moment: string | null;
  /** When the last transaction that is in it was committed, civil time in China; null: none. */
  readonly last_commit: string | null;
}

/** Recovery may take long; the server tells when it is done or has failed. */
const RECOVERY_SECONDS = "86400";
const POLL_MILLISECONDS = 100;
const TARGET_NOT_REACHED = "recovery ended before configured recovery target was reached";

/**
 * Restores into a new or empty data folder, and stops the server again. What is committed at the
 * moment or before is there, nothing later. Until it is done no start accepts the folder.
 * @throws YibaoError STORE-RESTORE-NOT-EMPTY | STORE-FOLDER-IN-USE | STORE-BACKUP-… | STORE-…
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { dataDir, log, onProgress = () => undefined } = options;
  await assertUnused(resolve(dataDir), log);
  const folder = resolve(options.folder);
  const plan = await planRestore(folder, options.moment, stepOf(onProgress, "check"));
  const identity = await serverIdentity();
  const binaries = await prepareBinaries(identity, log);
  await assertVersion({ identity, binaries }, plan.manifest.postgres_version, folder);
  const home = await claimFolder(resolve(dataDir), join(folder, plan.base, PASSWORD));
  const place = { identity, binaries, folder: await openDataFolder(home, identity, log), log };
  return withStartLock(place.folder.home, async () => {
    await copyBack(plan, place, stepOf(onProgress, "copy"));
    const last_commit = await recover(plan, place, stepOf(onProgress, "recover"));
    await rm(join(home, RESTORING));
    return { data: place.folder.home, base: plan.base, moment: plan.moment, last_commit };
  });
}

function stepOf(onProgress: RestoreOptions["onProgress"], step: RestoreStep): OnBytes {
  return (done, total) => onProgress?.(step, done, total);
}

/** @throws YibaoError STORE-FOLDER-IN-USE | STORE-RESTORE-NOT-EMPTY */
async function assertUnused(folder: string, log: (line: string) => void): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw new YibaoError("STORE-RESTORE-NOT-EMPTY", { folder });
  });
  if (found.length === 0) return;
  const hasServer = found.includes("postgres") || found.includes("server-folder");
  if (hasServer && found.includes(PASSWORD)) {
    const opened = await openDataFolder(folder, await serverIdentity(), log);
    const running = await findRunningServer(opened);
    if (running?.held) {
      throw new YibaoError("STORE-FOLDER-IN-USE", { folder, pid: running.ownerPid ?? "？" });
    }
  }
  throw new YibaoError("STORE-RESTORE-NOT-EMPTY", { folder });
}

/** The data folder with the mark that it is not whole yet, and the database's password. */
async function claimFolder(home: string, password: string): Promise<string> {
  try {
    await mkdir(home, { recursive: true });
    await writeFile(join(home, RESTORING), "", { flag: "wx" });
    await writeFile(join(home, PASSWORD), readFileSync(password), { mode: 0o600 });
    return home;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new YibaoError("STORE-FOLDER-NOT-WRITABLE", { folder: home, reason: code });
  }
}

async function copyBack(plan: RestorePlan, place: Place, onBytes: OnBytes): Promise<void> {
  const { manifest, segments } = plan;
  const inside = `${CLUSTER}/`;
  const files = manifest.files
    .filter(({ path }) => path.startsWith(inside))
    .map(({ path, bytes }) => ({ path: path.slice(inside.length), bytes }));
  const folders = manifest.folders
    .map((path) => path.slice(inside.length))
    .filter((path) => path !== "");
  const { cluster } = place.folder;
  const total = sumOfBytes(files) + sumOfBytes(segments);
  const from = join(plan.folder, plan.base, CLUSTER);
  await copyFiles(from, cluster, { folders, files }, (done) => onBytes(done, total));
  let done = sumOfBytes(files);
  for (const segment of segments) {
    await copySegment(plan, segment, join(cluster, "pg_wal", segment.segment));
    done += segment.bytes;
    onBytes(done, total);
  }
  await addFile(cluster, "recovery.signal", "");
  const paths = [
    ...["", ...folders],
    ...files.map(({ path }) => path),
    ...segments.map(({ segment }) => join("pg_wal", segment)),
    "recovery.signal",
  ];
  await giveTo(place.identity, cluster, paths);
}

/** Full length, zeros after what is known good: there the server finds the end of the log. */
async function copySegment(plan: RestorePlan, segment: PlannedSegment, to: string): Promise<void> {
  const { segment_bytes } = plan.manifest;
  const buffer = Buffer.alloc(segment_bytes);
  const source = await open(join(walFolder(plan.folder), segment.segment), "r");
  try {
    for (let read = 0; read < segment.bytes; ) {
      const { bytesRead } = await source.read(buffer, read, segment.bytes - read, read);
      if (bytesRead === 0) throw new Error(`${segment.segment} has become shorter`);
      read += bytesRead;
    }
  } finally {
    await source.close();
  }
  await writeFile(to, buffer, { flag: "wx", mode: 0o600, flush: true });
}

/** Lets the server replay the log up to the moment; it then begins a timeline of its own. */
async function recover(plan: RestorePlan, place: Place, onBytes: OnBytes): Promise<string | null> {
  const { moment } = plan;
  if (moment !== null) {
    const target = `recovery_target_time=${moment.replace(" ", "T")}+08`;
    const last = await replay(plan, place, [target], onBytes);
    if (last !== "target not reached") return last;
    // Nothing at all was committed after the moment: the end of the log is that moment.
  }
  const last = await replay(plan, place, [], onBytes);
  if (last === "target not reached") throw new Error("recovery without a target missed it");
  return last;
}

async function replay(
  plan: RestorePlan,
  place: Place,
  target: readonly string[],
  onBytes: OnBytes,
): Promise<string | null | "target not reached"> {
  const settings = [
    ...target,
    "recovery_target_action=promote",
    "recovery_target_timeline=current",
    // The whole log is in place already.
    "restore_command=false",
    // Tablespaces were copied as folders.
    "allow_in_place_tablespaces=on",
  ];
  const log = logFile(place);
  const before = existsSync(log) ? readFileSync(log, "utf8").length : 0;
  try {
    const port = await startServer(place, settings, RECOVERY_SECONDS);
    const last = await promoted(serverUrl(place.folder, port, "postgres"), plan, onBytes);
    await stopServer(place);
    return last;
  } catch (error) {
    // It may have stopped by itself.
    await stopServer(place).catch(() => undefined);
    const said = existsSync(log) ? readFileSync(log, "utf8").slice(before) : "";
    if (target.length > 0 && said.includes(TARGET_NOT_REACHED)) return "target not reached";
    throw error;
  }
}

/** Waits until the server takes writes; when the last replayed transaction was committed. */
async function promoted(url: string, plan: RestorePlan, onBytes: OnBytes): Promise<string | null> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  const from = plan.manifest.start_position;
  const total = plan.end_position - from;
  try {
    for (;;) {
      const { rows } = await client.query<Replaying>(REPLAYING);
      const { replaying, replayed, last_commit } = rows[0] as Replaying;
      if (!replaying) {
        onBytes(total, total);
        return last_commit;
      }
      onBytes(Math.max(0, Math.min(Number(replayed) - from, total)), total);
      await sleep(POLL_MILLISECONDS);
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Replaying {
  readonly replaying: boolean;
  readonly replayed: string;
  readonly last_commit: string | null;
}

const REPLAYING = `select pg_is_in_recovery() as replaying,
  (coalesce(pg_last_wal_replay_lsn(), '0/0') - '0/0')::text as replayed,
  to_char(pg_last_xact_replay_timestamp() at time zone 'Asia/Shanghai',
          'YYYY-MM-DD HH24:MI:SS.US') as last_commit`;
