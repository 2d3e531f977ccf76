import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, outpatientBill, WORKER } from "../../../test/support/hospital-day.ts";
import { LEVEL1, LEVEL2, LEVEL3, PEOPLE } from "../../../test/support/small-region.ts";
import {
  type Asked,
  openSmallWorkbench,
  type SmallWorkbench,
} from "../../../test/support/small-workbench.ts";
import type { CivilDate } from "../../kernel/index.ts";
import { applyForClearing } from "../../reconciliation/index.ts";
import { readClearingTotals, verifySettlements } from "../../settlement/index.ts";
import { approveClaim } from "./claim.ts";

// Goal: the agency's desk finds a person, sees the whole file and every yuan of a settlement,
// enters and withdraws filings, reconciles, and approves clearing by two people. Nobody sees
// people of other regions, and nobody unmasked without a reason.

let workbench: SmallWorkbench;
let settlement_id: string;
/** Sees one district only. */
let district: string;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
  const hospital = workbench.platform.hospital(LEVEL1);
  const visit = await openVisit(hospital, WORKER, [
    ["SRX0003", 120, 10],
    ["SRX0004", 80, 5],
    ["SRX0007", 30, 2],
  ]);
  const settled = await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
  settlement_id = settled.setlinfo.setl_id;
  district = await cookieOf("district-clerk");
});
afterAll(() => workbench?.close());

async function cookieOf(account: string): Promise<string> {
  const { password } = workbench.accounts.find((one) => one.account === account) as {
    readonly password: string;
  };
  const payload = { account, password };
  const { cookies } = await workbench.app.inject({
    ...{ method: "POST", url: "/api/v1/session", payload },
  });
  return `${cookies[0]?.name}=${cookies[0]?.value}`;
}

const get = (url: string): Promise<Asked> =>
  workbench.ask("agency-clerk", { url: `/api/v1/${url}` });
const post = (
  url: string,
  body: unknown,
  role: "agency-clerk" | "agency-reviewer" = "agency-clerk",
) => workbench.ask(role, { method: "POST", url: `/api/v1/${url}`, body });

const FILE = `people/${WORKER.psn_no}`;

describe("people", () => {
  test("are found by name, number, certificate and employer, and masked", async () => {
    const texts = [WORKER.psn_name, WORKER.psn_no, WORKER.certno, WORKER.psn_name.slice(0, 1)];
    for (const text of texts) {
      const { json } = await get(`people?text=${encodeURIComponent(text)}`);
      expect(json.rows.map((one: { person_no: string }) => one.person_no)).toEqual([WORKER.psn_no]);
      expect(JSON.stringify(json)).not.toContain(WORKER.psn_name);
      expect(JSON.stringify(json)).not.toContain(WORKER.certno);
    }
    const colleagues = await get(`people?employer=${encodeURIComponent("演示一厂")}`);
    expect(colleagues.json.total).toBe(2);
    const residents = await get("people?insutype=390&sort=-person_no");
    expect(residents.json.rows[0].person_no).toBe(PEOPLE.changed.psn_no);
  });

  test("of other regions are not found, and their files are not there", async () => {
    const elsewhere = PEOPLE.elsewhere.psn_no;
    expect((await get(`people?text=${elsewhere}`)).json.total).toBe(0);
    expect(await get(`people/${elsewhere}`)).toMatchObject({
      ...{ status: 404, json: { code: "AGENCY-PERSON-UNKNOWN" } },
    });
    const reason = "核对零星报销材料";
    for (const asked of [
      await post("unmask", { person_no: elsewhere, reason }),
      await post(`people/${elsewhere}/credential`, undefined),
      await post(`people/${elsewhere}/filings`, { kind: "injury", from: "2023-06-15", reason }),
    ]) {
      expect(asked).toMatchObject({ status: 404, json: { code: "AGENCY-PERSON-UNKNOWN" } });
    }
    const ofDistrict = await workbench.ask(null, { url: "/api/v1/people", cookie: district });
    const all = await get("people");
    expect(ofDistrict.json.total).toBeGreaterThan(0);
    expect(ofDistrict.json.total).toBeLessThan(all.json.total);
  });

  test("have a file with enrolments and meters, whole only for a reason", async () => {
    const { json } = await get(FILE);
    expect(json).toMatchObject({ is_unmasked: false, enrolments: [{ insutype: "310" }] });
    const cap = json.meters.find((one: { name: string }) => one.name === "employee-pool.paid");
    expect(cap.role).toBe("cap");
    expect(cap.limit_fen).toBeGreaterThan(0);
    await post("unmask", { person_no: PEOPLE.poor.psn_no, reason: "核对救助身份材料" });
    const poor = await get(`people/${PEOPLE.poor.psn_no}`);
    expect(poor.json).toMatchObject({
      ...{ name: PEOPLE.poor.psn_name, certificate_no: PEOPLE.poor.certno, is_unmasked: true },
      identities: [{ title: "低保" }],
    });
  });

  test("have an account whose movements come to its balance", async () => {
    const [file, account] = [await get(FILE), await get(`${FILE}/account`)];
    expect(account.json.total).toBe(2);
    expect(account.json.rows[0]).toMatchObject({
      ...{ kind: "就医支付", settlement_id, balance_fen: file.json.balance_fen },
    });
  });

  test("have visits, each leading to its settlement", async () => {
    const { json } = await get(`${FILE}/visits?state=in-force&sort=-total_fen`);
    expect(json).toMatchObject({ total: 1, rows: [{ settlement_id, state: "in-force" }] });
    expect((await get(`${FILE}/visits?state=reversed`)).json.total).toBe(0);
    const csv = await get(`${FILE}/visits?format=csv`);
    expect(csv.text).toContain("演示社区医院");
  });
});

describe("a settlement", () => {
  test("is explained to the fen: slices, lines and steps add up", async () => {
    const { json } = await get(`${FILE}/settlements/${settlement_id}`);
    const sum = (rows: readonly Readonly<Record<string, number>>[], key: string) =>
      rows.reduce((all, row) => all + (row[key] as number), 0);
    const { amounts, slices, lines } = json;
    expect(amounts.total_fen).toBe(166_000);
    expect(sum(slices, "amount_fen")).toBe(amounts.total_fen);
    expect(sum(lines, "amount_fen")).toBe(amounts.total_fen);
    for (const name of ["full_self_fen", "over_limit_fen", "first_self_fen", "in_scope_fen"]) {
      expect(sum(lines, name)).toBe(amounts[name]);
    }
    expect(json.re_adds).toBe(true);
    expect(json.facts.policy_is_current).toBe(true);
    const fund = slices.find((one: { payer: string }) => one.payer === "fund");
    expect(fund.sentences.length).toBeGreaterThan(0);
    expect(fund.clause).not.toBeNull();
    expect(JSON.stringify(json)).not.toContain(WORKER.psn_name);
  });

  test("speaks English where that is asked for", async () => {
    const { json } = await get(`${FILE}/settlements/${settlement_id}?language=en`);
    expect(json.sentences[0].text).toMatch(/[a-z]{4}/);
  });

  test("of nobody is not there", async () => {
    const none = await get(`${FILE}/settlements/1`);
    expect(none).toMatchObject({ status: 404, json: { code: "AGENCY-SETTLEMENT-UNKNOWN" } });
  });

  test("is found from the box for everything, as are its person and institution", async () => {
    const kinds = async (text: string) =>
      (await get(`search?text=${encodeURIComponent(text)}`)).json.groups.map(
        (one: { kind: string }) => one.kind,
      );
    expect(await kinds(settlement_id)).toContain("结算");
    expect(await kinds(WORKER.psn_no)).toContain("参保人");
    expect(await kinds("演示社区医院")).toContain("定点机构");
  });
});

describe("a filing", () => {
  const form = { kind: "residence", region: "440300", from: "2023-06-15", reason: "随子女居住" };
  const enter = (changes: object) => post(`${FILE}/filings`, { ...form, ...changes });

  test("holds at once, covers care elsewhere, and is withdrawn with a reason", async () => {
    const entered = await enter({ until: "2024-06-14" });
    expect(entered.status).toBe(200);
    const { filing_no } = entered.json;
    const { json: file } = await get(FILE);
    expect(file.places).toMatchObject([{ region: "深圳市", from: "2023-06-15", to: "2024-06-15" }]);
    expect(await enter({})).toMatchObject({
      ...{ status: 400, json: { code: "PEOPLE-FILING-OVERLAPS", field: "from" } },
    });
    const leave = { kind: "residence", reason: "已搬回" };
    const left = await post(`${FILE}/filings/${filing_no}/withdrawal`, leave);
    expect(left.json).toEqual({ ends_on: "2023-06-15" });
    const again = await post(`${FILE}/filings/${filing_no}/withdrawal`, leave);
    expect(again.json.code).toBe("PEOPLE-FILING-WITHDRAWN");
    expect((await get(`${FILE}/filings?state=withdrawn`)).json.total).toBe(1);
    expect((await get(FILE)).json.places).toEqual([]);
  });

  test("says at which field it is wrong", async () => {
    const wrong: readonly (readonly [changes: object, code: string, field: string])[] = [
      [{ region: "430405" }, "AGENCY-FILING-REGION", "region"],
      [{ region: "" }, "AGENCY-FILING-MISSING", "region"],
      [{ from: "2023-02-30" }, "DATE-NOT-A-DATE", "from"],
      [{ until: "2023-06-01" }, "PEOPLE-FILING-PERIOD-BACKWARDS", "until"],
      [{ from: "2020-01-01" }, "PEOPLE-FILING-TOO-LATE", "from"],
      [{ kind: "chronic-disease", disease: "nothing" }, "PEOPLE-FILING-DISEASE-UNKNOWN", "disease"],
      [
        { kind: "designation", purpose: "03", institution_code: "H0" },
        "PEOPLE-FILING-TARGET-UNKNOWN",
        "institution_code",
      ],
    ];
    for (const [changes, code, field] of wrong) {
      expect((await enter(changes)).json).toMatchObject({ code, field });
    }
    const paused = await post(`people/${PEOPLE.paused.psn_no}/filings`, form);
    expect(paused.json).toMatchObject({ code: "PEOPLE-FILING-NOT-ENROLLED", field: "from" });
  });

  test("of an institution is withdrawn by the agency, and of every kind is shown", async () => {
    const { psn_no } = PEOPLE.retiree;
    const url = `people/${psn_no}/filings`;
    const more = [
      { kind: "transfer", region: "440100", institution_code: "H44010000001" },
      { kind: "chronic-disease", disease: "hypertension" },
      { kind: "designation", purpose: "03", institution_code: LEVEL2 },
      { kind: "injury", payable: true },
    ];
    for (const one of more) {
      const entered = await post(url, { from: "2023-06-15", reason: "窗口办理", ...one });
      expect(entered.status).toBe(200);
    }
    const { json } = await get(url);
    expect(json.rows.map((one: { subject: string }) => one.subject)).toEqual([
      "意外伤害，基金支付",
      "就医定点医疗机构登记：演示中医医院",
      "高血压",
      "转往广州市 H44010000001",
    ]);
    expect((await get("filings/choices")).json.regions.length).toBeGreaterThan(300);
  });
});

describe("institutions and clearing", () => {
  test("an institution shows its agreement and what was settled there", async () => {
    expect((await get("institutions?text=%E7%A4%BE%E5%8C%BA")).json.total).toBe(1);
    const { json } = await get(`institutions/${LEVEL1}`);
    expect(json).toMatchObject({ agreement: "有效", is_own: true, agreements: [{}] });
    expect(json.months).toMatchObject([{ month: "2023-06", settlements: 1, total_fen: 166_000 }]);
    const none = await get("institutions/H0");
    expect(none).toMatchObject({ status: 404, json: { code: "AGENCY-INSTITUTION-UNKNOWN" } });
  });

  test("an application is put up by one and approved by another, once", async () => {
    const application_id = await apply();
    const months = () => get("clearing/months?month=2023-06");
    const row = (await months()).json.rows[0];
    expect(row.applied_fen).toBe(row.fund_fen);
    const url = `clearing/applications/${application_id}/proposals`;
    const asked = { request_id: "a-request-of-a-test", reason: "对账一致" };
    const { proposal_no } = (await post(url, asked)).json;
    expect((await post(url, asked)).json).toEqual({ proposal_no });
    const decision = `agency/proposals/${proposal_no}/decision`;
    const approval = { decision: "approved", reason: "同意" };
    expect((await post(decision, approval)).status).toBe(403);
    const waiting = await workbench.ask("agency-reviewer", { url: "/api/v1/waiting" });
    const own = waiting.json.waiting.filter((one: { title: string }) => one.title.includes("清算"));
    expect(own).toMatchObject([{ title: "待审批的清算申请", count: 1 }]);
    const done = await post(decision, approval, "agency-reviewer");
    expect(done.json).toMatchObject({ state: "approved" });
    expect((await get("clearing/applications?state=approved")).json.total).toBe(1);
    expect((await months()).json.rows[0].approved_fen).toBe(row.fund_fen);
    expect((await post(decision, approval, "agency-reviewer")).status).toBe(409);
    const unknown = await post("clearing/applications/1/proposals", asked);
    expect(unknown).toMatchObject({ status: 404, json: { code: "AGENCY-APPLICATION-UNKNOWN" } });
  });

  async function apply(): Promise<string> {
    const { store, now } = workbench.platform;
    const days = { from: "2023-06-15" as CivilDate, to: "2023-06-15" as CivilDate };
    const filter = { institution_code: LEVEL1, days: [days], clearing_type: "11" };
    const { settlements, reversals, ...sums } = await readClearingTotals(store, filter);
    const facts = {
      ...{ institution_code: LEVEL1, clearing_type: "11", clearing_way: null, month: "202306" },
      ...{ ...days, ...sums, visits: settlements - reversals, recognised_fen: sums.fund_fen },
    };
    return store.transaction((transaction) =>
      applyForClearing(transaction, facts, { now, operator: "医院" }, "message-of-a-test"),
    );
  }
});

describe("a manual claim", () => {
  const claim = {
    ...{ insutype: "310", visit_type: "2101", begin: "2023-06-01", end: "2023-06-09" },
    elsewhere: { name: "外省人民医院", region: "440100", level: "level3" },
    lines: [
      { name: "床位费", class: "A", amount_fen: 120_000, date: "2023-06-02" },
      { item_code: "SRX0004", name: "", class: "A", amount_fen: 80_000, quantity: 10 },
      { name: "进口药", class: "B", first_share_ppm: 200_000, amount_fen: 900_000 },
      { name: "护工", class: "C", amount_fen: 50_000 },
    ],
  };
  const trialUrl = `${FILE}/claim-trials`;

  test("is tried by the engine that settles, from the person's year", async () => {
    const { json } = await post(trialUrl, claim);
    expect(json).toMatchObject({
      ...{ re_adds: true, facts: { institution: "外省人民医院", place: "未转诊" } },
      amounts: { total_fen: 1_150_000, full_self_fen: 50_000, over_limit_fen: 30_000 },
    });
    const reasons = json.slices.map((one: { reason: string | null }) => one.reason);
    expect(reasons).toContain("cross_region");
    const slices = json.slices as readonly { readonly amount_fen: number }[];
    expect(slices.reduce((sum, one) => sum + one.amount_fen, 0)).toBe(1_150_000);
    const here = await post(trialUrl, { ...claim, elsewhere: undefined, institution_code: LEVEL3 });
    expect(here.json.amounts.cash_fen).toBeLessThan(json.amounts.cash_fen);
  });

  test("says at which field it is wrong", async () => {
    const [first] = claim.lines;
    const wrong: readonly (readonly [changes: object, code: string, field: string])[] = [
      [{ end: "2023-05-31" }, "SETTLEMENT-CLAIM-PERIOD", "end"],
      [{ elsewhere: undefined }, "AGENCY-FILING-MISSING", "institution_code"],
      [{ institution_code: "H0" }, "SETTLEMENT-INSTITUTION-UNKNOWN", "institution_code"],
      [{ insutype: "390" }, "SETTLEMENT-NOT-ENROLLED", "insutype"],
      [{ visit_type: "99" }, "POLICY-NO-BENEFIT", "visit_type"],
      [{ lines: [{ ...first, date: "2023-07-01" }] }, "SETTLEMENT-CLAIM-LINE-DAY", "lines[0].date"],
      [
        { lines: [first, { ...first, item_code: "NONE" }] },
        "SETTLEMENT-LINE-ITEM-UNKNOWN",
        "lines[1].item_code",
      ],
    ];
    for (const [changes, code, field] of wrong) {
      expect((await post(trialUrl, { ...claim, ...changes })).json).toMatchObject({ code, field });
    }
  });

  const paidOf = async () => {
    const { meters } = (await get(FILE)).json;
    const cap = meters.find((one: { name: string }) => one.name === "employee-pool.paid");
    return cap.amount as number;
  };
  const put = async (request_id: string) => {
    const asked = { request_id, claim, reason: "票据、清单齐全" };
    return (await post(`${FILE}/claims`, asked)).json.proposal_no as number;
  };

  test("is put up by a clerk, and settled when a reviewer approves", async () => {
    const paidBefore = await paidOf();
    const proposal_no = await put("claim-of-a-test");
    const shown = await workbench.ask("agency-reviewer", {
      url: `/api/v1/${FILE}/claims/${proposal_no}`,
    });
    expect(shown.json.payable_fen).toBe(shown.json.proposed_fen);
    const decision = { decision: "approved", reason: "核对无误" };
    const url = `agency/proposals/${proposal_no}/decision`;
    expect((await post(url, decision)).status).toBe(403);
    expect((await post(url, decision, "agency-reviewer")).json.state).toBe("approved");
    const { result } = (await get(`agency/proposals/${proposal_no}`)).json;
    expect(result.payable_fen).toBe(shown.json.payable_fen);
    expect((await get(`people/${PEOPLE.poor.psn_no}/claims/${proposal_no}`)).status).toBe(404);
    const { json: page } = await get(`${FILE}/settlements/${result.settlement_id}`);
    expect(page).toMatchObject({
      facts: { is_claim: true, institution: "外省人民医院", institution_code: "" },
      ...{ re_adds: true, slices: shown.json.page.slices },
    });
    expect(JSON.stringify(page)).not.toContain(WORKER.psn_name);
    expect((await paidOf()) - paidBefore).toBeGreaterThan(0);
    const visits = await get(`${FILE}/visits?sort=-settled_at`);
    expect(visits.json.rows).toContainEqual(
      expect.objectContaining({
        ...{ settlement_id: result.settlement_id, is_claim: true, institution: "外省人民医院" },
      }),
    );
    expect((await get(`institutions/${LEVEL1}`)).json.months).toMatchObject([{ settlements: 1 }]);
    const found = await get(`search?text=${result.settlement_id}`);
    expect(JSON.stringify(found.json)).toContain("外省人民医院");
    const { store, region } = workbench.platform;
    expect(await verifySettlements(store, region.value)).toEqual([]);
  });

  test("that was settled is taken back by two people, and the year with it", async () => {
    const paidBefore = await paidOf();
    const proposal_no = await put("claim-taken-back");
    const decision = { decision: "approved", reason: "核对无误" };
    await post(`agency/proposals/${proposal_no}/decision`, decision, "agency-reviewer");
    const { result } = (await get(`agency/proposals/${proposal_no}`)).json;
    const url = `${FILE}/settlements/${result.settlement_id}/withdrawal`;
    const asked = { request_id: "withdrawal-of-a-test", reason: "票据重复" };
    const own = await post(`${FILE}/settlements/${settlement_id}/withdrawal`, asked);
    expect(own.json.code).toBe("SETTLEMENT-VISIT-OTHER-INSTITUTION");
    const none = await post(`${FILE}/settlements/9/withdrawal`, asked);
    expect(none.json.code).toBe("AGENCY-SETTLEMENT-UNKNOWN");
    const second = (await post(url, asked)).json.proposal_no;
    const decide = `agency/proposals/${second}/decision`;
    expect((await post(decide, decision)).status).toBe(403);
    expect((await post(decide, decision, "agency-reviewer")).json.state).toBe("approved");
    expect(await paidOf()).toBe(paidBefore);
    const again = await post(url, { ...asked, request_id: "withdrawal-once-more" });
    expect(again.json.code).toBe("SETTLEMENT-CANCELLED-ALREADY");
    const { store, region } = workbench.platform;
    expect(await verifySettlements(store, region.value)).toEqual([]);
  });

  test("whose decision was lost after it was settled, is settled once", async () => {
    const proposal_no = await put("claim-that-is-repeated");
    const { house } = workbench;
    const content = (await get(`agency/proposals/${proposal_no}`)).json.content;
    const first = await approveClaim(house, { proposal_no, content }, house.clock());
    const decision = { decision: "approved", reason: "核对无误" };
    await post(`agency/proposals/${proposal_no}/decision`, decision, "agency-reviewer");
    const { json } = await get(`agency/proposals/${proposal_no}`);
    expect(json).toMatchObject({ state: "approved", result: first });
  });

  test("is not approved when the year has moved on since", async () => {
    const proposal_no = await put("claim-that-is-late");
    await workbench.platform.store.query(
      `update people.person_state set accumulators =
         jsonb_set(accumulators, '{2023,employee-pool.paid}', '100000000') where person_no = $1`,
      [WORKER.psn_no],
    );
    const decision = { decision: "approved", reason: "核对无误" };
    const url = `agency/proposals/${proposal_no}/decision`;
    const late = await post(url, decision, "agency-reviewer");
    expect(late).toMatchObject({ status: 400, json: { code: "AGENCY-CLAIM-CHANGED" } });
    const refused = await post(url, { decision: "refused", reason: "重算" }, "agency-reviewer");
    expect(refused.json.state).toBe("refused");
  });
});

describe("reconciliation", () => {
  const HEAD = "结算ID,就诊ID,人员编号,医疗费总额,基金支付总额,个人账户支出,退费结算标志\n";
  const compare = async (text: string, code = LEVEL1, cookie?: string) => {
    const query = `institution_code=${code}&from=2023-06-15&until=2023-06-15`;
    const { statusCode, json } = await workbench.app.inject({
      method: "POST",
      url: `/api/v1/reconciliation/comparisons?${query}`,
      headers: {
        cookie: cookie ?? (await workbench.session("agency-clerk")),
        "content-type": "application/octet-stream",
      },
      payload: Buffer.from(text),
    });
    return { status: statusCode, json: json() };
  };

  test("explains each difference once", async () => {
    const { json: page } = await get(`${FILE}/settlements/${settlement_id}`);
    const { total_fen, account_fen, fund_sum_fen } = page.amounts;
    const yuan = (fen: number) => (fen / 100).toFixed(2);
    const line = (total: number) =>
      [
        ...[settlement_id, page.facts.visit_id, WORKER.psn_no, yuan(total)],
        ...[yuan(fund_sum_fen), yuan(account_fen), "0"],
      ].join(",");
    const same = await compare(`${HEAD}${line(total_fen)}\n`);
    expect(same.json).toMatchObject({ agreed: 1, differences: [] });
    const wrong = await compare(`${HEAD}${line(total_fen + 100)}\n`);
    expect(wrong.json).toMatchObject({
      agreed: 0,
      kinds: [{ kind: "total-differs", count: 1 }],
      differences: [{ rows: [1], title: "医疗费总额不同" }],
    });
  });

  test("says what is wrong with the file, and is for who sees the whole pool", async () => {
    expect((await compare(HEAD)).json).toMatchObject({
      ...{ code: "AGENCY-STATEMENT-EMPTY", field: "file" },
    });
    expect((await compare(`${HEAD}"1\n`)).json.code).toBe("AGENCY-STATEMENT-UNREADABLE");
    expect((await compare(HEAD, "H0")).json).toMatchObject({
      ...{ code: "AGENCY-INSTITUTION-UNKNOWN", field: "institution_code" },
    });
    const { status, json } = await compare(HEAD, LEVEL3, district);
    expect([status, json.code]).toEqual([403, "ACCESS-REGION"]);
  });
});

test("no request was a fault of ours", () => {
  expect(workbench.faults).toEqual([]);
});
