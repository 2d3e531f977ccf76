import fc from "fast-check";
import { expect, test } from "vitest";
import { atOnce } from "../../test/support/at-once.ts";
import { outputEncoder, restingEncoder } from "./encode-answer.ts";
import { rowsOf } from "./fixtures/messages.ts";
import type { NodeShape, TransactionShape } from "./transaction-shape.ts";
import { transactionTable } from "./transaction-table.ts";

function encoder(infno: string) {
  return outputEncoder(transactionTable().transactions.get(infno) as TransactionShape);
}

test('amounts have two decimals, rates four, prices six; empties are 0.00 and ""', () => {
  const text = encoder("2207")({
    setlinfo: { medfee_sumamt: 12_000, act_pay_dedc: null, pool_prop_selfpay: 850_000, age: 33 },
    setldetail: [],
  });
  expect(text).toContain('"medfee_sumamt":120.00,');
  expect(text).toContain('"act_pay_dedc":0.00,');
  expect(text).toContain('"hosp_part_amt":0.00,');
  expect(text).toContain('"pool_prop_selfpay":0.8500,');
  expect(text).toContain('"age":33.0,');
  expect(text).toContain('"psn_name":"",');
  expect(text).toContain('"setldetail":[]');
  const lines = encoder("2204")({ result: [{ pric: 12_800_000, cnt: -20_000 }] });
  expect(lines).toContain('"cnt":-2.0000,"pric":12.800000,');
});

test("both spellings of the cash part are written", () => {
  const text = encoder("2208")({ setlinfo: { psn_cash_pay: 5 }, setldetail: [] });
  expect(text).toContain('"pdn_cash_pay":0.05');
  expect(text).toContain('"psn_cash_pay":0.05');
});

test("pagers lie beside their rows, 5204 is a bare array, 2202 has no output", () => {
  const page = encoder("1319")({ recordCounts: 1, data: [{ hilist_code: "X" }] });
  expect(page).toMatch(/^\{"recordCounts":1,.*"lastPage":false,.*"data":\[\{"hilist_code":"X"/);
  expect(encoder("5204")([{ setl_id: "S" }])).toMatch(/^\[\{"mdtrt_id":"","setl_id":"S"/);
  expect(encoder("5204")(null)).toBe("[]");
  expect(encoder("2202")(null)).toBeNull();
  expect(encoder("2207")(null)).toBeNull();
});

test("an object node that is not given is left out", () => {
  expect(encoder("2207")({})).toBe('{"setldetail":[]}');
});

test("a fraction of a fen is a fault of ours, not an answer", () => {
  expect(() => encoder("2207")({ setlinfo: { medfee_sumamt: 0.5 } })).toThrow(TypeError);
  expect(() => encoder("2207")({ setlinfo: { age: "x" } })).toThrow(TypeError);
  expect(() => encoder("2207")({ setldetail: {} })).toThrow(TypeError);
});

test("any text comes out as it went in", () => {
  const encode = encoder("2201");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const text = encode({ data: { ipt_otp_no: name } }) as string;
      expect(JSON.parse(text).data.ipt_otp_no).toBe(name);
    }),
    process.env.YIBAO_SEED ? { seed: Number(process.env.YIBAO_SEED) } : {},
  );
});

test("whatever a handler leaves out, every answer is JSON with all fields of the table", () => {
  for (const shape of transactionTable().transactions.values()) {
    const top = shape.output.filter((node) => !node.within);
    const output = Object.fromEntries(top.map((node) => [node.node, emptyNode(shape, node)]));
    const bare = top[0]?.node === "" && top[0].shape === "array";
    const direct = output[""] as object;
    const text = outputEncoder(shape)(bare ? direct : { ...output, ...direct });
    if (top.length === 0) continue;
    const parsed = JSON.parse(text as string);
    for (const node of shape.output) {
      const row = bare && node.node === "" ? parsed[0] : rowsOf(parsed, node.node)[0];
      for (const field of node.fields) expect(row, shape.infno).toHaveProperty(field.name);
      expect(Object.values(row)).not.toContain(null);
    }
  }
});

/** A node whose handler left out all but what other nodes lie in. */
function emptyNode(shape: TransactionShape, node: NodeShape): unknown {
  const row: Record<string, unknown> = {};
  for (const field of node.fields.filter(({ type }) => type === "array")) {
    const held = shape.output.find(({ node: name }) => name === field.name) as NodeShape;
    row[field.name] = emptyNode(shape, held);
  }
  return node.shape === "array" ? [row] : row;
}

test("with rests in between, an answer is the same text", () => {
  const rows = Array.from({ length: 700 }, (_, index) => ({ jr_id: `R${index}`, vola_amt: index }));
  for (const [infno, output] of [
    ["3101", { result: rows }],
    ["3101", { result: [] }],
    ["3101", null],
    ["2204", { result: [{ pric: 12_800_000, cnt: -20_000 }] }],
    ["5204", [{ setl_id: "S" }]],
    ["2207", { setlinfo: { medfee_sumamt: 12_000 }, setldetail: [] }],
    ["2202", null],
  ] as const) {
    const resting = restingEncoder(transactionTable().transactions.get(infno) as TransactionShape);
    expect(atOnce(resting(output))).toBe(encoder(infno)(output));
  }
});
