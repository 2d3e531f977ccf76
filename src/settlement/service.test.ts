import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { Fen } from "../kernel/index.ts";
import { verifyLedger } from "../ledger/index.ts";
import { loadRegion } from "../policy/index.ts";
import {
  admitted,
  dischargeOf,
  FAR,
  inpatientBill,
  LEVEL2,
  LEVEL3,
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
import { readAccumulators, readSettlement, readTotals, readVisit } from "./query.store.ts";
import type { CancelOutcome, SettlementView, UploadOutcome } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";
import { verifySettlements } from "./verify.store.ts";

const region = loadRegion("430400");
let database: FreshDatabase;
let service: SettlementService;

beforeAll(async () => {
  database = await freshDatabase();
  await smallTown(database.store, region, [
    { person_no: "P1", balance: "500.00" },
    { person_no: "P2", balance: "100.00" },
    { person_no: "P3" },
    { person_no: "P4", relatives: ["P5"], balance: "10.00" },
    { person_no: "P5", balance: "300.00" },
    { person_no: "P6", insutype: "390", diseases: ["M03900"] },
    { person_no: "P7", filed: "430100" },
    { person_no: "P8" },
    { person_no: "P9" },
  ]);
  service = await createSettlementService({ store: database.store, region });
});

afterAll(async () => {
  try {
    expect(await verifySettlements(database.store, region)).toEqual([]);
    expect(await verifyLedger(database.store)).toEqual([]);
  } finally {
    await service?.close();
    await database?.drop();
  }
});

const reading = (institution_code: string) => ({
  institution_code,
  message_id: "trial",
  now: NOON,
});
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("a purchase", () => {
  it("is settled in one message from the account", async () => {
    const lines = [line("A01", "12.50", 2), line("B01", "30.00")];
    const facts = purchase("P1", lines);
    const trial = await service.trialPharmacy(facts, reading(PHARMACY));
    const view = await outcomeOf<SettlementView>(service.settlePharmacy(facts, request(PHARMACY)));
    expect(view.split).toEqual(plain(trial.split));
    expect(view.split.total_fen).toBe(5500);
    expect(view.split.account_fen).toBe(5500);
    expect(view.balance_fen).toBe(44_500);
    expect(view.lines.map((one) => one.first_self_fen)).toEqual([0, 300]);
  });

  it("goes with its lines when it is cancelled", async () => {
    const before = await readAccumulators(database.store, "P1");
    const lines = [line("C01", "20.00")];
    const view = await outcomeOf<SettlementView>(
      service.settlePharmacy(purchase("P1", lines), request(PHARMACY)),
    );
    const key = {
      person_no: "P1",
      visit_id: String(view.visit.visit_id),
      settlement_id: String(view.settlement_id),
    };
    await service.cancelSettlement({ ...key, kind: "pharmacy" }, request(PHARMACY));
    expect(await readAccumulators(database.store, "P1")).toEqual(before);
    const { visit, batches } = await readVisit(database.store, key);
    expect([visit.state, batches]).toEqual(["cancelled", []]);
    expect((await readSettlement(database.store, key)).reversed_by).not.toBeNull();
  });
});

describe("an outpatient visit", () => {
  it("goes from registration to settlement, the trial telling what comes", async () => {
    const lines = [line("A01", "100.00", 5), line("B01", "200.00"), line("C01", "3.00")];
    const visit_id = await openOutpatient(service, LEVEL2, "P2", lines);
    const facts = outpatientBill("P2", visit_id, sumOf(lines), { account_use: "own" });
    const trial = await service.trialOutpatient(facts, reading(LEVEL2));
    const final = await outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
    expect(trial.settlement_id).toBeNull();
    expect(final.split).toEqual(plain(trial.split));
    expect(final.split.fund_sum_fen).toBeGreaterThan(0);
    const read = await readSettlement(database.store, {
      person_no: "P2",
      visit_id,
      settlement_id: String(final.settlement_id),
    });
    expect(plain(read)).toEqual({ ...final, visit: read.visit });
  });

  it("settles batch by batch, and each can be cancelled and settled anew", async () => {
    const lines = [line("A01", "400.00")];
    const visit_id = await openOutpatient(service, LEVEL2, "P3", lines);
    const second = [line("A01", "300.00")];
    await service.uploadLines(
      { person_no: "P3", visit_id, lines: second.map((one) => ({ ...one, batch_no: "b2" })) },
      request(LEVEL2),
    );
    const first = outpatientBill("P3", visit_id, sumOf(lines));
    const one = await outcomeOf<SettlementView>(service.settleOutpatient(first, request(LEVEL2)));
    const state = await readAccumulators(database.store, "P3");
    const facts = outpatientBill("P3", visit_id, sumOf(second), { batch_no: "b2" });
    const two = await outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
    // The deductible of the year was met by the first.
    expect(one.split.deductible_fen + two.split.deductible_fen).toBe(20_000);
    const cancelled = await outcomeOf<CancelOutcome>(
      service.cancelSettlement(
        { person_no: "P3", visit_id, settlement_id: String(two.settlement_id), kind: "outpatient" },
        request(LEVEL2),
      ),
    );
    expect(cancelled.cancelled.split).toEqual(two.split);
    expect(await readAccumulators(database.store, "P3")).toEqual(state);
    const again = await outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
    expect(again.split).toEqual(two.split);
    const totals = await readTotals(database.store, {
      institution_code: LEVEL2,
      from: again.care_date,
      to: again.care_date,
      insutype: "310",
    });
    expect(totals.reversal).toMatchObject({ count: 1, total_fen: -30_000 });
    expect(totals.adjustment.count).toBe(0);
  });

  it("is paid for a certified disease by its own benefit", async () => {
    const lines = [line("A01", "80.00")];
    const choices = { visit_type: "9901", disease: "M03900", insutype: "390" };
    const visit_id = await openOutpatient(service, LEVEL2, "P6", lines, choices);
    const facts = outpatientBill("P6", visit_id, sumOf(lines), {
      visit_type: "9901",
      insutype: "390",
    });
    const view = await outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
    expect(view.benefits).toEqual(["resident-two-disease"]);
  });

  it("takes what is missing from the family's account", async () => {
    const lines = [line("C01", "40.00")];
    const visit_id = await openOutpatient(service, LEVEL2, "P4", lines);
    const facts = outpatientBill("P4", visit_id, sumOf(lines), { account_use: "family" });
    const view = await outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
    expect(view.movements.map(({ account_id, paid_fen }) => [account_id, paid_fen])).toEqual([
      ["P4", 1000],
      ["P5", 3000],
    ]);
    expect([view.split.mutual_fen, view.split.cash_fen, view.balance_fen]).toEqual([3000, 0, 0]);
    const key = { person_no: "P4", visit_id, settlement_id: String(view.settlement_id) };
    await service.cancelSettlement({ ...key, kind: "outpatient" }, request(LEVEL2));
    await service.settleOutpatient(facts, request(LEVEL2));
  });
});

describe("an inpatient stay", () => {
  it("is settled in between and at discharge, charging one deductible", async () => {
    const visit_id = await admitted(service, LEVEL3, "P8");
    const upload = async (lines: ReturnType<typeof line>[]) =>
      outcomeOf<UploadOutcome>(
        service.uploadLines(
          { person_no: "P8", visit_id, lines: lines.map((one) => ({ ...one, batch_no: null })) },
          request(LEVEL3),
        ),
      );
    const charged = line("B01", "100.00", 40, { fee_at: "2023-05-21 09:00:00" });
    const { lines } = await upload([charged, line("A01", "9.00", 1, { fee_at: "2023-05-22" })]);
    expect(lines[0]?.first_self_fen).toBe(40_000);
    await upload([
      line("B01", "100.00", 10, {
        refunds_serial: charged.serial,
        quantity_ten_thousandths: -100_000,
        amount_fen: -100_000 as Fen,
        fee_at: "2023-05-23 09:00:00",
      }),
    ]);
    const interim = inpatientBill("P8", visit_id, 300_900 as Fen, { interim: true });
    const one = await outcomeOf<SettlementView>(service.settleInpatient(interim, request(LEVEL3)));
    expect(one.split.first_self_fen).toBe(30_000);
    expect(one.split.deductible_fen).toBe(120_000);
    await upload([line("A01", "50.00", 10)]);
    await service.discharge(dischargeOf("P8", visit_id), request(LEVEL3));
    const facts = inpatientBill("P8", visit_id, 50_000 as Fen);
    const trial = await service.trialInpatient(facts, reading(LEVEL3));
    const two = await outcomeOf<SettlementView>(service.settleInpatient(facts, request(LEVEL3)));
    expect(two.split).toEqual(plain(trial.split));
    expect(two.split.deductible_fen).toBe(0);
    // The last first: the other's deductible was counted on.
    const cancel = (view: SettlementView) =>
      service.cancelSettlement(
        {
          person_no: "P8",
          visit_id,
          settlement_id: String(view.settlement_id),
          kind: "inpatient",
        },
        request(LEVEL3),
      );
    await expect(cancel(one)).rejects.toMatchObject({ code: "SETTLEMENT-CANCEL-ORDER" });
    await cancel(two);
    await cancel(one);
    expect(await readAccumulators(database.store, "P8")).toEqual({});
    const whole = inpatientBill("P8", visit_id, 350_900 as Fen);
    const all = await outcomeOf<SettlementView>(service.settleInpatient(whole, request(LEVEL3)));
    expect(all.split.deductible_fen).toBe(120_000);
  });

  it("knows where the hospital lies and whether a filing covers it", async () => {
    const stay = async (person_no: string) => {
      const visit_id = await admitted(service, FAR, person_no);
      const one = line("A01", "100.00", 100, { fee_at: "2023-05-21 09:00:00" });
      await service.uploadLines(
        { person_no, visit_id, lines: [{ ...one, batch_no: null }] },
        request(FAR),
      );
      await service.discharge(dischargeOf(person_no, visit_id), request(FAR));
      return outcomeOf<SettlementView>(
        service.settleInpatient(inpatientBill(person_no, visit_id, one.amount_fen), request(FAR)),
      );
    };
    const filed = await stay("P7");
    const unfiled = await stay("P9");
    expect(filed.split.fund_sum_fen).toBeGreaterThan(unfiled.split.fund_sum_fen);
  });
});
