import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { publishText, withNotice } from "../../test/support/pack-notice.ts";
import { openapiDocument, transactionTable } from "../gateway/index.ts";
import { loadRegion, type PackText, readPackTexts } from "../policy/index.ts";
import { draftPack, recordShipped } from "../policy-library/index.ts";
import { policyApi } from "./policy.api.ts";

// Goal: anybody reads the policy of a day, as known now or at a moment; drafts stay in the house.

const NOW = new Date("2026-11-22T02:00:00Z");
const LATER = new Date("2026-11-23T02:00:00Z");
const TEXTS = readPackTexts("430400");
const CITY = TEXTS[2] as PackText;
const CAP = { parameter: "employee_pool_cap", from: "2027-01-01", says: "value: 180000" };

let database: FreshDatabase;
let app: FastifyInstance;
const faults: unknown[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const { store } = database;
  await recordShipped(store, TEXTS, NOW);
  await publishText(store, withNotice(CITY, CAP), { now: LATER, from: "2027-01-01" });
  const text = withNotice(CITY, { ...CAP, says: "value: 190000" });
  await draftPack(store, { text, parent_hash: null, by: "张起草", note: null, now: LATER });
  app = Fastify();
  const onFault = (error: unknown) => faults.push(error);
  await app.register(policyApi, { store, clock: () => LATER, onFault });
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function get(path: string) {
  const answer = await app.inject({ method: "GET", url: `/api/v1/policy/${path}` });
  return { status: answer.statusCode, body: answer.json() };
}

describe("the policy of a day", () => {
  test("is told as known now, with the versions that make it up", async () => {
    const { status, body } = await get("430400?date=2027-06-01");
    expect(status).toBe(200);
    expect(body).toMatchObject({ region: "430400", date: "2027-06-01", known_at: null });
    expect(JSON.stringify(body.benefits)).toContain("180,000 元");
    expect(body.packs).toMatchObject([
      { region_code: "000000", author: "shipped" },
      { region_code: "430000", version_number: 1 },
      { region_code: "430400", version_number: 2, publication: { effective_from: "2027-01-01" } },
    ]);
    const today = await get("430400");
    expect(today.body.date).toBe("2026-11-23");
    expect(JSON.stringify(today.body.benefits)).not.toContain("180,000 元");
  });

  test("is told as known at a moment", async () => {
    const { body } = await get("430400?date=2027-06-01&known_at=2026-11-22");
    expect(body.known_at).toBe("2026-11-22 23:59:59");
    expect(body.version).toBe(loadRegion("430400").version);
    expect(JSON.stringify(body.benefits)).not.toContain("180,000 元");
  });

  test("is told of one benefit alone", async () => {
    const { body } = await get("430400?date=2027-06-01&benefit=employee-inpatient");
    expect(body.benefits).toHaveLength(1);
  });
});

test("versions that were published, the newest first, in pages", async () => {
  const { body } = await get("430400/versions");
  expect(body.more).toBe(false);
  expect(body.versions).toMatchObject([
    { version_number: 2, state: "published", author: "张起草", review: { by: "李审核" } },
    { version_number: 1, state: "superseded", superseded_by: { version_number: 2 } },
  ]);
  const { schemas } = openapiDocument(transactionTable()).components as {
    schemas: { PolicyVersion: { properties: object } };
  };
  expect(Object.keys(body.versions[0])).toEqual(Object.keys(schemas.PolicyVersion.properties));
  const page = await get("430400/versions?limit=1&before=2");
  expect(page.body).toMatchObject({ versions: [{ version_number: 1 }], more: true });
  expect((await get("430400/versions?before=1")).body.versions).toEqual([]);
});

test.each([
  ["999999", 404, "LIBRARY-NOTHING-PUBLISHED"],
  ["430400?known_at=2026-01-01", 404, "LIBRARY-NOTHING-PUBLISHED"],
  ["430400?known_at=yesterday", 400, "LIBRARY-NOT-A-MOMENT"],
  ["430400?date=2026-02-30", 400, "DATE-NOT-A-DATE"],
  ["430400?date=2026-02-03&date=2026-02-04", 400, "DATE-NOT-A-DATE"],
  ["430400?benefit=nothing", 400, "POLICY-UNKNOWN-BENEFIT"],
  ["999999/versions", 404, "LIBRARY-PACK-UNKNOWN"],
  ["430400/versions?limit=0", 400, "SERVER-QUERY-VALUE"],
])("%s is refused as a problem", async (path, status, code) => {
  const answer = await get(path);
  expect(answer.body).toMatchObject({ type: "about:blank", status, code });
  expect(answer.status).toBe(status);
  expect(faults).toEqual([]);
});
