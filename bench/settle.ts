import type { Store } from "../src/store/index.ts";
import type { BenchOptions, BenchResult } from "./bench-result.ts";
import { machine, today } from "./machine.ts";
import { median, rounded } from "./rounds.ts";
import { assertEqualWork, difference, type Work, workIn } from "./settle/equal-work.ts";
import type { LoadChild } from "./settle/load-child.ts";
import type { PeerClient } from "./settle/peer-client.ts";
import { peerDatabase } from "./settle/peer-database.ts";
import { type PeerTransaction, peerTransaction } from "./settle/peer-transaction.ts";
import { pgPeer } from "./settle/pg-peer.ts";
import { pgbenchPeer } from "./settle/pgbench-peer.ts";
import { PEOPLE, type Stage, setStage } from "./settle/stage.ts";

/**
 * `bench settle`: pharmacy purchases of twelve lines over HTTP until they are durable, distinct
 * people, 128 in flight, against a bare client that only writes the same rows to the same server.
 */

const IN_FLIGHT = 128;
const PEER_CLIENTS = 8;
const ROUNDS = 5;
/** Before the first round, both sides: our server compiles its hot paths meanwhile. */
const WARM_UP = 4_000;
const COUNT_MOST = 12_000;
const TARGET = 0.5;

export async function run(options: BenchOptions): Promise<BenchResult> {
  const stage = await setStage(options);
  try {
    const { store } = stage.served.platform;
    const load = await stage.load(stage.served.port);
    options.progress(`预热：${WARM_UP} 次结算`);
    const before = await workIn(store);
    const warm = await load.round(0, WARM_UP, IN_FLIGHT);
    const transaction = await peerTransaction(store, await anySettlement(store));
    const peerUrl = await stage.server.makeDatabase("peer");
    const peerStore = await peerDatabase(peerUrl);
    const peer = await peerFor(peerUrl, transaction);
    try {
      const peerBefore = await workIn(peerStore);
      const peerSpeed = await peer.round(0, WARM_UP, PEER_CLIENTS);
      const count = countFor(options.seconds, WARM_UP / warm.seconds, peerSpeed);
      options.progress(`轮流计时 ${ROUNDS} 轮，每轮 ${count} 次结算，对手 ${peer.name}`);
      const rounds = await measure(stage, load, peer, count);
      const ours = difference(before, await workIn(store));
      const theirs = difference(peerBefore, await workIn(peerStore));
      assertEqualWork(peer.name, ours, theirs);
      return result(stage, peer, rounds, ours);
    } finally {
      await peer.close();
      await peerStore.close();
    }
  } finally {
    await stage.close();
  }
}

interface Round {
  readonly ours: number;
  readonly peer: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  /** CPU microseconds a settlement, of our server process and of the load generator. */
  readonly server_cpu_us: number;
  readonly load_cpu_us: number;
}

async function measure(
  { server }: Stage,
  load: LoadChild,
  peer: PeerClient,
  count: number,
): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = WARM_UP + round * count;
    await server.checkpoint();
    const cpu = process.cpuUsage();
    const report = await load.round(first, count, IN_FLIGHT);
    const { user, system } = process.cpuUsage(cpu);
    await server.checkpoint();
    rounds.push({
      ours: count / report.seconds,
      peer: await peer.round(first, count, PEER_CLIENTS),
      p50_ms: report.p50_ms,
      p99_ms: report.p99_ms,
      server_cpu_us: (user + system) / count,
      load_cpu_us: (report.cpu_seconds * 1e6) / count,
    });
  }
  return rounds;
}

/** A multiple of the peer's clients that fills the time, both sides of all rounds together. */
function countFor(seconds: number, ours: number, peer: number): number {
  const wanted = Math.min(COUNT_MOST, seconds / ROUNDS / (1 / ours + 1 / peer));
  return Math.max(PEER_CLIENTS, Math.round(wanted / PEER_CLIENTS) * PEER_CLIENTS);
}

async function anySettlement(store: Store): Promise<number> {
  const { rows } = await store.query<{ settlement_id: number; alike: boolean }>(
    `select min(settlement_id) as settlement_id,
            count(distinct (total_fen, fund_fen, account_fen, cash_fen)) = 1 as alike
       from settlement.settlement`,
  );
  const { settlement_id, alike } = rows[0]!;
  if (!alike) throw new Error("the purchases of the bench were not settled alike");
  return settlement_id;
}

async function peerFor(databaseUrl: string, transaction: PeerTransaction): Promise<PeerClient> {
  const pgbench = await pgbenchPeer(databaseUrl, transaction, PEOPLE);
  return pgbench ?? (await pgPeer(databaseUrl, transaction, PEOPLE, PEER_CLIENTS));
}

function result(
  { server }: Stage,
  peer: PeerClient,
  rounds: readonly Round[],
  work: Work,
): BenchResult {
  const middle = (field: keyof Round) => median(rounds.map((round) => round[field]));
  return {
    name: "settle",
    ours: { per_second: rounded(middle("ours")), what: "药店结算 2102，HTTP 到落盘" },
    peers: [
      {
        name: peer.name,
        version: peer.version,
        per_second: rounded(middle("peer")),
        ratio: rounded(middle("ours") / middle("peer")),
        target: TARGET,
        outputs_equal: true,
      },
    ],
    machine: machine(server.version),
    date: today(),
    details: {
      in_flight: IN_FLIGHT,
      peer_clients: PEER_CLIENTS,
      durability: server.durability,
      p50_ms: rounded(middle("p50_ms")),
      p99_ms: rounded(middle("p99_ms")),
      server_cpu_us: rounded(middle("server_cpu_us")),
      load_generator_cpu_us: rounded(middle("load_cpu_us")),
      rounds: rounds.map(({ ours, peer: other }) => [rounded(ours), rounded(other)]),
      work,
    },
  };
}
