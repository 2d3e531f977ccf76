import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/support/database.ts";
import {
  act,
  approvedLines,
  item,
  paid,
  release,
  smallBooks,
} from "../../../test/support/department.ts";
import { closeYear, readExecution, summaryOf, totalOf } from "../../department/index.ts";
import type { Disclosure } from "../../disclosure/index.ts";
import { factsOf, type Materials, materialsFromBooks } from "../index.ts";

/** A year of a bureau that does not exist, posted to the real books, then published. */
let database: FreshDatabase;
let final: Disclosure;
let budget: Disclosure;
const UNIT = "F00001";

const WORDS: Materials = {
  kind: "final",
  year: 2023,
  unit: { name: "", self: "单位", province: "虚构", level: "市", members: [] },
  profile: null,
  given: [],
  reasons: {},
  uses: {},
  paragraphs: {},
  registers: {},
  source: "",
};

const LINES = [
  item(300_000_00, { economic_code: "30101", government_code: "50101" }),
  item(80_000_55, { economic_code: "30201", government_code: "50201" }),
  item(6_000_00, { economic_code: "30217", government_code: "50206" }),
  item(50_000_33, { economic_code: "30227", government_code: "50205", project_code: "P1" }),
  item(20_000_00, {
    economic_code: "30299",
    government_code: "50299",
    project_code: "P2",
    fund: "government-fund",
    functional_code: "2296002",
  }),
];

beforeAll(async () => {
  database = await freshDatabase();
  const books = await smallBooks(database.store, "administrative", UNIT);
  const lines = await approvedLines(
    books,
    LINES.map((one) => ({ ...one, unit_code: UNIT })),
  );
  const pay = [300_000_00, 70_000_11, 5_999_99, 40_000_00, 12_345_67];
  for (const [index, line_no] of lines.entries()) {
    await release(books, line_no, LINES[index]?.amount_fen ?? 0);
    await paid(books, line_no, pay[index] ?? 0);
  }
  await closeYear(books, act(), { unit_code: UNIT, year: 2023, decisions: [], rest: "carry" });
  const of = { unit_code: UNIT, year: 2023 };
  final = factsOf(await materialsFromBooks(database.store, { ...of, kind: "final" }, WORDS));
  budget = factsOf(await materialsFromBooks(database.store, { ...of, kind: "budget" }, WORDS));
});
afterAll(() => database.drop());

function amount(disclosure: Disclosure, address: string): number | undefined {
  const [, source, topic, row, column] = /^(text:)?([a-z-]+)\[(.+)\]\.(.+)$/.exec(address) ?? [];
  return disclosure.facts.find(
    (fact) =>
      (fact.source === "text") === (source !== undefined) &&
      fact.topic === topic &&
      fact.row === row &&
      fact.column === column,
  )?.printed.value;
}

describe("final accounts out of the books", () => {
  test("every total is the ledger's", async () => {
    const rows = await readExecution(database.store, UNIT, 2023);
    const total = totalOf(rows);
    const general = totalOf(rows.filter(({ line }) => line.fund === "general"));
    const summary = summaryOf(rows);
    expect(total.paid_fen).toBe(428_345_77);
    expect({
      spending: amount(final, "spending[total].total"),
      general: amount(final, "general[total].total"),
      personnel: amount(final, "general[total].basic-personnel"),
      public: amount(final, "general[total].basic-public"),
      project: amount(final, "spending[total].project"),
      closing: amount(final, "overview[spending-closing].amount"),
      income: amount(final, "overview[income-total].amount"),
      grand: amount(final, "overview[income-grand].amount"),
      reception: amount(final, "three-public[total].actual"),
      operating: amount(final, "operating[total].actual"),
      budget: amount(final, "text:general[total].budget"),
    }).toEqual({
      spending: total.paid_fen,
      general: general.paid_fen,
      personnel: summary.basic_personnel.paid_fen,
      public: summary.basic_public.paid_fen,
      project: summary.project.paid_fen,
      closing: total.carried_out_fen,
      income: total.paid_fen + total.carried_out_fen,
      grand: total.budget_fen,
      reception: summary.reception.paid_fen,
      operating: summary.operating.paid_fen,
      budget: general.original_fen,
    });
  });

  test("all nine tables follow, and the fund has its own", () => {
    expect(final.tables.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining([
        ...["overview", "income", "spending", "appropriation", "general", "basic"],
        ...["fund", "capital", "three-public"],
      ]),
    );
    expect(amount(final, "fund[2296002].total")).toBe(12_345_67);
    expect(amount(final, "appropriation[spending-closing].fund")).toBe(7_654_33);
    expect(amount(final, "basic-government[50101].total")).toBe(300_000_00);
  });

  test("nothing is known of a year before that is not in the books", () => {
    expect(amount(final, "text:general[total].prior")).toBeUndefined();
  });
});

describe("a budget out of the books", () => {
  test("what was put down, by both charts and by project", () => {
    expect(amount(budget, "spending[total].total")).toBe(456_000_88);
    expect(amount(budget, "overview[income-general-allotted].amount")).toBe(436_000_88);
    expect(amount(budget, "basic[30201].total")).toBe(80_000_55);
    expect(amount(budget, "basic-government[50201].total")).toBe(80_000_55);
    expect(amount(budget, "projects[total].total")).toBe(70_000_33);
    expect(amount(budget, "three-public[reception].amount")).toBe(6_000_00);
    expect(budget.tables.find(({ topic }) => topic === "projects")?.rows[1]?.name).toBe("项目P1");
  });
});

test("a year without books is refused", async () => {
  const of = { unit_code: UNIT, year: 2021, kind: "final" } as const;
  await expect(materialsFromBooks(database.store, of, WORDS)).rejects.toMatchObject({
    code: "PUBLICATION-BOOKS-EMPTY",
  });
});
