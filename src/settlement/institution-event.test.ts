import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { loadRegion, withOptions } from "../policy/index.ts";
import {
  LEVEL2,
  LEVEL3,
  line,
  openOutpatient,
  outcomeOf,
  outpatientBill,
  request,
  smallTown,
  sumOf,
} from "./fixtures/small-town.ts";
import { followOnce } from "./follow.store.ts";
import { INSTITUTION_EVENTS, readInstitutionEvents } from "./institution-event.store.ts";
import type { CancelOutcome, SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";

// A region where cancelling a bill settles the later ones anew.
const region = withOptions(loadRegion("430400"), { void_rule: "replay" });
let database: FreshDatabase;
let service: SettlementService;

beforeAll(async () => {
  database = await freshDatabase();
  await smallTown(database.store, region, [{ person_no: "V1" }, { person_no: "V2" }]);
  service = await createSettlementService({ store: database.store, region });
});

afterAll(async () => {
  await service?.close();
  await database?.drop();
});

async function settled(institution: string, person_no: string, yuan: string) {
  const lines = [line("A01", yuan)];
  const visit_id = await openOutpatient(service, institution, person_no, lines);
  const facts = outpatientBill(person_no, visit_id, sumOf(lines));
  return outcomeOf<SettlementView>(service.settleOutpatient(facts, request(institution)));
}

async function cancelled(institution: string, { person, visit, settlement_id }: SettlementView) {
  const facts = {
    person_no: person.person_no,
    visit_id: String(visit.visit_id),
    settlement_id: String(settlement_id),
    kind: "outpatient" as const,
  };
  return outcomeOf<CancelOutcome>(service.cancelSettlement(facts, request(institution)));
}

async function events(institution_code: string, after = 0, limit = 100) {
  // Other tests' transactions on the server may hold a row back for a moment.
  const { rows } = await database.store.query("select count(*) as n from settlement.settlement");
  const count = async (): Promise<number> => {
    await followOnce(database.store, { ...INSTITUTION_EVENTS, batchMost: 2 });
    const sql = "select count(*) as n from settlement.institution_event";
    return (await database.store.query(sql)).rows[0]?.n;
  };
  await expect.poll(count, { timeout: 10_000 }).toBe(rows[0]?.n);
  return readInstitutionEvents(database.store, { institution_code, after, limit });
}

describe("the events of an institution", () => {
  it("tell what another's cancellation did to its bill, and not whose that was", async () => {
    const first = await settled(LEVEL2, "V1", "500");
    const own = await settled(LEVEL3, "V1", "400");
    const later = await settled(LEVEL3, "V1", "300");
    const { reversal_id, changed_by_void } = await cancelled(LEVEL2, first);
    expect(changed_by_void.map(({ settlement_id }) => settlement_id)).toContain(own.settlement_id);
    expect(await events(LEVEL2)).toMatchObject([
      { event_no: 1, kind: "settlement", settlement_id: first.settlement_id },
      {
        event_no: 2,
        kind: "reversal",
        settlement_id: reversal_id,
        corrects_settlement_id: first.settlement_id,
        total_fen: -50_000,
        caused_by_settlement_id: null,
      },
    ]);
    const told = await events(LEVEL3);
    expect(told.map(({ event_no, kind }) => [event_no, kind])).toEqual([
      [1, "settlement"],
      [2, "settlement"],
      ...changed_by_void.map((_, index) => [3 + index, "adjustment"]),
    ]);
    const changed = changed_by_void.find((one) => one.settlement_id === own.settlement_id);
    expect(told.find((event) => event.corrects_settlement_id === own.settlement_id)).toMatchObject({
      settlement_id: changed?.adjustment_id,
      fund_fen: changed?.fund_difference_fen,
      total_fen: 0,
      caused_by_settlement_id: null,
    });
    expect(later.settlement_id).not.toBe(own.settlement_id);
  });

  it("name the cause of an adjustment where it is the institution's own", async () => {
    const known = (await events(LEVEL3)).length;
    const first = await settled(LEVEL3, "V2", "500");
    await settled(LEVEL3, "V2", "300");
    await cancelled(LEVEL3, first);
    const told = await events(LEVEL3, known);
    expect(told.map(({ kind }) => kind).toSorted()).toEqual([
      "adjustment",
      "reversal",
      "settlement",
      "settlement",
    ]);
    expect(told.find(({ kind }) => kind === "adjustment")?.caused_by_settlement_id).toBe(
      first.settlement_id,
    );
  });

  it("are numbered without gaps, and read in pages that fit together", async () => {
    const all = await events(LEVEL3);
    expect(all.map(({ event_no }) => event_no)).toEqual(all.map((_, index) => index + 1));
    const pages = [];
    for (let after = 0; ; ) {
      const page = await events(LEVEL3, after, 3);
      pages.push(...page);
      if (page.length < 3) break;
      after = page.at(-1)?.event_no as number;
    }
    expect(pages).toEqual(all);
  });
});
