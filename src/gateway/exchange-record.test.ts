import { expect, test } from "vitest";
import type { Fen } from "../kernel/index.ts";
import { createDispatcher, type GatewayOptions } from "./dispatch.ts";
import type { ExchangeRecord } from "./exchange-record.ts";
import { INSTITUTION, message, outpatientSettlement, type Wire } from "./fixtures/messages.ts";
import { memoryReceipts } from "./fixtures/receipts.ts";
import { transactionTable } from "./transaction-table.ts";

/** What `onExchange` is told of every kind of message, and that it can do no harm. */

function gateway(changes: Partial<GatewayOptions> = {}) {
  const records: ExchangeRecord[] = [];
  const receipts = memoryReceipts();
  let serial = 0;
  const dispatcher = createDispatcher({
    table: transactionTable(),
    receipts,
    clock: () => new Date("2023-06-01T00:30:00Z"),
    region: "430400",
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    handlers: {
      "2207": async (request) => {
        if (request.msgid === "fault") throw new Error("broken");
        const setlinfo = { medfee_sumamt: 1 as Fen };
        return receipts.store(request.receipt, { setlinfo, setldetail: [] } as never);
      },
    },
    onExchange: (record) => records.push(record),
    ...changes,
  });
  const send = async (body: Wire | string) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const raw = { path_infno: null, body: Buffer.from(text), headers: {} };
    const answer = await dispatcher.answer(raw);
    return { answer, record: records.at(-1) };
  };
  return { send, records };
}

function settlement(msgid: string, changes: Wire = {}): Wire {
  return message("2207", outpatientSettlement(changes), { msgid });
}

test("accepted, and the same again", async () => {
  const { send } = gateway();
  const { record, answer } = await send(settlement("M1"));
  expect(record).toMatchObject({
    institution_code: INSTITUTION,
    infno: "2207",
    msgid: "M1",
    outcome: "accepted",
    repeated: false,
    problems: [],
    answer_text: answer.text,
  });
  expect(record?.input).toHaveProperty("data.medfee_sumamt", 12_000);
  expect(record?.bytes).toBeGreaterThan(answer.text.length);
  expect((await send(settlement("M1"))).record).toMatchObject({ repeated: true });
});

test("refused: every problem, of which the answer names the first", async () => {
  const { send } = gateway();
  const wrong = settlement("M1", { insutype: "999", med_type: "", medfee_sumamt: "much" });
  const { record, answer } = await send(wrong);
  expect(record?.outcome).toBe("refused");
  expect(record?.problems.length).toBe(3);
  expect(answer.text).toContain(record?.problems[0]?.message);
  const unknown = (await send(message("9999", {}))).record;
  expect(unknown?.problems.map(({ code }) => code)).toEqual(["GATEWAY-UNKNOWN-TRANSACTION"]);
  expect((await send("no json")).record).toMatchObject({
    institution_code: null,
    infno: "",
    outcome: "refused",
    input: null,
  });
});

test("a fault of ours, and one that is not let in", async () => {
  expect((await gateway().send(settlement("fault"))).record).toMatchObject({ outcome: "fault" });
  const signature = { required: true, keys: () => undefined };
  const { record, answer } = await gateway({ signature }).send(settlement("M1"));
  expect(record).toMatchObject({ outcome: "rejected", institution_code: null, infno: "" });
  expect(answer.status).toBe(401);
});

test("who listens and throws keeps nobody from an answer", async () => {
  const onExchange = () => {
    throw new Error("deaf");
  };
  const { answer } = await gateway({ onExchange }).send(settlement("M1"));
  expect(answer.text).toContain('"infcode":"0"');
});
