import { dateFromDayNumber, type Fen, YibaoError } from "../../kernel/index.ts";
import { adjudicate, type BillCase, type BulkBills, type Region } from "../../policy/index.ts";
import type { HistoryBatch } from "../history/history.ts";
import type { SettledColumns, Settler } from "./settler.ts";

/**
 * A database may hold bills of which today's policy says nothing (a visit type that has gone). The
 * history marks them; they stay as they were settled and move nothing, as where it was written.
 */
export interface Deciding {
  /** @throws YibaoError POLICY-* for any other bill that nothing decides */
  settled(settler: Settler, batch: HistoryBatch): SettledColumns;
}

export function deciding(region: Region, cases: readonly BillCase[]): Deciding {
  const known = new Map<string, boolean>();
  const isDecided = (number: number, day: number): boolean => {
    const key = `${number}/${day}`;
    let decided = known.get(key);
    if (decided === undefined) {
      decided = decides(region, cases[number] as BillCase, day);
      known.set(key, decided);
    }
    return decided;
  };
  return {
    settled(settler, batch) {
      try {
        return settler.settle(batch.bills);
      } catch (error) {
        const kept = decidedRows(batch, isDecided);
        if (!(error instanceof YibaoError) || kept.length === batch.bills.count) throw error;
        return spread(settler.settle(picked(batch.bills, kept)), kept, batch.bills.count);
      }
    },
  };
}

function decides(region: Region, one: BillCase, day: number): boolean {
  const facts = {
    ...one,
    care_date: dateFromDayNumber(day),
    lines: [],
    stay: { first_settlement: true, deductible_charged_fen: 0 as Fen, admission_year: null },
    account_use: "none" as const,
    accounts: [],
  };
  try {
    adjudicate(region, facts, {});
    return true;
  } catch (error) {
    if (error instanceof YibaoError) return false;
    throw error;
  }
}

/** The rows without those that the history excepts and nothing decides, nor their cancellations. */
function decidedRows(
  { bills, columns }: HistoryBatch,
  isDecided: (number: number, day: number) => boolean,
): number[] {
  const out = new Uint8Array(bills.count);
  const kept: number[] = [];
  for (let row = 0; row < bills.count; row += 1) {
    const back = bills.cancels_back[row] as number;
    const excepted =
      columns.reproduced[row] === 0 &&
      !isDecided(bills.case[row] as number, bills.care_day[row] as number);
    if (back > 0 ? out[row - back] === 1 : excepted) out[row] = 1;
    else kept.push(row);
  }
  return kept;
}

function picked(bills: BulkBills, rows: readonly number[]): BulkBills {
  const { count: _, ...columns } = bills;
  const entries = Object.entries(columns).flatMap(([name, column]) => {
    if (!ArrayBuffer.isView(column)) return [];
    const taken = new (column.constructor as new (length: number) => typeof column)(rows.length);
    rows.forEach((row, at) => {
      taken[at] = column[row] as number;
    });
    return [[name, taken] as const];
  });
  const taken = Object.fromEntries(entries) as unknown as BulkBills;
  const placeOf = new Map(rows.map((row, at) => [row, at]));
  rows.forEach((row, at) => {
    const back = bills.cancels_back[row] as number;
    if (back > 0) taken.cancels_back[at] = at - (placeOf.get(row - back) as number);
  });
  return { ...taken, count: rows.length };
}

/** The columns in their old places; rows left out came to nothing. */
function spread(
  { funds, person_fen }: SettledColumns,
  rows: readonly number[],
  count: number,
): SettledColumns {
  const spreadColumn = (column: Int32Array): Int32Array => {
    const all = new Int32Array(count);
    rows.forEach((row, at) => {
      all[row] = column[at] as number;
    });
    return all;
  };
  return {
    funds: funds.map((column) => column && spreadColumn(column)),
    person_fen: spreadColumn(person_fen),
  };
}
