import { afterAll, beforeAll, expect, test } from "vitest";
import {
  admissionInput,
  type Changes,
  dischargeInput,
  inpatientBill,
  keyOf,
  message,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
  registrationInput,
  soldLine,
  type Visit,
  WORKER,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, PEOPLE, SUSPENDED } from "../../../test/support/small-region.ts";
import { refusalProblems } from "./fixtures/refusal.ts";

// Goal: whatever is wrong with a message, the answer is infcode -1 and one sentence in Chinese that
// names the field and the mend, and nothing is left behind. Method: one platform with a visit, a
// stay, a settlement and a cancellation; each bad message against it, all rows counted around it.

let platform: SmallPlatform;
let visit: Visit;
let settled: ReturnType<typeof keyOf>;
let gone: ReturnType<typeof keyOf>;
let stay: Visit;
let bought: Changes;

beforeAll(async () => {
  platform = await openSmallPlatform();
  const hospital = platform.hospital(LEVEL3);
  visit = await openVisit(hospital, PEOPLE.retiree, [["SRX0001", 50, 1]]);
  const done = await openVisit(hospital, PEOPLE.official, [["SRX0001", 50, 1]]);
  settled = keyOf(await hospital.call("2207", outpatientBill(done)));
  const undone = await openVisit(hospital, PEOPLE.resident, [["SRX0001", 50, 1]], {
    insutype: "390",
  });
  gone = keyOf(await hospital.call("2207", outpatientBill(undone)));
  await hospital.call("2208", gone);
  stay = await openStay(hospital, PEOPLE.poor, [["SRX0003", 50, 1]], { insutype: "390" });
  bought = message("2102", purchaseInput(WORKER, [["SRX0001", 5, 1]]));
  await platform.send(bought);
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

/** Sends a message and expects a refusal that names `where` and leaves every table as it was. */
async function refused(body: string | object, where: string, says: string): Promise<void> {
  const before = await platform.rowCounts();
  const text = await platform.send(body);
  expect(refusalProblems(text)).toEqual([]);
  const { err_msg } = JSON.parse(text);
  expect(err_msg).toContain(where);
  expect(err_msg).toContain(says);
  expect(await platform.rowCounts()).toEqual(before);
}

const key = () => ({ psn_no: visit.person.psn_no, mdtrt_id: visit.mdtrt_id });
const line = (changes: Changes = {}, sold = soldLine(["SRX0001", 10, 1])) => ({
  feedetail: [{ ...sold, ...key(), chrg_bchno: "B9", ...changes }],
});
const stayKey = () => ({ psn_no: stay.person.psn_no, mdtrt_id: stay.mdtrt_id });
const stayLine = (changes: Changes) => ({
  feedetail: [{ ...soldLine(["SRX0001", 10, 1]), ...stayKey(), med_type: "2101", ...changes }],
});
const reversal = (changes: Changes) => {
  const { psn_no } = WORKER;
  return { data: { psn_no, omsgid: bought.msgid, oinfno: "2102", ...changes } };
};

test("a message that cannot be read", async () => {
  await refused("{", "报文不是有效的 JSON", "请发送");
  await refused(message("9999", {}), "infno", "不存在或未开通");
  await refused(message("2201", {}), "input", "节点 data");
  await refused(
    message("2201", registrationInput(WORKER, { begntime: "" })),
    "data.begntime（开始时间）",
    "请填写开始时间",
  );
  const mistyped = purchaseInput(WORKER, [["SRX0001", 5, 1, { cnt: "许多" }]]);
  await refused(message("2102", mistyped), "drugdetail.cnt（数量，第 1 行）", "收到“许多”");
});

test("who asks, and for whom", async () => {
  const unknown = { fixmedins_code: "H43040099999" };
  const register = registrationInput(WORKER);
  await refused(
    message("2201", register, unknown),
    "fixmedins_code（定点医药机构编号）",
    "没有登记",
  );
  expect(platform.refusals.at(-1)).toBe("GATEWAY-INSTITUTION-UNKNOWN");
  const suspended = { fixmedins_code: SUSPENDED };
  await refused(message("2201", register, suspended), "fixmedins_code", "处于中止状态");
  for (const [person, where, says, changes] of [
    [{ ...WORKER, psn_no: "SP9999" }, "data.psn_no（人员编号）", "请先用 1101 查询", {}],
    [PEOPLE.later, "data.insutype（险种类型）", "没有参加险种 390", { insutype: "390" }],
    [PEOPLE.paused, "data.insutype（险种类型）", "处于“暂停”状态", {}],
    [PEOPLE.changed, "data.insutype（险种类型）", "没有参加险种 310", {}],
    [PEOPLE.elsewhere, "data.psn_no（人员编号）", "请按异地就医流程", {}],
    [WORKER, "data.begntime（开始时间）", "晚于当前时间", { begntime: "2023-06-16 08:00:00" }],
    [WORKER, "data.certno（证件号码）", "是否选错了人", { certno: PEOPLE.poor.certno }],
    [WORKER, "data.psn_name（人员姓名）", "收到“别人”", { psn_name: "别人" }],
  ] as const) {
    await refused(message("2201", registrationInput(person, changes)), where, says);
  }
  const wrong = purchaseInput(WORKER, [["SRX0001", 5, 1]], { psn_name: "别人" });
  await refused(message("2101", wrong), "druginfo.psn_name（人员姓名）", "收到“别人”");
  await refused(message("2102", wrong), "druginfo.psn_name（人员姓名）", "收到“别人”");
});

test("charge lines that do not stand", async () => {
  for (const [changes, where, says] of [
    [
      { med_list_codg: "NONE" },
      "feedetail.med_list_codg（医疗目录编码，费用明细",
      "对照的是医保目录",
    ],
    [
      { med_list_codg: "SRX0008", medins_list_codg: "OWN-SRX0008" },
      "feedetail.medins_list_codg（医药机构目录编码",
      "没有对照医保目录",
    ],
    [{ det_item_fee_sumamt: 11 }, "feedetail.det_item_fee_sumamt", "相差超过 0.01 元"],
    [{ cnt: -1, det_item_fee_sumamt: -10 }, "feedetail.cnt（数量", "不大于 0"],
    [{ fee_ocur_time: "2023-06-14" }, "feedetail.fee_ocur_time", "不在本次就诊期间"],
    [{ feedetl_sn: "1234567890123456" }, "feedetail.feedetl_sn", "1 至 15 位数字"],
    [{ chrg_bchno: "B1" }, "feedetail.chrg_bchno（收费批次号）", "已上传过"],
    [{ mdtrt_id: "77" }, "feedetail.mdtrt_id（就诊ID）", "没有就诊ID为 77"],
    [{ cnt: "1.00001" }, "feedetail.cnt（数量，第 1 行）", "最多 4 位小数"],
  ] as const) {
    await refused(message("2204", line(changes)), where, says);
  }
  const unmappedCode = { med_list_codg: "NONE", medins_list_codg: "OWN-NONE" };
  await refused(message("2204", line(unmappedCode)), "feedetail.medins_list_codg", "OWN-NONE");
  const [one] = line().feedetail;
  const two = { feedetail: [one, { ...one, mdtrt_id: "78" }] };
  await refused(message("2204", two), "feedetail.mdtrt_id（第 2 行）", "与第 1 行不同");
  expect(platform.refusals.at(-1)).toBe("GATEWAY-ROWS-DIFFER");
  const twice = { feedetail: [one, one] };
  await refused(message("2204", twice), "feedetail.feedetl_sn", "重复");
  for (const [changes, where, says] of [
    [{ init_feedetl_sn: "5" }, "feedetail.cnt", "应为负数"],
    [
      { init_feedetl_sn: "5", cnt: -1, det_item_fee_sumamt: -10 },
      "feedetail.init_feedetl_sn（原费用流水号",
      "不在本次就诊的明细中",
    ],
  ] as const) {
    await refused(message("2301", stayLine(changes)), where, says);
  }
  const unknownSerial = { data: [{ ...stayKey(), feedetl_sn: "424242" }] };
  await refused(
    message("2302", unknownSerial),
    "data.feedetl_sn（费用明细流水号）",
    "没有流水号为",
  );
  const unknownBatch = { data: { ...key(), chrg_bchno: "B8" } };
  await refused(message("2205", unknownBatch), "data.chrg_bchno（收费批次号）", "没有收费批次 B8");
});

test("an unknown item, where the mapping leads out of the catalogue", async () => {
  await platform.store.query(
    `insert into providers.catalogue_mapping (institution_code, own_code, valid_from, item_code)
     values ($1, 'OWN-GONE', '2020-01-01', 'GONE')`,
    [LEVEL2],
  );
  const hospital = platform.hospital(LEVEL2);
  const here = await openVisit(hospital, PEOPLE.diabetic, [], { insutype: "390" });
  const changes = {
    psn_no: here.person.psn_no,
    mdtrt_id: here.mdtrt_id,
    med_list_codg: "GONE",
    medins_list_codg: "OWN-GONE",
  };
  const from = { fixmedins_code: LEVEL2 };
  await refused(
    message("2204", line(changes), from),
    "feedetail.med_list_codg（医疗目录编码，费用明细",
    "医保目录在 2023-06-15 没有编码为“GONE”的项目",
  );
});

test("settlements that do not stand", async () => {
  for (const [changes, where, says] of [
    [{ medfee_sumamt: "51.00" }, "data.medfee_sumamt（医疗费总额）", "合计 50.00 元不符"],
    [{ inscp_scp_amt: "49.00" }, "data.inscp_scp_amt（符合政策范围金额）", "留空由平台计算"],
    [{ chrg_bchno: "B8" }, "data.chrg_bchno（收费批次号）", "先上传费用明细"],
    [{ insutype: "390" }, "data.insutype（险种类型）", "与就诊"],
    [{ med_type: "14" }, "data.med_type（医疗类别）", "与就诊"],
    [{ mdtrt_id: "1" }, "data.mdtrt_id（就诊ID）", "使用登记时返回的就诊ID"],
    [{ mdtrt_id: "那个" }, "data.mdtrt_id（就诊ID）", "没有就诊ID为 那个"],
    [{ acct_used_flag: "3" }, "data.acct_used_flag（个人账户使用标志）", "0 不使用"],
  ] as const) {
    await refused(message("2207", outpatientBill(visit, changes)), where, says);
  }
  const other = { fixmedins_code: LEVEL2 };
  await refused(
    message("2207", outpatientBill(visit), other),
    "data.mdtrt_id（就诊ID）",
    "其他机构登记",
  );
  const asInpatient = inpatientBill({ ...stay, ...visit });
  await refused(message("2304", asInpatient), "data.mdtrt_id（就诊ID）", "是门诊就诊");
  const asFinal = inpatientBill(stay);
  await refused(message("2304", asFinal), "data.mdtrt_id（就诊ID）", "请先办理出院（2402）");
  const again = { ...settled.data, chrg_bchno: "B1", medfee_sumamt: "50.00" };
  await refused(
    message("2207", outpatientBill({ ...visit, person: PEOPLE.official }, again)),
    "data.chrg_bchno（收费批次号）",
    "已在结算",
  );
});

test("settling for the certificate of somebody else", async () => {
  const wrong = { certno: PEOPLE.worker.certno };
  const where = "data.certno（证件号码）";
  for (const infno of ["2206", "2207"]) {
    await refused(message(infno, outpatientBill(visit, wrong)), where, "是否选错了人");
  }
  const interim = { ...wrong, mid_setl_flag: "1" };
  for (const infno of ["2303", "2304"]) {
    await refused(message(infno, inpatientBill(stay, interim)), where, "是否选错了人");
  }
});

test("final without lines", async () => {
  const empty = await openVisit(platform.hospital(LEVEL3), PEOPLE.relative, []);
  const bill = outpatientBill(empty, { medfee_sumamt: "0.00" });
  await refused(message("2207", bill), "data.chrg_bchno（收费批次号）", "没有可结算的费用明细");
  const noStay = await openStay(platform.hospital(LEVEL3), PEOPLE.relative, []);
  const interim = inpatientBill(noStay, { medfee_sumamt: 0, mid_setl_flag: "1" });
  await refused(message("2304", interim), "data.mdtrt_id（就诊ID）", "请先上传费用明细再结算");
  const purchase = { ...purchaseInput(WORKER, [["SRX0001", 5, 1]]), drugdetail: [] };
  await refused(message("2102", purchase), "input", "节点 drugdetail");
});

test("disease and certificate", async () => {
  const hospital = platform.hospital(LEVEL3);
  const chosen = { med_type: "14", dise_codg: "M03900" };
  const uncertified = await openVisit(hospital, WORKER, [["SRX0001", 5, 1]], chosen);
  const bill = outpatientBill(uncertified);
  await refused(message("2207", bill), "data.mdtrt_id（就诊ID）", "没有病种 M03900 的门诊待遇备案");
});

test("acts out of their order", async () => {
  const { psn_no, mdtrt_id } = settled.data;
  const registration = { data: { psn_no, mdtrt_id, ipt_otp_no: "OTP-1" } };
  await refused(message("2202", registration), "data.mdtrt_id（就诊ID）", "请先撤销该结算");
  const otherNumber = { data: { ...key(), ipt_otp_no: "OTP-9" } };
  await refused(message("2202", otherNumber), "data.ipt_otp_no（住院/门诊号）", "不一致");
  const again = admissionInput(PEOPLE.poor, { insutype: "390" });
  await refused(message("2401", again), "mdtrtinfo.psn_no（人员编号）", "请先在该机构办理出院");
  const early = dischargeInput(stay, { endtime: "2023-06-09 08:00:00" });
  await refused(message("2402", early), "dscginfo.endtime（结束时间）", "早于入院时间");
  await refused(message("2404", { data: stayKey() }), "data.mdtrt_id（就诊ID）", "费用明细");
  await refused(message("2405", { data: stayKey() }), "data.mdtrt_id（就诊ID）", "还在院");
});

test("cancelling twice, or what is not there", async () => {
  await refused(message("2208", gone), "data.setl_id（结算ID）", "已经撤销过");
  const { psn_no, mdtrt_id } = settled.data;
  for (const setl_id of ["1", "没有", "999999999999999999999"]) {
    const data = { psn_no, mdtrt_id, setl_id };
    await refused(message("2208", { data }), "data.setl_id（结算ID）", "请核对结算ID");
  }
  await refused(message("2103", settled), "data.mdtrt_id（就诊ID）", "门诊");
  await refused(message("2305", settled), "data.mdtrt_id（就诊ID）", "门诊");
});

test("reversing what is another's, or cannot be reversed", async () => {
  const where = "data.omsgid（原发送方报文ID）";
  await refused(message("2601", reversal({ oinfno: "2207" })), where, "是交易 2102");
  await refused(message("2601", reversal({ psn_no: "SP0002" })), where, "与冲正请求不一致");
  const uploaded = message("2204", line({ chrg_bchno: "B10" }));
  await platform.send(uploaded);
  const upload = { psn_no: visit.person.psn_no, omsgid: uploaded.msgid, oinfno: "2204" };
  await refused(
    message("2601", { data: upload }),
    "data.oinfno（原交易编号）",
    "可冲正的是 2102、2207、2304、2401",
  );
});

test("a trial is refused as the settlement would be, and leaves nothing either way", async () => {
  const before = await platform.rowCounts();
  await platform.hospital(LEVEL3).call("2206", outpatientBill(visit) as never);
  expect(await platform.rowCounts()).toEqual(before);
  const bill = outpatientBill(visit, { medfee_sumamt: 1 });
  await refused(message("2206", bill), "data.medfee_sumamt（医疗费总额）", "合计");
  const early = inpatientBill(stay, { medfee_sumamt: 1 });
  await refused(message("2303", early), "data.medfee_sumamt（医疗费总额）", "合计");
});
