import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import type { DataFolder } from "./embedded-folder.ts";

/**
 * Who owns a data folder. The owner holds an advisory lock in its server for as long as it lives:
 * the operating system drops the lock with the owner's connection, however the owner ends, and no
 * process number can be mistaken. A lock file covers only the seconds in which a server starts.
 */

const run = promisify(execFile);

const OWNER_LOCK = 7_430_400_002;
const START_LOCK_SECONDS = 180;
const ANSWER_SECONDS = 60;
const EMPTY_MILLISECONDS = 2_000;
const HOLD_AGAIN_SECONDS = 3;
const HOLD_AGAIN_MILLISECONDS = 250;
const POLL_MILLISECONDS = 100;

export interface RunningServer {
  readonly port: number;
  /** Whether a living yibao owns it; otherwise it was left behind by a killed one. */
  readonly held: boolean;
  readonly ownerPid: number | null;
}

export function serverUrl(folder: DataFolder, port: number, database: string): string {
  return `postgres://postgres:${folder.password}@127.0.0.1:${port}/${database}`;
}

/**
 * The server that runs in this data folder now, or null. A `postmaster.pid` that would keep every
 * server from starting is removed: one whose number now belongs to some other program (after a
 * reboot), or an empty one (its server was killed just then). Any other is left to Postgres, which
 * takes a dead one's place by itself: another server may be starting this very moment, and would
 * end when it misses its file.
 */
export async function findRunningServer(folder: DataFolder): Promise<RunningServer | null> {
  const file = join(folder.cluster, "postmaster.pid");
  for (let waited = 0; existsSync(file); waited += POLL_MILLISECONDS) {
    const text = readIfThere(file);
    const lines = text.split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (text === "" && waited < EMPTY_MILLISECONDS) {
      await sleep(POLL_MILLISECONDS);
      continue;
    }
    if (!(await isPostgres(pid))) {
      const inTheWay = text === "" || isAlive(pid);
      if (inTheWay && readIfThere(file) === text) rmSync(file, { force: true });
      return null;
    }
    const held = port > 0 ? await isHeld(folder, port) : null;
    const owner = ownerPid(folder);
    // A living owner whose connection just broke takes its lock again in a moment.
    const mayReturn = held === false && owner !== null && isAlive(owner);
    if (held !== null && !(mayReturn && waited < HOLD_AGAIN_SECONDS * 1000)) {
      return { port, held, ownerPid: owner };
    }
    if (waited > ANSWER_SECONDS * 1000) {
      throw new YibaoError("STORE-SERVER-NOT-STARTED", {
        reason: `已有的数据库进程 ${pid} 不应答`,
        log: join(folder.cluster, "server.log"),
      });
    }
    // It is starting, recovering or stopping.
    await sleep(POLL_MILLISECONDS);
  }
  return null;
}

/** Whether the server of this folder is there, be it starting, recovering or stopping. */
export async function serverRuns(folder: DataFolder): Promise<boolean> {
  const file = join(folder.cluster, "postmaster.pid");
  return isPostgres(Number(readIfThere(file).split("\n")[0] || Number.NaN));
}

/** True: a yibao holds it. False: nobody does. Null: no server of this folder answers there. */
async function isHeld(folder: DataFolder, port: number): Promise<boolean | null> {
  const client = new pg.Client({ connectionString: serverUrl(folder, port, "postgres") });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(
      "select current_setting('data_directory') as folder, pg_try_advisory_lock($1) as free",
      [OWNER_LOCK],
    );
    const same = rows[0].folder === folder.cluster.replaceAll("\\", "/");
    return same ? !rows[0].free : null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Takes the owner's lock until the result is called, and writes `connection.json` for people and
 * programs that want to look into the database while we run. When the server does not answer
 * `revive` is called, until it does.
 */
export async function holdServer(
  folder: DataFolder,
  port: number,
  database: string,
  log: (line: string) => void,
  revive: () => Promise<void>,
): Promise<() => Promise<void>> {
  let released = false;
  let client: pg.Client;
  let holding: Promise<void> = Promise.resolve();
  const hold = async (): Promise<void> => {
    client = new pg.Client({ connectionString: serverUrl(folder, port, "postgres") });
    client.on("error", () => undefined);
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [OWNER_LOCK]);
    client.once("end", () => {
      holding = holdAgain();
    });
  };
  // The server restarts by itself after one of its processes was killed: take the lock again.
  const holdAgain = async (): Promise<void> => {
    while (!released) {
      try {
        return await hold();
      } catch {
        if (released) return;
        log("数据库没有应答，稍后再试");
        await revive().catch((error: Error) => log(error.message));
        await sleep(HOLD_AGAIN_MILLISECONDS, undefined, { ref: false });
      }
    }
  };
  await hold();
  const file = connectionFile(folder);
  const connection = { url: serverUrl(folder, port, database), pid: process.pid };
  writeFileSync(file, `${JSON.stringify(connection)}\n`, { mode: 0o600 });
  return async () => {
    released = true;
    rmSync(file, { force: true });
    // A server that is just being started again is stopped by whoever stops it.
    await holding;
    await client.end().catch(() => undefined);
  };
}

function ownerPid(folder: DataFolder): number | null {
  try {
    return JSON.parse(readFileSync(connectionFile(folder), "utf8")).pid;
  } catch {
    return null;
  }
}

function connectionFile(folder: DataFolder): string {
  return join(folder.home, "connection.json");
}

/** Runs `work` while no other process of ours starts or inspects a server in this folder. */
export async function withStartLock<T>(home: string, work: () => Promise<T>): Promise<T> {
  const file = join(home, "start.lock");
  for (let waited = 0; !takeLock(file); waited += POLL_MILLISECONDS) {
    if (isStale(file)) rmSync(file, { force: true });
    else await sleep(POLL_MILLISECONDS);
    if (waited > START_LOCK_SECONDS * 1000) {
      throw new YibaoError("STORE-FOLDER-IN-USE", { folder: home, pid: lockPid(file) });
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function takeLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Left by a killed process: its number is gone, or (given to another since) far too old. */
function isStale(file: string): boolean {
  const pid = lockPid(file);
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (Number.isNaN(pid)) return age > 1000;
  return !isAlive(pid) || age > START_LOCK_SECONDS * 1000;
}

function lockPid(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10);
  } catch {
    return Number.NaN;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a process number is a Postgres; where that cannot be asked, whether it is alive. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!(pid > 0) || !isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  const command =
    process.platform === "linux"
      ? readIfThere(`/proc/${pid}/cmdline`)
      : await run("ps", ["-o", "command=", "-p", String(pid)]).then(
          ({ stdout }) => stdout,
          () => "",
        );
  return command.includes("postgres");
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
