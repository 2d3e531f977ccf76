import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  admissionInput,
  dischargeInput,
  inpatientBill,
  keyOf,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL3, PEOPLE, type SmallPerson } from "../../../test/support/small-region.ts";
import { message as envelope } from "../fixtures/messages.ts";

/**
 * Goal: a hospital whose answer was lost can always get to a known state, whatever the network does
 * with its messages. Method: each of the four transactions that can be reversed, in every order in
 * which it and its reversal may arrive, and then the same act anew under a new message id.
 */

let platform: SmallPlatform;
let serial = 0;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

interface Sent {
  readonly infno: string;
  readonly msgid: string;
  readonly input: object;
}

function message(infno: string, input: object): Sent {
  serial += 1;
  const msgid = `${LEVEL3}20230615${String(serial).padStart(10, "0")}`;
  return { infno, msgid, input };
}

interface Answer {
  readonly infcode: string;
  readonly err_msg: string;
  readonly output?: unknown;
}

async function send({ infno, msgid, input }: Sent): Promise<Answer> {
  const fixmedins_name = "演示机构";
  const changes = { msgid, fixmedins_code: LEVEL3, fixmedins_name };
  return JSON.parse(await platform.send(envelope(infno, input, changes))) as Answer;
}

function reversal(person: SmallPerson, { msgid: omsgid, infno: oinfno }: Sent): Sent {
  return message("2601", { data: { psn_no: person.psn_no, omsgid, oinfno } });
}

/** The account and the accumulators, which a reversal must restore. */
async function stateOf({ psn_no }: SmallPerson): Promise<unknown> {
  const { rows } = await platform.store.query(
    "select balance_fen, accumulators from people.person_state where person_no = $1",
    [psn_no],
  );
  return rows[0];
}

/** The four, each with what has to be there before it. */
const ORIGINALS: readonly [name: string, prepare: (person: SmallPerson) => Promise<() => Sent>][] =
  [
    [
      "2102",
      async (person) => {
        const input = purchaseInput(person, [["SRX0001", 30, 1]]);
        return () => message("2102", input);
      },
    ],
    [
      "2207",
      async (person) => {
        const visit = await openVisit(platform.hospital(LEVEL3), person, [["SRX0001", 50, 1]]);
        return () => message("2207", outpatientBill(visit, { acct_used_flag: "1" }));
      },
    ],
    [
      "2304",
      async (person) => {
        const hospital = platform.hospital(LEVEL3);
        const stay = await openStay(hospital, person, [["SRS0004", 3_000, 1]]);
        await hospital.call("2402", dischargeInput(stay));
        return () => message("2304", inpatientBill(stay, { acct_used_flag: "1" }));
      },
    ],
    ["2401", async (person) => () => message("2401", admissionInput(person))],
  ];

describe.each(ORIGINALS)("%s", (_infno, prepare) => {
  const person = PEOPLE.filed;

  /** Done anew under a new id, then undone, so that the next drill starts from the same. */
  async function anew(make: () => Sent): Promise<void> {
    const again = make();
    expect(await send(again)).toMatchObject({ infcode: "0" });
    expect(await send(reversal(person, again))).toMatchObject({ infcode: "0", err_msg: "" });
  }

  test("the answer is lost: reversed by its msgid, then done anew", async () => {
    const make = await prepare(person);
    const before = await stateOf(person);
    const lost = make();
    expect(await send(lost)).toMatchObject({ infcode: "0" });
    const undo = reversal(person, lost);
    expect(await send(undo)).toMatchObject({ infcode: "0", err_msg: "" });
    expect(await stateOf(person)).toEqual(before);
    // The reversal itself may be lost as well, and sent again, or anew.
    expect(await send(undo)).toMatchObject({ infcode: "0" });
    expect(await send(reversal(person, lost))).toMatchObject({ infcode: "0" });
    expect(await send(lost)).toMatchObject({
      infcode: "-1",
      err_msg: expect.stringContaining("已被报文"),
    });
    await anew(make);
    expect(await stateOf(person)).toEqual(before);
  });

  test("the request never came: reversed all the same, refused when it comes late", async () => {
    const make = await prepare(person);
    const before = await stateOf(person);
    const late = make();
    expect(await send(reversal(person, late))).toMatchObject({ infcode: "0", err_msg: "" });
    expect(await send(reversal(person, late))).toMatchObject({ infcode: "0" });
    await anew(make);
    expect(await send(late)).toMatchObject({
      infcode: "-1",
      err_msg: expect.stringContaining("请用新的 msgid"),
    });
    expect(await stateOf(person)).toEqual(before);
  });

  test("sent twice and reversed at once: in the end it never happened", async () => {
    const make = await prepare(person);
    const before = await stateOf(person);
    for (let round = 0; round < 4; round += 1) {
      const original = make();
      const undo = reversal(person, original);
      const crowd = round % 2 === 0 ? [original, original, undo] : [undo, original, undo, original];
      const answers = await Promise.all(crowd.map(send));
      const undone = crowd.map((sent, index) => (sent === undo ? answers[index] : null));
      for (const answer of undone) if (answer) expect(answer).toMatchObject({ infcode: "0" });
      expect(await send(original)).toMatchObject({ infcode: "-1" });
      expect(await stateOf(person)).toEqual(before);
    }
    await anew(make);
  });

  test("asked again instead of reversed: the first answer, byte for byte", async () => {
    const make = await prepare(person);
    const lost = make();
    const first = await send(lost);
    expect(first).toMatchObject({ infcode: "0" });
    expect(await send(lost)).toEqual(first);
    expect(await send(reversal(person, lost))).toMatchObject({ infcode: "0" });
  });
});

test("2601 after 2208: done already, and nothing happens twice", async () => {
  const person = PEOPLE.filed;
  const hospital = platform.hospital(LEVEL3);
  const visit = await openVisit(hospital, person, [["SRX0001", 50, 1]]);
  const before = await stateOf(person);
  const settle = message("2207", outpatientBill(visit, { acct_used_flag: "1" }));
  const { output } = await send(settle);
  await hospital.call("2208", keyOf(output as Parameters<typeof keyOf>[0]));
  const rows = (await platform.rowCounts())["settlement.settlement"];
  expect(await send(reversal(person, settle))).toMatchObject({ infcode: "0", err_msg: "" });
  expect((await platform.rowCounts())["settlement.settlement"]).toBe(rows);
  expect(await stateOf(person)).toEqual(before);
});

test("only for the person and the transaction it was", async () => {
  const person = PEOPLE.worker;
  const bought = message("2102", purchaseInput(person, [["SRX0001", 10, 1]]));
  await send(bought);
  expect(await send(reversal(PEOPLE.retiree, bought))).toMatchObject({ infcode: "-1" });
  expect(await send(reversal(person, { ...bought, infno: "2207" }))).toMatchObject({
    infcode: "-1",
  });
  const query = reversal(person, { ...bought, infno: "5203" });
  expect(await send(query)).toMatchObject({
    infcode: "-1",
    err_msg: expect.stringContaining("可冲正的是 2102、2207、2304、2401"),
  });
});
