import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Changes,
  keyOf,
  message,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { FAR, LEVEL2, LEVEL3, PEOPLE, PHARMACY } from "../../../test/support/small-region.ts";
import { readSettlement } from "../../settlement/index.ts";
import { queryMessages } from "../fixtures/valid-messages/queries.ts";
import { refusalProblems } from "./fixtures/refusal.ts";
import { policyItems } from "./policy-items.ts";

// Goal: what was treated, taken, noted and decided can be asked for, each by whom it concerns.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

const PERIOD = { begntime: "2023-06-01 00:00:00", endtime: "2023-06-30 23:59:59" };

async function refused(code: string, asking: () => Promise<unknown>): Promise<void> {
  const before = await platform.rowCounts();
  await expect(asking()).rejects.toThrow();
  expect(platform.refusals.at(-1)).toBe(code);
  expect(refusalProblems(platform.answers.at(-1) as string)).toEqual([]);
  expect(await platform.rowCounts()).toEqual(before);
}

describe("5201, 5303", () => {
  test("an institution's own visits of a person, of a type, in a time", async () => {
    const person = PEOPLE.worker;
    const hospital = platform.hospital(LEVEL3);
    const first = await openVisit(hospital, person, []);
    const asked = async (changes: Changes = {}, institution = LEVEL3) => {
      const data = { ...queryMessages["5201"].data, ...changes } as never;
      return (await platform.hospital(institution).call("5201", { data })).mdtrtinfo;
    };
    expect(await asked()).toMatchObject([
      {
        mdtrt_id: first.mdtrt_id,
        psn_no: person.psn_no,
        psn_name: person.psn_name,
        insutype: "310",
        psn_type: "11",
        cvlserv_flag: "0",
        insu_optins: "430405",
        emp_name: "演示一厂",
        begntime: "2023-06-15 08:30:00",
        endtime: "",
        med_type: "11",
        ipt_otp_no: "OTP-1",
        dise_codg: "J06.900",
        otp_diag_info: "急性上呼吸道感染",
        inhosp_stas: "",
      },
    ]);
    expect(await asked({ med_type: "14" })).toEqual([]);
    expect(await asked({ mdtrt_id: "1" })).toEqual([]);
    expect(await asked({ begntime: "2023-06-15 08:30:01" })).toEqual([]);
    expect(await asked({ endtime: "2023-06-15 08:30:00" })).toHaveLength(1);
    expect(await asked({}, LEVEL2)).toEqual([]);
    expect(await asked({ psn_no: "SP9999" })).toEqual([]);
  });

  test("who is in hospital now", async () => {
    const hospital = platform.hospital(FAR);
    const stay = await openStay(hospital, PEOPLE.filed, [], { med_type: "21" });
    const asked = async (changes: Changes = {}, institution = FAR) => {
      const data = { ...queryMessages["5303"].data, ...changes } as never;
      return (await platform.hospital(institution).call("5303", { data })).data;
    };
    const key = { psn_no: PEOPLE.filed.psn_no, mdtrt_id: stay.mdtrt_id };
    expect(await asked()).toMatchObject([
      {
        ...key,
        certno: PEOPLE.filed.certno,
        insutype: "310",
        begndate: "2023-06-10",
        med_type: "2101",
        ipt_otp_no: "IPT-1",
        out_flag: "1",
        age: 48.1,
      },
    ]);
    expect(await asked({ psn_no: "SP0001" })).toEqual([]);
    expect(await asked({ begntime: "2023-06-11 00:00:00" })).toEqual([]);
    expect(await asked({}, LEVEL3)).toEqual([]);
    const data = { ...PERIOD, psn_no: key.psn_no, med_type: "21" };
    expect((await hospital.call("5201", { data } as never)).mdtrtinfo).toMatchObject([
      { mdtrt_id: stay.mdtrt_id, inhosp_stas: "1", ipt_days: 5, ars_year_ipt_flag: "0" },
    ]);
    await hospital.call("2404", { data: key });
    expect(await asked()).toEqual([]);
  });
});

describe("5205", () => {
  test("what was settled for a certified disease, and not what was taken back", async () => {
    const hospital = platform.hospital(LEVEL3);
    const person = PEOPLE.chronic;
    const choices = { med_type: "14", dise_codg: "M03900" };
    const visit = await openVisit(hospital, person, [["SRX0003", 40, 2]], choices);
    const asked = async (changes: Changes = {}) => {
      const data = { ...queryMessages["5205"].data, ...changes } as never;
      return (await platform.hospital(LEVEL2).call("5205", { data })).feedetail;
    };
    expect(await asked()).toEqual([]);
    const settled = await hospital.call("2207", outpatientBill(visit));
    await openVisit(hospital, person, [["SRX0001", 40, 2]]);
    expect(await asked()).toMatchObject([
      {
        fixmedins_code: LEVEL3,
        fixmedins_name: "演示第一人民医院",
        psn_no: person.psn_no,
        med_type: "14",
        fee_ocur_time: "2023-06-15 09:30:00",
        cnt: 2,
        pric: 40,
        chrgitm_lv: "02",
        med_list_codg: "SRX0003",
        medins_list_codg: "OWN-SRX0003",
        rx_drord_no: "RX1",
        med_chrgitm_type: "09",
      },
    ]);
    expect(await asked({ begntime: "2023-06-15 09:30:01", endtime: "" })).toEqual([]);
    expect(await asked({ endtime: "2023-06-15 09:29:59" })).toEqual([]);
    await hospital.call("2208", keyOf(settled) as never);
    expect(await asked()).toEqual([]);
  });
});

describe("2306", () => {
  test("changes the memo of a line, settled or not, and nothing else", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.resident, [["SRX0001", 9, 1]], {
      insutype: "390",
    });
    const [line] = visit.lines;
    const memo = (changes: Changes = {}) =>
      ({
        data: {
          ...queryMessages["2306"].data,
          psn_no: PEOPLE.resident.psn_no,
          mdtrt_id: visit.mdtrt_id,
          bkkp_sn: line?.feedetl_sn,
          ...changes,
        },
      }) as never;
    await hospital.call("2306", memo());
    const settled = await hospital.call("2207", outpatientBill(visit));
    const memoOf = async () => (await hospital.call("5204", keyOf(settled)))[0]?.memo;
    expect(await memoOf()).toBe("追溯码 00000000000000000000");
    const body = message("2306", memo({ memo: "追溯码 2" }));
    const first = await platform.send(body);
    expect(JSON.parse(first)).toMatchObject({ infcode: "0" });
    expect(await platform.send(body)).toBe(first);
    expect(await platform.send({ ...body, input: memo({ memo: "3" }) })).toContain("-1");
    expect(await memoOf()).toBe("追溯码 2");
    const asked = await hospital.call("5203", keyOf(settled));
    expect(asked.setlinfo.fund_pay_sumamt).toBe(settled.setlinfo.fund_pay_sumamt);
    await refused("SETTLEMENT-LINE-UNKNOWN", () => hospital.call("2306", memo({ bkkp_sn: "77" })));
    await refused("SETTLEMENT-LINE-OTHER-ITEM", () =>
      hospital.call("2306", memo({ med_list_codg: "SRX0002" })),
    );
    await refused("SETTLEMENT-VISIT-OTHER-INSTITUTION", () =>
      platform.hospital(LEVEL2).call("2306", memo()),
    );
    await refused("SETTLEMENT-VISIT-UNKNOWN", () => hospital.call("2306", memo({ mdtrt_id: "9" })));
    await hospital.call("2306", memo({ memo: "" }));
    expect(await memoOf()).toBe("");
  });

  test("of a purchase as well, until it is cancelled", async () => {
    const shop = platform.hospital(PHARMACY);
    const purchase = purchaseInput(PEOPLE.worker, [["SRX0001", 9, 1]]);
    const bought = await shop.call("2102", purchase);
    const { mdtrt_id, psn_no } = bought.setlinfo;
    const bkkp_sn = purchase.drugdetail[0]?.feedetl_sn;
    const data = { mdtrt_id, psn_no, bkkp_sn, memo: "盒 1", med_list_codg: "SRX0001" };
    await shop.call("2306", { data } as never);
    await shop.call("2103", keyOf(bought));
    await refused("SETTLEMENT-VISIT-CANCELLED", () => shop.call("2306", { data } as never));
  });
});

describe("100001", () => {
  test("the policy items re-add to what the funds paid, each with its clause", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.retiree, [
      ["SRX0003", 800, 1],
      ["SRX0004", 90, 2],
      ["SRX0007", 10, 1],
    ]);
    const settled = await hospital.call("2207", outpatientBill(visit));
    const { setl_id, mdtrt_id, psn_no } = settled.setlinfo;
    const data = { psn_No: psn_no, setl_Id: setl_id, mdtrt_Id: mdtrt_id };
    const { data: items } = await hospital.call("100001", { data });
    let funds = 0;
    for (const item of items) {
      expect(item).toMatchObject({ setlId: setl_id, mdtrtId: mdtrt_id, psnNo: psn_no });
      expect(item.polItemName).toMatch(/〔.+ .+〕$/);
      expect(item.polItemPaySum).toBeCloseTo((item.selfPayAmt ?? 0) + (item.fundPayAmt ?? 0), 6);
      funds += Math.round((item.fundPayAmt ?? 0) * 100);
    }
    expect(funds).toBe(Math.round(settled.setlinfo.fund_pay_sumamt * 100));
    const self = (to: string) => items.filter(({ polItemCode }) => polItemCode.endsWith(`/${to}`));
    expect(self("full_self")).toMatchObject([{ selfPayAmt: 10, fundPayAmt: 0 }]);
    expect(items.some(({ polItemName }) => polItemName.includes("待核实"))).toBe(true);
    const key = { person_no: psn_no, visit_id: mdtrt_id, settlement_id: setl_id };
    const { split } = await readSettlement(platform.store, key);
    expect(policyItems(split.steps)).toHaveLength(items.length);
    expect(items.length).toBeLessThanOrEqual(split.steps.length);
    const other = () => platform.hospital(LEVEL2).call("100001", { data });
    await refused("SETTLEMENT-VISIT-OTHER-INSTITUTION", other);
    const unknown = { data: { ...data, setl_Id: "1" } };
    await refused("SETTLEMENT-UNKNOWN", () => hospital.call("100001", unknown));
  });
});
