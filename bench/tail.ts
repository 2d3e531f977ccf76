import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sealJournal } from "../src/ledger/index.ts";
import type { Store } from "../src/store/index.ts";
import type { BenchOptions, BenchResult } from "./bench-result.ts";
import { machine, packageVersion, today } from "./machine.ts";
import { median, rounded } from "./rounds.ts";
import { assertEqualWork, difference, workIn } from "./settle/equal-work.ts";
import type { LoadChild } from "./settle/load-child.ts";
import { peerDatabase } from "./settle/peer-database.ts";
import { type PeerTransaction, peerTransaction } from "./settle/peer-transaction.ts";
import { type Platform, servePlatform } from "./settle/platform-under-load.ts";
import { populate } from "./settle/population.ts";
import { PEOPLE, type Stage, setStage } from "./settle/stage.ts";
import { fillSettlements } from "./tail/fill-settlements.ts";
import type { Paced } from "./tail/paced.ts";
import type { PeerRound } from "./tail/peer-child.ts";

/**
 * `bench tail`: how long one settlement in a hundred takes at half the peak, messages coming at a
 * steady rate that waits for nobody, against a bare client writing the same rows at that rate; and
 * whether a million stored settlements slow the next one.
 */

const IN_FLIGHT = 128;
const CONNECTIONS = 256;
const PEER_CONNECTIONS = 8;
const ROUNDS = 3;
const WARM_UP = 6_000;
const STORED = 1_000_000;
/** Settlements of the buyer whose rows are copied. */
const COPIED = 8;
const P99_TARGET = 3;
const FULL_TARGET = 0.8;

export async function run(options: BenchOptions): Promise<BenchResult> {
  const stage = await setStage(options);
  try {
    const load = await stage.load(stage.served.port);
    options.progress(`预热：${WARM_UP} 次结算`);
    const before = await workIn(stage.served.platform.store);
    const warm = await load.round(0, WARM_UP, IN_FLIGHT);
    const count = Math.round((options.seconds / 8) * (WARM_UP / warm.seconds));
    const tail = await measureTail(stage, load, before, count, options);
    const full = await measureFull(stage, load, tail.next, count, options);
    return result(stage, tail, full);
  } finally {
    await stage.close();
  }
}

interface Tail {
  readonly peak: number;
  readonly rate: number;
  readonly ours: readonly Paced[];
  readonly peer: readonly Paced[];
  /** Number of the next message of the first platform. */
  readonly next: number;
}

async function measureTail(
  stage: Stage,
  load: LoadChild,
  before: Awaited<ReturnType<typeof workIn>>,
  count: number,
  options: BenchOptions,
): Promise<Tail> {
  const { store } = stage.served.platform;
  const peaks: number[] = [];
  let next = WARM_UP;
  for (let round = 0; round < ROUNDS; round += 1) {
    peaks.push(count / (await load.round(next, count, IN_FLIGHT)).seconds);
    next += count;
  }
  const rate = median(peaks) / 2;
  options.progress(`峰值 ${rounded(median(peaks))}/秒；以 ${rounded(rate)}/秒 开环 ${ROUNDS} 轮`);
  const transaction = await peerTransaction(store, await anySettlement(store));
  const peerUrl = await stage.server.makeDatabase("peer");
  const peerStore = await peerDatabase(peerUrl);
  try {
    const peerBefore = await workIn(peerStore);
    const pair = { ours: [] as Paced[], peer: [] as Paced[] };
    let written = 0;
    const peerRound = async (): Promise<Paced> => {
      const first = written;
      written += count;
      return peerPaced({ databaseUrl: peerUrl, transaction, first, count, rate });
    };
    await peerRound();
    for (let round = 0; round < ROUNDS; round += 1) {
      await stage.server.checkpoint();
      pair.ours.push(await load.paced({ first: next, count, rate, connections: CONNECTIONS }));
      next += count;
      await stage.server.checkpoint();
      pair.peer.push(await peerRound());
    }
    await topUp(peerUrl, transaction, written, next);
    const ours = difference(before, await workIn(store));
    assertEqualWork("pg", ours, difference(peerBefore, await workIn(peerStore)));
    return { peak: median(peaks), rate, ...pair, next };
  } finally {
    await peerStore.close();
  }
}

/** What only ours has done so far, so that both databases can be compared row for row. */
async function topUp(
  databaseUrl: string,
  transaction: PeerTransaction,
  written: number,
  wanted: number,
): Promise<void> {
  const rate = 1_000_000;
  const count = wanted - written;
  await peerPaced({ databaseUrl, transaction, first: written, count, rate });
}

function peerPaced(round: Omit<PeerRound, "people" | "connections">): Promise<Paced> {
  const child = fork(fileURLToPath(new URL("./tail/peer-child.js", import.meta.url)), {
    execArgv: [],
  });
  return new Promise<Paced>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the bare client ended")));
    child.once("message", (answer: Paced | { error: string }) => {
      if ("error" in answer) reject(new Error(answer.error));
      else resolve(answer);
    });
    child.send({ ...round, people: PEOPLE, connections: PEER_CONNECTIONS } satisfies PeerRound);
  }).finally(() => child.kill());
}

async function anySettlement(store: Store): Promise<number> {
  const { rows } = await store.query<{ settlement_id: number }>(
    "select min(settlement_id) as settlement_id from settlement.settlement",
  );
  return rows[0]!.settlement_id;
}

interface Full {
  readonly stored: number;
  readonly stored_at_empty: number;
  readonly ours: readonly number[];
  readonly empty: readonly number[];
}

/** The same purchases on a platform with a million settlements and on one with few, in turn. */
async function measureFull(
  stage: Stage,
  empty: LoadChild,
  next: number,
  count: number,
  options: BenchOptions,
): Promise<Full> {
  const served = await servePlatform(await stage.server.makeDatabase("full"));
  try {
    const { platform } = served;
    await populate(platform, stage.buyers);
    const full = await stage.load(served.port);
    // One at a time to the first buyer alone: message numbers that are multiples of the buyers.
    for (let n = 0; n < COPIED; n += 1) await full.round(n * PEOPLE, 1, 1);
    await fillUp(platform, stage.buyers[0]!.person_no, options);
    const stored = await settlements(platform.store);
    const stored_at_empty = await settlements(stage.served.platform.store);
    await full.round(COPIED * PEOPLE, WARM_UP, IN_FLIGHT);
    const speeds = { ours: [] as number[], empty: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = COPIED * PEOPLE + WARM_UP + round * count;
      await stage.server.checkpoint();
      speeds.ours.push(count / (await full.round(first, count, IN_FLIGHT)).seconds);
      await stage.server.checkpoint();
      const other = await empty.round(next + round * count, count, IN_FLIGHT);
      speeds.empty.push(count / other.seconds);
    }
    return { stored, stored_at_empty, ...speeds };
  } finally {
    await served.close();
  }
}

async function fillUp(platform: Platform, person_no: string, options: BenchOptions): Promise<void> {
  await fillSettlements(platform.store, {
    person_no,
    settlements: STORED,
    progress: (done, of) => options.progress(`存入结算：${Math.round((done / of) * 100)}%`),
  });
  options.progress("封存分录");
  await sealJournal(platform.store);
}

async function settlements(store: Store): Promise<number> {
  const { rows } = await store.query<{ count: number }>(
    "select count(*)::int as count from settlement.settlement",
  );
  return rows[0]!.count;
}

function result({ server }: Stage, tail: Tail, full: Full): BenchResult {
  const middle = (rounds: readonly Paced[], field: keyof Paced) =>
    median(rounds.map((round) => round[field]));
  const figures = (rounds: readonly Paced[]) => ({
    p50_ms: rounded(middle(rounds, "p50_ms")),
    p99_ms: rounded(middle(rounds, "p99_ms")),
    p999_ms: rounded(middle(rounds, "p999_ms")),
    most_ms: rounded(middle(rounds, "most_ms")),
  });
  const ratio = middle(tail.ours, "p99_ms") / middle(tail.peer, "p99_ms");
  return {
    name: "tail",
    ours: { per_second: rounded(tail.rate), what: "药店结算 2102，半峰值、开环" },
    peers: [
      {
        name: "pg",
        version: packageVersion("pg"),
        per_second: rounded(middle(tail.peer, "per_second")),
        ratio: rounded(ratio),
        ratio_of: { what: "p99", less_is_better: true },
        target: P99_TARGET,
        outputs_equal: true,
      },
      {
        name: `存有 ${full.stored} 笔结算`,
        version: "",
        per_second: rounded(median(full.ours)),
        ratio: rounded(median(full.ours) / median(full.empty)),
        target: FULL_TARGET,
        outputs_equal: true,
      },
    ],
    machine: machine(server.version),
    date: today(),
    details: {
      peak_per_second: rounded(tail.peak),
      ours: figures(tail.ours),
      peer: figures(tail.peer),
      stored_at_empty: full.stored_at_empty,
      empty_per_second: rounded(median(full.empty)),
      durability: server.durability,
    },
  };
}
