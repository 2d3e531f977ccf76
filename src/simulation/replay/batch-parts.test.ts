import { expect, test } from "vitest";
import type { HistoryBatch } from "../history/history.ts";
import { partsOf } from "./batch-parts.ts";

// Goal: the parts of a batch are the batch: every row once, in order, no person torn.

function batchOf(lengths: readonly number[]): HistoryBatch {
  const person = Int32Array.from(lengths.flatMap((length, who) => Array(length).fill(who)));
  const total_fen = Int32Array.from(person, (_, row) => row);
  const bills = { count: person.length, person, total_fen };
  const answers = { funds: [total_fen], deductible_fen: total_fen, person_fen: total_fen };
  return { bills, cases: [], answers, columns: bills } as unknown as HistoryBatch;
}

test.each([
  ["nobody", []],
  ["a few", [3, 1, 2]],
  ["one person with more bills than a part", [10_000]],
  ["many", Array.from({ length: 5_000 }, (_, who) => 1 + (who % 7))],
])("%s", (_, lengths) => {
  const batch = batchOf(lengths);
  const parts = [...partsOf(batch)];
  const rows = parts.flatMap(({ bills }) => [...bills.total_fen]);
  expect(rows).toEqual([...batch.bills.total_fen]);
  for (const { bills, answers } of parts) {
    expect(bills.person).toHaveLength(bills.count);
    expect(answers.funds[0]).toEqual(bills.total_fen);
  }
  const firsts = parts.map(({ bills }) => bills.person[0]);
  const lasts = parts.map(({ bills }) => bills.person[bills.count - 1]);
  expect(firsts.slice(1).every((first, index) => first !== lasts[index])).toBe(true);
  expect(parts.length > 1).toBe(lengths.length === 5_000);
});
