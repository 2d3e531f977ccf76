import {
  type CivilDate,
  dateFromDayNumber,
  dayNumber,
  YibaoError,
  yearOf,
} from "../../../kernel/index.ts";
import type { BillCase, Region, Split } from "../../../policy/index.ts";
import {
  type AdjudicatedPart,
  adjudicatedParts,
  type Bill,
  type EffectiveSettlement,
  type HistoricEvent,
  movedYears,
  negatedMoves,
  type PersonTimeline,
  type Years,
} from "../../../settlement/index.ts";
import { answerOf, type BillRow, cancellationOf, type RowAnswer } from "../bill-row.ts";
import { assertHolds } from "../bill-table.ts";
import { linesOf, PersonBook } from "../person-book.ts";

/** Years of a history, both counted in. */
export interface YearRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The rows of one person: each part of a bill that was adjudicated is one, each cancellation too.
 * Every row is settled again from what it says; where that does not give what was settled, because
 * something beyond the history decided too, the row says so (`reproduced`).
 */
export function exportedBills(
  region: Region,
  person: PersonTimeline,
  events: readonly HistoricEvent[],
  range: YearRange,
): BillRow[] {
  const rows: BillRow[] = [];
  const places = new Map<number, readonly number[]>();
  const book = new ReproductionBook(region);
  const stays = new StayNumbers();
  let years: Years = {};
  for (const event of events) {
    const { settlement } = event;
    const { settlement_id, settled_at } = settlement.record;
    if (event.kind === "bill") {
      const made = rowsOf(region, person, event, years, stays).filter(({ year }) => {
        return year >= range.first && year <= range.last;
      });
      places.set(
        settlement_id,
        made.map((_, index) => rows.length + index),
      );
      for (const row of made) {
        assertHolds(row.amounts.total_fen, `结算 ${settlement_id}`);
        rows.push({ ...row, settled_day: dayOf(settled_at), reproduced: book.reproduces(row) });
      }
      years = movedYears(years, settlement.moves);
      continue;
    }
    for (const place of places.get(settlement_id) ?? []) {
      const back = rows.length - place;
      const day = dayOf(event.reversal.settled_at);
      rows.push(cancellationOf(rows[place] as BillRow, back, day));
      book.cancel(back);
    }
    years = movedYears(years, negatedMoves(settlement.moves));
  }
  return rows;
}

function dayOf(civil_time: string): number {
  return dayNumber(civil_time.slice(0, 10) as CivilDate);
}

type BillEvent = Extract<HistoricEvent, { readonly kind: "bill" }>;

/** The rows of a settlement: of its parts, or of the whole bill where they do not add up to it. */
function rowsOf(
  region: Region,
  person: PersonTimeline,
  { settlement, stay }: BillEvent,
  years: Years,
  stays: StayNumbers,
): BillRow[] {
  const bill: Bill = { ...(settlement.record.bill as Bill), stay, account_use: "none" };
  const parts = partsAsSettled(region, person, settlement, bill, years);
  if (parts === null) return [wholeRow(person, settlement, bill, stays)];
  return parts.map((part, index): BillRow => {
    const { facts, split } = part;
    const again = index > 0 && facts.stay?.first_settlement === true;
    return {
      ...rowFacts(bill, part.lines, split),
      case: caseOf(facts),
      care_day: dayNumber(facts.care_date),
      year: Number(part.year),
      stay: bill.stay === null ? 0 : stays.numberOf(settlement, again ? index : 0),
      first_of_stay: facts.stay?.first_settlement ?? true,
      answer: answerOf(split),
    };
  });
}

/** Null where facts or policy known today do not give what was settled. */
function partsAsSettled(
  region: Region,
  person: PersonTimeline,
  settlement: EffectiveSettlement,
  bill: Bill,
  years: Years,
): AdjudicatedPart[] | null {
  try {
    const parts = adjudicatedParts(region, person, bill, { years, accounts: [] });
    return sameAnswer(summed(parts), answerOf(settlement.split as Split)) ? parts : null;
  } catch (error) {
    if (error instanceof YibaoError) return null;
    throw error;
  }
}

function summed(parts: readonly AdjudicatedPart[]): RowAnswer {
  return {
    payments: parts.flatMap(({ split }) => split.payments),
    deductible_fen: parts.reduce((sum, { split }) => sum + split.deductible_fen, 0),
    person_fen: parts.reduce((sum, { split }) => sum + split.person_fen, 0),
  };
}

/** What was settled, of a bill that today's facts and policy would settle otherwise. */
function wholeRow(
  person: PersonTimeline,
  settlement: EffectiveSettlement,
  bill: Bill,
  stays: StayNumbers,
): BillRow {
  const split = settlement.split as Split;
  const enrolment = settlement.record.request?.enrolment;
  const { begin, end } = bill;
  return {
    ...rowFacts(
      bill,
      bill.lines.map((_, line) => line),
      split,
    ),
    case: {
      insutype: bill.insutype,
      visit_type: bill.visit_type,
      hospital_level: bill.hospital_level,
      place: bill.place,
      disease: bill.disease,
      employment_status: enrolment?.employment_status ?? "resident",
      civil_servant_rank: enrolment?.civil_servant_rank ?? null,
      identities: person.identities
        .filter(({ period }) => period.from <= begin && (period.to === null || begin < period.to))
        .map(({ kind }) => kind),
    },
    care_day: dayNumber(end),
    year: settlement.moves.reduce((year, move) => Math.max(year, Number(move.year)), yearOf(end)),
    stay: bill.stay === null ? 0 : stays.numberOf(settlement, 0),
    first_of_stay: bill.stay?.first_settlement ?? true,
    answer: answerOf(split),
  };
}

/** What does not depend on how the bill was divided; `split.lines` are those of `lines`. */
function rowFacts(bill: Bill, lines: readonly number[], split: Split) {
  const classes = { A: 0, B: 0, C: 0 };
  let paid_alone_fen = 0;
  lines.forEach((at, index) => {
    const line = bill.lines[at];
    if (line === undefined) return;
    classes[line.class] += line.amount_fen;
    if (line.paid_alone) paid_alone_fen += split.lines[index]?.in_scope_fen ?? 0;
  });
  const { total_fen, full_self_fen, over_limit_fen, first_self_fen, in_scope_fen } = split;
  return {
    begin_day: dayNumber(bill.begin),
    end_day: dayNumber(bill.end),
    settled_day: 0,
    amounts: {
      total_fen,
      full_self_fen,
      over_limit_fen,
      first_self_fen,
      in_scope_fen,
      paid_alone_fen,
    },
    classes: { a_fen: classes.A, b_fen: classes.B, c_fen: classes.C },
    cancels_back: 0,
    reproduced: false,
  };
}

function caseOf(facts: AdjudicatedPart["facts"]): BillCase {
  return {
    insutype: facts.insutype,
    visit_type: facts.visit_type,
    hospital_level: facts.hospital_level,
    place: facts.place,
    disease: facts.disease,
    employment_status: facts.employment_status,
    civil_servant_rank: facts.civil_servant_rank,
    identities: facts.identities,
  };
}

function sameAnswer(one: RowAnswer, other: RowAnswer): boolean {
  if (one.deductible_fen !== other.deductible_fen) return false;
  if (one.person_fen !== other.person_fen) return false;
  const funds = new Map<string, number>();
  for (const { fund, paid_fen } of one.payments) {
    funds.set(fund, (funds.get(fund) ?? 0) + paid_fen);
  }
  for (const { fund, paid_fen } of other.payments) {
    funds.set(fund, (funds.get(fund) ?? 0) - paid_fen);
  }
  return [...funds.values()].every((difference) => difference === 0);
}

/** Settles rows again as somebody would who has nothing but the history. */
class ReproductionBook {
  readonly #book: PersonBook;

  constructor(region: Region) {
    this.#book = new PersonBook(region);
  }

  reproduces(row: BillRow): boolean {
    const { care_day, year, stay, first_of_stay } = row;
    try {
      const split = this.#book.settle({
        case: row.case,
        care_date: dateFromDayNumber(care_day),
        year,
        lines: linesOf(row.amounts),
        stay,
        first_of_stay,
      });
      return sameAnswer(answerOf(split), row.answer);
    } catch (error) {
      if (!(error instanceof YibaoError)) throw error;
      this.#book.skip();
      return false;
    }
  }

  cancel(back: number): void {
    this.#book.cancel(back);
  }
}

/** Stays by number from 1, in the order in which they first come. */
class StayNumbers {
  readonly #numbers = new Map<string, number>();

  /** @param apart the part of the bill, where it stands by itself as a stay of its own */
  numberOf({ record }: EffectiveSettlement, apart: number): number {
    const { visit_id, settlement_id } = record;
    const key = apart === 0 ? `${visit_id}` : `${visit_id}/${settlement_id}/${apart}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(key, number);
    return number;
  }
}
