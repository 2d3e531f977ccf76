import type pg from "pg";

/** An entry as the seal sees it. */
export interface SealableEntry {
  readonly transaction_id: number;
  readonly entry_no: number;
  readonly person_no: string;
  /** Every column as one JSON array: the same text on every server version and setting. */
  readonly canonical: string;
}

const ROWS_AT_ONCE = 5_000;

/** An entry's canonical text, of `ledger.entry`. */
export const CANONICAL = `jsonb_build_array(
               person_no, entry_no, region, book, to_char(entry_date, 'YYYY-MM-DD'), kind,
               settlement_id, institution_code, account_nos, amounts_fen, evidence_hash, memo,
               corrects_entry_no, transaction_id::text, extract(epoch from recorded_at)
             )::text`;

/**
 * The entries of transactions in `[from, to)` in the order of sealing, a few thousand rows in
 * memory at a time. Inside the caller's transaction.
 */
export async function* entriesBetween(
  client: pg.PoolClient,
  from_transaction: number,
  to_transaction: number,
): AsyncGenerator<SealableEntry> {
  await client.query(
    `declare sealable no scroll cursor for
      select transaction_id::text::bigint as transaction_id, entry_no, person_no,
             ${CANONICAL} as canonical
        from ledger.entry
       where transaction_id >= '${from_transaction}' and transaction_id < '${to_transaction}'
       order by transaction_id, entry_no, person_no`,
  );
  try {
    for (;;) {
      const { rows } = await client.query<SealableEntry>(`fetch ${ROWS_AT_ONCE} from sealable`);
      yield* rows;
      if (rows.length < ROWS_AT_ONCE) return;
    }
  } finally {
    // After an error inside the transaction the cursor is gone already.
    await client.query("close sealable").catch(() => undefined);
  }
}
