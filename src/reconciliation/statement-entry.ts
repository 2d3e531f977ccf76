import type { CivilDate, Fen } from "../kernel/index.ts";

/**
 * The nouns of a reconciliation: an entry is one settlement, or one refund of it, as the bureau
 * has it and as the institution's own books have it.
 */

/** What both sides say of an entry. A refund has its amounts negated. */
export interface EntryFigures {
  readonly settlement_id: string;
  readonly visit_id: string;
  readonly person_no: string;
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
}

/** An entry of the bureau: a settlement, its reversal, or a difference found by replaying it. */
export interface BureauEntry extends EntryFigures {
  readonly kind: "settlement" | "reversal" | "adjustment";
  /** The settlement that a reversal or an adjustment is about. */
  readonly corrects_settlement_id: string | null;
  readonly institution_code: string;
  readonly region: string;
  readonly day: CivilDate;
  /** `2023-06-01 08:30:00`, China Standard Time. */
  readonly settled_at: string;
  readonly insutype: string;
  readonly clearing_type: string;
  /** The message that made it: what a reversal by message (2601) asks for. */
  readonly message_id: string;
  /** Of a reversal: made by naming the message (2601) and not the settlement. */
  readonly by_message: boolean;
}

/** An entry of the institution's file. Columns beyond the national seven are null when not sent. */
export interface InstitutionEntry extends EntryFigures {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly refund: boolean;
  readonly day: CivilDate | null;
  readonly insutype: string | null;
  readonly clearing_type: string | null;
}

/** Which entries are compared: all, settlements alone, or refunds alone (refd_setl_flag). */
export type StatementRole = "all" | "settlements" | "refunds";

/** What is compared: whose entries, of which days (both included), of which kind. */
export interface StatementScope {
  readonly institution_code: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly insutype: string | null;
  readonly clearing_type: string | null;
  /** The agency that clears: the region's code. */
  readonly region: string | null;
  readonly role: StatementRole;
}

/** Whether the entry is one of those asked for. An adjustment goes with the settlements. */
export function isOfRole({ kind }: BureauEntry, role: StatementRole): boolean {
  return role === "all" || (kind === "reversal") === (role === "refunds");
}

/** Why an entry of the bureau is not among those compared; null when it is. */
export function outOfScope(
  entry: BureauEntry,
  scope: StatementScope,
): "other-institution" | "wrong-day" | "wrong-type" | null {
  if (entry.institution_code !== scope.institution_code) return "other-institution";
  if (entry.day < scope.from || entry.day > scope.to) return "wrong-day";
  const others =
    (scope.insutype !== null && entry.insutype !== scope.insutype) ||
    (scope.clearing_type !== null && entry.clearing_type !== scope.clearing_type) ||
    (scope.region !== null && entry.region !== scope.region);
  return others ? "wrong-type" : null;
}
