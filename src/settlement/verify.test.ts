import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { CivilDate, Fen, Ppm } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import { agencyCode } from "./agency-code.ts";
import { readClaimAccounts } from "./claim-account.store.ts";
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
import { payClaims } from "./pay-claims.store.ts";
import type { SettleClaimFacts, SettlementView } from "./request.ts";
import { createSettlementService } from "./service.ts";
import { contentHash, type SettlementRow } from "./settlement-record.ts";
import { verifySettlements } from "./verify.store.ts";
import { brokenIdentity, SETTLEMENT_TEXT_COLUMNS } from "./verify-content.store.ts";

const region = loadRegion("430400");
let database: FreshDatabase;
let settled: SettlementView;
let cancelled: SettlementView;

/** A bill of 1,000 yuan that the person paid: the funds owe 480 of it. */
const CLAIM: SettleClaimFacts = {
  ...{ person_no: "P3", expected_fen: 48_000 as Fen, details: {} },
  claim: {
    ...{ insutype: "310", visit_type: "11", emergency: false, disease: null },
    ...{ begin: "2023-05-20" as CivilDate, end: "2023-05-20" as CivilDate },
    institution: { institution_code: LEVEL2 },
    lines: [
      {
        ...{ item_code: "", name: "检查费", class: "A", first_share_ppm: 0 as Ppm },
        ...{ date: "2023-05-20" as CivilDate, amount_fen: 100_000 as Fen },
        quantity_ten_thousandths: 10_000,
      },
    ],
  },
};

beforeAll(async () => {
  database = await freshDatabase();
  const { store } = database;
  await smallTown(store, region, [
    { person_no: "P1", balance: "90.00" },
    { person_no: "P2" },
    { person_no: "P3" },
  ]);
  const service = await createSettlementService({ store, region });
  await service.settlePharmacy(purchase("P1", [line("A01", "10.00")]), request(PHARMACY));
  const settle = async () => {
    const lines = [line("A01", "900.00"), line("B01", "50.00")];
    const visit_id = await openOutpatient(service, LEVEL2, "P2", lines);
    const facts = outpatientBill("P2", visit_id, sumOf(lines));
    return outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
  };
  cancelled = await settle();
  await service.cancelSettlement(
    {
      person_no: "P2",
      visit_id: String(cancelled.visit.visit_id),
      settlement_id: String(cancelled.settlement_id),
      kind: "outpatient",
    },
    request(LEVEL2),
  );
  settled = await settle();
  await service.settleClaim(CLAIM, request<SettlementView>(agencyCode(region.code)));
  await service.close();
  const accounts = await readClaimAccounts(store, {
    ...{ region: region.code, standing: "due", from: null, to: null, offset: 0, limit: 9 },
  });
  const claims = accounts.rows.map(({ dues: amounts, ...key }) => ({ ...key, amounts }));
  const paid_on = "2023-06-01" as CivilDate;
  await payClaims(store, region, { payment_no: 1, paid_on, bank_reference: "1", claims }, NOON);
});

afterAll(async () => {
  await database?.drop();
});

/** Codes found after a change that no rule of the database stood in the way of; then undone. */
async function found(change: string, values: unknown[] = []): Promise<string[]> {
  const client = await database.store.pool.connect();
  try {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    const { rowCount } = await client.query(change, values);
    expect(rowCount).toBeGreaterThan(0);
    // Verification begins a transaction of its own: here it is to see what is not committed.
    const within = {
      query: (query: string | { text: string }, args?: unknown[]) =>
        typeof query === "string" && /^(begin|commit)/.test(query)
          ? undefined
          : client.query(query as string, args),
      escapeLiteral: (text: string) => client.escapeLiteral(text),
      release: () => undefined,
    };
    const store = { ...database.store, pool: { connect: async () => within } as never };
    const findings = await verifySettlements(store, region);
    return [...new Set(findings.map(({ code }) => code))].sort();
  } finally {
    await client.query("rollback");
    client.release();
  }
}

describe("verification", () => {
  it("finds nothing where nothing was altered", async () => {
    expect(await verifySettlements(database.store, region)).toEqual([]);
  });

  it.each([
    [
      "an accumulator",
      "update people.person_state set accumulators = '{\"2023\":{\"x\":1}}' where person_no = 'P1'",
      "SETTLEMENT-ACCUMULATOR-WRONG",
    ],
    [
      "a balance",
      "update people.person_state set balance_fen = balance_fen + 1 where person_no = 'P1'",
      "SETTLEMENT-BALANCE-WRONG",
      "SETTLEMENT-SUBSIDIARY-WRONG",
    ],
    [
      "a deposit",
      "update settlement.deposit set amount_fen = amount_fen + 1",
      "SETTLEMENT-BALANCE-WRONG",
    ],
    [
      "an entry's amounts",
      `update ledger.entry set amounts_fen = array[amounts_fen[1] + 1, amounts_fen[2] - 1]
        where person_no = 'P1' and kind = 'settlement'`,
      "SETTLEMENT-POSTING-WRONG",
      "SETTLEMENT-SUBSIDIARY-WRONG",
    ],
    [
      "whom an entry owes",
      `update ledger.entry e set account_nos = array[account_nos[1],
           (select o.account_no from ledger.account a join ledger.account o using (region, pool)
             where a.account_no = e.account_nos[2] and o.code = '2001-01')]
        where person_no = 'P3' and kind = 'settlement'`,
      "SETTLEMENT-POSTING-WRONG",
    ],
    [
      "what a person was paid",
      "update settlement.claim_payment set amount_fen = amount_fen + 1",
      "SETTLEMENT-PAYMENT-WRONG",
    ],
    [
      "an entry's evidence",
      "update ledger.entry set evidence_hash = 'x' where kind = 'void'",
      "SETTLEMENT-EVIDENCE-WRONG",
    ],
    [
      "an amount",
      "update settlement.settlement set cash_fen = cash_fen + 1 where person_no = 'P1'",
      "SETTLEMENT-CONTENT-CHANGED",
    ],
    [
      "a bill",
      `update settlement.settlement
          set bill = replace(bill::text, '"place":"local"', '"place":"referred"')::json
        where person_no = 'P1'`,
      "SETTLEMENT-CONTENT-CHANGED",
    ],
    [
      "a batch",
      "update settlement.charge_batch set settlement_id = null where person_no = 'P1'",
      "SETTLEMENT-LINES-WRONG",
    ],
    [
      "a receipt",
      "update settlement.receipt set settlement_id = 77 where person_no = 'P1'",
      "SETTLEMENT-RECEIPT-WRONG",
    ],
  ])("names an altered %s", async (_, change, ...codes) => {
    expect(await found(change)).toEqual(codes);
  });

  it("names a reversal that does not balance, and one without its original", async () => {
    const short =
      "update settlement.settlement set cash_fen = cash_fen + 1 where kind = 'reversal'";
    expect(await found(short)).toEqual(["SETTLEMENT-CONTENT-CHANGED", "SETTLEMENT-REVERSAL-WRONG"]);
    const orphan = "delete from settlement.settlement where settlement_id = $1";
    expect(await found(orphan, [cancelled.settlement_id])).toContain("SETTLEMENT-REVERSAL-WRONG");
  });

  it("names a lost settlement by everything that rested on it", async () => {
    const lost = "delete from settlement.settlement where settlement_id = $1";
    expect(await found(lost, [settled.settlement_id])).toEqual([
      "SETTLEMENT-ACCUMULATOR-WRONG",
      "SETTLEMENT-EVIDENCE-WRONG",
      "SETTLEMENT-LINES-WRONG",
      "SETTLEMENT-RECEIPT-WRONG",
    ]);
  });

  it("names the identity that a settlement does not hold", async () => {
    const { rows } = await database.store.query<SettlementRow>(
      `select person_no, kind, care_date, total_fen, fund_fen, account_fen, cash_fen,
              deductible_fen, split::text as split, movements::text as movements
         from settlement.settlement where kind = 'settlement' and person_no = 'P2'`,
    );
    const row = rows[0] as SettlementRow;
    const split = JSON.parse(row.split as string);
    const broken = (change: object, columns: object = {}) =>
      brokenIdentity(region, {
        ...row,
        ...columns,
        split: JSON.stringify({ ...split, ...change }),
      });
    expect(broken({})).toBeNull();
    expect(broken({ first_self_fen: split.first_self_fen + 1 })).toContain("先行自付");
    expect(broken({ person_fen: split.person_fen + 1 })).toContain("个人负担 + 医院负担");
    expect(broken({ cash_fen: split.cash_fen + 1 })).toContain("账户 + 现金");
    expect(broken({ fund_sum_fen: 0 })).toContain("各基金支付之和");
    expect(broken({ deductible_fen: -1 })).toContain("起付线");
    expect(broken({}, { account_fen: 1 })).toContain("各账户支付之和");
    expect(broken({}, { cash_fen: 0 })).toContain("各列");
    // With its hash made anew, the change still shows.
    const change = `update settlement.settlement set cash_fen = cash_fen + 1, content_hash = $1
      where person_no = 'P1'`;
    const all = await database.store.query<SettlementRow>(
      `select ${SETTLEMENT_TEXT_COLUMNS} from settlement.settlement where person_no = 'P1'`,
    );
    const altered = all.rows[0] as SettlementRow;
    const hash = contentHash({ ...altered, cash_fen: (altered.cash_fen + 1) as never });
    expect(await found(change, [hash])).toEqual([
      "SETTLEMENT-EVIDENCE-WRONG",
      "SETTLEMENT-IDENTITY-BROKEN",
    ]);
  });

  it("names steps that do not give the answer any more", async () => {
    const { rows } = await database.store.query<SettlementRow>(
      `select ${SETTLEMENT_TEXT_COLUMNS} from settlement.settlement where settlement_id = $1`,
      [settled.settlement_id],
    );
    const row = rows[0] as SettlementRow;
    const split = JSON.parse(row.split as string);
    split.steps[0][4] += 1;
    const altered = { ...row, split: JSON.stringify(split) };
    const change = `update settlement.settlement set split = $1, content_hash = $2
      where settlement_id = $3`;
    const values = [altered.split, contentHash(altered), row.settlement_id];
    expect(await found(change, values)).toEqual([
      "SETTLEMENT-EVIDENCE-WRONG",
      "SETTLEMENT-STEPS-WRONG",
    ]);
  });

  it("keeps settlements from being changed at all", async () => {
    await expect(
      database.store.query("update settlement.settlement set cash_fen = 0"),
    ).rejects.toThrow("append-only");
  });
});
