import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import {
  act,
  approvedLines,
  CHECKER,
  day,
  invoice,
  item,
  MAKER,
  paid,
  release,
  smallBooks,
  YEAR,
} from "../../test/support/department.ts";
import type { Fen } from "../kernel/index.ts";
import { trialBalance, verifyLedger } from "../ledger/index.ts";
import {
  type Books,
  type BudgetItem,
  byEconomic,
  byFunction,
  byGovernment,
  closeYear,
  commit,
  decideAdjustment,
  decidePayment,
  type Execution,
  freeCommitment,
  proposeAdjustment,
  readExecution,
  requestPayment,
  returnPayment,
  reversePayment,
  summaryOf,
  totalOf,
  verifyDepartment,
} from "./index.ts";

let database: FreshDatabase;
let books: Books;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const DATE = day("2023-05-06");
const fen = (amount: number): Fen => amount as Fen;
let units = 0;

/** Each test has a bureau of its own. */
async function bureau(
  items: readonly BudgetItem[],
  kind: Parameters<typeof smallBooks>[1] = "administrative",
): Promise<{ unit_code: string; lines: readonly number[] }> {
  units += 1;
  const unit_code = `T${String(units).padStart(5, "0")}`;
  books = await smallBooks(database.store, kind, unit_code);
  const lines = await approvedLines(
    books,
    items.map((one) => ({ ...one, unit_code })),
  );
  return { unit_code, lines };
}

async function execution(unit_code: string, year = YEAR): Promise<Execution> {
  return totalOf(await readExecution(database.store, unit_code, year));
}

async function balances(unit_code: string, date: string): Promise<Record<string, number>> {
  const book = await trialBalance(database.store, {
    book: "department",
    region: "430400",
    date: day(date),
    from: day("2000-01-01"),
  });
  const sums: Record<string, number> = {};
  for (const { pool, code, closing_fen } of book.rows) {
    if (!pool.startsWith(`${unit_code}/`) || closing_fen === 0) continue;
    sums[code] = (sums[code] ?? 0) + closing_fen;
  }
  for (const [code, sum] of Object.entries(sums)) if (sum === 0) delete sums[code];
  return sums;
}

describe("the life of a line", () => {
  test("budget, release, commitment, payment, reversal, return: all from the ledger", async () => {
    const { unit_code, lines } = await bureau([item(100_000)]);
    const line_no = lines[0] as number;
    await release(books, line_no, 80_000);
    const { document_no: commitment_no } = await commit(books, act(), {
      line_no,
      kind: "contract",
      number: "HT-1",
      counterparty: "虚构商店",
      amount_fen: fen(60_000),
      date: DATE,
    });
    const asked = await requestPayment(books, act(), {
      against: { commitment_no },
      amount_fen: fen(25_000),
      payee: "虚构商店",
      purpose: "办公用品",
      date: DATE,
      evidence: [invoice(30_000), invoice(60_000, { kind: "contract", number: "HT-1" })],
    });
    const deciding = { document_no: asked.document_no, decision: "approved" as const, date: DATE };
    await decidePayment(books, act(CHECKER), deciding);
    expect(await execution(unit_code)).toMatchObject({
      original_fen: 100_000,
      budget_fen: 100_000,
      released_fen: 80_000,
      committed_fen: 35_000,
      paid_fen: 25_000,
      available_fen: 40_000,
    });
    expect(await balances(unit_code, "2023-12-31")).toMatchObject({
      "5001": 25_000,
      "4001": -25_000,
      "7101": 25_000,
      "6001": -25_000,
    });
    const june = day("2023-06-01");
    await returnPayment(books, act(), {
      voucher_no: asked.document_no,
      amount_fen: fen(5_000),
      date: june,
      evidence: [invoice(5_000, { kind: "bank-slip" })],
    });
    const second = await paid(books, line_no, 10_000);
    await reversePayment(books, act(CHECKER), { voucher_no: second, date: june });
    await freeCommitment(books, act(), { commitment_no, amount_fen: null, date: june });
    const after = await execution(unit_code);
    // The reversed voucher's own reservation stands again.
    expect(after).toMatchObject({ committed_fen: 10_000, paid_fen: 20_000, available_fen: 70_000 });
    expect(after.paid_by_month_fen.slice(4, 6)).toEqual([35_000, -15_000]);
    expect(await verifyDepartment(database.store)).toEqual([]);
    expect(await verifyLedger(database.store)).toEqual([]);
  });

  test("a refused direct payment gives back what it reserved", async () => {
    const { unit_code, lines } = await bureau([item(1_000)]);
    const { document_no } = await requestPayment(books, act(), {
      against: { line_no: lines[0] as number },
      amount_fen: fen(1_000),
      payee: "甲",
      purpose: "乙",
      date: DATE,
      evidence: [invoice(1_000)],
    });
    expect(await execution(unit_code)).toMatchObject({ committed_fen: 1_000, available_fen: 0 });
    await decidePayment(books, act(CHECKER), { document_no, decision: "refused", date: DATE });
    expect(await execution(unit_code)).toMatchObject({ committed_fen: 0, available_fen: 1_000 });
  });

  test("adjustments: a transfer within a fund, an addition that makes a new line", async () => {
    const given = [item(1_000), item(500, { economic_code: "30211", government_code: "50201" })];
    const { unit_code } = await bureau(given);
    const transfer = await proposeAdjustment(books, act(), {
      unit_code,
      year: YEAR,
      kind: "transfer",
      date: DATE,
      authority: "虚财预〔2023〕9号",
      items: [
        { ...given[0]!, amount_fen: fen(-400) },
        { ...given[1]!, amount_fen: fen(400) },
      ],
    });
    const more = await proposeAdjustment(books, act(), {
      unit_code,
      year: YEAR,
      kind: "addition",
      date: DATE,
      authority: "虚财预〔2023〕10号",
      items: [item(250, { economic_code: "30215" })],
    });
    const before = await execution(unit_code);
    expect(before.adjusted_fen).toBe(0);
    for (const { document_no } of [transfer, more]) {
      const deciding = { document_no, decision: "approved" as const, date: DATE };
      await decideAdjustment(books, act(CHECKER), deciding);
    }
    const rows = await readExecution(database.store, unit_code, YEAR);
    expect(rows.map(({ line, execution: one }) => [line.economic_code, one.budget_fen])).toEqual([
      ["30201", 600],
      ["30211", 900],
      ["30215", 250],
    ]);
  });

  test("the same request again gives the same answer, and does nothing", async () => {
    const { unit_code, lines } = await bureau([item(1_000)]);
    const commitment = {
      line_no: lines[0] as number,
      kind: "application" as const,
      number: "SQ-1",
      counterparty: "甲",
      amount_fen: fen(600),
      date: DATE,
    };
    const first = await commit(books, act(MAKER, `again ${unit_code}`), commitment);
    const second = await commit(books, act(MAKER, `again ${unit_code}`), commitment);
    expect(second).toEqual(first);
    expect((await execution(unit_code)).committed_fen).toBe(600);
    const other = commit(books, act(MAKER, `again ${unit_code}`), {
      ...commitment,
      amount_fen: fen(1),
    });
    await expect(other).rejects.toMatchObject({ code: "DEPARTMENT-REQUEST-REUSED" });
  });
});

describe("readings", () => {
  test("roll-ups, 三公, 机关运行, 政府采购", async () => {
    const { unit_code, lines } = await bureau([
      item(10_000, { economic_code: "30101", government_code: "50101" }),
      item(2_000, { economic_code: "30217", government_code: "50206" }),
      item(3_000, { economic_code: "30231", government_code: "50208", procurement: true }),
      item(9_000, {
        functional_code: "2101504",
        economic_code: "30227",
        government_code: "50205",
        project_code: "XM01",
      }),
      item(700, {
        functional_code: "2101504",
        economic_code: "31013",
        government_code: "50303",
        fund: "own",
        source: "other",
        project_code: "XM02",
      }),
    ]);
    await release(books, lines[1] as number, 2_000);
    await paid(books, lines[1] as number, 1_500);
    const rows = await readExecution(database.store, unit_code, YEAR);
    const shown = byFunction(rows).map(({ code, depth, execution: { budget_fen, paid_fen } }) => {
      return [code, depth, budget_fen, paid_fen];
    });
    expect(shown).toEqual([
      ["210", 0, 24_700, 1_500],
      ["21015", 1, 24_700, 1_500],
      ["2101501", 2, 15_000, 1_500],
      ["2101504", 2, 9_700, 0],
    ]);
    expect(byEconomic(rows).map(({ code }) => code)).toContain("302");
    expect(byGovernment(rows)[0]).toMatchObject({ code: "501", execution: { budget_fen: 10_000 } });
    const summary = summaryOf(rows);
    const budgets = Object.entries(summary).map(([name, one]) => [name, one.budget_fen]);
    expect(Object.fromEntries(budgets)).toEqual({
      total: 24_700,
      basic_personnel: 10_000,
      basic_public: 5_000,
      project: 9_700,
      abroad: 0,
      reception: 2_000,
      vehicle_running: 3_000,
      // Own money is not 财政拨款.
      vehicle_purchase: 0,
      meetings: 0,
      training: 0,
      operating: 5_000,
      procurement: 3_000,
    });
  });
});

describe("the end of a year", () => {
  test("unspent quota is carried or expires, and opens the next year", async () => {
    const { unit_code, lines } = await bureau([
      item(1_000),
      item(500, { economic_code: "30211", government_code: "50201" }),
    ]);
    const [kept, gone] = lines as [number, number];
    for (const line_no of lines) await release(books, line_no, 500);
    await paid(books, kept, 300);
    await paid(books, gone, 200);
    const closing = {
      unit_code,
      year: YEAR,
      decisions: [{ line_no: gone, carried_fen: fen(0), nature: "surplus" as const }],
      rest: "carry" as const,
    };
    const closed = await closeYear(books, act(), closing);
    expect(closed).toMatchObject({ carried_fen: 700, lapsed_fen: 300 });
    expect(await execution(unit_code)).toMatchObject({ available_fen: 0, carried_out_fen: 700 });
    const next = await readExecution(database.store, unit_code, YEAR + 1);
    expect(next).toHaveLength(1);
    expect(next[0]?.line.source).toBe("carried");
    expect(totalOf(next)).toMatchObject({ carried_in_fen: 700, released_fen: 700 });
    const opening = { "1201": 700, "3001": -700, "8001-02": 700, "8101": -700 };
    expect(statutory(await balances(unit_code, "2024-01-01"))).toEqual(opening);
    await paid(books, next[0]!.line.line_no, 250, day("2024-02-01"));
    expect(statutory(await balances(unit_code, "2024-02-01"))).toEqual({
      ...opening,
      "1201": 450,
      "8001-02": 450,
      "5001": 250,
      "7101": 250,
    });
    const rest = { unit_code, year: YEAR + 1, decisions: [], rest: "lapse" as const };
    expect(await closeYear(books, act(), rest)).toMatchObject({ lapsed_fen: 450 });
    expect(statutory(await balances(unit_code, "2024-12-31"))).toEqual({});
    expect(await verifyDepartment(database.store)).toEqual([]);
    expect(await verifyLedger(database.store)).toEqual([]);
  });

  test("own money is carried as far as it came in; equipment stays an asset", async () => {
    const place = { fund: "own", source: "business", government_code: "50502" } as const;
    const { unit_code, lines } = await bureau(
      [
        item(1_000, { ...place, economic_code: "30201" }),
        item(400, { ...place, economic_code: "31002", government_code: "50601" }),
      ],
      "institution",
    );
    const [goods, computers] = lines as [number, number];
    await release(books, goods, 600);
    await release(books, computers, 400);
    await paid(books, goods, 100);
    await paid(books, computers, 400);
    const all = { unit_code, year: YEAR, decisions: [], rest: "carry" as const };
    expect(await closeYear(books, act(), all)).toMatchObject({ carried_fen: 500, lapsed_fen: 400 });
    expect(statutory(await balances(unit_code, "2024-01-01"))).toEqual({
      "1002": 500,
      "1601": 400,
      "3001": -900,
      "8001-01": 500,
      "8201": -500,
    });
    expect(await verifyDepartment(database.store)).toEqual([]);
  });

  test("an estimate of what is carried comes to what is carried, in either order", async () => {
    for (const budgetFirst of [true, false]) {
      const { unit_code } = await bureau([item(1_000)]);
      const year = YEAR + 1;
      const estimate = item(900, { unit_code, year, source: "carried" });
      const all = { unit_code, year: YEAR, decisions: [], rest: "carry" as const };
      if (!budgetFirst) await closeYear(books, act(), all);
      const [line_no] = await approvedLines(books, [estimate]);
      if (budgetFirst) {
        await expect(release(books, line_no!, 900, day("2024-01-05"))).rejects.toMatchObject({
          code: "DEPARTMENT-CARRY-BY-CLOSING",
        });
        await closeYear(books, act(), all);
      }
      expect(await execution(unit_code, year)).toMatchObject({
        original_fen: 900,
        carried_in_fen: 100,
        budget_fen: 1_000,
        released_fen: 1_000,
      });
    }
    expect(await verifyDepartment(database.store)).toEqual([]);
  });
});

/** What stands on the accounts of the statutory chart. */
function statutory(sums: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(sums).filter(([code]) => !code.startsWith("9")));
}

test("no line is over-committed, however many ask at once", async () => {
  const { unit_code, lines } = await bureau([item(1_000)]);
  const line_no = lines[0] as number;
  await release(books, line_no, 1_000);
  const asking = Array.from({ length: 40 }, async (_, index) => {
    if (index % 2 === 0) {
      return commit(books, act(), {
        line_no,
        kind: "contract",
        number: `HT-${index}`,
        counterparty: "甲",
        amount_fen: fen(70),
        date: DATE,
      });
    }
    return paid(books, line_no, 70);
  });
  const outcomes = await Promise.allSettled(asking);
  const done = outcomes.filter(({ status }) => status === "fulfilled");
  expect(done).toHaveLength(14);
  for (const one of outcomes) {
    if (one.status === "rejected") {
      expect(one.reason).toMatchObject({ code: "DEPARTMENT-LINE-OVERDRAWN" });
    }
  }
  const after = await execution(unit_code);
  expect(after.available_fen).toBe(20);
  expect(after.committed_fen + after.paid_fen).toBe(980);
  expect(await verifyDepartment(database.store)).toEqual([]);
});
