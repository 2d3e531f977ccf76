import type { CivilDate, Fen } from "../kernel/index.ts";
import type { FundRow, SettlementView } from "../settlement/index.ts";

/**
 * The fund settlement list (医疗保障基金结算清单): what an institution says of a settled stay or
 * visit for payment by case. Of what is sent, this is what can be checked; the rest is kept as it
 * came.
 */
export interface ListContent {
  readonly admitted_at: string | null;
  readonly discharged_at: string | null;
  readonly settled_from: CivilDate;
  readonly settled_to: CivilDate;
  /** Age in days, of those younger than a year; null when not told. */
  readonly age_days: number | null;
  /** Weight at birth in grams, of a newborn. */
  readonly birth_weight: number | null;
  readonly contact: ListContact;
  /** Dictionary dscg_way. */
  readonly discharge_way: string | null;
  readonly receiving_institution: string | null;
  readonly nursing_days: number;
  /** Ventilator and coma: days/hours/minutes, `1/13/24`. */
  readonly durations: readonly { readonly title: string; readonly text: string }[];
  readonly diagnoses: readonly ListDiagnosis[];
  readonly operations: readonly ListOperation[];
  readonly intensive_care: readonly IntensiveCare[];
  readonly payments: readonly ListPayment[];
  readonly transfusions: readonly TransfusionKey[];
  readonly figures: ListFigures;
  /** Amounts by charge type; null where the edition has none. */
  readonly items: readonly ListItem[] | null;
}

export interface ListContact {
  readonly name: string | null;
  readonly relation: string | null;
  readonly address: string | null;
  readonly phone: string | null;
}

export interface ListDiagnosis {
  /** Dictionary diag_type: 1 western, 2 Chinese principal disease, 3 Chinese syndrome. */
  readonly type: string;
  readonly code: string;
  readonly name: string;
  readonly principal: boolean;
}

export interface ListOperation {
  readonly principal: boolean;
  readonly code: string;
  readonly begin_at: string | null;
  readonly end_at: string | null;
  readonly anaesthesia_begin_at: string | null;
  readonly anaesthesia_end_at: string | null;
}

export interface IntensiveCare {
  readonly begin_at: string;
  readonly end_at: string;
  readonly duration: string;
}

export interface ListPayment {
  /** Dictionary fund_pay_type. */
  readonly fund: string;
  readonly paid_fen: Fen;
}

export interface TransfusionKey {
  readonly person_no: string;
  readonly visit_id: string;
  readonly settlement_id: string;
}

/** Sums of the national edition; null where they are not sent. */
export interface ListFigures {
  readonly total_fen: Fen | null;
  readonly account_fen: Fen | null;
  readonly cash_fen: Fen | null;
  readonly self_pay_fen: Fen | null;
  readonly own_pay_fen: Fen | null;
}

export interface ListItem {
  /** Dictionary med_chrgitm_type. */
  readonly charge_type: string;
  readonly amount_fen: Fen;
  readonly class_a_fen: Fen;
  readonly class_b_fen: Fen;
  readonly full_self_fen: Fen;
  readonly other_fen: Fen;
}

/** What the bureau knows of the settlement that the list is about. */
export interface ListedSettlement {
  readonly view: SettlementView;
  readonly funds: readonly FundRow[];
  /** The fund that personal accounts are shown under. */
  readonly account_fund: string;
}
