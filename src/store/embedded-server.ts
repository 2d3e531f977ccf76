import { execFile } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import { columnTypes } from "./column-types.ts";
import { type Binaries, prepareBinaries, program } from "./embedded-binaries.ts";
import { type DataFolder, openDataFolder } from "./embedded-folder.ts";
import { type ServerIdentity, serverIdentity } from "./embedded-identity.ts";
import {
  findRunningServer,
  holdServer,
  type RunningServer,
  serverRuns,
  serverUrl,
  withStartLock,
} from "./embedded-lock.ts";
import { followWal } from "./wal-follower.ts";

const run = promisify(execFile);

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly join: boolean;
  readonly log: (line: string) => void;
  /** More server settings, `name=value`; they win over ours. */
  readonly settings?: readonly string[];
}

export interface EmbeddedServer {
  readonly databaseUrl: string;
  /** The data folder, absolute. */
  readonly home: string;
  /** The server's own files (PGDATA). */
  readonly dataDir: string;
  /** Folder with `bin`, `lib`, `share`. */
  readonly binaries: string;
  readonly port: number;
  /** Whether this process started the server, and so stops it. */
  readonly started: boolean;
  close(): Promise<void>;
}

/** What an embedded server needs while it starts or stops. */
export interface Place {
  readonly identity: ServerIdentity;
  readonly binaries: Binaries;
  readonly folder: DataFolder;
  readonly log: (line: string) => void;
}

/** In a data folder from the first file of a restore until its last. */
export const RESTORING = "restoring";
const DATABASE = "yibao";
const START_SECONDS = "120";
const STOP_SECONDS = "60";
const START_ATTEMPTS = 3;
const ORPHAN_ATTEMPTS = 60;
const ORPHAN_MILLISECONDS = 500;

/**
 * Durable, for a machine that runs other things too. A settlement is a few wide rows: large enough
 * WAL that checkpoints stay rare, and compressed full pages.
 */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "fsync=on",
  "synchronous_commit=on",
  "shared_buffers=256MB",
  "max_connections=100",
  "max_wal_size=4GB",
  "min_wal_size=256MB",
  "checkpoint_timeout=15min",
  // A backup folder that stays away must not fill the disk: rather a gap, and a new base backup.
  "max_slot_wal_keep_size=16GB",
  "jit=off",
  "log_min_messages=warning",
];
/** Taken where the server was built with lz4. */
const LZ4_SETTINGS = ["wal_compression=lz4", "default_toast_compression=lz4"];

/**
 * Starts the embedded server of a data folder, making it at the first start. A server left behind
 * by a killed process is stopped first. With `join`, the server of a running yibao is used.
 * @throws YibaoError STORE-FOLDER-IN-USE | STORE-SERVER-NOT-STARTED | STORE-DATA-OTHER-VERSION | …
 */
export async function startEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const identity = await serverIdentity();
  const binaries = await prepareBinaries(identity, options.log);
  const folder = await openDataFolder(options.dataDir, identity, options.log);
  const place = { identity, binaries, folder, log: options.log };
  return withStartLock(folder.home, async () => {
    if (existsSync(join(folder.home, RESTORING))) {
      const reason = "恢复没有完成";
      throw new YibaoError("STORE-FOLDER-BROKEN", { folder: folder.home, reason });
    }
    for (let attempt = 1; ; attempt += 1) {
      const running = await findRunningServer(folder);
      if (running?.held && options.join) return joined(place, running);
      try {
        return await startAfter(place, running, options.settings ?? []);
      } catch (error) {
        // What a killed yibao had just begun to start came up meanwhile: it is stopped like others.
        const overtaken = running?.held !== true && (await serverRuns(folder));
        if (!overtaken || attempt >= START_ATTEMPTS) throw error;
      }
    }
  });
}

async function startAfter(
  place: Place,
  left: RunningServer | null,
  settings: readonly string[],
): Promise<EmbeddedServer> {
  const { folder, log } = place;
  if (left?.held) {
    const pid = left.ownerPid ?? "？";
    throw new YibaoError("STORE-FOLDER-IN-USE", { folder: folder.home, pid });
  }
  if (left !== null) {
    log("上次运行没有正常结束，先停止它留下的数据库");
    await stopServer(place);
  }
  if (!existsSync(join(folder.cluster, "PG_VERSION"))) await makeCluster(place);
  await assertSameVersion(place);
  return startOwned(place, settings);
}

function joined(place: Place, running: RunningServer): EmbeddedServer {
  return {
    databaseUrl: serverUrl(place.folder, running.port, DATABASE),
    home: place.folder.home,
    dataDir: place.folder.cluster,
    binaries: place.binaries.folder,
    port: running.port,
    started: false,
    close: async () => undefined,
  };
}

async function startOwned(place: Place, more: readonly string[]): Promise<EmbeddedServer> {
  const port = await startServer(place, more);
  try {
    await makeDatabase(serverUrl(place.folder, port, "postgres"));
    const revive = async (): Promise<void> => {
      // One that is there recovers by itself.
      if (await serverRuns(place.folder)) return;
      place.log("数据库进程已不在，重新启动它");
      await startServer(place, more, START_SECONDS, port);
    };
    const release = await holdServer(place.folder, port, DATABASE, place.log, revive);
    const { home, cluster } = place.folder;
    const databaseUrl = serverUrl(place.folder, port, DATABASE);
    const config = { connectionString: databaseUrl, types: columnTypes };
    const follower = followWal({ home, cluster, config, log: place.log });
    return {
      databaseUrl,
      home,
      dataDir: place.folder.cluster,
      binaries: place.binaries.folder,
      port,
      started: true,
      close: async () => {
        await follower.stop();
        await release();
        await stopServer(place);
      },
    };
  } catch (error) {
    await stopServer(place);
    throw error;
  }
}

/** `initdb` beside, then a rename: a first start that was cut short leaves nothing half-made. */
async function makeCluster(place: Place): Promise<void> {
  const { folder, identity } = place;
  place.log("首次启动：建立内置数据库");
  const half = join(folder.serverParent, "postgres.new");
  const passwordFile = join(folder.serverParent, "postgres.password");
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, `${folder.password}\n`, { mode: 0o600 });
  if (identity)
    for (const path of [half, passwordFile]) chownSync(path, identity.uid, identity.gid);
  try {
    await runProgram(place, "initdb", [
      `--pgdata=${half}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-instructions",
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, folder.cluster);
}

async function assertSameVersion({ identity, binaries, folder }: Place): Promise<void> {
  const found = readFileSync(join(folder.cluster, "PG_VERSION"), "utf8").trim();
  await assertVersion({ identity, binaries }, found, folder.home);
}

/** @throws YibaoError STORE-DATA-OTHER-VERSION when files in `folder` are of another server */
export async function assertVersion(
  { identity, binaries }: Pick<Place, "identity" | "binaries">,
  found: string,
  folder: string,
): Promise<void> {
  const postgres = program(binaries, "postgres");
  const { stdout } = await run(postgres, ["--version"], { ...identity, cwd: "/" });
  const needed = /(\d+)[.\w]*\s*$/.exec(stdout)?.[1] ?? "?";
  if (found !== needed) throw new YibaoError("STORE-DATA-OTHER-VERSION", { folder, found, needed });
}

/**
 * Starts through `pg_ctl`, which puts the server into a session of its own (so Ctrl-C of our
 * terminal does not reach it) and waits until it answers. Returns the port: the one asked for, or
 * a free one.
 */
export async function startServer(
  place: Place,
  more: readonly string[],
  seconds = START_SECONDS,
  samePort: number | null = null,
): Promise<number> {
  const settings = [...SETTINGS, ...(await supportedSettings(place)), ...more];
  for (let attempt = 1; ; attempt += 1) {
    const port = samePort ?? (await freePort());
    const words = [`port=${port}`, ...settings].map((setting) => `-c ${setting}`).join(" ");
    const before = logged(place).length;
    try {
      await runProgram(place, "pg_ctl", [
        ...["start", "-w", "-s", "-t", seconds],
        ...["-D", place.folder.cluster, "-l", logFile(place), "-o", words],
      ]);
      return port;
    } catch (error) {
      // Somebody may have taken the port since we looked.
      const told = logged(place).slice(before);
      if (attempt < START_ATTEMPTS && told.includes("could not bind")) continue;
      // A killed server's children end when they notice; until then they hold its shared memory.
      if (attempt >= ORPHAN_ATTEMPTS || !told.includes("shared memory block")) throw error;
      await sleep(ORPHAN_MILLISECONDS);
    }
  }
}

async function supportedSettings(place: Place): Promise<readonly string[]> {
  const words = LZ4_SETTINGS.flatMap((setting) => ["-c", setting]);
  try {
    await run(
      program(place.binaries, "postgres"),
      ["-D", place.folder.cluster, ...words, "-C", "wal_compression"],
      { ...place.identity, cwd: place.folder.serverParent },
    );
    return LZ4_SETTINGS;
  } catch {
    return [];
  }
}

/** Ends every connection and stops; what was committed is on disk. */
export async function stopServer(place: Place): Promise<void> {
  // Killed by somebody else, it needs no stopping; its next start recovers.
  if (!(await serverRuns(place.folder))) return;
  try {
    await runProgram(place, "pg_ctl", [
      ...["stop", "-w", "-s", "-m", "fast", "-t", STOP_SECONDS, "-D", place.folder.cluster],
    ]);
  } catch (error) {
    // Killed while it was being stopped, which pg_ctl takes for a server that will not stop.
    if (await serverRuns(place.folder)) throw error;
  }
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql = "select 1 from pg_database where datname = $1";
    if ((await client.query(sql, [DATABASE])).rowCount === 0) {
      await client.query(`create database ${DATABASE} encoding 'UTF8' template template0`);
    }
  } finally {
    await client.end();
  }
}

async function runProgram(
  place: Place,
  name: "initdb" | "pg_ctl" | "postgres",
  words: readonly string[],
): Promise<{ stdout: string }> {
  try {
    return await run(program(place.binaries, name), [...words], {
      ...place.identity,
      // The system user may not be able to enter our working folder.
      cwd: place.folder.serverParent,
      env: { ...process.env, LC_ALL: "C", PGOPTIONS: undefined },
    });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const reason = [(stderr || message).trim(), lastLines(place)].filter(Boolean).join("；");
    throw new YibaoError("STORE-SERVER-NOT-STARTED", { reason, log: logFile(place) });
  }
}

export function logFile(place: Place): string {
  return join(place.folder.cluster, "server.log");
}

function lastLines(place: Place): string {
  return logged(place).trimEnd().split("\n").slice(-3).join("；");
}

function logged(place: Place): string {
  return existsSync(logFile(place)) ? readFileSync(logFile(place), "utf8") : "";
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
