/** The ledger room: one append-only journal; every balance and statement is a reading of it. */
export {
  type Account,
  type AccountBook,
  accountBook,
  createAccountCache,
  type EnsureAccountsOptions,
  ensureAccounts,
  loadAccounts,
} from "./account.store.ts";
export {
  type AccountFilter,
  balanceOf,
  personBalance,
  type TrialBalance,
  type TrialBalanceOptions,
  type TrialBalanceRow,
  trialBalance,
} from "./balance.store.ts";
export { departmentChart, parseChart, statutoryChart } from "./chart-file.ts";
export {
  ACCOUNT_CODES,
  type AccountClass,
  type AccountSide,
  type ChartLine,
} from "./chart-of-accounts.ts";
export { type Finding, MOST_FINDINGS } from "./finding.ts";
export { post, readEntries } from "./journal.store.ts";
export {
  assertPostable,
  type Book,
  type ContraFacts,
  contraOf,
  FUND_PERSON,
  type JournalEntry,
  type Posting,
} from "./journal-entry.ts";
export {
  type PoolFilter,
  type PoolMove,
  poolAccounts,
  poolMoves,
} from "./pool.store.ts";
export { type SealingReport, sealJournal, startSealing } from "./seal.store.ts";
export { verifyLedger } from "./verify.store.ts";
