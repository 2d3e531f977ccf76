import type { HistoryBatch } from "../history/history.ts";

/** Bills to a part, about: their columns fit into the cache of a core together. */
const PART_BILLS = 4_096;

/**
 * A batch in parts of whole persons, as views of it. What is settled, compared and added up again
 * and again is near the core then, and the threads do not wait for memory.
 */
export function* partsOf(batch: HistoryBatch): Generator<HistoryBatch> {
  const { person, count } = batch.bills;
  let from = 0;
  while (from < count) {
    let to = Math.min(from + PART_BILLS, count);
    while (to < count && person[to] === person[to - 1]) to += 1;
    yield from === 0 && to === count ? batch : part(batch, from, to);
    from = to;
  }
}

function part({ bills, cases, answers, columns }: HistoryBatch, from: number, to: number) {
  return {
    bills: { ...views(bills, from, to), count: to - from },
    cases,
    answers: {
      funds: answers.funds.map((fund) => fund.subarray(from, to)),
      deductible_fen: answers.deductible_fen.subarray(from, to),
      person_fen: answers.person_fen.subarray(from, to),
    },
    columns: views(columns, from, to),
  };
}

interface Viewed {
  subarray(from: number, to: number): unknown;
}

/** Every typed array of an object as a view of some of its rows; anything else as it is. */
function views<Columns extends object>(columns: Columns, from: number, to: number): Columns {
  const viewed = Object.entries(columns).map(([name, column]) => {
    const view = ArrayBuffer.isView(column);
    return [name, view ? (column as unknown as Viewed).subarray(from, to) : column];
  });
  return Object.fromEntries(viewed) as Columns;
}
