import type { Runner, Store } from "../store/index.ts";
import {
  type BadEvent,
  FIRST_PREVIOUS_HASH,
  firstDifference,
  type SealBounds,
  type SealedEvents,
  sealOf,
} from "./audit-chain.ts";
import { eventsWithin } from "./audit-seal.store.ts";

export interface AuditVerification {
  readonly is_sound: boolean;
  readonly seals: number;
  /** Under a seal. */
  readonly events: number;
  /** Not yet under a seal: a few seconds' worth. */
  readonly unsealed: number;
  readonly first_bad: BadRow | null;
}

/** The first row that is not as it was sealed. */
export interface BadRow {
  readonly seal_no: number;
  /** Null where the seal itself was changed, removed or added. */
  readonly event_no: number | null;
  /** 中文. */
  readonly what: string;
}

interface SealRow extends SealBounds, SealedEvents {
  readonly seal_no: number;
  readonly previous_hash: string;
}

/** Recomputes the chain from the events, on one snapshot; names the first row that differs. */
export function verifyAudit(store: Store): Promise<AuditVerification> {
  return store.transaction(async (client) => {
    await client.query("set transaction isolation level repeatable read read only");
    let before = { seal_no: 0, hash: FIRST_PREVIOUS_HASH, to_transaction: 0 };
    let events = 0;
    let first_bad: BadRow | null = null;
    for (;;) {
      const seal = await sealAfter(client, before.seal_no);
      if (seal === null) break;
      first_bad = brokenLink(before, seal) ?? (await badRowOf(client, seal));
      if (first_bad !== null) break;
      events += seal.event_count;
      before = seal;
    }
    const unsealed = await countFrom(client, before.to_transaction);
    return { is_sound: first_bad === null, seals: before.seal_no, events, unsealed, first_bad };
  });
}

async function sealAfter(client: Runner, seal_no: number): Promise<SealRow | null> {
  const { rows } = await client.query<SealRow>(
    `select seal_no, event_count, event_nos, event_digests, hash, previous_hash,
            from_transaction::text::bigint as from_transaction,
            to_transaction::text::bigint as to_transaction
       from access.audit_seal where seal_no > $1 order by seal_no limit 1`,
    [seal_no],
  );
  return rows[0] ?? null;
}

function brokenLink(
  before: { readonly seal_no: number; readonly hash: string; readonly to_transaction: number },
  seal: SealRow,
): BadRow | null {
  const isNext =
    seal.seal_no === before.seal_no + 1 &&
    seal.previous_hash === before.hash &&
    seal.from_transaction === before.to_transaction;
  if (isNext) return null;
  return { seal_no: seal.seal_no, event_no: null, what: "封存没有接上前一个封存" };
}

const WAYS: Readonly<Record<BadEvent["way"], string>> = {
  changed: "封存后被改动",
  removed: "封存后被删除",
  added: "封存后才加入",
};

async function badRowOf(client: Runner, seal: SealRow): Promise<BadRow | null> {
  const found = sealOf(seal.previous_hash, seal, await eventsWithin(client, seal));
  if (found.hash === seal.hash && found.event_count === seal.event_count) return null;
  const bad = firstDifference(seal, found);
  if (bad === null) return { seal_no: seal.seal_no, event_no: null, what: "封存记录本身被改动" };
  const what = `审计记录 ${bad.event_no} ${WAYS[bad.way]}`;
  return { seal_no: seal.seal_no, event_no: bad.event_no, what };
}

async function countFrom(client: Runner, transaction: number): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*) from access.audit_event where transaction_id >= $1::xid8",
    [transaction],
  );
  return rows[0]?.count ?? 0;
}
