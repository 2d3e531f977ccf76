import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  createHttpServer,
  gatewayOptions,
  listen,
  openPlatform,
  type Platform,
} from "../src/server/index.ts";
import { packageRoot } from "../src/store/index.ts";
import { type FreshDatabase, freshDatabase } from "./support/database.ts";
import { WORKER } from "./support/hospital-day.ts";
import { type Sale, sell } from "./support/hospital-example.ts";
import { loadSmallRegion, ownCode, PHARMACY } from "./support/small-region.ts";

/** The example of docs/hospital-developers.md is the file that runs here, and it sells. */

let database: FreshDatabase;
let platform: Platform;
let sale: Sale;
let stop = async (): Promise<void> => undefined;

beforeAll(async () => {
  database = await freshDatabase();
  platform = await openPlatform({
    databaseUrl: database.databaseUrl,
    regionCode: "430400",
    log: () => undefined,
  });
  await loadSmallRegion(platform.store, platform.region.value);
  await platform.institutions.reload();
  await platform.catalogue.reload();
  const gateway = gatewayOptions(platform, {
    clock: () => new Date(),
    log: () => undefined,
    requireSignature: true,
  });
  const app = await createHttpServer({ store: platform.store, gateway });
  const url = await listen(app, "127.0.0.1", 0);
  const { access_key = "", secret = "" } = platform.institutions.value.byCode(PHARMACY) ?? {};
  sale = {
    url,
    pharmacy: { fixmedins_code: PHARMACY, fixmedins_name: "演示大药房", access_key, secret },
    person: { ...WORKER, insutype: "310" },
    item: { hilist_code: "SRX0001", medins_list_codg: ownCode("SRX0001"), price: "12.50" },
  };
  stop = async () => {
    await app.close();
    await platform.close();
    await database.drop();
  };
});

afterAll(() => stop());
afterEach(() => void vi.restoreAllMocks());

async function settlements(): Promise<number> {
  const { rows } = await platform.store.query<{ count: number }>(
    "select count(*) as count from settlement.settlement",
  );
  return rows[0]?.count ?? 0;
}

test("the document shows the file that runs here", () => {
  const document = readFileSync(join(packageRoot(), "docs/hospital-developers.md"), "utf8");
  const [, shown] = /```ts\n([\s\S]*?)\n```/.exec(document) ?? [];
  const file = readFileSync(join(packageRoot(), "test/support/hospital-example.ts"), "utf8");
  expect(shown).toBe(file.replace('"../../src/gateway/index.ts"', '"yibao/client"').trim());
});

test("it sells", async () => {
  expect(await sell(sale)).toMatch(/^\d+：基金 [\d.]+，账户 [\d.]+，现金 [\d.]+，与预结算一致$/);
  expect(await settlements()).toBe(1);
});

test("it says why it was refused, and nothing is done", async () => {
  const item = { ...sale.item, medins_list_codg: "Y-nobody" };
  expect(await sell({ ...sale, item })).toMatch(/^被拒绝：.*Y-nobody/);
  const pharmacy = { ...sale.pharmacy, secret: "wrong" };
  expect(await sell({ ...sale, pharmacy })).toBe("被拒绝：签名不一致!");
  expect(await settlements()).toBe(1);
});

test("without an answer it takes the settlement back", async () => {
  const really = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (url, init) => {
    const response = await really(url, init);
    if (String(url).endsWith("/2102")) throw new TypeError("fetch failed");
    return response;
  });
  expect(await sell(sale)).toBe("没有应答，已冲正");
  // The sale of the second test, the one without an answer, and its reversal.
  expect(await settlements()).toBe(3);
});
