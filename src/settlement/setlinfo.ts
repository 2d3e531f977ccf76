import { type Fen, type Ppm, ZERO_FEN } from "../kernel/index.ts";
import type { Region, Split } from "../policy/index.ts";

/**
 * The figures of a settlement under their national field names (GLOSSARY.md): the one place that
 * maps a Split to `setlinfo`, for the interface and for offline cases alike.
 *
 * Identities 1–4 of the national specification hold for every Split and are asserted in tests;
 * where the region counts the own account in with the funds, 3 and 4 differ by what it paid.
 */
export interface SettlementFigures {
  readonly medfee_sumamt: Fen;
  readonly fulamt_ownpay_amt: Fen;
  readonly overlmt_selfpay: Fen;
  readonly preselfpay_amt: Fen;
  readonly inscp_scp_amt: Fen;
  readonly act_pay_dedc: Fen;
  readonly hifp_pay: Fen;
  readonly pool_prop_selfpay: Ppm;
  readonly cvlserv_pay: Fen;
  readonly hifes_pay: Fen;
  readonly hifmi_pay: Fen;
  readonly hifob_pay: Fen;
  readonly maf_pay: Fen;
  readonly hifdm_pay: Fen;
  readonly oth_pay: Fen;
  readonly fund_pay_sumamt: Fen;
  readonly psn_part_amt: Fen;
  readonly acct_pay: Fen;
  readonly acct_mulaid_pay: Fen;
  readonly psn_cash_pay: Fen;
  readonly hosp_part_amt: Fen;
}

/** One row of `setldetail`: a fund and what it paid. */
export interface FundRow {
  readonly fund_pay_type: string;
  readonly fund_pay_type_name: string;
  readonly inscp_scp_amt: Fen;
  readonly crt_payb_lmt_amt: Fen;
  readonly fund_payamt: Fen;
}

export function settlementFigures(region: Region, split: Split): SettlementFigures {
  const paid = (field: string): Fen => {
    let sum = 0;
    for (const payment of split.payments) {
      if (region.funds.get(payment.fund)?.national_field === field) sum += payment.paid_fen;
    }
    return sum as Fen;
  };
  return {
    medfee_sumamt: split.total_fen,
    fulamt_ownpay_amt: split.full_self_fen,
    overlmt_selfpay: split.over_limit_fen,
    preselfpay_amt: split.first_self_fen,
    inscp_scp_amt: split.in_scope_fen,
    act_pay_dedc: split.deductible_fen,
    hifp_pay: paid("hifp_pay"),
    pool_prop_selfpay: split.pool_ratio_ppm,
    cvlserv_pay: paid("cvlserv_pay"),
    hifes_pay: paid("hifes_pay"),
    hifmi_pay: paid("hifmi_pay"),
    hifob_pay: paid("hifob_pay"),
    maf_pay: paid("maf_pay"),
    hifdm_pay: paid("hifdm_pay"),
    oth_pay: paid("oth_pay"),
    fund_pay_sumamt: split.fund_sum_fen,
    // Where the region counts the own account in with the funds, it is not counted here again.
    psn_part_amt: (split.total_fen - split.fund_sum_fen - split.hospital_fen) as Fen,
    acct_pay: split.account_fen,
    acct_mulaid_pay: split.mutual_fen,
    psn_cash_pay: split.cash_fen,
    hosp_part_amt: split.hospital_fen,
  };
}

export function fundRows(region: Region, split: Split): FundRow[] {
  return split.payments.map((payment) => ({
    fund_pay_type: payment.fund,
    fund_pay_type_name: region.funds.get(payment.fund)?.name ?? payment.fund,
    inscp_scp_amt: payment.base_fen,
    crt_payb_lmt_amt: payment.room_fen ?? ZERO_FEN,
    fund_payamt: payment.paid_fen,
  }));
}
