import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { type Fen, yuanFromFen } from "../kernel/index.ts";
import { trialBalance, verifyLedger } from "../ledger/index.ts";
import { loadPersonFacts } from "../people/index.ts";
import { loadRegion, withOptions } from "../policy/index.ts";
import {
  LEVEL2,
  line,
  openOutpatient,
  outcomeOf,
  outpatientBill,
  PHARMACY,
  purchase,
  request,
  smallTown,
  sumOf,
} from "./fixtures/small-town.ts";
import { readSettlement } from "./query.store.ts";
import type { CancelOutcome, ReverseOutcome, SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";
import { verifySettlements } from "./verify.store.ts";

const shipped = loadRegion("430400");
const seed = Number(process.env.YIBAO_SEED ?? Date.now() % 1e9);
let database: FreshDatabase;
/** Later bills stay as they are; later bills are settled anew. */
let leaving: SettlementService;
let replaying: SettlementService;
let people = 0;

beforeAll(async () => {
  database = await freshDatabase();
  const names = Array.from({ length: 600 }, (_, index) => `V${index}`);
  await smallTown(
    database.store,
    shipped,
    names.map((person_no) => ({ person_no, balance: "150.00" })),
  );
  const { store } = database;
  leaving = await createSettlementService({
    store,
    region: withOptions(shipped, { void_rule: "leave" }),
  });
  replaying = await createSettlementService({
    store,
    region: withOptions(shipped, { void_rule: "replay" }),
  });
});

afterAll(async () => {
  try {
    expect(await verifySettlements(database.store, shipped)).toEqual([]);
    expect(await verifyLedger(database.store)).toEqual([]);
  } finally {
    await leaving?.close();
    await replaying?.close();
    await database?.drop();
  }
});

function somebody(): string {
  people += 1;
  return `V${people}`;
}

async function stateOf(person_no: string) {
  const record = (await loadPersonFacts(database.store.pool, [person_no])).get(person_no);
  return { balance: record?.state.balance_fen, years: record?.state.accumulators };
}

/** Settles an outpatient bill of class A. */
async function settled(
  service: SettlementService,
  person_no: string,
  yuan: string,
  account_use: "none" | "own" = "none",
): Promise<SettlementView> {
  const lines = [line("A01", yuan)];
  const visit_id = await openOutpatient(service, LEVEL2, person_no, lines);
  const facts = outpatientBill(person_no, visit_id, sumOf(lines), { account_use });
  return outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
}

function cancel(service: SettlementService, view: SettlementView): Promise<CancelOutcome> {
  return outcomeOf<CancelOutcome>(
    service.cancelSettlement({ ...keyOf(view), kind: "outpatient" }, request(LEVEL2)),
  );
}

function keyOf(view: SettlementView) {
  return {
    person_no: view.person.person_no,
    visit_id: String(view.visit.visit_id),
    settlement_id: String(view.settlement_id),
  };
}

async function booksOf(): Promise<unknown> {
  const date = "2023-12-31" as never;
  const { rows } = await trialBalance(database.store, { book: "funds", region: "430400", date });
  return rows
    .filter((row) => row.closing_fen !== 0)
    .map((row) => [row.pool, row.code, row.closing_fen]);
}

describe("a cancelled settlement", () => {
  it("never happened: states and books are as before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.boolean()), {
          minLength: 1,
          maxLength: 4,
        }),
        async (bills) => {
          const person = somebody();
          const views: SettlementView[] = [];
          const before: unknown[] = [];
          for (const [amount, own] of bills) {
            before.push([await stateOf(person), await booksOf()]);
            const yuan = yuanFromFen(amount as Fen);
            views.push(await settled(leaving, person, yuan, own ? "own" : "none"));
          }
          for (const view of views.toReversed()) {
            await cancel(leaving, view);
            expect([await stateOf(person), await booksOf()]).toEqual(before.pop());
          }
        },
      ),
      { seed, numRuns: 6, endOnFailure: true },
    );
  });

  it("leaves later bills as they are where the region says so (E31)", async () => {
    const person = somebody();
    const first = await settled(leaving, person, "500");
    const later = await settled(leaving, person, "300");
    const { changed_by_void } = await cancel(leaving, first);
    expect(changed_by_void).toEqual([]);
    expect((await readSettlement(database.store, keyOf(later))).split).toEqual(later.split);
  });

  it("is replayed out of later bills where the region says so (E31)", async () => {
    const person = somebody();
    const first = await settled(replaying, person, "500");
    const later = await settled(replaying, person, "300");
    expect(first.split.deductible_fen + later.split.deductible_fen).toBe(20_000);
    const { changed_by_void } = await cancel(replaying, first);
    const other = somebody();
    const alone = await settled(replaying, other, "300");
    expect(changed_by_void).toMatchObject([
      {
        settlement_id: later.settlement_id,
        fund_difference_fen: alone.split.fund_sum_fen - later.split.fund_sum_fen,
      },
    ]);
    const now = await readSettlement(database.store, keyOf(later));
    expect(now.split.deductible_fen).toBe(20_000);
    expect(now.split.payments).toEqual(alone.split.payments);
    expect((await stateOf(person)).years).toEqual((await stateOf(other)).years);
    // What was replayed can itself be taken back: with its difference.
    await cancel(replaying, now);
    expect(await stateOf(person)).toEqual({ balance: 15_000, years: {} });
  });

  it("replayed, leaves what would have been had it never been", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.boolean()), {
          minLength: 2,
          maxLength: 5,
        }),
        fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
        async (bills, voids) => {
          const voided = new Set(voids.map((at) => at % bills.length));
          const person = somebody();
          const twin = somebody();
          const views: SettlementView[] = [];
          const expected: SettlementView[] = [];
          for (const [index, [amount, own]] of bills.entries()) {
            const use = own ? "own" : "none";
            const yuan = yuanFromFen(amount as Fen);
            views.push(await settled(replaying, person, yuan, use));
            if (!voided.has(index)) expected.push(await settled(replaying, twin, yuan, use));
          }
          for (const index of voided) await cancel(replaying, views[index] as SettlementView);
          expect(await stateOf(person)).toEqual(await stateOf(twin));
          for (const view of views.filter((_, index) => !voided.has(index))) {
            const now = await readSettlement(database.store, keyOf(view));
            const { payments, cash_fen, account_fen } = (expected.shift() as SettlementView).split;
            expect(now.split).toMatchObject({ payments, cash_fen, account_fen });
          }
        },
      ),
      { seed, numRuns: 8, endOnFailure: true },
    );
  });
});

describe("a reversal by message", () => {
  const reverse = (person_no: string, message_id: string, code: string, institution = PHARMACY) =>
    outcomeOf<ReverseOutcome>(
      leaving.reverseMessage(
        { person_no, original_message_id: message_id, original_transaction: code },
        request(institution),
      ),
    );

  it("takes back a purchase, and is safe to repeat", async () => {
    const person = somebody();
    const before = await stateOf(person);
    await leaving.settlePharmacy(
      purchase(person, [line("A01", "20.00")]),
      request(PHARMACY, { message_id: "buy", transaction_code: "2102" }),
    );
    expect((await reverse(person, "buy", "2102")).did).toBe("cancelled-settlement");
    expect(await stateOf(person)).toEqual(before);
    expect(await reverse(person, "buy", "2102")).toEqual({
      did: "nothing",
      why: "already-reversed",
    });
  });

  it("forestalls a message that has not come: it is refused when it does", async () => {
    const person = somebody();
    const before = await stateOf(person);
    const never = { did: "nothing", why: "never-came" };
    expect(await reverse(person, "late", "2102")).toEqual(never);
    expect(await reverse(person, "late", "2102")).toEqual(never);
    const late = leaving.settlePharmacy(
      purchase(person, [line("A01", "20.00")]),
      request(PHARMACY, { message_id: "late", transaction_code: "2102" }),
    );
    await expect(late).rejects.toMatchObject({ code: "SETTLEMENT-MESSAGE-REVERSED" });
    expect(await stateOf(person)).toEqual(before);
  });

  it("comes at once with its message: one of the two counts, never both", async () => {
    for (let round = 0; round < 10; round += 1) {
      const person = somebody();
      const before = await stateOf(person);
      const message_id = `race-${round}`;
      const [bought, reversed] = await Promise.allSettled([
        leaving.settlePharmacy(
          purchase(person, [line("A01", "20.00")]),
          request(PHARMACY, { message_id, transaction_code: "2102" }),
        ),
        reverse(person, message_id, "2102"),
      ]);
      expect(reversed.status).toBe("fulfilled");
      if (bought.status === "rejected") {
        expect(bought.reason).toMatchObject({ code: "SETTLEMENT-MESSAGE-REVERSED" });
      }
      expect(await stateOf(person)).toEqual(before);
    }
  });

  it("takes back an outpatient settlement, whose lines can be settled anew", async () => {
    const person = somebody();
    const lines = [line("A01", "70.00")];
    const visit_id = await openOutpatient(leaving, LEVEL2, person, lines);
    const facts = outpatientBill(person, visit_id, sumOf(lines));
    const sent = request<SettlementView>(LEVEL2, {
      message_id: "out",
      transaction_code: "2207",
    });
    await leaving.settleOutpatient(facts, sent);
    await reverse(person, "out", "2207", LEVEL2);
    await leaving.settleOutpatient(facts, request(LEVEL2));
  });

  it("takes back an admission", async () => {
    const person = somebody();
    const admission = {
      person_no: person,
      insutype: "310",
      visit_type: "2101",
      begin_at: "2023-05-20 08:00:00",
      own_number: "1",
      emergency: false,
      disease: null,
      details: {},
      diagnoses: [],
    };
    const message = { message_id: "in", transaction_code: "2401" };
    await leaving.admit(admission, request(LEVEL2, message));
    expect((await reverse(person, "in", "2401", LEVEL2)).did).toBe("cancelled-admission");
    expect((await reverse(person, "in", "2401", LEVEL2)).did).toBe("nothing");
    await leaving.admit(admission, request(LEVEL2));
  });
});
