import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { ErrorCode, Fen } from "../kernel/index.ts";
import { loadRegion, withOptions } from "../policy/index.ts";
import { depositToAccounts } from "./deposit.store.ts";
import {
  admitted,
  dischargeOf,
  ENDED,
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
  SUSPENDED,
  smallTown,
  sumOf,
} from "./fixtures/small-town.ts";
import { readSettlement, readVisit } from "./query.store.ts";
import type { SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";
import { verifySettlements } from "./verify.store.ts";

/** Every refusal names itself by a code, and leaves nothing behind. */

const region = loadRegion("430400");
let database: FreshDatabase;
let service: SettlementService;
let people = 0;

beforeAll(async () => {
  database = await freshDatabase();
  const names = Array.from({ length: 40 }, (_, index) => `R${index}`);
  await smallTown(database.store, region, [
    ...names.map((person_no) => ({ person_no, balance: "100.00" })),
    { person_no: "PAUSED", state: "2" },
    { person_no: "LATE", from: "2024-01-01" },
    { person_no: "FARAWAY", insured_region: "440100" },
  ]);
  service = await createSettlementService({ store: database.store, region });
});

afterAll(async () => {
  try {
    expect(await verifySettlements(database.store, region)).toEqual([]);
  } finally {
    await service?.close();
    await database?.drop();
  }
});

/** A person whom no other test has used. */
function somebody(): string {
  people += 1;
  return `R${people}`;
}

async function left(): Promise<unknown> {
  const { rows } = await database.store.query(
    `select (select count(*) from settlement.visit) as visits,
            (select count(*) from settlement.charge_batch) as batches,
            (select count(*) from settlement.settlement) as settlements,
            (select count(*) from settlement.receipt) as receipts,
            (select count(*) from ledger.entry) as entries,
            (select sum(version) from people.person_state) as versions`,
  );
  return rows[0];
}

async function refused(act: () => Promise<unknown>, code: ErrorCode): Promise<void> {
  const before = await left();
  await expect(act()).rejects.toMatchObject({ code });
  expect(await left()).toEqual(before);
}

const registration = (person_no: string, overrides: object = {}) => ({
  person_no,
  insutype: "310",
  begin_at: "2023-06-01 08:00:00",
  own_number: "1",
  details: {},
  ...overrides,
});

describe("who may be treated where", () => {
  it.each([
    ["NOBODY", LEVEL2, {}, "SETTLEMENT-PERSON-UNKNOWN"],
    ["LATE", LEVEL2, {}, "SETTLEMENT-NOT-ENROLLED"],
    ["R0", LEVEL2, { insutype: "390" }, "SETTLEMENT-NOT-ENROLLED"],
    ["PAUSED", LEVEL2, {}, "SETTLEMENT-ENROLMENT-PAUSED"],
    ["FARAWAY", LEVEL2, {}, "SETTLEMENT-INSURED-ELSEWHERE"],
    ["R0", "H43040099999", {}, "SETTLEMENT-INSTITUTION-UNKNOWN"],
    ["R0", SUSPENDED, {}, "SETTLEMENT-AGREEMENT-SUSPENDED"],
    ["R0", ENDED, {}, "SETTLEMENT-NO-AGREEMENT"],
    ["R0", LEVEL2, { begin_at: "2021-06-01" }, "SETTLEMENT-NO-AGREEMENT"],
    ["R0", LEVEL2, { begin_at: "2023-06-02 08:00:00" }, "SETTLEMENT-VISIT-NOT-YET"],
    ["R0", LEVEL2, { begin_at: "2023-06-31 08:00:00" }, "SETTLEMENT-TIME"],
    ["R0", LEVEL2, { begin_at: "2023-06-01 24:10:00" }, "SETTLEMENT-TIME"],
  ] as const)("%s at %s %j: %s", async (person_no, institution, overrides, code) => {
    const facts = registration(person_no, overrides);
    await refused(() => service.register(facts, request(institution)), code);
    const lines = [line("A01", "1.00")];
    const { begin_at, insutype } = facts;
    const bought = purchase(person_no, lines, { begin_at, insutype });
    if (code === "SETTLEMENT-NO-AGREEMENT" && begin_at < "2022") return;
    await refused(() => service.settlePharmacy(bought, request(institution)), code);
  });

  it("needs a certificate where the visit type is for a disease", async () => {
    const person = somebody();
    const lines = [line("A01", "10.00")];
    const choices = { visit_type: "14", disease: "M03900" };
    const visit_id = await openOutpatient(service, LEVEL2, person, lines, choices);
    const facts = outpatientBill(person, visit_id, sumOf(lines), { visit_type: "14" });
    await refused(
      () => service.settleOutpatient(facts, request(LEVEL2)),
      "SETTLEMENT-NO-CERTIFICATE",
    );
    const bare = await openOutpatient(service, LEVEL2, person, [line("A01", "10.00")], {
      visit_type: "14",
    });
    await refused(
      () => service.settleOutpatient({ ...facts, visit_id: bare }, request(LEVEL2)),
      "SETTLEMENT-DISEASE-MISSING",
    );
  });
});

describe("visits", () => {
  it("are known to their person, institution and number only", async () => {
    const person = somebody();
    const visit_id = await openOutpatient(service, LEVEL2, person, [line("A01", "10.00")]);
    const cancel = (key: object, institution = LEVEL2) =>
      service.cancelRegistration(
        { person_no: person, visit_id, own_number: "no 1", ...key },
        request(institution),
      );
    await refused(() => cancel({ visit_id: "99999999" }), "SETTLEMENT-VISIT-UNKNOWN");
    await refused(() => cancel({ visit_id: "x" }), "SETTLEMENT-VISIT-UNKNOWN");
    await refused(() => cancel({ person_no: "R0" }), "SETTLEMENT-VISIT-UNKNOWN");
    await refused(() => cancel({}, LEVEL3), "SETTLEMENT-VISIT-OTHER-INSTITUTION");
    await refused(() => cancel({ own_number: "other" }), "SETTLEMENT-VISIT-OTHER-NUMBER");
    await cancel({});
    await refused(() => cancel({}), "SETTLEMENT-VISIT-CANCELLED");
    await expect(readVisit(database.store, { person_no: person, visit_id: "0" })).rejects.toThrow(
      "没有就诊ID为 0 的就诊",
    );
  });

  it("have a business type of their own kind", async () => {
    const kind = "SETTLEMENT-VISIT-TYPE-KIND";
    const person = somebody();
    const lines = [line("A01", "10.00")];
    const buy = (visit_type: string) =>
      service.settlePharmacy(purchase(person, lines, { visit_type }), request(PHARMACY));
    await refused(() => buy("2101"), kind);
    await refused(() => buy("1301"), kind);

    const visit_id = await openOutpatient(service, LEVEL2, person, lines);
    const begin_at = "2023-06-01 08:00:00";
    const said = { person_no: person, begin_at, emergency: false, disease: null };
    const about = { ...said, details: {}, diagnoses: [] };
    const record = (visit_type: string) =>
      service.recordVisit({ ...about, visit_id, visit_type }, request(LEVEL2));
    await refused(() => record("2101"), kind);
    const bill = outpatientBill(person, visit_id, sumOf(lines), { visit_type: "2101" });
    await refused(() => service.settleOutpatient(bill, request(LEVEL2)), kind);

    const admit = (visit_type: string, institution = LEVEL2) =>
      service.admit(
        { ...about, insutype: "310", own_number: "in 9", visit_type },
        request(institution),
      );
    await refused(() => admit("11"), kind);
    await refused(() => admit("41"), kind);
    await refused(() => admit("2101", PHARMACY), "SETTLEMENT-PHARMACY-ADMITS");
  });

  it("keep what a settlement was decided by", async () => {
    const person = somebody();
    const lines = [line("A01", "10.00")];
    const visit_id = await openOutpatient(service, LEVEL2, person, lines);
    const facts = outpatientBill(person, visit_id, sumOf(lines));
    await refused(
      () => service.settleOutpatient({ ...facts, visit_type: "13" }, request(LEVEL2)),
      "SETTLEMENT-VISIT-TYPE-DIFFERS",
    );
    await refused(
      () => service.settleOutpatient({ ...facts, insutype: "390" }, request(LEVEL2)),
      "SETTLEMENT-VISIT-SCHEME-DIFFERS",
    );
    await refused(
      () => service.settleInpatient(inpatientBill(person, visit_id, 1000 as Fen), request(LEVEL2)),
      "SETTLEMENT-VISIT-OTHER-KIND",
    );
    await service.settleOutpatient(facts, request(LEVEL2));
    const record = {
      person_no: person,
      visit_id,
      visit_type: "13",
      begin_at: "2023-06-01 08:00:00",
      emergency: false,
      disease: null,
      details: {},
      diagnoses: [],
    };
    await refused(() => service.recordVisit(record, request(LEVEL2)), "SETTLEMENT-VISIT-SETTLED");
    await refused(
      () =>
        service.cancelRegistration(
          { person_no: person, visit_id, own_number: "no 1" },
          request(LEVEL2),
        ),
      "SETTLEMENT-VISIT-SETTLED",
    );
  });

  it("of a stay follow one another", async () => {
    const person = somebody();
    const visit_id = await admitted(service, LEVEL3, person);
    const key = { person_no: person, visit_id };
    await refused(() => admitted(service, LEVEL2, person), "SETTLEMENT-ALREADY-IN-HOSPITAL");
    await refused(
      () => service.discharge(dischargeOf(person, visit_id, "2023-05-19"), request(LEVEL3)),
      "SETTLEMENT-DISCHARGE-EARLY",
    );
    await service.uploadLines(
      { ...key, lines: [{ ...line("A01", "10.00"), batch_no: null }] },
      request(LEVEL3),
    );
    await refused(
      () => service.cancelAdmission(key, request(LEVEL3)),
      "SETTLEMENT-VISIT-HAS-LINES",
    );
    await refused(
      () => service.discharge(dischargeOf(person, visit_id, "2023-05-31"), request(LEVEL3)),
      "SETTLEMENT-LINE-TIME-OUTSIDE",
    );
    const facts = inpatientBill(person, visit_id, 1000 as Fen);
    await refused(
      () => service.settleInpatient(facts, request(LEVEL3)),
      "SETTLEMENT-VISIT-NOT-DISCHARGED",
    );
    await service.discharge(dischargeOf(person, visit_id), request(LEVEL3));
    await refused(
      () => service.discharge(dischargeOf(person, visit_id), request(LEVEL3)),
      "SETTLEMENT-VISIT-DISCHARGED",
    );
    await refused(
      () => service.settleInpatient({ ...facts, interim: true }, request(LEVEL3)),
      "SETTLEMENT-VISIT-DISCHARGED",
    );
    const elsewhere = await admitted(service, LEVEL2, person, "2023-06-01 10:00:00");
    await refused(
      () => service.cancelDischarge(key, request(LEVEL3)),
      "SETTLEMENT-ALREADY-IN-HOSPITAL",
    );
    await service.cancelAdmission({ person_no: person, visit_id: elsewhere }, request(LEVEL2));
    await service.settleInpatient(facts, request(LEVEL3));
    await refused(() => service.cancelDischarge(key, request(LEVEL3)), "SETTLEMENT-VISIT-SETTLED");
    await refused(
      () => service.settleInpatient(facts, request(LEVEL3)),
      "SETTLEMENT-VISIT-SETTLED",
    );
  });
});

describe("charge lines", () => {
  const upload = (person_no: string, visit_id: string, lines: object[], institution = LEVEL2) =>
    service.uploadLines({ person_no, visit_id, lines } as never, request(institution));

  it("are checked against catalogue, mapping, visit and each other", async () => {
    const person = somebody();
    const visit_id = await openOutpatient(service, LEVEL2, person, [line("A01", "10.00")]);
    const refusal = (overrides: object, code: ErrorCode) => {
      const one = { ...line("A01", "10.00"), batch_no: "b2", ...overrides };
      return refused(() => upload(person, visit_id, [one]), code);
    };
    await refusal({ item_code: "Z99", own_code: "own-Z99" }, "SETTLEMENT-LINE-UNMAPPED");
    await refusal({ own_code: "own-B01" }, "SETTLEMENT-LINE-MAPPING-DIFFERS");
    await database.store.query(
      `insert into providers.catalogue_mapping (institution_code, own_code, valid_from, item_code)
       values ($1, 'old', '2020-01-01', 'GONE')`,
      [LEVEL2],
    );
    await database.store.query(`notify "providers.catalogue_mapping"`);
    await expect
      .poll(() =>
        upload(person, visit_id, [{ ...line("", "1.00"), own_code: "old", batch_no: "b3" }]).catch(
          (error) => error.code,
        ),
      )
      .toBe("SETTLEMENT-LINE-ITEM-UNKNOWN");
    await refusal({ fee_at: "2023-05-31 23:59:59" }, "SETTLEMENT-LINE-TIME-OUTSIDE");
    await refusal({ fee_at: "2023-06-02 00:00:00" }, "SETTLEMENT-LINE-TIME-OUTSIDE");
    await refusal({ fee_at: "2023-06-31 00:00:00" }, "SETTLEMENT-LINE-TIME");
    await refusal({ serial: "0" }, "SETTLEMENT-LINE-SERIAL");
    await refusal({ amount_fen: 900 }, "SETTLEMENT-LINE-AMOUNT");
    await refusal({ batch_no: null }, "SETTLEMENT-BATCH-MISSING");
    await refusal({ batch_no: "b1" }, "SETTLEMENT-BATCH-EXISTS");
    await refusal({ refunds_serial: "1" }, "SETTLEMENT-REFUND-POSITIVE");
    const twice = { ...line("A01", "10.00"), batch_no: "b2" };
    await refused(() => upload(person, visit_id, [twice, twice]), "SETTLEMENT-LINE-SERIAL-TWICE");
    const diseases = ["M03900", "M01600"].map((disease) => ({
      ...line("A01", "10.00", 1, { disease }),
      batch_no: "b2",
    }));
    await refused(() => upload(person, visit_id, diseases), "SETTLEMENT-BATCH-DISEASES");
    await refused(() => upload(person, visit_id, []), "SETTLEMENT-NO-LINES");
  });

  it("once settled are neither refunded nor taken back", async () => {
    const person = somebody();
    const visit_id = await admitted(service, LEVEL3, person);
    const charged = line("A01", "10.00", 2);
    const back = (serial: string | null, quantity: number) => ({
      ...line("A01", "10.00", quantity, { refunds_serial: serial }),
      batch_no: null,
    });
    await upload(person, visit_id, [{ ...charged, batch_no: null }], LEVEL3);
    const send = (one: object) => upload(person, visit_id, [one], LEVEL3);
    await refused(() => send(back("77777", -1)), "SETTLEMENT-REFUND-UNKNOWN");
    await refused(() => send(back(null, -1)), "SETTLEMENT-LINE-NEGATIVE");
    await refused(() => send(back(charged.serial, -3)), "SETTLEMENT-REFUND-TOO-MUCH");
    const refund = back(charged.serial, -1);
    await send(refund);
    const dearer = { price_micro_yuan: 9_000_000, amount_fen: -900 };
    await refused(
      () => send({ ...back(charged.serial, -1), ...dearer }),
      "SETTLEMENT-REFUND-PRICE",
    );
    const cancel = (serials: string[]) =>
      service.cancelLines(
        { person_no: person, visit_id, which: { by: "serial", serials } },
        request(LEVEL3),
      );
    await refused(() => cancel([charged.serial]), "SETTLEMENT-LINE-REFUNDED");
    await refused(() => cancel(["88888"]), "SETTLEMENT-LINE-UNKNOWN");
    await service.settleInpatient(
      inpatientBill(person, visit_id, 1000 as Fen, { interim: true }),
      request(LEVEL3),
    );
    await refused(() => send(back(charged.serial, -1)), "SETTLEMENT-REFUND-SETTLED");
    await refused(() => cancel([refund.serial]), "SETTLEMENT-LINE-SETTLED");
  });

  it("that are not mapped are the person's own where the region says so", async () => {
    const lenient = withOptions(region, { unmapped_item: "self-pay" });
    const other = await createSettlementService({ store: database.store, region: lenient });
    try {
      const bought = purchase(somebody(), [line("A01", "10.00", 1, { own_code: "strange" })]);
      const view = await outcomeOf<SettlementView>(other.settlePharmacy(bought, request(PHARMACY)));
      expect(view.split.full_self_fen).toBe(1000);
    } finally {
      await other.close();
    }
  });
});

describe("settling", () => {
  it("needs lines, and sums that are theirs", async () => {
    const person = somebody();
    const { visit } = await outcomeOf<{ visit: { visit_id: number } }>(
      service.register(registration(person), request(LEVEL2)),
    );
    const visit_id = String(visit.visit_id);
    const facts = outpatientBill(person, visit_id, 1000 as Fen);
    const settle = (overrides: object) =>
      service.settleOutpatient({ ...facts, ...overrides }, request(LEVEL2));
    await refused(() => settle({}), "SETTLEMENT-NO-LINES");
    await service.uploadLines(
      { person_no: person, visit_id, lines: [{ ...line("B01", "10.00"), batch_no: "b1" }] },
      request(LEVEL2),
    );
    await refused(() => settle({ batch_no: "b9" }), "SETTLEMENT-BATCH-UNKNOWN");
    await refused(() => settle({ total_fen: 1002 }), "SETTLEMENT-TOTAL-DIFFERS");
    const sums = {
      full_self_fen: null,
      over_limit_fen: 0,
      first_self_fen: 90,
      in_scope_fen: null,
    };
    await refused(() => settle({ sums }), "SETTLEMENT-SUMS-DIFFER");
    await settle({ total_fen: 1001, sums: { ...sums, first_self_fen: 100 } });
    await refused(() => settle({}), "SETTLEMENT-BATCH-SETTLED");
    const cancelBatch = (batch_no: string) =>
      service.cancelLines(
        { person_no: person, visit_id, which: { by: "batch", batch_no } },
        request(LEVEL2),
      );
    await refused(() => cancelBatch("b1"), "SETTLEMENT-BATCH-SETTLED");
    await refused(() => cancelBatch("b9"), "SETTLEMENT-BATCH-UNKNOWN");
    const again = { ...line("B01", "10.00"), batch_no: "b1" };
    await refused(
      () => service.uploadLines({ person_no: person, visit_id, lines: [again] }, request(LEVEL2)),
      "SETTLEMENT-BATCH-SETTLED",
    );
  });

  it("is taken back once", async () => {
    const person = somebody();
    const view = await outcomeOf<SettlementView>(
      service.settlePharmacy(purchase(person, [line("A01", "10.00")]), request(PHARMACY)),
    );
    const key = {
      person_no: person,
      visit_id: String(view.visit.visit_id),
      settlement_id: String(view.settlement_id),
    };
    const cancel = (overrides: object) =>
      service.cancelSettlement({ ...key, kind: "pharmacy", ...overrides }, request(PHARMACY));
    await refused(() => cancel({ settlement_id: "1" }), "SETTLEMENT-UNKNOWN");
    await refused(() => cancel({ settlement_id: "abc" }), "SETTLEMENT-UNKNOWN");
    await refused(() => cancel({ kind: "inpatient" }), "SETTLEMENT-VISIT-OTHER-KIND");
    await cancel({});
    await refused(() => cancel({}), "SETTLEMENT-CANCELLED-ALREADY");
    await expect(
      readSettlement(database.store, { ...key, settlement_id: "1" }),
    ).rejects.toMatchObject({ code: "SETTLEMENT-UNKNOWN" });
  });
});

describe("messages", () => {
  it("are not reused for other content, nor reversed by guess", async () => {
    const person = somebody();
    const message = { message_id: "msg-1", transaction_code: "2102" };
    const bought = purchase(person, [line("A01", "10.00")]);
    await service.settlePharmacy(bought, request(PHARMACY, message));
    const reused = request<SettlementView>(PHARMACY, { ...message, input_hash: "other" });
    await refused(() => service.settlePharmacy(bought, reused), "SETTLEMENT-MESSAGE-REUSED");
    const elsewhere = purchase("R0", [line("A01", "10.00")]);
    await refused(
      () => service.settlePharmacy(elsewhere, request(PHARMACY, message)),
      "SETTLEMENT-MESSAGE-REUSED",
    );
    const reverse = (overrides: object, institution = PHARMACY) =>
      service.reverseMessage(
        {
          person_no: person,
          original_message_id: "msg-1",
          original_transaction: "2102",
          ...overrides,
        },
        request(institution),
      );
    await refused(() => reverse({ original_transaction: "2207" }), "SETTLEMENT-MESSAGE-DIFFERS");
    await refused(() => reverse({ person_no: "R0" }), "SETTLEMENT-MESSAGE-DIFFERS");
    await reverse({});
    const again = request<SettlementView>(PHARMACY, message);
    await refused(() => service.settlePharmacy(bought, again), "SETTLEMENT-MESSAGE-REVERSED");
    await service.register(
      registration(person),
      request(LEVEL2, { message_id: "msg-2", transaction_code: "2201" }),
    );
    await refused(
      () => reverse({ original_message_id: "msg-2", original_transaction: "2201" }, LEVEL2),
      "SETTLEMENT-MESSAGE-NOT-REVERSIBLE",
    );
  });
});

describe("deposits", () => {
  const deposit = (person_no: string, reference: string, amount: number) => ({
    person_no,
    reference,
    date: "2023-01-05" as never,
    amount_fen: amount as Fen,
    memo: "划入",
  });

  it("are written once a reference, all or none", async () => {
    const put = (...rows: ReturnType<typeof deposit>[]) =>
      depositToAccounts(database.store, region, rows);
    const person = somebody();
    expect(await put(deposit(person, "a", 100), deposit(person, "b", 200))).toEqual({
      deposited: 2,
      repeated: 0,
    });
    expect(await put(deposit(person, "a", 100), deposit(person, "c", 300))).toEqual({
      deposited: 1,
      repeated: 1,
    });
    await refused(() => put(deposit(person, "a", 101)), "SETTLEMENT-DEPOSIT-REUSED");
    await refused(
      () => put(deposit(person, "d", 1), deposit("NOBODY", "d", 1)),
      "SETTLEMENT-PERSON-UNKNOWN",
    );
    const bought = purchase(person, [line("C01", "106.00")]);
    const view = await service.trialPharmacy(bought, {
      institution_code: PHARMACY,
      message_id: "t",
      now: NOON,
    });
    expect([view.split.account_fen, view.split.cash_fen]).toEqual([10_600, 0]);
  });
});
