import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { importCatalogue } from "../catalogue/index.ts";
import { type DemoFile, demoFiles, demoManifest, generateRegion } from "../demo/index.ts";
import { createDispatcher } from "../gateway/index.ts";
import { type CivilDate, chinaTime, fen } from "../kernel/index.ts";
import { importPeople } from "../people/index.ts";
import { importProviders } from "../providers/index.ts";
import { gatewayOptions, openPlatform, type Platform } from "../server/index.ts";
import { depositToAccounts } from "../settlement/index.ts";
import { openDemoWalks } from "../workbench/index.ts";
import { walkCast } from "./walk-cast.ts";

// Goal: whatever a visitor of the demo chooses, the bill is settled. Method: everybody and every
// visit of the cast through the real door, where all must sign; the demo without its history.

const TODAY = chinaTime(new Date()).slice(0, 10) as CivilDate;
const made = generateRegion({ people: 100 });
const cast = walkCast(demoManifest(made, TODAY));
const places = cast.visits.map(({ institution_code }) => institution_code);

let database: FreshDatabase;
let platform: Platform;
beforeAll(async () => {
  database = await freshDatabase();
  const { databaseUrl } = database;
  platform = await openPlatform({ databaseUrl, regionCode: "430400", log: () => undefined });
  const { store, institutions, catalogue } = platform;
  for (const file of demoFiles(made)) await imported(file);
  await Promise.all([institutions.reload(), catalogue.reload()]);
  const memo = "期初";
  const amount_fen = fen(500_000);
  const deposits = cast.people
    .filter(({ insutype }) => insutype === "310")
    .map(({ person_no }) => ({ person_no, date: TODAY, amount_fen, memo, reference: person_no }));
  await depositToAccounts(store, platform.region.value, deposits);
});
afterAll(async () => {
  await platform?.close();
  await database?.drop();
});

const NEEDED = ["items", "item-classes", "first-shares", "price-ceilings", "diseases"];

/** Only what bills need, and of the many mappings those of the cast's institutions. */
async function imported({ room, kind, text }: DemoFile): Promise<void> {
  const { store } = platform;
  if (room === "people") await importPeople(store, kind, text);
  if (room === "catalogue" && NEEDED.includes(kind)) await importCatalogue(store, kind, text);
  if (room !== "providers") return;
  if (kind !== "catalogue-mappings") return void (await importProviders(store, kind, text));
  const [header, ...rows] = text.split("\n");
  const own = rows.filter((row) => places.some((code) => row.startsWith(`${code},`)));
  await importProviders(store, kind, [header, ...own, ""].join("\n"));
}

test("people of every kind, visits of every kind, bills small enough to read", () => {
  expect(
    cast.people.map(({ status, civil_servant_rank, identities }) => [
      ...[status, civil_servant_rank, ...identities],
    ]),
  ).toEqual([
    ["working", null],
    ["retired", null],
    ["working", "county"],
    ["resident", null],
    ["resident", null, "extreme-poverty"],
    ["resident", null, "low-income-edge"],
  ]);
  expect(cast.visits.map(({ kind }) => kind)).toEqual([
    ...["outpatient", "inpatient", "inpatient", "pharmacy"],
  ]);
  for (const { lines } of cast.visits) {
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.length).toBeLessThanOrEqual(8);
  }
});

test("every choice of a visitor is settled", async () => {
  const clock = () => new Date();
  const { store, institutions, region } = platform;
  const gateway = gatewayOptions(platform, { clock, log: () => undefined, requireSignature: true });
  const dispatcher = createDispatcher(gateway);
  const walks = openDemoWalks({
    ...{ store, institutions, dispatcher, region: region.value.code, cast, clock },
  });
  const settled = await Promise.all(
    cast.people.flatMap(({ person_no }) =>
      cast.visits.map(async ({ key }) => {
        const walk = { request_id: `${person_no} ${key}`, person_no };
        const { amounts } = await walks.begin({ ...walk, visit: key }, clock());
        const { settlement_id } = await walks.settle(walk);
        return { settlement_id, total: amounts.medfee_sumamt };
      }),
    ),
  );
  expect(new Set(settled.map(({ settlement_id }) => settlement_id)).size).toBe(settled.length);
  expect(settled.every(({ total }) => total > 50 && total < 20_000)).toBe(true);
});
