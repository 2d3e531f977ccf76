import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type Changes,
  DIAGNOSIS,
  dischargeInput,
  inpatientBill,
  keyOf,
  message,
  named,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
  type Sold,
  soldLine,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import {
  FAR,
  LEVEL1,
  LEVEL2,
  LEVEL3,
  PEOPLE,
  PHARMACY,
  type SmallPerson,
  SUSPENDED,
} from "../../../test/support/small-region.ts";
import type { WireMessages } from "../client/types.ts";
import { filingMessages } from "../fixtures/valid-messages/filings.ts";
import { refusalProblems } from "./fixtures/refusal.ts";

// Goal: what is filed for a person changes what later bills are paid, from the day to the day it
// holds, and never a bill that was settled. Method: the same bill before the filing, under it, and
// after its withdrawal, through the dispatcher.

let platform: SmallPlatform;

const NOW = new Date("2023-06-15T02:00:00Z");
const LATER = new Date("2023-06-20T02:00:00Z");

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterEach(() => {
  platform.now = NOW;
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

type Kind = "2501" | "2503" | "2505" | "2507";
const NODES: Readonly<Record<Kind, string>> = {
  "2501": "refmedin",
  "2503": "data",
  "2505": "data",
  "2507": "data",
};

/** A valid filing of a person, with changes. */
function input(infno: Kind, person: SmallPerson, changes: Changes = {}): never {
  const { psn_no, psn_name, certno } = person;
  const who = infno === "2507" ? { psn_no, psn_name, certno } : { psn_no };
  const node = Object.values(filingMessages[infno])[0];
  return { [NODES[infno]]: { ...node, ...who, ...changes } } as never;
}

/** Files, and answers the number given. */
async function file(
  infno: Kind,
  person: SmallPerson,
  changes: Changes = {},
  institution = LEVEL3,
): Promise<string> {
  const answer = await platform.hospital(institution).call(infno, input(infno, person, changes));
  return (answer as { result: { trt_dcla_detl_sn: string } }).result.trt_dcla_detl_sn;
}

async function withdraw(
  infno: "2502" | "2504" | "2506",
  person: SmallPerson,
  trt_dcla_detl_sn: string,
  institution = LEVEL3,
): Promise<void> {
  const data = { psn_no: person.psn_no, trt_dcla_detl_sn, memo: "信息有误" };
  await platform.hospital(institution).call(infno, { data } as never);
}

/** Expects a refusal with its code, of a sentence fit for people; nothing may be left behind. */
async function refused(code: string, asking: () => Promise<unknown>): Promise<void> {
  const before = await platform.rowCounts();
  await expect(asking()).rejects.toThrow();
  expect(platform.refusals.at(-1)).toBe(code);
  expect(refusalProblems(platform.answers.at(-1) as string)).toEqual([]);
  expect(await platform.rowCounts()).toEqual(before);
}

const BILL: readonly Sold[] = [["SRX0001", 400, 1]];

/** An outpatient bill of a certified disease: what the funds pay, or the refusal. */
async function chronicBill(person: SmallPerson, institution = LEVEL3, dise_codg = "M03900") {
  const hospital = platform.hospital(institution);
  const choices = { insutype: "310", med_type: "14", dise_codg };
  const visit = await openVisit(hospital, person, BILL, choices);
  return hospital.call("2207", outpatientBill(visit));
}

/** A stay from the 10th, settled today, in the other city. */
async function farStay(person: SmallPerson, admission: Changes = {}, institution = FAR) {
  const hospital = platform.hospital(institution);
  const stay = await openStay(hospital, person, [["SRS0004", 20000, 1]], { admission });
  await hospital.call("2402", dischargeInput(stay));
  return hospital.call("2304", inpatientBill(stay));
}

describe("2503, 2504: a chronic disease", () => {
  test("is paid while it is filed; what was settled stays", async () => {
    const person = PEOPLE.worker;
    await expect(chronicBill(person)).rejects.toThrow("门诊待遇备案");
    expect(platform.refusals.at(-1)).toBe("SETTLEMENT-NO-CERTIFICATE");
    const filed = await file("2503", person, { opsp_dise_code: "M03900" });
    const { feedetail } = await platform
      .hospital(LEVEL2)
      .call("5301", { data: { psn_no: person.psn_no } });
    expect(feedetail).toEqual([
      {
        opsp_dise_code: "M03900",
        opsp_dise_name: "高血压",
        begndate: "2023-06-01",
        enddate: "2024-05-31",
      },
    ]);
    const settled = await chronicBill(person);
    expect(settled.setlinfo.fund_pay_sumamt).toBeGreaterThan(0);
    platform.now = LATER;
    await withdraw("2504", person, filed);
    const asked = await platform.hospital(LEVEL3).call("5203", keyOf(settled));
    expect(asked.setlinfo.fund_pay_sumamt).toBe(settled.setlinfo.fund_pay_sumamt);
    expect(asked.setlinfo.refd_setl_flag).toBe("0");
    // A visit of the days before the withdrawal is still covered, one of today is not.
    const again = await chronicBill(person);
    expect(again.setlinfo.fund_pay_sumamt).toBe(settled.setlinfo.fund_pay_sumamt);
    await expect(chronicBill(person, LEVEL3, "M05400")).rejects.toThrow();
    const today = await openToday(person);
    await expect(platform.hospital(LEVEL3).call("2207", today)).rejects.toThrow("门诊待遇备案");
    const after = await platform.hospital(LEVEL3).call("5301", { data: { psn_no: person.psn_no } });
    expect(after.feedetail).toEqual([]);
    await platform.hospital(LEVEL3).call("2208", keyOf(settled) as never);
  });

  test("withdrawn on the day it was filed, it never held", async () => {
    const person = PEOPLE.retiree;
    const filed = await file("2503", person);
    const settled = await chronicBill(person, LEVEL3, "M01600");
    await withdraw("2504", person, filed);
    await expect(chronicBill(person, LEVEL3, "M01600")).rejects.toThrow("门诊待遇备案");
    const asked = await platform.hospital(LEVEL3).call("5203", keyOf(settled));
    expect(asked.setlinfo.fund_pay_sumamt).toBe(settled.setlinfo.fund_pay_sumamt);
    const again = await file("2503", person);
    expect(again).not.toBe(filed);
  });

  test("refusals", async () => {
    const person = PEOPLE.official;
    await refused("PEOPLE-FILING-DISEASE-UNKNOWN", () =>
      file("2503", person, { opsp_dise_code: "M99999" }),
    );
    await refused("PEOPLE-FILING-TARGET-UNKNOWN", () =>
      file("2503", person, { ide_fixmedins_no: PHARMACY }),
    );
    await refused("PEOPLE-FILING-CERTIFIED", () =>
      file("2503", PEOPLE.chronic, { opsp_dise_code: "hypertension" }),
    );
    await refused("PEOPLE-FILING-NOT-A-HOSPITAL", () => file("2503", person, {}, PHARMACY));
    await refused("SETTLEMENT-NOT-ENROLLED", () => file("2503", person, { insutype: "390" }));
    await refused("SETTLEMENT-ENROLMENT-PAUSED", () => file("2503", PEOPLE.paused));
    await refused("SETTLEMENT-INSURED-ELSEWHERE", () => file("2503", PEOPLE.elsewhere));
    await refused("SETTLEMENT-AGREEMENT-SUSPENDED", () => file("2503", person, {}, SUSPENDED));
    await refused("SETTLEMENT-PERSON-UNKNOWN", () => file("2503", nobody()));
    await refused("PEOPLE-FILING-PERIOD-BACKWARDS", () =>
      file("2503", person, { enddate: "2023-05-31" }),
    );
    await refused("PEOPLE-FILING-TOO-LATE", () => file("2503", person, { begndate: "2022-06-14" }));
    await file("2503", person, { begndate: "2022-06-15", enddate: "2023-05-31" });
    await refused("PEOPLE-FILING-OVERLAPS", () =>
      file("2503", person, { begndate: "2023-05-31" }, LEVEL2),
    );
    await file("2503", person, { enddate: "" });
  });
});

describe("2502, 2504, 2506: what cannot be withdrawn", () => {
  test("unknown, another kind, another's, withdrawn already, ended", async () => {
    const person = PEOPLE.filed;
    const filed = await file("2503", person, { enddate: "2023-06-16" });
    await refused("PEOPLE-FILING-UNKNOWN", () => withdraw("2504", person, "1"));
    await refused("PEOPLE-FILING-UNKNOWN", () => withdraw("2504", person, "无此号"));
    await refused("PEOPLE-FILING-UNKNOWN", () => withdraw("2502", person, filed));
    await refused("PEOPLE-FILING-UNKNOWN", () => withdraw("2504", PEOPLE.worker, filed));
    await refused("PEOPLE-FILING-OTHER-INSTITUTION", () => withdraw("2504", person, filed, LEVEL2));
    await refused("SETTLEMENT-PERSON-UNKNOWN", () => withdraw("2504", nobody(), filed));
    platform.now = new Date("2023-06-17T02:00:00Z");
    await refused("PEOPLE-FILING-ENDED", () => withdraw("2504", person, filed));
    platform.now = NOW;
    await withdraw("2504", person, filed);
    await refused("PEOPLE-FILING-WITHDRAWN", () => withdraw("2504", person, filed));
  });
});

describe("2501, 2502: a transfer", () => {
  test("makes a later stay in the other city a referred one", async () => {
    const person = PEOPLE.changed;
    const insutype = { insutype: "390" };
    const fundOf = async () => {
      const hospital = platform.hospital(FAR);
      const choices = { ...insutype };
      const stay = await openStay(hospital, person, [["SRS0004", 20000, 1]], choices);
      await hospital.call("2402", dischargeInput(stay));
      const final = await hospital.call("2304", inpatientBill(stay));
      await hospital.call("2305", keyOf(final));
      return final.setlinfo.fund_pay_sumamt;
    };
    const before = await fundOf();
    const filed = await file("2501", person, { ...insutype, begndate: "2023-06-10" });
    const under = await fundOf();
    expect(under).toBeGreaterThan(before);
    const { refmedin } = await platform.hospital(LEVEL3).call("5304", {
      data: { psn_no: person.psn_no, begntime: "2023-06-12 00:00:00" },
    } as never);
    expect(refmedin).toMatchObject([
      {
        insutype: "390",
        dcla_souc: "01",
        psn_name: person.psn_name,
        reflin_medins_no: FAR,
        out_flag: "1",
        refl_date: "2023-06-12",
        refl_rea: "本院条件有限",
        begndate: "2023-06-10",
        enddate: "2023-12-31",
        hosp_agre_refl_flag: "1",
        opt_time: "2023-06-15 10:00:00",
      },
    ]);
    const none = await platform.hospital(LEVEL3).call("5304", {
      data: { psn_no: person.psn_no, begntime: "2023-06-13 00:00:00" },
    } as never);
    expect(none.refmedin).toEqual([]);
    await withdraw("2502", person, filed);
    expect(await fundOf()).toBe(before);
  });

  test("covers the hospital named where its region is another's, and no other city", async () => {
    const person = PEOPLE.relative;
    const stay = await farStay(person);
    await platform.hospital(FAR).call("2305", keyOf(stay));
    await file("2501", person, { begndate: "2023-06-10", mdtrtarea_admdvs: "430200" });
    const named = await farStay(person);
    expect(named.setlinfo.fund_pay_sumamt).toBeGreaterThan(stay.setlinfo.fund_pay_sumamt);
    await platform.hospital(FAR).call("2305", keyOf(named));
  });

  test("refusals", async () => {
    const person = PEOPLE.poor;
    const resident = { insutype: "390" };
    await refused("PEOPLE-FILING-NOT-AGREED", () =>
      file("2501", person, { ...resident, hosp_agre_refl_flag: "0" }),
    );
    await refused("PEOPLE-FILING-TARGET-SELF", () =>
      file("2501", person, { ...resident, reflin_medins_no: LEVEL3 }),
    );
    await refused("PEOPLE-FILING-NOT-A-HOSPITAL", () => file("2501", person, resident, PHARMACY));
    await refused("PEOPLE-FILING-NOT-ENROLLED", () => file("2501", PEOPLE.later, { insutype: "" }));
    // The scheme is found where none is named, and the day of the transfer is its first.
    await file("2501", person, { insutype: "", begndate: "", enddate: "" });
    await refused("PEOPLE-FILING-OVERLAPS", () => file("2501", person, resident));
  });
});

describe("2505, 2506: designated institutions", () => {
  test("a certified disease is paid only where the person has chosen", async () => {
    const person = PEOPLE.chronic;
    const first = await chronicBill(person, LEVEL2);
    expect(first.setlinfo.fund_pay_sumamt).toBeGreaterThan(0);
    await platform.hospital(LEVEL2).call("2208", keyOf(first) as never);
    const filed = await file("2505", person);
    await expect(chronicBill(person, LEVEL2)).rejects.toThrow(`已选定点机构 ${LEVEL3}`);
    expect(platform.refusals.at(-1)).toBe("SETTLEMENT-NOT-DESIGNATED");
    const here = await chronicBill(person, LEVEL3);
    expect(here.setlinfo.fund_pay_sumamt).toBeGreaterThan(0);
    const entitled = await platform.hospital(LEVEL2).call("2001", {
      data: {
        psn_no: person.psn_no,
        insutype: "310",
        fixmedins_code: LEVEL2,
        med_type: "14",
        begntime: "2023-06-15 10:00:00",
        dise_codg: "M03900",
      },
    } as never);
    expect(entitled.trtinfo[0]).toMatchObject({ trt_enjymnt_flag: "0" });
    const second = { fixmedins_code: LEVEL2, fix_srt_no: "2" };
    await file("2505", person, second);
    const there = await chronicBill(person, LEVEL2);
    await platform.hospital(LEVEL2).call("2208", keyOf(there) as never);
    const { psnfixmedin } = await platform
      .hospital(LEVEL1)
      .call("5302", { data: { psn_no: person.psn_no, biz_appy_type: "01" } });
    expect(psnfixmedin).toMatchObject([
      { fix_srt_no: "1", fixmedins_code: LEVEL3, insutype: "310", enddate: "2024-05-31" },
      { fix_srt_no: "2", fixmedins_code: LEVEL2, fixmedins_name: "演示中医医院" },
    ]);
    await refused("PEOPLE-FILING-RANK-TAKEN", () =>
      file("2505", person, { fixmedins_code: LEVEL1, fix_srt_no: "2" }),
    );
    await refused("PEOPLE-FILING-OVERLAPS", () => file("2505", person, { fix_srt_no: "3" }));
    await refused("PEOPLE-FILING-TARGET-UNKNOWN", () =>
      file("2505", person, { fixmedins_code: "H43040099999", fix_srt_no: "3" }),
    );
    await withdraw("2506", person, filed);
    await expect(chronicBill(person, LEVEL3)).rejects.toThrow(`已选定点机构 ${LEVEL2}`);
    const other = await platform
      .hospital(LEVEL1)
      .call("5302", { data: { psn_no: person.psn_no, biz_appy_type: "03" } });
    expect(other.psnfixmedin).toEqual([]);
  });

  test("general outpatient care goes by the choice too; a pharmacy may file", async () => {
    const person = PEOPLE.resident;
    const ask = async (institution: string) => {
      const hospital = platform.hospital(institution);
      const visit = await openVisit(hospital, person, BILL, { insutype: "390" });
      return hospital.call("2206", outpatientBill(visit) as never);
    };
    expect((await ask(LEVEL1)).setlinfo.fund_pay_sumamt).toBeGreaterThan(0);
    const changes = { biz_appy_type: "03", fixmedins_code: LEVEL2 };
    const filed = await file("2505", person, changes, PHARMACY);
    await expect(ask(LEVEL1)).rejects.toThrow("2505");
    await withdraw("2506", person, filed, PHARMACY);
    expect((await ask(LEVEL1)).setlinfo.fund_pay_sumamt).toBeGreaterThan(0);
  });
});

describe("2507: an injury", () => {
  const LIABLE = { exp_content: '{"TRUM_FLAG":"1","REL_TTP_FLAG":"1"}' };
  const settleInjury = async (person: SmallPerson, exp: Changes) => {
    const hospital = platform.hospital(LEVEL3);
    const choices = { med_type: "22", admission: exp };
    const stay = await openStay(hospital, person, [["SRS0004", 20000, 1]], choices);
    await hospital.call("2402", dischargeInput(stay));
    try {
      const final = await hospital.call("2304", inpatientBill(stay));
      await hospital.call("2305", keyOf(final));
      return final.setlinfo.fund_pay_sumamt;
    } finally {
      const data = { psn_no: person.psn_no, mdtrt_id: stay.mdtrt_id };
      await hospital.call("2405", { data });
      await hospital.call("2302", { data: [{ ...data, feedetl_sn: "0000" }] });
      await hospital.call("2404", { data });
    }
  };

  test("for which another may be liable is paid once it is decided so", async () => {
    const person = PEOPLE.worker;
    await expect(settleInjury(person, LIABLE)).rejects.toThrow("意外伤害备案（2507）");
    expect(platform.refusals.at(-1)).toBe("SETTLEMENT-LIABILITY-UNDECIDED");
    await file("2507", person, { chk_pay_flag: "0" });
    await expect(settleInjury(person, LIABLE)).rejects.toThrow("尚未认定");
    await refused("PEOPLE-FILING-OVERLAPS", () => file("2507", person, { chk_pay_flag: "0" }));
    await file("2507", person);
    expect(await settleInjury(person, LIABLE)).toBeGreaterThan(0);
    await refused("PEOPLE-FILING-OVERLAPS", () => file("2507", person));
  });

  test("without a third party is paid, unless it was filed as undecided", async () => {
    const person = PEOPLE.retiree;
    expect(await settleInjury(person, {})).toBeGreaterThan(0);
    await file("2507", person, { chk_pay_flag: "0" });
    await expect(settleInjury(person, {})).rejects.toThrow("尚未认定");
    await refused("GATEWAY-PERSON-DIFFERS", () => file("2507", person, { psn_name: "别人" }));
    await refused("SETTLEMENT-NOT-ENROLLED", () => file("2507", person, { insutype: "390" }));
  });
});

describe("once and no more", () => {
  test("the same message again gets the same bytes; with other content it is refused", async () => {
    const person = PEOPLE.destitute;
    const resident = { insutype: "390" };
    const changes: Readonly<Record<Kind, Changes>> = {
      "2501": resident,
      "2503": resident,
      "2505": {},
      "2507": resident,
    };
    for (const infno of ["2501", "2503", "2505", "2507"] as const) {
      const body = message(infno, input(infno, person, changes[infno]));
      const first = await platform.send(body);
      expect(JSON.parse(first)).toMatchObject({ infcode: "0" });
      const counts = await platform.rowCounts();
      expect(await platform.send(body)).toBe(first);
      expect(await platform.rowCounts()).toEqual(counts);
      const other = { ...body, input: input(infno, person, { ...changes[infno], addr: "别处" }) };
      expect(await platform.send(other)).toContain("内容不同");
      const sn = JSON.parse(first).output.result.trt_dcla_detl_sn as string;
      const cancel = { "2501": "2502", "2503": "2504", "2505": "2506" }[infno as "2501"];
      if (cancel === undefined) continue;
      const data = { psn_no: person.psn_no, trt_dcla_detl_sn: sn, memo: "信息有误" };
      const withdrawal = message(cancel, { data });
      const done = await platform.send(withdrawal);
      expect(JSON.parse(done)).toMatchObject({ infcode: "0" });
      expect(await platform.send(withdrawal)).toBe(done);
      const changed = { ...withdrawal, input: { data: { ...data, memo: "改主意" } } };
      expect(await platform.send(changed)).toContain("内容不同");
    }
  });

  test("2501A is 2501", async () => {
    const body = message("2501A", input("2501", PEOPLE.diabetic, { insutype: "390" }));
    expect(JSON.parse(await platform.send(body))).toMatchObject({ infcode: "0" });
  });

  test("a filing and settlements at once come one after the other", async () => {
    const person = PEOPLE.chronic;
    const { store } = platform;
    const read = async () => {
      const { rows } = await store.query<{ version: number }>(
        "select version from people.person_state where person_no = $1",
        [person.psn_no],
      );
      return rows[0]?.version as number;
    };
    const before = await read();
    const shop = platform.hospital(PHARMACY);
    const none = { acct_used_flag: "0" };
    const work: Promise<unknown>[] = [];
    for (let index = 0; index < 6; index += 1) {
      const changes = { biz_appy_type: "99", fixmedins_code: LEVEL1, fix_srt_no: String(index) };
      const period = { begndate: `202${index + 4}-01-01`, enddate: `202${index + 4}-12-31` };
      work.push(shop.call("2102", purchaseInput(person, BILL, none)));
      work.push(file("2505", person, { ...changes, ...period }));
    }
    await Promise.all(work);
    // Every one of them moved the person's version by one: none was decided on stale facts.
    expect(await read()).toBe(before + 12);
    const { rows } = await store.query<{ distinct: number; all: number }>(
      `select count(distinct person_version) as distinct, count(*) as all
         from settlement.settlement where person_no = $1`,
      [person.psn_no],
    );
    expect(rows[0]?.distinct).toBe(rows[0]?.all);
  });

  test("two of the same filing at once: one stands", async () => {
    const person = PEOPLE.diabetic;
    const changes = { insutype: "390", opsp_dise_code: "M05400" };
    const outcomes = await Promise.allSettled([
      file("2503", person, changes),
      file("2503", person, changes, LEVEL2),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(platform.refusals.at(-1)).toBe("PEOPLE-FILING-OVERLAPS");
  });
});

describe("2406, 2407: special attributes of a visit", () => {
  test("are kept with the visit and found by page", async () => {
    const person = PEOPLE.official;
    const hospital = platform.hospital(LEVEL3);
    const { mdtrt_id } = await openVisit(hospital, person, []);
    const { psn_no, psn_name, certno } = named(person);
    const attribute = (changes: Changes = {}) =>
      ({
        data: {
          ...filingMessages["2406"].data,
          mdtrt_id,
          psn_no,
          psn_name,
          certno,
          ...changes,
        },
      }) as WireMessages["2406"]["input"];
    const body = message("2406", attribute());
    const first = await platform.send(body);
    expect(await platform.send(body)).toBe(first);
    const number = JSON.parse(first).output.IptPsnSpFlagRegOut.ipt_psn_sp_flag_detl_id as string;
    await hospital.call("2406", attribute({ ipt_psn_sp_flag: "2" }));
    await refused("PEOPLE-ATTRIBUTE-EXISTS", () => hospital.call("2406", attribute()));
    const other = { ...body, input: attribute({ memo: "别的" }) };
    expect(await platform.send(other)).toContain("内容不同");
    await refused("SETTLEMENT-VISIT-OTHER-NUMBER", () =>
      hospital.call("2406", attribute({ ipt_otp_no: "OTP-9" })),
    );
    await refused("SETTLEMENT-VISIT-UNKNOWN", () =>
      hospital.call("2406", attribute({ mdtrt_id: "7" })),
    );
    await refused("SETTLEMENT-VISIT-OTHER-INSTITUTION", () =>
      platform.hospital(LEVEL2).call("2406", attribute()),
    );
    await refused("GATEWAY-PERSON-DIFFERS", () =>
      hospital.call("2406", attribute({ psn_name: "别人" })),
    );
    const nobodys = attribute({ psn_no: "SP9999" });
    await refused("SETTLEMENT-PERSON-UNKNOWN", () => hospital.call("2406", nobodys));
    const asked = async (changes: Changes, institution = LEVEL3) => {
      const data = { page_num: 1, page_size: 20, ...changes };
      const answer = await platform.hospital(institution).call("2407", { data } as never);
      return answer.IptPsnSpFlagReg;
    };
    expect(await asked({ psn_no })).toMatchObject([
      {
        ipt_psn_sp_flag_detl_id: number,
        mdtrt_id,
        certno,
        fixmedins_code: LEVEL3,
        fixmedins_name: "演示第一人民医院",
        ipt_otp_no: "OTP-1",
        ipt_psn_sp_flag: "1",
      },
      { ipt_psn_sp_flag: "2" },
    ]);
    expect(await asked({ page_num: 2, page_size: 1 })).toMatchObject([{ ipt_psn_sp_flag: "2" }]);
    expect(await asked({ ipt_psn_sp_flag_detl_id: number, psn_name })).toHaveLength(1);
    expect(await asked({ psn_name: "别人" })).toEqual([]);
    expect(await asked({}, LEVEL2)).toEqual([]);
    expect(await asked({ fixmedins_code: LEVEL2 })).toEqual([]);
    await refused("PEOPLE-PAGE", () => asked({ page_size: 1001 }));
    await refused("PEOPLE-PAGE", () => asked({ page_num: 0 }));
    const cancel = { psn_no, mdtrt_id, ipt_otp_no: "OTP-1" };
    await hospital.call("2202", { data: cancel });
    await refused("SETTLEMENT-VISIT-CANCELLED", () =>
      hospital.call("2406", attribute({ ipt_psn_sp_flag: "3" })),
    );
  });
});

function nobody(): SmallPerson {
  return { ...PEOPLE.worker, psn_no: "SP9999" };
}

function chronicAsk(person: SmallPerson, mdtrt_id: string): never {
  const visit = { person, mdtrt_id, insutype: "310", med_type: "14", lines: [] };
  return outpatientBill(visit, { medfee_sumamt: "400.00" }) as never;
}

/** A chronic visit that begins on the platform's own day, ready to be settled. */
async function openToday(person: SmallPerson): Promise<never> {
  const hospital = platform.hospital(LEVEL3);
  const day = "2023-06-20";
  const { data } = await hospital.call("2201", {
    data: {
      ...named(person),
      insutype: "310",
      begntime: `${day} 08:30:00`,
      ipt_otp_no: "OTP-2",
      dept_code: "A01",
      dept_name: "全科",
      caty: "A01",
    },
  } as never);
  const key = { psn_no: person.psn_no, mdtrt_id: data.mdtrt_id };
  await hospital.call("2203", {
    mdtrtinfo: {
      ...key,
      med_type: "14",
      begntime: `${day} 08:30:00`,
      dise_codg: "M03900",
      dise_name: "高血压",
    },
    diseinfo: [{ ...DIAGNOSIS, vali_flag: "1" }],
  } as never);
  const line = { ...soldLine(BILL[0] as Sold, day), ...key, chrg_bchno: "B1" };
  await hospital.call("2204", { feedetail: [line] } as never);
  return chronicAsk(person, data.mdtrt_id);
}
