import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  DIAGNOSIS,
  keyOf,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
  soldLine,
  totalOf,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, PEOPLE, PHARMACY } from "../../../test/support/small-region.ts";
import type { WireMessages } from "../client/types.ts";
import { assertIdentities, assertStrictNumbers, sameAmounts } from "./fixtures/identities.ts";

// Goal: what was settled can be asked for again, and the day reconciles to the fen.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  for (const text of platform.answers) assertStrictNumbers(text);
  await platform.coherent();
  await platform.close();
});

describe("5202, 5203, 5204", () => {
  test("a settlement, its lines and its diagnoses, for the institution's own", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.retiree, [
      ["SRX0003", 800, 1],
      ["SRS0001", 20, 2],
    ]);
    const final = await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
    const key = keyOf(final);
    const asked = await hospital.call("5203", key);
    assertIdentities(asked);
    const { exp_content: _, ...figures } = final.setlinfo;
    sameAmounts(figures, asked.setlinfo);
    const { psn_part_amt, psn_cash_pay, setl_time } = final.setlinfo;
    expect(asked.setlinfo).toMatchObject({
      psn_pay: psn_part_amt,
      cash_payamt: psn_cash_pay,
      setl_time,
      fixmedins_code: LEVEL3,
      fixmedins_name: "演示第一人民医院",
      hosp_lv: "12",
      dedc_hosp_lv: "3",
      pay_loc: "2",
      year: "2023",
      refd_setl_flag: "0",
      invono: "INV-2",
      opter_id: "001",
      opter_name: "收费员",
      dise_codg: "J06.900",
      dise_name: "演示病",
      mdtrt_cert_type: "02",
      insu_optins: "430405",
    });
    expect(asked.setldetail).toEqual(final.setldetail);
    const lines = await hospital.call("5204", key);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      mdtrt_id: key.data.mdtrt_id,
      setl_id: key.data.setl_id,
      hilist_code: "SRX0003",
      hilist_name: "演示乙类片剂",
      medins_list_codg: "OWN-SRX0003",
      rx_drord_no: "RX1",
      bilg_dept_name: "全科",
      bilg_dr_name: "演示医生",
      med_type: "11",
      preselfpay_amt: 80,
      hosp_appr_flag: "0",
      memo: "备注",
    });
    const { psn_no, mdtrt_id } = key.data;
    const { diseinfo } = await hospital.call("5202", { data: { psn_no, mdtrt_id } });
    expect(diseinfo).toMatchObject([
      { diag_code: "J06.900", maindiag_flag: "1", inout_diag_type: "1", diag_srt_no: 1 },
    ]);
    const other = platform.hospital(LEVEL2);
    for (const infno of ["5203", "5204"] as const) {
      await expect(other.call(infno, key)).rejects.toThrow("data.mdtrt_id（就诊ID）：就诊");
    }
    await hospital.call("2208", key);
    const after = await hospital.call("5203", key);
    expect(after.setlinfo).toMatchObject({ refd_setl_flag: "1", psn_pay: psn_part_amt });
  });

  test("diagnoses are replaced by number, and voided", async () => {
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.worker, []);
    const data = { psn_no: visit.person.psn_no, mdtrt_id: visit.mdtrt_id };
    const report = (rows: readonly object[]) =>
      hospital.call("2203", {
        mdtrtinfo: {
          ...data,
          med_type: "11",
          begntime: "2023-06-15 08:30:00",
          dise_codg: "J06.900",
          dise_name: "演示病",
        },
        diseinfo: rows.map((row) => ({ ...DIAGNOSIS, vali_flag: "1", ...row })) as never,
      });
    const known = async () => {
      const { diseinfo } = await hospital.call("5202", { data });
      return diseinfo.map(({ diag_srt_no, diag_code }) => `${diag_srt_no} ${diag_code}`);
    };
    await report([{ diag_code: "J18.900" }, { diag_srt_no: 2, diag_code: "I10.x09" }]);
    expect(await known()).toEqual(["1 J18.900", "2 I10.x09"]);
    await report([{ diag_srt_no: 2, vali_flag: "0" }]);
    expect(await known()).toEqual(["1 J18.900"]);
  });

  test("nothing is known of a settlement that never was", async () => {
    const data = { psn_no: PEOPLE.worker.psn_no, mdtrt_id: "1", setl_id: "abc" };
    const asked = platform.hospital(LEVEL3).call("5203", { data });
    await expect(asked).rejects.toThrow("data.setl_id（结算ID）");
  });
});

describe("5206", () => {
  test("accumulators by national code, year and month", async () => {
    const hospital = platform.hospital(LEVEL2);
    const stay = await openStay(hospital, PEOPLE.poor, [["SRS0004", 5_000, 1]], {
      insutype: "390",
    });
    const bill = { ...outpatientBill(stay).data, mid_setl_flag: "1" };
    await hospital.call("2304", { data: bill } as unknown as WireMessages["2304"]["input"]);
    const { psn_no } = PEOPLE.poor;
    const all = await hospital.call("5206", { data: { psn_no } });
    const codes = Object.fromEntries(all.cuminfo.map((row) => [row.cum_type_code, row.cum]));
    expect(codes).toMatchObject({ C0000_BIZ21_level2: 1, Q0000_BIZ21: 600 });
    expect(codes.D390100).toBeGreaterThan(0);
    expect(all.cuminfo[0]).toMatchObject({ insutype: "390", year: "2023", cum_ym: "202312" });
    const june = await hospital.call("5206", { data: { psn_no, cum_ym: "202306" } });
    expect(june.cuminfo.every(({ cum_ym }) => cum_ym === "202306")).toBe(true);
    expect(june.cuminfo).toHaveLength(all.cuminfo.length);
    const earlier = await hospital.call("5206", { data: { psn_no, cum_ym: "202212" } });
    expect(earlier.cuminfo).toEqual([]);
    const wrong = hospital.call("5206", { data: { psn_no, cum_ym: "202313" } });
    await expect(wrong).rejects.toThrow("data.cum_ym（累计年月）：收到“202313”");
    expect(platform.refusals.at(-1)).toBe("GATEWAY-NOT-A-MONTH");
    const nobody = hospital.call("5206", { data: { psn_no: "X" } });
    await expect(nobody).rejects.toThrow("data.psn_no（人员编号）");
  });
});

describe("3201", () => {
  const statement = (changes: object = {}): WireMessages["3201"]["input"] => ({
    data: {
      insutype: "310",
      clr_type: "41",
      setl_optins: "430400",
      stmt_begndate: "2023-06-15",
      stmt_enddate: "2023-06-15",
      medfee_sumamt: "0.00",
      fund_pay_sumamt: 0,
      acct_pay: 0,
      fixmedins_setl_cnt: 0,
      fixmedins_refd_setl_flag: "0",
      ...changes,
    },
  });

  test("balanced to the fen and the piece, cancellations as entries of their own", async () => {
    const shop = platform.hospital(PHARMACY);
    const reconcile = async (changes: object = {}) =>
      (await shop.call("3201", statement(changes))).stmtinfo;
    expect(await reconcile()).toEqual({
      setl_optins: "430400",
      stmt_rslt: "0",
      stmt_rslt_dscr: "",
    });
    const lines = [soldLine(["SRX0001", 30, 1]), soldLine(["SRX0001", 12.34, 1])];
    await shop.call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", 30, 1]]));
    const second = await shop.call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", 12.34, 1]]));
    await shop.call("2103", keyOf(second));
    const figures = { medfee_sumamt: "30.00", acct_pay: "30.00", fixmedins_setl_cnt: 3 };
    expect(await reconcile(figures)).toMatchObject({ stmt_rslt: "0" });
    const gross = { ...figures, medfee_sumamt: totalOf(lines), acct_pay: totalOf(lines) };
    expect(await reconcile({ ...gross, fixmedins_setl_cnt: 2, refd_setl_flag: "0" })).toMatchObject(
      { stmt_rslt: "0" },
    );
    const refunds = { medfee_sumamt: -12.34, acct_pay: -12.34, fixmedins_setl_cnt: 1 };
    expect(await reconcile({ ...refunds, refd_setl_flag: "1" })).toMatchObject({ stmt_rslt: "0" });
    expect(await reconcile({ ...refunds, fixmedins_refd_setl_flag: "1" })).toMatchObject({
      stmt_rslt: "0",
    });
    expect(await reconcile({ ...figures, medfee_sumamt: "30.01", fixmedins_setl_cnt: 1 })).toEqual({
      setl_optins: "430400",
      stmt_rslt: "1",
      stmt_rslt_dscr:
        "平台：3笔，医疗费30.00，基金0.00，个人账户30.00；" +
        "机构：1笔，医疗费30.01，基金0.00，个人账户30.00；差异：2笔，医疗费-0.01",
    });
  });

  test("other days, schemes, institutions and agencies are not counted", async () => {
    const shop = platform.hospital(PHARMACY);
    for (const changes of [
      { stmt_begndate: "2023-06-16", stmt_enddate: "2023-06-30" },
      { insutype: "390" },
      { clr_type: "11" },
      { setl_optins: "430100" },
    ]) {
      const { stmtinfo } = await shop.call("3201", statement(changes));
      expect(stmtinfo.stmt_rslt).toBe("0");
    }
    const other = await platform.hospital(LEVEL2).call("3201", statement());
    expect(other.stmtinfo.stmt_rslt).toBe("0");
    const backwards = shop.call("3201", statement({ stmt_enddate: "2023-06-14" }));
    await expect(backwards).rejects.toThrow("data.stmt_enddate（对账结束日期）：结束日期");
    expect(platform.refusals.at(-1)).toBe("GATEWAY-PERIOD-BACKWARDS");
  });
});
