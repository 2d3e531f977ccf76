import { describe, expect, it } from "vitest";
import type { CivilDate, Fen } from "../kernel/index.ts";
import { type AccountBook, assertPostable, type JournalEntry } from "../ledger/index.ts";
import { loadRegion } from "../policy/index.ts";
import { contraEntries, depositEntry, entriesOf, fundDifferences } from "./posting.ts";

const region = loadRegion("430400");
const names: string[] = [];
/** Account numbers as they are asked for; `names` tells which is which. */
const accounts = {
  accountNo: (_: string, pool: string, code: string) => {
    const name = `${pool} ${code}`;
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name) + 1;
  },
} as AccountBook;
const house = { region: region.code, funds: region.funds, accounts };

const facts = {
  person_no: "P1",
  settlement_id: 9,
  institution_code: "H43040000001",
  entry_date: "2023-06-01" as CivilDate,
  kind: "settlement" as const,
  evidence_hash: "hash",
  memo: "门诊结算 9",
};

function numbers(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

function said(entry: JournalEntry): string[] {
  return entry.postings.map(
    ({ account_no, amount_fen }) => `${names[account_no - 1]} ${amount_fen}`,
  );
}

describe("what a settlement posts", () => {
  it("is what each fund owes, critical illness of residents by its own expense", () => {
    const paid = [
      { fund: "390100", paid_fen: 500 as Fen },
      { fund: "390200", paid_fen: 70 as Fen },
      { fund: "610100", paid_fen: 0 as Fen },
    ];
    const entries = entriesOf(house, facts, paid, [], numbers());
    expect(entries).toHaveLength(1);
    for (const entry of entries) assertPostable(entry);
    const codes = said(entries[0] as JournalEntry).map((text) => text.split(" ").slice(1));
    expect(codes).toEqual([
      ["5001", "500"],
      ["2001-01", "-500"],
      ["5101", "70"],
      ["2001-01", "-70"],
    ]);
  });

  it("has an entry for every person whose account pays, and none for cash", () => {
    const paid = [
      { account_id: "P1", paid_fen: 10 as Fen },
      { account_id: "P2", paid_fen: 20 as Fen },
      { account_id: "P3", paid_fen: 0 as Fen },
    ];
    const entries = entriesOf(house, facts, [], paid, numbers());
    expect(entries.map(({ person_no, entry_no }) => [person_no, entry_no])).toEqual([
      ["P1", 1],
      ["P2", 2],
    ]);
    expect(entriesOf(house, facts, [], [], numbers())).toEqual([]);
  });

  it("is taken back by contra entries under the reversal's evidence", () => {
    const next = numbers();
    const entries = entriesOf(house, facts, [{ fund: "310100", paid_fen: 5 as Fen }], [], next);
    const [contra] = contraEntries(
      entries,
      {
        entry_date: "2023-06-02" as CivilDate,
        kind: "void",
        memo: "撤销",
        settlement_id: 10,
        evidence_hash: "other",
      },
      next,
    );
    expect(contra).toMatchObject({
      entry_no: 2,
      corrects_entry_no: 1,
      settlement_id: 10,
      evidence_hash: "other",
      kind: "void",
    });
    const sums = [...entries, contra as JournalEntry].flatMap(({ postings }) => postings);
    expect(sums.reduce((sum, { amount_fen }) => sum + amount_fen, 0)).toBe(0);
  });

  it("of a difference is only the difference, in either direction", () => {
    const before = [
      { fund: "310100", paid_fen: 100 as Fen },
      { fund: "330100", paid_fen: 30 as Fen },
    ];
    const after = [
      { fund: "310100", paid_fen: 60 as Fen },
      { fund: "330100", paid_fen: 30 as Fen },
      { fund: "320100", paid_fen: 5 as Fen },
    ];
    const differences = fundDifferences(before, after);
    expect(differences).toEqual([
      { fund: "310100", paid_fen: -40 },
      { fund: "320100", paid_fen: 5 },
    ]);
    const [entry] = entriesOf(house, { ...facts, kind: "adjustment" }, differences, [], numbers());
    assertPostable(entry as JournalEntry);
  });

  it("refuses a fund that the region does not define", () => {
    expect(() =>
      entriesOf(house, facts, [{ fund: "1", paid_fen: 1 as Fen }], [], numbers()),
    ).toThrow("does not define the fund 1");
  });

  it("for a deposit is money in the treasury", () => {
    const entry = depositEntry(house, facts, 300 as Fen, 4);
    assertPostable(entry);
    expect(said(entry).map((text) => text.split(" ").slice(1))).toEqual([
      ["1003", "300"],
      ["4001", "-300"],
    ]);
  });
});
