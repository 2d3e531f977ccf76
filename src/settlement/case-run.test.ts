import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Life, lives } from "../../test/support/generated-life.ts";
import { runs } from "../../test/support/random.ts";
import { ZERO_FEN } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import { type Case, type CaseEvent, readCase } from "./case.ts";
import { caseAnswer } from "./case-answer.ts";
import { runCase } from "./case-run.ts";

// Goal: a voided bill is as if it had never been: the last one always, an early one where the
// region replays. Method: made-up lives with and without the bill, compared to the byte.

const HENGYANG = loadRegion("430400");

/** Each visit as one bill. */
function billsOf(life: Life): CaseEvent[] {
  const insutype = life.person.enrolments[0]?.insutype as string;
  return life.visits.map(({ settlements, inpatient, ...visit }, index) => ({
    kind: "bill",
    id: `b${index}`,
    by_sums: false,
    bill: {
      ...visit,
      insutype,
      end: inpatient ? (settlements.at(-1)?.end ?? visit.begin) : visit.begin,
      lines: settlements.flatMap(({ lines }) => lines),
      stay: inpatient ? { first_settlement: true, deductible_charged_fen: ZERO_FEN } : null,
    },
  }));
}

function caseOf(life: Life, void_rule: string, events: readonly CaseEvent[]): Case {
  const { person, accounts } = life;
  const options = { ...life.options, void_rule };
  return { region: null, name: "", person, accounts, events, options, expect: {} };
}

/** The last bill once more, to see in what state everything was left. */
function probe(bills: readonly CaseEvent[]): CaseEvent {
  return { ...(bills.at(-1) as CaseEvent), id: "probe" };
}

function probed(given: Case): string {
  const result = runCase(HENGYANG, given).at(-1);
  return JSON.stringify([result?.settled, result?.balance_fen]);
}

describe("a voided bill", () => {
  test("of whatever place is as if it had never been, where the region replays", () => {
    const neverBeen = (life: Life, place: number) => {
      const bills = billsOf(life);
      const voided = bills[place % bills.length] as CaseEvent;
      const rest = bills.filter((one) => one !== voided);
      const undone: CaseEvent = { kind: "void", id: "v", voided: voided.id };
      const after = caseOf(life, "replay", [...bills, undone, probe(bills)]);
      expect(probed(after)).toBe(probed(caseOf(life, "replay", [...rest, probe(bills)])));
    };
    fc.assert(fc.property(lives, fc.nat(5), neverBeen), runs(250));
  });

  test("that was the last is as if it had never been, whatever the rule", () => {
    const neverBeen = (life: Life) => {
      const bills = billsOf(life);
      const undone: CaseEvent = { kind: "void", id: "v", voided: bills.at(-1)?.id as string };
      const after = caseOf(life, "leave", [...bills, undone, probe(bills)]);
      const without = caseOf(life, "leave", [...bills.slice(0, -1), probe(bills)]);
      expect(probed(after)).toBe(probed(without));
    };
    fc.assert(fc.property(lives, neverBeen), runs(250));
  });
});

const THREE_VISITS = {
  region: "430400",
  person: { psn_no: "P1", insutype: "310", status: "working" },
  bills: [
    { id: "b1", date: "2023-03-01", med_type: "11", hospital_level: "level3", total: 500 },
    { id: "b2", date: "2023-03-02", med_type: "11", hospital_level: "level2", total: "400.00" },
    { id: "v1", void: "b1", date: "2023-03-04" },
  ],
};

describe("an answer", () => {
  const answer = (more: object) => {
    const given = readCase({ ...THREE_VISITS, ...more }, HENGYANG);
    return caseAnswer(HENGYANG, given, runCase(HENGYANG, given));
  };

  test("names what a void changed, with the amounts before and after", () => {
    const { bills, overridden } = answer({ options: { void_rule: "replay", rounding: null } });
    expect(overridden).toEqual(["void_rule"]);
    expect(bills[2]).toMatchObject({ id: "v1", voids: "b1" });
    expect(bills[2]?.setlinfo).toMatchObject({ refd_setl_flag: "1", hifp_pay: "120.00" });
    expect(bills[2]?.changed_by_void).toHaveLength(1);
    expect(bills[2]?.changed_by_void[0]).toMatchObject({
      id: "b2",
      before: { hifp_pay: "240.00" },
      after: { hifp_pay: "120.00" },
      difference: { act_pay_dedc: "200.00", hifp_pay: "-120.00", psn_cash_pay: "120.00" },
    });
  });

  test("says what differs from what the case expects, and takes 240 for 240.00", () => {
    const expect_ = {
      b1: { hifp_pay: 120, act_pay_dedc: "300.0", "fund:310100": "120.00", "fund:330100": 0 },
      b2: { hifp_pay: 240.5, hifp: "1.00" },
      b9: { hifp_pay: "1.00" },
      v1: { "b2/hifp_pay": "120.00" },
    };
    expect(answer({ expect: expect_ }).differs).toEqual([
      { bill: "b2", field: "hifp_pay", expected: "240.5", actual: "240.00" },
      { bill: "b2", field: "hifp", expected: "1.00", actual: "（没有这一项）" },
      { bill: "b9", field: "hifp_pay", expected: "1.00", actual: "（没有这张账单）" },
      { bill: "v1", field: "b2/hifp_pay", expected: "120.00", actual: "（没有变化）" },
    ]);
  });
});
