import type { Fen } from "../kernel/index.ts";
import type { PoolMove } from "../ledger/index.ts";
import { grouped } from "./grouped.ts";
import { type BudgetLine, expenditureKind, isTreasury, poolOf } from "./line.ts";
import {
  ADJUSTED,
  AVAILABLE,
  CARRIED_IN,
  CARRIED_OUT,
  COMMITTED,
  LAPSED,
  ORIGINAL,
  PAID,
  RELEASED,
} from "./postings.ts";

/** 执行情况, in fen: budget − committed − paid − carried out − lapsed = available. */
export interface Execution {
  /** 年初预算. */
  readonly original_fen: Fen;
  readonly adjusted_fen: Fen;
  readonly carried_in_fen: Fen;
  /** 调整后预算. */
  readonly budget_fen: Fen;
  /** 已下达. */
  readonly released_fen: Fen;
  /** 已占用, not paid. */
  readonly committed_fen: Fen;
  /** 已支付. */
  readonly paid_fen: Fen;
  readonly carried_out_fen: Fen;
  readonly lapsed_fen: Fen;
  /** 余额. */
  readonly available_fen: Fen;
  /** Paid in each month, January first. */
  readonly paid_by_month_fen: readonly Fen[];
}

export interface LineExecution {
  readonly line: BudgetLine;
  readonly execution: Execution;
}

/** A code with the sum of what stands under it. */
export interface RolledUp {
  readonly code: string;
  /** 0 for the outermost: 类; then 款, 项. */
  readonly depth: number;
  readonly execution: Execution;
}

const MONTHS = 12;

/** The execution of lines, read from the moves on their accounts. */
export function executionOf(
  lines: readonly BudgetLine[],
  moves: readonly PoolMove[],
): readonly LineExecution[] {
  const byPool = grouped(moves, ({ pool }) => pool);
  return lines.map((line) => ({
    line,
    execution: executionOfPool(byPool.get(poolOf(line)) ?? []),
  }));
}

function executionOfPool(moves: readonly PoolMove[]): Execution {
  const standing = new Map<string, number>();
  const paid_by_month_fen = new Array<Fen>(MONTHS).fill(0 as Fen);
  for (const { code, month, debit_fen, credit_fen } of moves) {
    standing.set(code, (standing.get(code) ?? 0) + debit_fen - credit_fen);
    const index = Number(month.slice(5)) - 1;
    if (code === PAID) {
      paid_by_month_fen[index] = ((paid_by_month_fen[index] ?? 0) + credit_fen - debit_fen) as Fen;
    }
  }
  const debit = (code: string): Fen => (standing.get(code) ?? 0) as Fen;
  const credit = (code: string): Fen => (0 - (standing.get(code) ?? 0)) as Fen;
  return {
    original_fen: debit(ORIGINAL),
    adjusted_fen: debit(ADJUSTED),
    carried_in_fen: debit(CARRIED_IN),
    budget_fen: (debit(ORIGINAL) + debit(ADJUSTED) + debit(CARRIED_IN)) as Fen,
    released_fen: debit(RELEASED),
    committed_fen: credit(COMMITTED),
    paid_fen: credit(PAID),
    carried_out_fen: credit(CARRIED_OUT),
    lapsed_fen: credit(LAPSED),
    available_fen: credit(AVAILABLE),
    paid_by_month_fen,
  };
}

/** The sum of executions. */
export function totalOf(rows: readonly LineExecution[]): Execution {
  const sum = (amount: (execution: Execution) => Fen): Fen =>
    rows.reduce((all, { execution }) => all + amount(execution), 0) as Fen;
  return {
    original_fen: sum((one) => one.original_fen),
    adjusted_fen: sum((one) => one.adjusted_fen),
    carried_in_fen: sum((one) => one.carried_in_fen),
    budget_fen: sum((one) => one.budget_fen),
    released_fen: sum((one) => one.released_fen),
    committed_fen: sum((one) => one.committed_fen),
    paid_fen: sum((one) => one.paid_fen),
    carried_out_fen: sum((one) => one.carried_out_fen),
    lapsed_fen: sum((one) => one.lapsed_fen),
    available_fen: sum((one) => one.available_fen),
    paid_by_month_fen: Array.from({ length: MONTHS }, (_, index) =>
      sum((one) => one.paid_by_month_fen[index] ?? (0 as Fen)),
    ),
  };
}

const FUNCTIONAL_LENGTHS = [3, 5, 7];
const ECONOMIC_LENGTHS = [3, 5];

/** 功能分类 类, 款 and 项, each before what stands under it. */
export function byFunction(rows: readonly LineExecution[]): readonly RolledUp[] {
  return rolledUp(rows, FUNCTIONAL_LENGTHS, ({ functional_code }) => functional_code);
}

/** 部门预算支出经济分类 类 and 款. */
export function byEconomic(rows: readonly LineExecution[]): readonly RolledUp[] {
  return rolledUp(rows, ECONOMIC_LENGTHS, ({ economic_code }) => economic_code);
}

/** 政府预算支出经济分类 类 and 款. */
export function byGovernment(rows: readonly LineExecution[]): readonly RolledUp[] {
  return rolledUp(rows, ECONOMIC_LENGTHS, ({ government_code }) => government_code);
}

function rolledUp(
  rows: readonly LineExecution[],
  lengths: readonly number[],
  codeOf: (line: BudgetLine) => string,
): readonly RolledUp[] {
  const coded = rows.flatMap((row) =>
    lengths.map((length) => ({ row, code: codeOf(row.line).slice(0, length) })),
  );
  const groups = grouped(coded, ({ code }) => code);
  return [...groups.keys()].toSorted().map((code) => ({
    code,
    depth: lengths.indexOf(code.length),
    execution: totalOf((groups.get(code) ?? []).map(({ row }) => row)),
  }));
}

/** 三公经费 by departmental economic 款; capital of vehicles includes the basic-construction one. */
const ABROAD = ["30212"];
const RECEPTION = ["30217"];
const VEHICLE_RUNNING = ["30231"];
const VEHICLE_PURCHASE = ["31013", "30913"];

/** What the disclosures tell apart, over lines paid by the treasury where they say 财政拨款. */
export interface ExecutionSummary {
  readonly total: Execution;
  readonly basic_personnel: Execution;
  readonly basic_public: Execution;
  readonly project: Execution;
  /** 因公出国（境）费, 公务接待费, 公务用车运行维护费, 公务用车购置费 of 财政拨款. */
  readonly abroad: Execution;
  readonly reception: Execution;
  readonly vehicle_running: Execution;
  readonly vehicle_purchase: Execution;
  /** 会议费 and 培训费 of 财政拨款. */
  readonly meetings: Execution;
  readonly training: Execution;
  /** 机关运行经费: 公用经费 of 一般公共预算 of administrative and 参公 units. */
  readonly operating: Execution;
  /** 政府采购, of all funds. */
  readonly procurement: Execution;
}

export function summaryOf(rows: readonly LineExecution[]): ExecutionSummary {
  const where = (test: (line: BudgetLine) => boolean): Execution =>
    totalOf(rows.filter(({ line }) => test(line)));
  const appropriated = (codes: readonly string[]): Execution =>
    where((line) => isTreasury(line.fund) && codes.includes(line.economic_code));
  return {
    total: totalOf(rows),
    basic_personnel: where((line) => expenditureKind(line) === "personnel"),
    basic_public: where((line) => expenditureKind(line) === "public"),
    project: where((line) => expenditureKind(line) === "project"),
    abroad: appropriated(ABROAD),
    reception: appropriated(RECEPTION),
    vehicle_running: appropriated(VEHICLE_RUNNING),
    vehicle_purchase: appropriated(VEHICLE_PURCHASE),
    meetings: appropriated(["30215"]),
    training: appropriated(["30216"]),
    operating: where(
      (line) =>
        line.fund === "general" &&
        line.unit_kind !== "institution" &&
        expenditureKind(line) === "public",
    ),
    procurement: where((line) => line.procurement),
  };
}
