import { divideFenByPpm, multiplyFenByRatio } from "../../kernel/index.ts";
import type { Region } from "../region.ts";
import type { BillCase, BulkBills, BulkOutcome } from "./bulk-bills.ts";
import { type BulkSource, bulkSourceOf } from "./bulk-source.ts";
import { BulkState } from "./bulk-state.ts";
import { type Days, type PlanTable, planTable } from "./plan-table.ts";
import { PRODUCTS } from "./plan-writer.ts";

/** A region made ready to settle many bills; the same bills give the same amounts, to the fen. */
export interface BulkProgram {
  /** The funds that the region's benefits pay from, in the order of the outcome's columns. */
  readonly funds: readonly string[];
  /** The accumulators that the cases read or move. */
  readonly accumulators: readonly string[];
  /** How many different plans the cases have, and how many functions settle them. */
  readonly plans: number;
  readonly functions: number;
  /**
   * Settles the rows from `from` up to and without `to`, which begin and end with whole persons,
   * as if each person had nothing used before, and fills in their outcome.
   * @throws YibaoError POLICY-NO-BENEFIT, POLICY-NO-VALUE for a bill that nothing decides;
   *   RangeError for one outside the program's days
   */
  settle(bills: BulkBills, from: number, to: number, outcome: BulkOutcome): void;
}

/**
 * Binds every case on every stretch of the days, and makes of it a program without look-ups.
 *
 * Its answers are those of `adjudicate`, bill by bill in the order given, with what each person
 * has used until then. Accounts are left out: `person_fen` is what account and cash bear together.
 *
 * - A stay's deductible is charged once over the rows with its number (`stay_deductible: once`).
 *   Where each part is charged for itself, give each part its own number, as first of its stay.
 * - Where a stay is split by year and charged once, a later part looks for repeated admissions in
 *   the year of the row that counted its admission, if that row is among the bills.
 * - A cancellation takes back what its bill moved; later bills stay as they are.
 */
export function compileBulk(region: Region, cases: readonly BillCase[], days: Days): BulkProgram {
  const funds = fundsOf(region);
  const table = planTable(region, cases, days, funds);
  const made = bulkSourceOf(table, funds.length);
  const settleRows = start(table, made);
  const program: BulkProgram = {
    funds,
    accumulators: table.accumulators,
    plans: table.plans.length,
    functions: new Set(made.function_of).size,
    settle: (bills, from, to, outcome) => {
      if (from >= to) return;
      for (const column of outcome.funds) column.fill(0, from, to);
      outcome.deductible_fen.fill(0, from, to);
      settleRows(
        bills,
        outcome,
        from,
        to,
        new BulkState(region, cases, table, bills, outcome, from, to),
      );
    },
  };
  sources.set(program, made.source);
  return program;
}

const sources = new WeakMap<BulkProgram, string>();

/** The program as text, for people to read. */
export function bulkSource(program: BulkProgram): string {
  return sources.get(program) ?? "";
}

/** Columns for as many rows, all zero. */
export function newBulkOutcome(program: BulkProgram, count: number): BulkOutcome {
  return {
    funds: program.funds.map(() => new Int32Array(count)),
    deductible_fen: new Int32Array(count),
    person_fen: new Int32Array(count),
  };
}

/** All funds that a layer of any benefit names, whatever the cases: regions can be compared. */
function fundsOf(region: Region): string[] {
  const funds = region.benefits.flatMap(({ layers }) =>
    layers.flatMap((layer) => ("fund" in layer ? [layer.fund] : [])),
  );
  return [...new Set(funds)].sort();
}

type SettleRows = (
  bills: BulkBills,
  outcome: BulkOutcome,
  from: number,
  to: number,
  state: BulkState,
) => void;

/** The text becomes a function; see `bulkSourceOf` for why nothing foreign can be in it. */
function start(table: PlanTable, made: BulkSource): SettleRows {
  const tables = {
    values: made.values,
    slots: made.slots,
    functionOf: made.function_of,
    valuesFrom: made.values_from,
    slotsFrom: made.slots_from,
    planAt: table.plan_at,
    stretchAt: table.stretch_at,
    stretches: table.stretches,
    firstDay: table.first_day,
    width: table.accumulators.length,
  };
  const arithmetic = { ...PRODUCTS, divideFenByPpm, multiplyFenByRatio };
  return new Function("arithmetic", "tables", made.source)(arithmetic, tables) as SettleRows;
}
