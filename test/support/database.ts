import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { openStore, type Store } from "../../src/store/index.ts";

export interface FreshDatabase {
  readonly store: Store;
  readonly databaseUrl: string;
  /** Closes the store and removes the database. */
  drop(): Promise<void>;
}

export interface FreshDatabaseOptions {
  /** `empty` has no migration applied. */
  readonly template?: "migrated" | "empty";
  readonly maximumConnections?: number;
}

/** A database of its own for a test file (or test), every room's migrations applied. */
export async function freshDatabase(options: FreshDatabaseOptions = {}): Promise<FreshDatabase> {
  const administrator = await openStore({
    databaseUrl: inject("postgresUrl"),
    maximumConnections: 1,
    log: () => undefined,
  });
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = options.template === "empty" ? "template0" : "yibao_template";
  await administrator.query(`create database ${name} template ${template} strategy file_copy`);
  const databaseUrl = inject("postgresUrl").replace(/\/yibao$/, `/${name}`);
  const store = await openStore({
    databaseUrl,
    maximumConnections: options.maximumConnections ?? 10,
    log: () => undefined,
  });
  return {
    store,
    databaseUrl,
    async drop() {
      await store.close();
      await administrator.query(`drop database ${name} with (force)`);
      await administrator.close();
    },
  };
}
