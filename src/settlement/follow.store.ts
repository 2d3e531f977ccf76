import type pg from "pg";
import { type CivilDate, type Fen, YibaoError } from "../kernel/index.ts";
import { type Background, inBackground, type Runner, type Store } from "../store/index.ts";
import type { SettlementKind } from "./settlement-record.ts";
import type { CivilTime } from "./visit.ts";

/**
 * What follows a settlement (an institution's events, a report, another system) reads the
 * settlements' own rows behind a cursor, instead of a second row that each settlement would have
 * to write. Rows are in the order of their transactions; a transaction below the oldest one that
 * still runs has ended, so what is read is never joined by an earlier row later.
 */

/** A row of any kind, without its documents: settlement, reversal or adjustment. */
export interface FollowedSettlement {
  readonly person_no: string;
  readonly settlement_id: number;
  readonly kind: SettlementKind;
  readonly corrects_settlement_id: number | null;
  readonly visit_id: number;
  readonly institution_code: string;
  readonly region: string;
  readonly settled_at: CivilTime;
  readonly care_date: CivilDate;
  readonly insutype: string;
  readonly visit_type: string;
  readonly clearing_type: string;
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
  readonly cash_fen: Fen;
  readonly deductible_fen: Fen;
  readonly message_id: string;
}

export interface FollowOptions {
  /** Known by this name for ever: its cursor is kept under it. */
  readonly consumer: string;
  /**
   * Takes the next settlements, in the transaction that moves the cursor: so each counts once,
   * whatever dies in between. May run again after a deadlock; must have no effect outside.
   */
  readonly apply: (
    client: pg.PoolClient,
    settlements: readonly FollowedSettlement[],
  ) => Promise<void>;
  /** How many at most in one transaction. */
  readonly batchMost?: number;
}

/** Following until stopped; stopping waits for the batch under way. */
export type Follower = Background;

const BATCH_MOST = 1_000;
const INTERVAL_MILLISECONDS = 1_000;
const BACK_OFF_MOST_MILLISECONDS = 300_000;
const WAITING_MOST = 10_000;

/**
 * Follows in the background until stopped, in any number of processes: one at a time does the work
 * of a consumer. A consumer that fails is asked again later and later, up to five minutes; the
 * others, and settling, go on. Its state is in `consumerStates`.
 */
export function followSettlements(
  store: Store,
  options: FollowOptions & { readonly intervalMilliseconds?: number },
): Follower {
  const interval = options.intervalMilliseconds ?? INTERVAL_MILLISECONDS;
  let failures = 0;
  return inBackground({
    async round(stopped) {
      try {
        while (!stopped() && (await followOnce(store, options)) > 0);
        failures = 0;
      } catch (error) {
        failures += 1;
        store.log(`“${options.consumer}”跟随结算失败，稍后再试：${(error as Error).message}`);
        await noteFailure(store, options.consumer, error as Error);
      }
    },
    delay: () => Math.min(interval * 2 ** Math.min(failures, 20), BACK_OFF_MOST_MILLISECONDS),
  });
}

interface Cursor {
  readonly transaction_id: string;
  readonly settlement_id: number;
}

/**
 * One batch of a consumer; how many settlements were in it, 0 when there is none to take or another
 * process is at it. @throws YibaoError LEDGER-TRANSACTION-NUMBERS-BEHIND; what `apply` throws
 */
export async function followOnce(store: Store, options: FollowOptions): Promise<number> {
  const { consumer, apply, batchMost = BATCH_MOST } = options;
  // First a look without a lock: most rounds find nothing, and should write nothing.
  const seen = await readCursor(store, consumer, "");
  if (seen !== null && (await readNext(store, seen, 1)).length === 0) {
    await assertNotBehind(store, seen);
    return 0;
  }
  if (seen === null) {
    await store.query(
      "insert into settlement.consumer (consumer) values ($1) on conflict do nothing",
      [consumer],
    );
  }
  return store.transaction(async (client) => {
    const cursor = await readCursor(client, consumer, "for update skip locked");
    if (cursor === null) return 0;
    const next = await readNext(client, cursor, batchMost);
    const last = next.at(-1);
    if (last === undefined) return 0;
    await apply(
      client,
      next.map(({ transaction_id: _, ...settlement }) => settlement),
    );
    await moveCursor(client, consumer, last, next.length);
    return next.length;
  });
}

async function readCursor(
  runner: Runner,
  consumer: string,
  lock: "" | "for update skip locked",
): Promise<Cursor | null> {
  const { rows } = await runner.query<Cursor>(
    `select transaction_id::text as transaction_id, settlement_id
       from settlement.consumer where consumer = $1 ${lock}`,
    [consumer],
  );
  return rows[0] ?? null;
}

type NextSettlement = FollowedSettlement & Pick<Cursor, "transaction_id">;

async function readNext(runner: Runner, cursor: Cursor, most: number): Promise<NextSettlement[]> {
  const { rows } = await runner.query<NextSettlement>(
    `select person_no, settlement_id, kind, corrects_settlement_id, visit_id, institution_code,
            region, settled_at::text as settled_at, care_date, insutype, visit_type,
            clearing_type, total_fen, fund_fen, account_fen, cash_fen, deductible_fen, message_id,
            transaction_id::text as transaction_id
       from settlement.settlement s
      where (s.transaction_id, s.settlement_id) > ($1::xid8, $2::bigint)
        and s.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by s.transaction_id, s.settlement_id limit $3`,
    [cursor.transaction_id, cursor.settlement_id, most],
  );
  return rows;
}

async function moveCursor(
  client: pg.PoolClient,
  consumer: string,
  last: NextSettlement,
  count: number,
): Promise<void> {
  await client.query(
    `update settlement.consumer set transaction_id = $2::xid8, settlement_id = $3,
            followed = followed + $4, moved_at = now(), failures = 0, last_error = null
      where consumer = $1`,
    [consumer, last.transaction_id, last.settlement_id, count],
  );
}

/** Data moved by a logical dump: what is settled now would lie before the cursor, unseen. */
async function assertNotBehind(store: Store, cursor: Cursor): Promise<void> {
  const { rows } = await store.query<{ current: string; behind: boolean }>(
    `select pg_snapshot_xmax(pg_current_snapshot())::text as current,
            pg_snapshot_xmax(pg_current_snapshot()) <= $1::xid8 as behind`,
    [cursor.transaction_id],
  );
  const { current, behind } = rows[0] as { current: string; behind: boolean };
  if (!behind) return;
  const details = { current, sealed: cursor.transaction_id };
  throw new YibaoError("LEDGER-TRANSACTION-NUMBERS-BEHIND", details);
}

async function noteFailure(store: Store, consumer: string, error: Error): Promise<void> {
  await store
    .query(
      `update settlement.consumer
          set failures = failures + 1, last_error = $2, failed_at = now() where consumer = $1`,
      [consumer, error.message.slice(0, 1_000)],
    )
    // The database itself may be away; the log has said it.
    .catch(() => undefined);
}

/** How a consumer stands. */
export interface ConsumerState {
  readonly consumer: string;
  /** Settlements applied since ever. */
  readonly followed: number;
  /** Settlements not yet applied; 10,000 means so many or more. */
  readonly waiting: number;
  readonly moved_at: Date | null;
  /** In a row, up to now. */
  readonly failures: number;
  /** Null once it has gone on. */
  readonly last_error: string | null;
  readonly failed_at: Date | null;
}

/** Every consumer that ever followed, with its lag and its last error. */
export async function consumerStates(store: Store): Promise<ConsumerState[]> {
  const { rows } = await store.query<ConsumerState>(
    `select consumer, followed, moved_at, failures, last_error, failed_at,
            (select count(*) from (
               select from settlement.settlement s
                where (s.transaction_id, s.settlement_id) > (c.transaction_id, c.settlement_id)
                limit $1) as behind) as waiting
       from settlement.consumer c order by consumer`,
    [WAITING_MOST],
  );
  return rows;
}
