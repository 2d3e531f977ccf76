import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  keyOf,
  message,
  openVisit,
  outpatientBill,
  purchaseInput,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, PEOPLE, PHARMACY } from "../../../test/support/small-region.ts";
import type { WireMessages } from "../client/types.ts";
import { readFile } from "../files/file.store.ts";
import { rowsOfZip } from "../files/row-file.ts";
import { reconciliationMessages } from "../fixtures/valid-messages/reconciliation.ts";
import { zipOfRows } from "../fixtures/zip-of-rows.ts";

// Goal: an institution uploads its books, and learns through the interface which entry differs,
// why, and what to do. Method: real settlements, the file as the institution would write it.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

type Settled = WireMessages["2102"]["output"];
type Row = string[];

function rowOf({ setlinfo }: Settled, sign = 1): Row {
  const { setl_id, mdtrt_id, psn_no, medfee_sumamt, fund_pay_sumamt, acct_pay } = setlinfo;
  const amounts = [medfee_sumamt, fund_pay_sumamt, acct_pay].map((amount) =>
    (sign * amount).toFixed(2),
  );
  return [setl_id, mdtrt_id, psn_no, ...amounts, sign < 0 ? "1" : "0"];
}

const sum = (rows: readonly Row[], column: number): string =>
  (rows.reduce((all, row) => all + Math.round(Number(row[column]) * 100), 0) * 0.01).toFixed(2);

async function upload(code: string, rows: readonly Row[]): Promise<string> {
  const bytes = zipOfRows(rows, "books");
  const answer = await platform.hospital(code).call("9101", {
    fsUploadIn: {
      in: Buffer.from(bytes).toString("base64"),
      filename: "books.zip",
      fixmedins_code: code,
    },
  });
  return answer.file_qury_no;
}

function statement(file_qury_no: string, rows: readonly Row[], changes: object = {}) {
  return {
    data: {
      setl_optins: "430400",
      file_qury_no,
      stmt_begndate: "2023-06-15",
      stmt_enddate: "2023-06-15",
      medfee_sumamt: sum(rows, 3),
      fund_pay_sumamt: sum(rows, 4),
      cash_payamt: "0.00",
      fixmedins_setl_cnt: rows.length,
      clr_type: "41",
      fixmedins_refd_setl_flag: "0",
      ...changes,
    },
  } satisfies WireMessages["3202"]["input"];
}

async function compared(code: string, rows: readonly Row[], changes: object = {}): Promise<Row[]> {
  const input = statement(await upload(code, rows), rows, changes);
  const { fileinfo } = await platform.hospital(code).call("3202", input);
  expect(fileinfo.filename).toMatch(/^3202-2023-06-15-.*\.zip$/);
  expect(fileinfo.dld_endtime).toMatch(/ 23:59:59$/);
  const file = await readFile(platform.store, code, fileinfo.file_qury_no);
  return rowsOfZip(file?.bytes ?? new Uint8Array());
}

const memosOf = (rows: readonly Row[]): string[] =>
  rows.filter((row) => row[4] === "1").map((row) => /【(.+?)】/.exec(row[6] as string)?.[1] ?? "");

describe("3202", () => {
  test("one defect of each side is named with its message, and what agrees is 0", async () => {
    const shop = platform.hospital(PHARMACY);
    const buy = (price: number) =>
      shop.call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", price, 1]]));
    const [kept, changed, lost, refunded, timedOut] = [
      await buy(11),
      await buy(12),
      await buy(13),
      await buy(14),
      await buy(15),
    ];
    await shop.call("2103", keyOf(refunded));
    const { psn_no, medins_setl_id: omsgid } = timedOut.setlinfo;
    await shop.call("2601", { data: { psn_no, omsgid, oinfno: "2102" } });
    const off = rowOf(changed);
    off[3] = "12.01";
    const honest = [kept, refunded, timedOut].map((one) => rowOf(one));
    const unknown = ["999999999", "888888888", "SP0001", "5.00", "0.00", "5.00", "0"];
    const books = [...honest, rowOf(refunded, -1), off, unknown];
    const rows = await compared(PHARMACY, books);
    expect(rows.slice(0, books.length).map((row) => row[2])).toEqual(books.map((row) => row[0]));
    expect(rows.map((row) => row[4])).toEqual(["0", "0", "1", "0", "1", "1", "1"]);
    expect(memosOf(rows)).toEqual([
      "已被冲正的结算仍在计算",
      "金额相差一分",
      "医保局没有这笔结算",
      "机构没有这笔结算",
    ]);
    const missing = rows.at(-1) as Row;
    expect(missing.slice(0, 4)).toEqual(["SP0001", "", "", lost.setlinfo.medins_setl_id]);
    expect(missing.slice(7)).toEqual(["13.00", "0.00", "13.00"]);
    expect(rows[4]?.slice(7)).toEqual(["12.00", "0.00", "12.00"]);
    const balanced = [kept, changed, lost, refunded, timedOut].map((one) => rowOf(one));
    const whole = [...balanced, rowOf(refunded, -1), rowOf(timedOut, -1)];
    expect(memosOf(await compared(PHARMACY, whole))).toEqual([]);
    const refunds = whole.slice(-2);
    expect(memosOf(await compared(PHARMACY, refunds, { refd_setl_flag: "1" }))).toEqual([]);
    expect(memosOf(await compared(PHARMACY, balanced, { refd_setl_flag: "0" }))).toEqual([]);
  });

  test("other days, other types, other institutions' settlements are told apart", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.retiree, [["SRX0001", 80, 1]]);
    const settled = await hospital.call("2207", outpatientBill(visit));
    const bought = await platform
      .hospital(LEVEL2)
      .call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", 21, 1]]));
    const books = [rowOf(settled as unknown as Settled), rowOf(bought)];
    expect(memosOf(await compared(LEVEL3, books, { clr_type: "11" }))).toEqual(["其他机构的结算"]);
    const ours = books.slice(0, 1);
    expect(memosOf(await compared(LEVEL3, ours, { clr_type: "14" }))).toEqual([
      "险种、清算类别或经办机构不同",
    ]);
    const next = { stmt_begndate: "2023-06-16", stmt_enddate: "2023-06-16", clr_type: "11" };
    const input = statement(await upload(LEVEL3, ours), ours, next);
    const { fileinfo } = await hospital.call("3202", input);
    const file = await readFile(platform.store, LEVEL3, fileinfo.file_qury_no);
    expect(memosOf(await rowsOfZip(file?.bytes ?? new Uint8Array()))).toEqual(["日期不同"]);
  });

  test("a file that is unknown, another's, cut short or unreadable is refused", async () => {
    const shop = platform.hospital(PHARMACY);
    const rows = [["1", "2", "SP0001", "5.00", "0.00", "5.00", "0"]];
    const file_no = await upload(PHARMACY, rows);
    const refused = async (input: WireMessages["3202"]["input"], code: string, field: string) => {
      const before = await platform.rowCounts();
      await expect(shop.call("3202", input)).rejects.toThrow(field);
      expect(platform.refusals.at(-1)).toBe(code);
      expect(await platform.rowCounts()).toEqual(before);
    };
    await refused(statement("nothing", rows), "GATEWAY-FILE-UNKNOWN", "file_qury_no");
    const theirs = await upload(LEVEL2, rows);
    await refused(statement(theirs, rows), "GATEWAY-FILE-UNKNOWN", "file_qury_no");
    for (const [changes, field] of [
      [{ fixmedins_setl_cnt: 2 }, "data.fixmedins_setl_cnt"],
      [{ medfee_sumamt: "6.00" }, "data.medfee_sumamt"],
      [{ fund_pay_sumamt: "0.01" }, "data.fund_pay_sumamt"],
    ] as const) {
      await refused(statement(file_no, rows, changes), "RECONCILIATION-FILE-SUMS", field);
    }
    const backwards = statement(file_no, rows, { stmt_enddate: "2023-06-14" });
    await refused(backwards, "RECONCILIATION-PERIOD", "data.stmt_enddate");
    for (const [row, code, place] of [
      [["1", "2", "SP0001", "5.00"], "RECONCILIATION-FILE-COLUMNS", "第 1 行"],
      [["1", "2", "", "5.00", "0", "5", "0"], "RECONCILIATION-FILE-PERSON", "第 1 行第 3 列"],
      [["1", "2", "S", "5.00", "0", "5", "x"], "RECONCILIATION-FILE-FLAG", "第 1 行第 7 列"],
      [["1", "2", "S", "5.001", "0", "5", "0"], "MONEY-TOO-MANY-DECIMALS", "第 1 行第 4 列"],
      [
        ["1", "2", "S", "5", "0", "5", "0", "2023-02-30"],
        "DATE-NOT-A-DATE",
        "第 1 行第 8 列（结算日期）",
      ],
    ] as const) {
      await refused(statement(await upload(PHARMACY, [[...row]]), rows), code, place);
    }
  });

  test("a file of more entries than are compared at once is refused", async () => {
    const row = ["1", "2", "SP0001", "0.00", "0.00", "0.00", "0"];
    const rows = Array.from({ length: 300_001 }, () => row);
    const file = await upload(PHARMACY, rows);
    const asked = platform.hospital(PHARMACY).call("3202", statement(file, rows));
    await expect(asked).rejects.toThrow("file_qury_no");
    expect(platform.refusals.at(-1)).toBe("RECONCILIATION-TOO-MANY-ENTRIES");
  });

  test("the same message again compares again", async () => {
    const rows = [["1", "2", "SP0001", "5.00", "0.00", "5.00", "0"]];
    const bytes = zipOfRows(rows, "books");
    const upload9101 = message("9101", {
      fsUploadIn: {
        in: Buffer.from(bytes).toString("base64"),
        filename: "a.zip",
        fixmedins_code: LEVEL3,
      },
    });
    const { output } = JSON.parse(await platform.send(upload9101));
    const body = message("3202", statement(output.file_qury_no, rows));
    const [first, second] = [await platform.send(body), await platform.send(body)];
    for (const text of [first, second]) expect(JSON.parse(String(text)).infcode).toBe("0");
  });
});

test("the valid messages of reconciliation and clearing are answered", async () => {
  const fresh = await openSmallPlatform();
  try {
    const send = async (infno: string, input: unknown) => {
      const answer = JSON.parse(await fresh.send(message(infno, input)));
      expect(answer.infcode, `${infno} ${answer.err_msg}`).toBe("0");
      return answer.output;
    };
    const bytes = zipOfRows([], "books");
    const { file_qury_no } = await send("9101", {
      fsUploadIn: {
        in: Buffer.from(bytes).toString("base64"),
        filename: "books.zip",
        fixmedins_code: LEVEL3,
      },
    });
    const { "3204": _, ...messages } = reconciliationMessages(file_qury_no, "");
    let applied = "";
    for (const [infno, input] of Object.entries(messages)) {
      const output = await send(infno, input);
      if (infno === "3203") applied = output.result.clr_appy_evt_id;
    }
    await send("3204", reconciliationMessages(file_qury_no, applied)["3204"]);
  } finally {
    await fresh.close();
  }
});
