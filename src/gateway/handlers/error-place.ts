import type { ErrorCode, YibaoError } from "../../kernel/index.ts";
import type { FieldShape } from "../transaction-shape.ts";
import { transactionTable } from "../transaction-table.ts";

/**
 * The rooms below know nothing of the wire, so they say what is wrong but not in which field it
 * was sent. This is where the two meet: the field of a message that a refusal is about.
 */

/** Fields by code, the first that the transaction has. */
export const PLACED_FIELDS: Partial<Readonly<Record<ErrorCode, readonly string[]>>> = {
  "CATALOGUE-PAGE": ["page_num"],
  "CATALOGUE-VERSION-UNKNOWN": ["ver"],
  "CATALOGUE-NOTHING-NEWER": ["ver"],
  "SETTLEMENT-LIST-CANCELLED": ["setl_id"],
  "SETTLEMENT-LIST-UNKNOWN": ["setl_id"],
  "SETTLEMENT-LIST-SUBMITTED": ["setl_id"],
  "SETTLEMENT-LIST-STATE": ["stas_type"],
  "RECONCILIATION-PERIOD": ["enddate", "stmt_enddate", "end_clrym"],
  "RECONCILIATION-RECOGNISED-SUM": ["med_sumfee"],
  "RECONCILIATION-APPLIED-ALREADY": ["begndate"],
  "RECONCILIATION-APPLICATION-UNKNOWN": ["clr_appy_evt_id"],
  "RECONCILIATION-APPLICATION-WITHDRAWN": ["clr_appy_evt_id"],
  "RECONCILIATION-APPLICATION-APPROVED": ["clr_appy_evt_id"],
  "RECONCILIATION-FILE-COLUMNS": ["file_qury_no"],
  "RECONCILIATION-FILE-FLAG": ["file_qury_no"],
  "RECONCILIATION-FILE-PERSON": ["file_qury_no"],
  "RECONCILIATION-TOO-MANY-ENTRIES": ["file_qury_no"],
  "PEOPLE-PAGE": ["page_num"],
  "PEOPLE-FILING-NOT-ENROLLED": ["psn_no"],
  "PEOPLE-FILING-PERIOD-BACKWARDS": ["enddate"],
  "PEOPLE-FILING-TOO-LATE": ["begndate"],
  "PEOPLE-FILING-OVERLAPS": ["begndate"],
  "PEOPLE-FILING-RANK-TAKEN": ["fix_srt_no"],
  "PEOPLE-FILING-CERTIFIED": ["opsp_dise_code"],
  "PEOPLE-FILING-DISEASE-UNKNOWN": ["opsp_dise_code"],
  "PEOPLE-FILING-TARGET-UNKNOWN": ["ide_fixmedins_no", "fixmedins_code"],
  "PEOPLE-FILING-TARGET-SELF": ["reflin_medins_no"],
  "PEOPLE-FILING-NOT-AGREED": ["hosp_agre_refl_flag"],
  "PEOPLE-FILING-UNKNOWN": ["trt_dcla_detl_sn"],
  "PEOPLE-FILING-OTHER-INSTITUTION": ["trt_dcla_detl_sn"],
  "PEOPLE-FILING-WITHDRAWN": ["trt_dcla_detl_sn"],
  "PEOPLE-FILING-ENDED": ["trt_dcla_detl_sn"],
  "PEOPLE-ATTRIBUTE-EXISTS": ["ipt_psn_sp_flag"],
  "PROVIDERS-DEPARTMENT-EXISTS": ["hosp_dept_codg"],
  "PROVIDERS-DEPARTMENT-UNKNOWN": ["hosp_dept_codg"],
  "PROVIDERS-DEPARTMENT-TWICE": ["hosp_dept_codg"],
  "PROVIDERS-DEPARTMENT-NAME-DIFFERS": ["hosp_dept_name"],
  "PROVIDERS-DEPARTMENT-BEGIN-DIFFERS": ["begntime"],
  "PROVIDERS-DEPARTMENT-BACKWARDS": ["begntime"],
  "PROVIDERS-DEPARTMENT-PERIOD": ["endtime"],
  "PROVIDERS-MAPPING-OVERLAPS": ["fixmedins_hilist_id"],
  "PROVIDERS-MAPPING-PERIOD": ["enddate"],
  "PROVIDERS-MAPPING-ITEM-UNKNOWN": ["med_list_codg"],
  "PROVIDERS-MAPPING-LIST-TYPE": ["list_type"],
  "PROVIDERS-MAPPING-UNKNOWN": ["fixmedins_hilist_id"],
  "POLICY-NO-BENEFIT": ["med_type", "mdtrt_id"],
  "POLICY-NO-VALUE": ["med_type", "mdtrt_id"],
  "SETTLEMENT-PERSON-UNKNOWN": ["psn_no"],
  "SETTLEMENT-NOT-ENROLLED": ["insutype", "psn_no"],
  "SETTLEMENT-ENROLMENT-PAUSED": ["insutype", "psn_no"],
  "SETTLEMENT-INSURED-ELSEWHERE": ["psn_no"],
  "SETTLEMENT-NO-CERTIFICATE": ["dise_codg", "mdtrt_id"],
  "SETTLEMENT-NOT-DESIGNATED": ["mdtrt_id", "psn_no"],
  "SETTLEMENT-LIABILITY-UNDECIDED": ["mdtrt_id", "psn_no"],
  "SETTLEMENT-DISEASE-MISSING": ["dise_codg", "mdtrt_id"],
  "SETTLEMENT-TIME": ["begntime", "endtime"],
  "SETTLEMENT-VISIT-NOT-YET": ["begntime", "endtime", "dscg_date"],
  "SETTLEMENT-DISCHARGE-EARLY": ["endtime"],
  "SETTLEMENT-ALREADY-IN-HOSPITAL": ["psn_no"],
  "SETTLEMENT-VISIT-UNKNOWN": ["mdtrt_id"],
  "SETTLEMENT-VISIT-OTHER-INSTITUTION": ["mdtrt_id"],
  "SETTLEMENT-VISIT-OTHER-NUMBER": ["ipt_otp_no"],
  "SETTLEMENT-VISIT-OTHER-KIND": ["mdtrt_id"],
  "SETTLEMENT-VISIT-CANCELLED": ["mdtrt_id"],
  "SETTLEMENT-VISIT-NOT-DISCHARGED": ["mdtrt_id"],
  "SETTLEMENT-VISIT-DISCHARGED": ["mdtrt_id"],
  "SETTLEMENT-VISIT-SETTLED": ["mdtrt_id"],
  "SETTLEMENT-VISIT-HAS-LINES": ["mdtrt_id"],
  "SETTLEMENT-VISIT-TYPE-DIFFERS": ["med_type"],
  "SETTLEMENT-VISIT-TYPE-KIND": ["med_type"],
  "SETTLEMENT-VISIT-SCHEME-DIFFERS": ["insutype"],
  "SETTLEMENT-LINE-SERIAL": ["feedetl_sn"],
  "SETTLEMENT-LINE-SERIAL-TWICE": ["feedetl_sn"],
  "SETTLEMENT-LINE-TIME": ["fee_ocur_time"],
  "SETTLEMENT-LINE-TIME-OUTSIDE": ["fee_ocur_time"],
  "SETTLEMENT-LINE-AMOUNT": ["det_item_fee_sumamt", "amt"],
  "SETTLEMENT-LINE-NEGATIVE": ["cnt"],
  "SETTLEMENT-LINE-ITEM-UNKNOWN": ["med_list_codg"],
  "SETTLEMENT-LINE-UNMAPPED": ["medins_list_codg"],
  "SETTLEMENT-LINE-MAPPING-DIFFERS": ["med_list_codg", "hilist_code"],
  "SETTLEMENT-LINE-UNKNOWN": ["feedetl_sn", "bkkp_sn"],
  "SETTLEMENT-LINE-OTHER-ITEM": ["med_list_codg"],
  "SETTLEMENT-LINE-SETTLED": ["feedetl_sn"],
  "SETTLEMENT-LINE-REFUNDED": ["feedetl_sn"],
  "SETTLEMENT-REFUND-POSITIVE": ["cnt"],
  "SETTLEMENT-REFUND-UNKNOWN": ["init_feedetl_sn"],
  "SETTLEMENT-REFUND-SETTLED": ["init_feedetl_sn"],
  "SETTLEMENT-REFUND-PRICE": ["pric"],
  "SETTLEMENT-REFUND-TOO-MUCH": ["det_item_fee_sumamt"],
  "SETTLEMENT-BATCH-MISSING": ["chrg_bchno"],
  "SETTLEMENT-BATCH-EXISTS": ["chrg_bchno"],
  "SETTLEMENT-BATCH-SETTLED": ["chrg_bchno"],
  "SETTLEMENT-BATCH-UNKNOWN": ["chrg_bchno"],
  "SETTLEMENT-BATCH-DISEASES": ["dise_codg"],
  "SETTLEMENT-NO-LINES": ["chrg_bchno", "mdtrt_id"],
  "SETTLEMENT-TOTAL-DIFFERS": ["medfee_sumamt"],
  "SETTLEMENT-UNKNOWN": ["setl_id"],
  "SETTLEMENT-CANCELLED-ALREADY": ["setl_id", "mdtrt_regno"],
  "SETTLEMENT-CANCEL-ORDER": ["setl_id"],
  "SETTLEMENT-MESSAGE-DIFFERS": ["omsgid"],
  "SETTLEMENT-MESSAGE-NOT-REVERSIBLE": ["oinfno"],
  "INVENTORY-QUANTITY": ["inv_cnt", "cnt", "purc_retn_cnt", "sel_retn_cnt"],
  "INVENTORY-CHANGE-TYPE": ["inv_chg_type"],
  "INVENTORY-TIME-EARLY": ["invdate", "inv_chg_time", "purc_retn_stoin_time", "sel_retn_time"],
  "INVENTORY-TIME-FUTURE": ["invdate", "inv_chg_time", "purc_retn_stoin_time", "sel_retn_time"],
  "INVENTORY-EXPIRY": ["expy_end"],
  "INVENTORY-ITEM-UNMAPPED": ["fixmedins_hilist_id"],
  "INVENTORY-MAPPING-DIFFERS": ["med_list_codg"],
  "INVENTORY-SETTLEMENT-MISSING": ["setl_id"],
  "INVENTORY-TRACE-TWICE": ["drugtracinfo"],
  "INVENTORY-TRACE-SOLD": ["drugtracinfo"],
  "INVENTORY-TRACE-NOT-SOLD": ["drugtracinfo"],
  "INVENTORY-PURCHASE-UNKNOWN": ["fixmedins_bchno"],
  "INVENTORY-SALE-UNKNOWN": ["fixmedins_bchno"],
  "INVENTORY-RETURN-TOO-MUCH": ["purc_retn_cnt", "sel_retn_cnt"],
  "INVENTORY-RECORD-UNKNOWN": ["fixmedins_bchno"],
  "INVENTORY-DATA-TYPE": ["inv_data_type"],
  "INVENTORY-QUERY-TOO-WIDE": ["begndate"],
};

/** Members of the envelope. */
const ENVELOPE: Partial<Readonly<Record<ErrorCode, string>>> = {
  "SETTLEMENT-INSTITUTION-UNKNOWN": "fixmedins_code（定点医药机构编号）",
  "SETTLEMENT-AGREEMENT-SUSPENDED": "fixmedins_code（定点医药机构编号）",
  "SETTLEMENT-NO-AGREEMENT": "fixmedins_code（定点医药机构编号）",
  "SETTLEMENT-PHARMACY-ADMITS": "fixmedins_code（定点医药机构编号）",
  "PEOPLE-FILING-NOT-A-HOSPITAL": "fixmedins_code（定点医药机构编号）",
  "SETTLEMENT-MESSAGE-REUSED": "msgid（发送方报文ID）",
  "SETTLEMENT-MESSAGE-REVERSED": "msgid（发送方报文ID）",
};

/** Refusals of a sum, which name the field by its label. */
const SUM_CODES: ReadonlySet<ErrorCode> = new Set([
  "SETTLEMENT-SUMS-DIFFER",
  "RECONCILIATION-SUMS-DIFFER",
]);

/**
 * The same error, said of `data.psn_no（人员编号）`; where the room below named a line, it is named
 * too. An error that already names a field stays as it is.
 */
export function placedError(error: YibaoError, infno: string): YibaoError {
  const member = ENVELOPE[error.code];
  if (member !== undefined) return error.at(member);
  if (SUM_CODES.has(error.code)) {
    const place = placeOf(infno, ({ label }) => label === error.details.name, undefined);
    return place === null ? error : error.at(place);
  }
  for (const name of PLACED_FIELDS[error.code] ?? []) {
    const place = placeOf(infno, (field) => field.name === name, error.where);
    if (place !== null) return error.at(place);
  }
  return error;
}

function placeOf(
  infno: string,
  isMeant: (field: FieldShape) => boolean,
  line: string | undefined,
): string | null {
  for (const { node, fields } of transactionTable().transactions.get(infno)?.input ?? []) {
    const field = fields.find(isMeant);
    if (field === undefined) continue;
    const label = line === undefined ? field.label : `${field.label}，${line}`;
    return `${node === "" ? "" : `${node}.`}${field.name}（${label}）`;
  }
  return null;
}
