import { type CivilDate, type Fen, fen } from "../kernel/index.ts";
import {
  ACCOUNT_CODES,
  type AccountBook,
  type ContraFacts,
  contraOf,
  type JournalEntry,
  type Posting,
} from "../ledger/index.ts";
import type { FundDefinition } from "../policy/index.ts";

/**
 * What a settlement is in the funds' book: each fund that pays owes the institution, or the person
 * who has paid the institution already (a manual claim). The personal
 * account is a fund of its own; every person whose account pays has an entry of their own. Cash
 * passes between patient and institution and never enters the book.
 */

/** What one fund pays, or (negative) takes back. */
export interface FundAmount {
  readonly fund: string;
  readonly paid_fen: Fen;
}

/** What one account pays, or (negative) gets back. */
export interface AccountAmount {
  /** The person whose account it is. */
  readonly account_id: string;
  readonly paid_fen: Fen;
}

export interface PostingHouse {
  readonly region: string;
  readonly funds: ReadonlyMap<string, FundDefinition>;
  readonly accounts: AccountBook;
}

export interface EntryFacts {
  readonly person_no: string;
  readonly settlement_id: number;
  /** Whom the funds owe; null where it is the person. */
  readonly institution_code: string | null;
  readonly entry_date: CivilDate;
  readonly kind: "settlement" | "adjustment";
  readonly evidence_hash: string;
  readonly memo: string;
}

/** The fund whose national field is the account's: the pool that personal accounts are kept in. */
export function accountFund(funds: ReadonlyMap<string, FundDefinition>): FundDefinition {
  for (const fund of funds.values()) if (fund.national_field === "acct_pay") return fund;
  throw new Error("the region defines no fund with the national field acct_pay");
}

/** The entries of a settlement or of a difference: the patient's first, then one a relative. */
export function entriesOf(
  house: PostingHouse,
  facts: EntryFacts,
  funds: readonly FundAmount[],
  accounts: readonly AccountAmount[],
  nextEntryNo: () => number,
): JournalEntry[] {
  const byPerson = new Map<string, Posting[]>([[facts.person_no, []]]);
  const payable =
    facts.institution_code === null
      ? ACCOUNT_CODES.payableToPersons
      : ACCOUNT_CODES.payableToInstitutions;
  for (const { fund, paid_fen } of funds) {
    const definition = house.funds.get(fund);
    if (definition === undefined) throw new Error(`the region does not define the fund ${fund}`);
    byPerson.get(facts.person_no)?.push(...payment(house, definition, payable, paid_fen));
  }
  for (const { account_id, paid_fen } of accounts) {
    const postings = byPerson.get(account_id) ?? [];
    postings.push(...payment(house, accountFund(house.funds), payable, paid_fen));
    byPerson.set(account_id, postings);
  }
  const entries: JournalEntry[] = [];
  for (const [person_no, postings] of byPerson) {
    if (postings.length === 0) continue;
    entries.push({
      ...facts,
      person_no,
      entry_no: nextEntryNo(),
      region: house.region,
      book: "funds",
      postings,
      corrects_entry_no: null,
    });
  }
  return entries;
}

/** Contra entries for all that a settlement and its adjustments posted. */
export function contraEntries(
  entries: readonly JournalEntry[],
  facts: Omit<ContraFacts, "entry_no"> & { readonly evidence_hash: string },
  nextEntryNo: () => number,
): JournalEntry[] {
  return entries.map((entry) => contraOf(entry, { ...facts, entry_no: nextEntryNo() }));
}

/** Money coming into a personal account: the treasury deposit grows by a contribution. */
export function depositEntry(
  house: PostingHouse,
  facts: Omit<EntryFacts, "kind" | "settlement_id" | "institution_code">,
  amount_fen: Fen,
  entry_no: number,
): JournalEntry {
  const { pool } = accountFund(house.funds);
  const account = (code: string) => house.accounts.accountNo(house.region, pool, code);
  return {
    ...facts,
    kind: "account-credit",
    settlement_id: null,
    institution_code: null,
    entry_no,
    region: house.region,
    book: "funds",
    postings: [
      { account_no: account(ACCOUNT_CODES.treasuryDeposit), amount_fen },
      { account_no: account(ACCOUNT_CODES.contributions), amount_fen: fen(-amount_fen) },
    ],
    corrects_entry_no: null,
  };
}

/** What funds owed to a person, paid out of the deposit for spending. */
export function claimPaymentEntry(
  house: PostingHouse,
  facts: Omit<EntryFacts, "kind" | "settlement_id" | "institution_code">,
  amounts: readonly FundAmount[],
  entry_no: number,
): JournalEntry {
  const postings = amounts.flatMap(({ fund, paid_fen: amount_fen }): Posting[] => {
    const pool = house.funds.get(fund)?.pool;
    if (pool === undefined) throw new Error(`the region does not define the fund ${fund}`);
    const account = (code: string) => house.accounts.accountNo(house.region, pool, code);
    return [
      { account_no: account(ACCOUNT_CODES.payableToPersons), amount_fen },
      { account_no: account(ACCOUNT_CODES.paymentDeposit), amount_fen: fen(-amount_fen) },
    ];
  });
  return {
    ...facts,
    ...{ kind: "claim-payment", settlement_id: null, institution_code: null },
    ...{ entry_no, region: house.region, book: "funds", postings, corrects_entry_no: null },
  };
}

/** Debit the benefit expense, credit what is owed; nothing for nothing. */
function payment(
  house: PostingHouse,
  fund: FundDefinition,
  payable: string,
  paid_fen: Fen,
): Posting[] {
  if (paid_fen === 0) return [];
  const account = (code: string) => house.accounts.accountNo(house.region, fund.pool, code);
  return [
    { account_no: account(fund.expense_account), amount_fen: paid_fen },
    { account_no: account(payable), amount_fen: fen(-paid_fen) },
  ];
}

/** Differences between two lists of fund payments, by fund; those of nothing are left out. */
export function fundDifferences(
  before: readonly FundAmount[],
  after: readonly FundAmount[],
): FundAmount[] {
  const difference = new Map<string, number>();
  for (const { fund, paid_fen } of after) {
    difference.set(fund, (difference.get(fund) ?? 0) + paid_fen);
  }
  for (const { fund, paid_fen } of before) {
    difference.set(fund, (difference.get(fund) ?? 0) - paid_fen);
  }
  return [...difference]
    .filter(([, paid]) => paid !== 0)
    .map(([fund, paid]) => ({ fund, paid_fen: fen(paid) }));
}
