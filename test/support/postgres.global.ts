import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate, openStore, startEmbeddedServer } from "../../src/store/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL of the run's server, database `yibao` (empty). */
    postgresUrl: string;
    /** Folder with the server's own `bin`. */
    postgresBinaries: string;
  }
}

/** A test database may forget what it was told last when the power fails; it need not wait. */
const FAST = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "shared_buffers=128MB",
  "max_connections=200",
];

/**
 * One server for the whole run, in a folder of its own, with every room's migrations applied once
 * to the database `yibao_template` that `freshDatabase` copies.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "yibao-test-"));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const server = await startEmbeddedServer({ dataDir: folder, join: false, log, settings: FAST });
  const stopNow = (): void => endAtOnce(folder, server.dataDir);
  const interrupted = (): void => process.exit(143);
  process.once("exit", stopNow);
  process.once("SIGTERM", interrupted);
  const close = async (): Promise<void> => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
    process.off("exit", stopNow);
    process.off("SIGTERM", interrupted);
  };
  try {
    await makeTemplate(server.databaseUrl, log);
  } catch (error) {
    await close();
    throw new Error(`the test database cannot be made:\n${lines.join("\n")}`, { cause: error });
  }
  project.provide("postgresUrl", server.databaseUrl);
  project.provide("postgresBinaries", server.binaries);
  return close;
}

async function makeTemplate(databaseUrl: string, log: (line: string) => void): Promise<void> {
  const store = await openStore({ databaseUrl, log });
  await store.query("create database yibao_template");
  await store.close();
  const url = databaseUrl.replace(/\/yibao$/, "/yibao_template");
  const template = await openStore({ databaseUrl: url, log });
  try {
    await migrate(template);
  } finally {
    await template.close();
  }
}

/** The run was cut short: no time to ask politely. */
function endAtOnce(folder: string, cluster: string): void {
  try {
    const pid = Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, "SIGQUIT");
    execFileSync("sleep", ["0.3"]);
  } catch {
    // It has stopped already.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
