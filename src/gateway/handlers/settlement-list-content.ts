import { type Fen, ZERO_FEN } from "../../kernel/index.ts";
import type {
  ListContent,
  ListItem,
  ListOperation,
  QualityCheck,
} from "../../settlement-list/index.ts";
import type { Input4101 } from "../message-types.ts";

/** A fund settlement list from the wire: what is checked of it, and the field of each check. */

/** Dictionary oprn_oprt_type: 1 principal, 2 others. */
const PRINCIPAL = "1";

export function listContent(input: Input4101): ListContent {
  const { setlinfo: sent } = input;
  return {
    admitted_at: sent.adm_time ?? null,
    discharged_at: sent.dscg_time ?? null,
    settled_from: sent.setl_begn_date,
    settled_to: sent.setl_end_date,
    age_days: sent.age_days ?? null,
    birth_weight: sent.nwb_bir_wt ?? null,
    contact: {
      name: sent.coner_name ?? null,
      relation: sent.patn_rlts || null,
      address: sent.coner_addr || null,
      phone: sent.coner_tel || null,
    },
    discharge_way: sent.dscg_way ?? null,
    receiving_institution: sent.acp_medins_name ?? null,
    nursing_days: nursingDays(sent),
    durations: durationsOf(sent),
    diagnoses: (input.diseinfo ?? []).map((row) => ({
      type: row.diag_type,
      code: row.diag_code,
      name: row.diag_name,
      principal: row.maindiag_flag === "1",
    })),
    operations: (input.oprninfo ?? []).map(operationOf),
    intensive_care: (input.icuinfo ?? []).map((row) => ({
      begin_at: row.scs_cutd_inpool_time,
      end_at: row.scs_cutd_exit_time,
      duration: row.scs_cutd_sum_dura,
    })),
    payments: (input.payinfo ?? []).map(({ fund_pay_type, fund_payamt }) => ({
      fund: fund_pay_type,
      paid_fen: fund_payamt,
    })),
    transfusions: (input.bldinfo ?? []).map(({ psn_no, mdtrt_id, setl_id }) => ({
      person_no: psn_no,
      visit_id: mdtrt_id,
      settlement_id: setl_id,
    })),
    figures: {
      total_fen: sent.medfee_sumamt ?? null,
      account_fen: sent.acct_pay ?? null,
      cash_fen: sent.psn_cashpay ?? null,
      self_pay_fen: sent.psn_selfpay ?? null,
      own_pay_fen: sent.psn_ownpay ?? null,
    },
    items: itemsOf(input),
  };
}

function nursingDays(sent: Input4101["setlinfo"]): number {
  const { spga_nurscare_days, lv1_nurscare_days, scd_nurscare_days, lv3_nurscare_days } = sent;
  const days = [spga_nurscare_days, lv1_nurscare_days, scd_nurscare_days, lv3_nurscare_days];
  return days.reduce((sum: number, one) => sum + (one ?? 0), 0);
}

function durationsOf(sent: Input4101["setlinfo"]): { title: string; text: string }[] {
  const told = [
    ["呼吸机使用时长", sent.vent_used_dura],
    ["入院前昏迷时长", sent.pwcry_bfadm_coma_dura],
    ["入院后昏迷时长", sent.pwcry_afadm_coma_dura],
  ] as const;
  return told.flatMap(([title, text]) => (text === undefined ? [] : [{ title, text }]));
}

function operationOf(row: NonNullable<Input4101["oprninfo"]>[number]): ListOperation {
  return {
    principal: row.oprn_oprt_type === PRINCIPAL,
    code: row.oprn_oprt_code,
    begin_at: row.oprn_oprt_begntime ?? null,
    end_at: row.oprn_oprt_endtime ?? null,
    anaesthesia_begin_at: row.anst_begntime ?? null,
    anaesthesia_end_at: row.anst_endtime ?? null,
  };
}

function itemsOf({ iteminfo }: Input4101): ListItem[] | null {
  if (iteminfo === undefined || iteminfo.length === 0) return null;
  return iteminfo.map((row) => {
    const { claa_sumfee, clab_amt, fulamt_ownpay_amt, oth_amt } = row;
    const parts = [claa_sumfee, clab_amt, fulamt_ownpay_amt, oth_amt];
    // Where none of the parts is told, there is nothing to compare.
    const whole: Fen | undefined = parts.every((part) => part === undefined) ? row.amt : undefined;
    return {
      charge_type: row.med_chrgitm,
      amount_fen: row.amt,
      class_a_fen: claa_sumfee ?? ZERO_FEN,
      class_b_fen: clab_amt ?? ZERO_FEN,
      full_self_fen: fulamt_ownpay_amt ?? ZERO_FEN,
      other_fen: oth_amt ?? whole ?? ZERO_FEN,
    };
  });
}

/** The field that each check is about, as 4104 names it (exam_data_fld). */
export const CHECKED_FIELDS: Readonly<Record<QualityCheck, string>> = {
  "payments-differ": "fund_payamt",
  "total-differs": "medfee_sumamt",
  "account-differs": "acct_pay",
  "cash-differs": "psn_cashpay",
  "self-pay-differs": "psn_selfpay",
  "own-pay-differs": "psn_ownpay",
  "items-differ": "amt",
  "item-parts-differ": "amt",
  "stay-missing": "adm_time",
  "stay-backwards": "dscg_time",
  "stay-differs": "adm_time",
  "settled-days-backwards": "setl_end_date",
  "settled-days-outside": "setl_begn_date",
  "before-birth": "adm_time",
  "age-days": "age_days",
  "newborn-weight": "nwb_bir_wt",
  "contact-incomplete": "coner_name",
  "receiver-missing": "acp_medins_name",
  "nursing-days": "lv1_nurscare_days",
  "duration-form": "vent_used_dura",
  "principal-diagnosis": "maindiag_flag",
  "diagnosis-twice": "diag_code",
  "diagnosis-code": "diag_code",
  "principal-operation": "oprn_oprt_type",
  "operation-order": "oprn_oprt_code",
  "operation-code": "oprn_oprt_code",
  "operation-times": "oprn_oprt_begntime",
  "anaesthesia-times": "anst_begntime",
  "intensive-care-times": "scs_cutd_inpool_time",
  "intensive-care-duration": "scs_cutd_sum_dura",
  "transfusion-other": "setl_id",
};
