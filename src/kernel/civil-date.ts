import { YibaoError } from "./errors.ts";

/** A civil date in China Standard Time, `"2023-06-01"`. Compares and sorts as text. */
export type CivilDate = string & { readonly __unit: "civil date" };

/** A half-open period `[from, to)`; `to` null means until replaced. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

const DATE_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY_MILLISECONDS = 86_400_000;

/**
 * A checked constructor: the day must exist (2023-02-29 does not).
 * @throws YibaoError DATE-NOT-A-DATE
 */
export function civilDate(text: string): CivilDate {
  const match = DATE_TEXT.exec(text);
  if (!match) throw new YibaoError("DATE-NOT-A-DATE", { value: text });
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new YibaoError("DATE-NOT-A-DATE", { value: text });
  }
  return text as CivilDate;
}

export function isCivilDate(text: string): text is CivilDate {
  const match = DATE_TEXT.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // There is no year 0, and Postgres has none either.
  if (year < 1 || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] as number);
}

/** The later of two days. Days are texts that sort, so `Math.max` is not for them. */
export function laterDay(a: CivilDate, b: CivilDate): CivilDate {
  return b > a ? b : a;
}

/** The earlier of two days. */
export function earlierDay(a: CivilDate, b: CivilDate): CivilDate {
  return b < a ? b : a;
}

export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

export function firstDayOfYear(year: number): CivilDate {
  return `${String(year).padStart(4, "0")}-01-01` as CivilDate;
}

/** Days since 1970-01-01; the calendar is the proleptic Gregorian one, without time zones. */
export function dayNumber(date: CivilDate): number {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  // Not Date.UTC: it takes the years 0–99 for 1900–1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MILLISECONDS;
}

export function dateFromDayNumber(day: number): CivilDate {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10) as CivilDate;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dateFromDayNumber(dayNumber(date) + days);
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Whole years of age on a day, as the 周岁 rule counts: the birthday itself completes the year. */
export function ageOn(born: CivilDate, day: CivilDate): number {
  const years = yearOf(day) - yearOf(born);
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

export function contains(period: Period, day: CivilDate): boolean {
  return period.from <= day && (period.to === null || day < period.to);
}

export function overlaps(a: Period, b: Period): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);
}

/**
 * The civil date and time in China Standard Time (UTC+8, no summer time) of an instant, as
 * `"2023-06-01 08:30:00"`. The instant comes in as an argument: the kernel reads no clock.
 */
export function chinaTime(instant: Date): string {
  const shifted = new Date(instant.getTime() + 8 * 3_600_000);
  return shifted.toISOString().slice(0, 19).replace("T", " ");
}
