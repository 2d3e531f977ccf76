import pg from "pg";
import { inBackground } from "./background.ts";
import { readLine, readLink, readProgress } from "./backup-folder.ts";
import { createWalCopier, WAL_LOCK, WalBroken, type WalCopier } from "./wal-copy.ts";

/**
 * The owner of an embedded server copies its write-ahead log from the moment a first backup was
 * made: `backup.json` in the data folder says where to. What is committed reaches the backup folder
 * about a second later.
 */

export interface WalFollowerOptions {
  /** The data folder. */
  readonly home: string;
  /** The server's own files. */
  readonly cluster: string;
  readonly config: pg.ClientConfig;
  readonly log: (line: string) => void;
}

export interface WalFollower {
  /** Copies to the end, then stops. */
  stop(): Promise<void>;
}

/** How far the backup of a data folder has come. */
export interface BackupState {
  readonly folder: string;
  /** Civil time in China: the backup can be restored to any moment until then. */
  readonly copied_until: string;
}

const ROUND_MILLISECONDS = 1_000;
const SAY_AGAIN_ROUNDS = 60;

/** Null where no backup was ever made, or its folder cannot be read now. */
export async function readBackupState(home: string): Promise<BackupState | null> {
  const link = await readLink(home);
  const progress = link === null ? null : await readProgress(link.folder);
  if (link === null || progress === null) return null;
  return { folder: link.folder, copied_until: progress.at };
}

export function followWal(options: WalFollowerOptions): WalFollower {
  const session = createSession(options);
  const following = inBackground({ round: session.round, delay: () => ROUND_MILLISECONDS });
  return {
    async stop() {
      await following.stop();
      await session.round();
      await session.end();
    },
  };
}

/** A connection and a copier, made when there is something to copy, made anew after a failure. */
function createSession({ home, cluster, config, log }: WalFollowerOptions) {
  let client: pg.Client | null = null;
  let copier: { readonly folder: string; readonly copier: WalCopier } | null = null;
  let failures = 0;

  const copy = async (): Promise<void> => {
    const link = await readLink(home);
    if (link === null) return;
    if (link.home !== home) {
      throw new WalBroken(`数据目录是从 ${link.home} 复制来的，备份目录仍属于原来的那个`);
    }
    const line = await readLine(link.folder);
    if (line?.id !== link.line) throw new Error(`备份目录 ${link.folder} 不在，或已换成别的`);
    if (copier?.folder !== link.folder) {
      copier = { folder: link.folder, copier: createWalCopier(cluster, link.folder) };
    }
    client ??= await connected(config);
    await withWalLock(client, () => (copier as { copier: WalCopier }).copier.copy(client!));
  };

  const end = async (): Promise<void> => {
    const ending = client;
    client = null;
    await ending?.end().catch(() => undefined);
  };

  return {
    end,
    /** Never throws: settlement goes on whatever happens to the backup. */
    async round(): Promise<void> {
      try {
        await copy();
        if (failures > 0) log("备份归档已恢复");
        failures = 0;
      } catch (error) {
        if (failures % SAY_AGAIN_ROUNDS === 0) log(sentence(error as Error));
        failures += 1;
        copier = null;
        await end();
      }
    },
  };
}

function sentence(error: Error): string {
  if (error instanceof WalBroken) {
    return `备份归档中断：${error.message}。请重新执行 yibao backup，之后的时刻才可恢复`;
  }
  return `备份归档暂停：${error.message}。日志暂存在数据目录，目录恢复后自动续传`;
}

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Runs `work` unless another process is copying just now; its rounds are short. */
async function withWalLock(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
    WAL_LOCK,
  ]);
  if (!rows[0]?.got) return;
  try {
    await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [WAL_LOCK]);
  }
}
