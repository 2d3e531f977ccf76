import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { createIdAllocator } from "./id-allocator.ts";
import { createReferenceCache } from "./reference-cache.ts";
import { assertUsable, openStore, type Store, withoutPassword } from "./store.ts";

let database: FreshDatabase;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase({ template: "empty" });
  store = database.store;
  await store.query("create table counted (name text primary key, value int not null)");
});
afterAll(() => database.drop());

const quiet = (): void => undefined;

describe("openStore", () => {
  test("says what cannot be reached, without the password", async () => {
    const databaseUrl = "postgres://someone:secret@127.0.0.1:1/nowhere";
    await expect(openStore({ databaseUrl, log: quiet })).rejects.toMatchObject({
      code: "STORE-CANNOT-CONNECT",
      message: expect.not.stringContaining("secret"),
    });
    expect(withoutPassword(databaseUrl)).toBe("postgres://someone@127.0.0.1:1/nowhere");
  });

  test("makes no database where one was to be found", async () => {
    const dataDir = join(tmpdir(), `yibao-nothing-${process.pid}`);
    await expect(openStore({ dataDir, existing: true, log: quiet })).rejects.toMatchObject({
      code: "STORE-FOLDER-NO-DATA",
    });
    expect(existsSync(dataDir)).toBe(false);
  });

  test("refuses servers before 15", () => {
    const old = { version: 140_012, name: "14.12", encoding: "UTF8" };
    expect(() => assertUsable(old)).toThrow(
      expect.objectContaining({ code: "STORE-POSTGRES-TOO-OLD" }),
    );
    expect(() => assertUsable({ ...old, version: 150_000 })).not.toThrow();
  });

  test("refuses a database that cannot hold every character", async () => {
    await store.query("create database ascii encoding 'SQL_ASCII' template template0");
    const databaseUrl = inject("postgresUrl").replace(/\/yibao$/, "/ascii");
    const opening = openStore({ databaseUrl, log: quiet });
    await expect(opening).rejects.toMatchObject({ code: "STORE-NOT-UTF8" });
    await store.query("drop database ascii");
  });

  test("closes twice without harm", async () => {
    const second = await openStore({ databaseUrl: database.databaseUrl, log: quiet });
    await Promise.all([second.close(), second.close()]);
  });
});

describe("columns", () => {
  test("bigint is a number, date a text, timestamptz a Date, numeric a text", async () => {
    const { rows } =
      await store.query(`select 9007199254740991 as int8, '{1,NULL,-2}'::int8[] as int8s,
      '{}'::int8[] as none, date '2023-06-01' as date, '{2023-06-01}'::date[] as dates,
      0.10::numeric as numeric, timestamptz '2023-06-01 08:00+08' as instant,
      timestamptz '2023-06-01 00:00Z'::date as day`);
    expect(rows[0]).toEqual({
      int8: 9007199254740991,
      int8s: [1, null, -2],
      none: [],
      date: "2023-06-01",
      dates: ["2023-06-01"],
      numeric: "0.10",
      instant: new Date("2023-06-01T00:00:00Z"),
      day: "2023-06-01",
    });
  });

  test("the session's clock is China Standard Time", async () => {
    const { rows } = await store.query("select (timestamptz '2023-05-31 16:00Z')::date as day");
    expect(rows[0]?.day).toBe("2023-06-01");
  });

  test("a bigint that a number cannot hold is refused, not rounded", async () => {
    await expect(store.query("select 9007199254740993 as value")).rejects.toThrow(
      "9007199254740993",
    );
  });
});

async function countOf(name: string): Promise<number | undefined> {
  const { rows } = await store.query("select value from counted where name = $1", [name]);
  return rows[0]?.value;
}

describe("transaction", () => {
  const insert = "insert into counted values ($1, 1)";

  test("returns after the commit; an error undoes everything", async () => {
    expect(
      await store.transaction(async (client) => (await client.query(insert, ["a"])).rowCount),
    ).toBe(1);
    expect(await countOf("a")).toBe(1);
    const failing = store.transaction(async (client) => {
      await client.query(insert, ["b"]);
      throw new Error("thought better of it");
    });
    await expect(failing).rejects.toThrow("thought better of it");
    expect(await countOf("b")).toBeUndefined();
  });

  test("a swallowed error does not pass for a commit", async () => {
    const swallowing = store.transaction(async (client) => {
      await client.query(insert, ["c"]);
      await client.query("select 1/0").catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow("rolled back at its commit");
    expect(await countOf("c")).toBeUndefined();
  });

  test("a deadlock is tried again, and both end", async () => {
    await store.query("insert into counted values ('x', 0), ('y', 0)");
    let attempts = 0;
    const move = (first: string, second: string): Promise<void> =>
      store.transaction(async (client) => {
        attempts += 1;
        await client.query("set local deadlock_timeout = '20ms'");
        await client.query("update counted set value = value + 1 where name = $1", [first]);
        await sleep(50);
        await client.query("update counted set value = value + 1 where name = $1", [second]);
      });
    await Promise.all([move("x", "y"), move("y", "x")]);
    expect(attempts).toBeGreaterThan(2);
    expect([await countOf("x"), await countOf("y")]).toEqual([2, 2]);
  });

  test("gives up after five attempts; other errors are not tried again", async () => {
    let attempts = 0;
    const always = (code: string): Promise<void> =>
      store.transaction(async () => {
        attempts += 1;
        throw Object.assign(new Error(code), { code });
      });
    await expect(always("40001")).rejects.toThrow("40001");
    expect(attempts).toBe(5);
    await expect(always("23505")).rejects.toThrow("23505");
    expect(attempts).toBe(6);
  });
});

test("allocators hand out each number once, in blocks", async () => {
  await store.query("create sequence numbers increment by 10");
  const allocators = [createIdAllocator(store, "numbers"), createIdAllocator(store, "numbers")];
  const ids = await Promise.all(
    Array.from({ length: 95 }, (_, index) => (allocators[index % 2] as () => Promise<number>)()),
  );
  expect(new Set(ids).size).toBe(95);
  const { rows } = await store.query("select last_value from numbers");
  expect(rows[0]?.last_value).toBe(91);
});

describe("reference cache", () => {
  const load = async (): Promise<number | undefined> => countOf("cached");

  test("reloads when told through the database", async () => {
    await store.query("insert into counted values ('cached', 1)");
    const cache = await createReferenceCache(store, "cached_test", load);
    expect(cache.value).toBe(1);
    await store.query("update counted set value = 2 where name = 'cached'");
    await store.query("notify cached_test");
    await expect.poll(() => cache.value).toBe(2);
    await store.query("update counted set value = 3 where name = 'cached'");
    await cache.reload();
    expect(cache.value).toBe(3);
    cache.close();
    await store.query("update counted set value = 4 where name = 'cached'");
    await store.query("notify cached_test");
    await sleep(30);
    expect(cache.value).toBe(3);
  });

  test("a reload during a reload sees what changed meanwhile", async () => {
    let loads = 0;
    const cache = await createReferenceCache(store, "slow_test", async () => {
      const value = await load();
      loads += 1;
      await sleep(20);
      return value;
    });
    const first = cache.reload();
    await sleep(10);
    await store.query("update counted set value = 10 where name = 'cached'");
    await Promise.all([first, cache.reload(), cache.reload()]);
    expect(cache.value).toBe(10);
    expect(loads).toBe(3);
    cache.close();
  });

  test("a lost connection is made again, and the data loaded again", async () => {
    const cache = await createReferenceCache(store, "lost_test", load);
    await store.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where query like 'listen%' and datname = current_database()`);
    await store.query("update counted set value = 20 where name = 'cached'");
    await expect.poll(() => cache.value, { timeout: 5_000 }).toBe(20);
    await store.query("update counted set value = 21 where name = 'cached'");
    await store.query("notify lost_test");
    await expect.poll(() => cache.value).toBe(21);
    cache.close();
  });
});
