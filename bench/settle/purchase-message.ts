import { chinaTime, fen, yuanFromFen } from "../../src/kernel/index.ts";
import { type Buyer, DISEASE, items, PHARMACY } from "./population.ts";

/**
 * The body of transaction 2102: a pharmacy purchase of twelve lines for a certified chronic
 * disease, paid by the pooled fund, the personal account and the patient. All purchases are alike
 * but for person and message number, so that the load generator only fills in gaps.
 */
export interface MessageTemplate {
  /** Texts between the gaps. */
  readonly texts: readonly string[];
  readonly gaps: readonly Gap[];
}

type Gap = "msgid" | "person_no" | "certificate_no" | "name";

/** JSON leaves the mark as it is, and nothing else in the message looks like it. */
const MARK = /@(msgid|person_no|certificate_no|name)@/;

export function messageTemplate(now: Date): MessageTemplate {
  const parts = JSON.stringify(message(chinaTime(now))).split(MARK);
  return {
    texts: parts.filter((_, index) => index % 2 === 0),
    gaps: parts.filter((_, index) => index % 2 === 1) as Gap[],
  };
}

export function messageBody(template: MessageTemplate, buyer: Buyer, msgid: string): string {
  let body = template.texts[0] as string;
  for (const [index, gap] of template.gaps.entries()) {
    body += gap === "msgid" ? msgid : buyer[gap];
    body += template.texts[index + 1];
  }
  return body;
}

/** Institution, time to the second, serial: the shape that the interface asks for. */
export function messageId(now: Date, serial: number): string {
  return PHARMACY.code + chinaTime(now).replace(/\D/g, "") + String(serial).padStart(7, "0");
}

function message(time: string): object {
  return {
    infno: "2102",
    msgid: "@msgid@",
    mdtrtarea_admvs: "430400",
    insuplc_admdvs: "430400",
    recer_sys_code: "YIBAO",
    dev_no: "",
    dev_safe_info: "",
    cainfo: "",
    signtype: "",
    infver: "V1.0",
    opter_type: "1",
    opter: "bench01",
    opter_name: "压测操作员",
    inf_time: time,
    fixmedins_code: PHARMACY.code,
    fixmedins_name: PHARMACY.name,
    sign_no: "",
    input: { druginfo: purchase(time), drugdetail: items().map((_, index) => line(index, time)) },
  };
}

function purchase(time: string): object {
  const total = items().reduce((sum, one) => sum + one.price_fen * QUANTITY, 0);
  return {
    psn_no: "@person_no@",
    mdtrt_cert_type: "02",
    mdtrt_cert_no: "@certificate_no@",
    psn_cert_type: "01",
    certno: "@certificate_no@",
    psn_type: "11",
    psn_name: "@name@",
    begntime: time,
    medfee_sumamt: yuanFromFen(fen(total)),
    insutype: "310",
    dise_codg: DISEASE,
    acct_used_flag: "1",
    med_type: "14",
  };
}

const QUANTITY = 1;

function line(index: number, time: string): object {
  const item = items()[index]!;
  const price = yuanFromFen(fen(item.price_fen));
  return {
    feedetl_sn: String(index + 1),
    rxno: `RX${String(index + 1).padStart(12, "0")}`,
    rx_circ_flag: "0",
    fee_ocur_time: time,
    med_list_codg: item.item_code,
    medins_list_codg: item.own_code,
    det_item_fee_sumamt: yuanFromFen(fen(item.price_fen * QUANTITY)),
    cnt: QUANTITY,
    pric: price,
    sin_dos_dscr: "1片",
    used_frqu_dscr: "每日两次",
    prd_days: 7,
    medc_way_dscr: "口服",
    bilg_dr_codg: "D430400000001",
    bilg_dr_name: "压测医师",
  };
}
