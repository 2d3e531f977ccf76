import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { randomStream } from "../../test/support/random.ts";
import { loadRegion } from "../policy/index.ts";
import { type Migration, migrate, type Store } from "../store/index.ts";
import { line, outcomeOf, PHARMACY, purchase, request, smallTown } from "./fixtures/small-town.ts";
import {
  consumerStates,
  type FollowedSettlement,
  type Follower,
  followOnce,
  followSettlements,
} from "./follow.store.ts";
import type { SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";

const region = loadRegion("430400");
const random = randomStream();
const PEOPLE = Array.from({ length: 40 }, (_, index) => `P${index}`);
let database: FreshDatabase;
let store: Store;
/** Two services on one database, as two processes would be. */
let services: readonly SettlementService[];
const followers: Follower[] = [];

beforeAll(async () => {
  database = await freshDatabase({ maximumConnections: 20 });
  store = database.store;
  await smallTown(
    store,
    region,
    PEOPLE.map((person_no) => ({ person_no, balance: "50.00" })),
  );
  services = [
    await createSettlementService({ store, region }),
    await createSettlementService({ store, region }),
  ];
  await store.query("create table kept (place serial, consumer text, settlement_id bigint)");
});

afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop();
});

afterAll(async () => {
  for (const service of services ?? []) await service.close();
  await database?.drop();
});

/** Buys, now and then cancels, from `people` persons at once; ends when all is answered. */
async function settle(people: number, purchases: number): Promise<void> {
  await Promise.all(
    PEOPLE.slice(0, people).map(async (person_no, index) => {
      const service = services[index % 2] as SettlementService;
      for (let bought = 0; bought < purchases; bought += 1) {
        const facts = purchase(person_no, [line("C01", `${1 + random.below(9)}.00`)]);
        const { settlement_id, visit } = await outcomeOf<SettlementView>(
          service.settlePharmacy(facts, request(PHARMACY)),
        );
        if (!random.once(4)) continue;
        const visit_id = String(visit.visit_id);
        const taken = { person_no, visit_id, settlement_id: String(settlement_id) };
        await service.cancelSettlement({ ...taken, kind: "pharmacy" }, request(PHARMACY));
      }
    }),
  );
}

async function keep(
  consumer: string,
  client: pg.PoolClient,
  settlements: readonly FollowedSettlement[],
): Promise<void> {
  await client.query(
    "insert into kept (consumer, settlement_id) select $1, id from unnest($2::bigint[]) as id",
    [consumer, settlements.map(({ settlement_id }) => settlement_id)],
  );
}

function follow(consumer: string, batchMost: number): Follower {
  const follower = followSettlements(store, {
    consumer,
    batchMost,
    intervalMilliseconds: 5,
    apply: (client, settlements) => keep(consumer, client, settlements),
  });
  followers.push(follower);
  return follower;
}

async function keptBy(consumer: string): Promise<number[]> {
  const { rows } = await store.query<{ settlement_id: number }>(
    "select settlement_id from kept where consumer = $1 order by place",
    [consumer],
  );
  return rows.map(({ settlement_id }) => settlement_id);
}

async function settled(): Promise<number[]> {
  const { rows } = await store.query<{ settlement_id: number }>(
    "select settlement_id from settlement.settlement order by transaction_id, settlement_id",
  );
  return rows.map(({ settlement_id }) => settlement_id);
}

/** Other tests' transactions on the server hold back what may be read: so it waits. */
async function expectAllKept(consumer: string): Promise<void> {
  const all = await settled();
  await expect
    .poll(async () => (await keptBy(consumer)).length, { timeout: 15_000 })
    .toBe(all.length);
  expect(await keptBy(consumer), `seed ${random.seed}`).toEqual(all);
}

describe("a consumer of settlements", () => {
  it("sees each once and in order, while many are written and several follow", async () => {
    follow("one", 7);
    follow("one", 3);
    follow("other", 1_000);
    await settle(20, 6);
    await expectAllKept("one");
    await expectAllKept("other");
    expect((await settled()).length).toBeGreaterThan(120);
  });

  it("never passes a transaction that is still open", async () => {
    const client = await store.pool.connect();
    try {
      await client.query("begin");
      // Takes its number now, and commits after others with later ones.
      await client.query("select pg_current_xact_id()");
      const before = (await settled()).length;
      await settle(3, 1);
      await drain("patient");
      expect((await keptBy("patient")).length).toBeLessThanOrEqual(before);
      await client.query("commit");
    } finally {
      client.release();
    }
    follow("patient", 10);
    await expectAllKept("patient");
  });

  it("that dies before its commit is given the same again, and nothing else is", async () => {
    await settle(5, 2);
    let deaths = 0;
    const consumer = "mortal";
    const dying = async (): Promise<number> =>
      followOnce(store, {
        consumer,
        batchMost: 4,
        apply: async (client, settlements) => {
          await keep(consumer, client, settlements);
          if (!random.once(2)) return;
          deaths += 1;
          // Its connection is lost when everything is applied and nothing committed.
          const { rows } = await client.query("select pg_backend_pid() as pid");
          await store.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
        },
      });
    const all = await settled();
    for (let round = 0; (await keptBy(consumer)).length < all.length; round += 1) {
      expect(round, `seed ${random.seed}`).toBeLessThan(5_000);
      await dying().catch(() => undefined);
    }
    expect(deaths).toBeGreaterThan(0);
    expect(await keptBy(consumer), `seed ${random.seed}`).toEqual(all);
  });

  it("that fails stops only itself, says why, and goes on when it can", async () => {
    let broken = true;
    let tries = 0;
    followers.push(
      followSettlements(store, {
        consumer: "moody",
        intervalMilliseconds: 5,
        apply: async (client, settlements) => {
          tries += 1;
          if (broken) throw new Error("墨盒空了");
          await keep("moody", client, settlements);
        },
      }),
    );
    follow("steady", 100);
    await settle(3, 2);
    await expectAllKept("steady");
    await expect
      .poll(() => stateOf("moody"), { timeout: 5_000 })
      .toMatchObject({
        last_error: "墨盒空了",
        followed: 0,
      });
    const state = await stateOf("moody");
    expect(state?.waiting).toBe((await settled()).length);
    expect(state?.failures).toBeGreaterThan(0);
    // 5 ms, 10, 20, 40 …: a second is enough for eight tries at most, not for two hundred.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(tries).toBeLessThan(12);
    broken = false;
    await expectAllKept("moody");
    expect(await stateOf("moody")).toMatchObject({ last_error: null, failures: 0, waiting: 0 });
    expect(await stateOf("steady")).toMatchObject({ last_error: null, failures: 0 });
  });

  it("refuses to follow where transaction numbers have gone back", async () => {
    await drain("moved");
    await store.query(
      "update settlement.consumer set transaction_id = '99999999999' where consumer = 'moved'",
    );
    await expect(drain("moved")).rejects.toMatchObject({
      code: "LEDGER-TRANSACTION-NUMBERS-BEHIND",
    });
  });
});

async function drain(consumer: string): Promise<void> {
  const apply = keep.bind(null, consumer);
  while ((await followOnce(store, { consumer, apply })) > 0);
}

async function stateOf(consumer: string) {
  return (await consumerStates(store)).find((state) => state.consumer === consumer);
}

describe("the migration that lets settlements be followed", () => {
  it("finds those that were settled before it", async () => {
    const older = await freshDatabase({ template: "empty" });
    try {
      const before = (migration: Migration): boolean =>
        migration.room !== "access" && (migration.room !== "settlement" || migration.number < 4);
      await migrate(older.store, { filter: before });
      await smallTown(older.store, region, [{ person_no: "P0" }]);
      const service = await createSettlementService({ store: older.store, region });
      const buy = async (): Promise<number | null> => {
        const facts = purchase("P0", [line("C01", "5.00")], { account_use: "none" });
        const sent = request<SettlementView>(PHARMACY);
        return (await outcomeOf<SettlementView>(service.settlePharmacy(facts, sent))).settlement_id;
      };
      const bought: (number | null)[] = [await buy(), await buy(), await buy()];
      await migrate(older.store);
      bought.push(await buy());
      await service.close();
      const seen: number[] = [];
      const apply = async (_: unknown, rows: readonly FollowedSettlement[]): Promise<void> => {
        seen.push(...rows.map(({ settlement_id }) => settlement_id));
      };
      const next = async (): Promise<number> => {
        await followOnce(older.store, { consumer: "late", batchMost: 2, apply });
        return seen.length;
      };
      await expect.poll(next, { timeout: 10_000 }).toBe(4);
      expect(seen).toEqual(bought);
    } finally {
      await older.drop();
    }
  });
});
