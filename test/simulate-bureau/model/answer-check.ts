import { chinaTime } from "../../../src/kernel/index.ts";
import type { Region, Split } from "../../../src/policy/index.ts";
import type { Output } from "../messages.ts";
import type { BureauModel } from "./bureau-model.ts";
import { amountFen, type Differences } from "./differences.ts";
import type { Bill, Charged } from "./settle-model.ts";
import { clearingTypeOf } from "./settle-model.ts";

/** Answers that carry a settlement: against the predicted split, and against themselves. */

const FUND_FIELDS = [
  "hifp_pay",
  "cvlserv_pay",
  "hifes_pay",
  "hifmi_pay",
  "hifob_pay",
  "maf_pay",
  "hifdm_pay",
  "oth_pay",
] as const;

export function node(output: Output, name: string): Output {
  return (output[name] ?? {}) as Output;
}

export function rows(output: Output, name: string): readonly Output[] {
  const found = output[name];
  return Array.isArray(found) ? (found as Output[]) : [];
}

/** Every amount of `setlinfo` and every fund of `setldetail`. */
export function checkFigures(
  region: Region,
  split: Split,
  output: Output,
  found: Differences,
): void {
  const setlinfo = node(output, "setlinfo");
  const amounts: Readonly<Record<string, number>> = {
    medfee_sumamt: split.total_fen,
    fulamt_ownpay_amt: split.full_self_fen,
    overlmt_selfpay: split.over_limit_fen,
    preselfpay_amt: split.first_self_fen,
    inscp_scp_amt: split.in_scope_fen,
    act_pay_dedc: split.deductible_fen,
    fund_pay_sumamt: split.fund_sum_fen,
    psn_part_amt: split.person_fen,
    acct_pay: split.account_fen,
    acct_mulaid_pay: split.mutual_fen,
    psn_cash_pay: split.cash_fen,
    hosp_part_amt: split.hospital_fen,
    ...byField(region, split),
  };
  for (const [name, expected] of Object.entries(amounts)) {
    found.amount(`setlinfo.${name}`, expected, setlinfo[name]);
  }
  checkFunds(split, rows(output, "setldetail"), found);
  checkIdentities(output, found);
}

function byField(region: Region, split: Split): Record<string, number> {
  const sums: Record<string, number> = Object.fromEntries(FUND_FIELDS.map((field) => [field, 0]));
  for (const { fund, paid_fen } of split.payments) {
    const field = region.funds.get(fund)?.national_field ?? "oth_pay";
    sums[field] = (sums[field] ?? 0) + paid_fen;
  }
  return sums;
}

function checkFunds(split: Split, detail: readonly Output[], found: Differences): void {
  const named = new Set(detail.map((row) => String(row.fund_pay_type)));
  found.same("setldetail: each fund once", detail.length, named.size);
  for (const { fund, paid_fen } of split.payments) {
    const row = detail.find((one) => one.fund_pay_type === fund);
    found.amount(`setldetail ${fund}`, paid_fen, row?.fund_payamt);
  }
  const known = new Set(split.payments.map(({ fund }) => fund));
  for (const fund of named) if (!known.has(fund)) found.add(`setldetail: ${fund} was not to pay`);
}

/** The identities of the interface, on the answer alone: no model is asked. */
export function checkIdentities(output: Output, found: Differences): void {
  const setlinfo = node(output, "setlinfo");
  const of = (name: string): number => amountFen(setlinfo[name]) ?? Number.NaN;
  const sum = (...names: readonly string[]) => names.reduce((total, name) => total + of(name), 0);
  const total = of("medfee_sumamt");
  const four = ["fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"];
  found.same("identity 1", total, sum(...four));
  found.same("identity 2", total, sum("fund_pay_sumamt", "psn_part_amt", "hosp_part_amt"));
  found.same("identity 3", of("psn_part_amt"), sum("acct_pay", "psn_cash_pay"));
  found.same("identity 4", of("fund_pay_sumamt"), sum(...FUND_FIELDS));
  let funds = 0;
  for (const row of rows(output, "setldetail")) funds += amountFen(row.fund_payamt) ?? Number.NaN;
  found.same("identity 7", of("fund_pay_sumamt"), funds);
  const deductible = of("act_pay_dedc");
  found.same("identity 8", true, deductible >= 0 && deductible <= of("inscp_scp_amt"));
  const reimbursed = total - of("psn_cash_pay");
  const others = reimbursed - of("acct_pay") - of("hifp_pay");
  found.same("identity 12", true, reimbursed >= 0 && others >= 0);
  const cash = total - of("fund_pay_sumamt") - of("acct_pay");
  found.same("identity 13", cash, sum("psn_cash_pay", "hosp_part_amt"));
}

/** The rest of `setlinfo`: whose, when, and what is left in the account. */
export function checkHead(
  model: BureauModel,
  charged: Charged,
  bill: Bill,
  msgid: string,
  output: Output,
  found: Differences,
): void {
  const setlinfo = node(output, "setlinfo");
  found.same("setlinfo.psn_no", charged.person.plan.person_no, setlinfo.psn_no);
  found.same("setlinfo.insutype", charged.visit.insutype, setlinfo.insutype);
  found.same("setlinfo.med_type", charged.visit_type, setlinfo.med_type);
  found.same("setlinfo.clr_type", clearingTypeOf(charged.visit_type), setlinfo.clr_type);
  found.same("setlinfo.medins_setl_id", msgid, setlinfo.medins_setl_id);
  found.same("setlinfo.setl_time", chinaTime(model.calendar.now()), setlinfo.setl_time);
  found.amount("setlinfo.balc", bill.balance_fen, setlinfo.balc);
}
