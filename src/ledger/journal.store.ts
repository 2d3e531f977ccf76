import type pg from "pg";
import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import { assertPostable, type Book, type JournalEntry } from "./journal-entry.ts";

const INSERT = `
  insert into ledger.entry (person_no, entry_no, region, book, entry_date, kind, settlement_id,
         institution_code, account_nos, amounts_fen, evidence_hash, memo, corrects_entry_no)
  select person_no, entry_no, region, book, entry_date, kind, settlement_id,
         institution_code, account_nos::int[], amounts_fen::bigint[], evidence_hash, memo,
         corrects_entry_no
    from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::date[], $6::text[],
                $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                $13::bigint[])
      as batch (person_no, entry_no, region, book, entry_date, kind, settlement_id,
                institution_code, account_nos, amounts_fen, evidence_hash, memo,
                corrects_entry_no)`;

/**
 * Writes a batch of entries in one statement inside the caller's transaction; the only way into
 * the journal. Checks every entry before, and that every one was written after.
 * @throws YibaoError LEDGER-ENTRY-UNBALANCED | LEDGER-ENTRY-MALFORMED
 */
export async function post(
  client: Pick<pg.PoolClient, "query">,
  entries: readonly JournalEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  for (const entry of entries) assertPostable(entry);
  const { rowCount } = await client.query({
    name: "ledger-post",
    text: INSERT,
    values: columnsOf(entries),
  });
  if (rowCount !== entries.length) {
    throw new Error(`ledger: ${rowCount} of ${entries.length} entries were written`);
  }
}

function columnsOf(entries: readonly JournalEntry[]): unknown[][] {
  return [
    entries.map((entry) => entry.person_no),
    entries.map((entry) => entry.entry_no),
    entries.map((entry) => entry.region),
    entries.map((entry) => entry.book),
    entries.map((entry) => entry.entry_date),
    entries.map((entry) => entry.kind),
    entries.map((entry) => entry.settlement_id),
    entries.map((entry) => entry.institution_code),
    // As array literals: `unnest` of arrays of arrays would flatten them.
    entries.map((entry) => `{${entry.postings.map((posting) => posting.account_no).join(",")}}`),
    entries.map((entry) => `{${entry.postings.map((posting) => posting.amount_fen).join(",")}}`),
    entries.map((entry) => entry.evidence_hash),
    entries.map((entry) => entry.memo),
    entries.map((entry) => entry.corrects_entry_no),
  ];
}

interface EntryRow {
  person_no: string;
  entry_no: number;
  region: string;
  book: Book;
  entry_date: CivilDate;
  kind: string;
  settlement_id: number | null;
  institution_code: string | null;
  account_nos: number[];
  amounts_fen: Fen[];
  evidence_hash: string | null;
  memo: string;
  corrects_entry_no: number | null;
}

/** A person's entries in the order of their numbers; of one settlement when it is named. */
export async function readEntries(
  runner: Runner,
  { person_no, settlement_id = null }: { person_no: string; settlement_id?: number | null },
): Promise<JournalEntry[]> {
  const { rows } = await runner.query<EntryRow>(
    `select person_no, entry_no, region, book, entry_date, kind, settlement_id, institution_code,
            account_nos, amounts_fen, evidence_hash, memo, corrects_entry_no
       from ledger.entry
      where person_no = $1 and ($2::bigint is null or settlement_id = $2)
      order by entry_no`,
    [person_no, settlement_id],
  );
  return rows.map(({ account_nos, amounts_fen, ...row }) => ({
    ...row,
    postings: account_nos.map((account_no, index) => ({
      account_no,
      amount_fen: amounts_fen[index] as Fen,
    })),
  }));
}
