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
  type AccountDay,
  type AccountDaysFilter,
  type FoundAccount,
  findAccount,
  listBooks,
  readAccountDays,
} from "./account-days.store.ts";
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
export {
  type AccountEntry,
  type EntriesFilter,
  type EntryFile,
  type EntrySeal,
  findEntryPerson,
  readAccountEntries,
  readEntryFile,
} from "./entry-reading.store.ts";
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
  balanceAccounts,
  type PersonMove,
  type PersonMovesFilter,
  readPersonMoves,
} from "./person-moves.store.ts";
export {
  type PoolFilter,
  type PoolMove,
  poolAccounts,
  poolMoves,
} from "./pool.store.ts";
export { type SealingReport, sealJournal, startSealing } from "./seal.store.ts";
export { type ChainSummary, listSeals, type Seal, summaryOfChain } from "./seal-reading.store.ts";
export { verifyLedger } from "./verify.store.ts";
export { type ChainPart, verifySeals } from "./verify-chain.store.ts";
