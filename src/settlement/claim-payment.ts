import { type CivilDate, chinaTime, type Fen, YibaoError } from "../kernel/index.ts";
import type { FundAmount } from "./posting.ts";
import { dayOf } from "./visit.ts";

/** Paying people what the funds owe them for settled claims. */

/** A claim of a payment, with what each fund pays for it. */
export interface PaidClaim {
  readonly person_no: string;
  readonly settlement_id: number;
  readonly amounts: readonly FundAmount[];
}

/** A batch that a bank has carried out. */
export interface ClaimPayment {
  /** Number of what was approved: the same again is the same payment. */
  readonly payment_no: number;
  readonly paid_on: CivilDate;
  /** As the bank names it; of one batch only. */
  readonly bank_reference: string;
  readonly claims: readonly PaidClaim[];
}

export interface ClaimPaymentResult {
  readonly claims: number;
  readonly paid_fen: Fen;
  /** True when it had been entered before. */
  readonly repeated: boolean;
}

/** How a settled claim stands; `overpaid` when a later recalculation made it less. */
export type ClaimStanding = "due" | "paid" | "overpaid" | "nothing";

/** A settled claim with what is owed for it and what was paid. */
export interface ClaimAccount {
  readonly person_no: string;
  readonly settlement_id: number;
  /** Who treated the person, as the papers say. */
  readonly institution: string;
  readonly begin: CivilDate;
  readonly end: CivilDate;
  readonly settled_at: string;
  readonly total_fen: Fen;
  readonly owed_fen: Fen;
  readonly paid_fen: Fen;
  readonly standing: ClaimStanding;
  readonly paid_on: CivilDate | null;
  readonly bank_reference: string | null;
  /** What each fund still owes. */
  readonly dues: readonly FundAmount[];
}

/**
 * Refuses a day on which the claim was not settled yet, or that has not come.
 * @throws YibaoError SETTLEMENT-PAYMENT-DAY
 */
export function assertPaymentDay(
  { settlement_id, settled_at }: Pick<ClaimAccount, "settlement_id" | "settled_at">,
  day: CivilDate,
  now: Date,
): void {
  const [from, to] = [dayOf(settled_at), dayOf(chinaTime(now))];
  if (day >= from && day <= to) return;
  throw new YibaoError("SETTLEMENT-PAYMENT-DAY", { day, settlement_id, from, to }, "paid_on");
}
