import type { Store } from "./store.ts";

/** Reference data (catalogue, institutions, accounts) held in memory while it does not change. */
export interface ReferenceCache<T> {
  /** The data as last loaded. */
  readonly value: T;
  /** Loads again now; concurrent calls share one load that began after the last of them. */
  reload(): Promise<void>;
  close(): void;
}

/**
 * Loads once, then again whenever anybody, in this process or another, does `notify channel`
 * (an import by the command line reaches the running server), or after a lost connection.
 */
export async function createReferenceCache<T>(
  store: Store,
  channel: string,
  load: () => Promise<T>,
): Promise<ReferenceCache<T>> {
  let value: T | undefined;
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;

  const loadNow = async (): Promise<void> => {
    value = await load();
  };
  const reload = (): Promise<void> => {
    if (running === null) {
      running = loadNow().finally(() => {
        running = null;
      });
      return running;
    }
    // What is loading may have read before the change: load once more when it has ended.
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = null;
        return reload();
      });
    return waiting;
  };

  // Listen first, so that a change between loading and listening is not missed.
  const stop = await store.notifications.listen(channel, () => {
    reload().catch((error: Error) => store.log(`重新载入 ${channel} 失败：${error.message}`));
  });
  await reload();
  return {
    get value() {
      return value as T;
    },
    reload,
    close: stop,
  };
}
