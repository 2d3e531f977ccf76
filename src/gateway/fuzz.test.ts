import fastify from "fastify";
import { expect, test } from "vitest";
import type { Handlers, ParsedRequest } from "./dispatch.ts";
import { type Bender, bender, bent, bentBytes, ODD_CONTENT_TYPES } from "./fixtures/bend.ts";
import { filledInput, message, outpatientSettlement, purchase } from "./fixtures/messages.ts";
import { type MemoryReceipts, memoryReceipts } from "./fixtures/receipts.ts";
import { gatewayApi } from "./gateway.api.ts";
import { transactionTable } from "./transaction-table.ts";

/**
 * Messages bent in their values, members, bytes, headers and addresses: each gets an answer with
 * infcode 0 or -1, never an exception and never a 5xx. YIBAO_FUZZ_MESSAGES makes it longer.
 */
const COUNT = Number(process.env.YIBAO_FUZZ_MESSAGES ?? 2_000);
const SEED = Number(process.env.YIBAO_SEED ?? Date.now() % 1_000_000);

const TABLE = transactionTable();
const BASES = [
  message("2102", purchase(3)),
  message("2207", outpatientSettlement()),
  message("2207", JSON.stringify(outpatientSettlement())),
  ...[...TABLE.transactions.values()].map((shape) =>
    message(shape.sent_as, filledInput(shape, TABLE)),
  ),
];

function bentMessage(bend: Bender) {
  let value: unknown = bend.pick(BASES);
  for (let i = bend.below(4); i >= 0; i -= 1) value = bent(bend, value);
  let body: Buffer = Buffer.from(JSON.stringify(value) ?? "");
  if (bend.below(5) === 0 && body.length > 0) body = bentBytes(bend, body);
  const infno = bend.pick(["2102", "2207A", "5206", "0000", "__proto__", "%00", "甲".repeat(20)]);
  const path = bend.pick([
    "/fsi/api/rsfComIfsService/callService",
    "/fsi/api/rsfComIfsService/callService",
    `/isp-api/powercsb/${encodeURIComponent(infno)}`,
    `/CSB/hsa-fsi-${encodeURIComponent(infno)}`,
  ]);
  return { body, path, type: encodeURI(bend.pick(ODD_CONTENT_TYPES)) };
}

function handlers(receipts: MemoryReceipts): Handlers {
  const answering = [...TABLE.transactions.values()].map((shape) => [
    shape.infno,
    async (request: ParsedRequest) => {
      if (request.receipt !== null) return receipts.store(request.receipt, {});
      return shape.output[0]?.node === "" ? [] : {};
    },
  ]);
  return Object.fromEntries(answering) as Handlers;
}

test(`${COUNT} bent messages (YIBAO_SEED=${SEED})`, { timeout: 60_000 + COUNT * 20 }, async () => {
  const receipts = memoryReceipts();
  const faults: unknown[] = [];
  const app = fastify();
  app.register(gatewayApi, {
    table: TABLE,
    handlers: handlers(receipts),
    receipts,
    clock: () => new Date("2023-06-01T00:30:00Z"),
    region: "430400",
    nextSerial: () => 1,
    onFault: (error) => faults.push(error),
  });
  const bend = bender(SEED);
  const outcomes = { "0": 0, "-1": 0 };
  for (let i = 0; i < COUNT; i += 1) {
    const { body, path, type } = bentMessage(bend);
    const headers = { "content-type": type };
    const answer = await app.inject({ method: "POST", url: path, payload: body, headers });
    const place = `message ${i} to ${path}: ${body.subarray(0, 300)}`;
    expect(faults, place).toEqual([]);
    expect(answer.statusCode, place).toBe(200);
    const { infcode, err_msg } = JSON.parse(answer.body) as { infcode: "0"; err_msg: string };
    outcomes[infcode] += 1;
    expect(err_msg === "", place).toBe(infcode === "0");
    expect(err_msg.length, place).toBeLessThanOrEqual(200);
  }
  await app.close();
  // Both outcomes must be met often, or the bending has lost its aim.
  expect(outcomes["0"]).toBeGreaterThan(COUNT / 50);
  expect(outcomes["-1"]).toBeGreaterThan(COUNT / 50);
});
