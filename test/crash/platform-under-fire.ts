import { setTimeout as sleep } from "node:timers/promises";
import type { PlannedKill } from "./kill-plan.ts";
import {
  childrenOf,
  isAlive,
  leftSegments,
  leftSharedMemory,
  postmasterPid,
  processesIn,
  removeSharedMemory,
  sharedMemoryOf,
} from "./processes.ts";
import { type ServedProcess, serveProcess } from "./served-process.ts";

/** The platform that is killed and started again, with what the kills leave on the machine. */
export interface PlatformUnderFire {
  readonly url: string;
  /** Carries out one kill; returns when its blows have fallen. */
  strike(kill: PlannedKill): Promise<void>;
  /**
   * Makes it serve again; how long that took from its start (or, where it healed without a new
   * process, from the blow on).
   */
  revive(): Promise<{ readonly milliseconds: number; readonly healed: boolean }>;
  /** Processes and shared memory of dead servers that are still there. */
  leftovers(): readonly string[];
  /** A polite stop at the end. */
  stop(): Promise<number | null>;
  /** Whatever still runs is killed: for a run that is cut short. */
  endAtOnce(): void;
}

const HEAL_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 20;

export async function platformUnderFire(data: string, cluster: string): Promise<PlatformUnderFire> {
  let served = serveProcess(data);
  let url = await served.ready;
  const postmasters = new Set<number>();
  const shared = new Set<string>();
  const watch = (): void => {
    const pid = postmasterPid(cluster);
    if (pid === null) return;
    postmasters.add(pid);
    for (const name of sharedMemoryOf(pid)) shared.add(name);
  };
  watch();

  let struckAt = performance.now();
  const revive = async () => {
    let started = struckAt;
    const healed = served.running && (await heals(url));
    if (!healed) {
      started = performance.now();
      served.kill("SIGKILL");
      await served.exited;
      served = serveProcess(data);
      url = await served.ready;
    }
    watch();
    return { milliseconds: performance.now() - started, healed };
  };

  return {
    get url() {
      return url;
    },
    async strike(kill) {
      watch();
      struckAt = performance.now();
      served = await struck(served, kill, { data, cluster, watch });
    },
    revive,
    leftovers: () => leftovers(cluster, postmasters, shared),
    async stop() {
      served.kill("SIGTERM");
      return (await served.exited).code;
    },
    endAtOnce() {
      served.kill("SIGKILL");
      killAll(cluster);
      removeSharedMemory(shared);
    },
  };
}

interface Place {
  readonly data: string;
  readonly cluster: string;
  readonly watch: () => void;
}

/** Returns the process that serves now, if any still does. */
async function struck(
  served: ServedProcess,
  { kind, pause_ms, victim }: PlannedKill,
  { data, cluster, watch }: Place,
): Promise<ServedProcess> {
  const postmaster = postmasterPid(cluster);
  const killServer = (): void => kill(postmaster);
  switch (kind) {
    case "backend": {
      const children = postmaster === null ? [] : childrenOf(postmaster);
      kill(children[victim % Math.max(1, children.length)]?.pid ?? null);
      return served;
    }
    case "postmaster":
      killServer();
      await sleep(pause_ms);
      return served;
    case "stop":
      served.kill("SIGTERM");
      await sleep(pause_ms / 4);
      served.kill("SIGKILL");
      break;
    case "both":
    case "recovery":
      served.kill("SIGKILL");
      killServer();
      break;
    default:
      served.kill("SIGKILL");
  }
  await served.exited;
  if (kind !== "start" && kind !== "recovery") return served;
  const second = serveProcess(data);
  await Promise.race([sleep(pause_ms), second.exited]);
  watch();
  second.kill("SIGKILL");
  if (kind === "recovery") kill(postmasterPid(cluster));
  await second.exited;
  return second;
}

function kill(pid: number | null): void {
  if (pid === null) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was faster.
  }
}

/** Whether a platform whose process lives serves again by itself. */
async function heals(url: string): Promise<boolean> {
  const until = performance.now() + HEAL_MILLISECONDS;
  while (performance.now() < until) {
    const healthy = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (healthy) return true;
    await sleep(POLL_MILLISECONDS);
  }
  return false;
}

function leftovers(
  cluster: string,
  postmasters: ReadonlySet<number>,
  shared: ReadonlySet<string>,
): readonly string[] {
  const now = postmasterPid(cluster);
  const own = now === null || !isAlive(now) ? [] : [now];
  const orphans = processesIn(cluster).filter(
    ({ pid, parent }) => !own.includes(pid) && !own.includes(parent),
  );
  const dead = new Set([...postmasters].filter((pid) => !isAlive(pid)));
  const mine = new Set(own.flatMap((pid) => sharedMemoryOf(pid)));
  const left = leftSharedMemory([...shared].filter((name) => !mine.has(name)));
  const segments = leftSegments(dead);
  return [
    ...orphans.map(({ pid, title }) => `process ${pid} is left behind: ${title}`),
    ...left.map((name) => `shared memory ${name} is left behind`),
    ...(segments > 0 ? [`${segments} shared-memory segments are left behind`] : []),
  ];
}

function killAll(cluster: string): void {
  kill(postmasterPid(cluster));
  for (const { pid } of processesIn(cluster)) kill(pid);
}
