import { microYuanFromYuan, yuanFromMicroYuan } from "../../src/catalogue/index.ts";
import { fenFromYuan, multiplyPriceByQuantity, yuanFromFen } from "../../src/kernel/index.ts";
import type {
  Admission,
  Discharge,
  InpatientBill,
  Message,
  OutpatientBill,
  Purchase,
  Registration,
  Reversal,
  SentBill,
  SentLine,
  SettlementKey,
  VisitRecord,
} from "./messages.ts";
import type { LineModel } from "./model/line.ts";
import { totalOf, type VisitModel } from "./model/visit-model.ts";
import type { Chance } from "./random.ts";
import type { ItemPlan, PersonPlan } from "./world.ts";
import { ownCode } from "./world-items.ts";

/** Inputs as a hospital composes them: what the rules read, and what a form wants besides. */

function named({ person_no, name, certificate_no }: PersonPlan) {
  return {
    psn_no: person_no,
    psn_name: name,
    certno: certificate_no,
    psn_cert_type: "01",
    mdtrt_cert_type: "02",
    mdtrt_cert_no: certificate_no,
    psn_type: "11",
  };
}

const DIAGNOSIS = {
  diag_type: "1",
  diag_srt_no: "1",
  diag_code: "J06.900",
  diag_name: "急性上呼吸道感染",
  diag_dept: "A01",
  dise_dor_no: "D430400000001",
  dise_dor_name: "演示医生",
};

/** Some items at about their price, in quantities that make odd amounts. */
export function someItems(chance: Chance, items: readonly ItemPlan[], most: number) {
  return Array.from({ length: chance.between(1, most) }, () => ({
    item: chance.pick(items),
    permille: chance.between(900, 1_150),
    quantity: chance.weighted([
      [6, String(chance.between(1, 9))],
      [2, `${chance.between(0, 6)}.${chance.between(1, 9)}`],
      [1, `${chance.between(1, 40)}.${chance.between(1, 99)}`],
    ]),
    approval: chance.weighted([
      [6, "0"],
      [3, "1"],
      [1, "2"],
    ]),
    fen_off: chance.weighted([
      [20, 0],
      [1, 1],
    ]),
  }));
}

type Sold = ReturnType<typeof someItems>[number];

export function lineOf(serial: number, sold: Sold, fee_time: string): SentLine {
  const { item, permille, quantity, approval, fen_off } = sold;
  // Prices have four decimals, as those of drugs do.
  const price = Math.max(100, Math.round((item.usual_price / 100_000) * permille) * 100);
  const ten_thousandths = microYuanFromYuan(quantity) / 100;
  const amount = multiplyPriceByQuantity(price, ten_thousandths, "half-up") + fen_off;
  return {
    feedetl_sn: String(serial),
    rxno: "RX1",
    rx_circ_flag: "0",
    fee_ocur_time: fee_time,
    med_list_codg: item.code,
    medins_list_codg: ownCode(item.code),
    det_item_fee_sumamt: yuanFromFen(amount as Parameters<typeof yuanFromFen>[0]),
    cnt: quantity,
    pric: yuanFromMicroYuan(price),
    bilg_dept_codg: "A01",
    bilg_dept_name: "全科",
    bilg_dr_codg: "D430400000001",
    bilg_dr_name: "演示医生",
    hosp_appr_flag: approval,
    memo: "备注",
  };
}

/** Gives back a line of a stay, all of it or one of several. */
export function refundOf(serial: number, original: SentLine, whole: boolean): SentLine {
  const one = !whole && Number(original.cnt) > 1 && /^\d+$/.test(original.cnt);
  const quantity = one ? "1" : original.cnt;
  const amount_fen = one
    ? multiplyPriceByQuantity(microYuanFromYuan(original.pric), 10_000, "half-up")
    : fenFromYuan(original.det_item_fee_sumamt);
  return {
    ...original,
    feedetl_sn: String(serial),
    init_feedetl_sn: original.feedetl_sn,
    cnt: `-${quantity}`,
    det_item_fee_sumamt: `-${yuanFromFen(amount_fen)}`,
  };
}

export function sumOf(lines: readonly SentLine[]): string {
  let sum = 0;
  for (const line of lines) sum += fenFromYuan(line.det_item_fee_sumamt);
  return yuanFromFen(sum as Parameters<typeof yuanFromFen>[0]);
}

export function purchase(
  person: PersonPlan,
  insutype: string,
  lines: readonly SentLine[],
  time: string,
  account: string,
): Purchase {
  const druginfo = {
    ...named(person),
    begntime: time,
    medfee_sumamt: sumOf(lines),
    invono: "INV-1",
    insutype,
    acct_used_flag: account,
    med_type: "41",
  };
  // A purchase has no member for the hospital's approval.
  const drugdetail = lines.map(({ hosp_appr_flag: _, ...line }) => line as SentLine);
  return { druginfo, drugdetail };
}

export function registration(person: PersonPlan, insutype: string, time: string): Registration {
  return {
    data: {
      ...named(person),
      insutype,
      begntime: time,
      ipt_otp_no: `OTP-${person.person_no}`,
      dept_code: "A01",
      dept_name: "全科",
      caty: "A01",
    } as Registration["data"],
  };
}

export function visitRecord(visit: VisitModel, med_type: string, disease: string): VisitRecord {
  const { person_no: psn_no, id: mdtrt_id, begin_at: begntime } = visit;
  const mdtrtinfo = { psn_no, mdtrt_id, med_type, begntime, dise_codg: disease };
  return {
    mdtrtinfo: { ...mdtrtinfo, dise_name: "演示病" },
    diseinfo: [{ ...DIAGNOSIS, diag_time: begntime, vali_flag: "1" }],
  } as VisitRecord;
}

export function visitKey({ person_no, id, own_number }: VisitModel, chrg_bchno?: string) {
  const key = { psn_no: person_no, mdtrt_id: id, ipt_otp_no: own_number };
  return { data: chrg_bchno === undefined ? key : { ...key, chrg_bchno } };
}

function bill(
  person: PersonPlan,
  visit: VisitModel,
  lines: readonly LineModel[],
  account: string,
): SentBill & { readonly mdtrt_id: string } {
  const rest = { psn_setlway: "01", invono: "INV-2", mdtrt_id: visit.id };
  return {
    ...named(person),
    ...rest,
    insutype: visit.insutype,
    medfee_sumamt: yuanFromFen(totalOf(lines)),
    acct_used_flag: account,
  } as SentBill & { readonly mdtrt_id: string };
}

export function outpatientBill(
  person: PersonPlan,
  visit: VisitModel,
  chrg_bchno: string,
  lines: readonly LineModel[],
  account: string,
): OutpatientBill {
  const med_type = visit.visit_type ?? "11";
  return { data: { ...bill(person, visit, lines, account), med_type, chrg_bchno } };
}

export function inpatientBill(
  person: PersonPlan,
  visit: VisitModel,
  lines: readonly LineModel[],
  account: string,
  interim: boolean,
): InpatientBill {
  const data = { ...bill(person, visit, lines, account), mid_setl_flag: interim ? "1" : "0" };
  return { data };
}

export function admission(
  person: PersonPlan,
  insutype: string,
  time: string,
  emergency: boolean,
): Admission {
  const { psn_cert_type: cert_type, ...who } = named(person);
  const mdtrtinfo = {
    ...who,
    cert_type,
    insutype,
    begntime: time,
    med_type: "2101",
    ipt_no: `IPT-${person.person_no}`,
    atddr_no: "D430400000001",
    chfpdr_name: "演示医生",
    adm_diag_dscr: "肺炎",
    adm_dept_codg: "B02",
    adm_dept_name: "演示科室",
    adm_bed: "12",
    dscg_maindiag_code: "J18.900",
    dscg_maindiag_name: "肺炎",
    insuplc_admdvs: "430400",
    mdtrtarea_admvs: "430400",
    ...(emergency ? { exp_content: JSON.stringify({ IPT_TYPE: "2" }) } : {}),
  };
  const diagnosis = { ...DIAGNOSIS, psn_no: person.person_no, maindiag_flag: "1", diag_time: time };
  return { mdtrtinfo, diseinfo: [diagnosis] } as Admission;
}

export function discharge(visit: VisitModel, time: string): Discharge {
  const { person_no: psn_no, id: mdtrt_id, insutype } = visit;
  const dscginfo = {
    psn_no,
    mdtrt_id,
    insutype,
    endtime: time,
    dscg_dept_codg: "B02",
    dscg_dept_name: "演示科室",
    dscg_way: "1",
  };
  return { dscginfo };
}

export function settlementKey(visit: VisitModel, setl_id: string): SettlementKey {
  return { data: { psn_no: visit.person_no, mdtrt_id: visit.id, setl_id } };
}

export function reversal({ infno, msgid, input }: Message): Reversal {
  const psn_no = /"psn_no":"([^"]*)"/.exec(JSON.stringify(input))?.[1] ?? "";
  return { data: { psn_no, omsgid: msgid, oinfno: infno } };
}
