import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, outpatientBill, WORKER } from "../../../test/support/hospital-day.ts";
import { LEVEL1, PEOPLE, SUSPENDED } from "../../../test/support/small-region.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";

// Goal: anybody looks up prices, institutions and the policies in force with their clauses, and
// takes the tables away whole; an insured person sees everything of themselves and nothing of
// anybody else; a demo's people can be tried, and nobody's where it is no demo.

let workbench: SmallWorkbench;
let settlement_id: string;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
  const hospital = workbench.platform.hospital(LEVEL1);
  const lines = [
    ["SRX0003", 120, 10],
    ["SRX0007", 30, 2],
  ] as const;
  const visit = await openVisit(hospital, WORKER, [...lines]);
  const settled = await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
  settlement_id = settled.setlinfo.setl_id;
});
afterAll(() => workbench?.close());

const open = (url: string) => workbench.ask(null, { url: `/api/v1/public/${url}` });
const said = (text: string) => encodeURIComponent(text);

describe("prices", () => {
  test("are found by name, code and class, with first shares and ceilings of the day", async () => {
    const byName = await open(`items?text=${said("限价针剂")}`);
    expect(byName.json).toMatchObject({
      total: 1,
      rows: [
        {
          ...{ item_code: "SRX0004", class: "B", employee_share: "20%", resident_share: "20%" },
          ...{ lowest_ceiling: "50.00", highest_ceiling: "50.00" },
        },
      ],
    });
    expect((await open("items?text=srx000")).json.total).toBe(8);
    expect((await open("items?class=C")).json.rows[0]).toMatchObject({ employee_share: null });
    expect((await open("items?text=SRX0001")).json.rows[0].lowest_ceiling).toBeNull();
    expect((await open("items?day=1999-01-01")).json.total).toBe(0);
    const wrong = await open("items?day=2023-02-30");
    expect([wrong.status, wrong.json.field]).toEqual([400, "day"]);
  });

  test("an item tells its classes, shares and ceilings over time", async () => {
    const { json } = await open("items/SRX0004");
    expect(json).toMatchObject({ class: "B", is_listed: true });
    expect(json.shares[0]).toMatchObject({ scheme: "各险种", share: "20%", is_current: true });
    expect(json.ceilings[0]).toMatchObject({ level: "各级机构", yuan: "50.00" });
    const unknown = await open("items/NOBODY");
    expect([unknown.status, unknown.json.code]).toEqual([404, "PORTAL-ITEM-UNKNOWN"]);
  });

  test("are exported as they are listed", async () => {
    const { text, headers } = await open("items?class=C&format=csv");
    expect(headers["content-type"]).toContain("text/csv");
    expect(text.trim().split("\n")).toHaveLength(3);
  });
});

describe("institutions", () => {
  test("are listed by level, district and the agreement of the day, and counted", async () => {
    const all = await open("institutions");
    expect(all.json.total).toBe(6);
    const suspended = await open("institutions?agreement=suspended");
    expect(suspended.json.rows.map((row: { name: string }) => row.name)).toEqual(["演示中止医院"]);
    expect((await open("institutions?agreement=suspended&day=2023-04-30")).json.total).toBe(0);
    expect((await open("institutions?level=level3&sort=-name")).json.total).toBe(2);
    expect((await open("institutions?type=2")).json.rows[0].type).toBe("药店");
    const { json } = await open("institution-summary");
    const counted = json.counts.reduce((sum: number, one: { all: number }) => sum + one.all, 0);
    const active = json.counts.reduce(
      (sum: number, one: { active: number }) => sum + one.active,
      0,
    );
    expect([counted, active]).toEqual([6, 5]);
  });

  test("one tells its agreements; an unknown one is unknown", async () => {
    const { json } = await open(`institutions/${SUSPENDED}`);
    expect(json.agreement).toBe("suspended");
    expect(json.agreements).toHaveLength(2);
    expect(JSON.stringify(json)).not.toContain("secret");
    const unknown = await open("institutions/H00000000000");
    expect([unknown.status, unknown.json.code]).toEqual([404, "PORTAL-INSTITUTION-UNKNOWN"]);
  });
});

describe("policies", () => {
  test("of a day are listed with how much of each is unverified", async () => {
    const { json } = await open("policy?day=2023-06-15");
    expect(json.region).toEqual({ code: "430400", name: "衡阳市" });
    const inpatient = json.benefits.find((one: { title: string }) => one.title === "职工住院");
    expect(inpatient.values).toBeGreaterThan(20);
    expect(json.documents.length).toBeGreaterThan(5);
    const rounding = json.choices.flatMap((one: { rows: object[] }) => one.rows);
    expect(rounding).toContainEqual(expect.objectContaining({ value: "四舍五入到分" }));
    expect((await open("policy?day=1999-12-31")).json.benefits).toEqual([]);
  });

  test("one benefit shows each value with its notice and clause, and its changes", async () => {
    const { json } = await open("policy/employee-inpatient?day=2023-06-15");
    const values = json.layers.flatMap((layer: { parameters: { rows: object[] }[] }) =>
      layer.parameters.flatMap(({ rows }) => rows),
    );
    expect(values).toContainEqual(
      expect.objectContaining({ row: "三级（市级）", value: "1,200 元", unverified: true }),
    );
    expect(values.every((one: { document: string }) => one.document !== "")).toBe(true);
    expect(json.last_change.day).toBe("2022-09-01");
    const unknown = await open("policy/nothing");
    expect([unknown.status, unknown.json.code]).toEqual([400, "POLICY-UNKNOWN-BENEFIT"]);
  });
});

describe("open data", () => {
  test("every table has what its columns promise", async () => {
    const { json } = await open("open-data");
    expect(json.tables.map((one: { name: string }) => one.name)).toContain("price-ceilings");
    for (const { name, rows, path, columns } of json.tables) {
      const { text } = await workbench.ask(null, { url: path });
      const lines = text.replace("\uFEFF", "").trim().split("\n");
      expect(lines[0]).toBe(columns.map((one: { name: string }) => one.name).join(","));
      expect([name, lines.length - 1]).toEqual([name, rows]);
      expect(columns.every((one: { meaning: string }) => one.meaning !== "")).toBe(true);
    }
  });

  test("names nobody, and an unknown table is told which there are", async () => {
    const { text } = await open("open-data/institutions.csv");
    expect(text).not.toContain(WORKER.psn_name);
    const unknown = await open("open-data/people.csv");
    expect([unknown.status, unknown.json.code]).toEqual([404, "PORTAL-OPEN-DATA-UNKNOWN"]);
  });
});

describe("published accounts", () => {
  test("are listed with their source; an unknown one is told which there are", async () => {
    const { json } = await open("disclosures");
    expect(json.disclosures.length).toBeGreaterThan(1);
    expect(json.disclosures.every((one: { source: string }) => one.source !== "")).toBe(true);
    const unknown = await open("disclosures/nothing/pdf");
    expect(unknown.json.code).toBe("PUBLICATION-FOLDER-UNKNOWN");
    expect((await open("disclosures/nothing/exe")).status).toBe(400);
  });
});

const me = (url: string, cookie?: string) =>
  workbench.ask("insured-person", {
    url: `/api/v1/me${url}`,
    ...(cookie === undefined ? {} : { cookie }),
  });

describe("an insured person", () => {
  test("sees their own file, visits, account and settlement", async () => {
    const file = await me("");
    expect(file.json).toMatchObject({ person_no: WORKER.psn_no, name: WORKER.psn_name });
    const visits = await me("/visits");
    expect(visits.json).toMatchObject({ total: 1, rows: [{ settlement_id, state: "in-force" }] });
    const settlement = await me(`/settlements/${settlement_id}`);
    expect(settlement.json).toMatchObject({ re_adds: true, facts: { name: WORKER.psn_name } });
    const moves = await me("/account");
    const [last] = moves.json.rows;
    expect(last.balance_fen).toBe(file.json.balance_fen);
    expect((await me("/family")).json.members).toEqual([
      expect.objectContaining({ direction: "paid-by-me", is_current: true, name: "壬**" }),
    ]);
  });

  test("sees nothing of anybody else", async () => {
    const cookie = await cookieOfPerson(PEOPLE.resident.psn_no);
    expect((await me("/visits", cookie)).json.total).toBe(0);
    const other = await me(`/settlements/${settlement_id}`, cookie);
    expect([other.status, other.json.code]).toEqual([404, "AGENCY-SETTLEMENT-UNKNOWN"]);
    expect((await me("", cookie)).json.person_no).toBe(PEOPLE.resident.psn_no);
    const staff = await workbench.ask("agency-clerk", { url: "/api/v1/me" });
    expect(staff.status).toBe(403);
  });
});

async function cookieOfPerson(person_no: string): Promise<string> {
  const asked = { method: "POST", url: "/api/v1/demo/credential", body: { person_no } } as const;
  const { code } = (await workbench.ask(null, asked)).json;
  const { cookies } = await workbench.app.inject({
    ...{ method: "POST", url: "/api/v1/session/credential", payload: { code } },
  });
  return `${cookies[0]?.name}=${cookies[0]?.value}`;
}

describe("the demo's people", () => {
  test("are offered masked; a credential is for one of them", async () => {
    const { json } = await workbench.ask(null, { url: "/api/v1/demo/people" });
    expect(json.people).toEqual([
      expect.objectContaining({ person_no: WORKER.psn_no, name: "甲**", settlements: 1 }),
    ]);
    const asked = { method: "POST", url: "/api/v1/demo/credential" } as const;
    const unknown = await workbench.ask(null, { ...asked, body: { person_no: "SP9999" } });
    expect([unknown.status, unknown.json.code]).toEqual([404, "PORTAL-DEMO-PERSON-UNKNOWN"]);
  });

  test("are nobody's to try where it is no demo", async () => {
    const house = workbench.house as { is_demo: boolean };
    house.is_demo = false;
    try {
      const people = await workbench.ask(null, { url: "/api/v1/demo/people" });
      expect([people.status, people.json.code]).toEqual([404, "WORKBENCH-NO-DEMO"]);
      const body = { person_no: WORKER.psn_no };
      const asked = { method: "POST", url: "/api/v1/demo/credential", body } as const;
      expect((await workbench.ask(null, asked)).json.code).toBe("WORKBENCH-NO-DEMO");
    } finally {
      house.is_demo = true;
    }
  });

  test("nothing of this was a fault", () => {
    expect(workbench.faults).toEqual([]);
  });
});
