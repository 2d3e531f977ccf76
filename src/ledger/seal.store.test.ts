import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { coherentState } from "../../test/support/coherent-state.ts";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { benefitEntry, REGION, sealAll, smallRegion } from "../../test/support/ledger.ts";
import type { CivilDate } from "../kernel/index.ts";
import type { AccountBook } from "./account.store.ts";
import { trialBalance } from "./balance.store.ts";
import { post } from "./journal.store.ts";
import { contraOf, type JournalEntry } from "./journal-entry.ts";
import { sealJournal, startSealing } from "./seal.store.ts";
import { verifyLedger } from "./verify.store.ts";
import { verifySeals } from "./verify-chain.store.ts";

let database: FreshDatabase;
let book: AccountBook;
beforeEach(async () => {
  database = await freshDatabase();
  book = await smallRegion(database.store);
});
afterEach(() => database.drop());

/** Entries 1 to 9 in three transactions, sealed as two seals: 1–6 and 7–9. */
async function nineSealed(): Promise<void> {
  for (const first of [1, 4, 7]) {
    const entries = [first, first + 1, first + 2].map((entry_no) =>
      benefitEntry(book, { entry_no, amount_fen: entry_no * 100 }),
    );
    await write(...entries);
  }
  expect(await sealAll(database.store, { mostEntries: 6 })).toEqual({ seals: 2, entries: 9 });
}

function write(...entries: JournalEntry[]): Promise<void> {
  return database.store.transaction((client) => post(client, entries));
}

/** As one with every right on the database might. */
async function tamper(...statements: string[]): Promise<void> {
  const tables = ["ledger.entry", "ledger.seal"];
  const off = tables.map((table) => `alter table ${table} disable trigger all`);
  const on = tables.map((table) => `alter table ${table} enable trigger all`);
  await database.store.query([...off, ...statements, ...on].join(";"));
}

async function codes(): Promise<string[]> {
  return (await verifyLedger(database.store)).map((finding) => finding.code);
}

describe("sealing", () => {
  test("covers each entry once and chains the seals", async () => {
    await nineSealed();
    expect(await sealJournal(database.store)).toEqual({ seals: 0, entries: 0 });
    await write(benefitEntry(book, { entry_no: 10, amount_fen: 1 }));
    expect(await sealAll(database.store)).toEqual({ seals: 1, entries: 1 });
    const { rows } = await database.store.query(
      "select seal_no, entry_nos, hash, previous_hash from ledger.seal order by seal_no",
    );
    expect(rows.map((row) => row.entry_nos)).toEqual([[1, 2, 3, 4, 5, 6], [7, 8, 9], [10]]);
    expect(rows[1]?.previous_hash).toBe(rows[0]?.hash);
    expect(rows[2]?.previous_hash).toBe(rows[1]?.hash);
    await coherentState(database.store);
  });

  test("is verified in parts that go on where the last one ended", async () => {
    await nineSealed();
    const part = (from_seal_no: number) =>
      database.store.transaction((client) => verifySeals(client, { from_seal_no, mostEntries: 6 }));
    expect(await part(1)).toEqual({
      ...{ from_seal_no: 1, to_seal_no: 1, entries: 6, next_seal_no: 2, findings: [] },
    });
    expect(await part(2)).toEqual({
      ...{ from_seal_no: 2, to_seal_no: 2, entries: 3, next_seal_no: null, findings: [] },
    });
    expect(await part(3)).toMatchObject({ to_seal_no: 2, next_seal_no: null, findings: [] });
    await tamper("update ledger.seal set hash = repeat('a', 64) where seal_no = 1");
    expect((await part(1)).findings.map(({ code }) => code)).toEqual(["LEDGER-SEAL-BROKEN"]);
    // The second follows on a hash that is no longer there.
    const codesOfSecond = (await part(2)).findings.map(({ code }) => code);
    expect(codesOfSecond).toContain("LEDGER-CHAIN-BROKEN");
  });

  test("takes a transaction larger than a seal whole", async () => {
    const entries = Array.from({ length: 12 }, (_, index) =>
      benefitEntry(book, { entry_no: index + 1, amount_fen: 5 }),
    );
    await write(...entries);
    await write(benefitEntry(book, { entry_no: 13, amount_fen: 5 }));
    expect(await sealAll(database.store, { mostEntries: 5 })).toEqual({
      seals: 2,
      entries: 13,
    });
    await coherentState(database.store);
  });

  test("waits for a transaction that is still open, and misses nothing of it", async () => {
    const { store } = database;
    const slow = await store.pool.connect();
    await slow.query("begin");
    await post(slow, [benefitEntry(book, { entry_no: 1, amount_fen: 100 })]);
    await write(benefitEntry(book, { entry_no: 2, amount_fen: 200 }));
    expect(await sealJournal(store)).toEqual({ seals: 0, entries: 0 });
    const whole = { book: "funds", region: REGION, date: "2023-12-31" as CivilDate } as const;
    expect((await trialBalance(store, whole)).totals.debit_fen).toBe(200);
    await slow.query("commit");
    slow.release();
    expect(await sealAll(store)).toEqual({ seals: 1, entries: 2 });
    expect((await trialBalance(store, whole)).totals.debit_fen).toBe(300);
  });

  test("several sealers and writers at once leave one whole chain", async () => {
    const { store } = database;
    const sealing = startSealing(store, 1);
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 1; n <= 25; n += 1) {
        await write(benefitEntry(book, { entry_no: writer * 100 + n, amount_fen: n }));
        if (n % 10 === 0) await sealJournal(store, { mostEntries: 3 });
      }
    });
    await Promise.all(writers);
    await sleep(5);
    await sealing.stop();
    await sealAll(store);
    const { rows } = await store.query("select sum(entry_count)::int as sealed from ledger.seal");
    expect(rows[0]?.sealed).toBe(100);
    await coherentState(store);
  });

  test("refuses a database whose transaction numbers are behind the seals", async () => {
    await nineSealed();
    await tamper("update ledger.seal set to_transaction = '999999999' where seal_no = 2");
    await expect(sealJournal(database.store)).rejects.toMatchObject({
      code: "LEDGER-TRANSACTION-NUMBERS-BEHIND",
    });
  });
});

describe("verifyLedger", () => {
  test("finds nothing in a ledger in use", async () => {
    await nineSealed();
    const open = benefitEntry(book, { entry_no: 10, amount_fen: 70 });
    const facts = { entry_no: 11, entry_date: open.entry_date, kind: "void", memo: "撤销" };
    await write(open, contraOf(open, facts));
    expect(await verifyLedger(database.store)).toEqual([]);
  });

  test("names the seal and the entry that was changed", async () => {
    await nineSealed();
    await tamper("update ledger.entry set memo = '改过' where entry_no = 5");
    expect(await verifyLedger(database.store)).toEqual([
      expect.objectContaining({
        code: "LEDGER-SEAL-BROKEN",
        where: "封存 1",
        message: "封存 1 的内容与封存时不符：被改动的分录 5",
      }),
    ]);
  });

  test("names amounts that were changed, though they balance", async () => {
    await nineSealed();
    await tamper("update ledger.entry set amounts_fen = '{5,-5}' where entry_no = 8");
    const findings = await verifyLedger(database.store);
    expect(findings.map(({ code }) => code)).toContain("LEDGER-BALANCE-WRONG");
    expect(findings.at(-1)?.detail).toMatchObject({ seal_no: 2, changed: [8] });
  });

  test("names an entry that was removed", async () => {
    await nineSealed();
    await tamper("delete from ledger.entry where entry_no = 7");
    const findings = await verifyLedger(database.store);
    expect(findings.at(-1)).toMatchObject({ where: "封存 2", detail: { removed: [7] } });
  });

  test("names an entry that was slipped in", async () => {
    await nineSealed();
    await tamper(`insert into ledger.entry select person_no, 77, region, book, entry_date, kind,
      settlement_id, institution_code, account_nos, amounts_fen, evidence_hash, memo,
      corrects_entry_no, transaction_id, recorded_at from ledger.entry where entry_no = 2`);
    const findings = await verifyLedger(database.store);
    expect(findings.at(-1)).toMatchObject({ where: "封存 1", detail: { added: [77] } });
  });

  test("finds a seal that was removed or hashed anew", async () => {
    await nineSealed();
    await tamper("update ledger.seal set hash = repeat('0', 64) where seal_no = 1");
    expect(await codes()).toEqual(["LEDGER-CHAIN-BROKEN", "LEDGER-SEAL-BROKEN"]);
    await tamper("delete from ledger.seal where seal_no = 1");
    expect(await codes()).toContain("LEDGER-CHAIN-BROKEN");
  });

  test("finds an entry that does not balance, and the pool that no longer does", async () => {
    await write(benefitEntry(book, { entry_no: 1, amount_fen: 100 }));
    await tamper(
      "alter table ledger.entry drop constraint entry_is_balanced",
      "update ledger.entry set amounts_fen = '{100,-99}'",
    );
    expect(await codes()).toEqual(["LEDGER-ENTRY-UNBALANCED", "LEDGER-POOL-UNBALANCED"]);
  });

  test("finds money that crossed from one pool to another inside an entry", async () => {
    const entry = benefitEntry(book, { entry_no: 1, amount_fen: 100 });
    const other = book.accountNo(REGION, "resident-pooled", "2001-01");
    const postings = [entry.postings[0]!, { ...entry.postings[1]!, account_no: other }];
    await write({ ...entry, postings });
    expect(await codes()).toEqual(["LEDGER-POOL-UNBALANCED", "LEDGER-POOL-UNBALANCED"]);
  });

  test("finds accounts that do not exist or are another region's", async () => {
    const entry = benefitEntry(book, { entry_no: 1, amount_fen: 100 });
    const postings = entry.postings.map((posting) => ({ ...posting, account_no: 999_999 }));
    await write({ ...entry, postings }, { ...entry, entry_no: 2, region: "430100" });
    const strange = (await codes()).filter((code) => code === "LEDGER-ACCOUNT-STRANGE");
    expect(strange.length).toBe(3);
  });

  test("finds a contra entry without original, with other amounts, or a second one", async () => {
    const entry = benefitEntry(book, { entry_no: 1, person_no: "P", amount_fen: 100 });
    const facts = { entry_date: entry.entry_date, kind: "void", memo: "" };
    const contra = contraOf(entry, { ...facts, entry_no: 2 });
    await write(
      entry,
      contra,
      { ...contra, entry_no: 3 },
      { ...contra, entry_no: 4, corrects_entry_no: 99 },
      { ...contra, entry_no: 5, postings: entry.postings },
    );
    const findings = await verifyLedger(database.store);
    expect(findings.map(({ code }) => code)).toEqual(Array(3).fill("LEDGER-CONTRA-WRONG"));
    expect(findings.map(({ detail }) => detail.entry_no)).toEqual([3, 4, 5]);
  });

  test("finds a daily balance that was changed", async () => {
    await nineSealed();
    await tamper("update ledger.balance_day set debit_fen = debit_fen + 1 where debit_fen > 0");
    expect(await codes()).toEqual(["LEDGER-POOL-UNBALANCED", "LEDGER-BALANCE-WRONG"]);
    await expect(coherentState(database.store)).rejects.toThrow("LEDGER-BALANCE-WRONG");
  });
});
