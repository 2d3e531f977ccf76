import type { Runner } from "../store/index.ts";

/** The chain of seals as people look at it. */

export interface Seal {
  readonly seal_no: number;
  readonly entry_count: number;
  readonly hash: string;
  readonly previous_hash: string;
  readonly sealed_at: Date;
  /** Whether it follows on the one before. */
  readonly is_linked: boolean;
}

/** Seals, the latest first. */
export async function listSeals(
  runner: Runner,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: readonly Seal[]; readonly total: number }> {
  const { rows } = await runner.query<Seal & { total: number }>(
    `select seal_no, entry_count, hash, previous_hash, sealed_at,
            previous_hash = coalesce((select before.hash from ledger.seal before
              where before.seal_no = seal.seal_no - 1), repeat('0', 64)) as is_linked,
            (select count(*) from ledger.seal) as total
       from ledger.seal order by seal_no desc offset $1 limit $2`,
    [offset, limit],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export interface ChainSummary {
  readonly seals: number;
  /** Sealed entries. */
  readonly entries: number;
  /** Entries that wait for the next seal, of those that the runner may see. */
  readonly unsealed: number;
  readonly last_seal_no: number | null;
  readonly last_hash: string | null;
  readonly last_sealed_at: Date | null;
}

export async function summaryOfChain(runner: Runner): Promise<ChainSummary> {
  const { rows } = await runner.query<ChainSummary>(
    `select count(*) as seals, coalesce(sum(entry_count), 0)::bigint as entries,
            (select count(*) from ledger.entry where transaction_id >= coalesce(
              (select to_transaction from ledger.seal order by seal_no desc limit 1),
              '0'::xid8)) as unsealed,
            max(seal_no) as last_seal_no, max(sealed_at) as last_sealed_at,
            (select hash from ledger.seal order by seal_no desc limit 1) as last_hash
       from ledger.seal`,
  );
  return rows[0] as ChainSummary;
}
