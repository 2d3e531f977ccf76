import { resolve } from "node:path";
import pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import { columnTypes } from "./column-types.ts";
import { isDataFolder } from "./embedded-folder.ts";
import { type EmbeddedServer, startEmbeddedServer } from "./embedded-server.ts";
import { createNotifications, type Notifications } from "./notifications.ts";
import { runTransaction } from "./transaction.ts";

export interface StoreOptions {
  /** Any Postgres ≥ 15. Without it the embedded server runs in `dataDir`. */
  readonly databaseUrl?: string;
  /** Folder of the embedded server; default `./data`. */
  readonly dataDir?: string;
  readonly maximumConnections?: number;
  /** Use the server that a running yibao has started in `dataDir`; start one if none runs. */
  readonly join?: boolean;
  /** Refuse a folder without data, rather than make an empty database in it. */
  readonly existing?: boolean;
  readonly log: (line: string) => void;
}

/** Whatever runs a statement: a store, or the client of an open transaction. */
export interface Runner {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/**
 * An open database; only rooms' `*.store.ts` files hold SQL. `query` runs one statement, in its own
 * transaction, on any free connection.
 */
export interface Store extends Runner {
  readonly pool: pg.Pool;
  /** See `runTransaction`: may run `work` more than once, so it must keep no state outside. */
  transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** What other processes tell by `notify`. */
  readonly notifications: Notifications;
  /** With the password: for this process's own use, never for a log. */
  readonly databaseUrl: string;
  readonly embedded: Omit<EmbeddedServer, "close"> | null;
  readonly log: (line: string) => void;
  /** Closes connections, and stops the embedded server when this store started it. */
  close(): Promise<void>;
}

const OLDEST_VERSION = 150_000;
const DEFAULT_CONNECTIONS = 10;

/**
 * Opens the database, starting the embedded server where no URL is given. Does not migrate.
 * @throws YibaoError STORE-…
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl !== undefined) return connected(options.databaseUrl, null, options);
  const dataDir = options.dataDir ?? "./data";
  if (options.existing && !isDataFolder(dataDir)) {
    throw new YibaoError("STORE-FOLDER-NO-DATA", { folder: resolve(dataDir) });
  }
  const server = await startEmbeddedServer({
    dataDir,
    join: options.join ?? false,
    log: options.log,
  });
  try {
    return await connected(server.databaseUrl, server, options);
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function connected(
  databaseUrl: string,
  server: EmbeddedServer | null,
  options: StoreOptions,
): Promise<Store> {
  const config = connectionConfig(databaseUrl);
  const pool = new pg.Pool({
    ...config,
    max: options.maximumConnections ?? DEFAULT_CONNECTIONS,
    allowExitOnIdle: false,
  });
  // An idle connection that breaks is replaced at its next use; without a listener it would end us.
  pool.on("error", (error) => options.log(`数据库连接中断：${error.message}`));
  // A client that is checked out and idle between two statements has no listener of the pool's:
  // without one, a connection that breaks just then would end the process.
  pool.on("connect", (client) => {
    client.on("error", (error) => options.log(`数据库连接中断：${error.message}`));
  });
  try {
    await checkServer(pool, databaseUrl);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const notifications = createNotifications(config, options.log);
  const { close: stopServer, ...embedded } = server ?? { close: async () => undefined };
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await notifications.close();
    await pool.end();
    await stopServer();
  };
  return {
    pool,
    query: (text, values) => pool.query(text, values),
    transaction: (work) => runTransaction(pool, work),
    notifications,
    databaseUrl,
    embedded: server && (embedded as Omit<EmbeddedServer, "close">),
    log: options.log,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** How every connection of ours is made: our column types, China Standard Time. */
export function connectionConfig(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    types: columnTypes,
    application_name: "yibao",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: "-c timezone=Asia/Shanghai",
  };
}

async function checkServer(pool: pg.Pool, databaseUrl: string): Promise<void> {
  const { rows } = await pool
    .query<{ version: number; name: string; encoding: string }>(
      `select current_setting('server_version_num')::int as version,
              current_setting('server_version') as name,
              current_setting('server_encoding') as encoding`,
    )
    .catch((error: Error) => {
      throw new YibaoError("STORE-CANNOT-CONNECT", {
        url: withoutPassword(databaseUrl),
        reason: error.message || String((error as NodeJS.ErrnoException).code),
      });
    });
  const server = rows[0] as { version: number; name: string; encoding: string };
  assertUsable(server);
}

/** @throws YibaoError STORE-POSTGRES-TOO-OLD | STORE-NOT-UTF8 */
export function assertUsable(server: { version: number; name: string; encoding: string }): void {
  if (server.version < OLDEST_VERSION) {
    throw new YibaoError("STORE-POSTGRES-TOO-OLD", { version: server.name });
  }
  if (server.encoding !== "UTF8") {
    throw new YibaoError("STORE-NOT-UTF8", { encoding: server.encoding });
  }
}

/** A URL as it may be shown: without the password. */
export function withoutPassword(databaseUrl: string): string {
  return databaseUrl.replace(/^(\w+:\/\/[^:@/]*):[^@]*@/, "$1@");
}
