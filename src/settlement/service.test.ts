import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { loadRegion } from "../policy/index.ts";
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
import type { SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";

const region = loadRegion("430400");
let database: FreshDatabase;
let service: SettlementService;

beforeAll(async () => {
  database = await freshDatabase();
  await smallTown(database.store, region, [
    { person_no: "P1", balance: "500.00" },
    { person_no: "P2", balance: "100.00" },
  ]);
  service = await createSettlementService({ store: database.store, region });
});

afterAll(async () => {
  await service?.close();
  await database?.drop();
});

describe("a purchase", () => {
  it("is settled in one message", async () => {
    const lines = [line("A01", "12.50", 2), line("B01", "30.00")];
    const view = await outcomeOf<SettlementView>(
      service.settlePharmacy(purchase("P1", lines), request(PHARMACY)),
    );
    expect(view.split.total_fen).toBe(5500);
    expect(view.split.account_fen + view.split.cash_fen + view.split.fund_sum_fen).toBe(5500);
    expect(view.balance_fen).toBe(50_000 - view.split.account_fen);
  });
});

describe("an outpatient visit", () => {
  it("goes from registration to settlement", async () => {
    const lines = [line("A01", "100.00", 5), line("B01", "200.00")];
    const visit_id = await openOutpatient(service, LEVEL2, "P2", lines);
    const facts = outpatientBill("P2", visit_id, sumOf(lines));
    const trial = await service.trialOutpatient(facts, {
      institution_code: LEVEL2,
      message_id: "t",
      now: request(LEVEL2).now,
    });
    const final = await outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
    expect(final.split).toEqual(JSON.parse(JSON.stringify(trial.split)));
    expect(final.split.fund_sum_fen).toBeGreaterThan(0);
    console.log(JSON.stringify(final).length, JSON.stringify(final.split).length);
  });
});
