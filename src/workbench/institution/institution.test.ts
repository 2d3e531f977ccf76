import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditInput, auditOrder } from "../../../test/support/audit-orders.ts";
import { message, openVisit, outpatientBill, WORKER } from "../../../test/support/hospital-day.ts";
import { LEVEL1, LEVEL3 } from "../../../test/support/small-region.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";
import { createAccount } from "../../access/index.ts";
import { importSupervision } from "../../supervision/index.ts";

// Goal: an institution sees its own settlements, funds, findings and differences and nothing of
// another's; it appeals with a reason, and somebody of the office that is meant answers.

let workbench: SmallWorkbench;
let own_settlement: string;
let other_settlement: string;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
  own_settlement = await settled(LEVEL1);
  other_settlement = await settled(LEVEL3);
  const { store, itemLimits } = workbench.platform;
  const limits = `item_code,kind,valid_from,value,document,clause,basis
SRX0001,sex,2023-01-01,2,演示〔2023〕9号,第三条,official
`;
  await importSupervision(store, "item-limits", limits);
  await (itemLimits as { reload(): Promise<void> } & typeof itemLimits).reload();
});
afterAll(() => workbench?.close());

async function settled(institution_code: string): Promise<string> {
  const hospital = workbench.platform.hospital(institution_code);
  const visit = await openVisit(hospital, WORKER, [["SRX0003", 100, 5]]);
  const { setlinfo } = await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
  return setlinfo.setl_id;
}

/** The cookie of a session of a further account of an institution. */
async function anotherAccount(account: string, institution_code: string): Promise<string> {
  const { store, now } = workbench.platform;
  const password = "Fictitious-9x7";
  const roles = ["institution-user"] as const;
  const given = { account, name: `虚构·${account}`, kind: "institution" as const, password };
  await createAccount(store, { ...given, roles, regions: [], institution_code }, null, now);
  // As if it had met what is asked of a new account.
  await store.query("update access.account set demo = true where account = $1", [account]);
  await store.query("update access.password set must_change = false");
  const { cookies } = await workbench.app.inject({
    ...{ method: "POST", url: "/api/v1/session", payload: { account, password } },
  });
  return `${cookies[0]?.name}=${cookies[0]?.value}`;
}

const get = (url: string) => workbench.ask("institution-user", { url: `/api/v1/${url}` });

describe("statements", () => {
  test("months, funds and entries of the own institution add up", async () => {
    const { json } = await get("own/months");
    expect(json).toMatchObject({ institution_code: LEVEL1, months: [{ month: "2023-06" }] });
    const [june] = json.months;
    expect(june).toMatchObject({ settlements: 1, reversals: 0, total_fen: 50_000 });
    const month = (await get("own/months/2023-06")).json;
    expect([month.from, month.until]).toEqual(["2023-06-01", "2023-06-30"]);
    const paid = month.funds.reduce(
      (sum: number, one: { paid_fen: number }) => sum + one.paid_fen,
      0,
    );
    expect(paid).toBe(june.fund_fen + june.account_fen);
    const entries = (await get("own/settlements?from=2023-06-01&until=2023-06-30")).json;
    expect(entries).toMatchObject({
      total: 1,
      rows: [{ settlement_id: own_settlement, kind: "结算", person_no: WORKER.psn_no }],
    });
    expect((await get("own/settlements?insutype=390")).json.total).toBe(0);
  });

  test("a period that is none is told at its field", async () => {
    const wrong = await get("own/settlements?from=2023-06-30&until=2023-06-01");
    expect([wrong.status, wrong.json.code, wrong.json.field]).toEqual([
      ...[400, "PORTAL-PERIOD", "from"],
    ]);
    const long = await get("own/settlements?from=2020-01-01&until=2023-06-01");
    expect(long.json.code).toBe("PORTAL-PERIOD");
  });

  test("the own file is compared with our entries", async () => {
    const header = "结算ID,就诊ID,人员编号,总额,基金,账户,退费\n";
    const { statusCode, body } = await workbench.app.inject({
      method: "POST",
      url: "/api/v1/own/comparisons?from=2023-06-15&until=2023-06-15",
      headers: {
        cookie: await workbench.session("institution-user"),
        "content-type": "application/octet-stream",
      },
      payload: Buffer.from(`${header}1,1,${WORKER.psn_no},10.00,0,0,0\n`),
    });
    const answer = JSON.parse(body);
    expect([statusCode, answer.institution]).toEqual([200, "演示社区医院"]);
    expect(answer.ours.count).toBe(1);
    expect(answer.differences.length).toBeGreaterThan(0);
  });
});

describe("conformance", () => {
  test("where there is no sandbox, it says so", async () => {
    expect((await get("conformance-reports")).json).toEqual({ is_open: false, institutions: [] });
    const report = await get(`conformance-reports/${LEVEL1}`);
    expect([report.status, report.json.code]).toEqual([404, "PORTAL-NO-SANDBOX"]);
  });

  test("an institution sees its own report only", async () => {
    const house = workbench.house as { sandbox: unknown };
    const report = async (fixmedins_code: string) => ({
      institution: { fixmedins_code, fixmedins_name: "演示" },
      ...{ made_at: "2023-06-15 10:00:00", ready: false, score: { done: 0, total: 1 } },
      ...{ checklist: [], settlements: [], transactions: [], problems: [] },
      never_called: { must: [{ infno: "1101", name: "人员信息获取" }] },
    });
    house.sandbox = { report, institutions: async () => [{ code: LEVEL3, name: "演示" }] };
    try {
      const known = (await get("conformance-reports")).json;
      expect(known.institutions.map((one: { code: string }) => one.code)).toEqual([LEVEL1]);
      expect((await get(`conformance-reports/${LEVEL1}`)).json.total).toBe(1);
      const other = await get(`conformance-reports/${LEVEL3}`);
      expect([other.status, other.json.code]).toEqual([404, "PORTAL-INSTITUTION-UNKNOWN"]);
      const url = `/api/v1/conformance-reports/${LEVEL3}`;
      expect((await workbench.ask("agency-clerk", { url })).status).toBe(200);
    } finally {
      house.sandbox = null;
    }
  });
});

const appeal = (about: "finding" | "settlement", number: string, request_id: string) =>
  workbench.ask("institution-user", {
    method: "POST",
    url: "/api/v1/appeals",
    body: { request_id, about, number, reason: "医嘱符合诊疗规范，附病程记录" },
  });

const decide = (role: "agency-reviewer" | "supervision-officer", no: number, decision: string) =>
  workbench.ask(role, {
    method: "POST",
    url: `/api/v1/appeals/${no}/decision`,
    body: { decision, reason: "已核对病历" },
  });

describe("appeals about settlements", () => {
  test("are answered by the agency, and sent twice are one", async () => {
    const first = await appeal("settlement", own_settlement, "request-0001");
    const again = await appeal("settlement", own_settlement, "request-0001");
    expect(first.json).toMatchObject({ about: "settlement", state: "open" });
    expect(again.json.proposal_no).toBe(first.json.proposal_no);
    const no = first.json.proposal_no;
    const wrongOffice = await decide("supervision-officer", no, "refused");
    expect(wrongOffice.status).toBe(404);
    const inbox = await workbench.ask("agency-reviewer", { url: "/api/v1/appeals?decidable=true" });
    expect(inbox.json).toMatchObject({ total: 1, rows: [{ institution: "演示社区医院" }] });
    const decided = await decide("agency-reviewer", no, "refused");
    expect(decided.json).toMatchObject({ state: "refused", decision_reason: "已核对病历" });
    const seen = await get(`appeals/${no}`);
    expect(seen.json).toMatchObject({ state: "refused", may_decide: false });
  });

  test("are seen by all accounts of the institution, and by no other institution", async () => {
    const colleague = await anotherAccount("colleague", LEVEL1);
    const rival = await anotherAccount("rival", LEVEL3);
    const { rows } = (await get("appeals")).json;
    expect(rows.length).toBeGreaterThan(0);
    const no = rows[0].proposal_no;
    const asked = (cookie: string, url: string) =>
      workbench.ask(null, { url: `/api/v1/appeals${url}`, cookie });
    expect((await asked(colleague, "")).json.rows).toEqual(rows);
    expect((await asked(colleague, "?state=refused")).json.total).toBe(rows.length);
    expect((await asked(colleague, "?decidable=true")).json.total).toBe(0);
    expect((await asked(colleague, `/${no}`)).json).toMatchObject({ may_decide: false });
    expect((await asked(rival, "")).json).toMatchObject({ total: 0, rows: [] });
    const others = await asked(rival, `/${no}`);
    expect([others.status, others.json.code]).toEqual([404, "ACCESS-PROPOSAL-UNKNOWN"]);
  });

  test("about what is another's are refused as unknown", async () => {
    const refused = await appeal("settlement", other_settlement, "request-0002");
    expect([refused.status, refused.json.code, refused.json.field]).toEqual([
      ...[400, "PORTAL-APPEAL-SUBJECT", "number"],
    ]);
    const nothing = await appeal("finding", "不是编号", "request-0003");
    expect(nothing.json.code).toBe("PORTAL-APPEAL-SUBJECT");
  });
});

describe("appeals about findings", () => {
  test("upheld, the finding is dismissed; others' findings are not seen", async () => {
    const order = auditOrder("SRX0001", "演示甲类片剂", { cnt: 2, sumamt: 40 });
    const input = auditInput([order]);
    await workbench.platform.send(message("3101", input, { fixmedins_code: LEVEL3 }));
    expect((await get("own/findings")).json.total).toBe(0);
    await workbench.platform.send(
      message("3101", ofInstitution(input, LEVEL1), { fixmedins_code: LEVEL1 }),
    );
    const found = (await get("own/findings")).json;
    expect(found.total).toBeGreaterThan(0);
    const [{ finding_id }] = found.rows;
    const raised = await appeal("finding", finding_id, "request-0004");
    expect(raised.json).toMatchObject({ about: "finding", number: finding_id });
    const decided = await decide("supervision-officer", raised.json.proposal_no, "approved");
    expect(decided.json.state).toBe("approved");
    const after = (await get("own/findings?state=dismissed")).json;
    expect(after.rows.map((row: { finding_id: string }) => row.finding_id)).toEqual([finding_id]);
  });

  test("nothing of this was a fault", () => {
    expect(workbench.faults).toEqual([]);
  });
});

/** The same audit, as another institution sends it. */
function ofInstitution(input: unknown, institution_code: string): unknown {
  return JSON.parse(JSON.stringify(input).replaceAll(LEVEL3, institution_code));
}
