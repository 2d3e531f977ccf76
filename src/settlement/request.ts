import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Enrolment, Person } from "../people/index.ts";
import type { AccountUse, Split } from "../policy/index.ts";
import type { ChargeLine, ChargeLineInput } from "./charge-line.ts";
import type { ClaimFacts } from "./claim.ts";
import type { Message } from "./command.ts";
import type { InstitutionFacts } from "./entitlement.ts";
import type { AccountMovement, SettlementKind } from "./settlement-record.ts";
import type { CivilTime, Diagnosis, Visit, VisitKind } from "./visit.ts";

/** Requests and outcomes of the room's operations, in our names and units. */

/** What every writing request carries. */
export interface WriteRequest<Outcome> {
  readonly message: Message;
  readonly now: Date;
  /**
   * The answer to be stored with the message and returned. Called before the commit, so it must
   * be a pure function of the outcome.
   */
  readonly toAnswer: (outcome: Outcome) => string;
}

/** What a reading request (a trial) carries. */
export interface ReadRequest {
  readonly institution_code: string;
  /** Its own message, which the answer repeats. */
  readonly message_id: string;
  readonly now: Date;
}

/** The answer to a writing request. */
export interface Answered {
  readonly answer: string;
  /** True when the same message had been answered before: this is that answer. */
  readonly repeated: boolean;
}

type Details = Readonly<Record<string, unknown>>;

export interface RegisterFacts {
  readonly person_no: string;
  readonly insutype: string;
  readonly begin_at: CivilTime;
  readonly own_number: string;
  readonly details: Details;
}

export interface VisitKey {
  readonly person_no: string;
  readonly visit_id: string;
}

export interface CancelRegistrationFacts extends VisitKey {
  readonly own_number: string;
}

export type SentDiagnosis = Diagnosis & { readonly void?: boolean };

export interface RecordFacts extends VisitKey {
  readonly visit_type: string;
  readonly begin_at: CivilTime;
  readonly emergency: boolean;
  readonly disease: string | null;
  readonly details: Details;
  readonly diagnoses: readonly SentDiagnosis[];
}

export interface UploadFacts extends VisitKey {
  /** Outpatient lines name their batch; inpatient lines have null, one upload being one batch. */
  readonly lines: readonly (ChargeLineInput & { readonly batch_no: string | null })[];
}

export interface CancelLinesFacts extends VisitKey {
  /** Batches of an outpatient visit, serials of a stay, or everything not yet settled. */
  readonly which:
    | { readonly by: "batch"; readonly batch_no: string }
    | { readonly by: "serial"; readonly serials: readonly string[] }
    | { readonly by: "all" };
}

export interface ChangeMemoFacts extends VisitKey {
  readonly serial: string;
  readonly item_code: string;
  /** What the institution notes beside the line: a trace code, a remark. Empty takes it away. */
  readonly memo: string;
}

/** Sums that the institution sends to be compared; null where it sends none. */
export interface SentSums {
  readonly full_self_fen: Fen | null;
  readonly over_limit_fen: Fen | null;
  readonly first_self_fen: Fen | null;
  readonly in_scope_fen: Fen | null;
}

interface SettleFacts extends VisitKey {
  readonly insutype: string;
  readonly account_use: AccountUse;
  readonly total_fen: Fen;
  readonly sums: SentSums | null;
  /** Invoice number, certificate used …: kept for the answers. */
  readonly details: Details;
}

export interface SettleOutpatientFacts extends SettleFacts {
  readonly visit_type: string;
  readonly batch_no: string;
}

export interface SettleInpatientFacts extends SettleFacts {
  readonly interim: boolean;
  /** For a trial before discharge: the day it is to be reckoned to; null for today. */
  readonly discharge_on: CivilDate | null;
}

export interface PharmacyFacts {
  readonly person_no: string;
  readonly insutype: string;
  readonly visit_type: string;
  readonly begin_at: CivilTime;
  readonly disease: string | null;
  readonly account_use: AccountUse;
  readonly total_fen: Fen;
  readonly lines: readonly ChargeLineInput[];
  readonly details: Details;
}

/** A manual claim that was approved; who asks is the agency (`agencyCode`). */
export interface SettleClaimFacts {
  readonly person_no: string;
  readonly claim: ClaimFacts;
  /** What was approved; when it comes to something else now, nothing is settled. */
  readonly expected_fen: Fen;
  readonly details: Details;
}

export interface AdmitFacts {
  readonly person_no: string;
  readonly insutype: string;
  readonly visit_type: string;
  readonly begin_at: CivilTime;
  readonly own_number: string;
  readonly emergency: boolean;
  readonly disease: string | null;
  readonly details: Details;
  readonly diagnoses: readonly SentDiagnosis[];
}

export interface ChangeAdmissionFacts extends VisitKey {
  readonly visit_type: string;
  readonly begin_at: CivilTime;
  readonly own_number: string;
  readonly emergency: boolean;
  readonly disease: string | null;
  readonly details: Details;
  readonly diagnoses: readonly SentDiagnosis[];
}

export interface DischargeFacts extends VisitKey {
  readonly insutype: string;
  readonly end_at: CivilTime;
  readonly disease: string | null;
  readonly details: Details;
  readonly diagnoses: readonly SentDiagnosis[];
}

export interface CancelSettlementFacts extends VisitKey {
  /** Kind of visit that the transaction is for. */
  readonly kind: VisitKind;
  readonly settlement_id: string;
}

export interface ReverseFacts {
  readonly person_no: string;
  readonly original_message_id: string;
  readonly original_transaction: string;
}

export interface VisitOutcome {
  readonly person: Person;
  readonly visit: Visit;
}

export interface UploadOutcome {
  readonly visit: Visit;
  /** The lines of this upload, in the order sent. */
  readonly lines: readonly ChargeLine[];
}

/** A settlement as answers show it: trial (no id), final, or as read later. */
export interface SettlementView {
  readonly settlement_id: number | null;
  readonly kind: SettlementKind;
  readonly corrects_settlement_id: number | null;
  /** The reversal that took it back, if any. */
  readonly reversed_by: number | null;
  readonly person: Person;
  readonly enrolment: Enrolment;
  readonly visit: Visit;
  readonly institution: InstitutionFacts;
  readonly region: string;
  readonly settled_at: CivilTime;
  readonly care_date: CivilDate;
  readonly insutype: string;
  readonly visit_type: string;
  readonly clearing_type: string;
  readonly interim: boolean;
  readonly account_use: AccountUse;
  readonly split: Split;
  readonly movements: readonly AccountMovement[];
  readonly balance_fen: Fen;
  readonly lines: readonly ChargeLine[];
  readonly benefits: readonly string[];
  readonly policy_version: string;
  /** Message that asked for it. */
  readonly message_id: string;
  readonly details: Details;
}

/** A later settlement that a void has changed (rule `replay`). */
export interface ChangedByVoid {
  readonly settlement_id: number;
  readonly adjustment_id: number;
  readonly fund_difference_fen: Fen;
  readonly account_difference_fen: Fen;
  readonly cash_difference_fen: Fen;
}

export interface CancelOutcome {
  /** The settlement that was taken back, as it was in force. */
  readonly cancelled: SettlementView;
  readonly reversal_id: number;
  readonly cancelled_at: CivilTime;
  /** Balance of the person's own account afterwards. */
  readonly balance_fen: Fen;
  readonly changed_by_void: readonly ChangedByVoid[];
}

/** What a reversal by message did. */
export type ReverseOutcome =
  | { readonly did: "cancelled-settlement"; readonly outcome: CancelOutcome }
  | { readonly did: "cancelled-admission"; readonly visit: Visit }
  | { readonly did: "nothing"; readonly why: "already-reversed" | "never-came" };
