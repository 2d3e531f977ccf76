import type { Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import { MOVES } from "./balance.store.ts";
import type { AccountClass } from "./chart-of-accounts.ts";
import type { Book } from "./journal-entry.ts";

/** Which pools: accounting entities of a region's book. */
export interface PoolFilter {
  readonly book: Book;
  readonly region: string;
  readonly pools: readonly string[];
}

/** The account numbers of pools, by pool and code; empty for a pool that has none. */
export async function poolAccounts(
  runner: Runner,
  { book, region, pools }: PoolFilter,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const { rows } = await runner.query<{ pool: string; code: string; account_no: number }>(
    `select pool, code, account_no from ledger.account
      where book = $1 and region = $2 and pool = any ($3)`,
    [book, region, pools],
  );
  const byPool = new Map(pools.map((pool) => [pool, new Map<string, number>()]));
  for (const { pool, code, account_no } of rows) byPool.get(pool)?.set(code, account_no);
  return byPool;
}

/** What moved on one account of a pool in one month. */
export interface PoolMove {
  readonly pool: string;
  readonly code: string;
  readonly class: AccountClass;
  /** `2023-06`. */
  readonly month: string;
  readonly debit_fen: Fen;
  readonly credit_fen: Fen;
}

/**
 * The moves of pools by account and month, exact to the last committed entry. The accounts are
 * looked up first: joined to the moves in one statement, thousands of them are sought one by one.
 */
export async function poolMoves(
  runner: Runner,
  { book, region, pools }: PoolFilter,
): Promise<readonly PoolMove[]> {
  const accounts = await runner.query<Pick<PoolMove, "pool" | "code" | "class"> & Numbered>(
    `select account_no, pool, code, class from ledger.account
      where book = $1 and region = $2 and pool = any ($3) order by pool, code`,
    [book, region, pools],
  );
  const { rows } = await runner.query<
    Pick<PoolMove, "month" | "debit_fen" | "credit_fen"> & Numbered
  >(
    `select account_no, to_char(entry_date, 'YYYY-MM') as month,
            sum(debit_fen)::bigint as debit_fen, sum(credit_fen)::bigint as credit_fen
       from (${MOVES}) as moves where account_no = any ($1::int[])
      group by account_no, month order by month`,
    [accounts.rows.map(({ account_no }) => account_no)],
  );
  const moves = new Map<number, (typeof rows)[number][]>();
  for (const row of rows) {
    const known = moves.get(row.account_no);
    if (known === undefined) moves.set(row.account_no, [row]);
    else known.push(row);
  }
  return accounts.rows.flatMap(({ account_no, ...account }) =>
    (moves.get(account_no) ?? []).map(({ month, debit_fen, credit_fen }) => {
      return { ...account, month, debit_fen, credit_fen };
    }),
  );
}

interface Numbered {
  readonly account_no: number;
}
