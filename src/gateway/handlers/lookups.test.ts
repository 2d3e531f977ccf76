import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import {
  LEVEL2,
  LEVEL3,
  PEOPLE,
  PHARMACY,
  type SmallPerson,
  SUSPENDED,
} from "../../../test/support/small-region.ts";
import type { HospitalClient } from "../client/hospital-client.ts";
import type { WireMessages } from "../client/types.ts";

// Goal: what a hospital asks before it treats: who, where, what may be charged, what will be paid.

let platform: SmallPlatform;
let hospital: HospitalClient;

beforeAll(async () => {
  platform = await openSmallPlatform();
  hospital = platform.hospital(LEVEL3);
});
afterAll(() => platform?.close());

describe("9001, 9002", () => {
  const signIn = { opter_no: "001", mac: "00-11-22-33-44-55", ip: "10.0.0.1" };

  test("an operator signs in once a message, and out on the same day", async () => {
    const msgid = hospital.nextMsgid();
    const { signinoutb } = await hospital.call("9001", { signIn }, { msgid });
    expect(signinoutb.sign_no).toMatch(/^20230615100000\d{8}$/);
    expect(signinoutb.sign_time).toBe("2023-06-15 10:00:00");
    const again = await hospital.call("9001", { signIn }, { msgid });
    expect(again.signinoutb).toEqual(signinoutb);
    const other = await hospital.call("9001", { signIn });
    expect(other.signinoutb.sign_no).not.toBe(signinoutb.sign_no);
    const { rows } = await platform.store.query("select sign_no from gateway.sign_in");
    expect(rows).toHaveLength(2);
    const signOut = { sign_no: signinoutb.sign_no, opter_no: "001" };
    const out = await hospital.call("9002", { signOut });
    expect(out.sign_time.sign_time).toBe("2023-06-15 10:00:00");
    await expect(
      hospital.call("9001", { signIn: { ...signIn, opter_no: "002" } }, { msgid }),
    ).rejects.toThrow("已用于内容不同的 9001 报文");
    expect(platform.refusals.splice(0)).toEqual(["GATEWAY-MSGID-REUSED"]);
  });

  test("the same message twice at once is one sign-in", async () => {
    const msgid = hospital.nextMsgid();
    const both = await Promise.all([1, 2].map(() => hospital.call("9001", { signIn }, { msgid })));
    expect(both[0]).toEqual(both[1]);
  });

  test("signing out needs the operator's own sign-in of the day", async () => {
    const { signinoutb } = await hospital.call("9001", { signIn });
    const { sign_no } = signinoutb;
    const out = (changes: object, client = hospital) =>
      client.call("9002", { signOut: { sign_no, opter_no: "001", ...changes } });
    await expect(out({ sign_no: "1" })).rejects.toThrow("signOut.sign_no（签到编号）：本机构没有");
    await expect(out({}, platform.hospital(LEVEL2))).rejects.toThrow("本机构没有签到编号");
    await expect(out({ opter_no: "002" })).rejects.toThrow("是操作员 001 的");
    const today = platform.now;
    platform.now = new Date("2023-06-15T16:00:00Z");
    await expect(out({})).rejects.toThrow("请今天签到（9001）后再签退");
    platform.now = today;
    expect(platform.refusals.splice(0)).toEqual([
      "GATEWAY-SIGN-IN-UNKNOWN",
      "GATEWAY-SIGN-IN-UNKNOWN",
      "GATEWAY-SIGN-IN-OTHER-OPERATOR",
      "GATEWAY-SIGN-IN-OTHER-DAY",
    ]);
  });
});

describe("1101", () => {
  const find = (person: SmallPerson, changes: object = {}) =>
    hospital.call("1101", {
      data: {
        mdtrt_cert_type: "02",
        mdtrt_cert_no: person.certno,
        psn_cert_type: "",
        certno: "",
        psn_name: "",
        ...changes,
      },
    });

  test("a person by identity card, with enrolment, balance and identities", async () => {
    const { baseinfo, insuinfo, idetinfo } = await find(PEOPLE.official);
    const { psn_no, certno, psn_name } = PEOPLE.official;
    expect(baseinfo).toMatchObject({ psn_no, certno, psn_name, gend: "1", age: 44.9 });
    expect(insuinfo).toEqual([
      {
        balc: 800,
        insutype: "310",
        psn_type: "11",
        psn_insu_stas: "1",
        psn_insu_date: "2018-01-01",
        paus_insu_date: "",
        cvlserv_flag: "1",
        insuplc_admdvs: "430400",
        emp_name: "演示机关",
      },
    ]);
    expect(idetinfo).toEqual([]);
    const poor = await find(PEOPLE.poor);
    expect(poor.idetinfo).toEqual([
      {
        psn_idet_type: "2303",
        psn_type_lv: "",
        memo: "低保救助对象",
        begntime: "2022-01-01 00:00:00",
        endtime: "2023-12-31 23:59:59",
      },
    ]);
  });

  test("card and token are the certificate's or the person's number in this platform", async () => {
    const byCard = await find(PEOPLE.worker, { mdtrt_cert_type: "03", card_sn: "A1" });
    const byToken = await find(PEOPLE.worker, {
      mdtrt_cert_type: "01",
      mdtrt_cert_no: PEOPLE.worker.psn_no,
    });
    expect(byToken).toEqual(byCard);
  });

  test("what was on a day: paused, ended, another scheme", async () => {
    const paused = await find(PEOPLE.paused);
    expect(paused.insuinfo[0]).toMatchObject({ psn_insu_stas: "2", paus_insu_date: "2023-05-01" });
    const before = await find(PEOPLE.paused, { begntime: "2023-04-30 12:00:00" });
    expect(before.insuinfo[0]).toMatchObject({ psn_insu_stas: "1", paus_insu_date: "" });
    const changed = await find(PEOPLE.changed);
    expect(changed.insuinfo).toMatchObject([
      { insutype: "310", psn_insu_stas: "4", paus_insu_date: "2023-01-01" },
      { insutype: "390", psn_insu_stas: "1", psn_insu_date: "2023-01-01" },
    ]);
    const later = await find(PEOPLE.later);
    expect(later.insuinfo).toEqual([]);
    const year = await find(PEOPLE.later, { begntime: "2024-02-01" });
    expect(year.insuinfo).toMatchObject([{ insutype: "390", psn_insu_stas: "1" }]);
  });

  test("nobody, or somebody else", async () => {
    await expect(find(PEOPLE.worker, { mdtrt_cert_no: "110101199001010011" })).rejects.toThrow(
      "data.mdtrt_cert_no（就诊凭证编号）：没有找到",
    );
    await expect(find(PEOPLE.worker, { mdtrt_cert_no: "SP0001" })).rejects.toThrow("没有找到");
    await expect(find(PEOPLE.worker, { certno: PEOPLE.poor.certno })).rejects.toThrow(
      "data.certno（证件号码）",
    );
    await expect(find(PEOPLE.worker, { psn_name: "别人" })).rejects.toThrow(
      "data.psn_name（人员姓名）：收到“别人”，与该参保人登记的人员姓名不一致",
    );
    expect(platform.refusals.splice(0)).toEqual([
      "GATEWAY-CERTIFICATE-UNKNOWN",
      "GATEWAY-CERTIFICATE-UNKNOWN",
      "GATEWAY-PERSON-DIFFERS",
      "GATEWAY-PERSON-DIFFERS",
    ]);
    await find(PEOPLE.worker, {
      certno: PEOPLE.worker.certno.toLowerCase(),
      psn_name: PEOPLE.worker.psn_name,
    });
  });
});

test("1201: an institution by code, or by a name that only one has", async () => {
  const find = (changes: object) =>
    hospital.call("1201", { medinsinfo: { fixmedins_type: "1", ...changes } });
  const { medinsinfo } = await find({ fixmedins_code: LEVEL2 });
  expect(medinsinfo).toMatchObject({ fixmedins_name: "演示中医医院", hosp_lv: "13" });
  expect((await find({ fixmedins_name: "中医" })).medinsinfo).toEqual(medinsinfo);
  await expect(find({ fixmedins_name: "演示" })).rejects.toThrow("名称含“演示”的机构有 5 家");
  await expect(find({ fixmedins_code: PHARMACY })).rejects.toThrow(
    "medinsinfo.fixmedins_code（定点医药机构编号）：没有",
  );
  expect(platform.refusals.splice(0)).toEqual([
    "GATEWAY-INSTITUTION-AMBIGUOUS",
    "GATEWAY-INSTITUTION-NOT-FOUND",
  ]);
});

describe("1312, 1318, 1319", () => {
  const page = { updt_time: "2020-01-01", page_num: 1, page_size: 10 };

  test("items in pages, with both spellings of the page's members", async () => {
    const first = await hospital.call("1312", { data: page });
    expect(first).toMatchObject({
      recordCounts: 15,
      pages: 2,
      pageNum: 1,
      pageSize: 10,
      size: 10,
      startRow: 1,
      endRow: 10,
      firstPage: true,
      isFirstPage: true,
      lastPage: false,
      isLastPage: false,
    });
    expect(first.data[0]).toMatchObject({
      hilist_code: "SRC0001",
      chrgitm_lv: "02",
      begndate: "2022-01-01",
      enddate: "",
      vali_flag: "1",
      insu_admdvs: "430400",
      rid: "SRC0001-20220101",
    });
    const last = await hospital.call("1312", { data: { ...page, page_num: 2 } });
    expect(last).toMatchObject({ size: 5, startRow: 11, endRow: 15, isLastPage: true });
    const rids = [...first.data, ...last.data].map(({ rid }) => rid);
    expect(new Set(rids).size).toBe(15);
  });

  test("filters narrow, and what nobody has finds nothing", async () => {
    const codes = async (changes: object) => {
      const { data } = await hospital.call("1312", { data: { ...page, ...changes } });
      return data.map(({ hilist_code }) => hilist_code);
    };
    expect(await codes({ hilist_code: "SRX0005" })).toEqual(["SRX0005"]);
    expect(await codes({ lmt_used_flag: "1" })).toEqual(["SRX0005"]);
    expect(await codes({ chrgitm_lv: "03" })).toEqual(["SRC0002", "SRX0007"]);
    expect(await codes({ hilist_name: "床位" })).toEqual(["SRS0002"]);
    expect(await codes({ query_date: "2021-12-31" })).toEqual([]);
    expect(await codes({ updt_time: "2999-01-01" })).toEqual([]);
    expect(await codes({ insu_admdvs: "430000", list_type: "102" })).toEqual(["SRX0008"]);
    expect(await codes({ insu_admdvs: "440100" })).toEqual([]);
    expect(await codes({ vali_flag: "0" })).toEqual([]);
    expect(await codes({ wubi: "ABC" })).toEqual([]);
  });

  test("ceilings by level, shares by scheme", async () => {
    const ceilings = await hospital.call("1318", { data: { ...page, hilist_code: "SRS0002" } });
    expect(ceilings.data).toMatchObject([
      { hilist_lmtpric_type: "", hilist_pric_uplmt_amt: 40 },
      { hilist_lmtpric_type: "3", hilist_pric_uplmt_amt: 60 },
    ]);
    const level3 = await hospital.call("1318", { data: { ...page, hilist_lmtpric_type: "3" } });
    expect(level3.recordCounts).toBe(1);
    const none = await hospital.call("1318", { data: { ...page, hilist_lmtpric_type: "9" } });
    expect(none.data).toEqual([]);
    const shares = await hospital.call("1319", { data: { ...page, hilist_code: "SRX0003" } });
    expect(shares.data).toMatchObject([
      { selfpay_prop_psn_type: "99", selfpay_prop: 0.1 },
      { selfpay_prop_psn_type: "390", selfpay_prop: 0.15 },
    ]);
    const common = await hospital.call("1319", { data: { ...page, selfpay_prop_psn_type: "99" } });
    expect(common.data.some(({ selfpay_prop_psn_type: type }) => type !== "99")).toBe(false);
    expect(platform.answers.at(-1)).toContain('"selfpay_prop":0.1500');
  });

  test("there is no page 0, and none of 1,001 rows", async () => {
    const wrong = hospital.call("1312", { data: { ...page, page_num: 0 } });
    await expect(wrong).rejects.toThrow("data.page_num（当前页数）：没有第 0 页");
    const large = hospital.call("1319", { data: { ...page, page_size: 1_001 } });
    await expect(large).rejects.toThrow("每页 1 至 1000 条");
  });
});

describe("2001", () => {
  type Asked = WireMessages["2001"]["input"]["data"];
  const check = async (person: SmallPerson, changes: Partial<Asked> = {}) => {
    const { trtinfo } = await hospital.call("2001", {
      data: {
        psn_no: person.psn_no,
        insutype: "310",
        fixmedins_code: LEVEL3,
        med_type: "2101",
        begntime: "2023-06-15 08:00:00",
        ...changes,
      },
    });
    const [first] = trtinfo;
    const funds = trtinfo.map(({ fund_pay_type }) => fund_pay_type);
    return { flag: first?.trt_enjymnt_flag, reason: first?.trt_chk_rslt, funds, first };
  };

  test("one row a fund that concerns the person", async () => {
    const worker = await check(PEOPLE.worker);
    expect(worker.funds).toEqual(["310100", "330100", "310200"]);
    expect(worker).toMatchObject({ flag: "1", reason: "" });
    expect(worker.first).toMatchObject({ begndate: "2020-01-01", enddate: "" });
    const official = await check(PEOPLE.official);
    expect(official.funds).toEqual(["310100", "330100", "320100", "310200"]);
    const poor = await check(PEOPLE.poor, { insutype: "390" });
    expect(poor.funds).toEqual(["390100", "390200", "610100"]);
    const pharmacy = await check(PEOPLE.worker, { med_type: "41", fixmedins_code: PHARMACY });
    expect(pharmacy.funds).toEqual(["310200"]);
  });

  test.each([
    ["not enrolled in the scheme", PEOPLE.later, { insutype: "390" }, "没有参加险种 390"],
    ["paused", PEOPLE.paused, {}, "处于“暂停”状态"],
    ["insured elsewhere", PEOPLE.elsewhere, {}, "参保地是 430104"],
    ["agreement suspended", PEOPLE.worker, { fixmedins_code: SUSPENDED }, "处于中止状态"],
    ["no such institution", PEOPLE.worker, { fixmedins_code: "H43040099999" }, "没有编号为"],
    ["no certificate", PEOPLE.worker, { med_type: "14", dise_codg: "M03900" }, "待遇备案"],
    ["no disease", PEOPLE.chronic, { med_type: "14" }, "没有填写病种编码"],
    ["no such benefit", PEOPLE.worker, { med_type: "51" }, "没有适用于"],
  ])("%s: nothing is paid, and why", async (_, person, changes, reason) => {
    const answer = await check(person, changes);
    expect(answer.flag).toBe("0");
    expect(answer.reason).toContain(reason);
    expect(answer.funds.length).toBeGreaterThan(0);
  });

  test("with a certificate, and of nobody", async () => {
    const chronic = await check(PEOPLE.chronic, { med_type: "14", dise_codg: "M03900" });
    expect(chronic).toMatchObject({ flag: "1", funds: ["310100"] });
    await expect(check({ ...PEOPLE.worker, psn_no: "SP9999" })).rejects.toThrow(
      "data.psn_no（人员编号）：没有人员编号为 SP9999 的参保人",
    );
  });
});
