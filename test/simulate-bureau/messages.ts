import type { InstitutionPlan } from "./world.ts";

/**
 * A message as an institution means it. Amounts, prices and quantities are decimal text; how they
 * lie on the wire is the institution's way of speaking (wire.ts). The model reads this form.
 */
export interface Message<Input = unknown> {
  readonly infno: string;
  readonly msgid: string;
  readonly institution: InstitutionPlan;
  readonly input: Input;
}

/** Members of an answer's output, by node. */
export type Output = Readonly<Record<string, unknown>>;

export interface SentLine {
  readonly feedetl_sn: string;
  readonly init_feedetl_sn?: string;
  readonly psn_no?: string;
  readonly mdtrt_id?: string;
  readonly chrg_bchno?: string;
  readonly med_type?: string;
  readonly fee_ocur_time: string;
  readonly med_list_codg: string;
  readonly medins_list_codg: string;
  readonly det_item_fee_sumamt: string;
  readonly cnt: string;
  readonly pric: string;
  readonly hosp_appr_flag?: string;
  readonly [kept: string]: string | undefined;
}

/** What the settling transactions and their trials say alike. */
export interface SentBill {
  readonly psn_no: string;
  readonly insutype: string;
  readonly medfee_sumamt: string;
  readonly acct_used_flag: string;
}

export interface Purchase {
  readonly druginfo: SentBill & {
    readonly med_type: string;
    readonly begntime: string;
  };
  readonly drugdetail: readonly SentLine[];
}

export interface OutpatientBill {
  readonly data: SentBill & {
    readonly mdtrt_id: string;
    readonly med_type: string;
    readonly chrg_bchno: string;
  };
}

export interface InpatientBill {
  readonly data: SentBill & {
    readonly mdtrt_id: string;
    readonly mid_setl_flag: string;
    readonly dscgTime?: string;
  };
}

export interface Upload {
  readonly feedetail: readonly SentLine[];
}

export interface Registration {
  readonly data: {
    readonly psn_no: string;
    readonly insutype: string;
    readonly begntime: string;
    readonly ipt_otp_no: string;
  };
}

export interface VisitRecord {
  readonly mdtrtinfo: {
    readonly psn_no: string;
    readonly mdtrt_id: string;
    readonly med_type: string;
    readonly begntime: string;
    readonly dise_codg: string;
  };
}

export interface Admission {
  readonly mdtrtinfo: {
    readonly psn_no: string;
    readonly insutype: string;
    readonly begntime: string;
    readonly med_type: string;
    readonly ipt_no: string;
    readonly exp_content?: string;
  };
}

export interface Discharge {
  readonly dscginfo: {
    readonly psn_no: string;
    readonly mdtrt_id: string;
    readonly insutype: string;
    readonly endtime: string;
  };
}

export interface VisitKey {
  readonly data: {
    readonly psn_no: string;
    readonly mdtrt_id: string;
    readonly ipt_otp_no?: string;
    readonly chrg_bchno?: string;
  };
}

export interface LineKeys {
  readonly data: readonly {
    readonly psn_no: string;
    readonly mdtrt_id: string;
    readonly feedetl_sn: string;
  }[];
}

export interface SettlementKey {
  readonly data: {
    readonly psn_no: string;
    readonly mdtrt_id: string;
    readonly setl_id: string;
  };
}

export interface Reversal {
  readonly data: {
    readonly psn_no: string;
    readonly omsgid: string;
    readonly oinfno: string;
  };
}

export interface PersonQuery {
  readonly data: { readonly mdtrt_cert_no: string };
}

export interface AccumulatorQuery {
  readonly data: { readonly psn_no: string };
}

export interface TotalsQuery {
  readonly data: {
    readonly insutype: string;
    readonly clr_type: string;
    readonly stmt_begndate: string;
    readonly stmt_enddate: string;
    readonly medfee_sumamt: string;
    readonly fund_pay_sumamt: string;
    readonly acct_pay: string;
    readonly fixmedins_setl_cnt: string;
    readonly refd_setl_flag: string;
  };
}
