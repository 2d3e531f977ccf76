import type { BenchOptions, BenchResult, PeerResult } from "../../bench/bench-result.ts";
import { YibaoError } from "../kernel/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { textTable } from "./text-table.ts";

type Bench = { run(options: BenchOptions): Promise<BenchResult> };

/** Loaded when asked for: the peers are development dependencies, and nothing else needs them. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  adjudicate: () => import("../../bench/adjudicate.ts"),
  settle: () => import("../../bench/settle.ts"),
  policy: () => import("../../bench/policy.ts"),
  bulk: () => import("../../bench/bulk.ts"),
  simulate: () => import("../../bench/simulate.ts"),
  tail: () => import("../../bench/tail.ts"),
  "hot-fund": () => import("../../bench/hot-fund.ts"),
  check: () => import("../../bench/check.ts"),
  workbench: () => import("../../bench/workbench.ts"),
};

const DEFAULT_SECONDS = 20;
const MOST_SECONDS = 40;

/** `yibao bench NAME`: measures us against a named peer, and shows both with the machine. */
export async function benchCommand(invocation: Invocation): Promise<number> {
  const name = invocation.words[0];
  const load = name === undefined ? undefined : BENCHES[name];
  if (!load) {
    const what = `对比项目（${Object.keys(BENCHES).join("、")}）`;
    throw new YibaoError("COMMAND-MISSING", { command: "bench", what });
  }
  const { run } = await loaded(load);
  const result = await run({
    seconds: numberFlag(invocation, "seconds", DEFAULT_SECONDS, 1, MOST_SECONDS),
    data: textFlag(invocation, "data") ?? null,
    database_url: textFlag(invocation, "database-url") ?? null,
    progress: (line) => void process.stderr.write(`${line}\n`),
  });
  const text = invocation.json ? JSON.stringify(result, null, 2) : benchSheet(result);
  process.stdout.write(`${text}\n`);
  return 0;
}

/** @throws YibaoError COMMAND-NO-PEER where the package was installed without its peers */
export async function loaded(load: () => Promise<Bench>): Promise<Bench> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new YibaoError("COMMAND-NO-PEER", { reason: (error as Error).message });
  }
}

export function benchSheet(result: BenchResult): string {
  const { name, ours, peers, machine, date } = result;
  const rows = peers.map((peer) => [
    `${peer.name} ${peer.version}`,
    figure(peer.per_second),
    peer.ratio_of === undefined ? `${peer.ratio}` : `${peer.ratio_of.what} ${peer.ratio}`,
    `${peer.ratio_of?.less_is_better ? "≤" : "≥"} ${peer.target}`,
    isReached(peer) ? "达到" : "未达到",
  ]);
  const header = ["对手", "每秒", "倍数（本平台÷对手）", "目标", ""];
  const postgres = machine.postgres === null ? [] : [`PostgreSQL ${machine.postgres}`];
  const place = [
    machine.cpu,
    `${machine.cores} 核`,
    `${machine.memory_gib} GiB`,
    `Node ${machine.node}`,
    ...postgres,
  ];
  return [
    `${name}：${ours.what} 每秒 ${figure(ours.per_second)}；计时前已核对结果一致`,
    textTable([header, ...rows], ["left", "right", "right", "right", "left"]),
    `${date} · ${place.join(" · ")}`,
  ].join("\n");
}

function isReached({ ratio, target, ratio_of }: PeerResult): boolean {
  return ratio_of?.less_is_better ? ratio <= target : ratio >= target;
}

function figure(value: number): string {
  return value.toLocaleString("en-US");
}
