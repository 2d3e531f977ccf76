import pg from "pg";

/** What other processes tell through the database by `notify channel`. */
export interface Notifications {
  /**
   * Calls `handler` at each notice on the channel, and after a lost connection is restored (a
   * notice may have passed meanwhile). Returns when listening; the result stops it.
   */
  listen(channel: string, handler: () => void): Promise<() => void>;
  close(): Promise<void>;
}

const RECONNECT_MILLISECONDS = 500;

/** One connection, made at the first `listen`, carries every channel of a store. */
export function createNotifications(
  config: pg.ClientConfig,
  log: (line: string) => void,
): Notifications {
  const handlers = new Map<string, Set<() => void>>();
  let connection: Promise<pg.Client> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client(config);
    client.on("notification", ({ channel }) => {
      for (const handler of handlers.get(channel) ?? []) handler();
    });
    client.on("error", (error) => log(`数据库通知连接中断：${error.message}`));
    await client.connect();
    client.once("end", () => {
      connection = null;
      reconnectLater();
    });
    return client;
  };

  const connectAgain = async (): Promise<void> => {
    connection = connect();
    try {
      const client = await connection;
      for (const channel of handlers.keys()) await client.query(listenStatement(channel));
      for (const set of handlers.values()) for (const handler of set) handler();
    } catch {
      connection = null;
      reconnectLater();
    }
  };

  const reconnectLater = (): void => {
    if (closed || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void connectAgain();
    }, RECONNECT_MILLISECONDS);
  };

  return {
    async listen(channel, handler) {
      connection ??= connect();
      const set = handlers.get(channel) ?? new Set();
      handlers.set(channel, set.add(handler));
      await (await connection).query(listenStatement(channel));
      return () => {
        set.delete(handler);
      };
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await connection?.then((client) => client.end()).catch(() => undefined);
    },
  };
}

function listenStatement(channel: string): string {
  return `listen ${pg.escapeIdentifier(channel)}`;
}
