import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { coherentState } from "../../test/support/coherent-state.ts";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { benefitEntry, POOLS, REGION, sealAll, smallRegion } from "../../test/support/ledger.ts";
import { runs } from "../../test/support/random.ts";
import { addDays, type CivilDate } from "../kernel/index.ts";
import type { AccountBook } from "./account.store.ts";
import { balanceOf, personBalance, trialBalance } from "./balance.store.ts";
import { post } from "./journal.store.ts";
import { contraOf, type JournalEntry } from "./journal-entry.ts";

let database: FreshDatabase;
let book: AccountBook;
beforeAll(async () => {
  database = await freshDatabase();
  book = await smallRegion(database.store);
});
afterAll(() => database.drop());

const FIRST_DAY = "2023-12-20" as CivilDate;
const written: JournalEntry[] = [];

const facts = fc.record({
  day: fc.integer({ min: 0, max: 30 }),
  amount_fen: fc.integer({ min: 1, max: 100_000_000_00 }),
  pool: fc.constantFrom(...POOLS),
  person: fc.integer({ min: 1, max: 5 }),
  contra: fc.boolean(),
});

type Drawn = typeof facts extends fc.Arbitrary<infer T> ? T : never;

/** The same sums by plain addition over what was written. */
function expected(account_no: number, within: (date: string) => boolean): number {
  let sum = 0;
  for (const entry of written) {
    if (!within(entry.entry_date)) continue;
    for (const posting of entry.postings) {
      if (posting.account_no === account_no) sum += posting.amount_fen;
    }
  }
  return sum;
}

async function write(batch: readonly Drawn[]): Promise<void> {
  const entries = batch.map(({ day, person, contra, ...rest }, index): JournalEntry => {
    const date = addDays(FIRST_DAY, day);
    const entry_no = written.length + index + 1;
    const entry = benefitEntry(book, { ...rest, date, person_no: `P${person}`, entry_no });
    const other = { entry_no, entry_date: date, kind: "void", memo: "" };
    return contra ? { ...contraOf(entry, other), corrects_entry_no: null } : entry;
  });
  await database.store.transaction((client) => post(client, entries));
  written.push(...entries);
}

async function compareAt(date: CivilDate): Promise<void> {
  const from = "2024-01-01" as CivilDate;
  const balance = await trialBalance(database.store, { book: "funds", region: REGION, date, from });
  for (const row of balance.rows) {
    expect(row.opening_fen).toBe(expected(row.account_no, (day) => day < from && day <= date));
    const moved = expected(row.account_no, (day) => day >= from && day <= date);
    expect(row.debit_fen - row.credit_fen).toBe(moved);
    expect(row.closing_fen).toBe(expected(row.account_no, (day) => day <= date));
    const filter = { account_nos: [row.account_no] };
    expect(await balanceOf(database.store, filter, date)).toBe(row.closing_fen);
  }
  expect(balance.totals.opening_fen).toBe(0);
  expect(balance.totals.closing_fen).toBe(0);
  expect(balance.totals.debit_fen).toBe(balance.totals.credit_fen);
}

test("balances at any day equal plain addition, sealed or not", async () => {
  const batches = fc.array(facts, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(batches, fc.boolean(), fc.nat({ max: 32 }), async (batch, seal, day) => {
      await write(batch);
      if (seal) await sealAll(database.store, { mostEntries: 4 });
      await compareAt(addDays(FIRST_DAY, day));
    }),
    // One database for all runs, so shrinking would not repeat the same case.
    { ...runs(25), endOnFailure: true },
  );
  await coherentState(database.store);
});

test("balances by filter, and a person's own in the account pool", async () => {
  const date = "2025-03-01" as CivilDate;
  const { store } = database;
  const income = book.accountNo(REGION, "employee-account", "4001");
  const deposit = book.accountNo(REGION, "employee-account", "1003");
  const credit = benefitEntry(book, {
    entry_no: 90_001,
    person_no: "P-own",
    amount_fen: 500_00,
    date,
  });
  const postings = credit.postings.map((posting, index) => ({
    ...posting,
    account_no: index === 0 ? deposit : income,
  }));
  const spent = benefitEntry(book, {
    entry_no: 90_002,
    person_no: "P-own",
    amount_fen: 120_00,
    pool: "employee-account",
    date,
  });
  await store.transaction((client) => post(client, [{ ...credit, postings }, spent]));
  const whose = { person_no: "P-own", pool: "employee-account" };
  expect(await personBalance(store, { ...whose, date })).toBe(380_00);
  expect(await personBalance(store, { ...whose, date: addDays(date, -1) })).toBe(0);
  const filter = { book: "funds", region: REGION, pool: "employee-account" } as const;
  expect(await balanceOf(store, filter, date)).toBe(0);
  expect(await balanceOf(store, { ...filter, code: "4001" }, date)).toBe(-500_00);
  expect(await balanceOf(store, { ...filter, class: "asset" }, date)).toBe(500_00);
});
