import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  admissionInput,
  type Changes,
  dischargeInput,
  inpatientBill,
  message,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
  WORKER,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL3, PEOPLE } from "../../../test/support/small-region.ts";

// Goal: a hospital that got no answer asks again, or takes back what may have happened, and the
// books are as if everything had come once (R2). Method: the same bytes sent twice and at once.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterEach(() => platform.coherent());
afterAll(() => platform?.close());

const infcodeOf = (text: string): string => String(JSON.parse(text).infcode);
const saysOf = (text: string): string => String(JSON.parse(text).err_msg);

/** Every changing transaction once, each with a message that can be sent. */
async function changingMessages(): Promise<Changes[]> {
  const hospital = platform.hospital(LEVEL3);
  const visit = await openVisit(hospital, PEOPLE.official, [["SRX0001", 800, 1]]);
  const stay = await openStay(hospital, PEOPLE.chronic, [["SRS0004", 3_000, 1]]);
  return [
    message("2102", purchaseInput(WORKER, [["SRX0003", 12.3, 2]])),
    message("2207", outpatientBill(visit)),
    message("2402", dischargeInput(stay)),
    message("2304", inpatientBill(stay)),
    message("2401", admissionInput(PEOPLE.resident, { insutype: "390" })),
  ];
}

describe("the same message again", () => {
  test("gets the same bytes and changes nothing, later and at once", async () => {
    for (const body of await changingMessages()) {
      const first = await platform.send(body);
      expect(infcodeOf(first)).toBe("0");
      const rows = await platform.rowCounts();
      platform.now = new Date(platform.now.getTime() + 61_000);
      expect(await platform.send(body)).toBe(first);
      const spelled = JSON.stringify(body, null, 2).replaceAll('"12.30"', '"12.3"');
      expect(await platform.send(spelled)).toBe(first);
      expect(await platform.rowCounts()).toEqual(rows);
    }
    const body = message("2102", purchaseInput(WORKER, [["SRX0001", 3, 1]]));
    const answers = await Promise.all([1, 2, 3, 4].map(() => platform.send(body)));
    expect(new Set(answers).size).toBe(1);
    expect(infcodeOf(answers[0] as string)).toBe("0");
  });

  test("with other content is an error, and changes nothing", async () => {
    const body = message("2102", purchaseInput(WORKER, [["SRX0001", 4, 1]]));
    await platform.send(body);
    const rows = await platform.rowCounts();
    const other = { ...body, input: purchaseInput(WORKER, [["SRX0001", 5, 1]]) };
    expect(saysOf(await platform.send(other))).toContain("msgid（发送方报文ID）：报文");
    const another = { ...body, input: purchaseInput(PEOPLE.retiree, [["SRX0001", 4, 1]]) };
    expect(saysOf(await platform.send(another))).toContain("重发须与原报文完全一致");
    expect(await platform.rowCounts()).toEqual(rows);
  });

  test("of two contents sent at once under one id, one is done and one refused", async () => {
    const body = message("2102", purchaseInput(WORKER, [["SRX0001", 6, 1]]));
    const other = { ...body, input: purchaseInput(PEOPLE.retiree, [["SRX0001", 7, 1]]) };
    const answers = await Promise.all([platform.send(body), platform.send(other)]);
    expect(answers.map(infcodeOf).sort()).toEqual(["-1", "0"]);
    const refused = answers.find((text) => infcodeOf(text) === "-1") as string;
    expect(saysOf(refused)).toContain("请为新的交易使用新的 msgid");
  });

  test("of another transaction is another message: some number by the second alone", async () => {
    const msgid = `${LEVEL3}20230615100000`;
    const admit = message("2401", admissionInput(PEOPLE.relative), { msgid });
    expect(infcodeOf(await platform.send(admit))).toBe("0");
    const buy = message("2102", purchaseInput(WORKER, [["SRX0001", 8, 1]]), { msgid });
    expect(infcodeOf(await platform.send(buy))).toBe("0");
    const { psn_no } = WORKER;
    const reverse = message("2601", { data: { psn_no, omsgid: msgid, oinfno: "2102" } });
    expect(infcodeOf(await platform.send(reverse))).toBe("0");
    expect(saysOf(await platform.send(buy))).toContain("冲正");
    const again = JSON.parse(await platform.send(admit));
    expect(again.infcode).toBe("0");
  });

  test("that was refused may be sent again once it is mended", async () => {
    const input = purchaseInput(WORKER, [["SRX0001", 9, 1]], { insutype: "390" });
    const body = message("2102", input);
    expect(infcodeOf(await platform.send(body))).toBe("-1");
    const mended = {
      ...body,
      input: { ...input, druginfo: { ...input.druginfo, insutype: "310" } },
    };
    expect(infcodeOf(await platform.send(mended))).toBe("0");
  });
});

describe("2601", () => {
  test("takes back a purchase, a settlement, a stay's settlement and an admission", async () => {
    const hospital = platform.hospital(LEVEL3);
    const person = PEOPLE.filed;
    const visit = await openVisit(hospital, person, [["SRX0001", 500, 1]]);
    const stay = await openStay(hospital, person, [["SRS0004", 3_000, 1]]);
    await hospital.call("2402", dischargeInput(stay));
    const state = await stateOf(person.psn_no);
    const messages = [
      message("2102", purchaseInput(person, [["SRX0001", 30, 1]])),
      message("2207", outpatientBill(visit, { acct_used_flag: "1" })),
      message("2304", inpatientBill(stay, { acct_used_flag: "1" })),
      message("2401", admissionInput(person)),
    ];
    for (const body of messages) {
      expect(infcodeOf(await platform.send(body))).toBe("0");
      const { msgid: omsgid, infno: oinfno } = body;
      const data = { psn_no: person.psn_no, omsgid, oinfno };
      const reverse = message("2601", { data });
      const reversed = await platform.send(reverse);
      expect(JSON.parse(reversed)).toMatchObject({ infcode: "0", err_msg: "" });
      expect(await platform.send(reverse)).toBe(reversed);
      // Asked under another id, it is still done, and no second time.
      const rows = (await platform.rowCounts())["settlement.settlement"];
      expect(infcodeOf(await platform.send(message("2601", { data })))).toBe("0");
      expect((await platform.rowCounts())["settlement.settlement"]).toBe(rows);
      expect(saysOf(await platform.send(body))).toContain("已被报文");
      expect(await stateOf(person.psn_no)).toEqual(state);
    }
    // The lines are free: the settlements may be made anew under new ids.
    await hospital.call("2207", outpatientBill(visit));
    await hospital.call("2304", inpatientBill(stay));
  });

  test("knows 2207A as 2207", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, WORKER, [["SRX0001", 20, 1]]);
    const settle = message("2207A", outpatientBill(visit));
    expect(infcodeOf(await platform.send(settle))).toBe("0");
    const data = { psn_no: WORKER.psn_no, omsgid: settle.msgid, oinfno: "2207A" };
    expect(infcodeOf(await platform.send(message("2601", { data })))).toBe("0");
  });
});

/** What a reversal must restore: the account, and every accumulator. */
async function stateOf(psn_no: string): Promise<unknown> {
  const { rows } = await platform.store.query(
    "select balance_fen, accumulators from people.person_state where person_no = $1",
    [psn_no],
  );
  return rows[0];
}
