import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import { addFile, copyFiles, listCluster, type OnBytes, sumOfBytes } from "./backup-copy.ts";
import {
  type BackedUpFile,
  type BackupLine,
  type BaseManifest,
  baseName,
  baseNames,
  CLUSTER,
  lineFile,
  linkFile,
  PART,
  PASSWORD,
  progressFile,
  readLine,
  readLink,
  readManifest,
  readProgress,
  walFolder,
  writeManifest,
} from "./backup-folder.ts";
import { syncFolder, writeWhole } from "./durable-file.ts";
import type { EmbeddedServer } from "./embedded-server.ts";
import { connectionConfig, type Store } from "./store.ts";
import {
  CHINA_NOW,
  createWalCopier,
  NOTHING_SHA256,
  WAL_LOCK,
  WAL_SLOT,
  writeNote,
} from "./wal-copy.ts";
import { segmentName, segmentStart } from "./wal-segment.ts";

/**
 * A base backup of the embedded server while it is in use, and the beginning of the continuous
 * copying of its log. Physical, because the journal is sealed by transaction number: a dump moved
 * to another server would lose the numbers. The server's own low-level interface is used
 * (PostgreSQL documentation, "Making a Base Backup Using the Low Level API"), since the packaged
 * programs include no `pg_basebackup`.
 */

export interface BackupOptions {
  readonly folder: string;
  /** How many base backups stay, this one included; all where not given. */
  readonly keep?: number;
  readonly onBytes?: OnBytes;
}

export interface BackupReport {
  readonly folder: string;
  /** Name of the base backup inside the folder. */
  readonly base: string;
  readonly started_at: string;
  /** Civil time in China: the folder can be restored to this moment and every later one. */
  readonly restorable_from: string;
  readonly files: number;
  readonly bytes: number;
  /** Whether the folder already had a backup of this data folder, and its log goes on unbroken. */
  readonly continued: boolean;
  /** Base backups removed, with the log that only they needed. */
  readonly removed: readonly string[];
}

/** One base backup at a time of one server. */
const BACKUP_LOCK = 7_430_400_006;

type Embedded = Omit<EmbeddedServer, "close">;

/**
 * Backs up into `folder`, which is made when missing; later backups of the same data folder into it
 * add a base backup each.
 * @throws YibaoError STORE-BACKUP-FOREIGN-DATABASE | STORE-BACKUP-FOLDER-UNUSABLE |
 *   STORE-BACKUP-UNDER-WAY
 */
export async function backUp(store: Store, options: BackupOptions): Promise<BackupReport> {
  const { embedded } = store;
  if (embedded === null) throw new YibaoError("STORE-BACKUP-FOREIGN-DATABASE");
  const folder = await preparedFolder(options.folder, embedded);
  // One session from start to end: the server ends a backup whose session is lost.
  const client = new pg.Client(connectionConfig(store.databaseUrl));
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as got", [BACKUP_LOCK]);
    if (!rows[0]?.got) throw new YibaoError("STORE-BACKUP-UNDER-WAY", { folder });
    return await writing(folder, async () => {
      const continued = await ensureLine(client, folder, embedded);
      const report = await baseBackup(client, folder, embedded, options.onBytes);
      const removed = options.keep === undefined ? [] : await removeOld(folder, options.keep);
      return { ...report, continued, removed };
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The folder, made and looked at: empty, or of this data folder already. */
async function preparedFolder(given: string, embedded: Embedded): Promise<string> {
  const folder = resolve(given);
  const unusable = (reason: string) =>
    new YibaoError("STORE-BACKUP-FOLDER-UNUSABLE", { folder, reason });
  const made = await writing(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return realpath(folder);
  });
  for (const own of [embedded.home, embedded.dataDir]) {
    if (!relative(own, made).startsWith("..")) throw unusable("它在数据目录里面");
  }
  const line = await readLine(made);
  const link = await readLink(embedded.home);
  if (line === null && (await readdir(made)).length > 0) throw unusable("里面有别的文件");
  const ours = link?.line === line?.id && link?.home === embedded.home;
  if (line !== null && !ours) throw unusable("里面是另一个数据目录的备份");
  return made;
}

const DISK_ERRORS = ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EIO", "ENOTDIR", "EEXIST"];

/** What the disk refuses is said of the backup folder. */
async function writing<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof YibaoError || !DISK_ERRORS.includes(code ?? "")) throw error;
    throw new YibaoError("STORE-BACKUP-FOLDER-UNUSABLE", { folder, reason: `不能写入（${code}）` });
  }
}

/**
 * Makes sure that the log is copied into `folder` from before the base backup on. Where the copying
 * has broken off, or went elsewhere before, it begins here and now. True when it just goes on.
 */
async function ensureLine(client: pg.Client, folder: string, embedded: Embedded): Promise<boolean> {
  await client.query("select pg_advisory_lock($1)", [WAL_LOCK]);
  try {
    const link = await readLink(embedded.home);
    const line = await readLine(folder);
    const status = await slotStatus(client);
    const goesOn = line !== null && link?.folder === folder && status !== null && status !== "lost";
    if (goesOn && (await readProgress(folder)) !== null) return true;
    if (status !== null) await client.query("select pg_drop_replication_slot($1)", [WAL_SLOT]);
    await beginLine(client, folder, embedded, line?.id ?? randomBytes(6).toString("hex"));
    return false;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [WAL_LOCK]);
  }
}

async function slotStatus(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ wal_status: string | null }>(
    "select wal_status from pg_replication_slots where slot_name = $1",
    [WAL_SLOT],
  );
  return rows.length === 0 ? null : (rows[0]?.wal_status ?? "reserved");
}

async function beginLine(
  client: pg.Client,
  folder: string,
  embedded: Embedded,
  id: string,
): Promise<void> {
  const { rows } = await client.query<BackupLine & { from_position: number }>(
    `select split_part(current_setting('server_version'), '.', 1) as postgres_version,
            pg_size_bytes(current_setting('wal_segment_size')) as segment_bytes,
            (pg_control_checkpoint()).timeline_id as timeline,
            (lsn - '0/0')::bigint as from_position
       from pg_create_physical_replication_slot($1, true)`,
    [WAL_SLOT],
  );
  const { from_position, ...shape } = rows[0] as BackupLine & { from_position: number };
  const line: BackupLine = { ...shape, id };
  await mkdir(walFolder(folder), { recursive: true, mode: 0o700 });
  await closeOldLine(folder, line);
  const position = segmentStart(from_position, line.segment_bytes);
  const progress = { position, at: "", sha256: NOTHING_SHA256 };
  await writeWhole(progressFile(folder), JSON.stringify(progress));
  await writeWhole(lineFile(folder), JSON.stringify(line));
  // Last: from now on the owner of the server copies.
  const link = { folder, line: id, home: embedded.home };
  await writeWhole(linkFile(embedded.home), JSON.stringify(link));
}

/** The segment in which an earlier copying broke off stays usable, and known as an end. */
async function closeOldLine(folder: string, line: BackupLine): Promise<void> {
  const old = await readProgress(folder);
  const bytes = old === null ? 0 : old.position % line.segment_bytes;
  if (old === null || bytes === 0) return;
  const segment = segmentName(line.timeline, old.position, line.segment_bytes);
  await writeNote(folder, segment, { ...old, bytes });
}

async function baseBackup(
  client: pg.Client,
  folder: string,
  embedded: Embedded,
  onBytes: OnBytes = () => undefined,
): Promise<Omit<BackupReport, "continued" | "removed">> {
  await removeParts(folder);
  const line = (await readLine(folder)) as BackupLine;
  const started = await startBackup(client);
  const base = baseName(started.at);
  const part = join(folder, `${base}${PART}`);
  const listed = await listCluster(embedded.dataDir);
  const copied = await copyFiles(embedded.dataDir, join(part, CLUSTER), listed, onBytes);
  const { stopped, labels } = await stopBackup(client, join(part, CLUSTER));
  const password = await readFile(join(embedded.home, PASSWORD), "utf8");
  const files: BackedUpFile[] = [
    ...[...copied, ...labels].map((file) => ({ ...file, path: `${CLUSTER}/${file.path}` })),
    await addFile(part, PASSWORD, password),
  ];
  await copyLogUntil(client, folder, embedded, stopped.position);
  const manifest: BaseManifest = {
    line: line.id,
    postgres_version: line.postgres_version,
    timeline: line.timeline,
    segment_bytes: line.segment_bytes,
    started_at: started.at,
    ended_at: stopped.at,
    start_position: started.position,
    stop_position: stopped.position,
    folders: ["", ...listed.folders].map((path) => join(CLUSTER, path)),
    files,
  };
  await writeManifest(part, manifest);
  await rename(part, join(folder, base));
  await syncFolder(folder);
  return {
    folder,
    base,
    started_at: started.at,
    restorable_from: stopped.at,
    files: files.length,
    bytes: sumOfBytes(files),
  };
}

/** Removes the oldest base backups, then the segments that begin before the oldest one kept. */
async function removeOld(folder: string, keep: number): Promise<string[]> {
  const names = await baseNames(folder);
  const removed = names.slice(0, Math.max(0, names.length - keep));
  for (const name of removed) {
    // A base backup that is being removed is none any more.
    await rename(join(folder, name), join(folder, `${name}${PART}`));
    await rm(join(folder, `${name}${PART}`), { recursive: true });
  }
  const oldest = await readManifest(join(folder, names[removed.length] as string));
  if (removed.length === 0 || oldest === null) return removed;
  const { timeline, start_position, segment_bytes } = oldest;
  const first = segmentName(timeline, start_position, segment_bytes);
  for (const name of await readdir(walFolder(folder))) {
    if (SEGMENT_FILE.test(name) && name < first) await rm(join(walFolder(folder), name));
  }
  return removed;
}

/** A segment, or its note. */
const SEGMENT_FILE = /^[0-9A-F]{24}(\.json)?$/;

/** What a backup that was cut short left behind. */
async function removeParts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith(PART)) await rm(join(folder, name), { recursive: true });
  }
}

interface Moment {
  readonly at: string;
  readonly position: number;
}

async function startBackup(client: pg.Client): Promise<Moment> {
  const { rows } = await client.query<Moment>(
    `select (pg_backup_start('yibao', fast => true) - '0/0')::bigint as position,
            ${CHINA_NOW} as at`,
  );
  return rows[0] as Moment;
}

/** Ends the backup and adds the label, without which the copy would not be recovered rightly. */
async function stopBackup(
  client: pg.Client,
  cluster: string,
): Promise<{ stopped: Moment; labels: BackedUpFile[] }> {
  const { rows } = await client.query<{ position: number; labelfile: string }>(
    `select (lsn - '0/0')::bigint as position, labelfile
       from pg_backup_stop(wait_for_archive => false)`,
  );
  const { position, labelfile } = rows[0] as { position: number; labelfile: string };
  // Links of tablespaces were followed, so their map is not wanted.
  const labels = [await addFile(cluster, "backup_label", labelfile)];
  // Asked after the end: whatever was committed by then is after the backup's last position.
  const { rows: clock } = await client.query<{ at: string }>(`select ${CHINA_NOW} as at`);
  return { stopped: { position, at: clock[0]?.at as string }, labels };
}

/** A backup is whole when the log until its end is copied; here, not left to the owner. */
async function copyLogUntil(
  client: pg.Client,
  folder: string,
  embedded: Embedded,
  position: number,
): Promise<void> {
  const copier = createWalCopier(embedded.dataDir, folder);
  for (;;) {
    await client.query("select pg_advisory_lock($1)", [WAL_LOCK]);
    try {
      const progress = await copier.copy(client);
      if (progress.position >= position && progress.at !== "") return;
    } finally {
      await client.query("select pg_advisory_unlock($1)", [WAL_LOCK]);
    }
  }
}
