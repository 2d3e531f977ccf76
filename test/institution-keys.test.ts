import { sm2 } from "sm-crypto-v2";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createHospitalClient, type HospitalClientOptions } from "../src/gateway/index.ts";
import {
  createHttpServer,
  gatewayOptions,
  listen,
  openPlatform,
  type Platform,
} from "../src/server/index.ts";
import { type FreshDatabase, freshDatabase } from "./support/database.ts";
import { printed } from "./support/printed.ts";
import { LEVEL2, LEVEL3, loadSmallRegion } from "./support/small-region.ts";

/** `yibao key` beside a platform that requires signatures: what it does holds at once. */

let database: FreshDatabase;
let platform: Platform;
let url: string;
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
  const gateway = gatewayOptions(platform, {
    clock: () => new Date(),
    log: () => undefined,
    requireSignature: true,
  });
  const app = await createHttpServer({ store: platform.store, gateway });
  url = await listen(app, "127.0.0.1", 0);
  stop = async () => {
    await app.close();
    await platform.close();
    await database.drop();
  };
});

afterAll(() => stop());

function yibao(...words: string[]) {
  return printed(...words, "--database-url", database.databaseUrl);
}

async function created(...words: string[]): Promise<Record<string, string>> {
  const { code, out } = await yibao("key", ...words, "--json");
  expect(code).toBe(0);
  return JSON.parse(out) as Record<string, string>;
}

let serial = 0;

async function signIn(changes: Partial<HospitalClientOptions>, institution = LEVEL3) {
  const client = createHospitalClient({
    url,
    institution: { code: institution, name: "演示机构" },
    region: "430400",
    operator: { id: "001", name: "收费员" },
    clock: () => new Date(),
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    ...changes,
  });
  try {
    await client.call("9001", { signIn: { opter_no: "001", mac: "00", ip: "127.0.0.1" } });
    return "signed in";
  } catch (error) {
    return (error as Error).message;
  }
}

/** A notice reaches the platform a moment after the command has ended. */
async function soon(
  changes: Partial<HospitalClientOptions>,
  wanted: string,
  institution?: string,
): Promise<void> {
  await vi.waitFor(async () => expect(await signIn(changes, institution)).toContain(wanted));
}

test("a key is created, seen by its institution alone, and revoked", async () => {
  const { access_key = "", secret = "" } = await created("create", "--institution", LEVEL3);
  expect(secret.length).toBeGreaterThanOrEqual(40);
  await soon({ signing: { access_key, secret } }, "signed in");
  const wrong = { signing: { access_key, secret: `${secret}x` } };
  expect(await signIn(wrong)).toBe("签名不一致!");
  const elsewhere = await signIn({ signing: { access_key, secret } }, LEVEL2);
  expect(elsewhere).toMatch(/访问密钥不属于机构/);

  const listed = await yibao("key", "list", "--institution", LEVEL3, "--json");
  expect(listed.out).toContain(access_key);
  expect(listed.out).not.toContain(secret);
  const keys = JSON.parse(listed.out).keys as readonly { name: string }[];
  expect(keys.map(({ name }) => name)).toEqual(["登记时发放", ""]);

  expect((await yibao("key", "revoke", access_key)).out).toBe(`已吊销 ${access_key}\n`);
  await soon({ signing: { access_key, secret } }, "非法用户!");
  expect((await yibao("key", "list")).out).toContain("已吊销");
});

test("a paasid and token sign the x-tif headers", async () => {
  const made = await created("create", "--institution", LEVEL3, "--family", "portal");
  const { access_key: paasid = "", secret: token = "" } = made;
  let nonce = 0;
  const nextNonce = () => {
    nonce += 1;
    return `n${nonce}`;
  };
  await soon({ signing: { family: "portal", paasid, token, nextNonce } }, "signed in");
  const misused = { signing: { access_key: paasid, secret: token } };
  expect(await signIn(misused)).toBe("非法用户!");
});

test("a key that has not begun, or has ended, is nobody's", async () => {
  const begins = ["create", "--institution", LEVEL3, "--from", "2999-01-01"];
  const { access_key = "", secret = "" } = await created(...begins);
  const ended = ["--from", "2020-01-01", "--to", "2020-02-01"];
  const old = await created("create", "--institution", LEVEL3, ...ended);
  const gone = { access_key: old.access_key ?? "", secret: old.secret ?? "" };
  expect(await signIn({ signing: { access_key, secret } })).toBe("非法用户!");
  expect(await signIn({ signing: gone })).toBe("非法用户!");
});

test("the registered key can be revoked as well", async () => {
  const registered = platform.institutions.value.byCode(LEVEL2);
  const { access_key = "", secret = "" } = registered ?? {};
  expect(await signIn({ signing: { access_key, secret } }, LEVEL2)).toBe("signed in");
  await yibao("key", "revoke", access_key);
  await soon({ signing: { access_key, secret } }, "非法用户!", LEVEL2);
});

test("a registered SM2 key is enough, and from then on required", async () => {
  const pair = sm2.generateKeyPairHex();
  const { access_key = "", secret = "" } = await created("create", "--institution", LEVEL3);
  await soon({ signing: { access_key, secret } }, "signed in");
  const words = ["register-sm2", "--institution", LEVEL3, "--public-key", pair.publicKey];
  const registered = await created(...words);
  await soon({ sm2_private_key: pair.privateKey }, "signed in");
  const both = { signing: { access_key, secret }, sm2_private_key: pair.privateKey };
  expect(await signIn(both)).toBe("signed in");
  expect(await signIn({ signing: { access_key, secret } })).toMatch(/报文没有签名/);
  await yibao("key", "revoke", registered.access_key ?? "");
  await soon({ signing: { access_key, secret } }, "signed in");
});

describe("what cannot be used is one clear error", () => {
  const cases: readonly (readonly [words: string[], code: string])[] = [
    [[], "COMMAND-MISSING"],
    [["create"], "COMMAND-MISSING"],
    [["create", "--institution", "H0"], "GATEWAY-INSTITUTION-UNKNOWN"],
    [["create", "--institution", LEVEL3, "--family", "sm2"], "COMMAND-BAD-FLAG"],
    [["create", "--institution", LEVEL3, "--from", "1 June"], "COMMAND-BAD-FLAG"],
    [["create", "--institution", LEVEL3, "--to", "2020-01-01"], "COMMAND-BAD-FLAG"],
    [["revoke"], "COMMAND-MISSING"],
    [["revoke", "AK-nobody"], "GATEWAY-KEY-UNKNOWN"],
    [["register-sm2", "--institution", LEVEL3, "--public-key", "04ab"], "GATEWAY-SM2-NOT-A-KEY"],
  ];
  test.each(cases)("%j", async (words, expected) => {
    const { code, error } = await yibao("key", ...words);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining(expected) });
  });
});
