import { describe, expect, test } from "vitest";
import { type CivilDate, type Fen, type Ppm, YibaoError } from "../../kernel/index.ts";
import type { PersonRecord } from "../../people/index.ts";
import { loadRegion, type Split, type Step } from "../../policy/index.ts";
import { transactionTable } from "../transaction-table.ts";
import { accumulatorRows } from "./accumulator-query.ts";
import { PLACED_FIELDS, placedError } from "./error-place.ts";
import { fundExplanation } from "./explanation.ts";
import { extensionOf } from "./extension.ts";
import { ageOn } from "./person-node.ts";

// Goal: what lies between the wire and our names, without a database.

describe("setl_proc_info", () => {
  const source = {
    document: "某政发〔2022〕14号",
    clause: "第五条",
    basis: "third-party",
    confidence: "low",
  } as const;
  const step = (changes: Partial<Step> = {}): Step => ({
    kind: "ratio",
    considers: "payable",
    layer: "pooled",
    title: "职工统筹基金",
    line: null,
    to: "fund:310100",
    base_fen: 19_880_000 as Fen,
    rate_ppm: 650_000 as Ppm,
    result_fen: 12_922_000 as Fen,
    source,
    terms: [],
    ...changes,
  });
  const split = (steps: readonly Step[]) => ({ steps }) as unknown as Split;

  test("says each step of the fund, its source, and what is not verified", () => {
    const official = { ...source, basis: "official" } as const;
    const terms = [
      { title: "职工统筹基金", operation: "base", rate_ppm: 600_000 as Ppm, source },
      { title: "退休人员提高", operation: "plus", rate_ppm: 50_000 as Ppm, source },
    ] as const;
    const text = fundExplanation(
      split([
        step({ terms }),
        step({ to: "fund:330100", title: "另一基金" }),
        step({ title: "超过支付限额", rate_ppm: null, result_fen: -100 as Fen, source: official }),
      ]),
      "310100",
    );
    expect(text).toBe(
      "职工统筹基金：198800.00×65%（60%+退休人员提高 5%）=129220.00〔某政发〔2022〕14号 第五条·待核实〕；" +
        "超过支付限额：-1.00〔某政发〔2022〕14号 第五条〕",
    );
    expect(fundExplanation(split([step()]), "390100")).toBe("");
  });

  test("never passes 4,000 characters, and says how much it leaves out", () => {
    const many = Array.from({ length: 500 }, () => step());
    const text = fundExplanation(split(many), "310100");
    expect(text.length).toBeLessThanOrEqual(4_000);
    const shown = text.split("；").length - 1;
    expect(text.endsWith(`；……余 ${500 - shown} 步`)).toBe(true);
  });
});

test("exp_content is read in whatever form it comes, and never refused", () => {
  const none = {
    emergency_admission: false,
    outpatient_emergency: false,
    injury: false,
    third_party: false,
  };
  expect(extensionOf('{"TRUM_FLAG":"1","REL_TTP_FLAG":1,"IPT_TYPE":2}')).toEqual({
    ...none,
    emergency_admission: true,
    injury: true,
    third_party: true,
  });
  expect(extensionOf('{"otp_er_refl_flag":"3"}')).toEqual({ ...none, outpatient_emergency: true });
  for (const text of [undefined, "", "[]", "无", "null", '"1"', '{"IPT_TYPE":null}']) {
    expect(extensionOf(text)).toEqual(none);
  }
});

test.each([
  ["1985-03-15", "2023-03-14", 37.9],
  ["1985-03-15", "2023-03-15", 38],
  ["1985-03-15", "2023-09-14", 38.5],
  ["2000-02-29", "2023-02-28", 22.9],
  ["2000-02-29", "2023-03-01", 23],
  ["2000-02-29", "2024-02-28", 23.9],
  ["2000-02-29", "2024-02-29", 24],
  ["2023-06-15", "2023-06-15", 0],
  ["2024-01-01", "2023-06-15", 0],
])("born %s is %s years old: %d", (born, day, age) => {
  expect(ageOn(born as CivilDate, day as CivilDate)).toBe(age);
});

test("accumulators have their national codes; an unknown one keeps its name", () => {
  const record = {
    enrolments: [
      { insutype: "310", period: { from: "2020-01-01", to: "2023-01-01" } },
      { insutype: "390", period: { from: "2023-01-01", to: null } },
    ],
    state: {
      accumulators: {
        "2023": { "two-disease.paid.diabetes": 1_234, "inpatient.admissions.level3": 2, old: 5 },
        "2022": { "employee-pool.paid": 100 },
      },
    },
  } as unknown as PersonRecord;
  const rows = accumulatorRows(loadRegion("430400"), record, null);
  expect(rows.map((row) => [row.insutype, row.cum_ym, row.cum_type_code, row.cum])).toEqual([
    ["310", "202212", "D310100", 100],
    ["390", "202312", "C0000_BIZ21_level3", 200],
    ["390", "202312", "old", 5],
    ["390", "202312", "D390102_BIZ9901_diabetes", 1_234],
  ]);
});

describe("the field that a refusal is about", () => {
  test("is one that some transaction has", () => {
    const known = new Set(
      [...transactionTable().transactions.values()].flatMap(({ input }) =>
        input.flatMap(({ fields }) => fields.map(({ name }) => name)),
      ),
    );
    const named = Object.values(PLACED_FIELDS).flat();
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test("is the first that the transaction has; else the error stays as it is", () => {
    const paused = new YibaoError("SETTLEMENT-ENROLMENT-PAUSED", {
      person_no: "P",
      insutype: "310",
      day: "2023-06-01",
      state: "暂停",
    });
    expect(placedError(paused, "2201").where).toBe("data.insutype（险种类型）");
    expect(placedError(paused, "2403").where).toBe("adminfo.psn_no（人员编号）");
    expect(placedError(paused, "9001").where).toBeUndefined();
    const other = new YibaoError("SETTLEMENT-CLOSED");
    expect(placedError(other, "2201")).toBe(other);
  });
});
