import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Changes,
  keyOf,
  message,
  openVisit,
  outpatientBill,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, PEOPLE } from "../../../test/support/small-region.ts";
import { queryMessages } from "../fixtures/valid-messages/queries.ts";
import { refusalProblems } from "./fixtures/refusal.ts";

// Goal: reports that institutions uploaded are found by others, void ones are not, and where
// nothing was uploaded the answer is an honest nothing.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(() => platform.close());

const PERSON = PEOPLE.worker.psn_no;

const examinfo = (changes: Changes = {}) => ({
  mdtrt_sn: "1",
  psn_no: PERSON,
  rpotc_no: "R1",
  rpotc_type_code: "01",
  exam_rpotc_name: "演示胸部 CT",
  rpt_date: "2023-06-14",
  exam_item_code: "CT01",
  exam_item_name: "胸部 CT",
  exam_rslt_poit_flag: "0",
  exam_ccls: "未见异常",
  bilg_dr_name: "演示医生",
  vali_flag: "1",
  ...changes,
});

const upload = (institution: string, changes: Changes = {}) =>
  platform.hospital(institution).call("4501", {
    examinfo: examinfo(changes),
    iteminfo: [{ exam_item_code: "CT01", exam_item_name: "胸部 CT" }],
    sampleinfo: [{ rpotc_no: "R1" }],
    imageinfo: [],
  } as never);

const uploadLaboratory = (institution: string) =>
  platform.hospital(institution).call("4502", {
    labinfo: {
      mdtrt_sn: "1",
      psn_no: PERSON,
      rpotc_no: "L1",
      exam_item_code: "B01",
      exam_item_name: "血常规",
      exam_org_name: "演示检验所",
      rpt_date: "2023-06-14",
      rpot_doc: "演示检验师",
      vali_flag: "1",
    },
    iteminfo: [
      {
        rpotc_no: "L1",
        exam_mtd: "仪器法",
        ref_val: "4-10",
        exam_unt: "10^9/L",
        exam_rslt_val: 6,
        exam_rslt_dicm: "正常",
        exam_item_detl_code: "WBC",
        exam_item_detl_name: "白细胞",
        exam_rslt_abn: "0",
      },
    ],
    sampleinfo: [{ rpotc_no: "L1" }],
  } as never);

async function refused(code: string, asking: () => Promise<unknown>): Promise<void> {
  const before = await platform.rowCounts();
  await expect(asking()).rejects.toThrow();
  expect(platform.refusals.at(-1)).toBe(code);
  expect(refusalProblems(platform.answers.at(-1) as string)).toEqual([]);
  expect(await platform.rowCounts()).toEqual(before);
}

describe("5401, 5402", () => {
  test("nothing uploaded is nothing found", async () => {
    const hospital = platform.hospital(LEVEL2);
    expect(await hospital.call("5401", queryMessages["5401"] as never)).toEqual({
      bilgiteminfo: [],
    });
    expect(await hospital.call("5402", queryMessages["5402"] as never)).toEqual({
      checkreportdetails: [],
      inspectionreportinformation: [],
      inspectiondetails: [],
    });
    const nobody = { bilgiteminfo: { psn_no: "SP9999" } };
    await refused("SETTLEMENT-PERSON-UNKNOWN", () => hospital.call("5401", nobody as never));
  });

  test("reports of any institution, as they were uploaded last", async () => {
    await upload(LEVEL3, { exam_ccls: "初稿" });
    await upload(LEVEL3);
    await upload(LEVEL2, { rpotc_no: "R2" });
    await upload(LEVEL2, { rpotc_no: "R2", vali_flag: "0" });
    await upload(LEVEL3, { psn_no: PEOPLE.retiree.psn_no, rpotc_no: "R3" });
    await uploadLaboratory(LEVEL3);
    const asked = async (changes: Changes = {}) => {
      const bilgiteminfo = { psn_no: PERSON, ...changes };
      return (await platform.hospital(LEVEL2).call("5401", { bilgiteminfo } as never)).bilgiteminfo;
    };
    const examination = {
      psn_no: PERSON,
      rpotc_no: "R1",
      rpt_date: "2023-06-14",
      rpotc_type_code: "01",
      fixmedins_code: LEVEL3,
      exam_rpotc_name: "演示胸部 CT",
      exam_rslt_poit_flag: "0",
      exam_rslt_abn: "",
      exam_ccls: "未见异常",
      exe_org_name: "演示第一人民医院",
    };
    const laboratory = { rpotc_no: "L1", exam_rpotc_name: "血常规", exe_org_name: "演示检验所" };
    const both = await asked();
    expect(both).toHaveLength(2);
    expect(both).toMatchObject([examination, laboratory]);
    expect(await asked({ exam_item_code: "B01" })).toMatchObject([laboratory]);
    expect(await asked({ exam_item_name: "胸部 CT" })).toMatchObject([examination]);
    expect(await asked({ exam_org_name: "检验所" })).toMatchObject([laboratory]);
    expect(await asked({ exam_org_code: LEVEL2 })).toEqual([]);
  });

  test("the details of one report", async () => {
    const asked = (rpotc_no: string, fixmedins_code = LEVEL3) =>
      platform.hospital(LEVEL2).call("5402", {
        rptdetailinfo: { psn_no: PERSON, rpotc_no, fixmedins_code },
      } as never);
    expect(await asked("R1")).toMatchObject({
      checkreportdetails: [{ rpotc_no: "R1", exam_ccls: "未见异常", bilgDrName: "演示医生" }],
      inspectionreportinformation: [],
      inspectiondetails: [],
    });
    expect(await asked("L1")).toMatchObject({
      checkreportdetails: [],
      inspectionreportinformation: [{ exam_item_name: "血常规", rpot_doc: "演示检验师" }],
      inspectiondetails: [
        { exam_item_detl_name: "白细胞", exam_rslt_val: 6, exam_rslt_qual: "正常" },
      ],
    });
    expect(await asked("R1", LEVEL2)).toMatchObject({ checkreportdetails: [] });
    expect(await asked("R2", LEVEL2)).toMatchObject({ checkreportdetails: [] });
  });
});

describe("5461", () => {
  test("keeps the person's consent, once a message", async () => {
    const { data } = queryMessages["5461"];
    const body = message("5461", { data });
    const first = await platform.send(body);
    expect(JSON.parse(first)).toMatchObject({ infcode: "0" });
    expect(await platform.send(body)).toBe(first);
    const { rows } = await platform.store.query(
      "select person_no, institution_code, given_at::text from people.report_consent",
    );
    expect(rows).toEqual([
      { person_no: PERSON, institution_code: LEVEL3, given_at: "2023-06-15 10:00:00" },
    ]);
    const other = { ...body, input: { data: { ...data, cardSn: "1" } } };
    expect(await platform.send(other)).toContain("内容不同");
  });

  test("not without the card, the credential, or of another person", async () => {
    const asking = (changes: Changes) => () => {
      const data = { ...queryMessages["5461"].data, ...changes } as never;
      return platform.hospital(LEVEL3).call("5461", { data });
    };
    await refused("GATEWAY-MEMBER-MISSING", asking({ mdtrtCertType: "01" }));
    await refused("GATEWAY-MEMBER-MISSING", asking({ mdtrtCertType: "03" }));
    await refused("GATEWAY-PERSON-DIFFERS", asking({ psnUserName: "别人" }));
    await refused("GATEWAY-PERSON-DIFFERS", asking({ psnUserIdCard: "1" }));
    await refused("SETTLEMENT-PERSON-UNKNOWN", asking({ psnNo: "SP9999" }));
  });
});

describe("5501", () => {
  test("what became of an uploaded voucher", async () => {
    const hospital = platform.hospital(LEVEL3);
    const asked = (changes: Changes = {}, institution = LEVEL3) =>
      platform
        .hospital(institution)
        .call("5501", { ...queryMessages["5501"], ...changes } as never);
    await refused("GATEWAY-KEPT-UNKNOWN", () => asked());
    await refused("GATEWAY-OTHER-INSTITUTION", () => asked({}, LEVEL2));
    const visit = await openVisit(hospital, PEOPLE.worker, [["SRX0001", 30, 1]]);
    const settled = await hospital.call("2207", outpatientBill(visit));
    await hospital.call("4901", vouchers(settled.setlinfo.setl_id) as never);
    const known = {
      elecSetlCertCode: "C1",
      elecSetlCertNo: "E0001",
      elecSetlCertChkcode: "7",
      elecSetlCertType: "01",
      certSetlType: "1",
    };
    expect(await asked()).toEqual({ ...known, rhredFlag: "0", reimFlag: "1" });
    await hospital.call("2208", keyOf(settled) as never);
    expect(await asked()).toEqual({ ...known, rhredFlag: "1", reimFlag: "0" });
    const alone = { elecSetlCertNo: "E0002" };
    expect(await asked(alone)).toMatchObject({ rhredFlag: "0", reimFlag: "0" });
    await refused("GATEWAY-KEPT-UNKNOWN", () => asked({ elecSetlCertType: "02" }));
  });
});

function vouchers(setlId: string) {
  const voucher = {
    elecSetlCertCode: "C1",
    elecSetlCertNo: "E0001",
    elecSetlCertChkcode: 7,
    elecSetlCertType: "01",
    certSetlType: "1",
    mdtrtType: "1",
    billDate: "2023-06-15",
    medfeeSumamt: 30,
    insuplcAdmdvs: "430400",
    bizSn: "1",
    psnName: PEOPLE.worker.psn_name,
    maindiagCode: "J06.900",
    maindiagName: "急性上呼吸道感染",
    mdtrtareaAdmdvs: "430400",
  };
  const { fixmedinsCode, fixmedinsName } = queryMessages["5501"];
  return {
    fixmedinsCode,
    fixmedinsName,
    elecSetlCertCnt: 2,
    bizStsb: "202306",
    upldBchno: "1",
    filename: "demo.zip",
    ftfileCompac: "AAAA",
    upldDetlList: [
      { ...voucher, setlId, psnNo: PERSON },
      { ...voucher, elecSetlCertNo: "E0002" },
    ],
  };
}
