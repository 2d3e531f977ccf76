import type { Diagnosis, SentDiagnosis } from "../../settlement/index.ts";
import type { Input2203, Input2401, Output5202 } from "../message-types.ts";
import { flag } from "./wire-codes.ts";

/** Diagnoses: from the wire to the settlement room, and back in 5202. */

type SentRow = Omit<Input2203["diseinfo"][number], "vali_flag"> & {
  readonly vali_flag?: string;
  readonly maindiag_flag?: string;
  readonly adm_cond?: string;
  readonly mdtrt_id?: string;
  readonly psn_no?: string;
};

/**
 * Outpatient visits mark no principal diagnosis: it is the first. `vali_flag` 0 takes a diagnosis
 * out again.
 */
export function sentDiagnoses(
  rows: readonly (SentRow | Input2401["diseinfo"][number])[] | undefined,
  stage: Diagnosis["stage"],
): SentDiagnosis[] {
  return (rows ?? []).map((row: SentRow) => {
    const { diag_srt_no, diag_type, diag_code, diag_name, maindiag_flag, vali_flag, ...rest } = row;
    const { mdtrt_id: _, psn_no: __, ...details } = rest;
    return {
      number: diag_srt_no,
      type: diag_type,
      code: diag_code,
      name: diag_name,
      principal: maindiag_flag === undefined ? diag_srt_no === 1 : maindiag_flag === "1",
      stage,
      details,
      void: vali_flag === "0",
    };
  });
}

/** Dictionary inout_diag_type: what is found at discharge, or before. */
const STAGE_CODES: Readonly<Record<Diagnosis["stage"], string>> = {
  outpatient: "1",
  admission: "1",
  discharge: "2",
};

export function diagnosisRow(
  visit: { readonly visit_id: number; readonly person_no: string },
  diagnosis: Diagnosis,
): Output5202["diseinfo"][number] {
  const { number, type, code, name, principal, stage, details } = diagnosis;
  const detail = (member: string): string => String(details[member] ?? "");
  const inout_diag_type = STAGE_CODES[stage];
  return {
    diag_info_id: `${visit.visit_id}-${inout_diag_type}-${number}`,
    mdtrt_id: String(visit.visit_id),
    psn_no: visit.person_no,
    inout_diag_type,
    diag_type: type,
    maindiag_flag: flag(principal),
    diag_srt_no: number,
    diag_code: code,
    diag_name: name,
    adm_cond: detail("adm_cond"),
    diag_dept: detail("diag_dept"),
    dise_dor_no: detail("dise_dor_no"),
    dise_dor_name: detail("dise_dor_name"),
    diag_time: detail("diag_time"),
  };
}
