import type pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import { type Background, inBackground, type Store } from "../store/index.ts";
import { entriesBetween } from "./entry-stream.store.ts";
import { createSealHash, FIRST_PREVIOUS_HASH, type SealBounds } from "./seal-hash.ts";

/** One sealer at a time, in any process. */
const SEAL_LOCK = 7_430_400_003;

/** A seal covers whole transactions and, but for one larger than this, at most so many entries. */
const MOST_ENTRIES = 20_000;

export interface SealingReport {
  readonly seals: number;
  readonly entries: number;
}

/**
 * Seals every entry whose transaction, and all older ones, have ended: hashes them onto the chain
 * and adds them to the daily balances. Each seal is one transaction, so stopping between is safe.
 *
 * Under Citus transaction numbers are each worker's own: there each worker keeps its own chain.
 */
export async function sealJournal(
  store: Store,
  { mostEntries = MOST_ENTRIES }: { mostEntries?: number } = {},
): Promise<SealingReport> {
  let seals = 0;
  let entries = 0;
  for (;;) {
    const sealed = await store.transaction((client) => sealOnce(client, mostEntries));
    if (sealed === 0) return { seals, entries };
    seals += 1;
    entries += sealed;
  }
}

/** One seal; the number of entries in it, 0 when there was nothing to seal. */
async function sealOnce(client: pg.PoolClient, mostEntries: number): Promise<number> {
  await client.query("select pg_advisory_xact_lock($1)", [SEAL_LOCK]);
  const last = await lastSeal(client);
  const bounds = await nextBounds(client, last.to_transaction, mostEntries);
  if (bounds === null) return 0;
  const sealHash = createSealHash(last.hash, bounds);
  const { from_transaction, to_transaction } = bounds;
  for await (const entry of entriesBetween(client, from_transaction, to_transaction)) {
    sealHash.add(entry.entry_no, entry.canonical);
  }
  const batch = sealHash.finish();
  await client.query(
    `insert into ledger.seal (seal_no, from_transaction, to_transaction, entry_count, entry_nos,
                              entry_digests, hash, previous_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      last.seal_no + 1,
      from_transaction,
      to_transaction,
      batch.entry_count,
      batch.entry_nos,
      batch.entry_digests,
      batch.hash,
      last.hash,
    ],
  );
  await addToBalances(client, bounds);
  return batch.entry_count;
}

async function lastSeal(
  client: pg.PoolClient,
): Promise<{ seal_no: number; hash: string; to_transaction: number }> {
  const { rows } = await client.query(
    `select seal_no, hash, to_transaction::text::bigint as to_transaction
       from ledger.seal order by seal_no desc limit 1`,
  );
  return rows[0] ?? { seal_no: 0, hash: FIRST_PREVIOUS_HASH, to_transaction: 0 };
}

/**
 * Which transactions the next seal covers; null when there is no entry to seal. Transactions below
 * the snapshot's xmin have all ended, so no entry can still appear among them.
 */
async function nextBounds(
  client: pg.PoolClient,
  from_transaction: number,
  mostEntries: number,
): Promise<SealBounds | null> {
  const { rows } = await client.query<{ first: number | null; over: number | null; end: number }>(
    `with sealable as (
       select transaction_id from ledger.entry
        where transaction_id >= $1::xid8
          and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
        order by transaction_id limit $2::bigint + 1)
     select (select transaction_id::text::bigint from sealable limit 1) as first,
            (select transaction_id::text::bigint from sealable offset $2 limit 1) as over,
            pg_snapshot_xmin(pg_current_snapshot())::text::bigint as end`,
    [from_transaction, mostEntries],
  );
  const { first, over, end } = rows[0] as {
    first: number | null;
    over: number | null;
    end: number;
  };
  if (end < from_transaction) {
    throw new YibaoError("LEDGER-TRANSACTION-NUMBERS-BEHIND", {
      current: end,
      sealed: from_transaction,
    });
  }
  if (first === null) return null;
  if (over === null) return { from_transaction, to_transaction: end };
  return { from_transaction, to_transaction: over > first ? over : first + 1 };
}

async function addToBalances(client: pg.PoolClient, bounds: SealBounds): Promise<void> {
  await client.query(
    `insert into ledger.balance_day as day (account_no, entry_date, debit_fen, credit_fen)
     select account_no, entry_date, sum(greatest(amount_fen, 0)), sum(greatest(-amount_fen, 0))
       from ledger.entry
      cross join unnest(account_nos, amounts_fen) as posting (account_no, amount_fen)
      where transaction_id >= $1::xid8 and transaction_id < $2::xid8
      group by account_no, entry_date
     on conflict (account_no, entry_date) do update
        set debit_fen = day.debit_fen + excluded.debit_fen,
            credit_fen = day.credit_fen + excluded.credit_fen`,
    [bounds.from_transaction, bounds.to_transaction],
  );
}

/** Seals in the background until stopped; `stop` waits for the seal under way. */
export function startSealing(store: Store, intervalMilliseconds: number): Background {
  return inBackground({
    async round() {
      try {
        await sealJournal(store);
      } catch (error) {
        store.log(`账本封存失败，稍后再试：${(error as Error).message}`);
      }
    },
    delay: () => intervalMilliseconds,
  });
}
