import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { Account } from "./account.store.ts";
import { MOVES } from "./balance.store.ts";
import type { Book } from "./journal-entry.ts";

/** Accounts and what moved on one of them, day by day. */

/** An account with where it stands. */
export interface FoundAccount extends Account {
  /** Debits minus credits of all its entries. */
  readonly balance_fen: Fen;
  readonly debit_fen: Fen;
  readonly credit_fen: Fen;
  /** Of its first and last entry; null for an account that never moved. */
  readonly first_day: CivilDate | null;
  readonly last_day: CivilDate | null;
}

/** Null when there is none, or none that the runner may see. */
export async function findAccount(
  runner: Runner,
  account_no: number,
): Promise<FoundAccount | null> {
  const { rows } = await runner.query<FoundAccount>(
    `select a.account_no, a.book, a.region, a.pool, a.code, a.name, a.class, a.side,
            coalesce(sum(debit_fen - credit_fen), 0)::bigint as balance_fen,
            coalesce(sum(debit_fen), 0)::bigint as debit_fen,
            coalesce(sum(credit_fen), 0)::bigint as credit_fen,
            min(entry_date) as first_day, max(entry_date) as last_day
       from ledger.account a
       left join (${MOVES}) as moves on moves.account_no = a.account_no
      where a.account_no = $1 group by a.account_no`,
    [account_no],
  );
  return rows[0] ?? null;
}

/** The books there are, with the pools of each; the department's has one for each budget line. */
export async function listBooks(
  runner: Runner,
): Promise<
  readonly { readonly book: Book; readonly region: string; readonly pools: readonly string[] }[]
> {
  const { rows } = await runner.query<{ book: Book; region: string; pools: string[] }>(
    `select book, region, array_agg(distinct pool order by pool) as pools
       from ledger.account group by book, region order by book desc, region`,
  );
  return rows;
}

export interface AccountDay {
  readonly entry_date: CivilDate;
  readonly debit_fen: Fen;
  readonly credit_fen: Fen;
  /** Debits minus credits up to and including the day. */
  readonly balance_fen: Fen;
}

export interface AccountDaysFilter {
  readonly account_no: number;
  /** Both included; null does not restrict. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly offset: number;
  readonly limit: number;
}

/** The days on which an account moved, the latest first. */
export async function readAccountDays(
  runner: Runner,
  { account_no, from, to, offset, limit }: AccountDaysFilter,
): Promise<{ readonly rows: readonly AccountDay[]; readonly total: number }> {
  const { rows } = await runner.query<AccountDay & { total: number }>(
    `select days.*, count(*) over () as total from (
       select entry_date, sum(debit_fen)::bigint as debit_fen,
              sum(credit_fen)::bigint as credit_fen,
              sum(sum(debit_fen - credit_fen)) over (order by entry_date)::bigint as balance_fen
         from (${MOVES}) as moves where account_no = $1 group by entry_date) as days
      where ($2::date is null or entry_date >= $2) and ($3::date is null or entry_date <= $3)
      order by entry_date desc offset $4 limit $5`,
    [account_no, from, to, offset, limit],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
