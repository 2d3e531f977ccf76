import { addDays, type CivilDate, dayNumber } from "../../kernel/index.ts";
import type { BulkBills } from "../../policy/index.ts";
import type { ComparedBills } from "./tally-bills.ts";

/** The days whose settlements count in the answers, and their months. */
export interface Window {
  readonly from_day: number;
  readonly to_day: number;
  /** "2025-01" and so on. */
  readonly months: readonly string[];
  /** Index of the month of each day from `from_day` on. */
  readonly month_of: Uint8Array;
}

/** Both days count in. */
export function windowOf(from: CivilDate, to: CivilDate): Window {
  const from_day = dayNumber(from);
  const to_day = dayNumber(to);
  const months: string[] = [];
  const month_of = new Uint8Array(to_day - from_day + 1);
  for (let index = 0; index < month_of.length; index += 1) {
    const month = addDays(from, index).slice(0, 7);
    if (months.at(-1) !== month) months.push(month);
    month_of[index] = months.length - 1;
  }
  return { from_day, to_day, months, month_of };
}

/** The month of a bill settled outside the window. */
export const OUTSIDE = 255;

/** The month of settling of each bill, by its index in the window. */
export function monthsOf({ from_day, to_day, month_of }: Window, settled_day: Int32Array) {
  const month = new Uint8Array(settled_day.length);
  for (let bill = 0; bill < settled_day.length; bill += 1) {
    const day = settled_day[bill] as number;
    const inside = day >= from_day && day <= to_day;
    month[bill] = inside ? (month_of[day - from_day] as number) : OUTSIDE;
  }
  return month;
}

/** Leaves out the bills outside the window: they were settled for what they moved, not to count. */
export function insideOnly(compared: ComparedBills): ComparedBills {
  const kept = compared.month.reduce((count, month) => count + (month === OUTSIDE ? 0 : 1), 0);
  const pick = <Column extends Int32Array | Int16Array | Uint8Array>(column: Column): Column => {
    const picked = new (column.constructor as new (length: number) => Column)(kept);
    let at = 0;
    for (let bill = 0; bill < column.length; bill += 1) {
      if (compared.month[bill] === OUTSIDE) continue;
      picked[at] = column[bill] as number;
      at += 1;
    }
    return picked;
  };
  const { bills } = compared;
  return {
    bills: pickedBills(bills, kept, pick),
    month: pick(compared.month),
    level: pick(compared.level),
    funds_before: compared.funds_before.map(pick),
    funds_after: compared.funds_after.map(pick),
    person_before_fen: pick(compared.person_before_fen),
    person_after_fen: pick(compared.person_after_fen),
  };
}

type Pick = <Column extends Int32Array | Int16Array | Uint8Array>(column: Column) => Column;

function pickedBills(bills: BulkBills, count: number, pick: Pick): BulkBills {
  const { count: _, ...columns } = bills;
  const picked = Object.entries(columns).map(([name, column]) => [name, pick(column)]);
  return { count, ...(Object.fromEntries(picked) as typeof columns) };
}
