import type { CivilDate } from "../../kernel/index.ts";
import type { Region, Split } from "../../policy/index.ts";
import {
  type CancelOutcome,
  fundRows,
  type SettlementView,
  settlementFigures,
} from "../../settlement/index.ts";
import type { Output2102, Output2206, Output2208, Output2305 } from "../message-types.ts";
import { lineMembers } from "./charge-lines.ts";
import { fundExplanation } from "./explanation.ts";
import { enrolmentMembers, personMembers } from "./person-node.ts";

/** A settlement as the wire shows it: `setlinfo`, `setldetail`, `detlcutinfo`. */

/** Dictionary clr_way: by item, until payment by case or points decides otherwise. */
const CLEARED_BY_ITEM = "1";

/** The members that trial and final answers share; a trial has no setl_id. */
export function setlinfo(region: Region, view: SettlementView) {
  const day = view.settled_at.slice(0, 10) as CivilDate;
  return {
    mdtrt_id: visitId(view),
    ...personMembers(view.person, day),
    insutype: view.insutype,
    ...enrolmentMembers(view.enrolment),
    setl_time: view.settled_at,
    mdtrt_cert_type: kept(view, "mdtrt_cert_type"),
    med_type: view.visit_type,
    ...settlementFigures(region, view.split),
    balc: view.balance_fen,
    medins_setl_id: view.message_id,
    clr_optins: view.region,
    clr_way: CLEARED_BY_ITEM,
    clr_type: view.clearing_type,
  };
}

/** A final settlement: the same, and its id. */
export function finalSetlinfo(region: Region, view: SettlementView) {
  return { ...setlinfo(region, view), setl_id: String(view.settlement_id) };
}

/** One row a fund, with how its payment came about. */
export function setldetail(region: Region, split: Split): Output2206["setldetail"] {
  return fundRows(region, split).map((row) => ({
    ...row,
    setl_proc_info: fundExplanation(split, row.fund_pay_type),
  }));
}

export function detlcutinfo(view: SettlementView): Output2102["detlcutinfo"] {
  return view.lines.map(lineMembers);
}

/**
 * What a cancellation answers: the settlement that was taken back, its amounts positive as they
 * were settled, at the time of the cancellation and with the balance after it. `exp_content` names
 * the reversal, and the later settlements that a replay has changed.
 */
export function cancelled(
  region: Region,
  { cancelled: view, reversal_id, cancelled_at, balance_fen, changed_by_void }: CancelOutcome,
): CancelledOutput {
  return {
    setlinfo: {
      ...finalSetlinfo(region, view),
      setl_time: cancelled_at,
      balc: balance_fen,
      hosp_part_amt: view.split.hospital_fen,
      insu_admdvs: view.enrolment.insured_region,
      begndate: view.visit.begin_at.slice(0, 10) as CivilDate,
      enddate: view.care_date,
      crt_dedc: view.split.deductible_fen,
      invono: kept(view, "invono"),
      exp_content: JSON.stringify({
        reversal_setl_id: String(reversal_id),
        changed_setl_ids: changed_by_void.map(({ settlement_id }) => String(settlement_id)),
      }),
    },
    setldetail: setldetail(region, view.split),
  };
}

/** What 2103, 2208 and 2305 write, each its own part of it. */
export interface CancelledOutput {
  readonly setlinfo: Output2208["setlinfo"] & Output2305["setlinfo"];
  readonly setldetail: Output2208["setldetail"];
}

/** A member that was sent with the settlement and kept; empty when it was not. */
export function kept({ details }: Pick<SettlementView, "details">, name: string): string {
  const value = details[name];
  return value === undefined || value === null ? "" : String(value);
}

/** A trial purchase has no visit yet. */
function visitId({ visit }: SettlementView): string {
  return visit.visit_id === 0 ? "" : String(visit.visit_id);
}
