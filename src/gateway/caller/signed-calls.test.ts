import fastify, { type FastifyInstance } from "fastify";
import { sm2 } from "sm-crypto-v2";
import { afterEach, describe, expect, test } from "vitest";
import { createHospitalClient, type HospitalClientOptions } from "../client/hospital-client.ts";
import { createHeaderSigner } from "../client/signing.ts";
import type { Input2207 } from "../client/types.ts";
import type { GatewayOptions } from "../dispatch.ts";
import { INSTITUTION, message, outpatientSettlement, type Wire } from "../fixtures/messages.ts";
import { memoryReceipts } from "../fixtures/receipts.ts";
import { gatewayApi } from "../gateway.api.ts";
import type { Output2207 } from "../message-types.ts";
import type { AccessKey } from "../signature.ts";
import { transactionTable } from "../transaction-table.ts";
import type { SignatureOptions } from "./caller.ts";
import { createQuota } from "./quota.ts";
import { createReplayWindow } from "./replay-window.ts";
import { sm2Signed } from "./sm2-signature.ts";

/** Signed messages over HTTP: each family, its rejections, retries, replays and the quota. */

const NOW = new Date("2023-06-01T00:30:00Z");
const PAIR = sm2.generateKeyPairHex();
const SETTLEMENT = outpatientSettlement() as unknown as Input2207;
const PATH = "/fsi/api/rsfComIfsService/callService/2207";

const KEYS: Readonly<Record<string, AccessKey>> = {
  AK1: { secret: "SK1", institution_code: INSTITUTION, family: "gateway" },
  PA1: { secret: "token1", institution_code: INSTITUTION, family: "portal" },
  AK9: { secret: "SK9", institution_code: "H43040000009" },
};

const apps: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

async function platform(
  signature: Partial<SignatureOptions> = {},
  changes: Partial<GatewayOptions> = {},
) {
  const receipts = memoryReceipts();
  const app = fastify();
  apps.push(app);
  let serial = 0;
  app.register(gatewayApi, {
    table: transactionTable(),
    receipts,
    clock: () => NOW,
    region: "430400",
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    signature: {
      required: true,
      keys: (access_key) => KEYS[access_key],
      replay: createReplayWindow(),
      ...signature,
    },
    handlers: {
      "2207": async (request) => {
        const setlinfo = { medfee_sumamt: request.input.data.medfee_sumamt };
        const output = { setlinfo, setldetail: [] } as unknown as Output2207;
        return receipts.store(request.receipt, output);
      },
    },
    ...changes,
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url, receipts };
}

function client(url: string, changes: Partial<HospitalClientOptions> = {}) {
  let serial = 0;
  return createHospitalClient({
    url,
    institution: { code: INSTITUTION, name: "示例医院" },
    region: "430400",
    operator: { id: "001", name: "收费员" },
    clock: () => NOW,
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    ...changes,
  });
}

async function post(url: string, body: Wire, headers: Readonly<Record<string, string>> = {}) {
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(url + PATH, init);
  const text = await response.text();
  const retry_after = response.headers.get("retry-after");
  return { status: response.status, text, json: JSON.parse(text) as Wire, retry_after };
}

const GATEWAY = { access_key: "AK1", secret: "SK1" };

function headers(at = NOW, signing = GATEWAY) {
  return createHeaderSigner(signing, () => at)("2207");
}

function settlement(msgid: string, amount = 120): Wire {
  return message("2207", outpatientSettlement({ medfee_sumamt: amount }), { msgid });
}

describe("the typed client signs in each family", () => {
  const families: Readonly<Record<string, Partial<HospitalClientOptions>>> = {
    gateway: { signing: GATEWAY },
    portal: {
      signing: { family: "portal", paasid: "PA1", token: "token1", nextNonce: () => "n1" },
    },
    sm2: { sm2_private_key: PAIR.privateKey },
  };
  test.each(Object.keys(families))("%s", async (family) => {
    const sm2Keys = () => (family === "sm2" ? [PAIR.publicKey] : []);
    const { url } = await platform({ sm2Keys });
    const output = await client(url, families[family]).call("2207", SETTLEMENT);
    expect(output.setlinfo.medfee_sumamt).toBe(120);
    // Another's secret, or none at all.
    const wrong = { signing: { access_key: "AK9", secret: "SK9" } };
    await expect(client(url, wrong).call("2207", SETTLEMENT)).rejects.toThrow();
    await expect(client(url).call("2207", SETTLEMENT)).rejects.toThrow(
      family === "sm2" ? "报文没有签名" : "缺少服务网关的请求头!",
    );
  });

  test("never twice the same millisecond", async () => {
    const sign = createHeaderSigner(GATEWAY, () => NOW);
    const stamps = [sign("1101"), sign("1101"), sign("1101")].map((one) => one._api_timestamp);
    expect(stamps).toEqual(["1685579400000", "1685579400001", "1685579400002"]);
  });
});

test("the four rejections, in the gateway's words, with the status wanted", async () => {
  const { url } = await platform();
  const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
  const { _api_signature: _, ...unsigned } = headers() as Record<string, string>;
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["缺少服务网关的请求头!", {}],
    ["缺少服务网关的请求头!", unsigned],
    ["签名时间戳超时!", headers(minutes(31))],
    ["签名时间戳超时!", headers(minutes(-31))],
    ["非法用户!", headers(NOW, { access_key: "AK0", secret: "SK1" })],
    // The portal's key does not open the gateway's headers.
    ["非法用户!", headers(NOW, { access_key: "PA1", secret: "token1" })],
    ["签名不一致!", headers(NOW, { access_key: "AK1", secret: "SK2" })],
  ];
  for (const [reason, sent] of cases) {
    const { status, json } = await post(url, settlement("M1"), sent);
    expect({ status, json }).toEqual({ status: 401, json: { code: 401, message: reason } });
  }
  // Where a message may sign itself, one that does not is rejected as well, readable or not.
  const itself = await platform({ sm2Keys: () => [] });
  for (const body of [JSON.stringify(settlement("M1")), "no json", "{}"]) {
    const response = await fetch(itself.url + PATH, { method: "POST", body });
    expect(await response.json()).toEqual({ code: 401, message: "缺少服务网关的请求头!" });
  }
  const lenient = await platform({ rejection_status: 200 });
  expect((await post(lenient.url, settlement("M1"))).status).toBe(200);
  expect((await post(url, settlement("M1"), headers(minutes(29)))).json.infcode).toBe("0");
});

test("timestamps of ten digits are seconds", async () => {
  const { url } = await platform();
  const { gatewaySignature } = await import("../signature.ts");
  const plain = {
    _api_access_key: "AK1",
    _api_name: "hsa-fsi-2207",
    _api_timestamp: "1685579400",
    _api_version: "1.0.0",
  };
  const signed = { ...plain, _api_signature: gatewaySignature(plain, "SK1") };
  expect((await post(url, settlement("M1"), signed)).json.infcode).toBe("0");
  // Two counters within one second have one signature.
  expect((await post(url, settlement("M2"), signed)).json.infcode).toBe("0");
});

test("GATEWAY-SIGNATURE-REPLAYED: a captured signature carries no other body", async () => {
  const { url, receipts } = await platform();
  const signed = headers();
  const first = await post(url, settlement("M1"), signed);
  expect(first.json.infcode).toBe("0");
  expect((await post(url, settlement("M1"), signed)).text).toBe(first.text);
  const replayed = await post(url, settlement("M2", 999), signed);
  expect(replayed.status).toBe(200);
  expect(replayed.json).toMatchObject({
    infcode: "-1",
    err_msg: "这个签名已用于内容不同的报文。请按当前时间重新签名后发送",
  });
  expect(receipts.all.size).toBe(1);
  // Signed anew, the retry gets what was stored.
  const anew = await post(url, settlement("M1"), headers(new Date(NOW.getTime() + 1)));
  expect(anew.text).toBe(first.text);
});

test("GATEWAY-SERVICE-NOT-THE-TRANSACTION: signed for one, sent with another", async () => {
  const { url } = await platform();
  const other = createHeaderSigner(GATEWAY, () => NOW)("hsa-fsi-1101");
  const { json } = await post(url, settlement("M1"), other);
  expect(json.err_msg).toBe(
    "_api_name：签名的服务是 hsa-fsi-1101，报文是交易 2207。请按所发的交易签名",
  );
});

describe("SM2 of the message itself", () => {
  const sm2Keys = (code: string) => (code === INSTITUTION ? [PAIR.publicKey] : []);
  const signed = (body: Wire): Wire => sm2Signed(body, PAIR.privateKey);

  test("GATEWAY-SM2-MISSING: wanted of an institution with a key, and of no other", async () => {
    const { url } = await platform({ required: false, sm2Keys });
    expect((await post(url, settlement("M1"))).json.err_msg).toMatch(
      /^cainfo：本机构登记了 SM2 公钥/,
    );
    const other = { ...settlement("M1"), fixmedins_code: "H43040000002" };
    expect((await post(url, other)).json.infcode).toBe("0");
    expect((await post(url, { ...other, cainfo: "junk" })).json.infcode).toBe("0");
    expect((await post(url, signed(settlement("M2")))).json.infcode).toBe("0");
  });

  test("GATEWAY-SM2-WRONG, GATEWAY-SM2-TIME: it covers all but input, and is fresh", async () => {
    const { url, receipts } = await platform({ required: false, sm2Keys });
    const body = signed(settlement("M1"));
    for (const change of [{ msgid: "M2" }, { opter: "002" }, { extra: "1" }, { cainfo: "30" }]) {
      const { json } = await post(url, { ...body, ...change });
      expect(json.err_msg).toMatch(/^cainfo：SM2 签名与报文头不符/);
    }
    for (const inf_time of ["2023-06-01 09:00:01", "2023-06-01 07:59:59", "", "soon"]) {
      const { json } = await post(url, signed({ ...settlement("M1"), inf_time }));
      expect(json.err_msg).toMatch(/^inf_time：签名的报文时间“.*”与平台时间相差超过 30 分钟/);
    }
    expect(receipts.all.size).toBe(0);
    expect((await post(url, body)).json.infcode).toBe("0");
  });

  test("does not carry another input", async () => {
    const { url, receipts } = await platform({ required: false, sm2Keys });
    const body = signed(settlement("M1"));
    const refused = await post(url, { ...body, input: { data: {} } });
    expect(refused.json.err_msg).toMatch(/必填项为空/);
    // Whatever came first is what the signature stands for.
    const { json } = await post(url, body);
    expect(json.err_msg).toMatch(/这个签名已用于内容不同的报文/);
    expect(receipts.all.size).toBe(0);
  });
});

describe("quota", () => {
  test("GATEWAY-OVER-QUOTA: 429 with the time to wait, and nothing is done", async () => {
    const quota = createQuota({ per_second: 1, burst: 2 });
    const { url, receipts } = await platform({}, { quota });
    const at = (index: number) => headers(new Date(NOW.getTime() + index));
    for (const index of [0, 1]) {
      expect((await post(url, settlement(`M${index}`), at(index))).status).toBe(200);
    }
    const { status, json, retry_after } = await post(url, settlement("M2"), at(2));
    expect({ status, retry_after }).toEqual({ status: 429, retry_after: "1" });
    expect(json).toMatchObject({
      infcode: "-1",
      err_msg: "调用过于频繁，每秒限 1 次，一时限 2 次，本次没有办理。请在 1 秒后用同一报文重发",
    });
    expect(receipts.all.size).toBe(2);
    // Another key has a bucket of its own.
    const other = headers(NOW, { access_key: "AK9", secret: "SK9" });
    const body = { ...settlement("M3"), fixmedins_code: "H43040000009" };
    expect((await post(url, body, other)).status).toBe(200);
  });

  test("without an SM2 signature nothing is taken from the bucket of who must sign", async () => {
    const quota = createQuota({ per_second: 1, burst: 1 });
    const { url } = await platform({ sm2Keys: () => [PAIR.publicKey] }, { quota });
    for (const _ of [1, 2]) {
      const { json } = await post(url, settlement("M1"));
      expect(json.err_msg).toMatch(/报文没有签名/);
    }
    const signed = sm2Signed(settlement("M1"), PAIR.privateKey);
    expect((await post(url, signed)).json.infcode).toBe("0");
    expect((await post(url, signed)).status).toBe(429);
  });

  test("without signatures it counts by institution", async () => {
    const quota = createQuota({ per_second: 1, burst: 1 });
    const { url } = await platform({ required: false }, { quota });
    expect((await post(url, settlement("M1"))).status).toBe(200);
    expect((await post(url, settlement("M1"))).status).toBe(429);
    const other = { ...settlement("M1"), fixmedins_code: "H43040000002" };
    expect((await post(url, other)).status).toBe(200);
  });

  test("a wrong signature takes nothing from the owner's bucket", async () => {
    const quota = createQuota({ per_second: 1, burst: 1 });
    const { url } = await platform({}, { quota });
    const forged = headers(NOW, { access_key: "AK1", secret: "guess" });
    for (const _ of [1, 2, 3]) expect((await post(url, settlement("M1"), forged)).status).toBe(401);
    expect((await post(url, settlement("M1"), headers())).status).toBe(200);
  });
});
