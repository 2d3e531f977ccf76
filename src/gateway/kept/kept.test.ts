import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3 } from "../../../test/support/small-region.ts";
import { filledInput, message, rowsOf, type Wire } from "../fixtures/messages.ts";
import type { TransactionShape } from "../transaction-shape.ts";
import { transactionTable } from "../transaction-table.ts";
import { countKept, findKept } from "./kept.store.ts";

// Goal: what is kept is checked, stored once, found again, counted, and never made up.

const TABLE = transactionTable();
const KEPT = [...TABLE.transactions.values()].filter(({ depth }) => depth === "kept");
const BY_CODE = new Map(KEPT.map((shape) => [shape.infno, shape]));

let platform: SmallPlatform;
let serial = 0;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

interface Answer {
  readonly infcode: string;
  readonly err_msg: string;
  readonly output?: Wire;
}

async function send(infno: string, input: Wire, changes: Wire = {}): Promise<Answer> {
  serial += 1;
  const msgid = `${LEVEL3}20230615${String(serial).padStart(10, "0")}`;
  const body = message(infno, input, { fixmedins_code: LEVEL3, msgid, ...changes });
  return JSON.parse(await platform.send(body)) as Answer;
}

/** Filled by the table, and with the numbers that answers gave out. */
function filled(infno: string, issued: Wire = {}): Wire {
  const input = filledInput(BY_CODE.get(infno) as TransactionShape, TABLE);
  for (const { node } of BY_CODE.get(infno)?.input ?? []) {
    for (const row of rowsOf(input, node)) {
      for (const name of Object.keys(row)) if (name in issued) row[name] = issued[name];
    }
  }
  return input;
}

function dataOf({ output }: Answer): Wire {
  return (output?.data ?? {}) as Wire;
}

describe("every kept transaction, with all its fields", () => {
  for (const shape of KEPT.filter(({ kept }) => kept?.must_exist)) {
    test(`${shape.infno} about something never sent is refused, and not stored`, async () => {
      const before = await platform.rowCounts();
      const { infcode, err_msg } = await send(shape.infno, filled(shape.infno));
      expect({ infcode, err_msg }).toMatchObject({
        infcode: "-1",
        err_msg: expect.stringContaining(`没有找到本机构上传的 ${shape.kept?.of}`),
      });
      expect(await platform.rowCounts()).toEqual(before);
    });
  }

  for (const shape of KEPT.filter(({ kept }) => kept?.ends !== true)) {
    test(`${shape.infno} ${shape.name} is answered, and one that changes is stored`, async () => {
      const issued: Wire = {};
      for (const earlier of chainBefore(shape)) {
        const answer = await send(earlier, filled(earlier, issued));
        expect(answer).toMatchObject({ infcode: "0" });
        Object.assign(issued, dataOf(answer));
      }
      const before = await platform.rowCounts();
      const answer = await send(shape.infno, filled(shape.infno, issued));
      expect(answer).toMatchObject({ infcode: "0", err_msg: "" });
      const after = await platform.rowCounts();
      const added = (after["gateway.kept_message"] ?? 0) - (before["gateway.kept_message"] ?? 0);
      expect(added).toBe(shape.effect === "change" ? 1 : 0);
    });
  }
});

/** What has to be kept before: 7103 speaks of a 7101. */
function chainBefore({ kept }: TransactionShape): string[] {
  if (kept?.of === undefined) return [];
  const earlier = BY_CODE.get(kept.of) as TransactionShape;
  return [...(earlier.kept?.must_exist ? chainBefore(earlier) : []), kept.of];
}

test("a repeat gets the same bytes and is stored once; another content is refused", async () => {
  const input = filled("4501");
  const msgid = "KEPT-REPEAT-1";
  const body = message("4501", input, { fixmedins_code: LEVEL3, msgid });
  const first = await platform.send(body);
  const stored = await platform.rowCounts();
  expect(await platform.send(body)).toBe(first);
  expect(await platform.rowCounts()).toEqual(stored);
  const other = { ...input, examinfo: { ...(input.examinfo as Wire), exam_item_name: "另一项" } };
  expect(await send("4501", other, { msgid })).toMatchObject({
    infcode: "-1",
    err_msg: expect.stringContaining("msgid"),
  });
});

test("a report that was uploaded is found by its own institution, value for value", async () => {
  const examinfo = {
    ...(filled("4501").examinfo as Wire),
    psn_no: "P-KEPT-1",
    exam_item_name: "胸部平片",
    exam_date: "2023-06-01",
  };
  const iteminfo = [1, 2].map((number) => ({
    ...((filled("4501").iteminfo as Wire[])[0] as Wire),
    exam_item_name: `项目${number}`,
  }));
  await send("4501", { ...filled("4501"), examinfo, iteminfo });
  const asked = { psn_no: "P-KEPT-1", pageNum: 1, pageSize: 10 };
  const { output } = await send("4507", asked);
  expect(output).toMatchObject({
    data: [
      {
        examinfo: { psn_no: "P-KEPT-1", exam_item_name: "胸部平片", exam_date: "2023-06-01" },
        iteminfo: [{ exam_item_name: "项目1" }, { exam_item_name: "项目2" }],
      },
    ],
  });
  const wrapped = await send("4507", { input: asked });
  expect(wrapped.output).toEqual(output);
  const other = await send("4507", asked, { fixmedins_code: LEVEL2 });
  expect(other.output).toEqual({ data: [] });
});

describe("a prescription", () => {
  test("gets its numbers, is asked for, reviewed, and taken back once", async () => {
    const given = await send("7101", filled("7101"));
    const { hiRxno, rxTraceCode } = dataOf(given);
    expect(hiRxno).toMatch(/^\d{19}$/);
    expect(hiRxno).not.toBe(rxTraceCode);
    const asked = { data: { ...(filled("7105").data as Wire), hiRxno } };
    const found = await send("7105", asked);
    expect(found.output).toMatchObject({
      data: { hiRxno, rxStasCodg: "1", rxStasName: "有效" },
      rxDetlList: [{ drugGenname: "甲" }],
      rxOtpinfo: { patnName: "甲" },
    });
    const taken = { data: { ...(filled("7104").data as Wire), hiRxno } };
    expect(await send("7104", taken)).toMatchObject({
      infcode: "0",
      output: { data: { hiRxno, rxStasCodg: "3" } },
    });
    expect(await send("7105", asked)).toMatchObject({ infcode: "-1" });
    expect(await send("7104", taken)).toMatchObject({ infcode: "-1" });
  });

  test("an unknown field is not made up: what nobody sent is empty", async () => {
    const { hiRxno } = dataOf(await send("7101", filled("7101")));
    const input = { data: { ...(filled("7105").data as Wire), hiRxno } };
    const { output: found } = await send("7105", input);
    expect(found?.data).toMatchObject({ rxUsedStasCodg: "", rxUsedStasName: "" });
  });
});

test("a missing field stores nothing, like everywhere", async () => {
  const before = await platform.rowCounts();
  const input = filled("4401");
  (input.baseinfo as Wire).psn_name = "";
  const answer = await send("4401", input);
  expect(answer.infcode).toBe("-1");
  expect(await platform.rowCounts()).toEqual(before);
});

test("GATEWAY-TRANSACTION-REFUSED: what cannot exist here says why", async () => {
  for (const shape of TABLE.transactions.values()) {
    if (shape.depth !== "refused") continue;
    const { infcode, err_msg } = await send(shape.infno, filledInput(shape, TABLE));
    expect(infcode).toBe("-1");
    expect(err_msg).toContain(shape.reason);
  }
});

test("messages are counted by institution and transaction; pages are bounded", async () => {
  const counts = await countKept(platform.store, LEVEL3);
  expect(counts.find(({ transaction_code }) => transaction_code === "7101")?.count).toBeGreaterThan(
    1,
  );
  expect(await countKept(platform.store, "H00000000000")).toEqual([]);
  const query = { institution_code: LEVEL3, transaction_code: "7101", facts: {} };
  const { messages, total } = await findKept(platform.store, { ...query, limit: 1, offset: 1 });
  expect(messages.length).toBe(1);
  expect(total).toBeGreaterThan(1);
});
