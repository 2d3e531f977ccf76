import { setTimeout as sleep } from "node:timers/promises";
import type { CivilDate, Fen } from "../../src/kernel/index.ts";
import {
  ACCOUNT_CODES,
  type AccountBook,
  ensureAccounts,
  type JournalEntry,
  loadAccounts,
  type SealingReport,
  sealJournal,
} from "../../src/ledger/index.ts";
import type { Store } from "../../src/store/index.ts";

export const REGION = "430400";
export const POOLS = ["employee-pooled", "employee-account", "resident-pooled"] as const;

/** The accounts of a small region. */
export async function smallRegion(store: Store): Promise<AccountBook> {
  await ensureAccounts(store, { region: REGION, pools: POOLS });
  return loadAccounts(store);
}

/** A benefit of a pool owed to an institution, as a settled bill posts it. */
export function benefitEntry(
  book: AccountBook,
  facts: { entry_no: number; amount_fen: number; date?: string; person_no?: string; pool?: string },
): JournalEntry {
  const pool = facts.pool ?? "employee-pooled";
  const account = (code: string): number => book.accountNo(REGION, pool, code);
  return {
    person_no: facts.person_no ?? `P${facts.entry_no % 7}`,
    entry_no: facts.entry_no,
    region: REGION,
    book: "funds",
    entry_date: (facts.date ?? "2023-06-01") as CivilDate,
    kind: "settlement",
    settlement_id: facts.entry_no,
    institution_code: "H43040000001",
    postings: [
      { account_no: account(ACCOUNT_CODES.benefits), amount_fen: facts.amount_fen as Fen },
      {
        account_no: account(ACCOUNT_CODES.payableToInstitutions),
        amount_fen: -facts.amount_fen as Fen,
      },
    ],
    evidence_hash: null,
    memo: "结算",
    corrects_entry_no: null,
  };
}

/**
 * Seals every committed entry. Open transactions of other tests, even in other databases of the
 * server, hold sealing back; so it waits for those that were open before.
 */
export async function sealAll(
  store: Store,
  options: { mostEntries?: number } = {},
): Promise<SealingReport> {
  for (;;) {
    const { rows } = await store.query<{ ended: boolean }>(
      `select coalesce(pg_snapshot_xmin(pg_current_snapshot()) > all
                (select transaction_id from ledger.entry), true) as ended`,
    );
    if (rows[0]?.ended) return sealJournal(store, options);
    await sleep(5);
  }
}
