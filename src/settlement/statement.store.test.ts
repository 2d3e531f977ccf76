import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { type CivilDate, chinaTime, type Fen, yuanFromFen } from "../kernel/index.ts";
import { loadRegion, withOptions } from "../policy/index.ts";
import {
  LEVEL2,
  line,
  NOON,
  openOutpatient,
  outcomeOf,
  outpatientBill,
  PHARMACY,
  purchase,
  request,
  smallTown,
  sumOf,
} from "./fixtures/small-town.ts";
import type { SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";
import {
  countSettlements,
  findStatementRows,
  readClaimRows,
  readClearingTotals,
  readFundStatement,
  readFundTotals,
  readStatement,
  readVisitTypeTotals,
  type StatementFilter,
} from "./statement.store.ts";

// Goal: however a month's bills were settled, cancelled and replayed, its entries, its sums and
// what each fund paid say the same money. Method: random lives, every sum taken every way.

const seed = Number(process.env.YIBAO_SEED ?? Date.now() % 1e9);
const region = withOptions(loadRegion("430400"), { void_rule: "replay" });
const ACCOUNT = "310200";
let database: FreshDatabase;
let service: SettlementService;
let people = 0;

beforeAll(async () => {
  database = await freshDatabase();
  const names = Array.from({ length: 60 }, (_, index) => `ST${index}`);
  await smallTown(
    database.store,
    region,
    names.map((person_no) => ({ person_no, balance: "300.00" })),
  );
  service = await createSettlementService({ store: database.store, region });
});
afterAll(async () => {
  await service?.close();
  await database?.drop();
});

const after = (days: number): Date => new Date(NOON.getTime() + days * 86_400_000);

async function settled(person_no: string, amount: number, now: Date): Promise<SettlementView> {
  const lines = [line("A01", yuanFromFen(amount as Fen))];
  const visit_id = await openOutpatient(service, LEVEL2, person_no, lines);
  const facts = outpatientBill(person_no, visit_id, sumOf(lines), { account_use: "own" });
  return outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2, { now })));
}

function cancel({ person, visit, settlement_id }: SettlementView, now: Date) {
  const facts = {
    person_no: person.person_no,
    visit_id: String(visit.visit_id),
    settlement_id: String(settlement_id),
    kind: "outpatient" as const,
  };
  return service.cancelSettlement(facts, request(LEVEL2, { now }));
}

const days = (from: string, to: string) => ({ from: from as CivilDate, to: to as CivilDate });
const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((all, row) => all + of(row), 0);

async function assertOneMoney(filter: StatementFilter): Promise<void> {
  const { store } = database;
  const rows = await readStatement(store, filter, 10_000);
  const page = { offset: 0, limit: 10_000 };
  const funds = await readFundStatement(store, filter, ACCOUNT, page);
  expect(funds.count).toBe(funds.rows.length);
  const paid = new Map<number, number>();
  for (const { settlement_id, paid_fen } of funds.rows) {
    paid.set(settlement_id, (paid.get(settlement_id) ?? 0) + paid_fen);
  }
  for (const row of rows) {
    expect(paid.get(row.settlement_id) ?? 0).toBe(row.fund_fen + row.account_fen);
  }
  const totals = await readFundTotals(store, filter, ACCOUNT, null);
  const due = sum(rows, (row) => row.fund_fen + row.account_fen);
  expect(sum(totals, ({ paid_fen }) => paid_fen)).toBe(due);
  const clearing = await readClearingTotals(store, filter);
  expect(clearing).toEqual({
    settlements: rows.filter(({ kind }) => kind === "settlement").length,
    reversals: rows.filter(({ kind }) => kind === "reversal").length,
    total_fen: sum(rows, (row) => row.total_fen),
    fund_fen: sum(rows, (row) => row.fund_fen),
    account_fen: sum(rows, (row) => row.account_fen),
    cash_fen: sum(rows, (row) => row.cash_fen),
  });
  const types = await readVisitTypeTotals(store, filter);
  expect(sum(types, ({ total_fen }) => total_fen)).toBe(clearing.total_fen);
  const claims = await readClaimRows(store, filter, page);
  expect(claims.rows.map((row) => row.settlement_id)).toEqual(rows.map((row) => row.settlement_id));
  const whole = claims.rows.every((row) => row.person_type === "11" && row.own_number !== "");
  expect(whole).toBe(true);
}

it("every sum of every stretch is the same money, replays and refunds included", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 2, maxLength: 5 }),
      fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
      async (bills, voids) => {
        people += 1;
        const views: SettlementView[] = [];
        for (const [index, amount] of bills.entries()) {
          views.push(await settled(`ST${people}`, amount, after(index * 9)));
        }
        for (const index of new Set(voids.map((at) => at % bills.length))) {
          await cancel(views[index] as SettlementView, after(50));
        }
        for (const stretch of [
          days("2023-06-01", "2023-12-31"),
          days("2023-06-01", "2023-06-15"),
          days("2023-06-16", "2023-12-31"),
        ]) {
          await assertOneMoney({ institution_code: LEVEL2, days: [stretch] });
        }
        const parts = [days("2023-06-16", "2023-12-31"), days("2023-06-01", "2023-06-10")];
        await assertOneMoney({ institution_code: LEVEL2, days: parts });
      },
    ),
    { seed, numRuns: 12, endOnFailure: true },
  );
  const all = { institution_code: LEVEL2, days: [days("2023-06-01", "2023-12-31")] };
  const rows = await readStatement(database.store, all, 10_000);
  expect(rows.some(({ kind }) => kind === "adjustment")).toBe(true);
}, 60_000);

it("a reversal by message is told apart, and found by any of its ids", async () => {
  const person_no = "ST50";
  await service.settlePharmacy(
    purchase(person_no, [line("A01", "20.00")]),
    request(PHARMACY, { message_id: "statement-1", transaction_code: "2102" }),
  );
  const original = { original_message_id: "statement-1", original_transaction: "2102" };
  await service.reverseMessage({ person_no, ...original }, request(PHARMACY));
  const today = chinaTime(NOON).slice(0, 10);
  const filter = { institution_code: PHARMACY, days: [days(today, today)] };
  const rows = await readStatement(database.store, filter, 10);
  expect(rows.map(({ kind, by_message }) => [kind, by_message])).toEqual([
    ["settlement", false],
    ["reversal", true],
  ]);
  for (const { settlement_id } of rows) {
    const found = await findStatementRows(database.store, [{ person_no, settlement_id }]);
    expect(found).toEqual(rows);
    const other = [{ person_no: "ST51", settlement_id }];
    expect(await findStatementRows(database.store, other)).toEqual([]);
  }
  expect(await readStatement(database.store, filter, 1)).toHaveLength(1);
  const none = { institution_code: PHARMACY, days: [] };
  expect(await readStatement(database.store, none, 10)).toEqual([]);
  const counted = {
    institution_code: PHARMACY,
    from: `${today} 00:00:00`,
    to: `${today} 23:59:59`,
  };
  const count = (visit_types: string[], with_reversed: boolean) =>
    countSettlements(database.store, { ...counted, visit_types, with_reversed }, rows);
  expect(await count(["41"], true)).toEqual({ all: 1, among: 1 });
  expect(await count(["41"], false)).toEqual({ all: 0, among: 0 });
  expect(await count(["11"], true)).toEqual({ all: 0, among: 0 });
});
