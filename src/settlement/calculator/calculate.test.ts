import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amounts } from "../../../test/support/generated-life.ts";
import { runs } from "../../../test/support/random.ts";
import { decimalFromPpm, type Fen, type Ppm, YibaoError, yuanFromFen } from "../../kernel/index.ts";
import { HOSPITAL_LEVELS, IDENTITY_KINDS, loadRegion, PLACES } from "../../policy/index.ts";
import { readCase } from "../case.ts";
import { caseAnswer } from "../case-answer.ts";
import { runCase } from "../case-run.ts";
import { type CalculatorAnswer, calculate } from "./calculate.ts";
import { calculatorOptions } from "./options.ts";
import { QUESTION_FIELDS } from "./question.ts";

// Goal: the calculator answers as a settlement does, to the fen; and what it cannot answer it
// refuses at the field, with the reason and the mend. The judge is the way of a case.

const HENGYANG = loadRegion("430400");

const STAY = {
  insutype: "310",
  visit_type: "2101",
  level: "level3",
  date: "2025-06-01",
  total: "20000",
};

describe("an answer", () => {
  test("is the split, who pays what, the steps, and what is unverified", () => {
    const question = { ...STAY, in_scope: 17700, status: "retired" };
    const answer = calculate(HENGYANG, question);
    // E-like: (17,700 − 1,200) × 87 %.
    expect(answer).toMatchObject({
      total: "20000.00",
      in_scope: "17700.00",
      deductible: "1200.00",
      fund_sum: "14355.00",
      person: "5645.00",
      funds: [{ fund: "310100", paid: "14355.00" }],
      benefit: { name: "employee-inpatient", title: "职工住院" },
    });
    expect(answer.steps.length).toBeGreaterThan(3);
    expect(answer.sentences.join("")).toContain("87%");
    expect(answer.unverified.map(({ title }) => title)).toContain("住院起付线");
    expect(answer.notice).toContain("仅供参考");
  });

  test("tells lines by number only where the question gave lines", () => {
    const sums = calculate(HENGYANG, { ...STAY, class_b: 6000, first_share: 0.1, class_c: 1000 });
    const [, first, full] = sums.sentences;
    expect(first).toMatch(/^乙类费用 6,000\.00 元，先由个人自付 10%，计 600\.00 元。/);
    expect(full).toMatch(/^丙类或目录外费用 1,000\.00 元，全部由个人负担。/);
    const lines = [
      { class: "A", amount: 1 },
      { class: "C", amount: 2 },
    ];
    const { total: _, ...stay } = STAY;
    expect(calculate(HENGYANG, { ...stay, lines }).sentences[1]).toMatch(/^第2行为丙类/);
  });

  test("is the same for Chinese words as for codes", () => {
    const coded = calculate(HENGYANG, {
      ...STAY,
      status: "retired",
      identity: ["low-income"],
      place: "referred",
    });
    const worded = calculate(HENGYANG, {
      insutype: "职工",
      visit_type: "住院",
      level: "三级",
      date: "2025-06-01",
      total: 20000,
      status: "退休",
      identity: "低保",
      place: "转诊",
    });
    expect(worded).toEqual(coded);
    expect(calculate(HENGYANG, { ...STAY, visit_type: "21" }).person).toBe(
      calculate(HENGYANG, STAY).person,
    );
  });

  test("takes the year so far into account, by name, by its end or by title", () => {
    const first = calculate(HENGYANG, STAY);
    const names = ["inpatient.admissions.level3", "admissions", "本年同级住院次数"];
    const again = names.map((name) => calculate(HENGYANG, { ...STAY, this_year: { [name]: 1 } }));
    expect(first.deductible).toBe("1200.00");
    for (const answer of again) expect(answer.deductible).toBe("600.00");
  });

  test("compares other hospitals and places, and says where nothing is paid", () => {
    const { compare, person } = calculate(HENGYANG, {
      ...STAY,
      compare: ["level1", "二级", "转诊", "level1+未转诊", "药店"],
    });
    expect(compare.map(({ level, place }) => `${level} ${place}`)).toEqual([
      "level1 local",
      "level2 local",
      "level3 referred",
      "level1 unreferred",
      "pharmacy local",
    ]);
    expect(compare[0]?.figures?.deductible).toBe("400.00");
    expect(Number(compare[0]?.person_difference)).toBeLessThan(0);
    const there = Number(compare[1]?.figures?.person);
    expect(there - Number(person)).toBeCloseTo(Number(compare[1]?.person_difference), 5);
  });

  test("names what may be filled in, and every name of it is accepted", () => {
    const options = calculatorOptions(HENGYANG, STAY.date as never);
    for (const { value, title } of options.level) {
      const by = (level: string) => calculate(HENGYANG, { ...STAY, level }).person;
      expect(by(title)).toBe(by(value));
    }
    for (const benefit of options.benefits) {
      for (const { value, title } of benefit.visit_type) expect(title, value).not.toBe(value);
    }
    expect(options.benefits.length).toBeGreaterThan(10);
    expect(options.limits).toEqual({
      lines: 50,
      compare: 10,
      this_year: 20,
      amount: "10000000.00",
    });
  });
});

describe("a refusal names the field", () => {
  test.each([
    ["CALCULATOR-MISSING", "insutype", { insutype: undefined }],
    ["CALCULATOR-MISSING", "level", { level: "" }],
    ["CALCULATOR-MISSING", "disease", { visit_type: "慢特病" }],
    ["POLICY-NO-BENEFIT", "visit_type", { date: "2020-01-01" }],
    ["CALCULATOR-MISSING", "total", { total: undefined }],
    ["CALCULATOR-MISSING", "lines", { total: undefined, lines: [] }],
    ["CALCULATOR-NOT-ALLOWED", "level", { level: "四级" }],
    ["CALCULATOR-NOT-ALLOWED", "insutype", { insutype: { a: 1 } }],
    ["CALCULATOR-NOT-ALLOWED", "visit_type", { visit_type: "牙科" }],
    ["CALCULATOR-NOT-ALLOWED", "status", { status: "居民" }],
    ["CALCULATOR-NOT-ALLOWED", "status", { insutype: "390", status: "退休" }],
    ["CALCULATOR-NOT-ALLOWED", "disease", { disease: "不存在的病" }],
    ["CALCULATOR-NOT-ALLOWED", "civil_servant", { civil_servant: "将军" }],
    ["CALCULATOR-NOT-ALLOWED", "total", { total: "10000000.01" }],
    ["CALCULATOR-NOT-ALLOWED", "total", { total: "-1" }],
    ["CALCULATOR-NOT-ALLOWED", "first_share", { class_b: 1, first_share: "10" }],
    ["CALCULATOR-NOT-ALLOWED", "this_year.奖金", { this_year: { 奖金: 1 } }],
    ["CALCULATOR-NOT-ALLOWED", "this_year.admissions", { this_year: { admissions: "1.5" } }],
    ["CALCULATOR-NOT-ALLOWED", "this_year", { this_year: 5 }],
    ["CALCULATOR-NOT-ALLOWED", "compare", { compare: ["火星"] }],
    ["CALCULATOR-NOT-ALLOWED", "lines[0]", { total: undefined, lines: ["A"] }],
    ["CALCULATOR-NOT-ALLOWED", "lines[0].class", { total: undefined, lines: [{ amount: 1 }] }],
    ["CALCULATOR-UNKNOWN-FIELD", "psn_no", { psn_no: "1" }],
    ["CALCULATOR-COST-FORM", "total", { in_scope: 1, class_b: 1 }],
    ["CALCULATOR-COST-SUM", "in_scope", { in_scope: 20001 }],
    ["CALCULATOR-COST-SUM", "class_b", { class_b: 15000, class_c: 6000 }],
    ["CALCULATOR-TOO-MANY", "lines", { total: undefined, lines: Array(51).fill({}) }],
    ["CALCULATOR-TOO-MANY", "compare", { compare: Array(11).fill("level1") }],
    ["MONEY-NOT-AN-AMOUNT", "total", { total: "很多" }],
    ["MONEY-NOT-AN-AMOUNT", "total", { total: [1] }],
    ["MONEY-NOT-AN-AMOUNT", "this_year.deductible", { this_year: { deductible: [1] } }],
    ["RATE-NOT-A-RATE", "first_share", { class_b: 1, first_share: [1] }],
    ["DATE-NOT-A-DATE", "date", { date: ["2025-06-01"] }],
    ["MONEY-TOO-MANY-DECIMALS", "total", { total: "1.005" }],
    ["DATE-NOT-A-DATE", "date", { date: "2025-02-30" }],
  ])("%s at %s", (code, where, change) => {
    const question = Object.fromEntries(
      Object.entries({ ...STAY, ...change }).filter(([, value]) => value !== undefined),
    );
    const asked = () => calculate(HENGYANG, question);
    expect(asked).toThrow(expect.objectContaining({ code, where }));
    try {
      asked();
    } catch (error) {
      const { message, reason, mend } = error as YibaoError;
      expect(message).toBe(`${where}：${reason}。${mend}`);
    }
  });
});

const level = fc.constantFrom(...HOSPITAL_LEVELS);
const lines = fc.array(
  fc.record({
    class: fc.constantFrom("A", "B", "C"),
    amount: amounts,
    first_share: fc.constantFrom(0, 100_000, 150_000, 1_000_000),
    excess: fc.nat(1_000),
    paid_alone: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);
const questions = fc.record({
  insutype: fc.constantFrom("310", "390"),
  visit_type: fc.constantFrom("2101", "11", "14", "18", "41"),
  level,
  place: fc.constantFrom(...PLACES),
  disease: fc.constantFrom("hypertension", "copd", "dialysis"),
  status: fc.constantFrom("working", "retired"),
  identity: fc.subarray([...IDENTITY_KINDS], { maxLength: 2 }),
  civil_servant: fc.constantFrom(null, null, "section", "county"),
  date: fc.constantFrom("2023-03-01", "2025-06-01"),
  balance: fc.option(amounts, { nil: null }),
  lines,
});
type Drawn = typeof questions extends fc.Arbitrary<infer Question> ? Question : never;

/** The lines of a drawn question, at most what the calculator takes, as a case writes them. */
function linesOf(drawn: Drawn) {
  return drawn.lines.map((line) => ({
    class: line.class,
    amount: yuanFromFen(line.amount),
    first_share: decimalFromPpm(line.first_share as Ppm),
    price_limit_excess: yuanFromFen(Math.min(line.excess, line.amount) as Fen),
    paid_alone: line.paid_alone,
  }));
}

/** The year so far comes from an earlier bill of the same case, settled first. */
function settledCase(drawn: Drawn, lines: ReturnType<typeof linesOf>) {
  const { insutype, visit_type, date, level, place, disease, status } = drawn;
  const bill = {
    date,
    med_type: visit_type,
    hospital_level: level,
    place,
    disease: visit_type === "14" ? disease : null,
    use_account: drawn.balance === null ? "none" : "own",
    lines,
  };
  const given = readCase(
    {
      person: {
        insutype,
        status: insutype === "390" ? "resident" : status,
        civil_servant: drawn.civil_servant,
        identities: drawn.identity.map((kind) => ({ kind })),
        account: drawn.balance === null ? null : { balance: yuanFromFen(drawn.balance) },
      },
      bills: [
        { ...bill, use_account: "none", id: "earlier" },
        { ...bill, id: "asked" },
      ],
    },
    HENGYANG,
  );
  const results = runCase(HENGYANG, given);
  return {
    moves: results[0]?.settled.moves ?? [],
    bill: caseAnswer(HENGYANG, given, results).bills[1],
  };
}

const FIELDS: Readonly<Record<string, keyof CalculatorAnswer>> = {
  medfee_sumamt: "total",
  fulamt_ownpay_amt: "full_self",
  overlmt_selfpay: "over_limit",
  preselfpay_amt: "first_self",
  inscp_scp_amt: "in_scope",
  act_pay_dedc: "deductible",
  fund_pay_sumamt: "fund_sum",
  psn_part_amt: "person",
  acct_pay: "account",
  psn_cash_pay: "cash",
};

test("random questions: to the fen what a case of the same bill says", () => {
  let compared = 0;
  fc.assert(
    fc.property(questions, (drawn) => {
      const lines = linesOf(drawn);
      const { moves, bill } = settledCase(drawn, lines);
      const positive = moves.filter(({ amount }) => amount >= 0 && amount <= 1_000_000_000);
      if (positive.length < moves.length) return;
      const counted = new Set(["inpatient.admissions"]);
      const isCount = (name: string) => counted.has(name.split(".").slice(0, 2).join("."));
      const this_year = Object.fromEntries(
        positive.map(({ accumulator, amount }) => [
          accumulator,
          isCount(accumulator) ? amount : yuanFromFen(amount as Fen),
        ]),
      );
      const { disease, balance, ...question } = drawn;
      const answer = calculate(HENGYANG, {
        ...question,
        status: question.insutype === "390" ? "resident" : question.status,
        ...(drawn.visit_type === "14" ? { disease } : {}),
        ...(balance === null ? {} : { balance: yuanFromFen(balance) }),
        lines,
        this_year,
      });
      for (const [field, own] of Object.entries(FIELDS)) {
        expect(answer[own], field).toBe(bill?.setlinfo[field]);
      }
      expect(answer.funds.map(({ fund, paid }) => [fund, paid])).toEqual(
        bill?.setldetail.map((row) => [row.fund_pay_type, row.fund_payamt]),
      );
      expect(answer.steps).toEqual(bill?.steps);
      compared += 1;
    }),
    runs(300),
  );
  expect(compared).toBeGreaterThan(200);
});

test("whatever is asked, the answer is one or a refusal with its reason", () => {
  const anything = fc.dictionary(
    fc.constantFrom(...QUESTION_FIELDS),
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("310", "2101", "level3", "2025-06-01")),
  );
  fc.assert(
    fc.property(anything, fc.boolean(), (drawn, based) => {
      const question = based ? { ...STAY, ...drawn } : drawn;
      try {
        expect(calculate(HENGYANG, question).person).toMatch(/^\d+\.\d{2}$/);
      } catch (error) {
        if (!(error instanceof YibaoError)) throw error;
        expect(error.mend).not.toBe("");
      }
    }),
    runs(500),
  );
});
