import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureDemoAccounts } from "../src/access/index.ts";
import {
  demoManifest,
  fillDemo,
  fillDesks,
  generateRegion,
  playHospital,
} from "../src/demo/index.ts";
import { verifyDepartment } from "../src/department/index.ts";
import { type CivilDate, chinaTime } from "../src/kernel/index.ts";
import { sealJournal, verifyLedger } from "../src/ledger/index.ts";
import type { PackJudge } from "../src/policy-library/index.ts";
import {
  createHttpServer,
  gatewayOptions,
  listen,
  openPlatform,
  type Platform,
} from "../src/server/index.ts";
import { verifySettlements } from "../src/settlement/index.ts";
import { packageRoot } from "../src/store/index.ts";
import type { House } from "../src/workbench/index.ts";
import { type FreshDatabase, freshDatabase } from "./support/database.ts";
import { type DemoDesks, demoDesks } from "./support/demo-desks.ts";

// Goal: the newcomer's two minutes. Method: a small demo region through the real doors into real
// Postgres, then the demo hospital over real HTTP, twice (a second play meets the first one's day).

const TODAY = chinaTime(new Date()).slice(0, 10) as CivilDate;
const faults: unknown[] = [];
/** Proving takes seconds, and is tested elsewhere. */
const judge: PackJudge = {
  check: async () => ({ checker_version: "test", errors: [], warnings: [], changed_before: [] }),
};

let database: FreshDatabase;
let platform: Platform;
let url: string;
let desks: DemoDesks;
let stop: () => Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
  platform = await openPlatform({
    databaseUrl: database.databaseUrl,
    regionCode: "430400",
    log: () => undefined,
  });
  const { store, region, settlement, institutions, catalogue } = platform;
  const caches = [institutions, catalogue];
  await fillDemo({ store, region: region.value, settlement, caches, judge }, () => undefined, {
    people: 2_000,
    settlements: 300,
  });
  const gateway = gatewayOptions(platform, { clock: () => new Date(), log: () => undefined });
  const { institutions: listed, people } = demoManifest(generateRegion({ people: 2_000 }), TODAY);
  const demo_accounts = await ensureDemoAccounts(store, new Date(), {
    institution_code: listed.find(({ type }) => type === "1")?.fixmedins_code ?? null,
    person_no: people[0]?.psn_no ?? null,
  });
  const workbench: House = {
    ...platform,
    ...{ sandbox: null, is_demo: true, demo_accounts, demo_walks: null, openid: null },
    clock: () => new Date(),
    onFault: (error) => faults.push(error),
  };
  const app = await createHttpServer({ store, gateway, workbench });
  url = await listen(app, "127.0.0.1", 0);
  desks = demoDesks(url, demo_accounts);
  stop = async () => {
    await app.close();
    await platform.close();
    await database.drop();
  };
});

afterAll(() => stop());

test("three settlements, one reversal, a zero reconciliation, and again", async () => {
  const manifest = demoManifest(generateRegion({ people: 2_000 }), TODAY);
  for (const firstSerial of [0, 5_000]) {
    const play = await playHospital({
      url,
      manifest,
      clock: () => new Date(),
      firstSerial,
      onStep: () => undefined,
    });
    expect(play.failures).toEqual([]);
    expect(play.settlements.map(({ title }) => title)).toEqual(["门诊", "药店", "住院"]);
    expect(play.reversed).not.toBeNull();
    expect(play.reconciliation.every(({ balanced }) => balanced)).toBe(true);
  }
});

test("the message in the README is answered as the README says", async () => {
  const readme = readFileSync(join(packageRoot(), "README.md"), "utf8");
  const [, path, body] = /127\.0\.0\.1:4300(\S+) -d '([^']+)'/.exec(readme) ?? [];
  const response = await fetch(`${url}${path}`, { method: "POST", body: body ?? "" });
  const answer = (await response.json()) as { infcode: string; output: { medinsinfo: object } };
  expect(answer.infcode).toBe("0");
  expect(answer.output.medinsinfo).toHaveProperty("fixmedins_name");
});

test("something waits on the desk of everybody who decides", async () => {
  const waiting = async (account: string) => Object.keys(await desks.waiting(account));
  expect(await waiting("agency-clerk")).toContain("待提请审批的清算申请");
  expect(await waiting("district-clerk")).toContain("待提请审批的清算申请");
  expect(await waiting("agency-reviewer")).toEqual(
    expect.arrayContaining(["待审批的清算申请", "待复核的零星报销", "待处理的机构申诉"]),
  );
  expect(await waiting("benefits-officer")).toEqual(["待校验的政策稿"]);
  expect(await waiting("benefits-reviewer")).toEqual(["待审核的政策稿"]);
  expect(await desks.waiting("finance-reviewer")).toEqual({ 待复核的预算单据与支付凭证: 2 });
  expect(await waiting("medical-services-officer")).toEqual(["待审核的目录对照"]);
  expect(await waiting("supervision-officer")).toEqual(["待处理的机构申诉", "待处理的审核结果"]);
  expect(await waiting("institution-user")).toEqual(["请本机构说明的审核结果"]);
});

test("what is only to be read is there as well", async () => {
  const total = async (account: string, path: string) => (await desks.get(account, path)).total;
  for (const account of ["general-office", "personnel-officer", "finance-officer"]) {
    expect(await total(account, "budget/documents")).toBeGreaterThan(20);
  }
  expect(await total("institution-user", "appeals")).toBe(2);
  expect(await total("auditor", "audit")).toBeGreaterThan(0);
  const mappings = await desks.get("medical-services-officer", "catalogue/mappings?doubtful=true");
  expect(mappings.rows.length).toBeGreaterThan(0);
});

test("desks that were filled half are filled again to the same", async () => {
  const { store, region, settlement } = platform;
  const count = async () =>
    (
      await store.query(
        `select (select count(*) from access.proposal) as proposals,
                (select count(*) from supervision.audit_result) as findings,
                (select count(*) from supervision.judgement) as judgements,
                (select count(*) from people.filing) as filings,
                (select count(*) from reconciliation.clearing_application) as applications,
                (select count(*) from providers.mapping_act) as mappings,
                (select count(*) from department.document) as documents,
                (select count(*) from policy_library.pack_event) as steps`,
      )
    ).rows[0];
  const before = await count();
  await store.query("delete from demo.desks");
  const made = generateRegion({ people: 2_000 });
  await fillDesks({ store, region: region.value, settlement }, made, () => undefined);
  expect(await count()).toEqual(before);
});

test("whoever checks decides what another put up, by what the demo says of it", async () => {
  const decision = { decision: "approved", reason: "演示" };
  const { rows: clearing } = await desks.get("agency-reviewer", "agency/proposals?decidable=true");
  for (const { proposal_no, kind } of clearing) {
    if (kind === "appeal") continue;
    const path = `agency/proposals/${proposal_no}/decision`;
    expect(await desks.post("agency-reviewer", path, decision)).toMatchObject({
      state: "approved",
    });
  }
  for (const account of ["supervision-officer", "agency-reviewer"]) {
    const { rows: appeals } = await desks.get(account, "appeals?decidable=true");
    expect(appeals).toHaveLength(1);
    const path = `appeals/${appeals[0].proposal_no}/decision`;
    expect(await desks.post(account, path, decision)).toMatchObject({ state: "approved" });
  }
  const { rows: documents } = await desks.get("finance-reviewer", "budget/documents?state=waiting");
  expect(documents.map(({ person }: { person: string }) => person)).toEqual([
    "finance-officer",
    "finance-officer",
  ]);
  expect(faults).toEqual([]);
});

test("what the demo left behind is coherent", async () => {
  await sealJournal(platform.store);
  expect(await verifyLedger(platform.store)).toEqual([]);
  expect(await verifySettlements(platform.store, platform.region.value)).toEqual([]);
  expect(await verifyDepartment(platform.store)).toEqual([]);
});

test("filling again changes nothing", async () => {
  const { store, region, settlement } = platform;
  const count = async () =>
    (await store.query("select count(*)::int as n from settlement.settlement")).rows[0];
  const before = await count();
  await fillDemo({ store, region: region.value, settlement, caches: [] }, () => undefined, {
    people: 2_000,
    settlements: 300,
  });
  expect(await count()).toEqual(before);
});
