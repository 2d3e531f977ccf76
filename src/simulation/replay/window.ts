import { addDays, type CivilDate, dayNumber, yearOf } from "../../kernel/index.ts";

/** The days whose settlements count in the answers, and their months. */
export interface Window {
  readonly from_day: number;
  readonly to_day: number;
  /** "2025-01" and so on. */
  readonly months: readonly string[];
  /** Index of the month of each day from `from_day` on. */
  readonly month_of: Uint8Array;
}

/** The month of a bill settled outside the window: it was settled for what it moved. */
export const OUTSIDE = 255;

/** Both days count in. Months are counted in one byte: twenty years are as many as it holds. */
export function windowOf(from: CivilDate, to: CivilDate): Window {
  const from_day = dayNumber(from);
  const to_day = dayNumber(to);
  const months: string[] = [];
  const month_of = new Uint8Array(to_day - from_day + 1);
  for (let index = 0; index < month_of.length; index += 1) {
    const month = addDays(from, index).slice(0, 7);
    if (months.at(-1) !== month) months.push(month);
    if (months.length > OUTSIDE) throw new RangeError(`${from} to ${to} has too many months`);
    month_of[index] = months.length - 1;
  }
  return { from_day, to_day, months, month_of };
}

/** The month of settling of each bill, by its index in the window; written into `month`. */
export function monthsOf(window: Window, settled_day: Int32Array, month: Uint8Array): void {
  const { from_day, to_day, month_of } = window;
  for (let bill = 0; bill < settled_day.length; bill += 1) {
    const day = settled_day[bill] as number;
    const inside = day >= from_day && day <= to_day;
    month[bill] = inside ? (month_of[day - from_day] as number) : OUTSIDE;
  }
}

export interface WindowDays {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Whether the days are whole calendar years: then a year's income and spending meet. */
export function isWholeYears({ from, to }: WindowDays): boolean {
  return from.endsWith("-01-01") && to.endsWith("-12-31");
}

/** Whether the days are whole months: then a month's income belongs to them. */
export function isWholeMonths({ from, to }: WindowDays): boolean {
  return from.endsWith("-01") && addDays(to, 1).endsWith("-01");
}

/** Calendar years that the days touch. */
export function yearsIn({ from, to }: WindowDays): number[] {
  return Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index);
}
