import { describe, expect, test } from "vitest";
import { atOnce } from "../../test/support/at-once.ts";
import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Provenance } from "../policy/index.ts";
import { auditOrder, RULES } from "./audit.ts";
import type { AuditedEncounter, AuditedPatient, AuditFacts, OrderLine } from "./audit-facts.ts";
import { type AuditFinding, RULE_IDS, type RuleId } from "./audit-finding.ts";
import { buildItemLimits, type LimitKind, type LimitsOnDay } from "./item-limit.ts";
import { LIMIT_KINDS } from "./limit-kind.ts";

// Goal: each rule finds what it is for, lets pass what lies just inside the limit, and says that
// it cannot judge when a fact is missing (positive, boundary, missing), without a database.

const OFFICIAL: Provenance = {
  document: "演示〔2023〕9号",
  clause: "第三条",
  basis: "official",
  confidence: "high",
};

const DAY = "2023-06-15" as CivilDate;

function limits(values: Partial<Record<LimitKind, string>>, source = OFFICIAL): LimitsOnDay {
  const rows = Object.entries(values).map(([kind, text]) => ({
    item_code: "DRX1",
    kind: kind as LimitKind,
    period: { from: "2023-01-01" as CivilDate, to: null },
    value: LIMIT_KINDS[kind as LimitKind].read(text) ?? expect.fail(`${kind} ${text}`),
    ...source,
  }));
  return buildItemLimits(rows).limitsOn("DRX1", DAY);
}

function line(changes: Partial<OrderLine> = {}): OrderLine {
  return {
    visit_id: "V1",
    order_id: "O1",
    judged: true,
    item_code: "DRX1",
    item_name: "演示药",
    own_code: "OWN1",
    day: DAY,
    quantity_ten_thousandths: 2_0000,
    price_micro_yuan: 10_000_000,
    amount_fen: 2_000 as Fen,
    days_supplied: 7,
    entry: { list_type: "101", limited_use: false, ceiling_micro_yuan: null },
    mapped_item: "DRX1",
    limits: {},
    ...changes,
  };
}

interface Changes {
  readonly patient?: Partial<AuditedPatient>;
  readonly current?: Partial<AuditedEncounter>;
  readonly others?: readonly OrderLine[][];
}

function facts(lines: readonly OrderLine[], changes: Changes = {}): AuditFacts {
  const encounter = {
    visit_id: "V1",
    level: "level2",
    care: "outpatient",
    diagnoses: ["I10.x00"],
    lines,
  } as const;
  return {
    patient: { person_no: "P1", sex: "1", born: "1980-02-29" as CivilDate, ...changes.patient },
    current: { ...encounter, ...changes.current },
    others: (changes.others ?? []).map((other, index) => {
      return { ...encounter, visit_id: `V${index + 2}`, lines: other };
    }),
  };
}

/** Findings as `RULE outcome`, and the only one whole. */
function found(lines: readonly OrderLine[], changes: Changes = {}): readonly string[] {
  return atOnce(auditOrder(facts(lines, changes), null)).map(
    ({ rule, outcome }) => `${rule} ${outcome}`,
  );
}

function only(lines: readonly OrderLine[], changes: Changes = {}): AuditFinding {
  const findings = atOnce(auditOrder(facts(lines, changes), null));
  expect(findings).toHaveLength(1);
  return findings[0] as AuditFinding;
}

test("there is one rule for each identifier", () => {
  expect(RULES.map(({ id }) => id).toSorted()).toEqual([...RULE_IDS].toSorted());
});

test("an order within every limit has no finding", () => {
  const all = limits({
    sex: "1",
    "age-from": "43",
    "age-under": "44",
    level: "level2",
    care: "outpatient",
    "daily-quantity": "2",
    "visit-quantity": "2",
    days: "7",
    "duplicate-group": "演示组",
    diagnosis: "E11;I10",
  });
  expect(found([line({ limits: all })])).toEqual([]);
});

describe("sex", () => {
  test("is found with its reason, its source and its mend", () => {
    const finding = only([line({ limits: limits({ sex: "2" }) })]);
    expect(finding).toMatchObject({ rule: "ITEM-SEX", outcome: "violation", amount_fen: 2_000 });
    expect(finding.content).toBe(
      "“演示药”（DRX1）限女性使用，患者为男性。请核对患者身份，或改用其他项目。",
    );
    expect(finding.evidence).toBe(
      "国家医保基金智能监管规则库 药品区分性别使用 GZ10000301004000；" +
        "依据：演示〔2023〕9号 第三条",
    );
    const { item_code, item_name, own_code, day } = line();
    const { quantity_ten_thousandths, price_micro_yuan } = line();
    const item = {
      item_code,
      item_name,
      own_code,
      day,
      quantity_ten_thousandths,
      price_micro_yuan,
    };
    expect(finding.lines).toEqual([
      { visit_id: "V1", order_id: "O1", role: "offending", amount_fen: 2_000, item },
    ]);
  });

  test("that is not known cannot be judged", () => {
    const lines = [line({ limits: limits({ sex: "2" }) })];
    expect(found(lines, { patient: { sex: null } })).toEqual(["ITEM-SEX not-evaluable"]);
  });

  test("by a source that nobody verified is at most a suspicion, and says so", () => {
    const source = { ...OFFICIAL, basis: "placeholder" } as const;
    const finding = only([line({ limits: limits({ sex: "2" }, source) })]);
    expect(finding.outcome).toBe("suspicion");
    expect(finding.evidence).toContain("（待核实）");
  });
});

test.each([
  ["age-from", "18", "2005-06-16", true],
  ["age-from", "18", "2005-06-15", false],
  ["age-under", "14", "2009-06-15", true],
  ["age-under", "14", "2009-06-16", false],
  // Newborn: up to 28 days, the day of birth being day 0.
  ["age-under", "29d", "2023-05-17", true],
  ["age-under", "29d", "2023-05-18", false],
  // Born on 29 February: the year is whole on the first of March.
  ["age-from", "19", "2004-02-29", false],
] as const)("%s %s, born %s: found %s", (kind, text, born, isFound) => {
  const lines = [line({ limits: limits({ [kind]: text }) })];
  const expected = isFound ? ["ITEM-AGE violation"] : [];
  expect(found(lines, { patient: { born: born as CivilDate } })).toEqual(expected);
});

test.each([
  ["level1", "ITEM-LEVEL violation"],
  ["level2", null],
  ["level3-provincial", null],
  ["pharmacy", "ITEM-LEVEL violation"],
  [null, "ITEM-LEVEL not-evaluable"],
] as const)("limited to level two and above, at %s: %s", (level, expected) => {
  const lines = [line({ limits: limits({ level: "level2" }) })];
  expect(found(lines, { current: { level } })).toEqual(expected === null ? [] : [expected]);
});

test.each([
  ["inpatient", null],
  ["outpatient", "ITEM-CARE violation"],
  [null, "ITEM-CARE not-evaluable"],
] as const)("limited to inpatients, in %s: %s", (care, expected) => {
  const lines = [line({ limits: limits({ care: "inpatient" }) })];
  expect(found(lines, { current: { care } })).toEqual(expected === null ? [] : [expected]);
});

describe("quantity", () => {
  test("of a day counts lines together, less what was taken back", () => {
    const daily = limits({ "daily-quantity": "3.5" });
    const one = (changes: Partial<OrderLine> = {}) =>
      line({ limits: daily, days_supplied: null, ...changes });
    const back = one({ order_id: "O3", quantity_ten_thousandths: -2_0000, amount_fen: -1 as Fen });
    const two = [one(), one({ order_id: "O2" })];
    const finding = atOnce(auditOrder(facts(two), new Set<RuleId>(["ITEM-DAILY-QUANTITY"])));
    expect(finding[0]).toMatchObject({ outcome: "violation", amount_fen: 500 });
    expect(finding[0]?.content).toContain("当日最多 3.5，已达 4。请减少 0.5 以上");
    expect(found([...two, back])).toEqual([]);
    expect(found([one(), one({ order_id: "O2", day: "2023-06-14" as CivilDate })])).toEqual([]);
  });

  test("of a line that supplies several days is a day's limit as many times", () => {
    const daily = limits({ "daily-quantity": "3" });
    const whole = line({ limits: daily, quantity_ten_thousandths: 21_0000, days_supplied: 7 });
    expect(found([whole])).toEqual([]);
    expect(found([{ ...whole, quantity_ten_thousandths: 21_0001 }])).toEqual([
      "ITEM-DAILY-QUANTITY violation",
    ]);
  });

  test("of a visit counts its days together", () => {
    const visit = limits({ "visit-quantity": "3" });
    const first = line({ limits: visit, day: "2023-06-13" as CivilDate, judged: false });
    const second = line({ limits: visit, order_id: "O2", days_supplied: null });
    const finding = only([{ ...first, days_supplied: 1 }, second]);
    expect(finding).toMatchObject({ rule: "ITEM-VISIT-QUANTITY", amount_fen: 1_000 });
    expect(finding.lines.map(({ role }) => role)).toEqual(["offending", "involved"]);
  });
});

test.each([
  [7, "outpatient", null],
  [8, "outpatient", "ITEM-DAYS violation"],
  [null, "outpatient", "ITEM-DAYS not-evaluable"],
  [30, "inpatient", null],
] as const)("at most 7 days, %s days to an %s: %s", (days_supplied, care, expected) => {
  const lines = [line({ limits: limits({ days: "7" }), days_supplied })];
  expect(found(lines, { current: { care } })).toEqual(expected === null ? [] : [expected]);
});

describe("conditions", () => {
  test("a diagnosis is asked for by its beginning", () => {
    const lines = [line({ limits: limits({ diagnosis: "E11;C50" }) })];
    expect(found(lines)).toEqual(["ITEM-DIAGNOSIS suspicion"]);
    expect(found(lines, { current: { diagnoses: ["J06.900", "C50.100x001"] } })).toEqual([]);
    expect(found(lines, { current: { diagnoses: [] } })).toEqual(["ITEM-DIAGNOSIS not-evaluable"]);
  });

  test("limited use is a hint, unless the condition itself was judged", () => {
    const entry = { list_type: "101", limited_use: true, ceiling_micro_yuan: null };
    expect(found([line({ entry })])).toEqual(["ITEM-LIMITED-USE clue"]);
    expect(found([line({ entry, limits: limits({ diagnosis: "I10" }) })])).toEqual([]);
  });
});

describe("the catalogue", () => {
  test("does not know the item on the day: one hint, and nothing of its mapping", () => {
    expect(found([line({ entry: null, mapped_item: null })])).toEqual([
      "ITEM-NOT-IN-CATALOGUE clue",
    ]);
  });

  test("knows the item, and the institution's code means nothing or another", () => {
    expect(only([line({ mapped_item: null })])).toMatchObject({
      rule: "ITEM-UNMAPPED",
      outcome: "suspicion",
    });
    expect(only([line({ mapped_item: "DRX2" })]).content).toContain("对照的是 DRX2");
  });

  test("has a ceiling: the excess is a breach for a service, a hint for a drug", () => {
    const entry = { list_type: "201", limited_use: false, ceiling_micro_yuan: 9_500_000 };
    const finding = only([line({ entry })]);
    // Our own reading of the catalogue is not an official text: at most a suspicion.
    expect(finding).toMatchObject({ rule: "ITEM-PRICE", outcome: "suspicion", amount_fen: 100 });
    expect(finding.content).toContain("单价 10.00 元，限价 9.50 元");
    expect(found([line({ entry: { ...entry, list_type: "101" } })])).toEqual(["ITEM-PRICE clue"]);
    expect(found([line({ entry: { ...entry, ceiling_micro_yuan: 10_000_000 } })])).toEqual([]);
  });
});

describe("duplicates", () => {
  test("on one day: the later line, unless one was taken back", () => {
    const twice = [line(), line({ order_id: "O2" })];
    const finding = only(twice);
    expect(finding).toMatchObject({ rule: "DUPLICATE-SAME-DAY", outcome: "clue" });
    expect(finding.lines.map(({ order_id, role }) => [order_id, role])).toEqual([
      ["O2", "offending"],
      ["O1", "involved"],
    ]);
    const back = line({ order_id: "O3", quantity_ten_thousandths: -2_0000 });
    expect(found([...twice, back])).toEqual([]);
  });

  test("within the days that another visit supplied", () => {
    const suppliedOn = (day: string, days_supplied: number | null) =>
      line({ visit_id: "V2", order_id: "B1", day: day as CivilDate, days_supplied, judged: false });
    const of = (...others: OrderLine[]) => found([line()], { others: [others] });
    expect(of(suppliedOn("2023-06-09", 7))).toEqual(["DUPLICATE-SUPPLY suspicion"]);
    expect(of(suppliedOn("2023-06-08", 7))).toEqual([]);
    // One that does not say for how long supplies its own day.
    expect(of(suppliedOn("2023-06-14", null))).toEqual([]);
    expect(of(suppliedOn("2023-06-15", null))).toEqual(["DUPLICATE-SUPPLY suspicion"]);
    const earlier = suppliedOn("2023-06-09", 7);
    const back = { ...earlier, order_id: "B2", quantity_ten_thousandths: -2_0000 };
    expect(of(earlier, back)).toEqual([]);
    const finding = only([line()], { others: [[suppliedOn("2023-06-09", 7)]] });
    expect(finding.content).toContain("已于 2023-06-09 在就诊 V2 开过，可用到 2023-06-15");
  });

  test("of one group side by side", () => {
    const group = limits({ "duplicate-group": "演示降压组" });
    const other = line({
      item_code: "DRX2",
      item_name: "另一药",
      order_id: "O2",
      mapped_item: "DRX2",
      limits: group,
    });
    const finding = only([line({ limits: group }), other]);
    expect(finding).toMatchObject({ rule: "DUPLICATE-GROUP", outcome: "clue" });
    expect(finding.content).toContain("与“演示药”（DRX1）同属“演示降压组”");
    const elsewhere = limits({ "duplicate-group": "演示降糖组" });
    expect(found([line({ limits: elsewhere }), other])).toEqual([]);
  });
});

test("only the chosen rules run, and what is not judged now is not judged", () => {
  const bad = line({ limits: limits({ sex: "2", care: "inpatient" }) });
  const chosen = atOnce(auditOrder(facts([bad]), new Set<RuleId>(["ITEM-CARE"])));
  expect(chosen.map(({ rule }) => rule)).toEqual(["ITEM-CARE"]);
  expect(found([{ ...bad, judged: false }])).toEqual([]);
  expect(found([{ ...bad, quantity_ten_thousandths: -1_0000 }])).toEqual([]);
});
