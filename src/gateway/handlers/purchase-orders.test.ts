import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY, soldLine, totalOf } from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, PEOPLE, PHARMACY, type SmallPerson } from "../../../test/support/small-region.ts";
import type { HospitalClient, TransactionRefused } from "../client/hospital-client.ts";
import type { WireMessages } from "../client/types.ts";
import { confirmPurchaseOrder } from "./purchase-orders.ts";

// Goal: an order away from home is placed, confirmed, asked for, withdrawn and refunded, each once.

let platform: SmallPlatform;
let pharmacy: HospitalClient;
const WORKER = PEOPLE.worker;

beforeAll(async () => {
  platform = await openSmallPlatform();
  pharmacy = platform.hospital(PHARMACY);
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

function order(person: SmallPerson = WORKER, changes: object = {}): WireMessages["2166"]["input"] {
  const line = soldLine(["SRX0001", 12.5, 2]);
  const feedetl = {
    feedetl_sn: String(line.feedetl_sn),
    medins_list_codg: String(line.medins_list_codg),
    medins_list_name: "演示甲类片剂",
    hilist_code: "SRX0001",
    hilist_type: "101",
    pric: "12.5",
    cnt: "2",
    amt: "25.00",
    detl_ocur_time: `${DAY} 09:30:00`,
    opter_name: "收费员",
  };
  return {
    ec_token: "TOKEN",
    fixmedins_code: PHARMACY,
    fixmedins_name: "演示大药房",
    insuplc: "430400",
    mdtrtarea: "430300",
    psn_no: person.psn_no,
    ssn: person.certno,
    psn_name: person.psn_name,
    gend: "1",
    brdy: "1985-03-15",
    mdtrtsn: "1",
    med_type: "41",
    psn_type: "11",
    insutype: "310",
    dscg_date: DAY,
    medfee_sumamt: totalOf([line]),
    opter_name: "收费员",
    feedetl: [feedetl],
    ...changes,
  } as WireMessages["2166"]["input"];
}

const operator = { fixmedins_code: PHARMACY, opter_name: "收费员" };

async function refusal(call: Promise<unknown>): Promise<string> {
  const error = (await call.then(
    () => new Error("was not refused"),
    (thrown: unknown) => thrown,
  )) as TransactionRefused;
  return error.message;
}

function confirm(order_no: string) {
  const asked = { institution_code: PHARMACY, order_no, now: platform.now };
  return confirmPurchaseOrder(platform, asked);
}

test("2161: who the buyer is, with the balance of the account", async () => {
  const input = { ssn: WORKER.certno, insuplc: "430400", fixmedins_code: PHARMACY };
  expect(await pharmacy.call("2161", input)).toMatchObject({
    psn_no: WORKER.psn_no,
    psn_name: WORKER.psn_name,
    insuplc_admdvs: "430405",
    acct_balc: 1000,
    insutype: "310",
    psn_type: "11",
  });
  const unknown = { ...input, ssn: "110101199001010000" };
  expect(await refusal(pharmacy.call("2161", unknown))).toContain("input.ssn");
});

test("placed, seen, confirmed once, seen as paid, refunded, and nothing is left", async () => {
  const { mdtrt_regno, push_flag } = await pharmacy.call("2166", order());
  expect(push_flag).toBe("1");
  expect(mdtrt_regno).toMatch(/^\d{20}$/);
  const asked = { fixmedins_code: PHARMACY, ssn: WORKER.certno };
  expect(await pharmacy.call("2170", asked)).toMatchObject({
    mdtrt_regno,
    medfee_sumamt: 25,
    feedetl: [{ hilist_code: "SRX0001", cnt: 2, amt: 25 }],
  });
  expect(await refusal(pharmacy.call("2171", { ...asked, mdtrt_regno }))).toContain("没有找到");
  expect(await confirm(mdtrt_regno)).toMatchObject({ state: "paid" });
  const paid = await confirm(mdtrt_regno);
  expect(paid).toMatchObject({ state: "paid" });
  const range = { start_date: DAY, end_date: DAY };
  const settled = await pharmacy.call("2171", { ...asked, mdtrt_regno, ...range });
  expect(settled).toMatchObject({ medfee_sumamt: 25, acct_payamt: 25, psn_cashpay: 0 });
  const key = { ...operator, mdtrt_regno };
  expect(await refusal(pharmacy.call("2167", key))).toContain("2163");
  const refund = await pharmacy.call("2163", key, { msgid: "REFUND-1" });
  expect(refund).toMatchObject({ medfee_sumamt: 25, acct_payamt: 25, certno: WORKER.certno });
  expect(await pharmacy.call("2163", key, { msgid: "REFUND-1" })).toEqual(refund);
  expect(await refusal(pharmacy.call("2163", key))).toContain("已");
  const who = { ssn: WORKER.certno, insuplc: "430400", fixmedins_code: PHARMACY };
  expect(await pharmacy.call("2161", who)).toMatchObject({ acct_balc: 1000 });
  await expect(confirm(mdtrt_regno)).rejects.toMatchObject({ code: "GATEWAY-ORDER-STATE" });
});

test("an order that was withdrawn is not confirmed; withdrawing twice is no fault", async () => {
  const { mdtrt_regno } = await pharmacy.call("2166", order());
  const key = { ...operator, mdtrt_regno };
  expect(await refusal(pharmacy.call("2163", key))).toContain("2167");
  await pharmacy.call("2167", key);
  await pharmacy.call("2167", key);
  await expect(confirm(mdtrt_regno)).rejects.toMatchObject({ code: "GATEWAY-ORDER-STATE" });
});

test("withdrawn and confirmed at once: one of the two, and the books know which", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { mdtrt_regno } = await pharmacy.call("2166", order());
    const key = { ...operator, mdtrt_regno };
    const outcomes = await Promise.allSettled([confirm(mdtrt_regno), pharmacy.call("2167", key)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBe(1);
    if (outcomes[0].status === "fulfilled") await pharmacy.call("2163", key);
  }
});

describe("2181 undoes by kind", () => {
  const undo = (mdtrt_regno: string, status: string, msgid?: string) =>
    pharmacy.call(
      "2181",
      { ...operator, ssn: WORKER.certno, mdtrt_regno, status },
      msgid === undefined ? {} : { msgid },
    );

  test("1106 the order, 1107 the settlement; again is the same, 1203 is refused", async () => {
    const placed = await pharmacy.call("2166", order());
    await undo(placed.mdtrt_regno, "1106");
    await expect(confirm(placed.mdtrt_regno)).rejects.toMatchObject({
      code: "GATEWAY-ORDER-STATE",
    });
    const bought = await pharmacy.call("2166", order());
    await confirm(bought.mdtrt_regno);
    await undo(bought.mdtrt_regno, "1107", "UNDO-1");
    await undo(bought.mdtrt_regno, "1107", "UNDO-1");
    await undo(bought.mdtrt_regno, "1107", "UNDO-2");
    expect(await refusal(undo(bought.mdtrt_regno, "1203"))).toContain("2166 重新下单");
    expect(await refusal(undo(bought.mdtrt_regno, "9"))).toContain("1106 订单");
    expect(platform.refusals.at(-1)).toBe("GATEWAY-REVERSAL-KIND");
  });
});

describe("an order that cannot be settled is refused when it is placed, and leaves nothing", () => {
  const cases: [string, SmallPerson, object, string][] = [
    ["another city's insured", PEOPLE.elsewhere, {}, "参保"],
    ["another person's name", WORKER, { psn_name: "别人" }, "psn_name"],
    ["a day that is none", WORKER, { dscg_date: "昨天" }, "dscg_date"],
    ["a sum that is not that of its lines", WORKER, { medfee_sumamt: "26.00" }, "26.00"],
  ];
  for (const [name, person, changes, text] of cases) {
    test(name, async () => {
      const before = await platform.rowCounts();
      expect(await refusal(pharmacy.call("2166", order(person, changes)))).toContain(text);
      expect(await platform.rowCounts()).toEqual(before);
    });
  }

  test("the order of another institution is unknown to this one", async () => {
    const { mdtrt_regno } = await pharmacy.call("2166", order());
    const other = platform.hospital(LEVEL2);
    const key = { fixmedins_code: LEVEL2, opter_name: "收费员", mdtrt_regno };
    expect(await refusal(other.call("2167", key))).toContain("没有找到本机构的购药订单");
    await pharmacy.call("2167", { ...operator, mdtrt_regno });
  });

  test("the same message again places one order; other content is refused", async () => {
    const input = order();
    const first = await pharmacy.call("2166", input, { msgid: "ORDER-1" });
    expect(await pharmacy.call("2166", input, { msgid: "ORDER-1" })).toEqual(first);
    const other = { ...input, medfee_sumamt: "25.01" };
    expect(await refusal(pharmacy.call("2166", other, { msgid: "ORDER-1" }))).toContain("msgid");
    await pharmacy.call("2167", { ...operator, mdtrt_regno: first.mdtrt_regno });
  });
});
