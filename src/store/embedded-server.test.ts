import { execFile, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDataFolder } from "./embedded-folder.ts";
import { serverIdentity, sharedFolder } from "./embedded-identity.ts";
import { findRunningServer } from "./embedded-lock.ts";
import { openStore, type Store, type StoreOptions } from "./store.ts";

const asRoot = process.getuid?.() === 0;
const run = promisify(execFile);

const opened: Store[] = [];

async function open(dataDir: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ dataDir, log: () => undefined, ...options });
  opened.push(store);
  return store;
}

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

function temporaryFolder(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), "yibao-embedded-"));
  chmodSync(folder, mode);
  return folder;
}

/** Starts the server as a killed process leaves it: running, and held by nobody. */
async function leaveBehind({ dataDir, binaries, port }: Store["embedded"] & {}): Promise<void> {
  await run(
    join(binaries, "bin", "pg_ctl"),
    ["start", "-w", "-s", "-D", dataDir, "-l", join(dataDir, "server.log"), "-o", `-p ${port}`],
    { ...(await serverIdentity()), cwd: dataDir },
  );
}

describe("the embedded server", () => {
  let folder: string;
  let dataDir: string;
  beforeAll(() => {
    folder = temporaryFolder(0o755);
    dataDir = join(folder, "data");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("starts in an empty folder, durable and on the loopback only", async () => {
    const store = await open(dataDir);
    await store.query("create table kept (value text)");
    await store.query("insert into kept values ('医保')");
    const { rows } = await store.query(`select current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, current_setting('data_checksums') as sums,
      current_setting('listen_addresses') as address, current_setting('TimeZone') as zone`);
    expect(rows[0]).toEqual({
      fsync: "on",
      commit: "on",
      sums: "on",
      address: "127.0.0.1",
      zone: "Asia/Shanghai",
    });
    expect(statSync(join(dataDir, "password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "connection.json")).mode & 0o777).toBe(0o600);
    await store.close();
    expect(existsSync(join(dataDir, "connection.json"))).toBe(false);
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  });

  test("a second one is refused, a joining one shares, and leaves the server running", async () => {
    const store = await open(dataDir);
    await expect(open(dataDir)).rejects.toMatchObject({
      code: "STORE-FOLDER-IN-USE",
      details: expect.objectContaining({ pid: process.pid }),
    });
    const guest = await open(dataDir, { join: true });
    expect(guest.embedded?.started).toBe(false);
    expect((await guest.query("select value from kept")).rows).toEqual([{ value: "医保" }]);
    await guest.close();
    expect((await store.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await store.close();
  });

  test("a joining one starts the server where none runs", async () => {
    const store = await open(dataDir, { join: true });
    expect(store.embedded?.started).toBe(true);
    await store.close();
  });

  test("a server left behind by a killed process is replaced; what it had is there", async () => {
    const first = await open(dataDir);
    const cluster = first.embedded!.dataDir;
    await first.close();
    await leaveBehind(first.embedded!);
    const left = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0];
    const lines: string[] = [];
    const store = await open(dataDir, { log: (line) => lines.push(line) });
    const now = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0];
    expect(now).not.toBe(left);
    expect(lines).toContain("上次运行没有正常结束，先停止它留下的数据库");
    expect((await store.query("select value from kept")).rows).toEqual([{ value: "医保" }]);
    await store.close();
  });

  test("a process number that belongs to another program now does not stop it", async () => {
    const stale = `${process.pid}\n${dataDir}\n0\n1\n\n127.0.0.1\n`;
    writeFileSync(join(dataDir, "postgres", "postmaster.pid"), stale);
    writeFileSync(join(dataDir, "start.lock"), "999999999");
    const store = await open(dataDir);
    await store.close();
  });

  test("a process file cut short by a kill does not stop it", async () => {
    writeFileSync(join(dataDir, "postgres", "postmaster.pid"), "");
    const store = await open(dataDir);
    await store.close();
  });

  test("a dead server's process file is left to the server that may be coming up", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const file = join(dataDir, "postgres", "postmaster.pid");
    writeFileSync(file, `${pid}\n${dataDir}\n0\n1\n\n127.0.0.1\n`);
    const folder = await openDataFolder(dataDir, await serverIdentity(), () => undefined);
    expect(await findRunningServer(folder)).toBeNull();
    expect(existsSync(file)).toBe(true);
    rmSync(file);
  });

  // The moments at which the two starts meet: before, while and after the other writes its file.
  test.each([0, 40, 80, 160])(
    "a server that a killed start leaves coming up is replaced (%i ms later)",
    async (milliseconds) => {
      const first = await open(dataDir);
      const embedded = first.embedded!;
      await first.close();
      const { pid } = spawnSync(process.execPath, ["-e", ""]);
      const dead = `${pid}\n${embedded.dataDir}\n0\n1\n\n127.0.0.1\n`;
      writeFileSync(join(embedded.dataDir, "postmaster.pid"), dead);
      const coming = leaveBehind(embedded).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      const store = await open(dataDir);
      await coming;
      expect((await store.query("select value from kept")).rows).toEqual([{ value: "医保" }]);
      await store.close();
    },
  );

  test("a killed server's child that still holds its memory is waited for", async () => {
    const first = await open(dataDir);
    const embedded = first.embedded!;
    const { databaseUrl } = first;
    await first.close();
    await leaveBehind(embedded);
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on("error", () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const child = rows[0]?.pid as number;
    process.kill(child, "SIGSTOP");
    process.kill(postmasterOf(embedded.dataDir), "SIGKILL");
    const goesOn = setTimeout(() => process.kill(child, "SIGCONT"), 1_000);
    try {
      const store = await open(dataDir);
      expect((await store.query("select value from kept")).rows).toEqual([{ value: "医保" }]);
      await store.close();
    } finally {
      clearTimeout(goesOn);
      endIfThere(child);
      await client.end().catch(() => undefined);
    }
  });

  test("the owner's hold is taken again after the server had to restart itself", async () => {
    const store = await open(dataDir);
    await store.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = 'postgres' and backend_type = 'client backend'`);
    await expect
      .poll(() =>
        open(dataDir).then(
          (second) => second.close(),
          (error) => error.code,
        ),
      )
      .toBe("STORE-FOLDER-IN-USE");
    await store.close();
  });

  test("the server, killed, is started again under its owner on the same port", async () => {
    const lines: string[] = [];
    const store = await open(dataDir, { log: (line) => lines.push(line) });
    const killed = postmasterOf(store.embedded!.dataDir);
    process.kill(killed, "SIGKILL");
    // The killed server's children may answer once more: what counts is the new server.
    const answered = () => store.query("select value from kept").then(({ rows }) => rows);
    const { dataDir: cluster } = store.embedded!;
    await expect
      .poll(() => existsSync(join(cluster, "postmaster.pid")) && postmasterOf(cluster), WITHIN)
      .not.toBe(killed);
    await expect.poll(() => answered().catch(() => null), WITHIN).toEqual([{ value: "医保" }]);
    expect(lines).toContain("数据库进程已不在，重新启动它");
    await store.close();
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  });

  test("a server killed just before the stop holds nothing up", async () => {
    const store = await open(dataDir);
    process.kill(postmasterOf(store.embedded!.dataDir), "SIGKILL");
    await store.close();
    const again = await open(dataDir);
    expect((await again.query("select value from kept")).rows).toEqual([{ value: "医保" }]);
    await again.close();
  });

  test("data of another major version are not touched", async () => {
    const file = join(dataDir, "postgres", "PG_VERSION");
    const version = readFileSync(file, "utf8");
    writeFileSync(file, "14\n");
    await expect(open(dataDir)).rejects.toMatchObject({ code: "STORE-DATA-OTHER-VERSION" });
    writeFileSync(file, version);
  });
});

describe("a data folder that cannot be used", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder(0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("not a folder", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(open(join(folder, "file", "data"))).rejects.toMatchObject({
      code: "STORE-FOLDER-NOT-WRITABLE",
    });
  });

  test("the password is gone", async () => {
    mkdirSync(join(folder, "postgres"));
    await expect(open(folder)).rejects.toMatchObject({ code: "STORE-FOLDER-BROKEN" });
  });

  test("the server cannot read its files", async () => {
    mkdirSync(join(folder, "postgres"), { mode: 0o700 });
    writeFileSync(join(folder, "postgres", "PG_VERSION"), "18\n");
    writeFileSync(join(folder, "password"), "x");
    await expect(open(folder)).rejects.toMatchObject({ code: "STORE-SERVER-NOT-STARTED" });
  });
});

const WITHIN = { timeout: 20_000 };

function postmasterOf(cluster: string): number {
  return Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0]);
}

function endIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Something else is kept there.
  }
}

/** Only root's server runs as somebody else, who may be shut out. */
describe.runIf(asRoot)("as root in a folder that others cannot enter", () => {
  test("the server's files go elsewhere, are found again, and the start says where", async () => {
    const closed = temporaryFolder(0o700);
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    const first = await open(join(closed, "data"), { log });
    const cluster = first.embedded!.dataDir;
    await first.query("create table kept as select 1 as one");
    await first.close();
    try {
      expect(cluster.startsWith(closed)).toBe(false);
      expect(lines.join("\n")).toContain(cluster.replace(/\/postgres$/, ""));
      const again = await open(join(closed, "data"), { log });
      expect(again.embedded?.dataDir).toBe(cluster);
      expect((await again.query("select one from kept")).rows).toEqual([{ one: 1 }]);
      await again.close();
    } finally {
      rmSync(join(cluster, ".."), { recursive: true });
      await expect(open(join(closed, "data"))).rejects.toMatchObject({
        code: "STORE-FOLDER-BROKEN",
      });
      rmSync(closed, { recursive: true });
      removeIfEmpty(sharedFolder());
    }
  });
});
