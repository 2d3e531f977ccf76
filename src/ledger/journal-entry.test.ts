import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import type { CivilDate, Fen, YibaoError } from "../kernel/index.ts";
import { assertPostable, contraOf, type JournalEntry } from "./journal-entry.ts";

const ENTRY: JournalEntry = {
  person_no: "P1",
  entry_no: 7,
  region: "430400",
  book: "funds",
  entry_date: "2023-06-01" as CivilDate,
  kind: "settlement",
  settlement_id: 70,
  institution_code: "H43040000001",
  postings: [
    { account_no: 1, amount_fen: 1234 as Fen },
    { account_no: 2, amount_fen: -1234 as Fen },
  ],
  evidence_hash: "ab",
  memo: "住院",
  corrects_entry_no: null,
};

function codeOf(entry: JournalEntry): string | null {
  try {
    assertPostable(entry);
    return null;
  } catch (error) {
    return (error as YibaoError).code;
  }
}

describe("assertPostable", () => {
  test("takes a balanced entry", () => {
    expect(codeOf(ENTRY)).toBeNull();
  });

  test("refuses an entry that does not balance, and says by how much", () => {
    const postings = [ENTRY.postings[0]!, { account_no: 2, amount_fen: -1000 as Fen }];
    expect(codeOf({ ...ENTRY, postings })).toBe("LEDGER-ENTRY-UNBALANCED");
    expect(() => assertPostable({ ...ENTRY, postings })).toThrow("分录 7 借贷不平，相差 2.34 元");
  });

  test.each([
    ["no person", { person_no: "" }],
    ["no number", { entry_no: 0 }],
    ["one posting", { postings: ENTRY.postings.slice(0, 1) }],
    ["a zero amount", { postings: [...ENTRY.postings, { account_no: 3, amount_fen: 0 as Fen }] }],
    ["an account 0", { postings: ENTRY.postings.map((p) => ({ ...p, account_no: 0 })) }],
    ["half a fen", { postings: [0.5, -0.5].map((a) => ({ account_no: 1, amount_fen: a as Fen })) }],
  ])("refuses %s", (_, change) => {
    expect(codeOf({ ...ENTRY, ...change })).toBe("LEDGER-ENTRY-MALFORMED");
  });
});

test("a contra entry and its original move nothing together, and it is postable", () => {
  const amount = fc.integer({ min: 1, max: 1e12 });
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), (amounts) => {
      const total = amounts.reduce((sum, each) => sum + each, 0);
      const postings = [
        { account_no: 1, amount_fen: -total as Fen },
        ...amounts.map((each, index) => ({ account_no: index + 2, amount_fen: each as Fen })),
      ];
      const original = { ...ENTRY, postings };
      const facts = { entry_no: 8, entry_date: ENTRY.entry_date, kind: "void", memo: "冲销" };
      const contra = contraOf(original, facts);
      assertPostable(contra);
      expect(contra.corrects_entry_no).toBe(original.entry_no);
      expect(contra.settlement_id).toBe(original.settlement_id);
      for (const [index, posting] of contra.postings.entries()) {
        expect(posting.amount_fen + original.postings[index]!.amount_fen).toBe(0);
        expect(posting.account_no).toBe(original.postings[index]!.account_no);
      }
    }),
    runs(200),
  );
});
