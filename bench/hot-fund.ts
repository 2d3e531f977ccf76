import { createSettlementService } from "../src/settlement/index.ts";
import type { Store } from "../src/store/index.ts";
import type { BenchOptions, BenchResult } from "./bench-result.ts";
import { machine, today } from "./machine.ts";
import { median, rounded } from "./rounds.ts";
import type { LoadChild } from "./settle/load-child.ts";
import { openDoor } from "./settle/platform-under-load.ts";
import { spreadAccounts } from "./settle/spread-accounts.ts";
import { type Stage, setStage } from "./settle/stage.ts";

/**
 * `bench hot-fund`: whether many settlements on one fund hinder each other. The same purchases
 * twice in turn: all posted to the accounts of one scheme of one region, or to those of 64 in
 * rotation. Where balances are sums of postings, and not rows that every settlement updates, there
 * is no difference.
 */

const IN_FLIGHT = 128;
const ROUNDS = 7;
const WARM_UP = 2_000;
const COUNT_MOST = 10_000;
const TARGET = 0.9;
const ONE_REGION = ["430400"];
/** Regions that do not exist, among whose funds the postings of the comparison are shared. */
const MANY_REGIONS = Array.from({ length: 64 }, (_, index) => String(990_001 + index));

export async function run(options: BenchOptions): Promise<BenchResult> {
  const stage = await setStage(options);
  const doors: Door[] = [];
  try {
    // Both the same way in all else: a service and a port of their own.
    doors.push(await openSide(stage, ONE_REGION));
    doors.push(await openSide(stage, MANY_REGIONS));
    const [hot, spread] = doors as [Door, Door];
    return await compare(stage, hot.load, spread.load, options);
  } finally {
    for (const door of doors) await door.close();
    await stage.close();
  }
}

interface Door {
  readonly load: LoadChild;
  close(): Promise<void>;
}

async function openSide(stage: Stage, regions: readonly string[]): Promise<Door> {
  const { platform } = stage.served;
  const accounts = await spreadAccounts(platform.store, regions);
  const settlement = await createSettlementService({
    ...platform,
    region: platform.region.value,
    accounts,
  });
  const door = await openDoor({ ...platform, settlement });
  return {
    load: await stage.load(door.port),
    async close() {
      await door.close();
      await settlement.close();
    },
  };
}

async function compare(
  stage: Stage,
  hot: LoadChild,
  spread: LoadChild,
  options: BenchOptions,
): Promise<BenchResult> {
  const { store } = stage.served.platform;
  let next = 0;
  const round = async (load: LoadChild, count: number): Promise<number> => {
    await stage.server.checkpoint();
    const first = next;
    next += count;
    return count / (await load.round(first, count, IN_FLIGHT)).seconds;
  };
  options.progress(`预热：各 ${WARM_UP} 次结算`);
  const warm = await round(hot, WARM_UP);
  const hotAccounts = await accountsPostedTo(store);
  await round(spread, WARM_UP);
  const allAccounts = await accountsPostedTo(store);
  const count = Math.min(COUNT_MOST, Math.round((warm * options.seconds) / (2 * ROUNDS)));
  options.progress(`轮流计时 ${ROUNDS} 轮，每轮 ${count} 次结算`);
  const rounds: [hot: number, spread: number][] = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    // Who goes first changes, so that neither always inherits what the other left to be written.
    const [a, b] = index % 2 === 0 ? [hot, spread] : [spread, hot];
    const [x, y] = [await round(a, count), await round(b, count)];
    rounds.push(index % 2 === 0 ? [x, y] : [y, x]);
  }
  await assertAlike(store, next);
  return result(stage, rounds, { hot: hotAccounts, spread: allAccounts - hotAccounts });
}

async function accountsPostedTo(store: Store): Promise<number> {
  const { rows } = await store.query<{ count: number }>(
    `select count(distinct account_no)::int as count
       from ledger.entry e, unnest(e.account_nos) account_no where e.settlement_id is not null`,
  );
  return rows[0]?.count ?? 0;
}

/** Both sides settled the same purchases to the same amounts, and posted each in balance. */
async function assertAlike(store: Store, count: number): Promise<void> {
  const { rows } = await store.query<{ settlements: number; entries: number; amounts: number }>(
    `select (select count(*)::int from settlement.settlement) as settlements,
            (select count(*)::int from ledger.entry where settlement_id is not null) as entries,
            (select count(distinct amounts_fen)::int from ledger.entry
              where settlement_id is not null) as amounts`,
  );
  const found = rows[0]!;
  if (found.settlements !== count || found.entries !== count || found.amounts !== 1) {
    throw new Error(`the purchases were not settled alike: ${JSON.stringify(found)} of ${count}`);
  }
}

function result(
  { server }: Stage,
  rounds: readonly (readonly [hot: number, spread: number])[],
  accounts: { readonly hot: number; readonly spread: number },
): BenchResult {
  const hot = median(rounds.map(([one]) => one));
  const spread = median(rounds.map(([, other]) => other));
  return {
    name: "hot-fund",
    ours: { per_second: rounded(hot), what: `全部记入一个统筹区的基金（${accounts.hot} 个科目）` },
    peers: [
      {
        name: `分散记入 ${MANY_REGIONS.length} 个统筹区的基金（${accounts.spread} 个科目）`,
        version: "本平台",
        per_second: rounded(spread),
        ratio: rounded(hot / spread),
        target: TARGET,
        outputs_equal: true,
      },
    ],
    machine: machine(server.version),
    date: today(),
    details: {
      in_flight: IN_FLIGHT,
      durability: server.durability,
      accounts_posted_to: accounts,
      rounds: rounds.map((round) => round.map(rounded)),
    },
  };
}
