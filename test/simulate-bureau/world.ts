import type { CivilDate, Fen } from "../../src/kernel/index.ts";
import type { HospitalLevel, IdentityKind } from "../../src/policy/index.ts";
import type { Moment } from "./calendar.ts";

/** What a run plays in, wholly made from its seed: people, institutions, what they may charge. */
export interface World {
  readonly seed: number;
  readonly first_day: CivilDate;
  readonly days: number;
  readonly institutions: readonly InstitutionPlan[];
  readonly items: readonly ItemPlan[];
  readonly households: readonly Household[];
  /** What a cancelled bill does to later ones; where they are settled anew, no account pays. */
  readonly void_rule: "leave" | "replay";
}

export interface InstitutionPlan {
  readonly code: string;
  readonly name: string;
  readonly level: HospitalLevel;
  readonly region: string;
  /** How far its clock runs ahead (or behind), in minutes. */
  readonly skew_minutes: number;
  /** Sends `input` as a JSON text within the message. */
  readonly input_as_text: boolean;
  /** Sends amounts as text and empty members as "null". */
  readonly amounts_as_text: boolean;
}

export interface ItemPlan {
  readonly code: string;
  readonly name: string;
  readonly item_class: "A" | "B" | "C";
  readonly limited_use: boolean;
  readonly paid_alone: boolean;
  readonly list_type: string;
  readonly charge_type: string;
  /** Parts per million by scheme; "" for every scheme without its own. */
  readonly shares: Readonly<Record<string, number>>;
  /** Millionths of a yuan by level; "" for every level without its own. */
  readonly ceilings: Readonly<Record<string, number>>;
  /** About what it is sold for, in millionths of a yuan. */
  readonly usual_price: number;
  readonly mapped: boolean;
}

/** People whose accounts and lives hang together: one lane, one thing at a time. */
export interface Household {
  readonly number: number;
  readonly people: readonly PersonPlan[];
}

export interface Dated {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

export interface EnrolmentPlan extends Dated {
  readonly insutype: "310" | "390";
  readonly person_type: string;
  readonly status: "working" | "retired" | "resident";
  readonly rank: string | null;
  readonly state: "1" | "2";
  readonly region: string;
}

export interface PersonPlan {
  readonly person_no: string;
  readonly name: string;
  readonly certificate_no: string;
  readonly sex: "1" | "2";
  readonly born: CivilDate;
  /** When the file that names the person arrives; null: before the first day. */
  readonly registered_at: Moment | null;
  readonly enrolments: readonly EnrolmentPlan[];
  readonly identities: readonly (Dated & { readonly kind: IdentityKind })[];
  readonly certificates: readonly (Dated & { readonly disease: string })[];
  readonly filings: readonly (Dated & {
    readonly place: "filed-resident" | "referred";
    readonly region: string;
  })[];
  readonly relatives: readonly (Dated & { readonly person_no: string })[];
  readonly opening_fen: Fen;
  readonly monthly_fen: Fen;
}

export interface WorldSize {
  readonly seed: number;
  readonly days: number;
  readonly people: number;
}

/** The insured region of everybody but a few. */
export const REGION = "430400";
