import { dateFromDayNumber } from "../../kernel/index.ts";
import type { BillCase, Region } from "../../policy/index.ts";
import type { HistoryBatch, HistoryManifest } from "./history.ts";
import { linesOf, PersonBook } from "./person-book.ts";

/** A row whose answer comes out differently when it is settled again. */
export interface Difference {
  /** Row within the batch. */
  readonly row: number;
  readonly column: string;
  readonly kept_fen: number;
  readonly settled_fen: number;
}

/**
 * Settles the rows of a batch again one at a time, in their order, by the engine that explains;
 * yields each answer that is not the kept one. It is how a history is proved, not a fast way.
 */
export function* resettle(
  region: Region,
  { funds }: Pick<HistoryManifest, "funds">,
  batch: HistoryBatch,
): Generator<Difference> {
  const { bills, answers } = batch;
  let book = new PersonBook(region);
  for (let row = 0; row < bills.count; row += 1) {
    if (row === 0 || bills.person[row] !== bills.person[row - 1]) book = new PersonBook(region);
    const back = bills.cancels_back[row] as number;
    const settled = back > 0 ? cancelled(book, batch, funds, row, back) : settle(book, batch, row);
    const kept = new Map<string, number>([
      ["deductible_fen", answers.deductible_fen[row] as number],
      ["person_fen", answers.person_fen[row] as number],
      ...funds.map(({ fund }, at) => [fund, answers.funds[at]?.[row] as number] as const),
    ]);
    for (const [column, kept_fen] of kept) {
      const settled_fen = settled.get(column) ?? 0;
      if (settled_fen !== kept_fen) yield { row, column, kept_fen, settled_fen };
    }
  }
}

function settle(book: PersonBook, batch: HistoryBatch, row: number): Map<string, number> {
  const { bills, cases } = batch;
  const split = book.settle({
    case: cases[bills.case[row] as number] as BillCase,
    care_date: dateFromDayNumber(bills.care_day[row] as number),
    year: bills.year[row] as number,
    lines: linesOf({
      total_fen: bills.total_fen[row] as number,
      full_self_fen: bills.full_self_fen[row] as number,
      over_limit_fen: bills.over_limit_fen[row] as number,
      first_self_fen: bills.first_self_fen[row] as number,
      in_scope_fen: bills.in_scope_fen[row] as number,
      paid_alone_fen: bills.paid_alone_fen[row] as number,
    }),
    stay: bills.stay[row] as number,
    first_of_stay: bills.first_of_stay[row] === 1,
  });
  return new Map<string, number>([
    ["deductible_fen", split.deductible_fen],
    ["person_fen", split.person_fen],
    ...split.payments.map(({ fund, paid_fen }) => [fund, paid_fen] as const),
  ]);
}

/** What the cancelled row was answered, negated. */
function cancelled(
  book: PersonBook,
  { answers }: HistoryBatch,
  funds: HistoryManifest["funds"],
  row: number,
  back: number,
): Map<string, number> {
  book.cancel(back);
  return new Map<string, number>([
    ["deductible_fen", 0 - (answers.deductible_fen[row - back] as number)],
    ["person_fen", 0 - (answers.person_fen[row - back] as number)],
    ...funds.map(({ fund }, at) => [fund, 0 - (answers.funds[at]?.[row - back] ?? 0)] as const),
  ]);
}
