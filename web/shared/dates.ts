/** Dates and moments as texts; all in China Standard Time, whatever the browser's own zone. */

const MOMENT = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "medium",
});

/** 2025-06-01 12:30:05 of an ISO moment. */
export function momentText(moment: string | null): string {
  if (moment === null || moment === "") return "—";
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : MOMENT.format(date);
}

export function dateText(date: string | null): string {
  return date === null || date === "" ? "—" : date.slice(0, 10);
}

/** The day it is in China now. */
export function today(): string {
  return MOMENT.format(new Date()).slice(0, 10);
}

/** A half-open period as people say it: the last day is the day before `to`. */
export function periodText(from: string | null, to: string | null, open: string): string {
  return `${dateText(from)} – ${to === null ? open : dayBefore(to)}`;
}

const MILLISECONDS_A_DAY = 86_400_000;

export function dayBefore(date: string): string {
  return new Date(Date.parse(date) - MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}
