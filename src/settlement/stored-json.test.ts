import { describe, expect, it } from "vitest";
import type { CivilDate, Fen, Ppm } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import type { Bill, PersonTimeline } from "./bill.ts";
import { chargeLine } from "./charge-line.ts";
import { line } from "./fixtures/small-town.ts";
import { settleBill } from "./settle-bill.ts";
import { billFrom, billText, linesFrom, linesText, splitFrom, splitText } from "./stored-json.ts";

const BILL: Bill = {
  insutype: "310",
  visit_type: "2101",
  begin: "2023-06-01" as CivilDate,
  end: "2023-06-09" as CivilDate,
  hospital_level: "level3",
  place: "unreferred",
  disease: null,
  account_use: "own",
  lines: Array.from({ length: 12 }, (_, index) => ({
    date: "2023-06-02" as CivilDate,
    amount_fen: (100_000 + index) as Fen,
    class: "B" as const,
    first_share_ppm: 100_000 as Ppm,
    over_limit_fen: index as Fen,
    paid_alone: index === 3,
  })),
  stay: { first_settlement: true, deductible_charged_fen: 0 as Fen },
};

const PERSON: PersonTimeline = {
  person_no: "P1",
  enrolments: [
    {
      insutype: "310",
      period: { from: "2020-01-01" as CivilDate, to: null },
      employment_status: "retired",
      civil_servant_rank: null,
    },
  ],
  identities: [],
};

describe("what is kept as JSON", () => {
  it("is a bill as it was", () => {
    expect(billFrom(JSON.parse(billText(BILL)))).toEqual(BILL);
  });

  it("is a split as it was, but for its moves", () => {
    const accounts = [{ account_id: "P1", relation: "own" as const, balance_fen: 5_000 as Fen }];
    const { split } = settleBill(loadRegion("430400"), PERSON, BILL, { years: {}, accounts });
    const text = splitText(split);
    expect(splitFrom(JSON.parse(text))).toEqual({ ...split, moves: [] });
    expect(split.steps.some((step) => step.terms.length > 0)).toBe(true);
    expect(text.length).toBeLessThan(JSON.stringify(split).length / 2);
  });

  it("is lines as they were", () => {
    const terms = {
      item_code: "A01",
      name: "药",
      list_type: "101",
      charge_type: "09",
      unit: "盒",
      specification: "",
      class: "B" as const,
      limited_use: false,
      paid_alone: false,
      basic_drug: true,
      negotiated: false,
      first_share_ppm: 100_000 as Ppm,
      ceiling_micro_yuan: null,
    };
    const lines = [line("A01", "2.50", 3), line("A01", "1.00", 1, { details: { 处方: "1" } })];
    const kept = lines.map((one) => chargeLine(one, terms, "half-up"));
    expect(linesFrom(JSON.parse(linesText(kept)))).toEqual(kept);
  });
});
