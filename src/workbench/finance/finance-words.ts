import { ACCOUNT_CODES, type AccountClass, type PoolMove } from "../../ledger/index.ts";
import type { Region } from "../../policy/index.ts";

/** Names of what the books keep by codes. */

/** A fund pool by its funds' name; a budget line's by unit, year and number. */
export function poolTitle(region: Region, pool: string): { zh: string; en: string } {
  for (const fund of region.funds.values()) {
    if (fund.pool === pool) return { zh: fund.name, en: fund.english ?? pool };
  }
  const [unit, year, line] = pool.split("/");
  if (line === undefined) return { zh: pool, en: pool };
  return {
    zh: `单位 ${unit} ${year} 年 明细 ${line}`,
    en: `Unit ${unit}, ${year}, line ${line}`,
  };
}

/** Kinds of entries. */
const KINDS: Readonly<Record<string, string>> = {
  settlement: "医疗费用结算",
  reversal: "退费冲销",
  adjustment: "重算差额",
  void: "结算撤销",
  "claim-payment": "拨付个人待遇",
  "account-credit": "个人账户划入",
  budget: "年初预算",
  release: "指标下达",
  commitment: "占用",
  "commitment-release": "占用释放",
  voucher: "支付凭证",
  return: "退回",
  closing: "年终结账",
};

export function entryKindWord(kind: string, book: "funds" | "department"): string {
  if (book === "department" && kind === "adjustment") return "预算调整";
  if (book === "department" && kind === "reversal") return "冲销";
  return KINDS[kind] ?? kind;
}

/** What a pool has: the accounts whose credits are more than its debits. */
const SURPLUS_CLASSES: readonly AccountClass[] = ["income", "expense", "net-asset"];

export interface PoolMonth {
  readonly income_fen: number;
  readonly spending_fen: number;
  /** What the pool has at the end of the month: the sum of all before. */
  readonly balance_fen: number;
}

export interface PoolBooks {
  /** By month (`2026-10`), only those in which something moved. */
  readonly months: ReadonlyMap<string, PoolMonth>;
  readonly balance_fen: number;
  /** Money in banks (10xx). */
  readonly deposit_fen: number;
  /** What institutions are owed (2001-01). */
  readonly payable_fen: number;
  /** What persons are owed for bills they paid themselves (2001-02). */
  readonly payable_to_persons_fen: number;
  /** Whether anything was ever entered as income. */
  readonly has_income: boolean;
}

const DEPOSIT = /^10/;

/** Income, spending and balance of one pool, from its moves in the order of months. */
export function poolBooks(moves: readonly PoolMove[]): PoolBooks {
  const months = new Map<string, { income_fen: number; spending_fen: number; change: number }>();
  let deposit_fen = 0;
  let payable_fen = 0;
  let payable_to_persons_fen = 0;
  let has_income = false;
  for (const { code, class: kind, month, debit_fen, credit_fen } of moves) {
    const credit = credit_fen - debit_fen;
    if (DEPOSIT.test(code)) deposit_fen -= credit;
    if (code === ACCOUNT_CODES.payableToInstitutions) payable_fen += credit;
    if (code === ACCOUNT_CODES.payableToPersons) payable_to_persons_fen += credit;
    if (!SURPLUS_CLASSES.includes(kind)) continue;
    const known = months.get(month) ?? { income_fen: 0, spending_fen: 0, change: 0 };
    if (kind === "income") has_income = true;
    months.set(month, {
      income_fen: known.income_fen + (kind === "income" ? credit : 0),
      spending_fen: known.spending_fen - (kind === "expense" ? credit : 0),
      change: known.change + credit,
    });
  }
  let balance_fen = 0;
  const ordered = [...months].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const summed = ordered.map(([month, { change, ...one }]) => {
    balance_fen += change;
    return [month, { ...one, balance_fen }] as const;
  });
  const payables = { payable_fen, payable_to_persons_fen };
  return { months: new Map(summed), balance_fen, deposit_fen, ...payables, has_income };
}
