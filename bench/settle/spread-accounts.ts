import { type AccountBook, ensureAccounts, loadAccounts } from "../../src/ledger/index.ts";
import type { ReferenceCache, Store } from "../../src/store/index.ts";

const POOLS = ["employee-pooled", "employee-account"];

/**
 * The chart of accounts seen so that payments are posted to the funds of these regions in turn:
 * everything else about a settlement stays as it is, so what differs is only how many accounts
 * share the load.
 */
export async function spreadAccounts(
  store: Store,
  regions: readonly string[],
): Promise<ReferenceCache<AccountBook>> {
  for (const region of regions) await ensureAccounts(store, { region, pools: POOLS });
  const book = await loadAccounts(store);
  let asked = 0;
  const value: AccountBook = {
    ...book,
    accountNo(_region, pool, code) {
      // A payment asks twice, for its debit and for its credit: both of the same fund.
      const region = regions[(asked >> 1) % regions.length] as string;
      asked += 1;
      return book.accountNo(region, pool, code);
    },
  };
  return { value, reload: async () => undefined, close: () => undefined };
}
