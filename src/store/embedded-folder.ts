import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { YibaoError } from "../kernel/index.ts";
import { type ServerIdentity, sharedFolder } from "./embedded-identity.ts";

const run = promisify(execFile);

/** The data folder of a deployment, and where in it (or outside of it) the server's files are. */
export interface DataFolder {
  /** `--data`, absolute. Holds password, connection file and locks, readable by the owner only. */
  readonly home: string;
  /** Parent of the server's own files; enterable by the user that runs the server. */
  readonly serverParent: string;
  /** The server's own files (PGDATA). */
  readonly cluster: string;
  readonly password: string;
}

/**
 * Opens or makes the data folder. When the system user `postgres` cannot enter it, the server's
 * files go below /var/lib/yibao; which folder is remembered in the data folder, so that it is the
 * same at every start, and a deleted data folder does not bring old data back.
 * @throws YibaoError STORE-FOLDER-NOT-WRITABLE | STORE-FOLDER-BROKEN
 */
export async function openDataFolder(
  dataDir: string,
  identity: ServerIdentity,
  log: (line: string) => void,
): Promise<DataFolder> {
  try {
    mkdirSync(resolve(dataDir), { recursive: true });
    const home = realpathSync(dataDir);
    const password = keptPassword(home);
    const serverParent = await placeForServer(home, identity, log);
    return { home, serverParent, cluster: join(serverParent, "postgres"), password };
  } catch (error) {
    if (error instanceof YibaoError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new YibaoError("STORE-FOLDER-NOT-WRITABLE", { folder: resolve(dataDir), reason });
  }
}

/** Whether a platform has been started in the folder before. */
export function isDataFolder(dataDir: string): boolean {
  return existsSync(join(resolve(dataDir), "password"));
}

function keptPassword(home: string): string {
  const file = join(home, "password");
  if (!existsSync(file)) {
    if (existsSync(join(home, "postgres"))) {
      throw new YibaoError("STORE-FOLDER-BROKEN", {
        folder: home,
        reason: "缺少口令文件 password",
      });
    }
    try {
      writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      // Another start may have written it in this moment.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  return readFileSync(file, "utf8").trim();
}

async function placeForServer(
  home: string,
  identity: ServerIdentity,
  log: (line: string) => void,
): Promise<string> {
  if (identity === null) return home;
  const note = join(home, "server-folder");
  if (existsSync(note)) {
    const folder = readFileSync(note, "utf8").trim();
    if (!existsSync(folder)) {
      throw new YibaoError("STORE-FOLDER-BROKEN", { folder: home, reason: `${folder} 不在了` });
    }
    log(`数据库文件在 ${folder}（系统用户 postgres 进不了 ${home}）`);
    return folder;
  }
  if (await canEnter(home, identity)) return home;
  const hash = createHash("sha256").update(home).digest("hex").slice(0, 12);
  const folder = join(sharedFolder(), `${hash}-${randomBytes(3).toString("hex")}`);
  mkdirSync(sharedFolder(), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, identity.uid, identity.gid);
  writeFileSync(note, `${folder}\n`);
  log(`系统用户 postgres 进不了 ${home}（上级目录不许其他用户进入），数据库文件改放在 ${folder}`);
  return folder;
}

async function canEnter(folder: string, identity: { uid: number; gid: number }): Promise<boolean> {
  try {
    await run("/bin/sh", ["-c", 'cd "$0"', folder], { ...identity, cwd: "/" });
    return true;
  } catch {
    return false;
  }
}
