import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { PeerClient } from "./peer-client.ts";
import type { PeerTransaction } from "./peer-transaction.ts";

const run = promisify(execFile);

/** Postgres' own load client, where it is installed; null where it is not. */
export async function pgbenchPeer(
  databaseUrl: string,
  transaction: PeerTransaction,
  people: number,
): Promise<PeerClient | null> {
  const version = await installedVersion();
  if (version === null) return null;
  const address = new URL(databaseUrl);
  const password = decodeURIComponent(address.password);
  // Anybody on the machine can read the words of a command.
  address.password = "";
  const folder = mkdtempSync(join(tmpdir(), "yibao-pgbench-"));
  const script = join(folder, "settlement.sql");
  writeFileSync(script, scriptOf(transaction, people));
  return {
    name: "pgbench",
    version,
    async round(first, count, clients) {
      const each = count / clients;
      const words = [
        ...["--no-vacuum", "--protocol=prepared", `--client=${clients}`, "--jobs=2"],
        ...[`--transactions=${each}`, `--file=${script}`],
        ...[`--define=first=${first}`, `--define=each=${each}`, "--define=done=0"],
        ...Object.entries(transaction.constants).map(([name, text]) => `--define=${name}=${text}`),
        address.href,
      ];
      return speedOf(await output(words, password), count);
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function installedVersion(): Promise<string | null> {
  try {
    const { stdout } = await run("pgbench", ["--version"]);
    return /\d+[.\d]*/.exec(stdout)?.[0] ?? stdout.trim();
  } catch {
    return null;
  }
}

/** Each client numbers its own settlements: no two write the same row. */
function scriptOf({ statements }: PeerTransaction, people: number): string {
  const one = (text: string) => `${text.replace(/\s+/g, " ")};`;
  return [
    "\\set n :first + :client_id * :each + :done",
    "\\set done :done + 1",
    `\\set person :n % ${people}`,
    "begin;",
    ...statements.map(one),
    "commit;",
    "",
  ].join("\n");
}

async function output(words: readonly string[], password: string): Promise<string> {
  try {
    const env = { ...process.env, PGPASSWORD: password };
    const { stdout, stderr } = await run("pgbench", words, { env, maxBuffer: 2 ** 26 });
    return stdout + stderr;
  } catch (error) {
    // Its message would repeat the whole command, rows and all.
    throw new Error(`pgbench: ${(error as { stderr?: string }).stderr?.slice(0, 1_000)}`);
  }
}

/** Transactions a second, connecting not counted. */
function speedOf(text: string, count: number): number {
  const processed = /actually processed: (\d+)\/(\d+)/.exec(text);
  const tps = /tps = ([\d.]+)/.exec(text);
  if (!processed || !tps || Number(processed[1]) !== count) {
    throw new Error(`pgbench did not write ${count} settlements: ${text}`);
  }
  return Number(tps[1]);
}
