import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  type CivilDate,
  type Fen,
  fenFromYuan,
  type YibaoError,
  yuanFromFen,
  ZERO_FEN,
  ZERO_PPM,
} from "../kernel/index.ts";
import { loadRegion, type Region, withOptions } from "../policy/index.ts";
import type { Bill, DatedLine, PersonState, PersonTimeline, SettledBill } from "./bill.ts";
import { applied } from "./case-run.ts";
import { settleBill } from "./settle-bill.ts";

// Goal: what a stay is that crosses a year, a change of identity or of policy, under each rule
// that a region can choose. Method: one stay told under all of them, with figures worked by hand.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "fixtures");
const HENGYANG = loadRegion("430400");
const NOTHING_YET: PersonState = { years: {}, accounts: [] };
const day = (text: string) => text as CivilDate;

const ALWAYS = { from: day("2000-01-01"), to: null };

function person(insutype: "310" | "390", more: Partial<PersonTimeline> = {}): PersonTimeline {
  const employment_status = insutype === "310" ? "working" : "resident";
  const enrolment = { insutype, period: ALWAYS, employment_status, civil_servant_rank: null };
  return { person_no: "P1", enrolments: [enrolment as never], identities: [], ...more };
}

function cost(date: string, yuan: string): DatedLine {
  return {
    date: day(date),
    amount_fen: fenFromYuan(yuan),
    class: "A",
    first_share_ppm: ZERO_PPM,
    over_limit_fen: ZERO_FEN,
    paid_alone: false,
  };
}

function stay(insutype: string, days: [string, string], lines: DatedLine[]): Bill {
  return {
    insutype,
    visit_type: "2101",
    begin: day(days[0]),
    end: day(days[1]),
    hospital_level: "level3",
    place: "local",
    disease: null,
    account_use: "none",
    lines,
    stay: { first_settlement: true, deductible_charged_fen: ZERO_FEN },
  };
}

/** Accumulators moved, by year, with amounts in yuan and counts as they are. */
function movesOf(settled: SettledBill): Record<string, Record<string, string | number>> {
  const years: Record<string, Record<string, string | number>> = {};
  for (const { year, accumulator, amount } of settled.moves) {
    years[year] ??= {};
    const isCount = accumulator.startsWith("inpatient.admissions");
    years[year][accumulator] = isCount ? amount : yuanFromFen(amount as Fen);
  }
  return years;
}

function paid(settled: SettledBill): Record<string, string> {
  const payments = settled.split.payments.map(({ fund, paid_fen }) => [
    fund,
    yuanFromFen(paid_fen),
  ]);
  return Object.fromEntries(payments);
}

const ADMISSIONS = "inpatient.admissions.level3";

describe("a stay over 31 December", () => {
  const bill = stay(
    "310",
    ["2023-12-20", "2024-01-10"],
    [cost("2023-12-25", "10000"), cost("2024-01-05", "20000")],
  );
  const settled = (options: object, state: PersonState = NOTHING_YET) =>
    settleBill(withOptions(HENGYANG, { ...options }), person("310"), bill, state);

  test.each([
    ["admission", "2023"],
    ["discharge", "2024"],
  ])("by the day of %s it is wholly of %s", (stay_year, year) => {
    const result = settled({ stay_year });
    expect(paid(result)).toEqual({ "310100": "24480.00" });
    expect(movesOf(result)).toEqual({
      [year]: {
        [ADMISSIONS]: 1,
        "inpatient.deductible": "1200.00",
        "employee-pool.paid": "24480.00",
      },
    });
  });

  test("split, each year has its costs, and the deductible is charged once", () => {
    const result = settled({ stay_year: "split" });
    expect(yuanFromFen(result.split.deductible_fen)).toBe("1200.00");
    expect(movesOf(result)).toEqual({
      "2023": {
        [ADMISSIONS]: 1,
        "inpatient.deductible": "1200.00",
        "employee-pool.paid": "7480.00",
      },
      "2024": { "employee-pool.paid": "17000.00" },
    });
  });

  test("split, with a deductible in each part, each part is an admission of its year", () => {
    const result = settled({ stay_year: "split", stay_deductible: "each-part" });
    expect(yuanFromFen(result.split.deductible_fen)).toBe("2400.00");
    expect(movesOf(result)).toEqual({
      "2023": {
        [ADMISSIONS]: 1,
        "inpatient.deductible": "1200.00",
        "employee-pool.paid": "7480.00",
      },
      "2024": {
        [ADMISSIONS]: 1,
        "inpatient.deductible": "1200.00",
        "employee-pool.paid": "15980.00",
      },
    });
  });

  test("split, a repeated admission stays one in the new year: half, once", () => {
    const state = { years: { "2023": { [ADMISSIONS]: 1 } }, accounts: [] };
    const once = settled({ stay_year: "split" }, state);
    expect(yuanFromFen(once.split.deductible_fen)).toBe("600.00");
    const each = settled({ stay_year: "split", stay_deductible: "each-part" }, state);
    expect(yuanFromFen(each.split.deductible_fen)).toBe("1800.00");
  });

  test("split, what the first part was too small to bear is borne by the second", () => {
    const lines = [cost("2023-12-25", "500"), cost("2024-01-05", "20000")];
    const region = withOptions(HENGYANG, { stay_year: "split" });
    const result = settleBill(region, person("310"), { ...bill, lines }, NOTHING_YET);
    expect(movesOf(result)).toMatchObject({
      "2023": { "inpatient.deductible": "500.00" },
      "2024": { "inpatient.deductible": "700.00", "employee-pool.paid": "16405.00" },
    });
  });

  test("split, each year has its own cap", () => {
    const state = {
      years: { "2023": { "employee-pool.paid": fenFromYuan("149000") } },
      accounts: [],
    };
    expect(paid(settled({ stay_year: "split" }, state))["310100"]).toBe("18000.00");
    expect(paid(settled({ stay_year: "admission" }, state))["310100"]).toBe("1000.00");
    expect(paid(settled({ stay_year: "discharge" }, state))["310100"]).toBe("24480.00");
  });

  test("split, lines keep their places and steps point at them", () => {
    const lines = [
      cost("2024-01-05", "20000"),
      { ...cost("2023-12-25", "10"), class: "C" as const },
    ];
    const region = withOptions(HENGYANG, { stay_year: "split" });
    const result = settleBill(region, person("310"), { ...bill, lines }, NOTHING_YET);
    expect(result.split.lines.map((line) => line.total_fen)).toEqual([2_000_000, 1_000]);
    const step = result.split.steps.find(({ to }) => to === "full_self");
    expect(step?.line).toBe(1);
  });
});

describe("a stay settled in between", () => {
  const region = withOptions(HENGYANG, { stay_year: "split" });
  const whole = stay(
    "310",
    ["2023-12-20", "2024-01-10"],
    [cost("2023-12-25", "10000"), cost("2024-01-05", "20000")],
  );
  const interim: Bill = { ...whole, end: day("2023-12-31"), lines: whole.lines.slice(0, 1) };

  function inTurn(state: PersonState): SettledBill[] {
    const first = settleBill(region, person("310"), interim, state);
    const rest: Bill = {
      ...whole,
      lines: whole.lines.slice(1),
      stay: { first_settlement: false, deductible_charged_fen: first.split.deductible_fen },
    };
    const last = settleBill(region, person("310"), rest, applied(state, first, 1));
    return [first, last];
  }

  test.each([
    ["a first admission", {}],
    ["a repeated one", { "2023": { [ADMISSIONS]: 1 } }],
  ])("comes to the same as settled at once: %s", (_, years) => {
    const state = { years, accounts: [] };
    const once = settleBill(region, person("310"), whole, state);
    const [first, last] = inTurn(state) as [SettledBill, SettledBill];
    const sum = (pick: (settled: SettledBill) => number) => pick(first) + pick(last);
    expect(sum(({ split }) => split.deductible_fen)).toBe(once.split.deductible_fen);
    expect(sum(({ split }) => split.fund_sum_fen)).toBe(once.split.fund_sum_fen);
    expect(applied(applied(state, first, 1), last, 1)).toEqual(applied(state, once, 1));
  });

  test("within a year, the admission is counted once and the deductible charged once", () => {
    const days = { ...whole, begin: day("2023-03-01"), end: day("2023-03-10") };
    const one = { ...days, lines: [cost("2023-03-02", "1000")] };
    const first = settleBill(HENGYANG, person("310"), one, NOTHING_YET);
    const stayToDate = {
      first_settlement: false,
      deductible_charged_fen: first.split.deductible_fen,
    };
    const two = { ...days, lines: [cost("2023-03-09", "1000")], stay: stayToDate };
    const second = settleBill(HENGYANG, person("310"), two, applied(NOTHING_YET, first, 1));
    expect([first, second].map(({ split }) => yuanFromFen(split.deductible_fen))).toEqual([
      "1000.00",
      "200.00",
    ]);
    expect(movesOf(second)["2023"]?.[ADMISSIONS]).toBeUndefined();
  });
});

describe("an identity that begins during a stay", () => {
  const bill = stay(
    "390",
    ["2023-03-05", "2023-03-20"],
    [cost("2023-03-06", "100000"), cost("2023-03-15", "100000")],
  );
  const poor = person("390", {
    identities: [{ kind: "low-income", period: { from: day("2023-03-10"), to: null } }],
  });
  const settled = (options: object) =>
    settleBill(withOptions(HENGYANG, { ...options }), poor, bill, NOTHING_YET);

  test("by the day of admission it does not count (E15)", () => {
    expect(paid(settled({ stay_person: "admission" }))).toEqual({
      "390100": "129220.00",
      "390200": "34107.00",
    });
  });

  test("by the day of discharge it counts for all of it (E17)", () => {
    expect(paid(settled({ stay_person: "discharge" }))).toEqual({
      "390100": "129220.00",
      "390200": "42446.00",
      "610100": "19833.80",
    });
  });

  test("split, it counts for the costs from its day on", () => {
    const result = settled({ stay_person: "split" });
    // Before: 98,800 × 65%; (35,780 − 16,000) × 60%. After: 100,000 × 65%, no second deductible;
    // the year's 70,780 of personal cost then give 42,446, less the 11,868 already paid.
    expect(paid(result)).toEqual({
      "390100": "129220.00",
      "390200": yuanFromFen(fenFromYuan("42446.00")),
      "610100": "3095.40",
    });
    expect(yuanFromFen(result.split.deductible_fen)).toBe("1200.00");
    expect(movesOf(result)["2023"]?.[ADMISSIONS]).toBe(1);
  });

  test("split, an identity that begins on the day of admission cuts nothing", () => {
    const always = person("390", {
      identities: [{ kind: "low-income", period: { from: day("2023-03-05"), to: null } }],
    });
    const region = withOptions(HENGYANG, { stay_person: "split" });
    expect(paid(settleBill(region, always, bill, NOTHING_YET))).toEqual(
      paid(settled({ stay_person: "discharge" })),
    );
  });
});

describe("an identity that begins on the day of discharge", () => {
  test("split, counts for the costs of that day", () => {
    const lines = [cost("2023-03-06", "100000"), cost("2023-03-20", "100000")];
    const bill = stay("390", ["2023-03-05", "2023-03-20"], lines);
    const identities = [
      { kind: "low-income" as const, period: { from: day("2023-03-20"), to: null } },
    ];
    const region = withOptions(HENGYANG, { stay_person: "split" });
    const result = settleBill(region, person("390", { identities }), bill, NOTHING_YET);
    expect(paid(result)["610100"]).toBe("3095.40");
  });
});

describe("an enrolment that changes during a stay", () => {
  const bill = stay(
    "310",
    ["2023-03-05", "2023-03-20"],
    [cost("2023-03-06", "11200"), cost("2023-03-15", "10000")],
  );
  const row = (status: string, from: string, to: string | null) => ({
    insutype: "310",
    period: { from: day(from), to: to === null ? null : day(to) },
    employment_status: status as "working",
    civil_servant_rank: null,
  });

  test.each([
    ["admission", "17000.00"],
    ["discharge", "17400.00"],
    ["split", "17200.00"],
  ])("retired on 10 March, by %s", (stay_person, expected) => {
    const enrolments = [
      row("working", "2000-01-01", "2023-03-10"),
      row("retired", "2023-03-10", null),
    ];
    const region = withOptions(HENGYANG, { stay_person });
    const result = settleBill(region, person("310", { enrolments }), bill, NOTHING_YET);
    expect(paid(result)["310100"]).toBe(expected);
  });

  test("no longer enrolled on the deciding day: SETTLEMENT-NOT-ENROLLED", () => {
    const left = person("310", { enrolments: [row("working", "2000-01-01", "2023-03-10")] });
    const code = (region: Region) => {
      try {
        settleBill(region, left, bill, NOTHING_YET);
        return "settled";
      } catch (error) {
        return (error as YibaoError).code;
      }
    };
    expect(code(withOptions(HENGYANG, { stay_person: "admission" }))).toBe("settled");
    expect(code(withOptions(HENGYANG, { stay_person: "discharge" }))).toBe(
      "SETTLEMENT-NOT-ENROLLED",
    );
  });
});

describe("a policy that changes during a stay", () => {
  const changed = loadRegion(join(FIXTURES, "ratio-from-march"));
  const bill = stay(
    "310",
    ["2023-03-05", "2023-03-20"],
    [cost("2023-03-09", "11200"), cost("2023-03-10", "10000")],
  );

  test.each([
    ["admission", "17000.00"],
    ["discharge", "18000.00"],
    ["split", "17500.00"],
  ])("by %s", (stay_policy, expected) => {
    const region = withOptions(changed, { stay_policy });
    expect(paid(settleBill(region, person("310"), bill, NOTHING_YET))["310100"]).toBe(expected);
  });

  test("an outpatient bill goes by its own day", () => {
    const visit: Bill = { ...bill, visit_type: "11", begin: bill.end, stay: null };
    const result = settleBill(changed, person("310"), visit, NOTHING_YET);
    expect(paid(result)["310100"]).toBe("1500.00");
    expect(Object.keys(movesOf(result))).toEqual(["2023"]);
  });
});
