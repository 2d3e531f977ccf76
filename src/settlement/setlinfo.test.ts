import { describe, expect, test } from "vitest";
import type { Fen, Ppm } from "../kernel/index.ts";
import { loadRegion, type Split } from "../policy/index.ts";
import { fundRows, settlementFigures } from "./setlinfo.ts";

// Goal: whatever fund pays, it is in exactly one national field, and the fields are their sum.

const REGION = loadRegion("430400");
const NOTHING: Fen = 0 as Fen;

function splitPaidBy(payments: Split["payments"]): Split {
  const funds = payments.reduce((sum, { paid_fen }) => sum + paid_fen, 0) as Fen;
  return {
    total_fen: 1_000_000 as Fen,
    full_self_fen: NOTHING,
    over_limit_fen: NOTHING,
    first_self_fen: NOTHING,
    in_scope_fen: 1_000_000 as Fen,
    lines: [],
    deductible_fen: NOTHING,
    pool_ratio_ppm: 0 as Ppm,
    payments,
    fund_sum_fen: funds,
    person_fen: (1_000_000 - funds) as Fen,
    account_fen: NOTHING,
    mutual_fen: NOTHING,
    cash_fen: (1_000_000 - funds) as Fen,
    hospital_fen: NOTHING,
    account_payments: [],
    moves: [],
    steps: [],
  };
}

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

describe("a fund's payment", () => {
  const funds = [...REGION.funds.values()].filter((one) => one.national_field !== "acct_pay");

  test("the shipped packs define funds for every national field", () => {
    const fields = new Set(funds.map(({ national_field }) => national_field));
    expect([...fields].sort()).toEqual([...FUND_FIELDS].sort());
  });

  test.each(funds.map(({ fund, name, national_field }) => [fund, name, national_field]))(
    "%s %s is in %s and nowhere else",
    (fund, name, field) => {
      const payment = {
        fund: String(fund),
        base_fen: 900_000 as Fen,
        room_fen: null,
        paid_fen: 7 as Fen,
      };
      const split = splitPaidBy([payment]);
      const figures = settlementFigures(REGION, split);
      for (const one of FUND_FIELDS) expect(figures[one]).toBe(one === field ? 7 : 0);
      expect(figures.psn_part_amt).toBe(999_993);
      expect(fundRows(REGION, split)).toEqual([
        {
          fund_pay_type: fund,
          fund_pay_type_name: name,
          inscp_scp_amt: 900_000,
          crt_payb_lmt_amt: 0,
          fund_payamt: 7,
        },
      ]);
    },
  );
});
