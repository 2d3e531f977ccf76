import type pg from "pg";
import { type Background, inBackground, type Runner, type Store } from "../store/index.ts";
import { FIRST_PREVIOUS_HASH, type SealBounds, sealOf } from "./audit-chain.ts";
import type { AuditEvent } from "./audit-event.ts";

/** One sealer at a time, in any process. */
const SEAL_LOCK = 7_430_400_008;
/** A seal covers whole transactions and, but for one larger than this, at most so many events. */
const EVENTS_MAX = 5_000;
const KEPT_DAYS = 30;
const SWEEP_MILLISECONDS = 3_600_000;

/** The events whose transactions lie within the bounds, in the order of the chain. */
export async function eventsWithin(runner: Runner, bounds: SealBounds): Promise<AuditEvent[]> {
  const { rows } = await runner.query<AuditEvent>(
    `select event_no, at, caller_kind, account_no, account, name, session_no, address, route, title,
            person_no, institution_code, outcome, code, details
       from access.audit_event
      where transaction_id >= $1::xid8 and transaction_id < $2::xid8
      order by transaction_id, event_no`,
    [bounds.from_transaction, bounds.to_transaction],
  );
  return rows;
}

/** Seals every event whose transaction, and all older ones, have ended; how many there were. */
export async function sealAudit(
  store: Store,
  { mostEvents = EVENTS_MAX }: { readonly mostEvents?: number } = {},
): Promise<number> {
  let events = 0;
  for (;;) {
    const sealed = await store.transaction((client) => sealOnce(client, mostEvents));
    if (sealed === 0) return events;
    events += sealed;
  }
}

async function sealOnce(client: pg.PoolClient, mostEvents: number): Promise<number> {
  await client.query("select pg_advisory_xact_lock($1)", [SEAL_LOCK]);
  const last = await lastSeal(client);
  const bounds = await nextBounds(client, last.to_transaction, mostEvents);
  if (bounds === null) return 0;
  const seal = sealOf(last.hash, bounds, await eventsWithin(client, bounds));
  await client.query(
    `insert into access.audit_seal (seal_no, from_transaction, to_transaction, event_count,
                                    event_nos, event_digests, hash, previous_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      last.seal_no + 1,
      bounds.from_transaction,
      bounds.to_transaction,
      seal.event_count,
      seal.event_nos,
      seal.event_digests,
      seal.hash,
      last.hash,
    ],
  );
  return seal.event_count;
}

async function lastSeal(
  client: Runner,
): Promise<{ seal_no: number; hash: string; to_transaction: number }> {
  const { rows } = await client.query<{ seal_no: number; hash: string; to_transaction: number }>(
    `select seal_no, hash, to_transaction::text::bigint as to_transaction
       from access.audit_seal order by seal_no desc limit 1`,
  );
  return rows[0] ?? { seal_no: 0, hash: FIRST_PREVIOUS_HASH, to_transaction: 0 };
}

/**
 * Which transactions the next seal covers; null when there is nothing to seal. Transactions below
 * the snapshot's xmin have all ended, so no event can still appear among them.
 */
async function nextBounds(
  client: Runner,
  from_transaction: number,
  mostEvents: number,
): Promise<SealBounds | null> {
  const { rows } = await client.query<{ first: number | null; over: number | null; end: number }>(
    `with sealable as (
       select transaction_id from access.audit_event
        where transaction_id >= $1::xid8
          and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
        order by transaction_id limit $2::bigint + 1)
     select (select transaction_id::text::bigint from sealable limit 1) as first,
            (select transaction_id::text::bigint from sealable offset $2 limit 1) as over,
            pg_snapshot_xmin(pg_current_snapshot())::text::bigint as end`,
    [from_transaction, mostEvents],
  );
  const { first, over, end } = rows[0] as {
    first: number | null;
    over: number | null;
    end: number;
  };
  if (first === null) return null;
  if (over === null) return { from_transaction, to_transaction: end };
  return { from_transaction, to_transaction: over > first ? over : first + 1 };
}

/**
 * Seals the audit again and again until stopped, and once an hour clears away sessions and
 * credentials that ended thirty days ago: the audit has what was done with them.
 */
export function startSealingAudit(store: Store, intervalMilliseconds: number): Background {
  let sinceSweep = SWEEP_MILLISECONDS;
  return inBackground({
    async round() {
      try {
        await sealAudit(store);
        sinceSweep += intervalMilliseconds;
        if (sinceSweep < SWEEP_MILLISECONDS) return;
        sinceSweep = 0;
        await sweepAccess(store, new Date());
      } catch (error) {
        store.log(`审计封存失败，稍后再试：${(error as Error).message}`);
      }
    },
    delay: () => intervalMilliseconds,
  });
}

/** Clears away what ended thirty days before. */
export async function sweepAccess(runner: Runner, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 3_600_000);
  await runner.query("delete from access.session where signed_in_at < $1", [before]);
  await runner.query("delete from access.credential where valid_until < $1", [before]);
  await runner.query("delete from access.lockout where last_failed_at < $1", [before]);
}
