import type { HospitalClient } from "../../../gateway/index.ts";
import { addFen, type Fen, fen, fenFromYuan, yuanFromFen } from "../../../kernel/index.ts";
import type { WalkCast, WalkLine, WalkPerson, WalkVisit } from "./walk-cast.ts";

/** What the messages of a walk have in common: who is treated, by whom, for what. */

export interface WalkScene {
  readonly client: HospitalClient;
  readonly person: WalkPerson;
  readonly visit: WalkVisit;
  readonly diagnosis: WalkCast["diagnosis"];
  /** Of treatment, six digits. */
  readonly region: string;
  /** China Standard Time, `2026-11-22 10:00:00`. */
  readonly now: string;
}

/** The amounts of a trial or a settlement as they are answered: yuan. */
export interface WalkAmounts {
  readonly medfee_sumamt: number;
  readonly fund_pay_sumamt: number;
  readonly psn_part_amt: number;
  readonly acct_pay: number;
  readonly psn_cash_pay: number;
}

/** A bill as far as its trial, and what settles it: sent again with the same number, once. */
export interface WalkTrial {
  readonly amounts: WalkAmounts;
  settle(msgid: string): Promise<{ readonly setl_id: string }>;
}

export const DEPARTMENT = { code: "A01", name: "演示科" };
export const PHYSICIAN = { code: "D430400000001", name: "演示医师" };

export const BILLING = {
  bilg_dept_codg: DEPARTMENT.code,
  bilg_dept_name: DEPARTMENT.name,
  bilg_dr_codg: PHYSICIAN.code,
  bilg_dr_name: PHYSICIAN.name,
};

/** Dictionary psn_type. */
const PERSON_TYPES: Readonly<Record<string, string>> = { working: "11", retired: "12" };
const RESIDENT = "15";

export function bearerOf({ certificate_no, name, status }: WalkPerson) {
  return {
    mdtrt_cert_type: "02",
    mdtrt_cert_no: certificate_no,
    psn_cert_type: "01",
    certno: certificate_no,
    psn_name: name,
    psn_type: PERSON_TYPES[status] ?? RESIDENT,
  };
}

export function diagnosisOf({ diagnosis, now }: WalkScene, diag_time = now) {
  return {
    diag_type: "1",
    diag_srt_no: 1,
    ...diagnosis,
    diag_dept: DEPARTMENT.name,
    dise_dor_no: PHYSICIAN.code,
    dise_dor_name: PHYSICIAN.name,
    diag_time,
  };
}

/** A charge line as every kind of upload has it. */
export function chargeOf(line: WalkLine, index: number, fee_ocur_time: string) {
  return {
    feedetl_sn: String(index + 1),
    rx_circ_flag: "0",
    fee_ocur_time,
    med_list_codg: line.item_code,
    medins_list_codg: line.own_code,
    det_item_fee_sumamt: yuanFromFen(lineFen(line)),
    cnt: line.quantity,
    pric: line.price,
  };
}

/** Exact: a price of whole fen, a whole quantity. */
export function lineFen({ price, quantity }: WalkLine): Fen {
  return fen(fenFromYuan(price) * quantity);
}

export function totalFen({ lines }: WalkVisit): Fen {
  return addFen(...lines.map(lineFen));
}
