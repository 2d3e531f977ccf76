import fastify from "fastify";
import { expect, test } from "vitest";
import type { Handlers, ParsedRequest } from "./dispatch.ts";
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

const ODD_VALUES: readonly unknown[] = [
  ...[null, true, "", " ", "null", "NULL", 0, -1, 1.005, 1e308, -0, 1e-300, 2 ** 53, [], {}],
  ...[[[]], [null], [{}], { __proto__: 1 }, "9".repeat(400), "-", "1e5", "٣", "12.", "0x1f"],
  ...["\0", "\ud800", "甲".repeat(5_000), "'; drop table x; --", "2023-02-30", "0000-00-00"],
  ...["__proto__", "constructor", "toString", [1, [2, [3]]], "{", '{"data":', "\u202e", "\ufeff"],
];

/** A small generator of its own, so that a seed replays a run (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Bender {
  pick<T>(values: readonly T[]): T;
  below(limit: number): number;
}

function bender(seed: number): Bender {
  const next = random(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (values) => values[below(values.length)] as never };
}

/** Bends one or a few places of a JSON value. */
function bent(bend: Bender, value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > 4 || bend.below(12) === 0) {
    return bend.pick(ODD_VALUES);
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return [bend.pick(ODD_VALUES)];
    const at = bend.below(value.length);
    return value.map((item, i) => (i === at ? bent(bend, item, depth + 1) : item));
  }
  const entries = Object.entries(value);
  const at = bend.below(Math.max(entries.length, 1));
  if (bend.below(6) === 0) entries.splice(at, 1);
  else if (bend.below(8) === 0) entries.push([String(bend.pick(ODD_VALUES)), 1]);
  else if (entries[at]) entries[at] = [entries[at][0], bent(bend, entries[at][1], depth + 1)];
  return Object.fromEntries(entries);
}

/** Bends the bytes: cut, doubled, one changed, noise put in. */
function bentBytes(bend: Bender, body: Buffer): Buffer {
  const at = bend.below(body.length);
  switch (bend.below(5)) {
    case 0:
      return body.subarray(0, at);
    case 1:
      return Buffer.concat([body, body.subarray(at)]);
    case 2:
      return Buffer.concat([
        body.subarray(0, at),
        Buffer.from([bend.below(256)]),
        body.subarray(at + 1),
      ]);
    case 3:
      return Buffer.concat([body.subarray(0, at), Buffer.from('",[{}'), body.subarray(at)]);
    default:
      return Buffer.from("[".repeat(bend.below(200_000)));
  }
}

const TYPES = ["application/json", "text/plain", "multipart/form-data; boundary=x", ";", "甲", ""];

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
  return { body, path, type: encodeURI(bend.pick(TYPES)) };
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
