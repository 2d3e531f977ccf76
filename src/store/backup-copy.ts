import { createHash } from "node:crypto";
import { chown, mkdir, open, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BackedUpFile } from "./backup-folder.ts";
import { syncFolder } from "./durable-file.ts";

/** Copying many files with their hashes, durably; which files of a server belong to a backup. */

/** Told now and then how many bytes are done. */
export type OnBytes = (done: number, total: number) => void;

export interface ListedFiles {
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

const AT_ONCE = 6;
const CHUNK_BYTES = 262_144;

/** Made anew at each start, or of this one machine only; the folders themselves must be there. */
const EMPTIED_FOLDERS = new Set([
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
]);
const LEFT_OUT = new Set([
  "postmaster.pid",
  "postmaster.opts",
  "server.log",
  "current_logfiles",
  "backup_label",
  "backup_label.old",
  "tablespace_map",
  "pg_internal.init",
]);
const CONTROL_FILE = "global/pg_control";

/** What of a server's files belongs to a base backup, the control file last. */
export async function listCluster(cluster: string): Promise<ListedFiles> {
  const folders: string[] = [];
  const files: { path: string; bytes: number }[] = [];
  const walk = async (inside: string): Promise<void> => {
    for (const name of (await readdir(join(cluster, inside))).sort()) {
      if (LEFT_OUT.has(name) || name.startsWith("pgsql_tmp")) continue;
      const path = inside === "" ? name : `${inside}/${name}`;
      // Follows links: a tablespace becomes a folder like any other.
      const found = await stat(join(cluster, path)).catch(goneIsNull);
      if (found === null) continue;
      if (found.isFile()) files.push({ path, bytes: found.size });
      if (!found.isDirectory()) continue;
      folders.push(path);
      if (inside !== "" || !EMPTIED_FOLDERS.has(name)) await walk(path);
    }
  };
  await walk("");
  const last = files.filter(({ path }) => path === CONTROL_FILE);
  return { folders, files: [...files.filter(({ path }) => path !== CONTROL_FILE), ...last] };
}

/**
 * Copies files of `from` into `to`, a few at once, the last one after all others; each is on the
 * disk when this returns. A file that has gone meanwhile is left out: the server's log tells of it.
 */
export async function copyFiles(
  from: string,
  to: string,
  listed: ListedFiles,
  onBytes: OnBytes,
): Promise<BackedUpFile[]> {
  const total = sumOfBytes(listed.files);
  let done = 0;
  for (const folder of ["", ...listed.folders]) {
    await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
  }
  const copied: BackedUpFile[] = [];
  const copyOne = async ({ path }: { readonly path: string }): Promise<void> => {
    const written = await copyFile(join(from, path), join(to, path)).catch(goneIsNull);
    if (written === null) return;
    copied.push({ path, ...written });
    done += written.bytes;
    onBytes(Math.min(done, total), total);
  };
  await inParallel(listed.files.slice(0, -1), copyOne);
  for (const last of listed.files.slice(-1)) await copyOne(last);
  for (const folder of ["", ...listed.folders]) await syncFolder(join(to, folder));
  return copied;
}

export function sumOfBytes(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function copyFile(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  const target = async () => open(to, "wx", 0o600);
  return readThrough(from, target);
}

/** Size and SHA-256 of a file; of its first `most` bytes where given. */
export function hashFile(
  path: string,
  most = Number.POSITIVE_INFINITY,
): Promise<{ bytes: number; sha256: string }> {
  return readThrough(path, async () => null, most);
}

async function readThrough(
  from: string,
  openTarget: () => Promise<Awaited<ReturnType<typeof open>> | null>,
  most = Number.POSITIVE_INFINITY,
): Promise<{ bytes: number; sha256: string }> {
  const source = await open(from, "r");
  try {
    const target = await openTarget();
    try {
      const hash = createHash("sha256");
      const buffer = Buffer.alloc(CHUNK_BYTES);
      let bytes = 0;
      for (;;) {
        const wanted = Math.min(buffer.length, most - bytes);
        const { bytesRead } = await source.read(buffer, 0, wanted, bytes);
        if (bytesRead === 0) break;
        const read = buffer.subarray(0, bytesRead);
        hash.update(read);
        await target?.write(read, 0, bytesRead, bytes);
        bytes += bytesRead;
      }
      await target?.sync();
      return { bytes, sha256: hash.digest("hex") };
    } finally {
      await target?.close();
    }
  } finally {
    await source.close();
  }
}

/** Runs `work` over all, a few at once; the first failure ends it. */
export async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Gives folders and files to the system user that runs the server. */
export async function giveTo(
  identity: { readonly uid: number; readonly gid: number } | null,
  root: string,
  paths: readonly string[],
): Promise<void> {
  if (identity === null) return;
  await inParallel(paths, (path) => chown(join(root, path), identity.uid, identity.gid));
}

/** A new file in an existing folder, durable. */
export async function addFile(root: string, path: string, text: string): Promise<BackedUpFile> {
  const handle = await open(join(root, path), "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(join(root, path)));
  const bytes = Buffer.byteLength(text);
  return { path, bytes, sha256: createHash("sha256").update(text).digest("hex") };
}

function goneIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
