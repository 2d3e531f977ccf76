import { YibaoError } from "../kernel/index.ts";
import {
  createReferenceCache,
  type ReferenceCache,
  type Runner,
  type Store,
} from "../store/index.ts";
import { statutoryChart } from "./chart-file.ts";
import type { AccountClass, AccountSide, ChartLine } from "./chart-of-accounts.ts";
import type { Book } from "./journal-entry.ts";

export interface Account {
  readonly account_no: number;
  readonly book: Book;
  readonly region: string;
  /** Fund pool: `employee-pooled`, `employee-account`, … as the region's policy names them. */
  readonly pool: string;
  readonly code: string;
  readonly name: string;
  readonly class: AccountClass;
  readonly side: AccountSide;
}

/** All accounts, in memory. */
export interface AccountBook {
  readonly accounts: readonly Account[];
  /** @throws YibaoError LEDGER-ACCOUNT-UNKNOWN */
  accountNo(region: string, pool: string, code: string): number;
  account(account_no: number): Account | undefined;
}

const CHANNEL = "ledger_account";

export interface EnsureAccountsOptions {
  readonly region: string;
  readonly pools: readonly string[];
  readonly book?: Book;
  readonly chart?: readonly ChartLine[];
}

/** Makes the accounts of a region's pools that do not exist yet. Returns how many were made. */
export async function ensureAccounts(
  store: Runner,
  { region, pools, book = "funds", chart = statutoryChart() }: EnsureAccountsOptions,
): Promise<number> {
  // Not `insert … on conflict` alone: it would draw an account number even for those there.
  const { rowCount } = await store.query(
    `insert into ledger.account (book, region, pool, code, name, class, side)
     select $1, $2, pool, line.code, line.name, line.class, line.side
       from unnest($3::text[]) with ordinality as pools (pool, pool_order)
      cross join unnest($4::text[], $5::text[], $6::text[], $7::text[])
            with ordinality as line (code, name, class, side, line_order)
      where (pool, line.code) not in (select a.pool, a.code from ledger.account a
              where a.book = $1 and a.region = $2 and a.pool = any ($3))
      order by pool_order, line_order
     on conflict do nothing`,
    [
      book,
      region,
      pools,
      chart.map((line) => line.code),
      chart.map((line) => line.name),
      chart.map((line) => line.class),
      chart.map((line) => line.side),
    ],
  );
  if (rowCount) await store.query(`notify ${CHANNEL}`);
  return rowCount ?? 0;
}

export async function loadAccounts(store: Store): Promise<AccountBook> {
  const { rows } = await store.query<Account>(
    `select account_no, book, region, pool, code, name, class, side
       from ledger.account order by account_no`,
  );
  return accountBook(rows);
}

/** The accounts, kept current while other processes add some. */
export function createAccountCache(store: Store): Promise<ReferenceCache<AccountBook>> {
  return createReferenceCache(store, CHANNEL, () => loadAccounts(store));
}

/** Codes are unique in a region and pool across books: the books' charts do not share codes. */
export function accountBook(accounts: readonly Account[]): AccountBook {
  const byNumber = new Map(accounts.map((account) => [account.account_no, account]));
  const byCode = new Map(
    accounts.map(({ region, pool, code, account_no }) => [keyOf(region, pool, code), account_no]),
  );
  return {
    accounts,
    accountNo(region, pool, code) {
      const found = byCode.get(keyOf(region, pool, code));
      if (found === undefined) {
        throw new YibaoError("LEDGER-ACCOUNT-UNKNOWN", { region, pool, code });
      }
      return found;
    },
    account: (account_no) => byNumber.get(account_no),
  };
}

function keyOf(region: string, pool: string, code: string): string {
  return `${region}\n${pool}\n${code}`;
}
