import { createHash } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { purchaseInput } from "../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../test/support/small-platform.ts";
import { LEVEL2, PEOPLE, PHARMACY } from "../../test/support/small-region.ts";
import { createReplayWindow } from "../gateway/index.ts";
import { loadRegion } from "../policy/index.ts";
import { createInstitutionsCache, type Institutions } from "../providers/index.ts";
import type { ReferenceCache } from "../store/index.ts";
import { explanationApi } from "./explanation.api.ts";

// Goal: an institution reads how its own settlement came about, in both languages, also once it
// was taken back; of another's it learns nothing.

const NOW = new Date("2023-06-15T02:00:00Z");
const faults: unknown[] = [];
let platform: SmallPlatform;
let institutions: ReferenceCache<Institutions>;
let open: FastifyInstance;
let signed: FastifyInstance;
let bought: { setl_id: string; mdtrt_id: string; psn_no: string };
let cancelled: string;

async function serve(required: boolean) {
  const app = Fastify();
  const signature = {
    required,
    keys: (access_key: string) => institutions.value.byAccessKey(access_key) ?? undefined,
    replay: createReplayWindow(),
  };
  await app.register(explanationApi, {
    store: platform.store,
    institutions,
    region: { value: loadRegion("430400") },
    gateway: { clock: () => NOW, signature, onFault: (error) => faults.push(error) },
  });
  return app;
}

beforeAll(async () => {
  platform = await openSmallPlatform();
  institutions = await createInstitutionsCache(platform.store);
  open = await serve(false);
  signed = await serve(true);
  const shop = platform.hospital(PHARMACY);
  const { psn_no } = PEOPLE.worker;
  const buy = async (price: number) => {
    const input = purchaseInput(PEOPLE.worker, [["SRX0001", price, 1]]);
    const { setl_id, mdtrt_id } = (await shop.call("2102", input)).setlinfo;
    return { setl_id, mdtrt_id, psn_no };
  };
  bought = await buy(12.34);
  const other = await buy(20);
  await shop.call("2103", { data: other });
  cancelled = other.setl_id;
});

afterAll(async () => {
  await open?.close();
  await signed?.close();
  institutions?.close();
  await platform?.close();
});

function get(app: FastifyInstance, id: string, query: string, headers = {}) {
  const url = `/api/v1/settlements/${id}/explanation?${query}`;
  return app.inject({ method: "GET", url, headers });
}

function own(more = ""): string {
  return `psn_no=${PEOPLE.worker.psn_no}&fixmedins_code=${PHARMACY}${more}`;
}

test("a pharmacy reads how its settlement came about, and that the steps re-add", async () => {
  const answer = await get(open, bought.setl_id, own());
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.json()).toMatchObject({
    psn_no: bought.psn_no,
    setl_id: bought.setl_id,
    mdtrt_id: bought.mdtrt_id,
    kind: "settlement",
    reversed_by: null,
    adjusted: false,
    re_adds: true,
    language: "zh",
  });
  const { explanation } = answer.json();
  expect(explanation[0].text).toContain("本次医疗费用 12.34 元");
  expect(explanation.at(-1).text).toContain("医疗费用 12.34 元＝基金支付");
});

test("in English when asked", async () => {
  const { explanation } = (await get(open, bought.setl_id, own("&language=en"))).json();
  expect(explanation.at(-1).text).toMatch(/^Medical cost 12\.34 yuan = funds/);
});

test("what was taken back is explained as it was, and says by what", async () => {
  const { reversed_by, kind } = (await get(open, cancelled, own())).json();
  expect(kind).toBe("settlement");
  expect(reversed_by).toMatch(/^\d+$/);
  const reversal = (await get(open, reversed_by, own())).json();
  expect(reversal).toMatchObject({ setl_id: cancelled, kind: "reversal", reversed_by });
});

test.each([
  ["another institution", () => get(open, bought.setl_id, own().replace(PHARMACY, LEVEL2))],
  ["another person", () => get(open, bought.setl_id, `psn_no=P0&fixmedins_code=${PHARMACY}`)],
  ["no number", () => get(open, "abc", own())],
])("%s is told nothing", async (_, ask) => {
  const answer = await ask();
  expect(answer.statusCode).toBe(404);
  expect(answer.json().code).toBe("SERVER-SETTLEMENT-UNKNOWN");
  expect(answer.body).not.toContain("12.34");
});

test("where keys are asked for, the key says who asks", async () => {
  const timestamp = String(NOW.getTime());
  const text = `${timestamp}secret-of-${PHARMACY}n1${timestamp}`;
  const headers = {
    "x-tif-paasid": `key-${PHARMACY}`,
    "x-tif-timestamp": timestamp,
    "x-tif-nonce": "n1",
    "x-tif-signature": createHash("sha256").update(text).digest("hex"),
  };
  const query = `psn_no=${bought.psn_no}`;
  expect((await get(signed, bought.setl_id, query)).statusCode).toBe(401);
  expect((await get(signed, bought.setl_id, query, headers)).json()).toMatchObject({
    setl_id: bought.setl_id,
  });
});

test("without a person, or in an unknown language, it is the caller's mistake", async () => {
  expect((await get(open, bought.setl_id, `fixmedins_code=${PHARMACY}`)).statusCode).toBe(400);
  expect((await get(open, bought.setl_id, own("&language=fr"))).statusCode).toBe(400);
  expect(faults).toEqual([]);
});
