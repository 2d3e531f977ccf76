import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/support/database.ts";
import {
  act,
  approvedLines,
  CHECKER,
  day,
  invoice,
  item,
  release,
  smallBooks,
} from "../../../test/support/department.ts";
import { loadCharts } from "../../classification/index.ts";
import {
  type Books,
  type BudgetItem,
  closeYear,
  decidePayment,
  readExecution,
  registerUnit,
  requestPayment,
} from "../../department/index.ts";
import { type Disclosure, judge, loadProfiles, loadRules } from "../../disclosure/index.ts";
import type { Fen } from "../../kernel/index.ts";
import { factsOf, type Materials, materialsFromBooks } from "../index.ts";

/** A bureau with an institution below it, own money, and a year that leaves the next something. */
let database: FreshDatabase;
let books: Books;
let final: Disclosure;
const HEAD = "Y00001";
const CENTRE = "Y00002";

const WORDS: Materials = {
  kind: "final",
  year: 2023,
  unit: { name: "", self: "部门", province: "虚构", level: "市", members: [] },
  profile: null,
  given: [],
  reasons: {},
  uses: {},
  paragraphs: {},
  registers: {},
  source: "",
};

interface Planned {
  readonly item: Omit<Partial<BudgetItem>, "amount_fen"> & { readonly amount_fen: number };
  readonly paid: number;
}

/** Approves, releases and pays a unit's year, and closes it, all that is left carried over. */
async function live(unit_code: string, year: number, plan: readonly Planned[]): Promise<void> {
  const items = plan.map(({ item: { amount_fen, ...other } }) =>
    item(amount_fen, { ...other, unit_code, year }),
  );
  const lines = await approvedLines(books, items);
  const date = day(`${year}-06-01`);
  for (const [index, line_no] of lines.entries()) {
    const { amount_fen, source } = items[index] as BudgetItem;
    const paid = plan[index]?.paid ?? 0;
    if (source !== "carried") await release(books, line_no, amount_fen, day(`${year}-02-01`));
    if (paid === 0) continue;
    const { document_no } = await requestPayment(books, act(), {
      against: { line_no },
      amount_fen: paid as Fen,
      payee: "虚构商店",
      purpose: "测试",
      date,
      evidence: [invoice(paid)],
    });
    await decidePayment(books, act(CHECKER), { document_no, decision: "approved", date });
  }
  await closeYear(books, act(), { unit_code, year, decisions: [], rest: "carry" });
}

const WAGES = { economic_code: "30101", government_code: "50101" };
const OFFICE = { economic_code: "30201", government_code: "50201" };
const SYSTEM = {
  functional_code: "2101504",
  economic_code: "30227",
  government_code: "50205",
  project_code: "P1",
};
const CENTRE_WAGES = {
  functional_code: "2101550",
  economic_code: "30107",
  government_code: "50501",
};
const CENTRE_OWN = {
  functional_code: "2101550",
  economic_code: "30299",
  government_code: "50502",
  fund: "own",
  source: "business",
} as const;

beforeAll(async () => {
  database = await freshDatabase();
  books = await smallBooks(database.store, "administrative", HEAD);
  await registerUnit(books, act(), {
    unit_code: CENTRE,
    valid_from: day("2020-01-01"),
    name: "虚构市医疗保障事务中心",
    kind: "institution",
    parent_code: HEAD,
    region: "430400",
  });
  await live(HEAD, 2022, [
    { item: { ...WAGES, amount_fen: 900_00 }, paid: 900_00 },
    { item: { ...SYSTEM, amount_fen: 500_00 }, paid: 320_00 },
  ]);
  await live(CENTRE, 2022, [{ item: { ...CENTRE_OWN, amount_fen: 100_00 }, paid: 70_00 }]);
  await live(HEAD, 2023, [
    { item: { ...WAGES, amount_fen: 1_000_00 }, paid: 980_00 },
    { item: { ...OFFICE, amount_fen: 200_00 }, paid: 150_00 },
    { item: { ...SYSTEM, amount_fen: 400_00 }, paid: 400_00 },
    { item: { ...SYSTEM, source: "carried", amount_fen: 180_00 }, paid: 130_00 },
  ]);
  await live(CENTRE, 2023, [
    { item: { ...CENTRE_WAGES, amount_fen: 300_00 }, paid: 290_00 },
    { item: { ...CENTRE_OWN, amount_fen: 60_00 }, paid: 55_00 },
    { item: { ...CENTRE_OWN, source: "carried", amount_fen: 30_00 }, paid: 10_00 },
  ]);
  const of = { unit_code: HEAD, year: 2023, kind: "final" } as const;
  final = factsOf(await materialsFromBooks(database.store, of, WORDS));
});
afterAll(() => database.drop());

function amounts(disclosure: Disclosure): ReadonlyMap<string, number> {
  return new Map(
    disclosure.facts.map(({ source, topic, row, column, printed }) => [
      `${source === "text" ? "text:" : ""}${topic}[${row}].${column}`,
      printed.value,
    ]),
  );
}

describe("two years, two units", () => {
  test("opening, income, spending and closing are those of both books", async () => {
    const known = amounts(final);
    const row = (address: string) => known.get(address);
    expect({
      members: final.unit_name,
      opening: row("overview[income-opening].amount"),
      income: row("overview[income-total].amount"),
      business: row("overview[income-business].amount"),
      spending: row("overview[spending-total].amount"),
      closing: row("overview[spending-closing].amount"),
      appropriation_opening: row("appropriation[income-opening].amount"),
      appropriation_closing: row("appropriation[spending-closing].amount"),
      general: row("general[total].total"),
      own_basic: row("spending[2101550].basic"),
      operating: row("operating[total].actual"),
      prior_spending: row("text:general[total].prior"),
      change: row("text:general[total].change"),
    }).toEqual({
      members: "虚构市医疗保障局",
      // 180 of the system, 30 of the centre's own money.
      opening: 210_00,
      income: 1_960_00,
      business: 60_00,
      spending: 2_015_00,
      closing: 155_00,
      appropriation_opening: 180_00,
      appropriation_closing: 130_00,
      general: 1_950_00,
      own_basic: 355_00,
      operating: 150_00,
      prior_spending: 1_220_00,
      // 0.20 less 0.12 万元, as the sentence prints them.
      change: 800_00,
    });
    const [head, centre] = await Promise.all(
      [HEAD, CENTRE].map((unit) => readExecution(database.store, unit, 2024)),
    );
    // What is carried out stands as next year's opening in the books, to the fen.
    const carried = [...(head ?? []), ...(centre ?? [])].reduce(
      (all, { execution }) => all + execution.carried_in_fen,
      0,
    );
    expect(row("overview[spending-closing].amount")).toBe(carried);
  });

  test("the rules find nothing wrong", () => {
    const profile = loadProfiles().find(({ id }) => id === final.profile);
    if (profile === undefined) throw new Error(`no profile ${final.profile}`);
    const { findings } = judge(final, { rules: loadRules(), profile, charts: loadCharts() });
    expect(findings.filter(({ outcome }) => outcome === "error")).toEqual([]);
  });

  test("what a folder beside repeats must be what the books say", async () => {
    const place = { page: 0, line: 3, table: "general.csv", row: "", column: "4", text: "" };
    const fact = {
      source: "table" as const,
      topic: "general",
      row: "2101501",
      column: "total",
      printed: { quantity: "money" as const, value: 1_000_00, step: 1, text: "" },
      origin: "printed" as const,
      place,
    };
    const of = { unit_code: HEAD, year: 2023, kind: "final" } as const;
    const beside = { ...WORDS, given: [fact] };
    await expect(materialsFromBooks(database.store, of, beside)).rejects.toMatchObject({
      code: "PUBLICATION-DISAGREES",
      where: "general.csv:3:4",
    });
  });
});
