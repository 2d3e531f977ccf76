import { createHash } from "node:crypto";
import type pg from "pg";
import { type Fen, fen, YibaoError } from "../kernel/index.ts";
import { loadAccounts, post } from "../ledger/index.ts";
import {
  type AccountDeposit,
  loadPersonFacts,
  moveStates,
  type PersonRecord,
} from "../people/index.ts";
import type { Region } from "../policy/index.ts";
import { createIdAllocator, type Store } from "../store/index.ts";
import { depositEntry, type PostingHouse } from "./posting.ts";

/** Money that comes into personal accounts: the balance and the journal move together. */

/** A deposit, known by its reference: the same reference again is the same money. */
export interface ReferencedDeposit extends AccountDeposit {
  readonly reference: string;
}

/** The reference of a deposit that comes without one: who, when, and what for. */
export function depositReference({ person_no, date, memo }: AccountDeposit): string {
  return `${person_no}/${date}/${memo}`;
}

export interface DepositResult {
  /** Deposits written now. */
  readonly deposited: number;
  /** Deposits that had been written before under the same reference. */
  readonly repeated: number;
}

const CHUNK = 500;
const MOST_ATTEMPTS = 20;

/**
 * Writes deposits, a few hundred in a transaction. Safe to repeat after an interruption: what has
 * been written is known by its reference and passed over. Nothing is written when a person is
 * unknown or a reference has been used for something else.
 * @throws YibaoError SETTLEMENT-PERSON-UNKNOWN | SETTLEMENT-DEPOSIT-REUSED
 */
export async function depositToAccounts(
  store: Store,
  region: Region,
  deposits: readonly ReferencedDeposit[],
): Promise<DepositResult> {
  const accounts = await loadAccounts(store);
  const house: PostingHouse = { region: region.code, funds: region.funds, accounts };
  const nextEntryNo = createIdAllocator(store, "ledger.entry_no");
  const open: ReferencedDeposit[] = [];
  for (const chunk of chunksOf(deposits)) {
    const known = await loadPersonFacts(store.pool, peopleOf(chunk));
    for (const { person_no } of chunk) {
      if (!known.has(person_no)) throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
    }
    open.push(...(await notYetWritten(store, chunk)));
  }
  for (const chunk of chunksOf(open)) await depositChunk(store, house, chunk, nextEntryNo);
  return { deposited: open.length, repeated: deposits.length - open.length };
}

async function depositChunk(
  store: Store,
  house: PostingHouse,
  chunk: readonly ReferencedDeposit[],
  nextEntryNo: () => Promise<number>,
): Promise<void> {
  const numbered: NumberedDeposit[] = [];
  for (const deposit of chunk) numbered.push({ ...deposit, entry_no: await nextEntryNo() });
  let open: readonly NumberedDeposit[] = numbered;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    if (attempt > MOST_ATTEMPTS) {
      const person_no = open[0]?.person_no ?? "";
      throw new YibaoError("SETTLEMENT-CONTENTION", { person_no });
    }
    const records = await loadPersonFacts(store.pool, peopleOf(open));
    const tried = open;
    const won = await store.transaction((client) => writeChunk(client, house, tried, records));
    // Whose state somebody else moved meanwhile is tried again on what it then is.
    open = tried.filter(({ person_no }) => !won.has(person_no));
  }
}

interface NumberedDeposit extends ReferencedDeposit {
  readonly entry_no: number;
}

async function writeChunk(
  client: pg.PoolClient,
  house: PostingHouse,
  chunk: readonly NumberedDeposit[],
  records: ReadonlyMap<string, PersonRecord>,
): Promise<Set<string>> {
  const sums = new Map<string, Fen>();
  for (const { person_no, amount_fen } of chunk) {
    sums.set(person_no, fen((sums.get(person_no) ?? 0) + amount_fen));
  }
  const won = await moveStates(
    client,
    [...sums].map(([person_no, sum]) => {
      const { state } = records.get(person_no) as PersonRecord;
      return { ...state, person_no, balance_fen: fen(state.balance_fen + sum) };
    }),
  );
  const winners = chunk.filter(({ person_no }) => won.has(person_no));
  await insertDeposits(client, winners);
  await post(
    client,
    winners.map((deposit) => {
      const { person_no, date: entry_date, memo, amount_fen, entry_no } = deposit;
      const facts = { person_no, entry_date, memo, evidence_hash: evidenceOf(deposit) };
      return depositEntry(house, facts, amount_fen, entry_no);
    }),
  );
  return won;
}

async function insertDeposits(
  client: pg.PoolClient,
  deposits: readonly NumberedDeposit[],
): Promise<void> {
  await client.query({
    name: "settlement-insert-deposits",
    text: `insert into settlement.deposit
        (person_no, reference, amount_fen, deposited_on, memo, entry_no)
      select * from unnest($1::text[], $2::text[], $3::bigint[], $4::date[], $5::text[],
        $6::bigint[])`,
    values: [
      deposits.map((deposit) => deposit.person_no),
      deposits.map((deposit) => deposit.reference),
      deposits.map((deposit) => deposit.amount_fen),
      deposits.map((deposit) => deposit.date),
      deposits.map((deposit) => deposit.memo),
      deposits.map((deposit) => deposit.entry_no),
    ],
  });
}

interface WrittenRow {
  readonly person_no: string;
  readonly reference: string;
  readonly amount_fen: Fen;
  readonly deposited_on: string;
}

async function notYetWritten(
  store: Store,
  chunk: readonly ReferencedDeposit[],
): Promise<ReferencedDeposit[]> {
  const { rows } = await store.query<WrittenRow>(
    `select d.person_no, d.reference, d.amount_fen, d.deposited_on
       from unnest($1::text[], $2::text[]) as k (person_no, reference)
       join settlement.deposit d using (person_no, reference)`,
    [chunk.map((deposit) => deposit.person_no), chunk.map((deposit) => deposit.reference)],
  );
  const written = new Map(rows.map((row) => [`${row.person_no}\n${row.reference}`, row]));
  return chunk.filter(({ person_no, reference, amount_fen, date }) => {
    const earlier = written.get(`${person_no}\n${reference}`);
    if (earlier === undefined) return true;
    if (earlier.amount_fen !== amount_fen || earlier.deposited_on !== date) {
      throw new YibaoError("SETTLEMENT-DEPOSIT-REUSED", { reference, person_no });
    }
    return false;
  });
}

function evidenceOf({ person_no, reference, date, amount_fen, memo }: ReferencedDeposit): string {
  const content = JSON.stringify([person_no, reference, date, amount_fen, memo]);
  return createHash("sm3").update(content).digest("hex");
}

function peopleOf(deposits: readonly { readonly person_no: string }[]): string[] {
  return [...new Set(deposits.map(({ person_no }) => person_no))];
}

function chunksOf<Item>(items: readonly Item[]): Item[][] {
  const chunks: Item[][] = [];
  for (let at = 0; at < items.length; at += CHUNK) chunks.push(items.slice(at, at + CHUNK));
  return chunks;
}
