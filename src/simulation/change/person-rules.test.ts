import { describe, expect, test } from "vitest";
import type { CivilDate, Fen } from "../../kernel/index.ts";
import { adjudicate, type BillCase, type BillFacts, loadRegion } from "../../policy/index.ts";
import {
  applyChange,
  changedCase,
  type PersonAttributes,
  type PersonRules,
  personKind,
  personRules,
  readChange,
} from "./index.ts";

// Goal: a bill is re-cased for whom the change names, from its day on, and for nobody else.

const region = loadRegion("430400");
const day = "2023-06-01" as CivilDate;

const person: PersonAttributes = {
  birth_year: 1943,
  sex: "female",
  district: "430412",
  income_fen: 900_000 as Fen,
  diseases: ["hypertension"],
};

const resident: BillCase = {
  insutype: "390",
  visit_type: "2101",
  hospital_level: "level2",
  place: "local",
  disease: null,
  employment_status: "resident",
  civil_servant_rank: null,
  identities: [],
};

function read(items: string, head = "from: 2023-01-01\n") {
  return readChange(`title: 试验\n${head}changes:\n${items}`, "change.yaml", region);
}

function give(who: string): PersonRules {
  return personRules(read(`  - { give_identity: low-income, who: ${who} }\n`));
}

function given(rules: PersonRules, someone: PersonAttributes, bill: BillCase, on = day): boolean {
  return changedCase(rules, someone, bill, on).bill_case.identities.includes("low-income");
}

describe("who", () => {
  const other: PersonAttributes = {
    birth_year: 1944,
    sex: "male",
    district: "430421",
    income_fen: 900_001 as Fen,
    diseases: ["diabetes"],
  };
  const unknown: PersonAttributes = { ...other, sex: "unknown", income_fen: null, diseases: [] };

  test.each([
    "{ age_from: 80 }",
    "{ age_from: 80, age_to: 80 }",
    "{ sex: female }",
    '{ district: ["430412", "430405"] }',
    "{ income_below: 9000.01 }",
    "{ chronic_disease: [高血压, dialysis] }",
    '{ age_from: 60, insutype: "390", sex: female }',
  ])("%s", (who) => {
    const rules = give(who);
    expect(given(rules, person, resident)).toBe(true);
    expect(given(rules, other, resident)).toBe(false);
    expect(given(rules, unknown, resident)).toBe(false);
    expect(personKind(rules, person, 2023)).not.toBe("");
    expect(personKind(rules, other, 2023)).toBe("");
  });

  test.each([
    ['{ insutype: "310" }', { insutype: "310", employment_status: "working" }],
    ["{ employment_status: [working, retired] }", { employment_status: "retired" }],
    ["{ identity: [orphan, monitored] }", { identities: ["monitored"] }],
  ] as const)("%s is asked of the bill", (who, fitting) => {
    const rules = give(who);
    expect(given(rules, person, { ...resident, ...fitting })).toBe(true);
    expect(given(rules, person, resident)).toBe(false);
    expect(personKind(rules, person, 2023)).not.toBe("");
  });

  test("identity_not leaves out those who hold one", () => {
    const rules = give("{ identity_not: orphan }");
    expect(given(rules, person, resident)).toBe(true);
    expect(given(rules, person, { ...resident, identities: ["orphan"] })).toBe(false);
  });

  test("everyone", () => {
    expect(given(give("everyone"), unknown, resident)).toBe(true);
  });

  test("an age is reached on 1 January of its year", () => {
    const rules = personRules(
      read("  - { give_identity: low-income, who: { age_from: 80 } }\n", "from: 2022-09-01\n"),
    );
    expect(given(rules, person, resident, "2022-12-31" as CivilDate)).toBe(false);
    expect(given(rules, person, resident, "2023-01-01" as CivilDate)).toBe(true);
  });
});

describe("identities", () => {
  test("are taken first, then given, by what was held before", () => {
    const rules = personRules(
      read(
        "  - { give_identity: low-income, who: { identity: monitored } }\n" +
          "  - { take_identity: monitored, who: everyone }\n" +
          "  - { give_identity: orphan, who: { identity: low-income } }\n",
      ),
    );
    const monitored: BillCase = { ...resident, identities: ["monitored"] };
    expect(changedCase(rules, person, monitored, day).bill_case.identities).toEqual(["low-income"]);
  });

  test("are as before outside the days of the change, and the case is the same object", () => {
    const head = "from: 2023-02-01\nto: 2023-03-01\n";
    const change = read("  - { give_identity: low-income, who: everyone }\n", head);
    const rules = personRules(change);
    for (const on of ["2023-01-31", "2023-03-01"]) {
      expect(changedCase(rules, person, resident, on as CivilDate).bill_case).toBe(resident);
    }
    const inside = changedCase(rules, person, resident, "2023-02-28" as CivilDate);
    expect(inside.bill_case.identities).toEqual(["low-income"]);
    expect(changedCase(rules, { ...person }, resident, "2023-02-01" as CivilDate)).toBe(inside);
  });

  test("that change no value of policy still make another version", () => {
    const change = read("  - { give_identity: low-income, who: everyone }\n");
    const after = applyChange(region, change);
    expect(after.parameters).toBe(region.parameters);
    expect(after.version).toBe(`${region.version}+${change.hash}`);
  });

  test("without person rules nothing is changed for anybody", () => {
    const rules = personRules(read("  - { parameter: employee_pool_cap, add: 1 }\n"));
    expect(rules.empty).toBe(true);
    expect(changedCase(rules, person, resident, day)).toEqual({
      bill_case: resident,
      paid_from: null,
    });
    expect(personKind(rules, person, 2023)).toBe("");
  });
});

describe("a merged scheme", () => {
  const merge = (rest: string) =>
    read(
      `  - { merge_scheme: "390", settled_as: "310", employment_status: retired, ` +
        `visit_types: { "9901": "14" }, keep: ["2109"], ${rest} }\n`,
    );

  test("settles by the other scheme, and says who pays", () => {
    const rules = personRules(merge('funds: { "310100": "390100" }'));
    const changed = changedCase(rules, person, resident, day);
    expect(changed.bill_case).toEqual({
      ...resident,
      insutype: "310",
      employment_status: "retired",
    });
    expect(changed.paid_from).toEqual({ "310100": "390100" });
    const employee: BillCase = { ...resident, insutype: "310", employment_status: "working" };
    expect(changedCase(rules, person, employee, day).bill_case).toBe(employee);
  });

  test("knows other visit types, and keeps some", () => {
    const rules = personRules(merge("funds: merged"));
    const twoDisease: BillCase = { ...resident, visit_type: "9901", disease: "hypertension" };
    const changed = changedCase(rules, person, twoDisease, day);
    expect(changed.bill_case).toMatchObject({ insutype: "310", visit_type: "14" });
    expect(changed.paid_from).toBe(null);
    const birth: BillCase = { ...resident, visit_type: "2109" };
    expect(changedCase(rules, person, birth, day).bill_case).toBe(birth);
  });

  test("of several, the first that fits counts", () => {
    const item = (status: string, who: string) =>
      `  - { merge_scheme: "390", settled_as: "310", employment_status: ${status}, ` +
      `funds: merged, visit_types: { "9901": "14" }, keep: ["2109"]${who} }\n`;
    const items = item("retired", ", who: { age_from: 60 }") + item("working", "");
    const rules = personRules(read(items));
    const status = (birth_year: number) =>
      changedCase(rules, { ...person, birth_year }, resident, day).bill_case.employment_status;
    expect([status(1963), status(1964)]).toEqual(["retired", "working"]);
  });

  test("the changed case can be settled", () => {
    const change = merge("funds: merged");
    const { bill_case } = changedCase(personRules(change), person, resident, day);
    const facts: BillFacts = {
      ...bill_case,
      care_date: day,
      lines: [
        {
          amount_fen: 1_000_000 as Fen,
          class: "A",
          first_share_ppm: 0 as never,
          over_limit_fen: 0 as Fen,
          paid_alone: false,
        },
      ],
      stay: null,
      account_use: "none",
      accounts: [],
    };
    const { payments } = adjudicate(applyChange(region, change), facts, {});
    expect(payments[0]).toMatchObject({ fund: "310100", paid_fen: 864_800 });
  });
});
