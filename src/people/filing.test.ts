import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { addDays, type CivilDate, contains, YibaoError } from "../kernel/index.ts";
import {
  assertFilable,
  endOfWithdrawal,
  type Filing,
  type FilingTerms,
  heldPeriod,
  injuryFilingOn,
  type NewFiling,
} from "./filing.ts";

// Goal: whatever is filed and withdrawn in whatever order, no day is covered twice by filings of
// one thing, and a withdrawal never reaches back before the day it was made. Method: random lives
// of filings, judged by the same pure functions that the store asks.

const START = "2023-01-01" as CivilDate;
const day = (offset: number): CivilDate => addDays(START, offset);

const TERMS: readonly FilingTerms[] = [
  { kind: "transfer", region: "430100", institution_code: "H43010000005" },
  { kind: "chronic-disease", disease: "hypertension" },
  { kind: "designation", purpose: "01", institution_code: "H43040000001", rank: "1" },
  { kind: "designation", purpose: "01", institution_code: "H43040000002", rank: "2" },
  { kind: "residence", region: "440300" },
];

function filing(terms: FilingTerms, from: number, days: number | null, today: number): NewFiling {
  return {
    person_no: "P1",
    period: { from: day(from), to: days === null ? null : day(from + days) },
    institution_code: "H43040000001",
    filed_at: `${day(today)} 10:00:00`,
    terms,
    details: {},
  };
}

const ACT = fc.record({
  what: fc.constantFrom("file", "file", "withdraw"),
  terms: fc.constantFrom(...TERMS),
  from: fc.integer({ min: -20, max: 40 }),
  days: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
  which: fc.nat(20),
  passes: fc.nat(5),
});

/** Plays acts day by day; what is refused leaves everything as it was. */
function lifeOf(acts: readonly (typeof ACT extends fc.Arbitrary<infer Act> ? Act : never)[]) {
  let known: Filing[] = [];
  let now = 0;
  for (const { what, terms, from, days, which, passes } of acts) {
    now += passes;
    const today = day(now);
    try {
      if (what === "file") {
        const made = filing(terms, from, days, now);
        assertFilable(made, known, { today, backdating_days: 30 });
        known = [...known, { ...made, filing_no: known.length + 1, ends_on: null }];
      } else {
        const one = known[which % Math.max(1, known.length)] ?? null;
        const { kind } = one?.terms ?? { kind: "transfer" as const };
        const institution_code = "H43040000001";
        const filing_no = String(one?.filing_no ?? 1);
        const asked = { person_no: "P1", filing_no, kind, institution_code, today };
        const ends_on = endOfWithdrawal(one, asked);
        known = known.map((each) => (each === one ? { ...each, ends_on } : each));
      }
    } catch (error) {
      if (!(error instanceof YibaoError)) throw error;
    }
  }
  return known;
}

test("no day is covered twice by filings of one thing", () => {
  fc.assert(
    fc.property(fc.array(ACT, { maxLength: 30 }), (acts) => {
      const known = lifeOf(acts);
      for (let offset = -60; offset < 200; offset += 1) {
        const held = known.filter((one) => {
          const period = heldPeriod(one);
          return period !== null && contains(period, day(offset));
        });
        const subjects = held.map(({ terms }) => JSON.stringify(terms));
        expect(new Set(subjects).size, day(offset)).toBe(subjects.length);
      }
    }),
    runs(200),
  );
});

test("a withdrawal on a later day keeps the days before it, one on the same day keeps none", () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), (from, after) => {
      const terms = TERMS[1] as FilingTerms;
      const made: Filing = { ...filing(terms, from, null, from), filing_no: 1, ends_on: null };
      const today = day(from + after);
      const institution_code = "H43040000001";
      const asked = { person_no: "P1", filing_no: "1", kind: terms.kind, institution_code, today };
      const ended = { ...made, ends_on: endOfWithdrawal(made, asked) };
      const expected = after === 0 ? null : { from: day(from), to: today };
      expect(heldPeriod(ended)).toEqual(expected);
    }),
    runs(100),
  );
});

test("of an injury the latest filing that covers the day counts", () => {
  const open = { from: day(0), to: null };
  const undecided = { payable: false, period: open };
  const decided = { payable: true, period: { from: day(5), to: day(10) } };
  const on = (offset: number) => injuryFilingOn([undecided, decided], day(offset));
  expect([on(-1), on(0), on(5), on(9), on(10)]).toEqual([
    null,
    undecided,
    decided,
    decided,
    undecided,
  ]);
});

test("a limit of the pack is kept to the day", () => {
  const made = filing(TERMS[1] as FilingTerms, -30, 1, 0);
  const limits = { today: day(0), backdating_days: 30 };
  expect(() => assertFilable(made, [], limits)).not.toThrow();
  const older = filing(TERMS[1] as FilingTerms, -31, 1, 0);
  expect(() => assertFilable(older, [], limits)).toThrow("超过 30 天");
});
