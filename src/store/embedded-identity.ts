import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { YibaoError } from "../kernel/index.ts";

const run = promisify(execFile);

/** Who runs the server: the system user `postgres` when we are root (it refuses root), else us. */
export type ServerIdentity = { readonly uid: number; readonly gid: number } | null;

const SYSTEM_USER = "postgres";

/**
 * The identity for the server, making the system user where it is missing.
 * @throws YibaoError STORE-NO-POSTGRES-USER
 */
export async function serverIdentity(user = SYSTEM_USER): Promise<ServerIdentity> {
  if (process.getuid?.() !== 0) return null;
  try {
    return await identityOf(user);
  } catch {
    // Not there yet.
  }
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", user]);
    return await identityOf(user);
  } catch (error) {
    throw new YibaoError("STORE-NO-POSTGRES-USER", { reason: (error as Error).message.trim() });
  }
}

async function identityOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run("id", ["-u", user]), run("id", ["-g", user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Where root keeps what the system user must reach and cannot reach in the project. */
export function sharedFolder(): string {
  const system = "/var/lib";
  try {
    accessSync(system, constants.W_OK);
    return join(system, "yibao");
  } catch {
    return join(tmpdir(), "yibao");
  }
}
