import type { BillFacts } from "../adjudication.ts";

/**
 * Many bills, column by column, for settling years at once. A bill is its case (what it is to the
 * rules, apart from amounts and day), its day, and its amounts; bills of one case share a row.
 */

/** What a bill is to the rules, apart from its amounts and its day. */
export type BillCase = Pick<
  BillFacts,
  | "insutype"
  | "visit_type"
  | "hospital_level"
  | "place"
  | "disease"
  | "employment_status"
  | "civil_servant_rank"
  | "identities"
>;

/**
 * Columns of equal length, sorted by person, within a person in the order of settling; every
 * person is whole. Amounts are fen. A row is an adjudicated bill, or the cancellation of one.
 */
export interface BulkBills {
  readonly count: number;
  /** Index of the person; equal values stand together. */
  readonly person: Int32Array;
  /** Index into the cases; of a cancellation, that of the bill it cancels. */
  readonly case: Int32Array;
  /** The day whose rules decide, in days since 1970-01-01. */
  readonly care_day: Int32Array;
  /** The calendar year whose accumulators the bill reads and moves. */
  readonly year: Int16Array;
  readonly total_fen: Int32Array;
  readonly full_self_fen: Int32Array;
  readonly over_limit_fen: Int32Array;
  readonly first_self_fen: Int32Array;
  readonly in_scope_fen: Int32Array;
  /** Part of the in-scope amount that is paid alone (单行支付). */
  readonly paid_alone_fen: Int32Array;
  /** 0 outside a stay; else the number of the stay, from 1 within the person. */
  readonly stay: Int32Array;
  /** 1 for the bill that counts the admission of its stay (also outside a stay). */
  readonly first_of_stay: Uint8Array;
  /** Of a cancellation: how many rows before it the cancelled bill stands. Else 0. */
  readonly cancels_back: Int32Array;
}

/** Bills without content: the columns are there to be written. */
export function newBulkBills(count: number): BulkBills {
  const column = () => new Int32Array(count);
  return {
    count,
    person: column(),
    case: column(),
    care_day: column(),
    year: new Int16Array(count),
    total_fen: column(),
    full_self_fen: column(),
    over_limit_fen: column(),
    first_self_fen: column(),
    in_scope_fen: column(),
    paid_alone_fen: column(),
    stay: column(),
    first_of_stay: new Uint8Array(count),
    cancels_back: column(),
  };
}

/** What each row comes to, in the same order; a cancellation has the negated amounts. Fen. */
export interface BulkOutcome {
  /** One column for each fund of the program, in its order. */
  readonly funds: readonly Int32Array[];
  readonly deductible_fen: Int32Array;
  readonly person_fen: Int32Array;
}
