import { mkdtempSync, rmSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { DIAGNOSIS, named, outpatientBill, soldLine } from "../../test/support/hospital-day.ts";
import { publishText, withNotice } from "../../test/support/pack-notice.ts";
import {
  LEVEL1,
  loadSmallRegion,
  PEOPLE,
  type SmallPerson,
} from "../../test/support/small-region.ts";
import { createHospitalClient, type HospitalClient, type WireMessages } from "../gateway/index.ts";
import { loadRegion, type PackText, packFolder, readPackTexts } from "../policy/index.ts";
import { regionOfVersion } from "../policy-library/index.ts";
import { verifySettlements } from "../settlement/index.ts";
import { gatewayOptions } from "./gateway-options.ts";
import { createHttpServer, listen } from "./http.ts";
import { openPlatform, type Platform } from "./platform.ts";

// Goal: a published version reaches running servers without a restart; nothing is lost, today's
// answers stay, the effective day's are new, and each settlement says what decided it.

const TODAY = "2023-06-15";
const TOMORROW = "2023-06-16";
const [NATIONAL, PROVINCE] = readPackTexts("430400") as [PackText, PackText];
/** Half as much again for working employees at the community hospital, from tomorrow. */
const NOTICE = withNotice(PROVINCE, {
  parameter: "employee_outpatient_ratio",
  from: TOMORROW,
  says: "values: { level1: 0.90, other: 0.60 }",
});

let database: FreshDatabase;
let platforms: readonly Platform[];
let hospital: HospitalClient;
let stop = async (): Promise<void> => undefined;
let today = TODAY;
let seconds = 0;
const log: string[] = [];

/** A second passes at each look. */
function clock(): Date {
  seconds += 1;
  return new Date(Date.parse(`${today}T02:00:00Z`) + seconds * 1_000);
}

function open(regionCode = "430400"): Promise<Platform> {
  const { databaseUrl } = database;
  return openPlatform({ databaseUrl, regionCode, clock, log: (line) => log.push(line) });
}

beforeAll(async () => {
  database = await freshDatabase();
  const one = await open();
  await loadSmallRegion(one.store, one.region.value);
  await one.institutions.reload();
  await one.catalogue.reload();
  platforms = [one, await open()];
  const gateway = gatewayOptions(one, { clock, log: (line) => log.push(line) });
  const app = await createHttpServer({ store: one.store, gateway });
  let serial = 0;
  hospital = createHospitalClient({
    url: await listen(app, "127.0.0.1", 0),
    institution: { code: LEVEL1, name: "演示社区医院" },
    region: "430400",
    operator: { id: "001", name: "收费员" },
    clock,
    nextSerial: () => {
      serial += 1;
      return serial;
    },
  });
  stop = async () => {
    await app.close();
    for (const platform of platforms) await platform.close();
    await database.drop();
  };
});
afterAll(() => stop());

/** A visit of 100.00 on a day, from registration to settlement; what the funds paid. */
async function settled(person: SmallPerson, day: string): Promise<number> {
  const data = {
    ...named(person),
    insutype: "310",
    begntime: `${day} 08:30:00`,
    ipt_otp_no: "OTP-1",
    dept_code: "A01",
    dept_name: "全科",
    caty: "A01",
  } as WireMessages["2201"]["input"]["data"];
  const { mdtrt_id } = (await hospital.call("2201", { data })).data;
  const key = { psn_no: person.psn_no, mdtrt_id };
  const begntime = `${day} 08:30:00`;
  await hospital.call("2203", {
    mdtrtinfo: { ...key, med_type: "11", begntime, dise_codg: "J06.900", dise_name: "演示病" },
    diseinfo: [{ ...DIAGNOSIS, diag_time: begntime, vali_flag: "1" }],
  });
  const line = { ...soldLine(["SRX0001", 100, 1], day), ...key, chrg_bchno: "B1" };
  await hospital.call("2204", { feedetail: [line] } as unknown as WireMessages["2204"]["input"]);
  const visit = { person, mdtrt_id, insutype: "310", med_type: "11", lines: [line] };
  return (await hospital.call("2207", outpatientBill(visit))).setlinfo.fund_pay_sumamt;
}

async function versions(): Promise<string[]> {
  const { rows } = await database.store.query<{ policy_version: string }>(
    "select policy_version from settlement.settlement order by settlement_id",
  );
  return rows.map((row) => row.policy_version);
}

function current(): string[] {
  return platforms.map((platform) => platform.region.value.version);
}

/** Every server settles by something else than it did. */
async function takenOver(before: readonly string[]): Promise<void> {
  const other = () => current().every((version, index) => version !== before[index]);
  await vi.waitUntil(other, { timeout: 10_000 });
}

describe("servers that run while policy is published", () => {
  let before: string[];

  test("begin with the packs that came with the program", () => {
    before = current();
    const { version } = loadRegion("430400");
    expect(before).toEqual([version, version]);
    expect(log).toEqual([]);
  });

  test("settle by the new version at once; today as before, tomorrow by the new rule", async () => {
    expect(await settled(PEOPLE.worker, TODAY)).toBe(70);
    await publishText(database.store, NOTICE, { now: clock(), from: TOMORROW });
    await takenOver(before);
    expect(await settled(PEOPLE.relative, TODAY)).toBe(70);
    today = TOMORROW;
    expect(await settled(PEOPLE.worker, TOMORROW)).toBe(90);
    const [old, published] = [before[0] as string, current()[0] as string];
    expect(await versions()).toEqual([old, published, published]);
    expect(current()).toEqual([published, published]);
    expect(log.filter((line) => line.includes(published))).toHaveLength(2);
    const then = await regionOfVersion(database.store, old);
    expect([then.region.version, then.pack_hashes.length]).toEqual([old, 3]);
  });

  test("lose nothing of what is settled while a version is published", async () => {
    const old = current();
    const people = [PEOPLE.worker, PEOPLE.relative, PEOPLE.official, PEOPLE.chronic];
    const count = (await versions()).length;
    const settling = people.map(async (person) => {
      const paid: number[] = [];
      for (let visit = 0; visit < 8; visit += 1) paid.push(await settled(person, TOMORROW));
      return paid;
    });
    const next = withNotice(NOTICE, {
      parameter: "employee_outpatient_ratio",
      from: "2023-07-01",
      says: "values: { level1: 0.95, other: 0.60 }",
    });
    await vi.waitUntil(async () => (await versions()).length > count + 4, { timeout: 10_000 });
    await publishText(database.store, next, { now: clock(), from: "2023-07-01" });
    const paid = (await Promise.all(settling)).flat();
    await takenOver(old);
    expect(paid).toHaveLength(32);
    const stored = (await versions()).slice(count);
    expect(stored).toHaveLength(32);
    // Decided by the one or the other, in that order, and by nothing else.
    const switched = stored.findIndex((version) => version !== old[0]);
    expect(switched).toBeGreaterThan(0);
    const known = new Set([...old, ...current()]);
    expect(stored.filter((version) => !known.has(version))).toEqual([]);
    const [platform] = platforms as [Platform];
    expect(await verifySettlements(platform.store, platform.region.value)).toEqual([]);
  });

  test("have the accounts of a new fund's pool before they settle by it", async () => {
    const old = current();
    const region = NATIONAL.files["region.yaml"] as string;
    const fund = `funds:
  "699999":
    name: 虚构补助资金
    national_field: oth_pay
    pool: invented-subsidy
    expense_account: "5001"
`;
    expect(region).toMatch(/^funds:$/m);
    const files = { ...NATIONAL.files, "region.yaml": region.replace(/^funds:\n/m, fund) };
    await publishText(database.store, { ...NATIONAL, files }, { now: clock(), from: "2023-08-01" });
    await takenOver(old);
    const { rows } = await database.store.query(
      "select count(*) > 0 as made from ledger.account where pool = 'invented-subsidy'",
    );
    expect(rows).toEqual([{ made: true }]);
  });

  test("an upgrade that brings another text is told, and changes nothing", async () => {
    const root = mkdtempSync(join(tmpdir(), "yibao-upgraded-region-"));
    const folder = join(root, "430400-hengyang");
    try {
      await cp(packFolder("430400"), folder, { recursive: true });
      await writeFile(join(folder, "news.yaml"), "parameters: {}\n");
      const settling = current();
      log.length = 0;
      const upgraded = await open(folder);
      expect(upgraded.region.value.version).toBe(settling[0]);
      await upgraded.close();
      expect(log.join("\n")).toMatch(/程序带来的政策包 430400 .*policy draft/);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
