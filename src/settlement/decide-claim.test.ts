import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { CivilDate, Fen, Ppm } from "../kernel/index.ts";
import { readEntries, trialBalance, verifyLedger } from "../ledger/index.ts";
import { loadPersonFacts } from "../people/index.ts";
import { loadRegion, withOptions } from "../policy/index.ts";
import { agencyCode } from "./agency-code.ts";
import type { ClaimFacts, ClaimLine } from "./claim.ts";
import { findClaimAccounts, readClaimAccounts } from "./claim-account.store.ts";
import type { ClaimAccount, ClaimPayment } from "./claim-payment.ts";
import { readSettlementFile } from "./explanation.store.ts";
import {
  LEVEL2,
  line,
  NOON,
  openOutpatient,
  outcomeOf,
  outpatientBill,
  request,
  smallTown,
} from "./fixtures/small-town.ts";
import { followOnce } from "./follow.store.ts";
import { INSTITUTION_EVENTS } from "./institution-event.store.ts";
import { readInstitutionMonths } from "./institution-months.store.ts";
import { payClaims } from "./pay-claims.store.ts";
import { findSettlementPerson, readPersonVisits } from "./person-visits.store.ts";
import { readTotals } from "./query.store.ts";
import type { CancelOutcome, SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";
import { verifySettlements } from "./verify.store.ts";

// Goal: what the agency approves of a bill that a person paid moves the person's year and the books
// in one act, is owed to the person and to no institution, and happens once or not at all.

const region = withOptions(loadRegion("430400"), { void_rule: "replay" });
const AGENCY = agencyCode(region.code);
const YEAR_END = "2023-12-31" as CivilDate;
let database: FreshDatabase;
let service: SettlementService;

beforeAll(async () => {
  database = await freshDatabase();
  const people = ["Q1", "Q2", "Q3", "Q4"].map((person_no) => ({ person_no }));
  await smallTown(database.store, region, people);
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

function lineOf(name: string, amount_fen: number, share_ppm = 0): ClaimLine {
  return {
    ...{ item_code: "", name, class: "B", first_share_ppm: share_ppm as Ppm },
    ...{ date: "2023-05-21" as CivilDate, amount_fen: amount_fen as Fen },
    quantity_ten_thousandths: 10_000,
  };
}

const STAY: ClaimFacts = {
  ...{ insutype: "310", visit_type: "2101", emergency: false, disease: null },
  begin: "2023-05-20" as CivilDate,
  end: "2023-05-29" as CivilDate,
  institution: {
    ...{ institution_code: "", name: "外省人民医院", region: "440100", level: "level3" },
  },
  lines: [lineOf("床位费", 300_000), lineOf("进口药", 900_000, 200_000)],
};

/** A visit in one day, after which less of the year's deductible is left. */
const VISIT: ClaimFacts = {
  ...{ ...STAY, visit_type: "11", end: STAY.begin },
  lines: [{ ...lineOf("检查费", 150_000), date: STAY.begin }],
};

interface Tried {
  readonly expected_fen: number;
  readonly claim?: ClaimFacts;
  readonly message_id?: string;
}

function settleClaim(person_no: string, { expected_fen, claim = STAY, message_id }: Tried) {
  const facts = { person_no, claim, expected_fen: expected_fen as Fen, details: {} };
  const named = message_id === undefined ? {} : { message_id };
  return service.settleClaim(facts, request<SettlementView>(AGENCY, named));
}

/** What the claim comes to, from the refusal of another amount. */
async function owed(person_no: string, claim: ClaimFacts = STAY): Promise<number> {
  const refusal = await settleClaim(person_no, { expected_fen: -1, claim }).catch((error) => error);
  expect(refusal).toMatchObject({ code: "AGENCY-CLAIM-CHANGED" });
  return Math.round(Number(refusal.details.now) * 100);
}

async function settled(person_no: string, claim: ClaimFacts = STAY): Promise<SettlementView> {
  const expected_fen = await owed(person_no, claim);
  return outcomeOf<SettlementView>(settleClaim(person_no, { expected_fen, claim }));
}

async function yearOf(person_no: string) {
  const record = (await loadPersonFacts(database.store.pool, [person_no])).get(person_no);
  return record?.state.accumulators["2023"] ?? {};
}

/** Every account's balance, by code; the sum of all is nothing. */
async function books(): Promise<Readonly<Record<string, number>>> {
  const asked = { book: "funds", region: region.code, date: YEAR_END } as const;
  const { rows } = await trialBalance(database.store, asked);
  const codes: Record<string, number> = {};
  let sum = 0;
  for (const { code, closing_fen } of rows) {
    sum += closing_fen;
    if (closing_fen !== 0) codes[code] = (codes[code] ?? 0) + closing_fen;
  }
  expect(sum).toBe(0);
  return codes;
}

async function rowCounts(): Promise<unknown> {
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

describe("a manual claim that is approved", () => {
  it("moves the year and the books, and is owed to the person", async () => {
    const before = await books();
    const view = await settled("Q1");
    const { split } = view;
    expect(view.visit).toMatchObject({ kind: "claim", institution_code: AGENCY });
    expect(split.total_fen).toBe(1_200_000);
    expect(split.fund_sum_fen).toBeGreaterThan(0);
    expect((await yearOf("Q1"))["employee-pool.paid"]).toBe(split.payments[0]?.paid_fen);
    const after = await books();
    expect(after["2001-02"]).toBe((before["2001-02"] ?? 0) - split.fund_sum_fen);
    expect(after["2001-01"]).toBe(before["2001-01"]);
    const [entry] = await readEntries(database.store, {
      ...{ person_no: "Q1", settlement_id: view.settlement_id as number },
    });
    expect(entry).toMatchObject({ institution_code: null, kind: "settlement" });
    expect(await verifySettlements(database.store, region)).toEqual([]);
  });

  it("is among the person's visits and explained, and in no institution's months", async () => {
    const local = { ...STAY, institution: { institution_code: LEVEL2 } };
    const view = await settled("Q2", local);
    const { store } = database;
    const filter = {
      ...{ person_no: "Q2", state: null, institution_code: null, from: null, to: null },
      ...({ order: "begin_at", descending: true, offset: 0, limit: 9 } as const),
    };
    const { rows } = await readPersonVisits(store, filter);
    expect(rows).toMatchObject([
      {
        kind: "claim",
        claimed_institution: `机构${LEVEL2}`,
        state: "in-force",
        total_fen: 1_200_000,
      },
    ]);
    const settlement_id = String(view.settlement_id);
    const file = await readSettlementFile(store, { person_no: "Q2", settlement_id });
    expect(file).toMatchObject({ visit: { end_at: "2023-05-29 00:00:00" }, lines: [{}, {}] });
    expect(file?.explainable.split).toEqual(view.split);
    const found = await findSettlementPerson(store, view.settlement_id as number);
    expect(found).toMatchObject({ person_no: "Q2", claimed_institution: `机构${LEVEL2}` });
    const days = { from: "2023-01-01" as CivilDate, to: YEAR_END };
    const asked = { institution_codes: [LEVEL2, ""], ...days, insutype: null };
    expect(await readInstitutionMonths(store, asked)).toEqual([]);
    const totals = await readTotals(store, { institution_code: LEVEL2, ...days });
    expect(totals.settlement.count).toBe(0);
    while ((await followOnce(store, INSTITUTION_EVENTS)) > 0);
    const events = await store.query("select from settlement.institution_event");
    expect(events.rows).toEqual([]);
  });

  it("asked again has the same answer, and is settled once", async () => {
    const expected_fen = await owed("Q3");
    const message_id = "manual-claim-3";
    const first = await settleClaim("Q3", { expected_fen, message_id });
    const counts = await rowCounts();
    const again = await settleClaim("Q3", { expected_fen, message_id });
    expect(again).toEqual({ answer: first.answer, repeated: true });
    expect(await rowCounts()).toEqual(counts);
  });

  it("leaves nothing behind when it comes to another amount, or is refused", async () => {
    const counts = await rowCounts();
    const expected_fen = await owed("Q4");
    const wrong: readonly (readonly [
      claim: ClaimFacts,
      code: string,
      where: string | undefined,
    ])[] = [
      [{ ...STAY, end: "2023-06-02" as CivilDate }, "SETTLEMENT-VISIT-NOT-YET", "end"],
      [{ ...STAY, end: "2023-05-19" as CivilDate }, "SETTLEMENT-CLAIM-PERIOD", "end"],
      [{ ...STAY, lines: [lineOf("床位费", 300_100)] }, "AGENCY-CLAIM-CHANGED", undefined],
    ];
    for (const [claim, code, where] of wrong) {
      const asked = settleClaim("Q4", { expected_fen, claim });
      await expect(asked).rejects.toMatchObject({ code, where });
    }
    expect(await rowCounts()).toEqual(counts);
  });

  it("one of two that were reckoned from the same year is settled, the other refused", async () => {
    const expected_fen = await owed("Q4", VISIT);
    const both = ["first", "second"].map((message_id) =>
      settleClaim("Q4", { expected_fen, message_id, claim: VISIT }),
    );
    const outcomes = await Promise.allSettled(both);
    // The deductible of the year is charged to the first: the second comes to another amount.
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "AGENCY-CLAIM-CHANGED" } });
  });
});

describe("a settled manual claim", () => {
  it("is replayed with the year, owed to the person still", async () => {
    const lines = [line("A01", "2000.00")];
    const visit_id = await openOutpatient(service, LEVEL2, "Q1", lines);
    const earlier = await outcomeOf<SettlementView>(
      service.settleOutpatient(outpatientBill("Q1", visit_id, 200_000 as Fen), request(LEVEL2)),
    );
    const later = await settled("Q1", VISIT);
    const { changed_by_void } = await outcomeOf<CancelOutcome>(
      service.cancelSettlement(
        {
          person_no: "Q1",
          visit_id,
          settlement_id: String(earlier.settlement_id),
          kind: "outpatient",
        },
        request(LEVEL2),
      ),
    );
    expect(changed_by_void).toMatchObject([{ settlement_id: later.settlement_id }]);
    expect(await verifySettlements(database.store, region)).toEqual([]);
    expect((await books())["2001-01"]).toBeUndefined();
  });

  it("is taken back by the agency: the year and the books are as before", async () => {
    const [year, before] = [await yearOf("Q2"), await books()];
    const view = await settled("Q2", { ...STAY, lines: [lineOf("手术费", 2_000_000)] });
    const key = {
      ...{ person_no: "Q2", visit_id: String(view.visit.visit_id) },
      ...({ settlement_id: String(view.settlement_id), kind: "claim" } as const),
    };
    await expect(service.cancelSettlement(key, request(LEVEL2))).rejects.toMatchObject({
      code: "SETTLEMENT-VISIT-OTHER-INSTITUTION",
    });
    await service.cancelSettlement(key, request(AGENCY));
    expect([await yearOf("Q2"), await books()]).toEqual([year, before]);
    await expect(service.cancelSettlement(key, request(AGENCY))).rejects.toMatchObject({
      code: "SETTLEMENT-CANCELLED-ALREADY",
    });
  });
});

describe("what is owed to persons", () => {
  const filter = { region: region.code, from: null, to: null, offset: 0, limit: 50 };
  const paid_on = "2023-06-01" as CivilDate;

  async function accountOf(settlement_id: number): Promise<ClaimAccount> {
    const [account] = await findClaimAccounts(database.store, region.code, [settlement_id]);
    return account as ClaimAccount;
  }

  function paying(payment_no: number, accounts: readonly ClaimAccount[]): ClaimPayment {
    return {
      ...{ payment_no, paid_on, bank_reference: `流水 ${payment_no}` },
      claims: accounts.map(({ person_no, settlement_id, dues: amounts }) => {
        return { person_no, settlement_id, amounts };
      }),
    };
  }

  it("is what the books say, and is paid once, all of a batch", async () => {
    const { store } = database;
    const { rows, due_fen } = await readClaimAccounts(store, { ...filter, standing: "due" });
    expect(due_fen).toBe(-((await books())["2001-02"] ?? 0));
    expect(rows.length).toBeGreaterThan(3);
    const payment = paying(1, rows);
    const done = await payClaims(store, region, payment, NOON);
    expect(done).toEqual({ claims: rows.length, paid_fen: due_fen, repeated: false });
    const after = await books();
    expect([after["2001-02"], after["1004"]]).toEqual([undefined, -due_fen]);
    const again = await payClaims(store, region, payment, NOON);
    expect(again).toEqual({ ...done, repeated: true });
    expect(await books()).toEqual(after);
    const paid = await readClaimAccounts(store, { ...filter, standing: "paid" });
    expect(paid.rows[0]).toMatchObject({ paid_on, bank_reference: "流水 1", dues: [] });
    expect(await verifySettlements(store, region)).toEqual([]);
  });

  it("is refused when it changed, was paid, or is of another day; nothing is left", async () => {
    const { store } = database;
    const view = await settled("Q4", { ...STAY, lines: [lineOf("手术费", 500_000)] });
    const account = await accountOf(view.settlement_id as number);
    const [due] = account.dues;
    const other = { ...account, dues: [{ fund: due?.fund ?? "", paid_fen: 1 as Fen }] };
    const good = paying(2, [account]);
    const wrong: readonly (readonly [payment: ClaimPayment, code: string])[] = [
      [paying(2, [other]), "SETTLEMENT-PAYMENT-CHANGED"],
      [paying(2, [account, { ...account, person_no: "Q1" }]), "SETTLEMENT-PAYMENT-CHANGED"],
      [paying(2, [{ ...account, dues: [] }]), "SETTLEMENT-PAYMENT-CHANGED"],
      [{ ...good, bank_reference: "流水 1" }, "SETTLEMENT-PAYMENT-REFERENCE-USED"],
      [{ ...good, paid_on: "2023-05-31" as CivilDate }, "SETTLEMENT-PAYMENT-DAY"],
      [{ ...good, paid_on: "2023-06-02" as CivilDate }, "SETTLEMENT-PAYMENT-DAY"],
    ];
    const counts = await rowCounts();
    for (const [payment, code] of wrong) {
      await expect(payClaims(store, region, payment, NOON)).rejects.toMatchObject({ code });
    }
    expect(await rowCounts()).toEqual(counts);
    expect((await accountOf(account.settlement_id)).standing).toBe("due");
  });

  it("is not taken back once it was paid", async () => {
    const view = await settled("Q3", { ...STAY, lines: [lineOf("手术费", 600_000)] });
    const settlement_id = view.settlement_id as number;
    const key = {
      ...({ person_no: "Q3", visit_id: String(view.visit.visit_id), kind: "claim" } as const),
      settlement_id: String(settlement_id),
    };
    // Both want the person's state: one of them sees what the other did.
    const [paid, taken] = await Promise.allSettled([
      payClaims(database.store, region, paying(3, [await accountOf(settlement_id)]), NOON),
      service.cancelSettlement(key, request(AGENCY)),
    ]);
    const codes = [paid, taken].map((one) => (one.status === "rejected" ? one.reason.code : ""));
    expect([
      ["", "SETTLEMENT-CLAIM-PAID"],
      ["SETTLEMENT-PAYMENT-CHANGED", ""],
    ]).toContainEqual(codes);
    const account = await accountOf(settlement_id);
    expect(account.standing).toBe(codes[0] === "" ? "paid" : "nothing");
    const done = await readClaimAccounts(database.store, { ...filter, standing: "paid" });
    const one = done.rows[0] as ClaimAccount;
    const { rows } = await database.store.query<{ visit_id: string }>(
      "select visit_id::text from settlement.settlement where settlement_id = $1",
      [one.settlement_id],
    );
    const again = service.cancelSettlement(
      {
        ...({
          person_no: one.person_no,
          visit_id: rows[0]?.visit_id ?? "",
          kind: "claim",
        } as const),
        settlement_id: String(one.settlement_id),
      },
      request(AGENCY),
    );
    await expect(again).rejects.toMatchObject({ code: "SETTLEMENT-CLAIM-PAID" });
  });
});
