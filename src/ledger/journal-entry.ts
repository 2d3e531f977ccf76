import { type CivilDate, type Fen, YibaoError, yuanFromFen } from "../kernel/index.ts";

/** `funds`: the insurance funds. `department`: the bureau's own budget. */
export type Book = "funds" | "department";

/** The person of entries that concern a fund as a whole (subsidies, bank transfers). */
export const FUND_PERSON = "FUND";

/** One amount on one account: debit positive, credit negative, never zero. */
export interface Posting {
  readonly account_no: number;
  readonly amount_fen: Fen;
}

/** A fact of money moving: never changed, only corrected by a contra entry. */
export interface JournalEntry {
  readonly person_no: string;
  readonly entry_no: number;
  readonly region: string;
  readonly book: Book;
  readonly entry_date: CivilDate;
  /** What kind of fact: `settlement`, `void`, `account-credit`, … */
  readonly kind: string;
  readonly settlement_id: number | null;
  readonly institution_code: string | null;
  readonly postings: readonly Posting[];
  /** Hash of what the entry rests on (the bill with its steps), where there is such a thing. */
  readonly evidence_hash: string | null;
  readonly memo: string;
  /** The entry of the same person that this one takes back. */
  readonly corrects_entry_no: number | null;
}

/**
 * Refuses what is not a whole and balanced entry, before the database would.
 * @throws YibaoError LEDGER-ENTRY-UNBALANCED | LEDGER-ENTRY-MALFORMED
 */
export function assertPostable(entry: JournalEntry): void {
  const reason = malformation(entry);
  if (reason !== null) {
    throw new YibaoError("LEDGER-ENTRY-MALFORMED", { entry_no: entry.entry_no, reason });
  }
  let sum = 0;
  for (const { amount_fen } of entry.postings) sum += amount_fen;
  if (sum !== 0) {
    const difference = Number.isSafeInteger(sum) ? yuanFromFen(sum as Fen) : String(sum);
    throw new YibaoError("LEDGER-ENTRY-UNBALANCED", { entry_no: entry.entry_no, difference });
  }
}

function malformation(entry: JournalEntry): string | null {
  if (entry.person_no === "") return "没有人员编号";
  if (!(Number.isSafeInteger(entry.entry_no) && entry.entry_no > 0)) return "分录号不是正整数";
  if (entry.postings.length < 2) return "至少要有一借一贷";
  for (const { account_no, amount_fen } of entry.postings) {
    if (!(Number.isSafeInteger(account_no) && account_no > 0)) return "账户号不是正整数";
    if (!Number.isSafeInteger(amount_fen)) return "金额不是整数分";
    if (amount_fen === 0) return "金额为零";
  }
  return null;
}

/** What a contra entry has of its own. */
export interface ContraFacts {
  readonly entry_no: number;
  readonly entry_date: CivilDate;
  readonly kind: string;
  readonly memo: string;
  readonly settlement_id?: number | null;
}

/** The entry that takes back another: the same accounts, every amount with the other sign. */
export function contraOf(entry: JournalEntry, facts: ContraFacts): JournalEntry {
  return {
    ...entry,
    ...facts,
    settlement_id: facts.settlement_id === undefined ? entry.settlement_id : facts.settlement_id,
    postings: entry.postings.map(({ account_no, amount_fen }) => ({
      account_no,
      amount_fen: -amount_fen as Fen,
    })),
    corrects_entry_no: entry.entry_no,
  };
}
