import { addDays, type CivilDate, earlierDay, laterDay, YibaoError } from "../kernel/index.ts";
import type { StatementDays } from "../settlement/index.ts";
import type { ClearingApplication } from "./clearing.ts";

/**
 * A claim is a stretch of days with the application that stands for it, or with none: what has
 * been settled and not yet applied for.
 */
export interface Claim extends StatementDays {
  readonly application: ClearingApplication | null;
}

/** Days from the first to the last of a month; `202306`. Null when it is none. */
export function daysOfMonth(month: string): StatementDays | null {
  // The year 9999 has no day after it, the year 0 no day at all.
  if (!/^(?!9999)[1-9]\d{3}(0[1-9]|1[0-2])$/.test(month)) return null;
  const from = `${month.slice(0, 4)}-${month.slice(4)}-01` as CivilDate;
  // Day 31 of the month is in it or in the next one.
  const next = addDays(from, 31).slice(0, 8);
  return { from, to: addDays(`${next}01` as CivilDate, -1) };
}

/** More are asked for in several queries. */
const MONTHS_MAX = 36;

/**
 * The months from one to another, both included.
 * @throws YibaoError RECONCILIATION-PERIOD
 */
export function monthsBetween(first: StatementDays, last: StatementDays): StatementDays[] {
  const { from } = first;
  const { to } = last;
  if (to < from) throw badMonths(from, to, "结束年月早于起始年月");
  const months: StatementDays[] = [];
  for (let at = first; at.from <= to; at = monthAfter(at)) {
    if (months.length === MONTHS_MAX) throw badMonths(from, to, `超过 ${MONTHS_MAX} 个月`);
    months.push(at);
  }
  return months;
}

function monthAfter({ to }: StatementDays): StatementDays {
  return daysOfMonth(addDays(to, 1).slice(0, 7).replace("-", "")) as StatementDays;
}

function badMonths(from: CivilDate, to: CivilDate, reason: string): YibaoError {
  return new YibaoError("RECONCILIATION-PERIOD", { from, to, action: "查询", reason });
}

/** The days of a stretch for which no standing application asks, in order. */
export function unclaimedDays(
  stretch: StatementDays,
  standing: readonly StatementDays[],
): StatementDays[] {
  const open: StatementDays[] = [];
  let from = stretch.from;
  for (const claimed of standing.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (claimed.to < from || claimed.from > stretch.to) continue;
    if (claimed.from > from) open.push({ from, to: addDays(claimed.from, -1) });
    from = addDays(claimed.to, 1);
  }
  if (from <= stretch.to) open.push({ from, to: stretch.to });
  return open;
}

/** The days of a stretch for which an application stands, in order. */
export function claimedDays(
  stretch: StatementDays,
  standing: readonly StatementDays[],
): StatementDays[] {
  return standing
    .filter(({ from, to }) => to >= stretch.from && from <= stretch.to)
    .map(({ from, to }) => ({
      from: laterDay(from, stretch.from),
      to: earlierDay(to, stretch.to),
    }));
}

/** Claims of the months: every application by its own month, and what is left of each month. */
export function claimsOf(
  months: readonly StatementDays[],
  applications: readonly ClearingApplication[],
): Claim[] {
  const standing = applications.filter(({ state }) => state !== "withdrawn");
  const asked = new Set(months.map(({ from }) => from.slice(0, 7).replace("-", "")));
  const applied = standing
    .filter(({ month }) => asked.has(month))
    .map((application): Claim => ({ from: application.from, to: application.to, application }));
  const open = months.flatMap((month) =>
    unclaimedDays(month, standing).map((days): Claim => ({ ...days, application: null })),
  );
  return [...applied, ...open].sort((a, b) => (a.from < b.from ? -1 : 1));
}
