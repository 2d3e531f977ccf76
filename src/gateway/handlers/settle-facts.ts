import type { Fen } from "../../kernel/index.ts";
import type { SentSums } from "../../settlement/index.ts";
import type { ParsedRequest } from "../dispatch.ts";
import { keptDetails } from "./kept-details.ts";
import { operatorDetails } from "./requests.ts";
import { accountUse } from "./wire-codes.ts";

/** What the four settling transactions and their trials say alike. */

interface SentSettlement {
  readonly psn_no: string;
  readonly mdtrt_id: string;
  readonly insutype: string;
  readonly acct_used_flag?: string;
  readonly medfee_sumamt: Fen;
  readonly fulamt_ownpay_amt?: Fen;
  readonly overlmt_selfpay?: Fen;
  readonly preselfpay_amt?: Fen;
  readonly inscp_scp_amt?: Fen;
}

const MAPPED = [
  "mdtrt_id",
  "insutype",
  "acct_used_flag",
  "medfee_sumamt",
  "fulamt_ownpay_amt",
  "overlmt_selfpay",
  "preselfpay_amt",
  "inscp_scp_amt",
  "med_type",
  "chrg_bchno",
  "mid_setl_flag",
  "dscgTime",
];

export function settleFacts(request: ParsedRequest, data: SentSettlement) {
  return {
    person_no: data.psn_no,
    visit_id: data.mdtrt_id,
    insutype: data.insutype,
    account_use: accountUse(data.acct_used_flag),
    total_fen: data.medfee_sumamt,
    sums: sentSums(data),
    details: { ...keptDetails(data, MAPPED), ...operatorDetails(request) },
  };
}

/**
 * The institution's own four sums, to be compared; null where it reckons none. Zeros for all four
 * mean the same: they would have to add up to the total.
 */
function sentSums(data: SentSettlement): SentSums | null {
  const sums = {
    full_self_fen: data.fulamt_ownpay_amt ?? null,
    over_limit_fen: data.overlmt_selfpay ?? null,
    first_self_fen: data.preselfpay_amt ?? null,
    in_scope_fen: data.inscp_scp_amt ?? null,
  };
  return Object.values(sums).some((sum) => sum !== null && sum !== 0) ? sums : null;
}
