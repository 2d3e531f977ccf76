import type { RandomSource } from "../../../kernel/index.ts";
import type { Region, RegionRules } from "../../../policy/index.ts";
import { answerOf, type BillRow, cancellationOf } from "../bill-row.ts";
import { PersonBook } from "../person-book.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import type { YearCalendar } from "./calendar.ts";
import { happens } from "./draw.ts";
import type { MadeBill } from "./made-bill.ts";

/** A bill settled on a day, or taken back on a later one. */
interface Event {
  readonly day: number;
  readonly bill: MadeBill;
  readonly cancels: boolean;
}

/** Settles a person's made bills by the real engine, in the order of their days. */
export function settledYear(
  random: RandomSource,
  region: Region,
  calendar: YearCalendar,
  rules: (day: number) => RegionRules,
  bills: readonly MadeBill[],
): BillRow[] {
  const events = bills.flatMap((bill) => eventsOf(random, calendar, rules, bills, bill));
  events.sort((one, other) => one.day - other.day);
  const book = new PersonBook(region);
  const rows: BillRow[] = [];
  const places = new Map<MadeBill, number>();
  for (const { day, bill, cancels } of events) {
    if (cancels) {
      const place = places.get(bill) as number;
      const back = rows.length - place;
      book.cancel(back);
      rows.push(cancellationOf(rows[place] as BillRow, back, day));
      continue;
    }
    places.set(bill, rows.length);
    rows.push(settledRow(book, calendar, bill, day));
  }
  return rows;
}

/** Most bills are settled once; a few are taken back within days, most of these settled again. */
function eventsOf(
  random: RandomSource,
  calendar: YearCalendar,
  rules: (day: number) => RegionRules,
  bills: readonly MadeBill[],
  bill: MadeBill,
): Event[] {
  const { bills_ppm, again_ppm } = ASSUMPTIONS.cancelled.value;
  const day = bill.end_day;
  const settled = { day, bill, cancels: false };
  if (!happens(random, bills_ppm) || isOneOfSeveral(bills, bill)) return [settled];
  const back = Math.min(day + random.below(6), calendar.last_day);
  const again = happens(random, again_ppm)
    ? [{ day: back, bill: { ...bill }, cancels: false }]
    : [];
  // Under `replay` a cancelled bill is as if it had never been.
  if (rules(day).void_rule === "replay") return again;
  return [settled, { day: back, bill, cancels: true }, ...again];
}

/** The first settlement of a stay is not taken back while later ones stand on it. */
function isOneOfSeveral(bills: readonly MadeBill[], { stay }: MadeBill): boolean {
  return stay !== 0 && bills.filter((one) => one.stay === stay).length > 1;
}

function settledRow(
  book: PersonBook,
  calendar: YearCalendar,
  bill: MadeBill,
  settled_day: number,
): BillRow {
  const { care_day, stay, first_of_stay, lines } = bill;
  const care_date = calendar.date(care_day);
  const { year } = calendar;
  const split = book.settle({ case: bill.case, care_date, year, lines, stay, first_of_stay });
  const byClass = { A: 0, B: 0, C: 0 };
  let paid_alone_fen = 0;
  lines.forEach((line, index) => {
    byClass[line.class] += line.amount_fen;
    if (line.paid_alone) paid_alone_fen += split.lines[index]?.in_scope_fen ?? 0;
  });
  return {
    case: bill.case,
    care_day,
    year,
    begin_day: bill.begin_day,
    end_day: bill.end_day,
    settled_day,
    amounts: {
      total_fen: split.total_fen,
      full_self_fen: split.full_self_fen,
      over_limit_fen: split.over_limit_fen,
      first_self_fen: split.first_self_fen,
      in_scope_fen: split.in_scope_fen,
      paid_alone_fen,
    },
    classes: { a_fen: byClass.A, b_fen: byClass.B, c_fen: byClass.C },
    stay,
    first_of_stay,
    cancels_back: 0,
    reproduced: true,
    answer: answerOf(split),
  };
}
