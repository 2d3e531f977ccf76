import { test } from "vitest";
import { fen, yuanFromFen } from "../src/kernel/index.ts";
import { compareEntries, entriesFromRows, resultRows } from "../src/reconciliation/index.ts";
import { rowsOfZip, zipOfPortions } from "../src/gateway/files/row-file.ts";
import { zipOfRows } from "../src/gateway/fixtures/zip-of-rows.ts";
import { inSlices } from "../src/store/index.ts";
import { plantedDay, SCOPE, settledEntry, rowFor } from "../src/reconciliation/fixtures/generated-day.ts";
import { transactionTable, openapiDocument } from "../src/gateway/index.ts";
import { randomStream } from "./support/random.ts";
import { longestStall, type Stall } from "./support/longest-stall.ts";
import { membersOf, membersOfBody, contentHash, envelopeOf } from "../src/gateway/envelope.ts";
import { messageOfForm } from "../src/gateway/files/form.ts";
import { inputReaders } from "../src/gateway/validate-input.ts";
import { conformanceReport } from "../src/gateway/sandbox/report.ts";
import { reportPage } from "../src/gateway/sandbox/report-page.ts";
import { createRecorder } from "../src/gateway/sandbox/recorder.ts";
import { message } from "./support/hospital-day.ts";
import { auditInput, auditEncounter, auditOrderLine } from "../src/gateway/fixtures/valid-messages/supervision.ts";
import { auditOrder } from "../src/supervision/index.ts";
import { LIMIT_KINDS } from "../src/supervision/limit-kind.ts";
import { buildItemLimits } from "../src/supervision/item-limit.ts";

async function m<R>(name: string, f: () => Promise<R> | R): Promise<R> {
  const s: Stall<R> = await longestStall(async () => f());
  console.log(`STALL ${name.padEnd(44)} longest ${s.longest_ms.toFixed(0)} ms, computed ${s.computed_ms.toFixed(0)}, wall ${s.elapsed_ms.toFixed(0)}`);
  return s.result;
}
const N = 300_000;
test("measure", async () => {
  const random = randomStream();
  const entries = Array.from({ length: N }, (_, i) => settledEntry(i, random));
  const rows = entries.map((e, i) => {
    const { settlement_id, visit_id, person_no, total_fen, fund_fen, account_fen } = e;
    const t = i % 10 === 0 ? fen(total_fen + 1) : total_fen;
    return [settlement_id, visit_id, person_no, yuanFromFen(t), yuanFromFen(fund_fen), yuanFromFen(account_fen), "0"];
  });
  const zip = await m("zipOfRows 300k", () => zipOfRows(rows, "x"));
  console.log("zip bytes", zip.length);
  const back = await m("rowsOfZip 300k", () => rowsOfZip(zip));
  const theirs = await m("entriesFromRows 300k", () => entriesFromRows(back));
  const compared = await m("compareEntries 300k 10% differ", () => inSlices(compareEntries(entries, theirs, SCOPE)));
  console.log(compared.differences.length);
  
  const out = await m("zipOfRows result", () => zipOfPortions(resultRows(theirs, compared.differences), "x"));
  console.log("result zip", out.length);
  const none = theirs.map((t) => ({ ...t, settlement_id: `x${t.settlement_id}`, visit_id: `y${t.visit_id}` }));
  const worst = await m("compareEntries 300k nothing agrees", () => inSlices(compareEntries(entries, none, SCOPE)));
  console.log(worst.differences.length);
  
  const o2 = await m("zipOfRows result worst", () => zipOfPortions(resultRows(none, worst.differences), "x"));
  console.log("worst zip", o2.length);
  const sameId = theirs.map((t) => ({ ...t, settlement_id: theirs[0]!.settlement_id }));
  const same = await m("compareEntries one id", () => inSlices(compareEntries(entries, sameId, SCOPE)));
  const o3 = await m("zip one id", () => zipOfPortions(resultRows(sameId, same.differences), "x"));
  console.log(same.differences.length, o3.length);
  // 64 MB text
  const line = "1\t".repeat(31) + "1";
  const many = Array.from({ length: 1_000_000 }, () => line.split("\t"));
  const z3 = zipOfRows(many, "x");
  await m("rowsOfZip 64 MB", async () => { try { return (await rowsOfZip(z3)).length } catch (e) { return String(e) } });
}, 200000);

test("messages", async () => {
  const table = await m("transactionTable", () => transactionTable());
  await m("openapiDocument+stringify", () => JSON.stringify(openapiDocument(table)).length);
  const readers = inputReaders(table);
  const readAll = async (name: string, infno: string, body: Buffer) => {
    const members = await m(`${name} membersOf`, () => membersOfBody(body));
    const env = await m(`${name} envelope`, () => envelopeOf(members, { path_infno: null, key_institution: null, key_proved: false }));
    const reading = await m(`${name} read input`, () => readers.get(infno)!(env.input, env));
    console.log(reading.problems[0]?.message ?? "ok");
    await m(`${name} contentHash`, () => contentHash({ ...env, infno, input: reading.input }));
  };
  const big = Buffer.alloc(6_000_000, 7).toString("base64");
  const b9101 = Buffer.from(JSON.stringify(message("9101", { fsUploadIn: { in: big, filename: "a", fixmedins_code: "H43040000001" } })));
  console.log("9101 bytes", b9101.length);
  await readAll("9101 8MB", "9101", b9101);
  await m("base64 decode", () => Buffer.from(big, "base64").length);
  const ints = Buffer.from(JSON.stringify(message("9101", { fsUploadIn: { in: [...Buffer.alloc(3_500_000, 7)], filename: "a", fixmedins_code: "H43040000001" } })));
  if (0) await readAll("9101 as ints", "9101", ints);
  const form = Buffer.concat([
    Buffer.from(`--B\r\nContent-Disposition: form-data; name="jsonStr"\r\n\r\n${JSON.stringify(message("9101", { fsUploadIn: { filename: "a", fixmedins_code: "H43040000001" } }))}\r\n--B\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\nContent-Type: application/octet-stream\r\n\r\n`),
    Buffer.alloc(8_000_000, 0x61), Buffer.from("\r\n--B--\r\n")]);
  await m("form 8MB", () => messageOfForm(form, "multipart/form-data; boundary=B"));
  const dashes = Buffer.concat([form.subarray(0, 1200), Buffer.from("\r\n--\r\n-".repeat(1_000_000)), Buffer.from("\r\n--B--\r\n")]);
  await m("form 8MB of dashes", async () => { try { await messageOfForm(dashes, "multipart/form-data; boundary=B") } catch (e) { return String(e) } });
  const orders = Array.from({ length: 2000 }, (_, i) => auditOrderLine({ rx_id: `RX${i}` }));
  const b3101 = Buffer.from(JSON.stringify(message("3101", auditInput([auditEncounter(orders)]))));
  console.log("3101 2000 bytes", b3101.length);
  await readAll("3101 2000", "3101", b3101);
  const orders8 = Array.from({ length: 12000 }, (_, i) => auditOrderLine({ rx_id: `RX${i}` }));
  const b8 = Buffer.from(JSON.stringify(message("3101", auditInput([auditEncounter(orders8)]))));
  console.log("3101 8MB", b8.length);
  await readAll("3101 8MB", "3101", b8);
  const tiny = Buffer.from(JSON.stringify(message("2204", { feedetail: Array.from({ length: 2_700_000 }, () => ({})) })).slice(0));
  console.log("2204 of {}", tiny.length);
  if (0) await readAll("2204 of {}", "2204", tiny);
}, 200000);

test("audit", async () => {
  const src = { document: "演示", clause: "", basis: "official", confidence: "high" };
  const rows = Object.entries({ sex: "2", "age-from": "60", level: "level3", care: "inpatient", "daily-quantity": "1", "visit-quantity": "1", days: "3", "duplicate-group": "组", diagnosis: "E11" } as Record<string, string>)
    .flatMap(([kind, text]) => ["A", "B"].map((item_code) => ({ item_code, kind, period: { from: "2023-01-01", to: null }, value: (LIMIT_KINDS as any)[kind].read(text), ...src })));
  const limits = buildItemLimits(rows as any);
  for (const [name, at] of [["half earlier", (i: number) => i % 2 === 0], ["all judged", () => true], ["few judged", (i: number) => i < 10]] as const) {
  for (const items of [1, 2]) {
  const lines = Array.from({ length: 1000 }, (_, i) => ({ visit_id: "V1", order_id: `O${i}`, judged: at(i), item_code: items === 1 ? "A" : i % 4 < 2 ? "A" : "B", item_name: "演示药", own_code: "x", day: `2023-06-${String(1 + i % 28).padStart(2, "0")}`, quantity_ten_thousandths: 20000, price_micro_yuan: 10000000, amount_fen: 2000, days_supplied: 700, entry: { list_type: "101", limited_use: true, ceiling_micro_yuan: 1 }, mapped_item: "Z", limits: limits.limitsOn(items === 1 ? "A" : i % 4 < 2 ? "A" : "B", "2023-06-15" as any) }));
  const enc = { visit_id: "V1", level: "level2", care: "outpatient", diagnoses: ["I10.x00"], lines };
  const found = await m(`audit 1000 ${name} ${items}`, () => inSlices(auditOrder({ patient: { person_no: "P1", sex: "1", born: "1980-02-29" }, current: enc, others: [] } as any, null)));
  console.log(found.length, JSON.stringify(found).length, found.reduce((s, f) => s + f.lines.length, 0));
  }}
}, 100000);
test("distinct members", async () => {
  const o: Record<string, number> = {};
  for (let i = 0; i < 190_000; i++) o[`k${i}x`] = 1;
  const b = Buffer.from(JSON.stringify(o));
  await m(`190k distinct members`, () => membersOf(b));
  const n = Buffer.from(`{"a":[${Array.from({ length: 99_000 }, () => "{}").join(",")}]}`);
  await m(`99k empty objects`, () => membersOf(n));
  const ints = Buffer.from(`{"a":[${Array.from({ length: 990_000 }, (_, i) => i % 128 - 64).join(",")}]}`);
  await m(`1M ints`, () => membersOf(ints));
  const strs = Buffer.from(`{"a":[${Array.from({ length: 990_000 }, (_, i) => '"ab"').join(",")}]}`);
  await m(`1M strings`, () => membersOf(strs));
  const deep = Buffer.from("[".repeat(99_000) + "]".repeat(99_000));
  await m(`deep`, () => { try { membersOf(deep) } catch (e) { return String(e) } });
}, 100000);
