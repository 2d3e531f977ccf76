import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import { packageRoot } from "./package-root.ts";
import type { Store } from "./store.ts";

/** Rooms with tables, lowest floor first: the order in which their migrations run. */
export const MIGRATED_ROOMS = [
  "store",
  "policy-library",
  "ledger",
  "people",
  "catalogue",
  "providers",
  "supervision",
  "inventory",
  "department",
  "settlement",
  "reconciliation",
  "settlement-list",
  "simulation",
  "gateway",
  "disclosure-report",
  "publication",
  "access",
  "demo",
] as const;

export interface Migration {
  readonly room: string;
  readonly number: number;
  readonly name: string;
  readonly note: string;
  readonly sql: string;
  readonly sha256: string;
}

export interface MigrateOptions {
  /** Folder that holds `<room>/migrations/`; default our own `src`. */
  readonly folder?: string;
  /** Leaves out those for which it answers false: for tests that stop half-way. */
  readonly filter?: (migration: Migration) => boolean;
}

const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/;
const NOTE = /^-- note: (.+)$/;
/** Any constant of ours: two processes that migrate at once wait for each other. */
const MIGRATION_LOCK = 7_430_400_001;

/**
 * Applies every migration not yet applied, each in its own transaction, under one advisory lock.
 * Forward only. Returns those applied now.
 * @throws YibaoError STORE-MIGRATION-CHANGED | STORE-DATABASE-NEWER
 */
export async function migrate(store: Store, options: MigrateOptions = {}): Promise<Migration[]> {
  const all = readMigrations(options.folder ?? join(packageRoot(), "src"));
  const client = await store.pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(
      `create schema if not exists store;
       create table if not exists store.migration (
         room text not null, number int not null, name text not null, sha256 text not null,
         applied_at timestamptz not null default now(), primary key (room, number))`,
    );
    const applied = await appliedMigrations(client, all);
    const missing = all.filter(
      (migration) => !applied.has(keyOf(migration)) && (options.filter?.(migration) ?? true),
    );
    for (const migration of missing) await apply(client, migration, store.log);
    return missing;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
}

/** Every migration below a source folder in the order of application. */
export function readMigrations(folder: string): Migration[] {
  return MIGRATED_ROOMS.flatMap((room) => {
    const path = join(folder, room, "migrations");
    if (!existsSync(path)) return [];
    const files = readdirSync(path).filter((file) => file.endsWith(".sql"));
    return files.sort().map((file, index) => readMigration(path, room, file, index + 1));
  });
}

function readMigration(path: string, room: string, file: string, expected: number): Migration {
  const [, number, name] = FILE_NAME.exec(file) ?? [];
  if (name === undefined || Number(number) !== expected) {
    throw new Error(`${join(path, file)}: expected a name like 000${expected}-what-it-does.sql`);
  }
  const sql = readFileSync(join(path, file), "utf8");
  const note = NOTE.exec(sql.split("\n", 1)[0]?.trimEnd() ?? "")?.[1];
  if (note === undefined) {
    throw new Error(`${join(path, file)}: the first line must be "-- note: …"`);
  }
  // Line ends may differ between checkouts of the same file.
  const sha256 = createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex");
  return { room, number: expected, name, note, sql, sha256 };
}

async function appliedMigrations(
  client: pg.PoolClient,
  all: readonly Migration[],
): Promise<Set<string>> {
  const { rows } = await client.query<{
    room: string;
    number: number;
    name: string;
    sha256: string;
  }>("select room, number, name, sha256 from store.migration order by room, number");
  const known = new Map(all.map((migration) => [keyOf(migration), migration]));
  for (const row of rows) {
    const migration = known.get(keyOf(row));
    if (migration === undefined) {
      throw new YibaoError("STORE-DATABASE-NEWER", { file: fileOf(row) });
    }
    if (migration.sha256 !== row.sha256) {
      throw new YibaoError("STORE-MIGRATION-CHANGED", { file: fileOf(migration) });
    }
  }
  return new Set(rows.map(keyOf));
}

async function apply(
  client: pg.PoolClient,
  migration: Migration,
  log: (line: string) => void,
): Promise<void> {
  log(`数据库迁移 ${fileOf(migration)}：${migration.note}`);
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query(
      "insert into store.migration (room, number, name, sha256) values ($1, $2, $3, $4)",
      [migration.room, migration.number, migration.name, migration.sha256],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw new Error(`${fileOf(migration)}: ${(error as Error).message}`, { cause: error });
  }
}

function keyOf(migration: { room: string; number: number }): string {
  return `${migration.room}/${migration.number}`;
}

function fileOf(migration: { room: string; number: number; name: string }): string {
  const number = String(migration.number).padStart(4, "0");
  return `${migration.room}/migrations/${number}-${migration.name}.sql`;
}
