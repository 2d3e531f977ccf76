import type { CivilDate } from "../../kernel/index.ts";
import type { BillCase, BulkBills } from "../../policy/index.ts";
import type { BillColumns, PeopleColumns } from "./columns.ts";

/** The nouns of a history: what its manifest says, and what reading gives. */

export interface HistoryManifest {
  readonly format: number;
  readonly generator_version: number;
  readonly region: string;
  readonly region_name: string;
  /** Hash of the policy that `reproduced` was tried with; of a made history, that settled it. */
  readonly policy_version: string;
  /** The policies that the bills were settled by, where they came from a database. */
  readonly settled_policy_versions: readonly string[];
  /** Whole calendar years, both days counted in. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly years: readonly number[];
  /** `made`: invented from a seed; `database`: settled by the platform. */
  readonly source: "made" | "database";
  readonly seed: string | null;
  readonly people: number;
  /** Rows of bills.arrow, cancellations among them. */
  readonly bills: number;
  readonly cancellations: number;
  /** Rows whose column `reproduced` is 0. */
  readonly bills_not_reproduced: number;
  /** Funds with a column, in order of columns, and the pool of the ledger each is paid from. */
  readonly funds: readonly HistoryFund[];
  /** Fen in each pool on the first day; null where the books say nothing. */
  readonly opening_balances: Readonly<Record<string, number>> | null;
  /** How the opening balances were come by, in Chinese. */
  readonly opening_balances_note: string;
  /** What the history cannot say, in Chinese; empty when nothing. */
  readonly remarks: readonly string[];
  /** SHA-256 of the other files, by name. */
  readonly sha256: Readonly<Record<string, string>>;
}

export interface HistoryFund {
  /** Dictionary fund_pay_type. */
  readonly fund: string;
  readonly name: string;
  readonly pool: string;
}

/** What each bill came to when it was settled. Fen; a cancellation has the negated amounts. */
export interface SettledAnswers {
  /** One column for each fund of the manifest, in its order. */
  readonly funds: readonly Int32Array[];
  readonly deductible_fen: Int32Array;
  readonly person_fen: Int32Array;
}

/** One record batch: whole persons. The arrays lie on what was read from the file. */
export interface HistoryBatch {
  readonly bills: BulkBills;
  /** The cases that `bills.case` counts: the same list for every batch. */
  readonly cases: readonly BillCase[];
  readonly answers: SettledAnswers;
  /** Every column, the readable ones among them (words as places in `History.words`). */
  readonly columns: BillColumns;
}

/** Words of each column of kind `word`, in the order of their codes. */
export type ColumnWords = Readonly<Record<string, readonly string[]>>;

export interface HistoryPeople {
  readonly count: number;
  readonly columns: PeopleColumns;
  readonly words: ColumnWords;
}

export interface History {
  readonly folder: string;
  readonly manifest: HistoryManifest;
  readonly cases: readonly BillCase[];
  /** Record batches of bills.arrow. */
  readonly batches: number;
  /** Words of the bills' columns. */
  readonly words: ColumnWords;
  /** @throws YibaoError HISTORY-DAMAGED */
  readBatch(index: number): Promise<HistoryBatch>;
  /** All people at once: about a hundred bytes each. @throws YibaoError HISTORY-DAMAGED */
  readPeople(): Promise<HistoryPeople>;
  close(): Promise<void>;
}
