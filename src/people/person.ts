import type { CivilDate, Fen, Period } from "../kernel/index.ts";
import type { Accumulators, EmploymentStatus, IdentityKind, Place } from "../policy/index.ts";

/** The nouns of the people room: a person and what is known of them over time. */

export interface Person {
  readonly person_no: string;
  /** Dictionary psn_cert_type, 01 resident identity card. */
  readonly certificate_type: string;
  readonly certificate_no: string;
  readonly name: string;
  /** Dictionary gend: 1 male, 2 female. */
  readonly sex: "1" | "2";
  /** Dictionary naty. */
  readonly nation: string;
  readonly born: CivilDate;
}

/** Dictionary psn_insu_stas: 1 normal, 2 paused, 3 void, 4 ended. */
export type EnrolmentState = "1" | "2" | "3" | "4";

/** A person in one scheme over a period. Only state 1 gives a right to benefits. */
export interface Enrolment {
  /** Dictionary insutype: 310 employee, 390 resident. */
  readonly insutype: string;
  readonly period: Period;
  /** Dictionary psn_type, e.g. 11 working, 12 retired. */
  readonly person_type: string;
  readonly employment_status: EmploymentStatus;
  /** Key of the civil-servant subsidy's table, or null. */
  readonly civil_servant_rank: string | null;
  readonly state: EnrolmentState;
  readonly insured_region: string;
  readonly employer_name: string;
}

export interface Identity {
  readonly kind: IdentityKind;
  readonly period: Period;
}

/** A certified chronic, special or two-disease entitlement. */
export interface DiseaseCertificate {
  readonly disease: string;
  /** The filing that made it; null when the bureau registered it. */
  readonly filing_no: number | null;
  readonly period: Period;
}

export type FiledPlace = Exclude<Place, "local" | "unreferred">;

/** A filing that covers care in another region (six digits; a prefix ends in zeros). */
export interface PlaceFiling {
  readonly place: FiledPlace;
  readonly region: string;
  /** The one hospital named in a transfer, covered wherever it lies; null when none is. */
  readonly institution_code: string | null;
  readonly period: Period;
}

/** An institution that the person has chosen, for what dictionary biz_appy_type says. */
export interface Designation {
  readonly purpose: string;
  readonly institution_code: string;
  readonly period: Period;
}

/** An injury that was filed, and whether it was decided that the fund pays. */
export interface InjuryFiling {
  readonly payable: boolean;
  readonly period: Period;
}

/** The relative whose personal account may pay for the person. */
export interface FamilyLink {
  readonly relative_person_no: string;
  readonly period: Period;
}

/** The row that serialises a person: see ARCHITECTURE.md. */
export interface PersonStateRow {
  readonly version: number;
  readonly balance_fen: Fen;
  /** By calendar year: `{ "2023": { name: fen or count } }`. */
  readonly accumulators: Readonly<Record<string, Accumulators>>;
}

/** All that settling needs of a person, as read in one statement. Facts are in order of from. */
export interface PersonRecord {
  readonly person: Person;
  readonly enrolments: readonly Enrolment[];
  readonly identities: readonly Identity[];
  readonly disease_certificates: readonly DiseaseCertificate[];
  readonly place_filings: readonly PlaceFiling[];
  readonly designations: readonly Designation[];
  /** In the order in which they were filed. */
  readonly injury_filings: readonly InjuryFiling[];
  readonly family_links: readonly FamilyLink[];
  readonly state: PersonStateRow;
}

/** Dictionary psn_cert_type, codes only. */
export const CERTIFICATE_TYPES: readonly string[] =
  "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 90 99 990102 990201".split(" ");

/** Dictionary insutype, codes only. */
export const INSUTYPES: readonly string[] =
  "310 320 330 340 350 360 370 380 390 391 392 399 39905 410 510".split(" ");

/** Dictionary psn_type, codes only. */
export const PERSON_TYPES: readonly string[] = (
  "11 1105 1111 1112 116003 116013 116015 12 1204 126013 126015 13 1302 1304 136003 136011 " +
  "136019 1401 1402 1403 1404 1405 15 151 16 1701 18 33 34 99"
).split(" ");

/** Whether the scheme is one of residents, who neither work nor retire in it. */
export function isResidentScheme(insutype: string): boolean {
  return insutype.startsWith("39") || insutype === "380";
}
