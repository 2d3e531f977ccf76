import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { Account } from "./account.store.ts";
import { CANONICAL } from "./entry-stream.store.ts";
import { DIGEST_BYTES, entryDigest } from "./seal-hash.ts";

/** Entries as people look at them: those of an account, and one with all that vouches for it. */

/** An entry as one account sees it. */
export interface AccountEntry {
  readonly person_no: string;
  readonly entry_no: number;
  readonly entry_date: CivilDate;
  readonly kind: string;
  readonly settlement_id: number | null;
  readonly institution_code: string | null;
  readonly memo: string;
  /** On this account: debit positive. */
  readonly amount_fen: Fen;
}

export interface EntriesFilter {
  readonly account_no: number;
  /** Both included. Days bound the search: entries are found by their day. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly order: "entry_no" | "amount_fen" | "entry_date";
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

const ORDERS: Readonly<Record<EntriesFilter["order"], string>> = {
  entry_no: "entry_no",
  amount_fen: "amount_fen",
  entry_date: "entry_date",
};

/** The entries of an account in some days. */
export async function readAccountEntries(
  runner: Runner,
  { account_no, from, to, order, descending, offset, limit }: EntriesFilter,
): Promise<{ readonly rows: readonly AccountEntry[]; readonly total: number }> {
  const direction = descending ? "desc" : "asc";
  const { rows } = await runner.query<AccountEntry & { total: number }>(
    `select found.*, count(*) over () as total from (
       select e.person_no, e.entry_no, e.entry_date, e.kind, e.settlement_id, e.institution_code,
              e.memo, sum(posting.amount_fen)::bigint as amount_fen
         from ledger.entry e
        cross join unnest(e.account_nos, e.amounts_fen) as posting (account_no, amount_fen)
        where e.entry_date between $2 and $3 and e.account_nos @> array[$1::int]
          and posting.account_no = $1
        group by e.person_no, e.entry_no) as found
      order by ${ORDERS[order]} ${direction}, entry_no ${direction} offset $4 limit $5`,
    [account_no, from, to, offset, limit],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** The batch that an entry was sealed in. */
export interface EntrySeal {
  readonly seal_no: number;
  readonly sealed_at: Date;
  readonly hash: string;
  readonly previous_hash: string;
  readonly entry_count: number;
  /** What the seal kept of the entry; null where it does not hold it. */
  readonly kept_digest: string | null;
}

export interface EntryFile {
  readonly person_no: string;
  readonly entry_no: number;
  readonly region: string;
  readonly book: Account["book"];
  readonly entry_date: CivilDate;
  readonly kind: string;
  readonly settlement_id: number | null;
  readonly institution_code: string | null;
  readonly memo: string;
  readonly evidence_hash: string | null;
  readonly corrects_entry_no: number | null;
  /** The entry that takes this one back. */
  readonly corrected_by_no: number | null;
  readonly recorded_at: Date;
  /** In their order; debit positive. */
  readonly postings: readonly {
    readonly account: Pick<Account, "account_no" | "pool" | "code" | "name" | "class">;
    readonly amount_fen: Fen;
  }[];
  /** Of the entry as it stands now; equals the seal's `kept_digest`. */
  readonly digest: string;
  /** Null while it is not sealed yet. */
  readonly seal: EntrySeal | null;
}

type EntryRow = Omit<EntryFile, "postings" | "digest" | "seal"> & {
  readonly account_nos: readonly number[];
  readonly amounts_fen: readonly Fen[];
  readonly canonical: string;
  readonly transaction: string;
};

/** Null when there is none, or none that the runner may see. */
export async function readEntryFile(
  runner: Runner,
  { person_no, entry_no }: { readonly person_no: string; readonly entry_no: number },
): Promise<EntryFile | null> {
  const { rows } = await runner.query<EntryRow>(
    `select person_no, entry_no, region, book, entry_date, kind, settlement_id, institution_code,
            memo, evidence_hash, corrects_entry_no, recorded_at, account_nos, amounts_fen,
            (select max(later.entry_no) from ledger.entry later
              where later.person_no = $1 and later.corrects_entry_no = $2) as corrected_by_no,
            ${CANONICAL} as canonical, transaction_id::text as transaction
       from ledger.entry where person_no = $1 and entry_no = $2`,
    [person_no, entry_no],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { account_nos, amounts_fen, canonical, transaction, ...facts } = row;
  const accounts = await accountsOf(runner, account_nos);
  return {
    ...facts,
    postings: account_nos.map((account_no, index) => ({
      account: accounts.get(account_no) ?? unknownAccount(account_no),
      amount_fen: amounts_fen[index] as Fen,
    })),
    digest: entryDigest(canonical),
    seal: await sealOf(runner, transaction, entry_no),
  };
}

type AccountWords = EntryFile["postings"][number]["account"];

function unknownAccount(account_no: number): AccountWords {
  return { account_no, pool: "", code: String(account_no), name: "", class: "asset" };
}

async function accountsOf(
  runner: Runner,
  account_nos: readonly number[],
): Promise<ReadonlyMap<number, AccountWords>> {
  const { rows } = await runner.query<AccountWords>(
    `select account_no, pool, code, name, class from ledger.account
      where account_no = any ($1::int[])`,
    [account_nos],
  );
  return new Map(rows.map((row) => [row.account_no, row]));
}

async function sealOf(
  runner: Runner,
  transaction: string,
  entry_no: number,
): Promise<EntrySeal | null> {
  const { rows } = await runner.query<EntrySeal>(
    `select seal_no, sealed_at, hash, previous_hash, entry_count,
            encode(substring(entry_digests
              from (array_position(entry_nos, $2::bigint) - 1) * $3::int + 1 for $3::int), 'hex')
              as kept_digest
       from ledger.seal where from_transaction <= $1::xid8 and to_transaction > $1::xid8`,
    [transaction, entry_no, DIGEST_BYTES],
  );
  return rows[0] ?? null;
}

/** Whose entry has a number; null when there is none, or none that the runner may see. */
export async function findEntryPerson(
  runner: Runner,
  entry_no: number,
): Promise<Pick<EntryFile, "person_no" | "entry_date" | "memo" | "book"> | null> {
  const { rows } = await runner.query<
    Pick<EntryFile, "person_no" | "entry_date" | "memo" | "book">
  >("select person_no, entry_date, memo, book from ledger.entry where entry_no = $1 limit 1", [
    entry_no,
  ]);
  return rows[0] ?? null;
}
