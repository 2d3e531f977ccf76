import { afterAll, beforeAll, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "./support/small-platform.ts";
import { LEVEL3, PEOPLE, PHARMACY } from "./support/small-region.ts";
import { message, purchaseInput } from "./support/hospital-day.ts";
import { longestStall, type Stall } from "./support/longest-stall.ts";
import { auditInput, auditEncounter, auditOrderLine } from "../src/gateway/fixtures/valid-messages/supervision.ts";
import { zipOfRows } from "../src/gateway/fixtures/zip-of-rows.ts";
import { writeFile, readFile } from "../src/gateway/files/file.store.ts";
import { createRecorder } from "../src/gateway/sandbox/recorder.ts";
import { addConformance } from "../src/gateway/sandbox/conformance.store.ts";
import { openSandbox } from "../src/gateway/sandbox/sandbox.ts";
import { reportPage } from "../src/gateway/sandbox/report-page.ts";
import { transactionTable } from "../src/gateway/index.ts";
import { sealJournal } from "../src/ledger/index.ts";
import { countSettlements } from "../src/settlement/index.ts";
import { readStatement } from "../src/settlement/statement.store.ts";

async function m<R>(name: string, f: () => Promise<R> | R): Promise<R> {
  const s: Stall<R> = await longestStall(async () => f());
  console.log(`STALL ${name.padEnd(44)} longest ${s.longest_ms.toFixed(0)} ms, computed ${s.computed_ms.toFixed(0)}, wall ${s.elapsed_ms.toFixed(0)}`);
  return s.result;
}
let platform: SmallPlatform;
beforeAll(async () => { platform = await openSmallPlatform(); });
afterAll(async () => { await platform.close(); });

test("3101", async () => {
  const items = ["SRX0001","SRX0002","SRX0003","SRX0004","SRX0005"];
  for (const [name, f] of [
    ["same item", (i: number) => ({ rx_id: `RX${i}` })],
    ["half earlier, long supply", (i: number) => ({ rx_id: `RX${i}`, curr_drord_flag: i % 2 ? "1" : "0", extend_order_map: { o_prdDays: "999" }, drord_begn_date: `2023-06-${String(1 + i % 28).padStart(2, "0")} 09:00:00` })],
    ["limits", (i: number) => ({ rx_id: `RX${i}`, curr_drord_flag: i % 2 ? "1" : "0", hilist_code: `SRX000${1 + i % 5}`, extend_order_map: { o_prdDays: "999" }, drord_begn_date: `2023-06-${String(1 + i % 28).padStart(2, "0")} 09:00:00` })],
    ["unknown items", (i: number) => ({ rx_id: `RX${i}`, hilist_code: `ZZ${i}`, hosplist_code: `OWN${i}` })],
  ] as const) {
    const orders = Array.from({ length: 1000 }, (_, i) => auditOrderLine(f(i)));
    const body = JSON.stringify(message("3101", auditInput([auditEncounter(orders)])));
    const text = await m(`3101 1000 ${name}`, () => platform.send(body));
    console.log(text.length, text.slice(0, 200), (text.match(/jr_id/g) ?? []).length);
  }
}, 100000);

test("files", async () => {
  for (const mb of [6, 16, 60]) {
    const t = await m(`writeFile ${mb} MB`, () => writeFile(platform.store, { institution_code: LEVEL3, filename: "a", bytes: Buffer.alloc(mb * 1e6, 0xa5), now: platform.now }));
    await m(`readFile ${mb} MB`, () => readFile(platform.store, LEVEL3, t.file_query_no));
  }
  const big = Buffer.alloc(6_000_000, 7).toString("base64");
  const b = JSON.stringify(message("9101", { fsUploadIn: { in: big, filename: "a", fixmedins_code: LEVEL3 } }, { fixmedins_code: LEVEL3 }));
  console.log((await m("9101 8MB whole", () => platform.send(b))).slice(0, 200));
}, 100000);

test("sandbox", async () => {
  const table = transactionTable();
  const at = new Date();
  const problems = Array.from({ length: 20000 }, (_, i) => ({ institution_code: LEVEL3, infno: "2102", kind: "field" as const, code: `C${i}`, place: "data.psn_no", came: "x".repeat(40), message: "错".repeat(60), count: 1, first_at: at, last_at: at }));
  await m("addConformance 20k problems", () => addConformance(platform.store, [], problems));
  const sandbox = openSandbox({ store: platform.store, institutions: platform.institutions, table });
  const report = await m("report of 500 problems", () => sandbox.report(LEVEL3, at));
  await m("JSON of report", () => JSON.stringify(report).length);
  await m("reportPage", () => reportPage(report).length);
  const input = { data: { psn_no: "x" }, feedetail: Array.from({ length: 2000 }, (_, i) => ({ pric: 1000000, cnt: 10000, det_item_fee_sumamt: 100, a: i })) };
  for (let i = 0; i < 1600; i++) sandbox.recorder.record({ institution_code: LEVEL3, infno: "2204", msgid: `${i}`, received_at: at, outcome: "accepted", repeated: false, problems: [], input, content_hash: `${i}`, answer_text: "x".repeat(1000), bytes: 10_000 });
  await m("recorder flush 1600 x 2000 rows", () => sandbox.recorder.flush());
  await sandbox.close();
}, 100000);

test("3202 in the database", async () => {
  const shop = platform.hospital(PHARMACY);
  const one = await shop.call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", 11, 1]]));
  const n = 300_000;
  await platform.store.query(`insert into settlement.settlement (person_no, settlement_id, person_version, visit_id, kind, institution_code, region, settled_at, care_date, insutype, visit_type, clearing_type, total_fen, fund_fen, account_fen, cash_fen, deductible_fen, balance_fen, interim, request, bill, split, moves, movements, benefits, policy_version, message_id, content_hash)
   select 'FILL' || g % 5000, 500000000 + g, 1, 600000000 + g, kind, institution_code, region, settled_at - interval '1 day' + g % 30000 * interval '1 second', care_date, insutype, visit_type, clearing_type, g % 100000, 0, g % 100000, 0, 0, 0, interim, null, null, null, moves, movements, benefits, policy_version, 'fill' || g, content_hash
   from settlement.settlement, generate_series(1, ${n}) g where settlement_id = $1`, [Number(one.setlinfo.setl_id)]);
  await platform.store.query("analyze settlement.settlement");
  const filter = { institution_code: PHARMACY, days: [{ from: "2023-06-14", to: "2023-06-14" }] } as never;
  const rows = await m("readStatement 300k", () => readStatement(platform.store, filter, 300001));
  console.log(rows.length);
  const books = rows.map((r) => [String(r.settlement_id), String(r.visit_id), r.person_no, (r.total_fen / 100).toFixed(2), "0.00", (r.account_fen / 100).toFixed(2), "0"]);
  const total = (rows.reduce((s, r) => s + r.total_fen, 0) / 100).toFixed(2);
  const t = await writeFile(platform.store, { institution_code: PHARMACY, filename: "a", bytes: zipOfRows(books, "a"), now: platform.now });
  const ask = (changes = {}) => platform.send(message("3202", { data: { setl_optins: "430400", file_qury_no: t.file_query_no, stmt_begndate: "2023-06-14", stmt_enddate: "2023-06-14", medfee_sumamt: total, fund_pay_sumamt: "0.00", cash_payamt: "0.00", fixmedins_setl_cnt: rows.length, clr_type: "41", fixmedins_refd_setl_flag: "0", ...changes } }, { fixmedins_code: PHARMACY }));
  console.log((await m("3202 300k agree", () => ask())).slice(0, 300));
  console.log((await m("3202 300k other days", () => ask({ stmt_begndate: "2023-06-10", stmt_enddate: "2023-06-11" }))).slice(0, 300));
  const keys = rows.map(({ person_no, settlement_id }) => ({ person_no, settlement_id }));
  await m("4105 countSettlements 300k", () => countSettlements(platform.store, { institution_code: PHARMACY, from: "2023-06-14 00:00:00", to: "2023-06-14 23:59:59", visit_types: ["41"], with_reversed: true } as never, keys));
}, 200000);

test("seal", async () => {
  const { rows } = await platform.store.query("select * from ledger.entry limit 1");
  console.log(Object.keys(rows[0] ?? {}));
  console.log(await m("seal few", () => sealJournal(platform.store)));
}, 100000);

test("catalogue", async () => {
  const n = 60000;
  await platform.store.query(`insert into catalogue.entry (list, code, valid_from, name, attributes, version_no) select 'tumour-morphology', 'M' || g, '2023-01-01', '演示名称' || g, jsonb_build_object('a', repeat('演示', 60), 'b', md5(g::text), 'c', md5((g+1)::text)), 1 from generate_series(1, ${n}) g`);
  const text = await m("1313 60k rows", () => platform.send(message("1313", { data: { ver: "0" } })));
  console.log(text.slice(0, 400));
}, 100000);
test("seal 20k", async () => {
  await platform.store.query(`insert into ledger.entry (person_no, entry_no, region, book, entry_date, kind, settlement_id, institution_code, account_nos, amounts_fen, evidence_hash, memo)
    select 'SEAL' || g, 900000000 + g, e.region, e.book, e.entry_date, e.kind, e.settlement_id, e.institution_code, e.account_nos, e.amounts_fen, e.evidence_hash, e.memo from (select * from ledger.entry limit 1) e, generate_series(1, 60000) g`);
  console.log(await m("seal 60k in one transaction", () => sealJournal(platform.store)));
}, 100000);
test("compare GC", async () => {}, 1000);
