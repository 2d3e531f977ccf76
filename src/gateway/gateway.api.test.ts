import { connect } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import { type Fen, YibaoError } from "../kernel/index.ts";
import type { GatewayOptions, Handlers, ParsedRequest } from "./dispatch.ts";
import { INSTITUTION, message, outpatientSettlement, type Wire } from "./fixtures/messages.ts";
import { keyText, memoryReceipts } from "./fixtures/receipts.ts";
import { gatewayApi } from "./gateway.api.ts";
import type { Input2207 } from "./message-types.ts";
import { ReceiptTaken } from "./receipt.ts";
import { gatewaySignature } from "./signature.ts";
import { transactionTable } from "./transaction-table.ts";

const NOW = new Date("2023-06-01T00:30:00Z");
const CALL = "/fsi/api/rsfComIfsService/callService";

const apps: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

/** A gateway of two transactions: 5206 answers an accumulator, 2207 stores a receipt. */
function gateway(changes: Partial<GatewayOptions> = {}) {
  const receipts = memoryReceipts();
  const seen: ParsedRequest[] = [];
  const handlers: Handlers = {
    "5206": async (request) => {
      seen.push(request);
      return { cuminfo: [cumulated(request.input.data.psn_no)] };
    },
    "2207": async (request) => {
      seen.push(request);
      return receipts.store(request.receipt, settled(request.input, request.msgid));
    },
  };
  let serial = 0;
  const app = fastify();
  app.register(gatewayApi, {
    table: transactionTable(),
    handlers,
    receipts,
    clock: () => NOW,
    region: "430400",
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    ...changes,
  });
  apps.push(app);
  return { app, receipts, seen };
}

function cumulated(psn_no: string) {
  return { insutype: "310", year: "2023", cum_ym: "202306", cum_type_code: psn_no, cum: fen(5) };
}

function fen(amount: number): Fen {
  return amount as Fen;
}

function settled(input: Input2207, msgid: string) {
  const setlinfo = { medfee_sumamt: input.data.medfee_sumamt, medins_setl_id: msgid };
  return { setlinfo, setldetail: [] } as never;
}

const CUMULATED = message("5206", { data: { psn_no: "P1" } });

async function post(app: FastifyInstance, url: string, payload: unknown, headers: Wire = {}) {
  const body = typeof payload === "string" || Buffer.isBuffer(payload) ? payload : text(payload);
  const response = await app.inject({
    method: "POST",
    url,
    payload: body,
    headers: { "content-type": "text/plain", ...headers } as Record<string, string>,
  });
  return { status: response.statusCode, text: response.body, json: parsed(response.body) };
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

function parsed(body: string) {
  return JSON.parse(body) as { infcode: string | number; err_msg: string; output?: unknown };
}

describe("the four addresses", () => {
  const addresses = [CALL, `${CALL}/5206`, "/isp-api/powercsb/5206", "/CSB/hsa-fsi-5206"];
  for (const url of addresses) {
    test(url, async () => {
      const { json, status } = await post(gateway().app, url, CUMULATED);
      expect(status).toBe(200);
      expect(json).toEqual({
        infcode: "0",
        inf_refmsgid: "430400202306010830000000000001",
        refmsg_time: "20230601083000000",
        respond_time: "20230601083000000",
        err_msg: "",
        output: {
          cuminfo: [
            { insutype: "310", year: "2023", cum_ym: "202306", cum_type_code: "P1", cum: 0.05 },
          ],
        },
      });
    });
  }

  test("the code may be in the address alone, and must not differ", async () => {
    const { app } = gateway();
    const { infno, ...rest } = CUMULATED;
    expect(infno).toBe("5206");
    expect((await post(app, "/CSB/hsa-fsi-5206", rest)).json.infcode).toBe("0");
    expect((await post(app, "/CSB/hsa-fsi-2207", CUMULATED)).json.err_msg).toBe(
      "infno：地址中的交易编号是 2207，报文头中是 5206。请改为一致后重发",
    );
  });
});

test("the Content-Type does not matter, not even a missing or a broken one", async () => {
  const { app } = gateway();
  for (const type of ["application/json;charset=utf-8", "application/xml", "*", ";;", ""]) {
    const { json } = await post(app, CALL, CUMULATED, { "content-type": type });
    expect(json.infcode, type).toBe("0");
  }
});

describe("what cannot be read is answered with infcode -1", () => {
  const bodies: [string, unknown, string][] = [
    ["nothing", "", "报文不是有效的 JSON（报文为空）。请发送一个完整的 JSON 对象"],
    ["broken JSON", '{"infno":"5206",', "报文不是有效的 JSON"],
    ["another encoding", Buffer.from([0x7b, 0xc4, 0xe3]), "报文不是 UTF-8 编码"],
    ["no object", "[1]", "报文不是有效的 JSON（最外层不是对象）"],
    ["GATEWAY-UNKNOWN-TRANSACTION", message("0000", {}), "infno：交易 0000 不存在或未开通"],
    ["one not opened", message("1101", { data: {} }), "infno：交易 1101 不存在或未开通"],
    ["a hostile code", message("__proto__", {}), "infno：交易 __proto__ 不存在或未开通"],
    ["no msgid", { ...CUMULATED, msgid: null }, "msgid（发送方报文ID）：必填项为空"],
    ["no person", message("5206", { data: { psn_no: "" } }), "data.psn_no（人员编号）：必填项为空"],
  ];
  for (const [name, body, sentence] of bodies) {
    test(name, async () => {
      const { json, status } = await post(gateway().app, CALL, body);
      expect(status).toBe(200);
      expect(json.infcode).toBe("-1");
      expect(json.err_msg).toContain(sentence);
      expect(json).not.toHaveProperty("output");
    });
  }

  test("GATEWAY-TOO-LARGE: more than eight megabytes", async () => {
    const { json, status } = await post(gateway().app, CALL, " ".repeat(8 * 1_048_576 + 1));
    expect(status).toBe(200);
    expect(json).toMatchObject({ infcode: "-1", err_msg: "报文超过 8 MB。请把明细分批上传" });
  });

  test("GATEWAY-UNREADABLE: a body that is not as long as it says", async () => {
    const { app } = gateway();
    const headers = { "content-length": "5" };
    expect((await post(app, CALL, CUMULATED, headers)).json.err_msg).toContain("请求无法读取");
  });
});

test("infcode is text or a number, as the institution wants it, on failure as well", async () => {
  const { app } = gateway({
    infcodeForm: (institution) => (institution === INSTITUTION ? "number" : "text"),
  });
  expect((await post(app, CALL, CUMULATED)).json.infcode).toBe(0);
  expect((await post(app, CALL, { ...CUMULATED, infno: "0000" })).json.infcode).toBe(-1);
  const other = { ...CUMULATED, fixmedins_code: "P43040000001" };
  expect((await post(app, CALL, other)).json.infcode).toBe("0");
});

describe("receipts", () => {
  const settlement = message("2207", outpatientSettlement());

  test("the same message again gets the stored answer, byte for byte", async () => {
    const { app, seen, receipts } = gateway();
    const first = await post(app, CALL, settlement);
    expect(first.json.infcode).toBe("0");
    const reordered = Object.fromEntries(Object.entries(settlement).reverse());
    const respelt = {
      ...reordered,
      input: text(outpatientSettlement({ medfee_sumamt: "120.00" })),
    };
    for (const again of [settlement, reordered, respelt, { ...settlement, infno: "2207A" }]) {
      expect((await post(app, CALL, again)).text).toBe(first.text);
    }
    expect(seen).toHaveLength(1);
    const key = { institution_code: INSTITUTION, msgid: settlement.msgid as string, infno: "2207" };
    expect(receipts.all.get(keyText(key))?.answer_text).toBe(first.text);
  });

  test("GATEWAY-MSGID-REUSED: other content under a msgid, save another transaction", async () => {
    const { app, seen } = gateway();
    await post(app, CALL, settlement);
    const other = { ...settlement, input: outpatientSettlement({ medfee_sumamt: 121 }) };
    expect((await post(app, CALL, other)).json).toMatchObject({
      infcode: "-1",
      err_msg: expect.stringContaining("已用于内容不同的 2207 报文"),
    });
    expect((await post(app, CALL, { ...CUMULATED, msgid: settlement.msgid })).json.infcode).toBe(
      "0",
    );
    expect(seen).toHaveLength(2);
  });

  test("of two twins at once one settles and both get its answer", async () => {
    const { app, receipts } = gateway();
    const answers = await Promise.all([1, 2, 3].map(() => post(app, CALL, settlement)));
    expect(receipts.all.size).toBe(1);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  });

  test("GATEWAY-MESSAGE-REVERSED: a reversed message is not answered as done", async () => {
    const receipt = { content_hash: "", answer_text: "", reversed_by: "R1" };
    const { app } = gateway({ receipts: { find: async (key) => ({ ...key, ...receipt }) } });
    expect((await post(app, CALL, settlement)).json.err_msg).toBe(
      `msgid：报文 ${settlement.msgid} 已被冲正。请换新的报文ID重新办理`,
    );
  });

  test("a refused settlement leaves the msgid free", async () => {
    const refuse = async () => {
      throw new YibaoError("DATE-NOT-A-DATE", { value: "x" }, "data.begntime");
    };
    const { app, receipts } = gateway({ handlers: { "2207": refuse } });
    expect((await post(app, CALL, settlement)).json).toMatchObject({
      infcode: "-1",
      err_msg: "data.begntime：“x”不是日期，或没有这一天。请按 年-月-日 填写，例如 2023-06-01",
    });
    expect(receipts.all.size).toBe(0);
  });
});

describe("GATEWAY-FAULT: faults of ours are HTTP 500, the outcome is unknown", () => {
  const faults: [string, Handlers][] = [
    ["a handler that breaks", { "2207": () => Promise.reject(new Error("disk")) }],
    ["a change without a receipt", { "2207": async () => ({}) as never }],
    ["a lost receipt", { "2207": () => Promise.reject(new ReceiptTaken()) }],
  ];
  for (const [name, handlers] of faults) {
    test(name, async () => {
      const told: unknown[] = [];
      const onFault = (_error: unknown, which: { msgid: string }) => told.push(which.msgid);
      const { app } = gateway({ handlers, onFault });
      const settlement = message("2207", outpatientSettlement());
      const { status, json } = await post(app, CALL, settlement);
      expect(status).toBe(500);
      expect(json).toMatchObject({
        infcode: "-1",
        err_msg: "平台故障，本次交易的结果未知。请用同一报文ID重发，或用 2601 冲正",
      });
      expect(told).toEqual([settlement.msgid]);
    });
  }
});

describe("signatures", () => {
  const keys = (name: string) =>
    name === "AK1" ? { secret: "SK1", institution_code: INSTITUTION } : undefined;
  const headers = {
    _api_access_key: "AK1",
    _api_name: "5206",
    _api_timestamp: String(NOW.getTime()),
    _api_version: "1.0.0",
  };
  const signed = { ...headers, _api_signature: gatewaySignature(headers, "SK1") };

  test("are asked for only where they are required", async () => {
    const { app } = gateway({ signature: { required: true, keys } });
    const refused = await post(app, CALL, CUMULATED);
    expect(refused.status).toBe(401);
    expect(refused.text).toBe('{"code":401,"message":"缺少服务网关的请求头!"}');
    expect((await post(app, CALL, CUMULATED, signed)).json.infcode).toBe("0");
    const stolen = { ...CUMULATED, fixmedins_code: "H43040000002" };
    expect((await post(app, CALL, stolen, signed)).json.err_msg).toContain("访问密钥不属于机构");
    expect((await post(gateway().app, CALL, CUMULATED)).json.infcode).toBe("0");
  });

  test("the status of a rejection is a setting", async () => {
    const { app } = gateway({ signature: { required: true, keys, rejection_status: 200 } });
    expect((await post(app, CALL, CUMULATED)).status).toBe(200);
  });

  test("a named key tells the institution that the body leaves out", async () => {
    const { app, seen } = gateway({ signature: { required: false, keys } });
    await post(app, CALL, { ...CUMULATED, fixmedins_code: "" }, { _api_access_key: "AK1" });
    expect(seen[0]?.institution_code).toBe(INSTITUTION);
  });

  test("headers with underscores arrive over a real socket", async () => {
    const { app } = gateway({ signature: { required: true, keys } });
    await app.listen({ port: 0, host: "127.0.0.1" });
    const { port } = app.server.address() as { port: number };
    const body = text(CUMULATED);
    const head = Object.entries({
      ...signed,
      host: "x",
      "content-length": Buffer.byteLength(body),
    });
    const lines = head.map(([name, value]) => `${name}: ${value}`);
    const answer = await exchange(
      port,
      `POST ${CALL} HTTP/1.0\r\n${lines.join("\r\n")}\r\n\r\n${body}`,
    );
    expect(answer).toContain('"infcode":"0"');
  });
});

function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}
