import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, openStore, startEmbeddedServer } from "../../src/store/index.ts";

/** Databases for runs: each run, and each attempt to make a failing one smaller, has its own. */
export interface DatabaseSource {
  fresh(): Promise<FreshDatabase>;
}

export interface FreshDatabase {
  readonly databaseUrl: string;
  drop(): Promise<void>;
}

export interface ScratchServer extends DatabaseSource {
  close(): Promise<void>;
}

/** Nothing here need outlive the run: the crash harness is for what must. */
const FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

const silent = (): void => undefined;

/** A server of its own in a temporary folder, or databases on the server that is named. */
export async function startScratch(url: string | undefined): Promise<ScratchServer> {
  if (url !== undefined) return onServer(url, async () => undefined);
  const folder = mkdtempSync(join(tmpdir(), "yibao-simulated-bureau-"));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const options = { dataDir: folder, join: false, log: silent, settings: FAST };
  const server = await startEmbeddedServer(options);
  return onServer(server.databaseUrl, async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
}

async function onServer(url: string, end: () => Promise<void>): Promise<ScratchServer> {
  const store = await openStore({ databaseUrl: url, maximumConnections: 1, log: silent });
  const named = (name: string): string => {
    const database = new URL(url);
    database.pathname = `/${name}`;
    return database.href;
  };
  const made = new Set<string>();
  const create = async (template: string): Promise<string> => {
    const name = `yibao_simulated_${randomBytes(5).toString("hex")}`;
    await store.query(`create database ${name} template ${template}`);
    made.add(name);
    return name;
  };
  const drop = async (name: string): Promise<void> => {
    await store.query(`drop database if exists ${name} with (force)`);
    made.delete(name);
  };
  const template = await create("template0");
  const migrated = await openStore({ databaseUrl: named(template), log: silent });
  await migrate(migrated);
  await migrated.close();
  return {
    async fresh() {
      const name = await create(template);
      return { databaseUrl: named(name), drop: () => drop(name) };
    },
    async close() {
      for (const name of [...made]) await drop(name);
      await store.close();
      await end();
    },
  };
}
