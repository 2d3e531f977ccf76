import { openSandbox, transactionTable } from "../../src/gateway/index.ts";
import {
  createHttpServer,
  gatewayOptions,
  listen,
  openPlatform,
  type Platform,
} from "../../src/server/index.ts";

export type { Platform };

/** The platform as `yibao serve` runs it, in this process, on a free port. */
export interface ServedPlatform {
  readonly platform: Platform;
  readonly port: number;
  close(): Promise<void>;
}

export async function servePlatform(databaseUrl: string): Promise<ServedPlatform> {
  const platform = await openPlatform({ databaseUrl, regionCode: "430400", log: () => undefined });
  try {
    const door = await openDoor(platform);
    return {
      platform,
      port: door.port,
      async close() {
        await door.close();
        await platform.close();
      },
    };
  } catch (error) {
    await platform.close();
    throw error;
  }
}

/** HTTP before a platform, or before one that settles otherwise (`hot-fund`). */
export async function openDoor(
  platform: Omit<Platform, "close">,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const { store, institutions } = platform;
  const sandbox = openSandbox({ store, institutions, table: transactionTable() });
  const gateway = gatewayOptions(platform, {
    clock: () => new Date(),
    log: (line) => void process.stderr.write(`${line}\n`),
    onExchange: sandbox.recorder.record,
  });
  const app = await createHttpServer({ store, gateway, institutions, sandbox });
  const address = await listen(app, "127.0.0.1", 0);
  return {
    port: Number(new URL(address).port),
    close: async () => {
      await app.close();
      await sandbox.close();
    },
  };
}
