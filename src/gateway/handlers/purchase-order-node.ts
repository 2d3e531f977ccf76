import type { SettlementView, StandingOrder } from "../../settlement/index.ts";
import type { Input2166, Output2163, Output2170, Output2171 } from "../message-types.ts";

/** An order as 2163, 2170 and 2171 write it. What the pharmacy sent comes back as it was sent. */

/** 2170: an order that nobody has confirmed yet. */
export function orderMembers(order: StandingOrder): Output2170 {
  const sent = sentOf(order);
  return {
    ...placeMembers(order),
    medfee_sumamt: order.facts.total_fen,
    fixmedins_name: sent.fixmedins_name,
    dscg_date: sent.dscg_date,
    feedetl: sent.feedetl,
  };
}

/** 2171: an order that was paid, with what each side paid. */
export function paidMembers(order: StandingOrder, view: SettlementView): Output2171 {
  const sent = sentOf(order);
  return {
    ...placeMembers(order),
    medfee_sumamt: view.split.total_fen,
    psn_cashpay: view.split.cash_fen,
    acct_payamt: view.split.account_fen,
    ssn: sent.ssn,
    out_type: sent.insuplc === sent.mdtrtarea ? WITHIN_THE_POOL : WITHIN_THE_PROVINCE,
    feedetl: sent.feedetl.map((line) => ({
      ...line,
      hilist_code: line.hilist_code ?? "",
      hilist_name: line.hilist_name ?? "",
      chrgitm_lv: line.chrgitm_lv ?? "",
      med_invo_item_type: line.med_invo_item_type ?? "",
    })),
  };
}

/** 2163: what was given back. */
export function refundMembers({ split, person, enrolment, insutype }: SettlementView): Output2163 {
  return {
    medfee_sumamt: split.total_fen,
    psn_cashpay: split.cash_fen,
    acct_payamt: split.account_fen,
    certno: person.certificate_no,
    psn_name: person.name,
    gend: person.sex,
    brdy: person.born,
    psn_type: enrolment.person_type,
    insutype,
    prmmsg: "已退费；个人账户部分已退回账户，现金部分请退还参保人",
  };
}

/** Dictionary out_type. */
const WITHIN_THE_POOL = "1";
const WITHIN_THE_PROVINCE = "2";

function placeMembers(order: StandingOrder) {
  const { insuplc, mdtrtarea, ssn, psn_name, gend, brdy, psn_type, insutype } = sentOf(order);
  return {
    mdtrt_regno: order.order_no,
    fixmedins_code: order.institution_code,
    insuplc,
    mdtrtarea,
    certno: ssn,
    psn_name,
    gend,
    brdy,
    psn_type,
    insutype,
  };
}

/** The input of the 2166 that placed the order. */
function sentOf(order: StandingOrder): Input2166 {
  return order.sent as unknown as Input2166;
}
