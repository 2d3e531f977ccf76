import type { Fen } from "../kernel/index.ts";
import { type BudgetLine, isTreasury, type SourceKind } from "./line.ts";

/**
 * What each document posts, by account code: debit positive. Control accounts (9xxx) follow the
 * budget line's life; financial (1-5) and budget accounting (6-8) are posted side by side. Each of
 * the three balances by itself. Source: regions/000000-national/department-accounts.yaml.
 */

/** One amount on one account of a budget line. */
export interface Leg {
  readonly code: string;
  readonly amount_fen: Fen;
}

export const ORIGINAL = "9001";
export const ADJUSTED = "9002";
export const CARRIED_IN = "9003";
export const RELEASED = "9004";
export const AVAILABLE = "9101";
export const COMMITTED = "9102";
export const PAID = "9103";
const RELEASE_SOURCE = "9104";
export const CARRIED_OUT = "9105";
export const LAPSED = "9106";

const BANK = "1002";
export const TREASURY_QUOTA = "1201";
const FIXED_ASSETS = "1601";
const SURPLUS = "3001";
const RESULT_OF_YEAR = "3301";
const TREASURY_INCOME = "4001";
const BUDGET_MONEY = "8001-01";
const BUDGET_QUOTA = "8001-02";
const TREASURY_CARRIED = "8101";
const TREASURY_SURPLUS = "8102";
const OWN_CARRIED = "8201";
const OWN_SURPLUS = "8202";
const OPERATING_SURPLUS = "8401";
const TREASURY_BUDGET_INCOME = "6001";

/** Financial and budget-accounting income by source. */
const INCOME: Readonly<Record<SourceKind, readonly [string, string]>> = {
  appropriation: [TREASURY_INCOME, TREASURY_BUDGET_INCOME],
  "non-tax": [TREASURY_INCOME, TREASURY_BUDGET_INCOME],
  business: ["4101", "6101"],
  superior: ["4201", "6201"],
  affiliate: ["4301", "6301"],
  operating: ["4401", "6401"],
  other: ["4609", "6609"],
  // Not income of the year: it stands in what earlier years left.
  carried: [SURPLUS, TREASURY_CARRIED],
};

/** Accounts that lines paid by the treasury never use, and those that the others never use. */
const OWN_ONLY = /^(1002|4[1-6]|5201|6[1-6]|7301|8001-01|82|84)/;
const TREASURY_ONLY = /^(1201|4001|6001|8001-02|81)/;

/** Whether a line can post to an account: it has only those. */
export function postsTo({ fund }: Pick<BudgetLine, "fund">, code: string): boolean {
  return !(isTreasury(fund) ? OWN_ONLY : TREASURY_ONLY).test(code);
}

/** From one account to another: debit and credit. Nothing for zero. */
function move(debit: string, credit: string, amount_fen: Fen): readonly Leg[] {
  if (amount_fen === 0) return [];
  return [
    { code: debit, amount_fen },
    { code: credit, amount_fen: -amount_fen as Fen },
  ];
}

/** The approved budget, an adjustment, or what was carried in. */
export function budgetLegs(
  account: typeof ORIGINAL | typeof ADJUSTED | typeof CARRIED_IN,
  amount_fen: Fen,
): readonly Leg[] {
  return move(account, AVAILABLE, amount_fen);
}

/**
 * 指标下达, or money received. A quota of the treasury is no income yet; own money is, and what an
 * earlier year left is an opening balance.
 */
export function releaseLegs(line: BudgetLine, amount_fen: Fen): readonly Leg[] {
  const control = move(RELEASED, RELEASE_SOURCE, amount_fen);
  const [income, budgetIncome] = INCOME[line.source];
  if (line.source !== "carried") {
    if (isTreasury(line.fund)) return control;
    return [...control, ...move(BANK, income, amount_fen), ...moneyIn(budgetIncome, amount_fen)];
  }
  if (!isTreasury(line.fund)) {
    return [...control, ...move(BANK, SURPLUS, amount_fen), ...moneyIn(OWN_CARRIED, amount_fen)];
  }
  return [
    ...control,
    ...move(TREASURY_QUOTA, SURPLUS, amount_fen),
    ...move(BUDGET_QUOTA, TREASURY_CARRIED, amount_fen),
  ];
}

function moneyIn(credit: string, amount_fen: Fen): readonly Leg[] {
  return move(BUDGET_MONEY, credit, amount_fen);
}

/** Reserves; a negative amount frees again. */
export function commitmentLegs(amount_fen: Fen): readonly Leg[] {
  return move(AVAILABLE, COMMITTED, amount_fen);
}

/** Pays what was reserved. */
export function paymentLegs(line: BudgetLine, amount_fen: Fen): readonly Leg[] {
  return [...move(COMMITTED, PAID, amount_fen), ...spendingLegs(line, amount_fen)];
}

/** Money of a voucher that came back: spending is less, and the line has it again. */
export function returnLegs(line: BudgetLine, amount_fen: Fen): readonly Leg[] {
  const back = -amount_fen as Fen;
  return [...move(AVAILABLE, PAID, back), ...spendingLegs(line, back)];
}

function spendingLegs(line: BudgetLine, amount_fen: Fen): readonly Leg[] {
  const [from, budgetFrom] = paidFrom(line);
  return [
    ...move(spendingAccount(line), from, amount_fen),
    ...move(budgetSpendingAccount(line), budgetFrom, amount_fen),
  ];
}

function paidFrom({ fund, source }: BudgetLine): readonly [string, string] {
  if (!isTreasury(fund)) return [BANK, BUDGET_MONEY];
  if (source === "carried") return [TREASURY_QUOTA, BUDGET_QUOTA];
  return [TREASURY_INCOME, TREASURY_BUDGET_INCOME];
}

/** Equipment and building (309, 310) make assets; all else is an expense of the year. */
function spendingAccount({ economic_code, source }: BudgetLine): string {
  if (/^(309|310)/.test(economic_code)) return FIXED_ASSETS;
  return source === "operating" ? "5201" : "5001";
}

/** 行政支出, 事业支出 or 经营支出. */
function budgetSpendingAccount({ unit_kind, source }: BudgetLine): string {
  if (source === "operating") return "7301";
  return unit_kind === "institution" ? "7201" : "7101";
}

/** How what a line has left is treated at the end of its year. */
export interface LineEnd {
  /** What goes into the next year's line. */
  readonly carried_fen: Fen;
  /** 结转: unfinished, for the same purpose. 结余: finished, for any purpose allowed. */
  readonly nature: "carry-over" | "surplus";
  /** What expires. */
  readonly lapsed_fen: Fen;
}

/** The control accounts of a year's end. */
export function endControlLegs({ carried_fen, lapsed_fen }: LineEnd): readonly Leg[] {
  return [...move(AVAILABLE, CARRIED_OUT, carried_fen), ...move(AVAILABLE, LAPSED, lapsed_fen)];
}

/**
 * The accounting of a year's end, from what stands on the line's accounts before it (debits minus
 * credits): the quota carried over is recognised, a quota of earlier years that expires is given
 * back, income and spending are closed into the surplus, and what is carried leaves the line.
 */
export function endLegs(
  line: BudgetLine,
  end: LineEnd,
  standing: ReadonlyMap<string, Fen>,
): readonly Leg[] {
  const recognised = recognisedAtEnd(line, end, standing.get(TREASURY_QUOTA) ?? (0 as Fen));
  const before = new Map(standing);
  for (const { code, amount_fen } of recognised) {
    before.set(code, ((before.get(code) ?? 0) + amount_fen) as Fen);
  }
  return [
    ...recognised,
    ...closedInto([RESULT_OF_YEAR, SURPLUS], before, /^[45]/),
    ...closedInto([carriedAccount(line, "carry-over")], before, /^[67]/),
    ...carriedAway(line, end),
  ];
}

function recognisedAtEnd(line: BudgetLine, end: LineEnd, quota_fen: Fen): readonly Leg[] {
  if (!isTreasury(line.fund)) return [];
  if (line.source === "carried") {
    const expiring_fen = (quota_fen - end.carried_fen) as Fen;
    return [
      ...move(SURPLUS, TREASURY_QUOTA, expiring_fen),
      ...move(TREASURY_CARRIED, BUDGET_QUOTA, expiring_fen),
    ];
  }
  return [
    ...move(TREASURY_QUOTA, TREASURY_INCOME, end.carried_fen),
    ...move(BUDGET_QUOTA, TREASURY_BUDGET_INCOME, end.carried_fen),
  ];
}

/** Brings accounts to zero against the first of `through`, and on to the last. */
function closedInto(
  through: readonly string[],
  standing: ReadonlyMap<string, Fen>,
  codes: RegExp,
): readonly Leg[] {
  const legs: Leg[] = [];
  let sum = 0;
  for (const [code, amount_fen] of standing) {
    if (!codes.test(code) || amount_fen === 0) continue;
    legs.push({ code, amount_fen: -amount_fen as Fen });
    sum += amount_fen;
  }
  if (sum === 0) return legs;
  for (const [index, code] of through.entries()) {
    const next = through[index + 1];
    legs.push({ code, amount_fen: sum as Fen });
    if (next !== undefined) legs.push({ code, amount_fen: -sum as Fen });
  }
  return legs;
}

function carriedAway(line: BudgetLine, end: LineEnd): readonly Leg[] {
  const { carried_fen, nature } = end;
  const [money, budgetMoney] = isTreasury(line.fund)
    ? [TREASURY_QUOTA, BUDGET_QUOTA]
    : [BANK, BUDGET_MONEY];
  const kept = carriedAccount(line, "carry-over");
  const named = carriedAccount(line, nature);
  return [
    ...move(SURPLUS, money, carried_fen),
    ...(kept === named ? [] : move(kept, named, carried_fen)),
    ...move(named, budgetMoney, carried_fen),
  ];
}

function carriedAccount({ fund, source }: BudgetLine, nature: LineEnd["nature"]): string {
  if (isTreasury(fund)) return nature === "surplus" ? TREASURY_SURPLUS : TREASURY_CARRIED;
  if (source === "operating") return OPERATING_SURPLUS;
  return nature === "surplus" ? OWN_SURPLUS : OWN_CARRIED;
}
