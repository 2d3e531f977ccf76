import { type CivilDate, type Fen, firstDayOfYear, yearOf } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { AccountClass, AccountSide } from "./chart-of-accounts.ts";
import type { Book } from "./journal-entry.ts";

/**
 * Balances are sums of postings: what the sealed entries moved by account and day, and the entries
 * since the last seal. Both are read by one statement, hence in one snapshot, so nothing is
 * missed or counted twice while sealing goes on.
 */
export const MOVES = `
  select account_no, entry_date, debit_fen, credit_fen from ledger.balance_day
  union all
  select posting.account_no, entry.entry_date,
         greatest(posting.amount_fen, 0), greatest(-posting.amount_fen, 0)
    from ledger.entry
   cross join unnest(entry.account_nos, entry.amounts_fen) as posting (account_no, amount_fen)
   where entry.transaction_id >= coalesce(
           (select to_transaction from ledger.seal order by seal_no desc limit 1), '0'::xid8)`;

/** Which accounts; what is left out does not restrict. */
export interface AccountFilter {
  readonly book?: Book;
  readonly region?: string;
  readonly pool?: string;
  readonly code?: string;
  readonly class?: AccountClass;
  readonly account_nos?: readonly number[];
}

/** Debits minus credits of all the accounts together up to and including a day. */
export async function balanceOf(
  runner: Runner,
  filter: AccountFilter,
  date: CivilDate,
): Promise<Fen> {
  const { rows } = await runner.query<{ balance_fen: Fen }>(
    `select coalesce(sum(moves.debit_fen - moves.credit_fen), 0)::bigint as balance_fen
       from (${MOVES}) as moves join ledger.account a using (account_no)
      where moves.entry_date <= $1
        and ($2::text is null or a.book = $2) and ($3::text is null or a.region = $3)
        and ($4::text is null or a.pool = $4) and ($5::text is null or a.code = $5)
        and ($6::text is null or a.class = $6)
        and ($7::int[] is null or a.account_no = any ($7))`,
    [
      date,
      filter.book,
      filter.region,
      filter.pool,
      filter.code,
      filter.class,
      filter.account_nos,
    ].map((value) => value ?? null),
  );
  return rows[0]?.balance_fen as Fen;
}

/**
 * What a person has in a pool (the personal account) up to and including a day: credits minus
 * debits of the person's own entries on the pool's income, expense and net-asset accounts.
 */
export async function personBalance(
  runner: Runner,
  { person_no, pool, date }: { person_no: string; pool: string; date: CivilDate },
): Promise<Fen> {
  const { rows } = await runner.query<{ balance_fen: Fen }>(
    `select coalesce(-sum(posting.amount_fen), 0)::bigint as balance_fen
       from ledger.entry
      cross join unnest(entry.account_nos, entry.amounts_fen) as posting (account_no, amount_fen)
       join ledger.account a using (account_no)
      where entry.person_no = $1 and entry.entry_date <= $3 and a.pool = $2
        and a.class in ('income', 'expense', 'net-asset')`,
    [person_no, pool, date],
  );
  return rows[0]?.balance_fen as Fen;
}

/** One account of a trial balance. Opening and closing are debits minus credits. */
export interface TrialBalanceRow {
  readonly account_no: number;
  readonly region: string;
  readonly pool: string;
  readonly code: string;
  readonly name: string;
  readonly class: AccountClass;
  readonly side: AccountSide;
  readonly opening_fen: Fen;
  readonly debit_fen: Fen;
  readonly credit_fen: Fen;
  readonly closing_fen: Fen;
}

export interface TrialBalance {
  readonly from: CivilDate;
  readonly date: CivilDate;
  /** Accounts that ever moved up to the day, by pool and code. */
  readonly rows: readonly TrialBalanceRow[];
  /** Opening and closing are zero, debit equals credit: the sum of whole entries. */
  readonly totals: {
    readonly opening_fen: Fen;
    readonly debit_fen: Fen;
    readonly credit_fen: Fen;
    readonly closing_fen: Fen;
  };
}

export interface TrialBalanceOptions {
  readonly book: Book;
  readonly region: string;
  /** Last day, included. */
  readonly date: CivilDate;
  /** First day whose moves are shown as such; default 1 January of the year. */
  readonly from?: CivilDate;
}

/** 试算平衡表 of a region's book at any day, exact to the last committed entry. */
export async function trialBalance(
  runner: Runner,
  { book, region, date, from = firstDayOfYear(yearOf(date)) }: TrialBalanceOptions,
): Promise<TrialBalance> {
  const { rows } = await runner.query<Omit<TrialBalanceRow, "closing_fen">>(
    `select a.account_no, a.region, a.pool, a.code, a.name, a.class, a.side,
            coalesce(sum(debit_fen - credit_fen) filter (where entry_date < $3), 0)::bigint
              as opening_fen,
            coalesce(sum(debit_fen) filter (where entry_date >= $3), 0)::bigint as debit_fen,
            coalesce(sum(credit_fen) filter (where entry_date >= $3), 0)::bigint as credit_fen
       from (${MOVES}) as moves join ledger.account a using (account_no)
      where a.book = $1 and a.region = $2 and moves.entry_date <= $4
      group by a.account_no order by a.pool, a.code`,
    [book, region, from, date],
  );
  const withClosing = rows.map((row) => ({
    ...row,
    closing_fen: (row.opening_fen + row.debit_fen - row.credit_fen) as Fen,
  }));
  const total = (column: "opening_fen" | "debit_fen" | "credit_fen" | "closing_fen"): Fen =>
    withClosing.reduce((sum, row) => sum + row[column], 0) as Fen;
  return {
    from,
    date,
    rows: withClosing,
    totals: {
      opening_fen: total("opening_fen"),
      debit_fen: total("debit_fen"),
      credit_fen: total("credit_fen"),
      closing_fen: total("closing_fen"),
    },
  };
}
