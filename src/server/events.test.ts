import { createHash } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { purchaseInput } from "../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../test/support/small-platform.ts";
import { LEVEL2, PEOPLE, PHARMACY } from "../../test/support/small-region.ts";
import { createQuota, createReplayWindow } from "../gateway/index.ts";
import { createInstitutionsCache, type Institutions } from "../providers/index.ts";
import { followOnce, INSTITUTION_EVENTS } from "../settlement/index.ts";
import type { ReferenceCache } from "../store/index.ts";
import { EVENTS_PATH, type EventsApiOptions, eventsApi } from "./events.api.ts";

// Goal: a pharmacy learns over HTTP what happened to its bills; nobody learns of another's.

const NOW = new Date("2023-06-15T02:00:00Z");
const bought: { setl_id: string; mdtrt_id: string; psn_no: string }[] = [];
const faults: unknown[] = [];
let platform: SmallPlatform;
let institutions: ReferenceCache<Institutions>;
/** Where callers need not sign, and where they must. */
let open: FastifyInstance;
let signed: FastifyInstance;

async function serve(required: boolean, changes: Partial<EventsApiOptions> = {}) {
  const app = Fastify();
  const signature = {
    required,
    keys: (access_key: string) => institutions.value.byAccessKey(access_key) ?? undefined,
    replay: createReplayWindow(),
  };
  await app.register(eventsApi, {
    store: platform.store,
    institutions,
    gateway: { clock: () => NOW, signature, onFault: (error) => faults.push(error) },
    ...changes,
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
  for (const price of [12.34, 20]) {
    const input = purchaseInput(PEOPLE.worker, [["SRX0001", price, 1]]);
    const { setl_id, mdtrt_id } = (await shop.call("2102", input)).setlinfo;
    bought.push({ setl_id, mdtrt_id, psn_no });
  }
  await shop.call("2103", { data: bought[0] as (typeof bought)[0] });
  const followed = async (): Promise<boolean> => {
    await followOnce(platform.store, INSTITUTION_EVENTS);
    const { rows } = await platform.store.query(
      "select count(*) as n from settlement.institution_event",
    );
    return rows[0]?.n === 3;
  };
  // Other tests' transactions on the server may hold rows back for a moment.
  await vi.waitUntil(followed, { timeout: 10_000 });
});

afterAll(async () => {
  await open?.close();
  await signed?.close();
  institutions?.close();
  await platform?.close();
});

function get(app: FastifyInstance, query: string, headers: Record<string, string> = {}) {
  return app.inject({ method: "GET", url: `${EVENTS_PATH}${query}`, headers });
}

function signedBy(institution: string, nonce = "n1"): Record<string, string> {
  const timestamp = String(NOW.getTime());
  const text = `${timestamp}secret-of-${institution}${nonce}${timestamp}`;
  return {
    "x-tif-paasid": `key-${institution}`,
    "x-tif-timestamp": timestamp,
    "x-tif-nonce": nonce,
    "x-tif-signature": createHash("sha256").update(text).digest("hex"),
  };
}

describe("a pharmacy", () => {
  test("reads its settlements and its cancellation, in order, with amounts", async () => {
    const answer = await get(open, `?fixmedins_code=${PHARMACY}`);
    expect(answer.statusCode).toBe(200);
    const { events, ...rest } = answer.json();
    expect(rest).toEqual({ fixmedins_code: PHARMACY, next: 3, more: false });
    expect(events).toMatchObject([
      { event: 1, kind: "settlement", setl_id: bought[0]?.setl_id, medfee_sumamt: "12.34" },
      { event: 2, kind: "settlement", setl_id: bought[1]?.setl_id, medfee_sumamt: "20.00" },
      {
        event: 3,
        kind: "reversal",
        corrects_setl_id: bought[0]?.setl_id,
        mdtrt_id: bought[0]?.mdtrt_id,
        medfee_sumamt: "-12.34",
        caused_by_setl_id: null,
        reason: expect.stringContaining("撤销"),
      },
    ]);
    const keys = Object.keys(events[0]);
    expect(Object.keys(events[2])).toEqual(keys);
  });

  test("goes on where it stopped", async () => {
    const first = (await get(open, `?fixmedins_code=${PHARMACY}&limit=2`)).json();
    expect([first.next, first.more]).toEqual([2, true]);
    const second = (await get(open, `?fixmedins_code=${PHARMACY}&after=${first.next}`)).json();
    expect(second.events.map(({ event }: { event: number }) => event)).toEqual([3]);
    const last = (await get(open, `?fixmedins_code=${PHARMACY}&after=3`)).json();
    expect(last).toMatchObject({ events: [], next: 3, more: false });
  });

  test("is known by its key, and reads nobody else's", async () => {
    const own = await get(signed, "", signedBy(PHARMACY));
    expect(own.json()).toMatchObject({ fixmedins_code: PHARMACY, next: 3 });
    const other = await get(signed, "", signedBy(LEVEL2, "n2"));
    expect(other.json()).toMatchObject({ fixmedins_code: LEVEL2, events: [], next: 0 });
    const foreign = await get(signed, `?fixmedins_code=${PHARMACY}`, signedBy(LEVEL2, "n3"));
    expect(foreign.statusCode).toBe(403);
    expect(foreign.json().code).toBe("SERVER-EVENTS-NOT-YOURS");
  });
});

describe("a refusal is a problem document", () => {
  test.each([
    ["", 400, "SERVER-EVENTS-WHOSE"],
    ["?fixmedins_code=H00000000000", 404, "PROVIDERS-INSTITUTION-UNKNOWN"],
    [`?fixmedins_code=${PHARMACY}&after=x`, 400, "SERVER-QUERY-VALUE"],
    [`?fixmedins_code=${PHARMACY}&after=-1`, 400, "SERVER-QUERY-VALUE"],
    [`?fixmedins_code=${PHARMACY}&limit=0`, 400, "SERVER-QUERY-VALUE"],
    [`?fixmedins_code=${PHARMACY}&limit=1001`, 400, "SERVER-QUERY-VALUE"],
    [`?fixmedins_code=${PHARMACY}&limit=1&limit=2`, 400, "SERVER-QUERY-VALUE"],
  ])("%s", async (query, status, code) => {
    const answer = await get(open, query);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.json()).toMatchObject({ type: "about:blank", status, code });
    expect(answer.statusCode).toBe(status);
  });

  test("without a signature, with a wrong one, with one used for another query", async () => {
    const none = await get(signed, `?fixmedins_code=${PHARMACY}`);
    expect([none.statusCode, none.json().status]).toEqual([401, 401]);
    const wrong = { ...signedBy(PHARMACY), "x-tif-signature": "0".repeat(64) };
    expect((await get(signed, "", wrong)).json().detail).toContain("签名不一致");
    expect((await get(signed, "?limit=9", signedBy(PHARMACY, "n9"))).statusCode).toBe(200);
    const again = await get(signed, "?limit=8", signedBy(PHARMACY, "n9"));
    expect([again.statusCode, again.json().code]).toEqual([401, "GATEWAY-SIGNATURE-REPLAYED"]);
  });

  test("for too many calls with the time to come back; a fault without its inside", async () => {
    const keys = (access_key: string) => institutions.value.byAccessKey(access_key) ?? undefined;
    const quota = createQuota({ per_second: 1, burst: 1 });
    const gateway = { clock: () => NOW, signature: { required: true, keys }, quota };
    const bounded = await serve(true, { gateway });
    expect((await get(bounded, "", signedBy(PHARMACY))).statusCode).toBe(200);
    const over = await get(bounded, "", signedBy(PHARMACY));
    expect(over.statusCode).toBe(429);
    expect(Number(over.headers["retry-after"])).toBeGreaterThan(0);
    await bounded.close();
    const query = async () => Promise.reject(new Error("secret inside"));
    const broken = await serve(false, { store: { ...platform.store, query } });
    const fault = await get(broken, `?fixmedins_code=${PHARMACY}`);
    expect([fault.statusCode, fault.body.includes("secret")]).toEqual([500, false]);
    expect(faults).toHaveLength(1);
    await broken.close();
  });
});
