import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  admissionInput,
  type Changes,
  DIAGNOSIS,
  dischargeInput,
  inpatientBill,
  keyOf,
  message,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
  type Sold,
  soldLine,
  uploadStay,
  WORKER,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { FAR, LEVEL2, LEVEL3, PEOPLE, PHARMACY } from "../../../test/support/small-region.ts";
import { assertIdentities, assertStrictNumbers, sameAmounts } from "./fixtures/identities.ts";

// Goal: every transaction that settles does so from first to last, trial = final, the identities
// hold on what was sent. Method: a hospital's client against the dispatcher and a real database.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterEach(async () => {
  for (const text of platform.answers.splice(0)) assertStrictNumbers(text);
  await platform.coherent();
});
afterAll(() => platform?.close());

const DRUGS: readonly Sold[] = [
  ["SRX0001", 12.5, 2],
  ["SRX0002", 45, 1],
  ["SRX0003", 33.33, 3],
  ["SRX0007", 20, 1],
];

describe("a purchase", () => {
  test("trial, settlement, cancellation", async () => {
    const shop = platform.hospital(PHARMACY);
    const input = purchaseInput(WORKER, DRUGS);
    const trial = await shop.call("2101", input);
    expect(trial.setlinfo).not.toHaveProperty("setl_id");
    expect(trial.setlinfo.mdtrt_id).toBe("");
    const msgid = shop.nextMsgid();
    const final = await shop.call("2102", input, { msgid });
    assertIdentities(final);
    sameAmounts(trial.setlinfo, final.setlinfo);
    expect(trial.detlcutinfo).toMatchObject(final.detlcutinfo);
    expect(final.setlinfo).toMatchObject({
      psn_name: WORKER.psn_name,
      certno: WORKER.certno,
      age: 38.2,
      medins_setl_id: msgid,
      setl_time: "2023-06-15 10:00:00",
      medfee_sumamt: 189.99,
      fulamt_ownpay_amt: 20,
      overlmt_selfpay: 15,
      preselfpay_amt: 10,
      inscp_scp_amt: 144.99,
      acct_pay: 189.99,
      balc: 810.01,
      clr_optins: "430400",
      clr_way: "1",
      clr_type: "41",
      med_type: "41",
    });
    const cancelled = await shop.call("2103", keyOf(final));
    expect(cancelled.setlinfo).toMatchObject({ medfee_sumamt: 189.99, balc: 1000 });
    expect(cancelled.setlinfo.setl_id).toBe(final.setlinfo.setl_id);
  });

  test("the family's account pays where it is asked to", async () => {
    const shop = platform.hospital(PHARMACY);
    const own = purchaseInput(PEOPLE.relative, [["SRX0001", 15, 2]], { acct_used_flag: "1" });
    const { setlinfo: alone } = await shop.call("2101", own);
    expect(alone).toMatchObject({ acct_pay: 20, acct_mulaid_pay: 0, psn_cash_pay: 10 });
    const family = purchaseInput(PEOPLE.relative, [["SRX0001", 15, 2]], { acct_used_flag: "2" });
    const settled = await shop.call("2102", family);
    assertIdentities(settled);
    expect(settled.setlinfo).toMatchObject({ acct_pay: 30, acct_mulaid_pay: 10, balc: 0 });
    const none = purchaseInput(PEOPLE.relative, [["SRX0001", 15, 2]], { acct_used_flag: "0" });
    expect((await shop.call("2101", none)).setlinfo.acct_pay).toBe(0);
  });
});

describe("an outpatient visit", () => {
  test("from registration to cancellation", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.retiree, [
      ["SRX0001", 400, 1],
      ["SRX0003", 250, 2],
      ["SRS0001", 25, 1],
      ["SRX0005", 60, 1],
      ["SRX0005", 60, 1, { hosp_appr_flag: "1" }],
    ]);
    const bill = outpatientBill(visit, { acct_used_flag: "1" });
    const trial = await hospital.call("2206", bill as never);
    expect(trial.setlinfo).not.toHaveProperty("setl_id");
    const final = await hospital.call("2207", bill);
    assertIdentities(final);
    sameAmounts(trial.setlinfo, final.setlinfo);
    expect(trial.setldetail).toEqual(final.setldetail);
    expect(final.setlinfo.fulamt_ownpay_amt).toBe(60);
    expect(final.setlinfo.hifp_pay).toBeGreaterThan(0);
    expect(final.setlinfo.act_pay_dedc).toBeGreaterThan(0);
    const [fund] = final.setldetail;
    expect(fund?.setl_proc_info).toMatch(/^职工门诊统筹基金：[\d.]+×\d+%.*=[\d.]+〔.+·待核实〕$/);
    const cancelled = await hospital.call("2208", keyOf(final));
    expect(cancelled.setlinfo.medfee_sumamt).toBe(final.setlinfo.medfee_sumamt);
    expect(cancelled.setlinfo.psn_cash_pay).toBe(final.setlinfo.psn_cash_pay);
    expect(cancelled.setlinfo.balc).toBe(500);
    // The lines are free again: settled anew, or taken back with the registration.
    const key = { psn_no: visit.person.psn_no, mdtrt_id: visit.mdtrt_id };
    await hospital.call("2205", { data: { ...key, chrg_bchno: "0000" } });
    await hospital.call("2202", { data: { ...key, ipt_otp_no: "OTP-1" } });
  });

  test("lines answer their split, and a batch is taken back by number", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.official, []);
    const key = { psn_no: visit.person.psn_no, mdtrt_id: visit.mdtrt_id };
    const sold: readonly Sold[] = [
      ["SRX0004", 80, 2],
      ["SRX0005", 10, 1, { hosp_appr_flag: "2" }],
    ];
    const feedetail = sold.map((one) => ({ ...soldLine(one), ...key, chrg_bchno: "B7" }));
    const { result } = await hospital.call("2204", { feedetail } as never);
    expect(result[0]).toMatchObject({
      det_item_fee_sumamt: 160,
      cnt: 2,
      pric: 80,
      pric_uplmt_amt: 50,
      selfpay_prop: 0.2,
      overlmt_amt: 60,
      preselfpay_amt: 20,
      inscp_scp_amt: 80,
      chrgitm_lv: "02",
      med_chrgitm_type: "09",
      lmt_used_flag: "0",
    });
    expect(result[1]).toMatchObject({
      fulamt_ownpay_amt: 10,
      selfpay_prop: 1,
      chrgitm_lv: "03",
      lmt_used_flag: "1",
      memo: "医院审批不通过，按全自费",
    });
    await hospital.call("2205", { data: { ...key, chrg_bchno: "B7" } });
    await hospital.call("2204", { feedetail } as never);
  });

  test("the sums of the institution are compared when it reckons them", async () => {
    const hospital = platform.hospital(LEVEL2);
    const visit = await openVisit(hospital, PEOPLE.worker, [["SRX0003", 100, 1]]);
    const zeros = { overlmt_selfpay: 0, preselfpay_amt: "0.00", inscp_scp_amt: 0 };
    const wrong = outpatientBill(visit, { ...zeros, preselfpay_amt: 11, inscp_scp_amt: 89 });
    await expect(hospital.call("2207", wrong)).rejects.toThrow("先行自付金额 11.00 元");
    const right = outpatientBill(visit, { ...zeros, fulamt_ownpay_amt: 0 });
    assertIdentities(await hospital.call("2207", right));
  });

  test("registration alone is settled as 12; 2203A records and 2207A settles, too", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.resident, [["SRS0005", 5, 1]], {
      insutype: "390",
    });
    const { psn_no } = visit.person;
    await hospital.call("2203A", {
      mdtrtinfo: { psn_no, mdtrt_id: visit.mdtrt_id, med_type: "11", begntime: "2023-06-15" },
      diseinfo: [{ ...DIAGNOSIS, diag_srt_no: 2, vali_flag: "1" }],
    });
    const bill = outpatientBill(visit, { med_type: "12", psn_cert_type: "", certno: "" });
    const answer = JSON.parse(await platform.send(message("2207A", bill)));
    assertIdentities(answer.output);
    expect(answer.output.setlinfo).toMatchObject({ med_type: "12", clr_type: "12" });
  });

  test("certified diseases: chronic, special, two diseases", async () => {
    const hospital = platform.hospital(LEVEL2);
    for (const [person, insutype, med_type, dise_codg, fund] of [
      [PEOPLE.chronic, "310", "14", "M03900", "310100"],
      [PEOPLE.chronic, "310", "14", "透析", "310100"],
      [PEOPLE.diabetic, "390", "9901", "M01600", "390100"],
    ] as const) {
      const choices = { insutype, med_type, dise_codg };
      const visit = await openVisit(hospital, person, [["SRX0001", 100, 1]], choices);
      const final = await hospital.call("2207", outpatientBill(visit));
      assertIdentities(final);
      expect(final.setldetail.map(({ fund_pay_type }) => fund_pay_type)).toContain(fund);
    }
  });
});

describe("a stay", () => {
  const LINES: readonly Sold[] = [
    ["SRS0002", 80, 5],
    ["SRX0003", 300, 10],
    ["SRC0001", 2500, 1],
    ["SRS0004", 4000, 1],
    ["SRX0007", 123.45, 1],
  ];

  test("admission, change, lines, discharge, settlement, and all of it back", async () => {
    const hospital = platform.hospital(LEVEL3);
    const stay = await openStay(hospital, PEOPLE.official, LINES, {
      admission: { exp_content: '{"TRUM_FLAG":"0","IPT_TYPE":"2"}' },
    });
    const key = { psn_no: stay.person.psn_no, mdtrt_id: stay.mdtrt_id };
    const admission = admissionInput(PEOPLE.official).mdtrtinfo;
    await hospital.call("2403", {
      adminfo: { ...admission, ...key, ipt_otp_no: "IPT-1", adm_bed: "14" },
    } as never);
    await hospital.call("2402", dischargeInput(stay));
    const bill = inpatientBill(stay, { acct_used_flag: "1", dscgTime: "2023-06-15" });
    const trial = await hospital.call("2303", bill as never);
    expect(trial.setlinfo).not.toHaveProperty("setl_id");
    const final = await hospital.call("2304", bill);
    assertIdentities(final);
    sameAmounts(trial.setlinfo, final.setlinfo);
    expect(final.setlinfo.cvlserv_pay).toBeGreaterThan(0);
    expect(final.setlinfo.act_pay_dedc).toBe(1200);
    expect(final.setlinfo.age).toBe(44.9);
    const cancelled = await hospital.call("2305", keyOf(final));
    expect(cancelled.setlinfo.fund_pay_sumamt).toBe(final.setlinfo.fund_pay_sumamt);
    await hospital.call("2405", { data: key });
    await hospital.call("2302", { data: [{ ...key, feedetl_sn: "0000" }] });
    await hospital.call("2404", { data: key });
  });

  test("interim settlements, refunds and single lines taken back", async () => {
    const hospital = platform.hospital(LEVEL2);
    const stay = await openStay(hospital, PEOPLE.poor, LINES.slice(0, 2), { insutype: "390" });
    const interim = await hospital.call("2304", inpatientBill(stay, { mid_setl_flag: "1" }));
    assertIdentities(interim);
    const key = { psn_no: stay.person.psn_no, mdtrt_id: stay.mdtrt_id };
    const more = [
      { ...soldLine(["SRX0001", 100, 3], "2023-06-14"), ...key, med_type: "2101" },
      { ...soldLine(["SRX0001", 50, 1], "2023-06-14"), ...key, med_type: "2101" },
    ];
    await uploadStay(hospital, more);
    const [first, second] = more as readonly Changes[];
    const refund = {
      ...first,
      feedetl_sn: "990001",
      init_feedetl_sn: first?.feedetl_sn,
      cnt: -1,
      det_item_fee_sumamt: -100,
    };
    const answer = await uploadStay(hospital, [refund]);
    expect(answer.result[0]).toMatchObject({ det_item_fee_sumamt: -100, inscp_scp_amt: -100 });
    await hospital.call("2302", { data: { ...key, feedetl_sn: second?.feedetl_sn } } as never);
    await hospital.call("2402", dischargeInput(stay));
    const final = await hospital.call("2304", inpatientBill(stay, { medfee_sumamt: "200.00" }));
    assertIdentities(final);
    expect(final.setlinfo.medfee_sumamt).toBe(200);
    expect(final.setlinfo.act_pay_dedc).toBe(0);
  });

  test("assistance, critical illness and a big bill reach the further funds", async () => {
    const hospital = platform.hospital(LEVEL3);
    const stay = await openStay(hospital, PEOPLE.destitute, [["SRS0004", 90_000, 1]], {
      insutype: "390",
    });
    await hospital.call("2402", dischargeInput(stay));
    const final = await hospital.call("2304", inpatientBill(stay));
    assertIdentities(final);
    const { hifp_pay, hifmi_pay, maf_pay } = final.setlinfo;
    expect([hifp_pay, hifmi_pay, maf_pay].every((paid) => paid > 0)).toBe(true);
    const funds = final.setldetail.map(({ fund_pay_type }) => fund_pay_type);
    expect(funds).toEqual(["390100", "390200", "610100"]);
  });

  test("care in another city follows the filing", async () => {
    const hospital = platform.hospital(FAR);
    const filed = await openStay(hospital, PEOPLE.filed, [["SRS0004", 10_000, 1]]);
    await hospital.call("2402", dischargeInput(filed));
    const referred = await hospital.call("2304", inpatientBill(filed));
    assertIdentities(referred);
    const away = await openStay(hospital, PEOPLE.changed, [["SRS0004", 10_000, 1]], {
      insutype: "390",
    });
    await hospital.call("2402", dischargeInput(away));
    const unreferred = await hospital.call("2304", inpatientBill(away));
    assertIdentities(unreferred);
    expect(unreferred.setlinfo.hifp_pay).toBeLessThan(referred.setlinfo.hifp_pay);
  });
});
