import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ConformanceReport,
  createHospitalClient,
  type HospitalClient,
  openSandbox,
  type Sandbox,
  transactionTable,
} from "../src/gateway/index.ts";
import {
  createHttpServer,
  gatewayOptions,
  listen,
  openPlatform,
  type Platform,
} from "../src/server/index.ts";
import { type FreshDatabase, freshDatabase } from "./support/database.ts";
import { purchaseInput, WORKER } from "./support/hospital-day.ts";
import { printed } from "./support/printed.ts";
import { LEVEL3, loadSmallRegion, PHARMACY } from "./support/small-region.ts";

/** The sandbox end to end: a pharmacy calls, errs, mends, repeats, reverses; its report says so. */

let database: FreshDatabase;
let platform: Platform;
let sandbox: Sandbox;
let url: string;
let stop = async (): Promise<void> => undefined;
let now = Date.parse("2023-06-15T02:00:00Z");

/** A second passes at each look, so that what came later is later. */
function clock(): Date {
  now += 1_000;
  return new Date(now);
}

beforeAll(async () => {
  database = await freshDatabase();
  platform = await openPlatform({
    databaseUrl: database.databaseUrl,
    regionCode: "430400",
    log: () => undefined,
  });
  const { store, region, institutions } = platform;
  await loadSmallRegion(store, region.value);
  await institutions.reload();
  await platform.catalogue.reload();
  sandbox = openSandbox({ store, institutions, table: transactionTable() });
  const gateway = gatewayOptions(platform, {
    clock,
    log: () => undefined,
    onExchange: sandbox.recorder.record,
  });
  const app = await createHttpServer({ store, gateway, sandbox });
  url = await listen(app, "127.0.0.1", 0);
  stop = async () => {
    await app.close();
    await sandbox.close();
    await platform.close();
    await database.drop();
  };
});

afterAll(() => stop());

let serial = 0;

function pharmacy(): HospitalClient {
  return createHospitalClient({
    url,
    institution: { code: PHARMACY, name: "演示大药房" },
    region: "430400",
    operator: { id: "001", name: "收费员" },
    clock,
    nextSerial: () => {
      serial += 1;
      return serial;
    },
  });
}

async function report(): Promise<ConformanceReport> {
  const response = await fetch(`${url}/api/v1/conformance/${PHARMACY}`);
  expect(response.status).toBe(200);
  return (await response.json()) as ConformanceReport;
}

/** A drug of the small region that the pharmacy has mapped. */
const ITEM = "SRX0001";
const CALL = { insuplc_admdvs: "430400" };

test("what is wrong is told whole, without the person", async () => {
  const changes = { insutype: WORKER.psn_name };
  const bad = purchaseInput(WORKER, [[ITEM, 10, 2, { cnt: "two" }]], changes);
  await expect(pharmacy().call("2102", bad, CALL)).rejects.toThrow();
  const wrong = await report();
  expect(wrong.ready).toBe(false);
  expect(wrong.problems.map(({ place, open }) => [place, open])).toEqual(
    expect.arrayContaining([
      ["druginfo.insutype", true],
      ["drugdetail.cnt", true],
    ]),
  );
  expect(wrong.missing).toContain("没有未改正的字段错误");
  const text = JSON.stringify(wrong);
  for (const personal of [WORKER.psn_name, WORKER.certno, WORKER.psn_no]) {
    expect(text).not.toContain(personal);
  }
});

test("mended, repeated, reversed and cancelled, it is nearly ready", async () => {
  const client = pharmacy();
  await client.call("9001", { signIn: { opter_no: "001", mac: "00", ip: "127.0.0.1" } });
  const input = purchaseInput(WORKER, [[ITEM, 10, 2]]);
  await client.call("2101", input, CALL);
  const msgid = client.nextMsgid();
  const settled = await client.call("2102", input, { ...CALL, msgid });
  expect(await client.call("2102", input, { ...CALL, msgid })).toEqual(settled);
  const { psn_no } = WORKER;
  await client.call("2601", { data: { psn_no, omsgid: msgid, oinfno: "2102" } }, CALL);
  const { setlinfo } = await client.call("2102", purchaseInput(WORKER, [[ITEM, 10, 2]]), CALL);
  const { setl_id, mdtrt_id } = setlinfo as unknown as Record<"setl_id" | "mdtrt_id", string>;
  await client.call("2103", { data: { psn_no, setl_id, mdtrt_id } } as never, CALL);

  const mended = await report();
  expect(mended.settlements).toEqual([
    {
      name: "药店",
      final: "2102",
      tried: true,
      settled: true,
      cancelled: true,
      repeated: true,
      after_time_out: true,
    },
  ]);
  expect(mended.problems.every(({ open }) => !open)).toBe(true);
  expect(mended.missing).toEqual([
    "1101 人员信息获取：成功办理",
    "3201 医药机构费用结算对总账：成功办理",
  ]);
  expect(mended.transactions.find(({ infno }) => infno === "2102")).toMatchObject({
    accepted: 2,
    refused: 1,
    repeated: 1,
    reversed: 1,
    need: "must",
  });
});

test("the page is served whole, and what is not there is a problem", async () => {
  const page = await fetch(`${url}/sandbox/${PHARMACY}`);
  expect(page.headers.get("content-type")).toBe("text/html;charset=utf-8");
  expect(page.headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'",
  );
  const html = await page.text();
  expect(html).toContain("接口符合性报告");
  expect(html).toContain("drugdetail.cnt");
  const list = await (await fetch(`${url}/sandbox`)).text();
  expect(list).toContain(`/sandbox/${PHARMACY}`);
  expect(list).not.toContain(LEVEL3);
  for (const path of ["/sandbox/H0", "/api/v1/conformance/H0"]) {
    const none = await fetch(url + path);
    expect(none.status).toBe(404);
    expect(none.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(((await none.json()) as { detail: string }).detail).toContain("H0");
  }
});

test("yibao conformance: over HTTP and from the database alike", async () => {
  const wanted = ["conformance", "--institution", PHARMACY];
  const remote = await printed(...wanted, "--url", url, "--json");
  expect(remote.code).toBe(1);
  const near = await printed(...wanted, "--database-url", database.databaseUrl, "--json");
  const { made_at: _one, ...there } = JSON.parse(remote.out) as ConformanceReport;
  const { made_at: _two, ...here } = JSON.parse(near.out) as ConformanceReport;
  expect(here).toEqual(there);
  const sheet = await printed(...wanted, "--url", url);
  expect(sheet.out).toContain("✗  1101 人员信息获取：成功办理");
  const all = await printed("conformance", "--url", url);
  expect(all).toMatchObject({ code: 1, out: expect.stringContaining("尚不能验收") });
  const overview = await printed("conformance", "--url", url, "--json");
  expect(JSON.parse(overview.out).institutions).toHaveLength(1);
});

test("COMMAND-NO-REPORT, COMMAND-NO-SERVER: one clear error, exit 2", async () => {
  expect((await printed("conformance", "--institution", "H0", "--url", url)).code).toBe(2);
  expect((await printed("conformance", "--url", "http://127.0.0.1:1")).code).toBe(2);
});

test("GET /api/openapi.json is served", async () => {
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as { openapi: string };
  expect(document.openapi).toBe("3.1.0");
});
