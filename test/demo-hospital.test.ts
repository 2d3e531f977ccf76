import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoManifest, fillDemo, generateRegion, playHospital } from "../src/demo/index.ts";
import { type CivilDate, chinaTime } from "../src/kernel/index.ts";
import { sealJournal, verifyLedger } from "../src/ledger/index.ts";
import {
  createHttpServer,
  gatewayOptions,
  listen,
  openPlatform,
  type Platform,
} from "../src/server/index.ts";
import { verifySettlements } from "../src/settlement/index.ts";
import { packageRoot } from "../src/store/index.ts";
import { type FreshDatabase, freshDatabase } from "./support/database.ts";

// Goal: the newcomer's two minutes. Method: a small demo region through the real doors into real
// Postgres, then the demo hospital over real HTTP, twice (a second play meets the first one's day).

let database: FreshDatabase;
let platform: Platform;
let url: string;
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
  await fillDemo({ store, region: region.value, settlement, caches }, () => undefined, {
    people: 2_000,
    settlements: 300,
  });
  const gateway = gatewayOptions(platform, { clock: () => new Date(), log: () => undefined });
  const app = await createHttpServer({ store, gateway });
  url = await listen(app, "127.0.0.1", 0);
  stop = async () => {
    await app.close();
    await platform.close();
    await database.drop();
  };
});

afterAll(() => stop());

test("three settlements, one reversal, a zero reconciliation, and again", async () => {
  const day = chinaTime(new Date()).slice(0, 10) as CivilDate;
  const manifest = demoManifest(generateRegion({ people: 2_000 }), day);
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

test("what the demo left behind is coherent", async () => {
  await sealJournal(platform.store);
  expect(await verifyLedger(platform.store)).toEqual([]);
  expect(await verifySettlements(platform.store, platform.region.value)).toEqual([]);
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
