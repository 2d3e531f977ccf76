import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase } from "../../test/support/database.ts";
import { backUp } from "./backup.ts";
import { type RestoreOptions, restoreBackup } from "./restore.ts";
import { openStore, type Store } from "./store.ts";
import { readBackupState } from "./wal-follower.ts";

// Goal: what a backup folder may go through. Method: a small table in a real embedded server; the
// backup of a platform at work is in test/backup-restore.test.ts.

const lines: string[] = [];
const opened: Store[] = [];
let root: string;
let backup: string;
let source: Store;

async function open(name: string, join_ = false): Promise<Store> {
  const log = (line: string): void => void lines.push(line);
  const store = await openStore({ dataDir: join(root, name), join: join_, log });
  opened.push(store);
  return store;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "yibao-backups-"));
  chmodSync(root, 0o755);
  backup = join(root, "backup");
  source = await open("data");
  await source.query("create table fact (number int primary key)");
  await source.query("insert into fact values (1)");
  await backUp(source, { folder: backup });
});

afterAll(async () => {
  for (const store of opened) await store.close();
  rmSync(root, { recursive: true, force: true });
});

afterEach(() => rmSync(join(root, "restored"), { recursive: true, force: true }));

/** The numbers that are there after a restore of everything. */
async function restored(options: Partial<RestoreOptions> = {}): Promise<number[]> {
  const dataDir = join(root, "restored");
  const log = (line: string): void => void lines.push(line);
  await restoreBackup({ folder: backup, dataDir, moment: null, log, ...options });
  const store = await openStore({ dataDir, log });
  try {
    const { rows } = await store.query("select number from fact order by number");
    return rows.map(({ number }) => number);
  } finally {
    await store.close();
  }
}

async function addFact(number: number): Promise<void> {
  await source.query("insert into fact values ($1)", [number]);
}

/** Waits until the owner of the server has copied everything committed until now. */
async function copied(): Promise<string> {
  const { rows } = await source.query<{ now: string }>(
    "select to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.US') as now",
  );
  const now = rows[0]?.now as string;
  for (let waited = 0; waited < 200; waited += 1) {
    const state = await readBackupState(source.embedded?.home as string);
    if (state !== null && state.copied_until >= now) return now;
    await sleep(100);
    // Something in the log that is no transaction: an idle server's progress is written seldom.
    if (waited % 5 === 4) await source.query("select pg_logical_emit_message(false, 't', 't')");
  }
  throw new Error(`nothing was copied since ${now}:\n${lines.join("\n")}`);
}

describe("the log", { timeout: 60_000 }, () => {
  test("is copied on by the owner of the server; nothing need come after a moment", async () => {
    await addFact(2);
    const moment = await copied();
    expect(await restored({ moment })).toEqual([1, 2]);
    await addFact(3);
  });

  test("waits where the folder is away, and goes on when it is back", async () => {
    renameSync(backup, `${backup}-away`);
    await addFact(4);
    await expect.poll(() => lines.join(), { timeout: 20_000 }).toContain("备份归档暂停");
    expect(existsSync(backup)).toBe(false);
    renameSync(`${backup}-away`, backup);
    await addFact(5);
    await copied();
    expect(lines.join()).toContain("备份归档已恢复");
  });

  test("grows over many segments", async () => {
    const { rows } = await source.query("select pg_walfile_name(pg_current_wal_lsn()) as file");
    await source.query(
      "create table wide as select repeat(md5(i::text), 20) from generate_series(1, 40000) as i",
    );
    await addFact(6);
    await copied();
    const segments = readdirSync(join(backup, "wal")).filter((name) => name > rows[0]?.file);
    expect(segments.length).toBeGreaterThan(2);
  });

  test("that was cleared before it was copied is told, and mended by a new backup", async () => {
    await source.query("select pg_drop_replication_slot('yibao_backup')");
    await addFact(7);
    await expect.poll(() => lines.join(), { timeout: 20_000 }).toContain("备份归档中断");
    expect(await restored()).toEqual([1, 2, 3, 4, 5, 6]);
    await source.query("select pg_switch_wal()");
    expect((await backUp(source, { folder: backup })).continued).toBe(false);
    await addFact(8);
    await copied();
    rmSync(join(root, "restored"), { recursive: true });
    expect(await restored()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("a backup", { timeout: 60_000 }, () => {
  test("beside a running platform, through its server, is the platform's", async () => {
    const guest = await open("data", true);
    const { base, continued } = await backUp(guest, { folder: backup });
    await guest.close();
    await addFact(9);
    expect(readdirSync(backup)).toContain(base);
    expect(continued).toBe(true);
  });

  test("that is cut short leaves nothing that is accepted; the next clears it away", async () => {
    const folder = join(root, "cut");
    const cut = backUp(source, {
      folder,
      onBytes: (done, total) => {
        if (done > total / 2) throw new Error("killed");
      },
    });
    await expect(cut).rejects.toThrow("killed");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toHaveLength(1);
    const refused = restored({ folder });
    await expect(refused).rejects.toMatchObject({ code: "STORE-BACKUP-NONE" });
    expect(existsSync(join(root, "restored"))).toBe(false);
    await backUp(source, { folder });
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
    backup = folder;
  });

  test("removes older ones and their log where asked, and is one at a time", async () => {
    await source.query("select pg_switch_wal()");
    const bases = () => readdirSync(backup).filter((name) => name.startsWith("base-"));
    const [old] = bases();
    const segments = () => readdirSync(join(backup, "wal")).filter((name) => name.length === 24);
    const [oldest] = segments().sort();
    // Base backups are named by the second.
    await sleep(1_000);
    let second: Promise<unknown> | null = null;
    const { base, removed } = await backUp(source, {
      folder: backup,
      keep: 1,
      onBytes: () => {
        second ??= backUp(source, { folder: backup }).catch((error) => error);
      },
    });
    expect(await second).toMatchObject({ code: "STORE-BACKUP-UNDER-WAY" });
    expect(removed).toEqual([old]);
    expect(bases()).toEqual([base]);
    expect(segments()).not.toContain(oldest);
    expect(await restored()).toHaveLength(9);
  });

  test("is refused into a folder of something else, or inside the data folder", async () => {
    const unusable = { code: "STORE-BACKUP-FOLDER-UNUSABLE" };
    const folder = join(root, "papers");
    mkdirSync(folder);
    writeFileSync(join(folder, "letter.txt"), "");
    await expect(backUp(source, { folder })).rejects.toMatchObject(unusable);
    const inside = join(root, "data", "backup");
    await expect(backUp(source, { folder: inside })).rejects.toMatchObject(unusable);
    await expect(backUp(source, { folder: join(folder, "letter.txt") })).rejects.toMatchObject(
      unusable,
    );
  });

  test("of somebody's own Postgres is refused", async () => {
    const database = await freshDatabase({ template: "empty" });
    try {
      const refused = backUp(database.store, { folder: join(root, "foreign") });
      await expect(refused).rejects.toMatchObject({ code: "STORE-BACKUP-FOREIGN-DATABASE" });
      await expect(refused).rejects.toThrow("pg_basebackup");
    } finally {
      await database.drop();
    }
  });
});

describe("a restore", { timeout: 60_000 }, () => {
  /** Does something to a file of the backup and takes it back after. */
  async function damagedBy(path: string, damage: (file: string) => void): Promise<unknown> {
    const file = join(backup, path);
    const good = readFileSync(file);
    damage(file);
    try {
      return await restored().catch((error) => error);
    } finally {
      writeFileSync(file, good);
      expect(existsSync(join(root, "restored"))).toBe(false);
    }
  }

  const flip = (file: string): void => {
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] as number) ^ 1;
    writeFileSync(file, bytes);
  };
  const flipFirst = (file: string): void => {
    const bytes = readFileSync(file);
    bytes[40] = (bytes[40] as number) ^ 1;
    writeFileSync(file, bytes);
  };

  test("of a base backup with an altered, short or missing file writes nothing", async () => {
    const base = readdirSync(backup)
      .filter((name) => name.startsWith("base-"))
      .at(-1) as string;
    const damaged = { code: "STORE-BACKUP-DAMAGED" };
    const control = join(base, "cluster", "global", "pg_control");
    expect(await damagedBy(control, flip)).toMatchObject(damaged);
    expect(await damagedBy(control, (file) => truncateSync(file, 100))).toMatchObject(damaged);
    expect(await damagedBy(control, (file) => rmSync(file))).toMatchObject(damaged);
    expect(await damagedBy(join(base, "manifest.json"), flip)).toMatchObject(damaged);
    expect(await damagedBy(join(base, "manifest.json"), (f) => rmSync(f))).toMatchObject(damaged);
  });

  test("with an altered or missing log writes nothing", async () => {
    await copied();
    const damaged = { code: "STORE-BACKUP-DAMAGED" };
    const wal = readdirSync(join(backup, "wal")).filter((name) => /^[0-9A-F]{24}$/.test(name));
    const last = join("wal", wal.sort().at(-2) as string);
    expect(await damagedBy(last, flipFirst)).toMatchObject(damaged);
    expect(await damagedBy(last, (file) => rmSync(file))).toMatchObject(damaged);
    expect(await damagedBy(join("wal", "progress.json"), (f) => rmSync(f))).toMatchObject(damaged);
  });

  test("into a folder that is not empty, or in use, is refused", async () => {
    const notEmpty = { code: "STORE-RESTORE-NOT-EMPTY" };
    const used = restored({ dataDir: join(root, "papers") });
    await expect(used).rejects.toMatchObject(notEmpty);
    const file = restored({ dataDir: join(root, "papers", "letter.txt") });
    await expect(file).rejects.toMatchObject(notEmpty);
    const inUse = restored({ dataDir: join(root, "data") });
    await expect(inUse).rejects.toMatchObject({ code: "STORE-FOLDER-IN-USE" });
    const none = restored({ folder: join(root, "nowhere") });
    await expect(none).rejects.toMatchObject({ code: "STORE-BACKUP-NONE" });
  });

  test("that was cut short leaves a folder that no start accepts", async () => {
    const cut = restored({
      onProgress: (step) => {
        if (step === "copy") throw new Error("killed");
      },
    });
    await expect(cut).rejects.toThrow("killed");
    const start = openStore({ dataDir: join(root, "restored"), log: () => undefined });
    await expect(start).rejects.toMatchObject({ code: "STORE-FOLDER-BROKEN" });
  });

  test("has a log of its own: it is backed up into a folder of its own", async () => {
    await restored();
    const again = await open("restored");
    await expect(backUp(again, { folder: backup })).rejects.toMatchObject({
      code: "STORE-BACKUP-FOLDER-UNUSABLE",
    });
    const folder = join(root, "second");
    await again.query("insert into fact values (100)");
    await backUp(again, { folder });
    await again.query("insert into fact values (101)");
    await again.close();
    rmSync(join(root, "restored"), { recursive: true });
    expect((await restored({ folder })).slice(-3)).toEqual([9, 100, 101]);
  });
});
