import { type AccountBook, ensureAccounts, loadAccounts } from "../../src/ledger/index.ts";
import type { ReferenceCache, Store } from "../../src/store/index.ts";

/** Regions that do not exist, whose funds the postings of the comparison go to in turn. */
const REGIONS = Array.from({ length: 64 }, (_, index) => String(990_001 + index));
const POOLS = ["employee-pooled", "employee-account"];

/**
 * The chart of accounts seen so that each payment is posted to another region's fund: everything
 * else about a settlement stays as it is, so what differs is only how many accounts share the load.
 */
export async function spreadAccounts(store: Store): Promise<ReferenceCache<AccountBook>> {
  for (const region of REGIONS) await ensureAccounts(store, { region, pools: POOLS });
  const book = await loadAccounts(store);
  let asked = 0;
  const value: AccountBook = {
    ...book,
    accountNo(_region, pool, code) {
      // A payment asks twice, for its debit and for its credit: both of the same fund.
      const region = REGIONS[(asked >> 1) % REGIONS.length] as string;
      asked += 1;
      return book.accountNo(region, pool, code);
    },
  };
  return { value, reload: async () => undefined, close: () => undefined };
}
