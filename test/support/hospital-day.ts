import type { HospitalClient, WireMessages } from "../../src/gateway/index.ts";
import { LEVEL3, ownCode, PEOPLE, type SmallPerson } from "./small-region.ts";

/** What a hospital of the small region sends on a day, with everything a test may change. */

export type Changes = Readonly<Record<string, unknown>>;

/** item code, price in yuan, quantity. */
export type Sold = readonly [item: string, price: number, quantity: number, changes?: Changes];

export const DAY = "2023-06-15";

/** Prices in tests have at most two decimals and quantities none: their product is exact. */
function product(price: number, quantity: number): string {
  return (Math.round(price * 100) * quantity * 0.01).toFixed(2);
}

let serial = 1_000;

export function soldLine([item, price, quantity, changes]: Sold, day = DAY): Changes {
  serial += 1;
  return {
    feedetl_sn: String(serial),
    rxno: "RX1",
    rx_circ_flag: "0",
    fee_ocur_time: `${day} 09:30:00`,
    med_list_codg: item,
    medins_list_codg: ownCode(item),
    det_item_fee_sumamt: product(price, quantity),
    cnt: quantity,
    pric: price,
    bilg_dept_codg: "A01",
    bilg_dept_name: "全科",
    bilg_dr_codg: "D430400000001",
    bilg_dr_name: "演示医生",
    hosp_appr_flag: "0",
    memo: "备注",
    ...changes,
  };
}

export function totalOf(lines: readonly Changes[]): string {
  const fen = lines.reduce(
    (sum, line) => sum + Math.round(Number(line.det_item_fee_sumamt) * 100),
    0,
  );
  return (fen * 0.01).toFixed(2);
}

/** A person as messages name one. */
export function named({ psn_no, psn_name, certno }: SmallPerson) {
  return {
    psn_no,
    psn_name,
    certno,
    psn_cert_type: "01",
    mdtrt_cert_type: "02",
    mdtrt_cert_no: certno,
    psn_type: "11",
  };
}

export function purchaseInput(
  person: SmallPerson,
  sold: readonly Sold[],
  changes: Changes = {},
): WireMessages["2102"]["input"] {
  const drugdetail = sold.map((one) => soldLine(one));
  const druginfo = {
    ...named(person),
    begntime: `${DAY} 09:30:00`,
    medfee_sumamt: totalOf(drugdetail),
    invono: "INV-1",
    insutype: "310",
    acct_used_flag: "1",
    med_type: "41",
    ...changes,
  };
  return { druginfo, drugdetail } as unknown as WireMessages["2102"]["input"];
}

export function registrationInput(
  person: SmallPerson,
  changes: Changes = {},
): WireMessages["2201"]["input"] {
  const data = {
    ...named(person),
    insutype: "310",
    begntime: `${DAY} 08:30:00`,
    ipt_otp_no: "OTP-1",
    dept_code: "A01",
    dept_name: "全科",
    caty: "A01",
    ...changes,
  };
  return { data } as WireMessages["2201"]["input"];
}

export const DIAGNOSIS = {
  diag_type: "1",
  diag_srt_no: 1,
  diag_code: "J06.900",
  diag_name: "急性上呼吸道感染",
  diag_dept: "A01",
  dise_dor_no: "D430400000001",
  dise_dor_name: "演示医生",
  diag_time: `${DAY} 08:40:00`,
};

export interface Visit {
  readonly person: SmallPerson;
  readonly mdtrt_id: string;
  readonly insutype: string;
  readonly med_type: string;
  readonly lines: readonly Changes[];
}

export interface VisitChoices {
  readonly insutype?: string;
  readonly med_type?: string;
  readonly dise_codg?: string;
}

/** Registers, records and uploads one batch `B1`: ready to be settled. */
export async function openVisit(
  hospital: HospitalClient,
  person: SmallPerson,
  sold: readonly Sold[],
  { insutype = "310", med_type = "11", dise_codg = "J06.900" }: VisitChoices = {},
): Promise<Visit> {
  const registered = await hospital.call("2201", registrationInput(person, { insutype }));
  const { mdtrt_id } = registered.data;
  const key = { psn_no: person.psn_no, mdtrt_id };
  await hospital.call("2203", {
    mdtrtinfo: { ...key, med_type, begntime: `${DAY} 08:30:00`, dise_codg, dise_name: "演示病" },
    diseinfo: [{ ...DIAGNOSIS, vali_flag: "1" }],
  });
  const lines = sold.map((one) => ({ ...soldLine(one), ...key, chrg_bchno: "B1" }));
  if (lines.length > 0) {
    await hospital.call("2204", { feedetail: lines } as unknown as WireMessages["2204"]["input"]);
  }
  return { person, mdtrt_id, insutype, med_type, lines };
}

export function outpatientBill(
  { person, mdtrt_id, insutype, med_type, lines }: Visit,
  changes: Changes = {},
): WireMessages["2207"]["input"] {
  const data = {
    ...named(person),
    insutype,
    med_type,
    medfee_sumamt: totalOf(lines),
    psn_setlway: "01",
    mdtrt_id,
    chrg_bchno: "B1",
    acct_used_flag: "0",
    invono: "INV-2",
    ...changes,
  };
  return { data } as WireMessages["2207"]["input"];
}

export interface StayChoices extends VisitChoices {
  readonly from?: string;
  readonly admission?: Changes;
}

export function admissionInput(
  person: SmallPerson,
  { insutype = "310", med_type = "2101", from = "2023-06-10", admission = {} }: StayChoices = {},
): WireMessages["2401"]["input"] {
  const { psn_cert_type, ...who } = named(person);
  return {
    mdtrtinfo: {
      ...who,
      cert_type: psn_cert_type,
      insutype,
      begntime: `${from} 08:00:00`,
      med_type,
      ipt_no: "IPT-1",
      atddr_no: "D430400000001",
      chfpdr_name: "演示医生",
      adm_diag_dscr: "肺炎",
      adm_dept_codg: "B02",
      adm_dept_name: "呼吸内科",
      adm_bed: "12",
      dscg_maindiag_code: "J18.900",
      dscg_maindiag_name: "肺炎",
      insuplc_admdvs: "430400",
      mdtrtarea_admvs: "430400",
      ...admission,
    },
    diseinfo: [{ ...DIAGNOSIS, psn_no: person.psn_no, maindiag_flag: "1", diag_code: "J18.900" }],
  } as unknown as WireMessages["2401"]["input"];
}

/** Admits and uploads lines: a stay still open. */
export async function openStay(
  hospital: HospitalClient,
  person: SmallPerson,
  sold: readonly Sold[],
  choices: StayChoices = {},
): Promise<Visit> {
  const { insutype = "310", med_type = "2101", from = "2023-06-10" } = choices;
  const admitted = await hospital.call("2401", admissionInput(person, choices));
  const { mdtrt_id } = admitted.result;
  const key = { psn_no: person.psn_no, mdtrt_id, med_type };
  const lines = sold.map((one) => ({ ...soldLine(one, from), ...key }));
  if (lines.length > 0) await uploadStay(hospital, lines);
  return { person, mdtrt_id, insutype, med_type, lines };
}

export async function uploadStay(
  hospital: HospitalClient,
  lines: readonly Changes[],
): Promise<WireMessages["2301"]["output"]> {
  const feedetail = lines as unknown as WireMessages["2301"]["input"]["feedetail"];
  return hospital.call("2301", { feedetail });
}

export function dischargeInput(
  { person, mdtrt_id, insutype }: Visit,
  changes: Changes = {},
): WireMessages["2402"]["input"] {
  const key = { psn_no: person.psn_no, mdtrt_id };
  return {
    dscginfo: {
      ...key,
      insutype,
      endtime: `${DAY} 09:00:00`,
      dscg_dept_codg: "B02",
      dscg_dept_name: "呼吸内科",
      dscg_way: "1",
      ...changes,
    },
    diseinfo: [{ ...DIAGNOSIS, ...key, maindiag_flag: "1", diag_code: "J18.900" }],
  } as unknown as WireMessages["2402"]["input"];
}

export function inpatientBill(
  { person, mdtrt_id, insutype, lines }: Visit,
  changes: Changes = {},
): WireMessages["2304"]["input"] {
  const data = {
    ...named(person),
    insutype,
    medfee_sumamt: totalOf(lines),
    psn_setlway: "01",
    mdtrt_id,
    acct_used_flag: "0",
    mid_setl_flag: "0",
    insuplc_admdvs: "",
    mdtrtarea_admvs: "",
    ...changes,
  };
  return { data } as WireMessages["2304"]["input"];
}

/** The key of a settlement, as cancellations and queries ask for it. */
export function keyOf({
  setlinfo,
}: {
  readonly setlinfo: {
    readonly setl_id: string;
    readonly mdtrt_id: string;
    readonly psn_no: string;
  };
}) {
  const { setl_id, mdtrt_id, psn_no } = setlinfo;
  return { data: { setl_id, mdtrt_id, psn_no } };
}

/** A whole message of LEVEL3 as it lies on the wire. */
export function message(infno: string, input: unknown, changes: Changes = {}): Changes {
  serial += 1;
  return {
    infno,
    msgid: `${LEVEL3}20230615100000${serial}`,
    mdtrtarea_admvs: "430400",
    insuplc_admdvs: "",
    recer_sys_code: "99",
    infver: "V1.0",
    opter_type: "1",
    opter: "001",
    opter_name: "收费员",
    inf_time: `${DAY} 10:00:00`,
    fixmedins_code: LEVEL3,
    fixmedins_name: "演示第一人民医院",
    sign_no: "",
    input,
    ...changes,
  };
}

export const WORKER = PEOPLE.worker;
