import type { CivilDate } from "../kernel/index.ts";

/** The nouns of a visit as it is kept: what was registered, and how far it has come. */

/** `claim`: a bill that the person paid and brings to the agency (零星报销). */
export type VisitKind = "outpatient" | "pharmacy" | "inpatient" | "claim";

/** `paid`: of a claim, when the person has been paid. */
export type VisitState = "registered" | "admitted" | "discharged" | "cancelled" | "paid";

/** A civil date and time in China Standard Time, `"2023-06-01 08:30:00"`; sorts as text. */
export type CivilTime = string;

export interface Diagnosis {
  /** Sequence number in the visit: the same number again replaces the diagnosis. */
  readonly number: number;
  /** Dictionary diag_type: western, Chinese principal disease, Chinese syndrome. */
  readonly type: string;
  readonly code: string;
  readonly name: string;
  readonly principal: boolean;
  /** `admission`, `discharge`, or `outpatient`. */
  readonly stage: "outpatient" | "admission" | "discharge";
  /** Department, physician, time, condition: kept as sent. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Visit {
  readonly person_no: string;
  readonly visit_id: number;
  readonly institution_code: string;
  /** The institution's own number of the visit (outpatient or inpatient number). */
  readonly own_number: string;
  readonly kind: VisitKind;
  readonly insutype: string;
  /** Business type (med_type); null until an outpatient visit has been recorded. */
  readonly visit_type: string | null;
  readonly state: VisitState;
  readonly begin_at: CivilTime;
  readonly end_at: CivilTime | null;
  /** The visit says it was an emergency. */
  readonly emergency: boolean;
  /** Code of the disease the visit is for, as sent; whether it counts is decided at settling. */
  readonly disease: string | null;
  /** What else the institution sent, kept for the answers and never computed with. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly diagnoses: readonly Diagnosis[];
}

/** What a refusal and the journal call a kind. */
export const KIND_NAMES: Readonly<Record<VisitKind, string>> = {
  outpatient: "门诊",
  pharmacy: "药店购药",
  inpatient: "住院",
  claim: "零星报销",
};

export function dayOf(time: CivilTime): CivilDate {
  return time.slice(0, 10) as CivilDate;
}

/**
 * Diagnoses after an upload: a known number of the same stage is replaced, a new one added, one
 * sent as void taken out.
 */
export function mergedDiagnoses(
  known: readonly Diagnosis[],
  sent: readonly (Diagnosis & { readonly void?: boolean })[],
): Diagnosis[] {
  const byKey = new Map(known.map((diagnosis) => [keyOf(diagnosis), diagnosis]));
  for (const { void: isVoid, ...diagnosis } of sent) {
    if (isVoid) byKey.delete(keyOf(diagnosis));
    else byKey.set(keyOf(diagnosis), diagnosis);
  }
  return [...byKey.values()].sort((a, b) => {
    if (a.stage !== b.stage) return a.stage < b.stage ? -1 : 1;
    return a.number - b.number;
  });
}

function keyOf(diagnosis: Diagnosis): string {
  return `${diagnosis.stage}/${diagnosis.number}`;
}
