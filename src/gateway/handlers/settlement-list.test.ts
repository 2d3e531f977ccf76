import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Changes,
  dischargeInput,
  inpatientBill,
  keyOf,
  message,
  openStay,
  openVisit,
  outpatientBill,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, PEOPLE } from "../../../test/support/small-region.ts";
import { type ListMove, moveList } from "../../settlement-list/index.ts";
import type { WireMessages } from "../client/types.ts";
import {
  settlementListInput,
  settlementListMessages,
} from "../fixtures/valid-messages/settlement-list.ts";

// Goal: a list is taken as it is sent, told what is wrong with it, replaced until it is submitted,
// and read back whole. Method: a settled stay, a list that agrees with it, and one change each.

let platform: SmallPlatform;
let stay: WireMessages["2304"]["output"];

beforeAll(async () => {
  platform = await openSmallPlatform();
  const hospital = platform.hospital(LEVEL3);
  const open = await openStay(hospital, PEOPLE.retiree, [
    ["SRS0004", 3_000, 1],
    ["SRX0003", 400, 1],
    ["SRX0007", 50, 1],
  ]);
  await hospital.call("2402", dischargeInput(open));
  stay = await hospital.call("2304", inpatientBill(open, { acct_used_flag: "1" }));
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

type List = WireMessages["4101"]["input"];
type Nodes = { readonly [node in keyof List]?: Changes | readonly Changes[] };

/** The list of the stay; nodes given replace rows, or change members of `setlinfo`. */
function list(changes: Nodes = {}): List {
  const good = settlementListInput(stay) as unknown as Readonly<Record<string, unknown>>;
  const { setlinfo, ...rows } = changes;
  return {
    ...good,
    ...rows,
    setlinfo: { ...(good.setlinfo as object), ...setlinfo },
  } as unknown as List;
}

const key = () => ({ psn_no: stay.setlinfo.psn_no, setl_id: stay.setlinfo.setl_id });

async function findings(changes: Nodes): Promise<string[]> {
  const hospital = platform.hospital(LEVEL3);
  await hospital.call("4101", list(changes));
  const page = { setl_ym: "202306", page_num: 1, page_size: 10 };
  const { data } = await hospital.call("4104", { data: { ...page, ...key() } });
  expect(data).toHaveLength(1);
  const [row] = data;
  return row?.detailinfo.map(
    ({ exam_data_fld, qltctrl_chk_rslt }) => `${exam_data_fld} ${qltctrl_chk_rslt.split("：")[0]}`,
  ) as string[];
}

async function refused(
  call: () => Promise<unknown>,
  code: string,
  ...words: string[]
): Promise<void> {
  const before = await platform.rowCounts();
  const said = await call().then(
    () => "done",
    (error: Error) => error.message,
  );
  for (const word of words) expect(said).toContain(word);
  expect(platform.refusals.at(-1)).toBe(code);
  expect(await platform.rowCounts()).toEqual(before);
}

const rows = (node: keyof List): Changes[] => [
  ...((list() as unknown as Record<string, Changes[]>)[node] ?? []),
];

const OPERATION = {
  oprn_oprt_type: "1",
  oprn_oprt_name: "阑尾切除术",
  oprn_oprt_code: "47.0100",
  oper_dr_code: "D430400000001",
  oprn_oprt_begntime: "2023-06-11 09:00:00",
  oprn_oprt_endtime: "2023-06-11 11:00:00",
  anst_begntime: "2023-06-11 08:50:00",
  anst_endtime: "2023-06-11 11:10:00",
};
const SECOND = { ...OPERATION, oprn_oprt_type: "2", oprn_oprt_code: "54.1100" };
const CARE = {
  scs_cutd_ward_type: "1",
  scs_cutd_inpool_time: "2023-06-11 11:30:00",
  scs_cutd_exit_time: "2023-06-13 00:54:00",
  scs_cutd_sum_dura: "1/13/24",
};

describe("quality control", () => {
  test("a list that agrees with its settlement has no finding", async () => {
    expect(await findings({})).toEqual([]);
    expect(await findings({ oprninfo: [OPERATION, SECOND], icuinfo: [CARE] })).toEqual([]);
  });

  test("money that is not the settlement's", async () => {
    const { medfee_sumamt, acct_pay, psn_cash_pay } = stay.setlinfo;
    const payments = rows("payinfo");
    const [first, ...rest] = payments;
    const more = { ...first, fund_payamt: (Number(first?.fund_payamt) + 0.01).toFixed(2) };
    expect(await findings({ payinfo: [more, ...rest] })).toEqual([
      "fund_payamt 基金支付与结算不一致",
    ]);
    expect(await findings({ payinfo: rest })).toHaveLength(1);
    expect(await findings({ payinfo: [...payments, first as Changes] })).toHaveLength(1);
    const figures = {
      medfee_sumamt: medfee_sumamt + 1,
      acct_pay: acct_pay + 1,
      psn_cashpay: psn_cash_pay + 1,
      psn_selfpay: "0.01",
      psn_ownpay: "0.02",
    };
    expect(await findings({ setlinfo: figures })).toEqual([
      "medfee_sumamt 医疗费总额与结算不一致",
      "acct_pay 个人账户支出与结算不一致",
      "psn_cashpay 个人现金支付与结算不一致",
      "psn_selfpay 个人自付与结算不一致",
      "psn_ownpay 个人自费与结算不一致",
    ]);
    const item = { med_chrgitm: "06", amt: medfee_sumamt };
    expect(await findings({ iteminfo: [item] })).toEqual([]);
    const parts = { claa_sumfee: medfee_sumamt - 1, oth_amt: "0.50" };
    expect(await findings({ iteminfo: [{ ...item, ...parts }] })).toEqual([
      "amt 收费项目的分项与金额不一致",
    ]);
    expect(await findings({ iteminfo: [{ ...item, amt: "1.00" }] })).toEqual([
      "amt 收费项目合计与医疗费总额不一致",
    ]);
  });

  test.each<[Changes, string[]]>([
    [{ adm_time: "" }, ["adm_time 缺少入院或出院时间"]],
    [{ dscg_time: "2023-06-09 08:00:00" }, ["dscg_time 出院时间早于入院时间"]],
    [{ adm_time: "2023-06-09 08:00:00" }, ["adm_time 住院日期与就诊登记不一致"]],
    [{ setl_end_date: "2023-06-09" }, ["setl_end_date 结算结束日期早于开始日期"]],
    [{ setl_end_date: "2023-06-16" }, ["setl_begn_date 结算起止日期不在就诊与结算之间"]],
    [{ age_days: 12 }, ["age_days 新生儿天龄不符"]],
    [{ nwb_bir_wt: 3000 }, ["nwb_bir_wt 非新生儿填写了出生体重"]],
    [{ coner_name: "演示家属", coner_tel: "" }, ["coner_name 联系人信息不全"]],
    [{ dscg_way: "2" }, ["acp_medins_name 缺少拟接收机构"]],
    [{ lv1_nurscare_days: 5, scd_nurscare_days: 2 }, ["lv1_nurscare_days 护理天数超过住院天数"]],
    [{ vent_used_dura: "三天" }, ["vent_used_dura 时长的写法不对"]],
    [
      { adm_time: "1950-01-01 00:00:00" },
      ["adm_time 住院日期与就诊登记不一致", "adm_time 入院早于出生"],
    ],
  ])("of the stay: %j", async (setlinfo, expected) => {
    expect(await findings({ setlinfo })).toEqual(expected);
  });

  test("diagnoses: exactly one principal, none twice, codes of the insurance edition", async () => {
    const [principal] = rows("diseinfo") as [Changes];
    const other = { ...principal, maindiag_flag: "0", diag_code: "I10.x09" };
    const none = [{ ...principal, maindiag_flag: "0" }];
    const expected = ["maindiag_flag 主要诊断不是恰好一个"];
    expect(await findings({ diseinfo: none })).toEqual(expected);
    expect(await findings({ diseinfo: [] })).toEqual(expected);
    const both = [principal, { ...other, maindiag_flag: "1" }];
    expect(await findings({ diseinfo: both })).toEqual(expected);
    expect(await findings({ diseinfo: [principal, other, other] })).toEqual(["diag_code 诊断重复"]);
    expect(await findings({ diseinfo: [principal, { ...other, diag_code: "肺炎" }] })).toEqual([
      "diag_code 诊断代码的写法不对",
    ]);
    const chinese = { ...other, diag_type: "2", diag_code: "BNF010", maindiag_flag: "1" };
    expect(await findings({ diseinfo: [principal, chinese] })).toEqual([]);
  });

  test("operations: the principal first, the others in order, all within the stay", async () => {
    const of = (...oprninfo: Changes[]) => findings({ oprninfo });
    expect(await of(SECOND)).toEqual(["oprn_oprt_type 主要手术不是恰好一个"]);
    expect(await of(SECOND, OPERATION)).toEqual(["oprn_oprt_code 手术操作的次序不对"]);
    const earlier = { ...SECOND, oprn_oprt_begntime: "2023-06-10 09:00:00", anst_begntime: "" };
    expect(await of(OPERATION, SECOND, earlier)).toEqual(["oprn_oprt_code 手术操作的次序不对"]);
    expect(await of({ ...OPERATION, oprn_oprt_code: "阑尾" })).toEqual([
      "oprn_oprt_code 手术操作代码的写法不对",
    ]);
    const times = ["oprn_oprt_begntime 手术时间不符"];
    expect(await of({ ...OPERATION, oprn_oprt_begntime: "2023-06-11 11:01:00" })).toEqual(times);
    const late = { oprn_oprt_endtime: "2023-06-16 00:00:00", anst_endtime: "" };
    expect(await of({ ...OPERATION, ...late })).toEqual(times);
    expect(await of({ ...OPERATION, anst_endtime: "2023-06-11 08:00:00" })).toEqual([
      "anst_begntime 麻醉时间不符",
    ]);
  });

  test("intensive care and transfusions", async () => {
    const of = (changes: Changes) => findings({ icuinfo: [{ ...CARE, ...changes }] });
    const times = ["scs_cutd_inpool_time 重症监护时间不符"];
    expect(await of({ scs_cutd_exit_time: "2023-06-11 11:00:00" })).toEqual(times);
    expect(await of({ scs_cutd_exit_time: "2023-06-17 11:00:00" })).toEqual(times);
    expect(await of({ scs_cutd_sum_dura: "1/13/25" })).toEqual([
      "scs_cutd_sum_dura 重症监护合计时长与进出时间不一致",
    ]);
    expect(await of({ scs_cutd_sum_dura: "37小时" })).toEqual(["vent_used_dura 时长的写法不对"]);
    const { psn_no, mdtrt_id, setl_id } = stay.setlinfo;
    const blood = { setl_List_bld_Id: "1", psn_no, mdtrt_id, setl_id, bld_cat: "1" };
    expect(await findings({ bldinfo: [blood] })).toEqual([]);
    expect(await findings({ bldinfo: [{ ...blood, mdtrt_id: "1" }] })).toEqual([
      "setl_id 输血信息属于其他结算",
    ]);
  });

  test("4104 tells the level, what came and the mend, and picks by level", async () => {
    const hospital = platform.hospital(LEVEL3);
    const ask = (changes: Changes = {}) =>
      hospital.call("4104", {
        data: { setl_ym: "202306", page_num: 1, page_size: 10, ...changes },
      } as WireMessages["4104"]["input"]);
    await hospital.call("4101", list({ setlinfo: { dscg_way: "2", nwb_bir_wt: 3000 } }));
    const { data, recordCounts } = await ask({ fixmedins_code: LEVEL3 });
    expect(recordCounts).toBe(1);
    expect(data[0]).toMatchObject({
      fixmedins_name: "演示第一人民医院",
      setl_ym: "202306",
      psn_name: "乙退休",
      cert_no: PEOPLE.retiree.certno,
      qltctrl_rslt: "1",
      err_lv: "1",
      retn_flag: "1",
    });
    expect(data[0]?.detailinfo).toMatchObject([
      { exam_data_fld: "nwb_bir_wt", err_lv: "2", retn_flag: "0", init_val: "3000" },
      { exam_data_fld: "acp_medins_name", err_lv: "1", retn_flag: "1", init_val: "2" },
    ]);
    expect(data[0]?.detailinfo[1]?.qltctrl_chk_rslt).toMatch(/离院方式是 2。.*请填写拟接收机构/);
    for (const [changes, count] of [
      [{ err_lv: "1" }, 1],
      [{ err_lv: "2" }, 0],
      [{ retn_flag: "1" }, 1],
      [{ retn_flag: "0" }, 0],
      [{ err_lv: "1", retn_flag: "0" }, 0],
      [{ psn_no: "SP0001" }, 0],
      [{ setl_id: "abc" }, 0],
      [{ setl_ym: "202305" }, 0],
      [{ page_num: 2 }, 1],
    ] as const) {
      expect((await ask(changes)).recordCounts, JSON.stringify(changes)).toBe(count);
    }
    const other = await platform.hospital(LEVEL2).call("4104", {
      data: { setl_ym: "202306", page_num: 1, page_size: 10 },
    });
    expect(other.data).toEqual([]);
    await refused(() => ask({ setl_ym: "2023-06" }), "GATEWAY-NOT-A-MONTH", "data.setl_ym");
    await refused(() => ask({ page_size: 0 }), "CATALOGUE-PAGE", "data.page_num");
    const theirs = "RECONCILIATION-OTHER-INSTITUTION";
    await refused(() => ask({ fixmedins_code: LEVEL2 }), theirs, "fixmedins_code");
  });
});

describe("4101, 4103", () => {
  test("what was sent comes back, with what the bureau knows", async () => {
    const hospital = platform.hospital(LEVEL3);
    const sent = list({
      setlinfo: { vent_used_dura: "1/2/3", coner_name: "演示家属" },
      oprninfo: [OPERATION],
      icuinfo: [CARE],
      opspdiseinfo: [{ oprn_oprt_name: "透析", oprn_oprt_code: "39.9500" }],
    });
    const { data } = await hospital.call("4101", sent);
    expect(data.setl_list_id).toMatch(/^\d{9}$/);
    const back = await hospital.call("4103", { data: key() });
    const { psn_cash_pay, acct_pay, psn_part_amt, hifp_pay } = stay.setlinfo;
    expect(back.setlinfo).toMatchObject({
      ...key(),
      setl_list_sn: data.setl_list_id,
      fixmedins_code: LEVEL3,
      psn_name: "乙退休",
      gend: "2",
      certno: PEOPLE.retiree.certno,
      ntly: "CHN",
      coner_name: "演示家属",
      adm_time: "2023-06-10 08:00:00",
      act_ipt_days: 5,
      diag_code_cnt: 1,
      oprn_oprt_code_cnt: 1,
      vent_used_days: 1,
      vent_used_h_cnt: 2,
      vent_used_m_cnt: 3,
      ipt_med_type: "1",
      hi_setl_lv: "3",
      stas_type: "0",
      acct_pay,
      psn_cashpay: psn_cash_pay,
      ybtcPay: hifp_pay,
    });
    const { psn_selfpay, psn_ownpay } = back.setlinfo;
    expect(psn_selfpay + psn_ownpay).toBeCloseTo(psn_part_amt, 6);
    expect(back.payinfo.map(({ fund_payamt }) => fund_payamt)).toEqual(
      stay.setldetail.map(({ fund_payamt }) => fund_payamt),
    );
    const items = back.iteminfo.map((row) => [row.med_chrgitm_type, row.item_sumamt]);
    expect(items).toEqual([
      ["06", 3000],
      ["09", 400],
      ["11", 50],
    ]);
    expect(back.diseinfo[0]).toMatchObject({ diag_code: "J18.900", maindiag_flag: "1" });
    expect(back.oprninfo[0]).toMatchObject({ main_oprn_flag: "1", oprn_oprt_date: "2023-06-11" });
    expect(back.icuinfo[0]).toMatchObject(CARE);
    expect(back.opspdiseinfo[0]).toMatchObject({ oprn_oprt_code: "39.9500", diag_code: "J18.900" });
    const bySettlement = await hospital.call("4103", { data: { setl_id: key().setl_id } });
    expect(bySettlement).toEqual(back);
    expect(await hospital.call("4103", { data: { psn_no: key().psn_no } })).toEqual(back);
  });

  test("uploaded again under the same number, the earlier versions kept", async () => {
    const hospital = platform.hospital(LEVEL3);
    const first = await hospital.call("4101", list());
    const again = await hospital.call("4101", list({ setlinfo: { bill_no: "B-2" } }));
    expect(again).toEqual(first);
    expect((await hospital.call("4103", { data: key() })).setlinfo.bill_no).toBe("B-2");
    const { rows: versions } = await platform.store.query<{ version: number }>(
      "select version from settlement_list.list order by version",
    );
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
    expect(versions.length).toBeGreaterThan(2);
    const edition = message("4101A", list());
    expect(JSON.parse(await platform.send(edition)).infcode).toBe("0");
  });

  test("the same message again is one version; other content is refused", async () => {
    const body = message("4101", list());
    const first = await platform.send(body);
    const counts = await platform.rowCounts();
    expect(await platform.send(body)).toBe(first);
    expect(await platform.rowCounts()).toEqual(counts);
    const other = { ...body, input: list({ setlinfo: { bill_no: "B-3" } }) };
    expect(JSON.parse(await platform.send(other)).err_msg).toContain("重发须与原报文内容一致");
    const twice = message("4101", list());
    const both = await Promise.all([platform.send(twice), platform.send(twice)]);
    expect(new Set(both).size).toBe(1);
  });

  test("only a standing settlement of the institution's own has a list", async () => {
    const upload = (changes: Changes, code = LEVEL3) => {
      return () => platform.hospital(code).call("4101", list({ setlinfo: changes }));
    };
    await refused(upload({ setl_id: "1" }), "SETTLEMENT-UNKNOWN", "setlinfo.setl_id");
    await refused(upload({ psn_no: "SP0001" }), "SETTLEMENT-UNKNOWN", "setlinfo.setl_id");
    await refused(upload({ mdtrt_id: "1" }), "SETTLEMENT-UNKNOWN", "setlinfo.setl_id");
    const other = "SETTLEMENT-VISIT-OTHER-INSTITUTION";
    await refused(upload({}, LEVEL2), other, "setlinfo.mdtrt_id");
    const hospital = platform.hospital(LEVEL3);
    const visit = await openVisit(hospital, PEOPLE.worker, [["SRX0001", 100, 1]]);
    const bill = await hospital.call("2207", outpatientBill(visit));
    await hospital.call("2208", keyOf(bill));
    const { psn_no, mdtrt_id, setl_id } = bill.setlinfo;
    const gone = upload({ psn_no, mdtrt_id, setl_id });
    await refused(gone, "SETTLEMENT-LIST-CANCELLED", "已撤销");
    for (const data of [{ setl_id: "999" }, { setl_id: "x" }, { psn_no: "SP0001" }]) {
      const ask = () => hospital.call("4103", { data });
      await refused(ask, "SETTLEMENT-LIST-UNKNOWN", "data.setl_id");
    }
    const theirs = () => platform.hospital(LEVEL2).call("4103", { data: key() });
    await refused(theirs, "SETTLEMENT-LIST-UNKNOWN");
    await refused(() => hospital.call("4103", { data: {} }), "SETTLEMENT-LIST-NOT-ASKED");
  });
});

describe("4102", () => {
  const state = (stas_type: string, changes: Changes = {}) => ({
    data: { stastinfo: [{ ...key(), stas_type, ...changes }] },
  });
  const change = (stas_type: string, changes: Changes = {}) =>
    platform.hospital(LEVEL3).call("4102", state(stas_type, changes));
  const decide = (to: ListMove["to"]) => {
    const { psn_no: person_no, setl_id: settlement_id } = key();
    const decided = { to, by: "agency", reason: "演示", now: platform.now, operator: "审核员" };
    return platform.store.transaction((transaction) =>
      moveList(
        transaction,
        { institution_code: LEVEL3, person_no, settlement_id },
        decided as ListMove,
      ),
    );
  };
  const current = async () => {
    const { setlinfo } = await platform.hospital(LEVEL3).call("4103", { data: key() });
    return setlinfo.stas_type;
  };

  test("submitted once, sent back, submitted again, approved: and nothing else", async () => {
    const illegal = (to: string) =>
      refused(() => change(to), "SETTLEMENT-LIST-STATE", "stas_type", "不能改为");
    for (const to of ["0", "2", "3"]) await illegal(to);
    const body = message("4102", state("1"));
    const first = await platform.send(body);
    expect(JSON.parse(first).infcode).toBe("0");
    expect(await platform.send(body)).toBe(first);
    expect(await current()).toBe("1");
    for (const to of ["0", "1", "2", "3"]) await illegal(to);
    const upload = () => platform.hospital(LEVEL3).call("4101", list());
    await refused(upload, "SETTLEMENT-LIST-SUBMITTED", "setlinfo.setl_id", "已提交");
    await decide("rejected");
    expect(await current()).toBe("3");
    await upload();
    await change("0");
    await change("1");
    await decide("rejected");
    await change("1");
    await decide("approved");
    await expect(decide("rejected")).rejects.toMatchObject({ code: "SETTLEMENT-LIST-STATE" });
    for (const to of ["0", "1", "2", "3"]) await illegal(to);
    await refused(upload, "SETTLEMENT-LIST-SUBMITTED", "审核通过");
  });

  test("what names no list or no state is refused, and the whole message with it", async () => {
    await refused(() => change("9"), "SETTLEMENT-LIST-STATE-UNKNOWN", "stastinfo[0].stas_type");
    await refused(() => change(""), "GATEWAY-MEMBER-MISSING", "stastinfo[0].stas_type");
    await refused(() => change("1", { psn_no: "" }), "GATEWAY-MEMBER-MISSING", "psn_no");
    await refused(() => change("1", { setl_id: "" }), "GATEWAY-MEMBER-MISSING", "setl_id");
    const unknown = "SETTLEMENT-LIST-UNKNOWN";
    await refused(() => change("1", { setl_id: "7" }), unknown);
    await refused(() => change("0", { psn_no: "SP0001" }), unknown);
    const theirs = () => platform.hospital(LEVEL2).call("4102", state("1"));
    await refused(theirs, unknown);
    const stastinfo = Array.from({ length: 1_001 }, () => ({ ...key(), stas_type: "1" }));
    const many = () => platform.hospital(LEVEL3).call("4102", { data: { stastinfo } });
    await refused(many, "SETTLEMENT-LIST-TOO-MANY");
  });

  test("two lists at once: both or none; none of a cancelled settlement", async () => {
    const hospital = platform.hospital(LEVEL3);
    const keys: { psn_no: string; setl_id: string; mdtrt_id: string }[] = [];
    const bills = [];
    for (const price of [61, 62]) {
      const visit = await openVisit(hospital, PEOPLE.chronic, [["SRX0001", price, 1]]);
      const bill = await hospital.call("2207", outpatientBill(visit));
      const { psn_no, setl_id, mdtrt_id } = bill.setlinfo;
      bills.push(bill);
      keys.push({ psn_no, setl_id, mdtrt_id });
      await hospital.call("4101", list({ setlinfo: { psn_no, setl_id, mdtrt_id } }));
    }
    const move = (...states: string[]) =>
      hospital.call("4102", {
        data: {
          stastinfo: states.map((stas_type, index) => {
            const { psn_no, setl_id } = keys[index] as { psn_no: string; setl_id: string };
            return { psn_no, setl_id, stas_type };
          }),
        },
      });
    await refused(() => move("1", "0"), "SETTLEMENT-LIST-STATE");
    await hospital.call("2208", keyOf(bills[1] as (typeof bills)[number]));
    await refused(() => move("1", "1"), "SETTLEMENT-LIST-CANCELLED", "不能提交");
    await move("1");
  });
});

describe("4105", () => {
  test("how many are to be uploaded, and how many have been", async () => {
    const hospital = platform.hospital(LEVEL3);
    const count = (changes: Changes = {}) =>
      hospital.call("4105", {
        data: {
          fixmedins_code: LEVEL3,
          medtype_list: ["21"],
          stt_begntime: "2023-06-01 00:00:00",
          stt_endtime: "2023-06-30 23:59:59",
          ...changes,
        },
      } as unknown as WireMessages["4105"]["input"]);
    expect(await count()).toEqual({ needUploadCnt: 1, uploadedCnt: 1 });
    const both = { medtype_list: ["2101", "11"] };
    expect(await count(both)).toEqual({ needUploadCnt: 2, uploadedCnt: 2 });
    const refunded = await count({ ...both, refdset_flag: "1" });
    expect(refunded).toEqual({ needUploadCnt: 4, uploadedCnt: 3 });
    const later = { stt_begntime: "2023-06-16 00:00:00" };
    expect(await count(later)).toEqual({ needUploadCnt: 0, uploadedCnt: 0 });
    const backwards = () => count({ stt_endtime: "2023-05-31 00:00:00" });
    await refused(backwards, "GATEWAY-PERIOD-BACKWARDS", "data.stt_endtime");
    const theirs = () => count({ fixmedins_code: LEVEL2 });
    await refused(theirs, "RECONCILIATION-OTHER-INSTITUTION", "fixmedins_code");
  });
});

test("the valid messages of settlement lists are answered, one after the other", async () => {
  const hospital = platform.hospital(LEVEL3);
  const open = await openStay(hospital, PEOPLE.worker, [["SRS0004", 500, 1]]);
  await hospital.call("2402", dischargeInput(open));
  const settled = await hospital.call("2304", inpatientBill(open));
  for (const [infno, input] of Object.entries(settlementListMessages(settled))) {
    const { infcode, err_msg } = JSON.parse(await platform.send(message(infno, input)));
    expect(infcode, `${infno} ${err_msg}`).toBe("0");
  }
});
