import { isDeepStrictEqual } from "node:util";
import { loadRegion, type Region } from "../src/policy/index.ts";
import { type Bill, bills, CARE_DATE, LINES } from "./adjudicate/bills.ts";
import { jsonRulesPeer } from "./adjudicate/json-rules-peer.ts";
import { ourOutcome, ourselves } from "./adjudicate/ours.ts";
import type { Outcome } from "./adjudicate/outcome.ts";
import { policyTables } from "./adjudicate/policy-tables.ts";
import { zenPeer } from "./adjudicate/zen-peer.ts";
import type { BenchOptions, BenchResult, PeerResult } from "./bench-result.ts";
import { OutputsDiffer } from "./bench-result.ts";
import { machine, packageVersion, today } from "./machine.ts";
import { type Contestant, type Measured, measureInTurn, rounded } from "./rounds.ts";

/**
 * `bench adjudicate`: twelve lines through every tier of resident inpatient care, with our
 * explanation, against two rule engines on the same tables in the same process. Goal: that the
 * form which explains itself is still far faster than what one would otherwise take.
 */

const REGION = "430400";
const BILLS = 64;
const ROUNDS = 9;
const TARGETS = { "@gorules/zen-engine": 20, "json-rules-engine": 150 } as const;

export async function run(options: BenchOptions): Promise<BenchResult> {
  const region = loadRegion(REGION);
  const all = bills(BILLS);
  const peers = openPeers(region, all);
  try {
    options.progress(`核对 ${BILLS} 份账单的结果是否一致`);
    for (const peer of peers) await assertEqual(region, all, peer);
    options.progress(`轮流计时 ${ROUNDS} 轮，约 ${options.seconds} 秒`);
    const contestants: Contestant[] = [ourselves(region, all), ...peers];
    const measured = await measureInTurn(contestants, ROUNDS, options.seconds);
    return result(measured, measured[0] as Measured);
  } finally {
    for (const peer of peers) peer.close?.();
  }
}

/** The untimed half: every peer settles the bills as we do. @throws OutputsDiffer */
export async function assertPeersAgree(): Promise<void> {
  const region = loadRegion(REGION);
  const all = bills(BILLS);
  const peers = openPeers(region, all);
  try {
    for (const peer of peers) await assertEqual(region, all, peer);
  } finally {
    for (const peer of peers) peer.close?.();
  }
}

function openPeers(region: Region, all: readonly Bill[]): Peer[] {
  const tables = policyTables(region, CARE_DATE);
  return [
    zenPeer(tables, all, false),
    jsonRulesPeer(tables, all, "per-line"),
    jsonRulesPeer(tables, all, "unrolled"),
    zenPeer(tables, all, true),
  ];
}

interface Peer extends Contestant {
  outcome(index: number): Promise<Outcome>;
  close?(): void;
}

async function assertEqual(region: Region, all: readonly Bill[], peer: Peer): Promise<void> {
  for (const [index, bill] of all.entries()) {
    const ours = ourOutcome(region, bill);
    const theirs = await peer.outcome(index);
    if (!isDeepStrictEqual(ours, theirs)) {
      throw new OutputsDiffer(peer.name, `第 ${index + 1} 份账单`, ours, theirs);
    }
  }
}

function result(measured: readonly Measured[], ours: Measured): BenchResult {
  const speedOf = (name: string) => measured.find((one) => one.name === name) as Measured;
  const peers = Object.entries(TARGETS).map(([name, target]): PeerResult => {
    const { per_second } = speedOf(name);
    return {
      name,
      version: packageVersion(name),
      per_second: rounded(per_second),
      ratio: rounded(ours.per_second / per_second),
      target,
      outputs_equal: true,
    };
  });
  const rounds = Object.fromEntries(measured.map((one) => [one.name, one.rounds]));
  return {
    name: "adjudicate",
    ours: { per_second: rounded(ours.per_second), what: "带逐步说明的裁决，单线程" },
    peers,
    machine: machine(null),
    date: today(),
    details: {
      bill: `居民住院 ${LINES} 行，起付线、统筹、大病、救助各层均支付；${BILLS} 份账单轮换`,
      explanation: "本平台始终带步骤；zen 同时 32 个在途、不带 trace；json-rules-engine 无说明",
      zen_with_trace_per_second: rounded(speedOf("@gorules/zen-engine, trace on").per_second),
      json_rules_unrolled_per_second: rounded(speedOf("json-rules-engine, unrolled").per_second),
      rounds,
    },
  };
}
