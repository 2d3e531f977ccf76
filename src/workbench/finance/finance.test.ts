import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, outpatientBill, WORKER } from "../../../test/support/hospital-day.ts";
import { sealAll } from "../../../test/support/ledger.ts";
import { fillDepartment, type SmallDepartment } from "../../../test/support/small-department.ts";
import { LEVEL1 } from "../../../test/support/small-region.ts";
import {
  type Asked,
  openSmallWorkbench,
  type SmallWorkbench,
} from "../../../test/support/small-workbench.ts";
import { type Caller, PUBLIC_CALLER, type RoleId, readAs } from "../../access/index.ts";
import { listUnits } from "../../department/index.ts";
import { findAccount, listBooks, readEntryFile } from "../../ledger/index.ts";
import { verifySettlements } from "../../settlement/index.ts";

// Goal: from what a pool has one comes down to the entry of a bill and its seal, every sum on the
// way agreeing; the department's budget is read, adjusted and paid from by two people, and what
// lacks something is refused at its field.

let workbench: SmallWorkbench;
let department: SmallDepartment;
let settlement_id: string;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
  const { store } = workbench.platform;
  const hospital = workbench.platform.hospital(LEVEL1);
  const visit = await openVisit(hospital, WORKER, [["SRX0003", 120, 10]]);
  const settled = await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
  settlement_id = settled.setlinfo.setl_id;
  department = await fillDepartment(store, 2023);
  await sealAll(store);
});
afterAll(() => workbench?.close());

const get = (url: string): Promise<Asked> =>
  workbench.ask("finance-reviewer", { url: `/api/v1/${url}` });
const post = (role: "finance-officer" | "finance-reviewer", url: string, body: object) =>
  workbench.ask(role, { method: "POST", url: `/api/v1/budget/${url}`, body });

async function rowsOf(url: string): Promise<readonly Record<string, never>[]> {
  const { json, status, text } = await get(url);
  if (status !== 200) throw new Error(text);
  return json.rows;
}

describe("the fund's books", () => {
  test("the month, the trial balance and the pools tell the same", async () => {
    const overview = (await get("ledger/overview")).json;
    expect(overview).toMatchObject({ region: "430400", day: "2023-06-15", month: "2023-06" });
    const pooled = overview.pools.find((one: { pool: string }) => one.pool === "employee-pooled");
    expect(pooled.month.spending_fen).toBeGreaterThan(0);
    expect(pooled).toMatchObject({
      has_income: false,
      payable_fen: pooled.month.spending_fen,
      balance_fen: -pooled.month.spending_fen,
    });
    const totals = (await get("ledger/trial-balance/totals")).json;
    expect(totals).toMatchObject({ from: "2023-01-01", date: "2023-06-15", is_balanced: true });
    expect(totals.debit_fen).toBeGreaterThan(pooled.month.spending_fen);
    const rows = await rowsOf("ledger/trial-balance?pool=employee-pooled");
    expect(rows.map(({ code, closing_fen }) => [code, closing_fen])).toEqual([
      ["2001-01", -pooled.month.spending_fen],
      ["5001", pooled.month.spending_fen],
    ]);
    const months = (await get("ledger/months?year=2023")).json;
    const own = months.pools.find((one: { pool: string }) => one.pool === "employee-pooled");
    expect(own.spending_fen[5]).toBe(pooled.month.spending_fen);
    expect(await rowsOf("ledger/pool-months?pool=employee-pooled")).toMatchObject([
      { month: "2023-06", from: "2023-06-01", to: "2023-06-30", net_fen: pooled.balance_fen },
    ]);
  });

  test("from the account to the day, the entry, its seal and its settlement", async () => {
    const [, benefits] = await rowsOf("ledger/trial-balance?pool=employee-pooled");
    const account = `ledger/accounts/${benefits?.account_no}`;
    const found = (await get(account)).json;
    expect(found).toMatchObject({ code: "5001", book: "funds", last_day: "2023-06-15" });
    const days = await rowsOf(`${account}/days`);
    expect(days).toEqual([
      {
        ...{ date: "2023-06-15", debit_fen: found.balance_fen, credit_fen: 0 },
        balance_fen: found.balance_fen,
      },
    ]);
    const entries = await rowsOf(`${account}/entries?from=2023-06-15&to=2023-06-15`);
    expect(entries).toMatchObject([
      { settlement_id, person_no: WORKER.psn_no, debit_fen: found.balance_fen, credit_fen: null },
    ]);
    expect(await rowsOf(`${account}/entries?from=2023-06-16`)).toEqual([]);
    const entry = (await get(`ledger/entries/${WORKER.psn_no}/${entries[0]?.entry_no}`)).json;
    expect(entry).toMatchObject({ settlement_id, is_personal: true, kind: "医疗费用结算" });
    expect(entry.debit_fen).toBe(entry.credit_fen);
    expect(entry.seal).toMatchObject({ is_intact: true });
    expect(entry.evidence_hash).toMatch(/^[0-9a-f]{64}$/);
    const search = await get(`search?text=${entry.entry_no}`);
    expect(search.text).toContain(`/finance/entries/${WORKER.psn_no}/${entry.entry_no}`);
    const settlement = await get(`people/${WORKER.psn_no}/settlements/${settlement_id}`);
    expect(settlement.status).toBe(200);
    const audit = await workbench.ask("auditor", {
      url: `/api/v1/audit?person_no=${WORKER.psn_no}`,
    });
    expect(audit.text).toContain("会计分录");
  });

  test("the chain recomputes part by part, and a changed entry is named", async () => {
    const { store } = workbench.platform;
    const chain = (await get("ledger/chain")).json;
    expect(chain).toMatchObject({ unsealed: 0 });
    const whole = (await get("ledger/chain/verification?from_seal_no=1")).json;
    expect(whole).toMatchObject({ entries: chain.entries, next_seal_no: null, findings: [] });
    const seals = await rowsOf("ledger/seals");
    expect(seals[0]).toMatchObject({ seal_no: chain.last_seal_no, is_linked: true });
    const { rows } = await store.query<{ person_no: string; entry_no: number }>(
      "select person_no, entry_no from ledger.entry order by entry_no limit 1",
    );
    const { person_no, entry_no } = rows[0] as (typeof rows)[number];
    const change = (memo: string) =>
      store.query(`alter table ledger.entry disable trigger user;
        update ledger.entry set memo = ${memo} where entry_no = ${entry_no};
        alter table ledger.entry enable trigger user`);
    await change("memo || '改'");
    const broken = (await get("ledger/chain/verification?from_seal_no=1")).json;
    expect(broken.findings[0].message).toContain(`被改动的分录 ${entry_no}`);
    const entry = (await get(`ledger/entries/${person_no}/${entry_no}`)).json;
    expect(entry.seal.is_intact).toBe(false);
    await change("left(memo, -1)");
    expect((await get("ledger/chain/verification?from_seal_no=1")).json.findings).toEqual([]);
  });

  test("what is not there, and what others may not see, is told as unknown", async () => {
    expect((await get("ledger/accounts/999999")).json).toMatchObject({
      ...{ status: 404, code: "FINANCE-ACCOUNT-UNKNOWN" },
    });
    expect((await get("ledger/entries/FUND/999999999")).json).toMatchObject({
      ...{ status: 404, code: "FINANCE-ENTRY-UNKNOWN" },
    });
    expect((await get("ledger/trial-balance?date=2023-13-01")).json).toMatchObject({
      ...{ status: 400, field: "date" },
    });
  });

  test("the books of another region are not there", async () => {
    const { store } = workbench.platform;
    const caller: Caller = {
      ...{ ...PUBLIC_CALLER, kind: "staff", roles: ["finance-officer"], regions: ["430500"] },
      rights: new Set(["ledger.read", "budget.read"]),
    };
    const { rows } = await store.query<{ person_no: string; entry_no: number }>(
      "select person_no, entry_no from ledger.entry",
    );
    expect(rows.length).toBeGreaterThan(10);
    const seen = await readAs(store, caller, async (runner) => ({
      books: await listBooks(runner),
      account: await findAccount(runner, 1),
      units: await listUnits(runner),
      entries: await Promise.all(rows.map((one) => readEntryFile(runner, one))),
    }));
    expect(seen).toMatchObject({ books: [], account: null, units: [] });
    expect(seen.entries.every((one) => one === null)).toBe(true);
  });

  test("lists are exported as they are shown", async () => {
    const answer = await get("ledger/trial-balance?format=csv");
    expect(answer.text).toContain("科目编码");
    expect(answer.text).toContain("社会保险待遇支出");
  });
});

describe("the department's budget", () => {
  test("units, the year, its lines and the accounts behind a figure", async () => {
    expect((await get("budget/units")).json.units).toMatchObject([
      { unit_code: "499001", years: [2023], closed_years: [] },
    ]);
    const year = (await get("budget/units/499001/years/2023")).json;
    expect(year.total).toMatchObject({ budget_fen: 320_000_000, committed_fen: 36_000_000 });
    const rows = await rowsOf("budget/units/499001/years/2023/lines");
    const paid = rows.reduce((sum, { paid_fen }) => sum + Number(paid_fen), 0);
    expect([rows.length, paid]).toEqual([8, year.total.paid_fen]);
    expect(await rowsOf("budget/units/499001/years/2023/lines?part=project")).toHaveLength(2);
    const line = (await get(`budget/lines/${department.lines[0]}`)).json;
    const account = (await get(`ledger/accounts/${line.accounts.paid}`)).json;
    expect(account).toMatchObject({ book: "department", balance_fen: -line.paid_fen });
    const open = await rowsOf("budget/units/499001/years/2023/commitments?open=true");
    expect(open).toMatchObject([{ document_no: department.commitment_no, open_fen: 24_000_000 }]);
    expect((await get("budget/units/nobody/years/2023")).json.code).toBe("DEPARTMENT-UNIT-UNKNOWN");
    expect((await get("budget/documents/999999")).json).toMatchObject({
      ...{ status: 404, code: "DEPARTMENT-DOCUMENT-UNKNOWN" },
    });
  });

  test("an adjustment: proposed, waited for, approved by another, booked", async () => {
    const [, , , travel = 0, training = 0] = department.lines;
    const body = {
      ...{ request_id: "adjustment-1", kind: "transfer", authority: "虚财调〔2023〕9号" },
      ...{ reason: "培训增加", date: "2023-06-15" },
      items: [
        { line_no: travel, amount_fen: -100_000 },
        { line_no: training, amount_fen: 100_000 },
      ],
    };
    const refused = async (change: object) =>
      (await post("finance-officer", "adjustments", { ...body, ...change })).json;
    expect(await refused({ authority: "" })).toMatchObject({ status: 400, field: "authority" });
    expect(await refused({ reason: " " })).toMatchObject({ field: "reason" });
    expect(await refused({ date: "2022-06-15" })).toMatchObject({ field: "date" });
    expect(await refused({ kind: "addition" })).toMatchObject({ field: "items" });
    expect(await refused({ items: [] })).toMatchObject({ field: "items" });
    const made = await post("finance-officer", "adjustments", body);
    expect(made.status).toBe(200);
    expect((await post("finance-officer", "adjustments", body)).json).toEqual(made.json);
    const { document_no } = made.json;
    const waiting = (await get("waiting")).json.waiting;
    expect(waiting).toContainEqual(expect.objectContaining({ count: 3 }));
    const decision = { request_id: "decision-1", decision: "approved", reason: "同意" };
    const path = `documents/${document_no}/decision`;
    expect((await post("finance-officer", path, decision)).status).toBe(403);
    expect((await post("finance-reviewer", path, decision)).json).toEqual({ document_no });
    const again = { ...decision, request_id: "decision-2" };
    expect((await post("finance-reviewer", path, again)).json).toMatchObject({
      ...{ status: 409, code: "DEPARTMENT-DECIDED" },
    });
    const document = (await get(`budget/documents/${document_no}`)).json;
    expect(document).toMatchObject({ state: "approved", person: "finance-officer" });
    expect(document.entries).toHaveLength(2);
    const { person_no, entry_no } = document.entries[0];
    const entry = (await get(`ledger/entries/${person_no}/${entry_no}`)).json;
    expect(entry).toMatchObject({ document_no, is_personal: false, kind: "预算调整" });
    expect((await get(`budget/lines/${training}`)).json.adjusted_fen).toBe(100_000);
  });

  test("a voucher without evidence is refused at the field; with it, it is paid", async () => {
    const line_no = department.lines[6];
    const body = {
      ...{ request_id: "voucher-1", line_no, commitment_no: department.commitment_no },
      ...{ amount_fen: 5_000_000, payee: "虚构软件公司", purpose: "二期款", reason: "按合同" },
      evidence: [] as object[],
    };
    const bare = (await post("finance-officer", "vouchers", body)).json;
    expect(bare).toMatchObject({ field: "evidence", code: "DEPARTMENT-EVIDENCE-MISSING" });
    const invoice = { kind: "invoice", number: "FP-900", sha256: "9".repeat(64) };
    const short = { ...body, evidence: [{ ...invoice, amount_fen: 4_000_000 }] };
    expect((await post("finance-officer", "vouchers", short)).json).toMatchObject({
      ...{ field: "evidence", code: "DEPARTMENT-EVIDENCE-SHORT" },
    });
    const other = { ...body, line_no: department.lines[0] };
    expect((await post("finance-officer", "vouchers", other)).json.field).toBe("commitment_no");
    const whole = { ...body, evidence: [{ ...invoice, amount_fen: 5_000_000 }] };
    const made = await post("finance-officer", "vouchers", whole);
    expect(made.status).toBe(200);
    const decision = { request_id: "decision-3", decision: "approved", reason: "相符" };
    const path = `documents/${made.json.document_no}/decision`;
    expect((await post("finance-reviewer", path, decision)).status).toBe(200);
    expect((await get(`budget/lines/${line_no}`)).json.paid_fen).toBe(5_000_000);
    const found = await get(`search?text=${encodeURIComponent("二期款")}`);
    expect(found.status).toBe(200);
    expect((await get(`search?text=${made.json.document_no}`)).text).toContain("支付凭证");
  });

  test("nothing of ours went wrong", () => {
    expect(workbench.faults).toEqual([]);
  });
});

describe("what is owed to persons", () => {
  const ask = (role: RoleId, url: string, body?: object): Promise<Asked> =>
    workbench.ask(role, {
      url: `/api/v1/${url}`,
      ...(body === undefined ? {} : { method: "POST", body }),
    });
  const file = `people/${WORKER.psn_no}`;
  const approve = { decision: "approved", reason: "与回单一致" };
  const decide = (proposal_no: number, role: RoleId) =>
    ask(role, `agency/proposals/${proposal_no}/decision`, approve);
  const standing = async (of: string) => (await get(`claims/accounts?standing=${of}`)).json;
  const owed = async () => {
    const { pools } = (await get("ledger/overview")).json;
    return pools.reduce(
      (sum: number, one: { payable_to_persons_fen: number }) => sum + one.payable_to_persons_fen,
      0,
    );
  };

  async function settledClaim() {
    const claim = {
      ...{ insutype: "310", visit_type: "2101", begin: "2023-06-01", end: "2023-06-09" },
      elsewhere: { name: "外省人民医院", region: "440100", level: "level3" },
      lines: [{ name: "手术费", class: "A", amount_fen: 2_000_000 }],
    };
    const asked = { request_id: "claim-to-be-paid", claim, reason: "票据齐全" };
    const { proposal_no } = (await ask("agency-clerk", `${file}/claims`, asked)).json;
    await decide(proposal_no, "agency-reviewer");
    return (await standing("due")).rows[0];
  }

  test("is paid in a batch that one puts up and another approves, once", async () => {
    const row = await settledClaim();
    expect(row).toMatchObject({ person_no: WORKER.psn_no, institution: "外省人民医院" });
    expect([row.due_fen, row.paid_fen]).toEqual([row.owed_fen, 0]);
    expect(JSON.stringify(row)).not.toContain(WORKER.psn_name);
    expect(await owed()).toBe(row.owed_fen);
    const { waiting } = (await ask("finance-officer", "waiting")).json;
    const one = { title: "待拨付的零星报销", count: 1 };
    expect(waiting).toContainEqual(expect.objectContaining(one));
    const batch = {
      ...{ request_id: "batch-of-a-test", settlement_ids: [row.settlement_id] },
      ...{ paid_on: "2023-06-15", bank_reference: "流水 0001", reason: "六月第二批" },
    };
    const put = (change: object) =>
      ask("finance-officer", "claims/payments", { ...batch, ...change });
    const wrong: readonly (readonly [change: object, code: string, field: string])[] = [
      [{ settlement_ids: [settlement_id] }, "FINANCE-CLAIM-NOT-DUE", "settlement_ids"],
      [{ paid_on: "2023-06-16" }, "SETTLEMENT-PAYMENT-DAY", "paid_on"],
    ];
    for (const [change, code, field] of wrong) {
      expect((await put(change)).json).toMatchObject({ code, field });
    }
    expect((await ask("finance-reviewer", "claims/payments", batch)).status).toBe(403);
    const made = (await put({})).json.proposal_no;
    const second = { request_id: "batch-once-more", bank_reference: "流水 0002" };
    const twice = (await put(second)).json.proposal_no;
    expect((await decide(made, "finance-officer")).status).toBe(403);
    expect((await decide(made, "finance-reviewer")).json.state).toBe("approved");
    const late = await decide(twice, "finance-reviewer");
    expect(late.json.code).toBe("SETTLEMENT-PAYMENT-CHANGED");
    expect([await owed(), (await standing("due")).total]).toEqual([0, 0]);
    expect((await standing("paid")).rows).toMatchObject([{ bank_reference: "流水 0001" }]);
    const back = { request_id: "withdrawal-too-late", reason: "票据重复" };
    const url = `${file}/settlements/${row.settlement_id}/withdrawal`;
    const refused = await ask("agency-clerk", url, back);
    expect(refused.json.code).toBe("SETTLEMENT-CLAIM-PAID");
    const { facts } = (await ask("agency-clerk", `${file}/settlements/${row.settlement_id}`)).json;
    expect([facts.is_claim, facts.is_paid]).toEqual([true, true]);
    expect(workbench.faults).toEqual([]);
    const { store, region } = workbench.platform;
    expect(await verifySettlements(store, region.value)).toEqual([]);
  });
});
