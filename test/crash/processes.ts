import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What runs on this machine for one data folder, as the operating system tells it. */

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly title: string;
}

/** Process number of the database server of a cluster; null when its file is not there. */
export function postmasterPid(cluster: string): number | null {
  try {
    const pid = Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0]);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** Ended, but not yet taken notice of by whoever has to: where init is no init, for ever. */
function isZombie(pid: number): boolean {
  return /\) Z /.test(readOrEmpty(`/proc/${pid}/stat`));
}

export function childrenOf(parent: number): readonly RunningProcess[] {
  return allProcesses().filter((one) => one.parent === parent);
}

/** Everything that works in a cluster's folder: the server and its children, orphaned or not. */
export function processesIn(cluster: string): readonly RunningProcess[] {
  if (!existsSync("/proc/self/cwd")) {
    return allProcesses().filter(({ title }) => title.includes(cluster));
  }
  return allProcesses().filter(({ pid }) => folderOf(pid) === cluster);
}

/** Names of shared memory that a process has open; Linux only. */
export function sharedMemoryOf(pid: number): readonly string[] {
  const names = readOrEmpty(`/proc/${pid}/maps`).matchAll(/\/dev\/shm\/(PostgreSQL\.\d+)/g);
  return [...new Set([...names].map(([, name]) => name as string))];
}

/** Of those names, which are still there. */
export function leftSharedMemory(names: Iterable<string>): readonly string[] {
  return [...names].filter((name) => existsSync(join("/dev/shm", name)));
}

/** Of a server that will not be started again, which would clear it away. */
export function removeSharedMemory(names: Iterable<string>): void {
  for (const name of names) rmSync(join("/dev/shm", name), { force: true });
}

/** Old-style segments made by one of these processes and attached by none; Linux only. */
export function leftSegments(makers: ReadonlySet<number>): number {
  const lines = readOrEmpty("/proc/sysvipc/shm").trim().split("\n").slice(1);
  return lines.filter((line) => {
    const [, , , , maker, , attached] = line.trim().split(/\s+/).map(Number);
    return attached === 0 && makers.has(maker as number);
  }).length;
}

function allProcesses(): readonly RunningProcess[] {
  if (existsSync("/proc/self/stat")) {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const stat = readOrEmpty(`/proc/${name}/stat`);
        const [, state, parent] = /\) (\S) (\d+)/.exec(stat) ?? [];
        if (parent === undefined || state === "Z") return [];
        const title = readOrEmpty(`/proc/${name}/cmdline`).replaceAll("\0", " ").trim();
        return { pid: Number(name), parent: Number(parent), title };
      });
  }
  const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  return listed.split("\n").flatMap((line) => {
    const [, pid, parent, title] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined
      ? []
      : { pid: Number(pid), parent: Number(parent), title: title as string };
  });
}

function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
