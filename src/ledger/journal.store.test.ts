import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { benefitEntry, POOLS, REGION, smallRegion } from "../../test/support/ledger.ts";
import type { CivilDate } from "../kernel/index.ts";
import { type AccountBook, createAccountCache, ensureAccounts } from "./account.store.ts";
import { statutoryChart } from "./chart-file.ts";
import { post, readEntries } from "./journal.store.ts";
import { contraOf } from "./journal-entry.ts";

let database: FreshDatabase;
let book: AccountBook;
beforeAll(async () => {
  database = await freshDatabase();
  book = await smallRegion(database.store);
});
afterAll(() => database.drop());

const INSERT = `insert into ledger.entry (person_no, entry_no, region, book, entry_date, kind, memo,
  account_nos, amounts_fen) values ('P', 1, '430400', 'funds', '2023-06-01', 'x', '', `;

describe("the database itself refuses", () => {
  test.each([
    ["an entry that does not balance", "'{1,2}', '{100,-99}'"],
    ["arrays of different length", "'{1,2,3}', '{100,-100}'"],
    ["one posting", "'{1}', '{0}'"],
    ["nothing", "'{}', '{}'"],
    ["a zero amount", "'{1,2,3}', '{100,-100,0}'"],
    ["an unknown amount", "'{1,2,3}', '{100,-100,null}'"],
    ["an unknown account", "'{1,null}', '{100,-100}'"],
    ["account 0", "'{1,0}', '{100,-100}'"],
    ["tables in tables", "'{{1,2}}', '{{100,-100}}'"],
    ["a sum that wraps around", "'{1,2,3}', '{9223372036854775807,9223372036854775807,2}'"],
  ])("%s", async (_, arrays) => {
    await expect(database.store.query(`${INSERT}${arrays})`)).rejects.toMatchObject({
      code: "23514",
      constraint: "entry_is_balanced",
    });
  });

  test("an entry without a person", async () => {
    const nobody = `${INSERT.replace("'P', 1", "'', 1")}'{1,2}', '{1,-1}')`;
    await expect(database.store.query(nobody)).rejects.toMatchObject({ code: "23514" });
  });

  test.each([
    "update ledger.entry set memo = '改' where entry_no = 500",
    "delete from ledger.entry where entry_no = 500",
    "truncate ledger.entry",
    "truncate ledger.seal",
  ])("%s", async (statement) => {
    await database.store.transaction((client) =>
      post(client, [benefitEntry(book, { entry_no: 500, person_no: statement, amount_fen: 5 })]),
    );
    await expect(database.store.query(statement)).rejects.toMatchObject({
      code: "23001",
      message: expect.stringContaining("append-only"),
    });
  });
});

describe("post", () => {
  test("writes a batch that reads back the same, and its contra entry", async () => {
    const entries = [900, 901, 902].map((entry_no) =>
      benefitEntry(book, { entry_no, person_no: "P-batch", amount_fen: entry_no * 100 }),
    );
    const date = "2023-06-02" as CivilDate;
    const contra = contraOf(entries[1]!, {
      entry_no: 903,
      entry_date: date,
      kind: "void",
      memo: "撤销",
    });
    await database.store.transaction(async (client) => {
      await post(client, entries);
      await post(client, [contra]);
      await post(client, []);
    });
    const read = await readEntries(database.store, { person_no: "P-batch" });
    expect(read).toEqual([...entries, contra]);
    const one = await readEntries(database.store, { person_no: "P-batch", settlement_id: 901 });
    expect(one.map((entry) => entry.entry_no)).toEqual([901, 903]);
  });

  test("an unbalanced entry stops the whole batch before the database is asked", async () => {
    const good = benefitEntry(book, { entry_no: 950, person_no: "P-bad", amount_fen: 100 });
    const bad = { ...good, entry_no: 951, postings: [good.postings[0]!, good.postings[0]!] };
    const posting = database.store.transaction((client) => post(client, [good, bad]));
    await expect(posting).rejects.toMatchObject({ code: "LEDGER-ENTRY-UNBALANCED" });
    expect(await readEntries(database.store, { person_no: "P-bad" })).toEqual([]);
  });
});

describe("accounts", () => {
  test("each line of the chart for each pool, once", async () => {
    const { store } = database;
    expect(book.accounts.length).toBe(statutoryChart().length * POOLS.length);
    expect(await ensureAccounts(store, { region: REGION, pools: POOLS })).toBe(0);
    const first = book.account(book.accountNo(REGION, "employee-pooled", "5001"));
    expect(first).toMatchObject({ name: "社会保险待遇支出", pool: "employee-pooled" });
  });

  test("an account that does not exist is a clear error", () => {
    expect(() => book.accountNo(REGION, "moon", "5001")).toThrow(
      expect.objectContaining({ code: "LEDGER-ACCOUNT-UNKNOWN" }),
    );
  });

  test("the cache hears of accounts made elsewhere", async () => {
    const cache = await createAccountCache(database.store);
    await ensureAccounts(database.store, { region: "430000", pools: ["maternity"] });
    await expect.poll(() => cache.value.accounts.length).toBeGreaterThan(book.accounts.length);
    expect(cache.value.accountNo("430000", "maternity", "5001")).toBeGreaterThan(0);
    cache.close();
  });
});
