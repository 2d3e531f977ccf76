import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { message, purchaseInput } from "../../test/support/hospital-day.ts";
import { longestStall } from "../../test/support/longest-stall.ts";
import { openSmallPlatform, type SmallPlatform } from "../../test/support/small-platform.ts";
import { LEVEL3, PEOPLE, PHARMACY } from "../../test/support/small-region.ts";
import { type Fen, yuanFromFen } from "../kernel/index.ts";
import { countSettlements } from "../settlement/index.ts";
import { importSupervision } from "../supervision/index.ts";
import { readFile, writeFile } from "./files/file.store.ts";
import { messageOfForm } from "./files/form.ts";
import { rowsOfZip } from "./files/row-file.ts";
import {
  auditEncounter,
  auditInput,
  auditOrderLine,
} from "./fixtures/valid-messages/supervision.ts";
import { zipOfRows } from "./fixtures/zip-of-rows.ts";
import { addConformance } from "./sandbox/conformance.store.ts";

// Goal: one thread answers every hospital, and no message of one keeps the others waiting. Method:
// each kind of long work at a large size, while a pharmacy goes on settling; counted is what the
// thread computes without giving way, so that a busy machine does not count.

/** A collection of garbage is among it; without rests each of these takes seconds. */
const LONGEST_MILLISECONDS = 150;
const ENTRIES = 50_000;
/** Every so many of the institution's rows is a fen off. */
const OFF = 10;
const DAY = "2023-06-14";

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform?.close();
});

/** The result of the work, during which others were settled for. */
async function beside<Result>(work: () => Promise<Result>, settled_least: number): Promise<Result> {
  let over = false;
  let settled = 0;
  const settling = async (): Promise<void> => {
    while (!over) {
      await buy();
      settled += 1;
    }
  };
  const { result, longest_ms } = await longestStall(async () => {
    const other = settling();
    const done = await work().finally(() => {
      over = true;
    });
    await other;
    return done;
  });
  expect(longest_ms).toBeLessThan(LONGEST_MILLISECONDS);
  expect(settled).toBeGreaterThanOrEqual(settled_least);
  return result;
}

function buy() {
  return platform
    .hospital(PHARMACY)
    .call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", 0.01, 1]]));
}

/** So many settlements more of one day, copies of one. */
async function fillDay(): Promise<void> {
  const { setlinfo } = await buy();
  await platform.store.query(
    `insert into settlement.settlement
     select more.* from settlement.settlement s, generate_series(1, ${ENTRIES}) n,
       lateral jsonb_populate_record(s, jsonb_build_object(
         'person_no', 'FILL' || n % 25000, 'settlement_id', 500000000 + n,
         'visit_id', 600000000 + n, 'total_fen', n, 'account_fen', n, 'fund_fen', 0,
         'settled_at', timestamp '${DAY} 00:00:00' + n % 80000 * interval '1 second',
         'message_id', 'fill' || n)) more
      where s.settlement_id = $1`,
    [Number(setlinfo.setl_id)],
  );
  await platform.store.query("analyze settlement.settlement");
}

describe("3202 of a large month", () => {
  const numbers = Array.from({ length: ENTRIES }, (_, index) => index + 1);
  const isOff = (number: number): boolean => number % OFF === 0;
  const amount = (number: number): Fen => (isOff(number) ? number + 1 : number) as Fen;
  const rows = numbers.map((number) => {
    const yuan = yuanFromFen(amount(number));
    const person_no = `FILL${number % 25_000}`;
    return [`${500_000_000 + number}`, `${600_000_000 + number}`, person_no, yuan, "0", yuan, "0"];
  });
  const total = yuanFromFen(numbers.reduce((sum, one) => sum + amount(one), 0) as Fen);
  let file_qury_no: string;

  beforeAll(async () => {
    await fillDay();
    const bytes = zipOfRows(rows, "books");
    const file = { institution_code: PHARMACY, filename: "books.zip", bytes, now: platform.now };
    file_qury_no = (await writeFile(platform.store, file)).file_query_no;
  });

  async function compared(day: string): Promise<string[][]> {
    const data = {
      setl_optins: "430400",
      file_qury_no,
      stmt_begndate: day,
      stmt_enddate: day,
      medfee_sumamt: total,
      fund_pay_sumamt: "0.00",
      cash_payamt: "0.00",
      fixmedins_setl_cnt: ENTRIES,
      clr_type: "41",
      fixmedins_refd_setl_flag: "0",
    };
    const { fileinfo } = await beside(() => platform.hospital(PHARMACY).call("3202", { data }), 10);
    const file = await readFile(platform.store, PHARMACY, fileinfo.file_qury_no);
    return rowsOfZip(file?.bytes ?? new Uint8Array());
  }

  test("names every entry that differs, in the order of the file", async () => {
    const result = await compared(DAY);
    expect(result.map((row) => row[2])).toEqual(rows.map((row) => row[0]));
    expect(result.map((row) => row[4])).toEqual(numbers.map((one) => (isOff(one) ? "1" : "0")));
    expect(result.map((row) => row[7])).toEqual(numbers.map((one) => yuanFromFen(one as Fen)));
    expect(result[OFF - 1]?.[6]).toContain("【金额相差一分】");
  }, 120_000);

  test("knows them where all are of another day", async () => {
    const result = await compared("2023-06-10");
    expect(result).toHaveLength(ENTRIES);
    expect(result.every((row) => row[4] === "1" && row[6]?.includes("【日期不同】"))).toBe(true);
  }, 120_000);

  test("lists of settlements are counted some at a time", async () => {
    const named = numbers.map((number) => {
      return { person_no: `FILL${number % 25_000}`, settlement_id: 500_000_000 + number };
    });
    const unknown = named.map((one) => ({ ...one, settlement_id: one.settlement_id + ENTRIES }));
    const filter = {
      institution_code: PHARMACY,
      from: `${DAY} 00:00:00`,
      to: `${DAY} 23:59:59`,
      visit_types: ["41"],
      with_reversed: false,
    };
    const counted = await beside(
      () => countSettlements(platform.store, filter, [...named, ...unknown]),
      3,
    );
    expect(counted).toEqual({ all: ENTRIES, among: ENTRIES });
  }, 60_000);
});

const LIMITS = Object.entries({
  sex: "2",
  "age-from": "60",
  level: "level3",
  care: "inpatient",
  "daily-quantity": "0.1",
  "visit-quantity": "0.1",
  days: "3",
  "duplicate-group": "演示组",
  diagnosis: "E11",
});

describe("3102 of as many orders as a message may have", () => {
  test("finds in each what is wrong with it", async () => {
    const items = ["SRX0001", "SRX0002", "SRX0003"];
    const csv = items.flatMap((item) =>
      LIMITS.map(([kind, value]) => `${item},${kind},2023-01-01,${value},演示,,official`),
    );
    const head = "item_code,kind,valid_from,value,document,clause,basis";
    const imported = await importSupervision(
      platform.store,
      "item-limits",
      [head, ...csv, ""].join("\n"),
    );
    expect(imported.refused).toEqual([]);
    await platform.itemLimits.reload();
    const orders = Array.from({ length: 1_000 }, (_, index) =>
      auditOrderLine({
        rx_id: `RX${index}`,
        hilist_code: items[index % items.length],
        drord_begn_date: `2023-06-${String(1 + (index % 15)).padStart(2, "0")} 09:00:00`,
        extend_order_map: { o_prdDays: "900" },
      }),
    );
    const body = message("3102", auditInput([auditEncounter(orders)]));
    const answer = JSON.parse(await beside(() => platform.send(body), 1));
    expect(answer).toMatchObject({ infcode: "0" });
    const rules = new Map<string, number>();
    for (const { rule_id } of answer.output.result) {
      rules.set(rule_id, (rules.get(rule_id) ?? 0) + 1);
    }
    const each = ["ITEM-SEX", "ITEM-AGE", "ITEM-CARE", "ITEM-DAYS", "ITEM-DIAGNOSIS"];
    expect(each.map((rule) => rules.get(rule))).toEqual(each.map(() => orders.length));
    expect(new Set(answer.output.result.map(({ jr_id }: { jr_id: string }) => jr_id)).size).toBe(
      answer.output.result.length,
    );
  }, 60_000);
});

describe("files", () => {
  const bytes = Buffer.alloc(30 * 1_048_576 + 7, "一份演示文件");

  test("a large one is written and read as it is", async () => {
    const file = { institution_code: LEVEL3, filename: "large", bytes, now: platform.now };
    const { file_query_no } = await beside(() => writeFile(platform.store, file), 1);
    const kept = await beside(() => readFile(platform.store, LEVEL3, file_query_no), 2);
    expect(bytes.equals(kept?.bytes ?? new Uint8Array())).toBe(true);
  }, 60_000);

  test("9101 of the largest message, as Base64 and as a form", async () => {
    const content = bytes.subarray(0, 6_000_000);
    const node = { filename: "large.zip", fixmedins_code: LEVEL3 };
    const sent = message("9101", { fsUploadIn: { ...node, in: content.toString("base64") } });
    const answer = JSON.parse(await beside(() => platform.send(sent), 1));
    const { file_qury_no } = answer.output;
    expect(content.equals((await stored(file_qury_no)) as Buffer)).toBe(true);
    const text = JSON.stringify(message("9101", { fsUploadIn: node }));
    const form = Buffer.concat([
      Buffer.from(
        `--B\r\nContent-Disposition: form-data; name="jsonStr"\r\n\r\n${text}\r\n--B\r\n`,
      ),
      Buffer.from('Content-Disposition: form-data; name="file"; filename="f.zip"\r\n'),
      Buffer.from("Content-Type: application/octet-stream\r\n\r\n"),
      content,
      Buffer.from("\r\n--B--\r\n"),
    ]);
    const type = "multipart/form-data; boundary=B";
    const made = await beside(() => messageOfForm(form, type), 1);
    expect(JSON.parse(made.toString()).input.fsUploadIn.in).toBe(content.toString("base64"));
  }, 60_000);

  async function stored(file_qury_no: string): Promise<Uint8Array | undefined> {
    return (await readFile(platform.store, LEVEL3, file_qury_no))?.bytes;
  }
});

test("a message of millions of empty objects is not even read", async () => {
  const rows = Array.from({ length: 2_600_000 }, () => "{}").join(",");
  const head = JSON.stringify(message("2204", { feedetail: [] }));
  const body = head.replace('"feedetail":[]', `"feedetail":[${rows}]`);
  const answer = JSON.parse(await beside(() => platform.send(body), 1));
  expect(answer.infcode).toBe("-1");
  expect(answer.err_msg).toContain("报文的内容项过多（对象和数组 2600");
}, 60_000);

test("what a flood of wrong messages leaves behind is written some at a time", async () => {
  const at = platform.now;
  const problems = Array.from({ length: 20_000 }, (_, index) => ({
    institution_code: LEVEL3,
    infno: "2102",
    kind: "field" as const,
    code: `CODE-${index}`,
    place: "data.psn_no",
    came: "演示".repeat(20),
    message: "演示".repeat(30),
    count: 1,
    first_at: at,
    last_at: at,
  }));
  await beside(() => addConformance(platform.store, [], problems), 2);
  const { rows } = await platform.store.query<{ sum: number }>(
    "select sum(count)::int as sum from gateway.conformance_problem where code like 'CODE-%'",
  );
  expect(rows).toEqual([{ sum: problems.length }]);
}, 60_000);
