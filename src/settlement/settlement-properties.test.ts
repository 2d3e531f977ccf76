import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Life, lives, type Visit } from "../../test/support/generated-life.ts";
import { runs } from "../../test/support/random.ts";
import { type Fen, type Ppm, ppm, type Rounding, ZERO_FEN } from "../kernel/index.ts";
import {
  type Accumulators,
  loadRegion,
  plainCell,
  type Region,
  rulesOn,
  type Split,
  type Step,
  withOptions,
} from "../policy/index.ts";
import type { Bill, PersonState, SettledBill } from "./bill.ts";
import { applied } from "./case-run.ts";
import { fundRows, settlementFigures } from "./setlinfo.ts";
import { settleBill } from "./settle-bill.ts";

// Goal: whatever the bill, the person and the city's choices, the figures agree with one another,
// with the steps that explain them, and with what came before and after. Method: made-up lives of
// two years, each bill settled and checked; the steps are worked out again in whole fractions.

const HENGYANG = loadRegion("430400");
const LIVES = 3_200;
const BILLS_MIN = 10_000;

/** One settled bill of a life, with the state before it. */
interface Settled {
  readonly region: Region;
  readonly life: Life;
  readonly bill: Bill;
  readonly before: PersonState;
  readonly settled: SettledBill;
}

function ensure(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function same(actual: number, expected: number, what: string): void {
  ensure(actual === expected, `${what}: ${actual} is not ${expected}`);
}

/** Settles a life bill by bill, as the platform does, and hands each bill to the check. */
function live(life: Life, check: (one: Settled) => void): void {
  const region = withOptions(HENGYANG, life.options);
  let state: PersonState = { years: {}, accounts: life.accounts };
  for (const visit of life.visits) {
    let charged = ZERO_FEN;
    visit.settlements.forEach((_, index) => {
      const bill = billOf(life, visit, index, charged);
      const settled = settleBill(region, life.person, bill, state);
      check({ region, life, bill, before: state, settled });
      state = applied(state, settled, 1);
      charged = (charged + settled.split.deductible_fen) as Fen;
    });
  }
}

function billOf(life: Life, visit: Visit, index: number, charged: Fen): Bill {
  const part = visit.settlements[index];
  const { settlements, inpatient, ...facts } = visit;
  return {
    ...facts,
    insutype: life.person.enrolments[0]?.insutype as string,
    end: inpatient ? (part?.end as never) : visit.begin,
    lines: part?.lines ?? [],
    stay: inpatient ? { first_settlement: index === 0, deductible_charged_fen: charged } : null,
  };
}

/** Runs a check over every bill of many lives; fast-check says the seed when one fails. */
function overLives(count: number, check: (one: Settled) => void): number {
  let bills = 0;
  const each = (life: Life) =>
    live(life, (one) => {
      bills += 1;
      check(one);
    });
  fc.assert(fc.property(lives, each), runs(count));
  return bills;
}

describe("over made-up lives", () => {
  test("identities, steps, caps and reversals hold for every bill", () => {
    const reached = new Set<string>();
    const bills = overLives(LIVES, (one) => {
      for (const { to, title } of one.settled.split.steps) reached.add(to).add(title);
      checkIdentities(one);
      checkLines(one.bill, one.settled.split);
      checkNothingNegative(one.settled.split);
      checkSteps(one);
      checkPayments(one);
      checkMoves(one);
      checkReversal(one);
    });
    expect(bills).toBeGreaterThanOrEqual(BILLS_MIN);
    // What the lives did not come across would not have been checked.
    expect(MUST_BE_REACHED.filter((what) => !reached.has(what))).toEqual([]);
  });

  test("the same facts give the same bytes, also after other bills and in a fresh region", () => {
    overLives(300, ({ region, life, bill, before, settled }) => {
      const bytes = JSON.stringify(settled);
      ensure(bytes === JSON.stringify(settleBill(region, life.person, bill, before)), "again");
      const fresh = withOptions(loadedAgain(), life.options);
      const other = settleBill(fresh, life.person, bill, before);
      ensure(bytes === JSON.stringify(other), "in a fresh region");
    });
  });

  test("the own account in the fund sum moves it from the person's side, and nothing else", () => {
    overLives(300, ({ region, life, bill, before, settled }) => {
      const counting = withOptions(HENGYANG, { ...life.options, fund_sum_includes_account: "own" });
      const other = settleBill(counting, life.person, bill, before);
      const [f, g] = [
        settlementFigures(region, settled.split),
        settlementFigures(region, other.split),
      ];
      const own = f.acct_pay - f.acct_mulaid_pay;
      same(g.fund_pay_sumamt, f.fund_pay_sumamt + own, "fund sum");
      same(g.psn_part_amt, f.psn_part_amt - own, "person");
      const rest = { fund_pay_sumamt: 0, psn_part_amt: 0 };
      ensure(JSON.stringify({ ...f, ...rest }) === JSON.stringify({ ...g, ...rest }), "the rest");
    });
  });

  test("a stay is charged one deductible at most, however it is cut", () => {
    overLives(600, ({ region, bill, settled }) => {
      if (bill.stay === null || rulesOn(region, bill.end).stay_deductible !== "once") return;
      const charged = bill.stay.deductible_charged_fen + settled.split.deductible_fen;
      const most = Math.max(DEDUCTIBLES[bill.hospital_level], bill.stay.deductible_charged_fen);
      ensure(charged <= most, `${charged} of ${most} charged`);
    });
  });

  test("one more yuan in scope never lowers what the person pays", () => {
    overLives(500, (one) => {
      const more = withLine(one, 100, "A");
      ensure(
        more.split.person_fen >= one.settled.split.person_fen,
        `person paid ${one.settled.split.person_fen}, with a yuan more ${more.split.person_fen}`,
      );
      checkPayments({ ...one, settled: more });
    });
  });

  test("a charge of class C raises the full self-pay and nothing else", () => {
    overLives(500, (one) => {
      if (one.region.overrides.cells.get("chronic_limit_kind")?.value === "3") return;
      const more = withLine(one, 12_345, "C");
      const [before, after] = [one, { ...one, settled: more }].map(({ region, settled }) =>
        settlementFigures(region, settled.split),
      );
      for (const [field, value] of Object.entries(after ?? {})) {
        const was = before?.[field as "hifp_pay"] ?? 0;
        if (["medfee_sumamt", "fulamt_ownpay_amt"].includes(field))
          same(value, was + 12_345, field);
        else if (!PERSON_FIELDS.includes(field)) same(value, was, field);
      }
      same(more.split.person_fen, one.settled.split.person_fen + 12_345, "person");
    });
  });
});

/** The highest of either row for the level, in fen. */
const DEDUCTIBLES = {
  primary: 20_000,
  level1: 50_000,
  level2: 80_000,
  level3: 120_000,
  "level3-provincial": 200_000,
  pharmacy: 0,
};

/** Figures, funds and limits that the made-up bills have to come across. */
const MUST_BE_REACHED = [
  ...["full_self", "over_limit", "first_self", "deductible", "threshold", "cross_region_share"],
  ...["310100", "320100", "330100", "390100", "390200", "610100"].map((fund) => `fund:${fund}`),
  ...["account:own", "account:mutual", "person_in_scope"],
  ...["职工统筹基金超过支付限额", "居民统筹基金超过支付限额", "大额医疗费用补助超过支付限额"],
  ...["医疗救助超过支付限额", "职工门诊统筹基金超过支付限额", "职工慢特病统筹基金病种限额"],
  ...["居民大病保险减去本年已支付", "居民大病保险减去此前基数应付", "住院起付线（再次住院按50%）"],
  ...["单行支付药品", "门诊统筹每次起付线", "居民两病门诊用药", "居民门诊统筹基金"],
];

/** Move with what the person pays, and by how much depends on the accounts and the fund sum. */
const PERSON_FIELDS = ["psn_part_amt", "acct_pay", "acct_mulaid_pay", "psn_cash_pay"];

let again: Region | null = null;
function loadedAgain(): Region {
  again ??= loadRegion("430400");
  return again;
}

/** The same bill with one line more on its last day. */
function withLine({ region, life, bill, before }: Settled, fen: number, type: "A" | "C") {
  const line = {
    date: bill.end,
    amount_fen: fen as Fen,
    class: type,
    first_share_ppm: 0 as Ppm,
    over_limit_fen: ZERO_FEN,
    paid_alone: false,
  };
  return settleBill(region, life.person, { ...bill, lines: [...bill.lines, line] }, before);
}

/** Identities 1–4, 7–9, 12 and 13 of the national specification. */
function checkIdentities({ region, settled }: Settled): void {
  const f = settlementFigures(region, settled.split);
  const funds = f.hifp_pay + f.cvlserv_pay + f.hifes_pay + f.hifmi_pay + f.hifob_pay + f.maf_pay;
  const allFunds = funds + f.hifdm_pay + f.oth_pay;
  const selfPaid = f.fulamt_ownpay_amt + f.overlmt_selfpay + f.preselfpay_amt;
  same(f.medfee_sumamt, selfPaid + f.inscp_scp_amt, "1: the four amounts");
  same(f.medfee_sumamt, f.fund_pay_sumamt + f.psn_part_amt + f.hosp_part_amt, "2: who pays");
  same(f.psn_part_amt, f.acct_pay + f.psn_cash_pay, "3: how the person pays");
  same(f.fund_pay_sumamt, allFunds, "4: the funds");
  const rows = fundRows(region, settled.split);
  const listed = rows.reduce((sum, row) => sum + row.fund_payamt, 0);
  same(listed, f.fund_pay_sumamt, "7: the detail rows");
  same(new Set(rows.map((row) => row.fund_pay_type)).size, rows.length, "7: each fund once");
  ensure(f.act_pay_dedc >= 0 && f.act_pay_dedc <= f.inscp_scp_amt, "8: the deductible");
  ensure(f.medfee_sumamt - f.act_pay_dedc - selfPaid >= 0, "9: the qualified fee");
  ensure(f.medfee_sumamt - f.psn_cash_pay >= 0, "12: reimbursement");
  ensure(f.medfee_sumamt - f.psn_cash_pay - f.acct_pay - f.hifp_pay >= 0, "12: other funds");
  same(f.medfee_sumamt - (f.fund_pay_sumamt + f.acct_pay), f.psn_cash_pay, "13: cash");
  ensure(f.acct_mulaid_pay <= f.acct_pay, "the family's part of the accounts");
}

/** Identities 5 and 6. */
function checkLines(bill: Bill, split: Split): void {
  same(split.lines.length, bill.lines.length, "a line for each line");
  const sums = { total: 0, full: 0, over: 0, first: 0, scope: 0 };
  split.lines.forEach((line, index) => {
    const given = bill.lines[index];
    const { total_fen, full_self_fen, over_limit_fen, first_self_fen, in_scope_fen } = line;
    same(total_fen, given?.amount_fen ?? -1, "the amount of the line");
    same(
      total_fen,
      full_self_fen + over_limit_fen + first_self_fen + in_scope_fen,
      "5: the four amounts of a line",
    );
    ensure(given?.class !== "C" || full_self_fen === total_fen, "class C is wholly self-paid");
    ensure(given?.class === "C" || full_self_fen === 0, "only class C is wholly self-paid");
    sums.total += total_fen;
    sums.full += full_self_fen;
    sums.over += over_limit_fen;
    sums.first += first_self_fen;
    sums.scope += in_scope_fen;
  });
  same(sums.total, split.total_fen, "6: total");
  same(sums.full, split.full_self_fen, "6: full self-pay");
  same(sums.over, split.over_limit_fen, "6: over the limit");
  same(sums.first, split.first_self_fen, "6: first self-pay");
  same(sums.scope, split.in_scope_fen, "6: in scope");
}

function checkNothingNegative(split: Split): void {
  for (const [name, value] of Object.entries(split)) {
    if (typeof value === "number") ensure(value >= 0, `${name} is ${value}`);
  }
  const lists = [...split.lines, ...split.payments, ...split.account_payments, ...split.moves];
  for (const one of lists) {
    for (const [name, value] of Object.entries(one)) {
      if (typeof value === "number") ensure(value >= 0, `${name} is ${value}`);
    }
  }
  for (const step of split.steps) {
    const cut = step.rate_ppm === null && step.to.startsWith("fund:");
    ensure(step.base_fen >= 0 && (cut || step.result_fen >= 0), `step ${step.title}`);
  }
}

/** Steps of one figure re-add to it; a step with a rate is its product, rounded once (R9). */
function checkSteps({ region, bill, settled: { split } }: Settled): void {
  const { rounding } = rulesOn(region, bill.end);
  const sums = new Map<string, number>();
  for (const step of split.steps) {
    sums.set(step.to, (sums.get(step.to) ?? 0) + step.result_fen);
    if (step.rate_ppm !== null) checkProduct(step, rounding);
    const { document, clause } = step.source;
    ensure(document !== "" && clause !== "" && step.title !== "", `source of ${step.title}`);
  }
  const sum = (to: string) => sums.get(to) ?? 0;
  same(sum("full_self"), split.full_self_fen, "steps of the full self-pay");
  same(sum("over_limit"), split.over_limit_fen, "steps over the limit");
  same(sum("first_self"), split.first_self_fen, "steps of the first self-pay");
  same(sum("deductible"), split.deductible_fen, "steps of the deductible");
  for (const { fund, paid_fen } of split.payments) same(sum(`fund:${fund}`), paid_fen, fund);
  const funds = split.payments.map(({ fund }) => `fund:${fund}`);
  for (const to of sums.keys()) {
    ensure(!to.startsWith("fund:") || funds.includes(to) || sum(to) === 0, `steps of ${to}`);
  }
  same(sum("account:mutual"), split.mutual_fen, "steps of the family's accounts");
  same(sum("account:own"), split.account_fen - split.mutual_fen, "steps of the own account");
}

function checkProduct(step: Step, rounding: Rounding): void {
  const product = BigInt(step.base_fen) * BigInt(step.rate_ppm as number);
  const floor = product / 1_000_000n;
  const rest = product % 1_000_000n;
  const up = { down: false, up: rest > 0n, "half-up": rest >= 500_000n, "half-even": false };
  up["half-even"] = rest > 500_000n || (rest === 500_000n && floor % 2n === 1n);
  same(step.result_fen, Number(floor) + (up[rounding] ? 1 : 0), `${step.title} by its rate`);
  if (step.terms.length === 0) return;
  let rate = 0;
  for (const { operation, rate_ppm } of step.terms) {
    if (operation === "base") rate = rate_ppm;
    if (operation === "plus") rate = Math.min(1_000_000, rate + rate_ppm);
    if (operation === "minus") rate = Math.max(0, rate - rate_ppm);
    if (operation === "times") rate = Number((BigInt(rate) * BigInt(rate_ppm)) / 1_000_000n);
  }
  same(step.rate_ppm as number, ppm(rate), `terms of ${step.title}`);
}

/** Funds together pay no more than what is in scope; no fund more than its year allows. */
function checkPayments({ region, bill, before, settled }: Settled): void {
  const { split } = settled;
  const firstCounts = choice(region, bill, "critical_illness_counts_first_self_pay") === "yes";
  const most = split.in_scope_fen + (firstCounts ? split.first_self_fen : 0);
  const sum = split.payments.reduce((total, payment) => total + payment.paid_fen, 0);
  ensure(sum <= most, `funds pay ${sum} of ${most}`);
  const after = applied(before, settled, 1);
  for (const [year, accumulators] of Object.entries(after.years)) {
    for (const [name, parameter] of CAPS) {
      const limit = limitOf(region, bill, parameter);
      const was = before.years[year]?.[name] ?? 0;
      const is = accumulators[name] ?? 0;
      ensure(is <= Math.max(limit, was), `${name} of ${year} is ${is}, over ${limit}`);
    }
  }
  for (const account of after.accounts) ensure(account.balance_fen >= 0, account.account_id);
}

const CAPS: readonly (readonly [string, string])[] = [
  ["employee-pool.paid", "employee_pool_cap"],
  ["resident-pool.paid", "resident_pool_cap"],
  ["employee-large-sum.paid", "large_sum_cap"],
  ["assistance.paid", "assistance_cap"],
  ["resident-outpatient.paid", "resident_outpatient_cap"],
  ["outpatient.deductible", "employee_outpatient_deductible_ceiling"],
];

function limitOf(region: Region, bill: Bill, name: string): number {
  return plainCell(region, name, bill.end).value as number;
}

function choice(region: Region, bill: Bill, name: string): string {
  return String(plainCell(region, name, bill.end).value);
}

/** What the funds of the year are said to have paid is what they paid. */
function checkMoves({ region, bill, settled }: Settled): void {
  const { split, moves } = settled;
  const moved = (name: string) =>
    moves.reduce((sum, one) => sum + (one.accumulator === name ? one.amount : 0), 0);
  const paid = (fund: string) =>
    split.payments.find((payment) => payment.fund === fund)?.paid_fen ?? 0;
  same(moved("employee-large-sum.paid"), paid("330100"), "large-sum moved");
  same(moved("critical-illness.paid"), paid("390200"), "critical illness moved");
  same(moved("assistance.paid"), paid("610100"), "assistance moved");
  if (choice(region, bill, "pool_cap_measure") === "fund-paid") {
    const pool = moved("employee-pool.paid") + moved("resident-pool.paid");
    same(pool + moved("paid-alone.paid"), paid("310100") + paid("390100"), "pool moved");
  }
  if (bill.visit_type === "2101") {
    same(moved("inpatient.deductible"), split.deductible_fen, "deductible moved");
  }
}

/** Settled and taken back, a person is as if the bill had never been. */
function checkReversal({ before, settled }: Settled): void {
  const back = applied(applied(before, settled, 1), settled, -1);
  ensure(JSON.stringify(plain(back)) === JSON.stringify(plain(before)), "reverse = never happened");
}

/** Accumulators that are nothing are as good as absent. */
function plain({ years, accounts }: PersonState) {
  const counted = (accumulators: Accumulators) =>
    Object.entries(accumulators)
      .filter(([, amount]) => amount !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = Object.entries(years)
    .map(([year, accumulators]) => [year, counted(accumulators)] as const)
    .filter(([, amounts]) => amounts.length > 0);
  return { years: entries.sort(([a], [b]) => (a < b ? -1 : 1)), accounts };
}
