import type { CivilDate, Fen, Period } from "../kernel/index.ts";
import type {
  AccountUse,
  Accumulators,
  ChargeLineFacts,
  EmploymentStatus,
  HospitalLevel,
  IdentityKind,
  PayingAccount,
  Place,
  Split,
} from "../policy/index.ts";

/** The nouns of a settlement before any database: who, which bill, in which year to date. */

/** One enrolment of a person in a scheme over time. */
export interface EnrolmentFacts {
  readonly insutype: string;
  readonly period: Period;
  readonly employment_status: EmploymentStatus;
  readonly civil_servant_rank: string | null;
}

/** What is known of a person over time; the day of care picks what counts. */
export interface PersonTimeline {
  readonly person_no: string;
  readonly enrolments: readonly EnrolmentFacts[];
  readonly identities: readonly { readonly kind: IdentityKind; readonly period: Period }[];
}

/** A charge line with the day its fee arose: a stay may be split by day. */
export interface DatedLine extends ChargeLineFacts {
  readonly date: CivilDate;
}

export interface Bill {
  readonly insutype: string;
  readonly visit_type: string;
  /** Day of the visit, or of admission. */
  readonly begin: CivilDate;
  /** Day of the visit, of discharge, or of the interim settlement. */
  readonly end: CivilDate;
  readonly hospital_level: HospitalLevel;
  readonly place: Place;
  readonly disease: string | null;
  readonly account_use: AccountUse;
  readonly lines: readonly DatedLine[];
  /** Null for outpatient and pharmacy. */
  readonly stay: StayToDate | null;
}

/** What earlier settlements of the same stay, still in force, have done. */
export interface StayToDate {
  readonly first_settlement: boolean;
  readonly deductible_charged_fen: Fen;
}

/** A person's money and accumulators before the bill. */
export interface PersonState {
  /** Accumulators by calendar year ("2023"). */
  readonly years: Readonly<Record<string, Accumulators>>;
  /** Accounts that may pay, own first. */
  readonly accounts: readonly PayingAccount[];
}

/** A move of one accumulator in one year. */
export interface YearMove {
  readonly year: string;
  readonly accumulator: string;
  readonly amount: number;
}

/** What a settled bill is: the whole split, and what it moves. */
export interface SettledBill {
  /** The whole bill; where rules split it by day, the sum of its parts. */
  readonly split: Split;
  readonly moves: readonly YearMove[];
  /** Hash of the region's policy used. */
  readonly policy_version: string;
  /** Names of the benefit plans that decided, in order. */
  readonly benefits: readonly string[];
}
