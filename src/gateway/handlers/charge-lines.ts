import { PPM_ONE, type Ppm } from "../../kernel/index.ts";
import type { ChargeLine, ChargeLineInput } from "../../settlement/index.ts";
import type { Input2102, Input2204, Input2301 } from "../message-types.ts";
import { approval, CLASS_CODES, flag } from "./wire-codes.ts";

/** Charge lines: from the wire to the settlement room, and as every answer shows them. */

type SentLine =
  | Input2102["drugdetail"][number]
  | Input2204["feedetail"][number]
  | Input2301["feedetail"][number];

/** A line as sent; whatever is not computed with is kept for the queries under its own name. */
export function lineInput(sent: SentLine): ChargeLineInput {
  const {
    feedetl_sn: serial,
    fee_ocur_time: fee_at,
    med_list_codg: item_code,
    medins_list_codg: own_code,
    det_item_fee_sumamt: amount_fen,
    cnt: quantity_ten_thousandths,
    pric: price_micro_yuan,
    ...rest
  } = sent;
  const { init_feedetl_sn, hosp_appr_flag, dise_codg, ...unused } = rest as Optional;
  const { mdtrt_id: _, psn_no: __, chrg_bchno: ___, ...details } = unused;
  return {
    serial,
    refunds_serial: init_feedetl_sn ?? null,
    item_code,
    own_code,
    fee_at,
    amount_fen,
    quantity_ten_thousandths,
    price_micro_yuan,
    approval: approval(hosp_appr_flag),
    disease: dise_codg ?? null,
    details,
  };
}

/** Members that only some of the three transactions have. */
interface Optional {
  readonly init_feedetl_sn?: string;
  readonly hosp_appr_flag?: string;
  readonly dise_codg?: string;
  readonly mdtrt_id?: string;
  readonly psn_no?: string;
  readonly chrg_bchno?: string;
  readonly [kept: string]: unknown;
}

/** How a line was split, as uploads, purchases and queries answer it. */
export function lineMembers(line: ChargeLine) {
  const off = line.settled_class === "C";
  return {
    feedetl_sn: line.serial,
    det_item_fee_sumamt: line.amount_fen,
    cnt: line.quantity_ten_thousandths,
    pric: line.price_micro_yuan,
    pric_uplmt_amt: line.ceiling_micro_yuan ?? 0,
    selfpay_prop: off ? (PPM_ONE as Ppm) : line.first_share_ppm,
    fulamt_ownpay_amt: line.full_self_fen,
    overlmt_amt: line.over_limit_fen,
    preselfpay_amt: line.first_self_fen,
    inscp_scp_amt: line.in_scope_fen,
    chrgitm_lv: CLASS_CODES[line.settled_class],
    med_chrgitm_type: line.charge_type,
    bas_medn_flag: flag(line.basic_drug),
    hi_nego_drug_flag: flag(line.negotiated),
    chld_medc_flag: "0",
    list_sp_item_flag: flag(line.paid_alone),
    lmt_used_flag: flag(line.limited_use),
    drt_reim_flag: "0",
    memo: whyOff(line),
  };
}

/** Why an item of class A or B is wholly the person's own: see the notes under 2204. */
function whyOff(line: ChargeLine): string {
  if (line.settled_class !== "C" || line.class === "C") return "";
  return line.approval === "refused"
    ? "医院审批不通过，按全自费"
    : "限制使用项目未经医院审批通过，或机构目录未对照，按全自费";
}
