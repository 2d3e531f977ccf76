import {
  addDays,
  type CivilDate,
  dateFromDayNumber,
  dayNumber,
  firstDayOfYear,
  yearOf,
} from "../../kernel/index.ts";
import {
  type BillCase,
  type BulkBills,
  type BulkOutcome,
  type BulkProgram,
  compileBulk,
  newBulkOutcome,
  type Region,
} from "../../policy/index.ts";
import type { Recase } from "./job.ts";

/** What bills came to: a column for each fund asked for (null: pays nothing), and the person's. */
export interface SettledColumns {
  readonly funds: readonly (Int32Array | null)[];
  readonly person_fen: Int32Array;
}

/**
 * Settles batch after batch by the rules of one region. Its columns are its own and are used
 * again for the next batch: a year is some hundred batches, and none of them is kept.
 */
export interface Settler {
  /** @throws YibaoError POLICY-NO-BENEFIT, POLICY-NO-VALUE for a bill that nothing decides */
  settle(bills: BulkBills): SettledColumns;
}

export interface SettlerOptions {
  readonly region: Region;
  readonly cases: readonly BillCase[];
  readonly recase: Recase | null;
  /** Funds of the columns, in order. */
  readonly funds: readonly string[];
  /** Days on which most bills were: bills of other days are settled, too. */
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export function createSettler(options: SettlerOptions): Settler {
  const { region, cases, recase, funds } = options;
  let days = { from: options.from, to: addDays(options.to, 1) };
  let program = compileBulk(region, cases, days);
  let outcome = newBulkOutcome(program, 0);
  let columns: (Int32Array | null)[] = [];
  let apart: Int32Array[] = [];
  const moves = movesOf(recase, funds);
  const prepare = (bills: BulkBills) => {
    const wider = daysOf(bills, days);
    if (wider !== days) {
      days = wider;
      program = compileBulk(region, cases, days);
    }
    if (outcome.person_fen.length >= bills.count) return;
    outcome = newBulkOutcome(program, bills.count);
    columns = columnsOf(program, outcome, funds, moves);
    apart = columns.filter((one) => one !== null && !outcome.funds.includes(one)) as Int32Array[];
  };
  return {
    settle(bills) {
      const asked = recased(bills, recase);
      prepare(asked);
      program.settle(asked, 0, asked.count, outcome);
      for (const column of apart) column.fill(0, 0, asked.count);
      if (moves !== null) payInPlace(moves, asked, columns);
      return { funds: columns, person_fen: outcome.person_fen };
    },
  };
}

/** The days, or more of them where a bill lies outside: a stay may have begun years before. */
function daysOf({ care_day, count }: BulkBills, days: { from: CivilDate; to: CivilDate }) {
  let first = dayNumber(days.from);
  let last = dayNumber(days.to) - 1;
  const [from, to] = [first, last];
  for (let bill = 0; bill < count; bill += 1) {
    const day = care_day[bill] as number;
    if (day < first) first = day;
    else if (day > last) last = day;
  }
  if (first === from && last === to) return days;
  return {
    from: first === from ? days.from : firstDayOfYear(yearOf(dateFromDayNumber(first))),
    to: last === to ? days.to : firstDayOfYear(yearOf(dateFromDayNumber(last)) + 1),
  };
}

/** The bills with the cases that the change makes of them. */
function recased(bills: BulkBills, recase: Recase | null): BulkBills {
  if (recase === null) return bills;
  const { from_day, to_day, kinds_at, kinds, table, cases } = recase;
  const changed = new Int32Array(bills.count);
  for (let bill = 0; bill < bills.count; bill += 1) {
    const one = bills.case[bill] as number;
    const day = bills.care_day[bill] as number;
    changed[bill] = one;
    if (day < from_day || day >= to_day) continue;
    const ofYear = kinds[kinds_at[day - from_day] as number] as Uint16Array;
    changed[bill] = table[(ofYear[bills.person[bill] as number] as number) * cases + one] as number;
  }
  return { ...bills, case: changed };
}

/** Of each case the columns that pay in the place of others: [from, to]. */
type Moves = readonly (readonly (readonly [number, number])[] | null)[];

function movesOf(recase: Recase | null, funds: readonly string[]): Moves | null {
  if (recase === null || recase.paid_from.every((one) => one === null)) return null;
  return recase.paid_from.map((places) => {
    if (places === null) return null;
    const moved = Object.entries(places).filter(([fund, place]) => fund !== place);
    return moved.map(([fund, place]) => [funds.indexOf(fund), funds.indexOf(place)] as const);
  });
}

/** A fund that pays only in the place of another has no column in the program: one of its own. */
function columnsOf(
  program: BulkProgram,
  outcome: BulkOutcome,
  funds: readonly string[],
  moves: Moves | null,
): (Int32Array | null)[] {
  const places = new Set((moves ?? []).flatMap((one) => (one ?? []).map(([, to]) => to)));
  return funds.map((fund, index) => {
    const own = outcome.funds[program.funds.indexOf(fund)];
    if (own !== undefined) return own;
    return places.has(index) ? new Int32Array(outcome.person_fen.length) : null;
  });
}

/** Where another fund pays in the place of a fund, its column is credited; all at the same time. */
function payInPlace(moves: Moves, bills: BulkBills, columns: readonly (Int32Array | null)[]): void {
  for (let bill = 0; bill < bills.count; bill += 1) {
    const places = moves[bills.case[bill] as number];
    if (!places) continue;
    const amounts = places.map(([from]) => columns[from]?.[bill] ?? 0);
    for (const [from] of places) {
      const column = columns[from];
      if (column) column[bill] = 0;
    }
    places.forEach(([, to], index) => {
      const column = columns[to] as Int32Array;
      column[bill] = (column[bill] as number) + (amounts[index] as number);
    });
  }
}
