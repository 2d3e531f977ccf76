import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openStore, startEmbeddedServer } from "../../src/store/index.ts";
import type { BenchOptions } from "../bench-result.ts";

/** A Postgres server with databases made for this run and removed after it. */
export interface ScratchServer {
  readonly version: string;
  /** What makes a commit durable; asserted, since without it nothing is measured. */
  readonly durability: Readonly<Record<string, string>>;
  /** Makes a database and returns its URL. */
  makeDatabase(name: string): Promise<string>;
  /** Writes out what earlier rounds left, so that no round pays for another. */
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

const TMPFS = 0x01021994;

export async function startScratchServer(options: BenchOptions): Promise<ScratchServer> {
  if (options.database_url !== null) {
    return scratchOn(options.database_url, async () => undefined);
  }
  const folder = scratchFolder(options.data);
  const log = () => undefined;
  const server = await startEmbeddedServer({ dataDir: folder, join: false, log });
  const end = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    return await scratchOn(server.databaseUrl, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/** On a disk: a folder in memory would make every commit free. */
function scratchFolder(data: string | null): string {
  const inMemory = statfsSync(tmpdir()).type === TMPFS;
  const parent = data ?? (inMemory ? resolve("data") : tmpdir());
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "yibao-bench-"));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  return folder;
}

async function scratchOn(url: string, end: () => Promise<void>): Promise<ScratchServer> {
  const log = () => undefined;
  const store = await openStore({ databaseUrl: url, maximumConnections: 2, log });
  const setting = async (name: string) =>
    (await store.query<{ value: string }>(`select current_setting($1) as value`, [name])).rows[0]!
      .value;
  const durability = {
    fsync: await setting("fsync"),
    synchronous_commit: await setting("synchronous_commit"),
    full_page_writes: await setting("full_page_writes"),
  };
  const made: string[] = [];
  const close = async () => {
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
    for (const name of made) await store.query(`drop database if exists ${name} with (force)`);
    await store.close();
    await end();
  };
  // A run that is cut short leaves neither a server nor databases behind.
  const interrupted = () => void close().finally(() => process.exit(130));
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  if (durability.fsync !== "on" || durability.synchronous_commit !== "on") {
    await close();
    throw new Error("the server does not make commits durable: set fsync and synchronous_commit");
  }
  return {
    version: await setting("server_version"),
    durability,
    async makeDatabase(name) {
      const full = `yibao_bench_${name}_${randomBytes(4).toString("hex")}`;
      await store.query(`create database ${full} encoding 'UTF8' template template0`);
      made.push(full);
      const database = new URL(url);
      database.pathname = `/${full}`;
      return database.href;
    },
    async checkpoint() {
      await store.query("checkpoint").catch(() => undefined);
    },
    close,
  };
}
