import fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { YibaoError } from "../../kernel/index.ts";
import { INSTITUTION, outpatientSettlement } from "../fixtures/messages.ts";
import { memoryReceipts } from "../fixtures/receipts.ts";
import { gatewayApi } from "../gateway.api.ts";
import type { Output2207 } from "../message-types.ts";
import { FileAnswer } from "../receipt.ts";
import { transactionTable } from "../transaction-table.ts";
import { createHospitalClient, type HospitalClientOptions } from "./hospital-client.ts";
import type { Input2207 } from "./types.ts";

const NOW = new Date("2023-06-01T00:30:00Z");
const SETTLEMENT = outpatientSettlement() as unknown as Input2207;

const apps: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

async function platform() {
  const receipts = memoryReceipts();
  const app = fastify();
  apps.push(app);
  app.register(gatewayApi, {
    table: transactionTable(),
    receipts,
    clock: () => NOW,
    region: "430400",
    nextSerial: () => 1,
    signature: { required: true, keys: () => ({ secret: "SK", institution_code: INSTITUTION }) },
    handlers: {
      "9102": async ({ input: { fsDownloadIn } }) => {
        if (fsDownloadIn.file_qury_no === "1") return new FileAnswer(Buffer.from("PK\u0003"), "a");
        throw new YibaoError("GATEWAY-FILE-UNKNOWN", { file_no: "2" });
      },
      "2207": async (request) => {
        const setlinfo = { medfee_sumamt: request.input.data.medfee_sumamt };
        const output = { setlinfo, setldetail: [] } as unknown as Output2207;
        return receipts.store(request.receipt, output);
      },
    },
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, receipts };
}

function client(url: string, changes: Partial<HospitalClientOptions> = {}) {
  let serial = 9_998;
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
    signing: { access_key: "AK", secret: "SK" },
    ...changes,
  });
}

test("signing that fails is said as it is: nothing was sent", async () => {
  let sent = 0;
  const counting = async () => {
    sent += 1;
    return new Response();
  };
  const nextNonce = (): string => {
    throw new Error("no nonce left");
  };
  const signing = { family: "portal", paasid: "P", token: "T", nextNonce } as const;
  const hospital = client("http://127.0.0.1:9", { signing, fetch: counting });
  await expect(hospital.call("2207", SETTLEMENT)).rejects.toThrow("no nonce left");
  expect(sent).toBe(0);
});

test("a call is signed, sent and answered", async () => {
  const { url } = await platform();
  const output = await client(url).call("2207", SETTLEMENT);
  expect(output.setlinfo.medfee_sumamt).toBe(120);
  expect(output.setlinfo.act_pay_dedc).toBe(0);
});

test("a msgid is institution, time and four digits", () => {
  const hospital = client("http://127.0.0.1:1");
  expect(hospital.nextMsgid()).toBe(`${INSTITUTION}202306010830009999`);
  expect(hospital.nextMsgid()).toBe(`${INSTITUTION}202306010830000000`);
});

test("an answer lost on the way is asked for again, and nothing is done twice", async () => {
  const { url, receipts } = await platform();
  let calls = 0;
  const losing: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    calls += 1;
    if (calls === 1) throw new TypeError("fetch failed");
    return response;
  };
  const output = await client(url, { fetch: losing }).call("2207", SETTLEMENT);
  expect(output.setlinfo.medfee_sumamt).toBe(120);
  expect(calls).toBe(2);
  expect(receipts.all.size).toBe(1);
});

test("a refusal is thrown at once with the platform's sentence", async () => {
  const { url } = await platform();
  const wrong = { data: { ...SETTLEMENT.data, insutype: "999" } };
  await expect(client(url).call("2207", wrong)).rejects.toMatchObject({
    name: "TransactionRefused",
    infno: "2207",
    msgid: `${INSTITUTION}202306010830009999`,
    message: expect.stringContaining("data.insutype（险种类型）"),
  });
  const unsigned = client(url, { signing: { access_key: "AK", secret: "other" } });
  await expect(unsigned.call("2207", SETTLEMENT)).rejects.toThrow("签名不一致!");
});

test("a full platform is asked again after the time it names; then it is a refusal", async () => {
  const full = '{"infcode":"-1","err_msg":"平台正忙"}';
  const busy = () => new Response(full, { status: 503, headers: { "retry-after": "2" } });
  const waits: number[] = [];
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  const asked = client("http://x", { fetch: async () => busy(), wait }).call("2207", SETTLEMENT);
  await expect(asked).rejects.toMatchObject({ name: "TransactionRefused", message: "平台正忙" });
  expect(waits).toEqual([2_000, 2_000]);
});

test("a refusal for want of room does not settle what an earlier attempt did", async () => {
  let calls = 0;
  const lostThenFull: typeof fetch = async () => {
    calls += 1;
    if (calls === 1) throw new TypeError("fetch failed");
    return new Response('{"infcode":-1}', { status: 429 });
  };
  const wait = async () => undefined;
  const asked = client("http://x", { fetch: lostThenFull, wait }).call("2207", SETTLEMENT);
  await expect(asked).rejects.toMatchObject({ name: "OutcomeUnknown" });
});

test("without any answer the outcome is unknown, and the msgid is told", async () => {
  let calls = 0;
  const broken = (status: number, body: string): typeof fetch => {
    return async () => {
      calls += 1;
      return new Response(body, { status });
    };
  };
  const failing = client("http://x", { fetch: broken(503, "busy") });
  await expect(failing.call("2207", SETTLEMENT, { msgid: "M-1" })).rejects.toMatchObject({
    name: "OutcomeUnknown",
    msgid: "M-1",
  });
  expect(calls).toBe(3);
  const garbled = client("http://x", { fetch: broken(200, "<html>") });
  await expect(garbled.call("2207", SETTLEMENT)).rejects.toThrow("没有得到应答");
});

test("a file is downloaded as its bytes; a refusal is one, and a text is no file", async () => {
  const { url } = await platform();
  const asked = { file_qury_no: "1", filename: "a.zip", fixmedins_code: INSTITUTION };
  const bytes = await client(url).download(asked);
  expect(Buffer.from(bytes).toString()).toBe("PK\u0003");
  await expect(client(url).download({ ...asked, file_qury_no: "2" })).rejects.toThrow("没有文件 2");
  const proxy = async () => new Response(`{"infcode":"0"}`);
  await expect(client(url, { fetch: proxy }).download(asked)).rejects.toThrow("没有得到应答");
});
