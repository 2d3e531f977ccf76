import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Changes,
  keyOf,
  message,
  openVisit,
  outpatientBill,
  purchaseInput,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, PEOPLE, PHARMACY } from "../../../test/support/small-region.ts";
import { approveApplication } from "../../reconciliation/index.ts";
import type { WireMessages } from "../client/types.ts";

// Goal: what was settled is applied for once, at the bureau's own sums, and every query of the
// month tells the same money. Method: a month of settlements with a refund, asked for from all
// sides; every illegal step leaves nothing behind.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

const fenOf = (yuan: unknown): number => Math.round(Number(yuan) * 100);
const yuan = (fen: number): string => (fen * 0.01).toFixed(2);

interface Sums {
  readonly visits: number;
  readonly total: number;
  readonly fund: number;
  readonly cash: number;
  readonly account: number;
}

/** Three visits of LEVEL3, one of them refunded. */
async function month(): Promise<Sums> {
  const hospital = platform.hospital(LEVEL3);
  const settled: Readonly<Record<string, unknown>>[] = [];
  for (const [person, price] of [
    [PEOPLE.retiree, 800],
    [PEOPLE.worker, 1_234.56],
    [PEOPLE.official, 300],
  ] as const) {
    const visit = await openVisit(hospital, person, [["SRX0003", price, 1]]);
    const final = await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
    if (person === PEOPLE.official) await hospital.call("2208", keyOf(final));
    else settled.push(final.setlinfo);
  }
  const sum = (field: string): number => settled.reduce((all, one) => all + fenOf(one[field]), 0);
  return {
    visits: settled.length,
    total: sum("medfee_sumamt"),
    fund: sum("fund_pay_sumamt"),
    cash: sum("psn_cash_pay"),
    account: sum("acct_pay"),
  };
}

function application(sums: Sums, changes: Changes = {}): WireMessages["3203"]["input"] {
  const data = {
    clr_type: "11",
    clr_way: "1",
    setlym: "202306",
    psntime: sums.visits,
    medfee_sumamt: yuan(sums.total),
    med_sumfee: yuan(sums.total),
    fund_appy_sum: yuan(sums.fund),
    cash_payamt: yuan(sums.cash),
    acct_pay: yuan(sums.account),
    begndate: "2023-06-01",
    enddate: "2023-06-15",
    ...changes,
  };
  return { data } as WireMessages["3203"]["input"];
}

const asked = (changes: Changes = {}) => ({
  fixmedins_code: LEVEL3,
  clr_type: "11",
  start_clrym: "202306",
  end_clrym: "202306",
  clr_optins: "430400",
  clr_stas: "0",
  ...changes,
});

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

describe("3203, 3204 and the claims of the month", () => {
  let sums: Sums;
  let application_id: string;

  test("before: what is settled is not applied for", async () => {
    sums = await month();
    const answer = await platform.hospital(LEVEL3).call("2172", asked());
    expect(answer).toMatchObject({ recordCounts: 1, pages: 1, isFirstPage: true });
    expect(answer.n_output).toHaveLength(1);
    expect(answer.n_output[0]).toMatchObject({
      setl_dcla_no: "",
      fixmedins_name: "演示第一人民医院",
      clr_type_name: "门诊",
      clr_stas_name: "未申报",
      begndate: "20230601",
      enddate: "20230630",
      sumamt: sums.total / 100,
      cash_payamt: sums.cash / 100,
      acct_pay_sumamt: sums.account / 100,
      fund_pay_sumamt: sums.fund / 100,
      clr_psntime: 2,
    });
    const none = await platform.hospital(LEVEL3).call("2172", asked({ clr_stas: "10" }));
    expect(none).toMatchObject({ recordCounts: 0, n_output: [] });
  });

  test("every figure that differs is named with the difference", async () => {
    const hospital = platform.hospital(LEVEL3);
    for (const [field, name, changed] of [
      ["medfee_sumamt", "医疗费总额", yuan(sums.total + 1)],
      ["fund_appy_sum", "基金申报总额", yuan(sums.fund - 100)],
      ["acct_pay", "个人账户支出", yuan(sums.account + 1)],
      ["cash_payamt", "现金支付金额", yuan(sums.cash + 1)],
      ["psntime", "清算人次", 3],
    ] as const) {
      const call = () => hospital.call("3203", application(sums, { [field]: changed }));
      await refused(call, "RECONCILIATION-SUMS-DIFFER", `data.${field}（${name}）`, "相差");
    }
    const recognised = application(sums, { med_sumfee: yuan(sums.total + 1) });
    const call = () => hospital.call("3203", recognised);
    await refused(call, "RECONCILIATION-RECOGNISED-SUM", "data.med_sumfee");
  });

  test("a period that cannot be is refused", async () => {
    const hospital = platform.hospital(LEVEL3);
    for (const changes of [
      { begndate: "2023-06-16" },
      { enddate: "2023-06-16" },
      { setlym: "202305" },
    ]) {
      const call = () => hospital.call("3203", application(sums, changes));
      await refused(call, "RECONCILIATION-PERIOD", "data.enddate（结束日期）");
    }
    const call = () => hospital.call("3203", application(sums, { setlym: "202313" }));
    await refused(call, "GATEWAY-NOT-A-MONTH", "data.setlym");
  });

  test("applied for once; the same message again is the same application", async () => {
    const body = message("3203", application(sums));
    const answers = await Promise.all([platform.send(body), platform.send(body)]);
    expect(new Set(answers).size).toBe(1);
    application_id = JSON.parse(answers[0] as string).output.result.clr_appy_evt_id;
    expect(application_id).toMatch(/^\d+$/);
    const other = { ...body, input: application(sums, { clr_way: "2" }) };
    expect(JSON.parse(await platform.send(other)).err_msg).toContain("重发须与原报文内容一致");
    const hospital = platform.hospital(LEVEL3);
    const again = () => hospital.call("3203", application(sums, { begndate: "2023-06-15" }));
    await refused(again, "RECONCILIATION-APPLIED-ALREADY", application_id, "3204");
    const { n_output } = await hospital.call("2172", asked({ clr_stas: "10" }));
    expect(n_output).toHaveLength(1);
    expect(n_output[0]).toMatchObject({
      setl_dcla_no: application_id,
      clr_stas_name: "已申报",
      enddate: "20230615",
      sumamt: sums.total / 100,
    });
    expect((await hospital.call("2172", asked())).n_output).toEqual([]);
  });

  test("detail and funds of the month add up to the claim", async () => {
    const hospital = platform.hospital(LEVEL3);
    const detail = await hospital.call("2173", asked({ clr_stas: "10" }));
    expect(detail.recordCounts).toBe(4);
    const total = detail.n_output.reduce((all, row) => all + fenOf(row.sumamt), 0);
    expect(total).toBe(sums.total);
    expect(detail.n_output.map((row) => row.clr_psntime).toSorted()).toEqual([-1, 1, 1, 1]);
    expect(detail.n_output[0]).toMatchObject({
      psn_name: "乙退休",
      gend_name: "女",
      out_type_name: "本地就医",
      psn_type_name: "退休",
      emp_name: "演示二厂",
      mdtrtsn: "OTP-1",
      mdtrt_setl_time: "2023-06-15",
    });
    const paged = await hospital.call("2173", {
      ...asked({ clr_stas: "10" }),
      page_num: "2",
      page_size: "3",
    });
    expect(paged).toMatchObject({ pageNum: 2, startRow: 4, endRow: 4, pages: 2, isLastPage: true });
    expect(paged.n_output).toEqual(detail.n_output.slice(3));
    const funds = await hospital.call("2174", asked({ clr_stas: "10" }));
    const paid = funds.n_output.reduce((all, row) => all + fenOf(row.fund_appy_sum), 0);
    expect(paid).toBe(sums.fund + sums.account);
    const account = funds.n_output.filter((row) => row.fund_pay_type === "310200");
    expect(account.reduce((all, row) => all + fenOf(row.fund_appy_sum), 0)).toBe(sums.account);
    const { mdtrt_regno } = detail.n_output[0] as { mdtrt_regno: string };
    const one = await hospital.call("2174", { ...asked({ clr_stas: "10" }), mdtrt_regno });
    expect(one.n_output.every((row) => row.psn_type === "12")).toBe(true);
    const none = await hospital.call("2174", { ...asked({ clr_stas: "10" }), mdtrt_regno: "x" });
    expect(none.n_output).toEqual([]);
  });

  test("withdrawn once, by its own institution, and applied for anew", async () => {
    const hospital = platform.hospital(LEVEL3);
    const withdraw = (clr_appy_evt_id: string, code = LEVEL3) =>
      platform.hospital(code).call("3204", { data: { clr_appy_evt_id } });
    for (const [id, code] of [
      ["999", LEVEL3],
      ["none", LEVEL3],
      [application_id, LEVEL2],
    ] as const) {
      const unknown = "RECONCILIATION-APPLICATION-UNKNOWN";
      await refused(() => withdraw(id, code), unknown, "data.clr_appy_evt_id");
    }
    const body = message("3204", { data: { clr_appy_evt_id: application_id } });
    const first = await platform.send(body);
    expect(JSON.parse(first).infcode).toBe("0");
    expect(await platform.send(body)).toBe(first);
    await refused(() => withdraw(application_id), "RECONCILIATION-APPLICATION-WITHDRAWN", "已于");
    expect((await hospital.call("2172", asked())).n_output).toHaveLength(1);
    const { result } = await hospital.call("3203", application(sums));
    expect(result.clr_appy_evt_id).not.toBe(application_id);
    application_id = result.clr_appy_evt_id;
  });

  test("once approved it stays; its rows can be neither changed nor deleted", async () => {
    const key = { institution_code: LEVEL3, application_id };
    const act = { now: platform.now, operator: "审核员" };
    await platform.store.transaction((one) => approveApplication(one, key, act));
    const twice = platform.store.transaction((one) => approveApplication(one, key, act));
    await expect(twice).rejects.toMatchObject({ code: "RECONCILIATION-APPLICATION-APPROVED" });
    const call = () =>
      platform.hospital(LEVEL3).call("3204", { data: { clr_appy_evt_id: application_id } });
    await refused(call, "RECONCILIATION-APPLICATION-APPROVED", "不能撤销");
    const { n_output } = await platform.hospital(LEVEL3).call("2172", asked({ clr_stas: "40" }));
    expect(n_output[0]?.setl_dcla_no).toBe(application_id);
    for (const table of ["clearing_application", "clearing_event"]) {
      const gone = platform.store.query(`delete from reconciliation.${table}`);
      await expect(gone).rejects.toThrow("append-only");
    }
  });

  test("of two applications at once for the same days, one is refused", async () => {
    const nothing: Sums = { visits: 0, total: 0, fund: 0, cash: 0, account: 0 };
    const apply = (begndate: string) =>
      platform
        .hospital(LEVEL2)
        .call("3203", application(nothing, { begndate, enddate: "2023-06-10" }));
    const both = await Promise.allSettled([apply("2023-06-01"), apply("2023-06-05")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(platform.refusals.at(-1)).toBe("RECONCILIATION-APPLIED-ALREADY");
  });

  test("questions that cannot be answered", async () => {
    const hospital = platform.hospital(LEVEL3);
    const ask = (changes: Changes) => hospital.call("2172", asked(changes));
    const other = "RECONCILIATION-OTHER-INSTITUTION";
    await refused(() => ask({ fixmedins_code: LEVEL2 }), other, "fixmedins_code");
    await refused(() => ask({ start_clrym: "2023-6" }), "GATEWAY-NOT-A-MONTH", "start_clrym");
    await refused(() => ask({ end_clrym: "202300" }), "GATEWAY-NOT-A-MONTH", "end_clrym");
    await refused(() => ask({ end_clrym: "202305" }), "RECONCILIATION-PERIOD", "end_clrym");
    await refused(() => ask({ start_clrym: "200001" }), "RECONCILIATION-PERIOD", "36 个月");
    await refused(() => ask({ page_size: "0" }), "CATALOGUE-PAGE", "page_num");
    await refused(() => ask({ page_num: "x" }), "CATALOGUE-PAGE", "page_num");
    expect((await ask({ clr_optins: "430100" })).n_output).toEqual([]);
  });
});

describe("2175, 2176", () => {
  test("what a pharmacy has coming, by purchase and by kind", async () => {
    const shop = platform.hospital(PHARMACY);
    await shop.call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", 30, 1]]));
    const refund = await shop.call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", 12.34, 1]]));
    await shop.call("2103", keyOf(refund));
    const day = { fixmedins_code: PHARMACY, query_date: "2023-06-15" };
    const detail = await shop.call("2175", day);
    expect(detail.recordCounts).toBe(3);
    expect(detail.n_output.map((row) => row.dfr_sumamt)).toEqual([30, 12.34, -12.34]);
    expect(detail.n_output[0]).toMatchObject({
      med_type: "41",
      psn_name: "甲在职",
      fund_pay_type: "310200",
      clr_stas_name: "未申报",
      dcla_sum: 0,
      pay_sum: 0,
    });
    const sums = { visits: 1, total: 3_000, fund: 0, cash: 0, account: 3_000 };
    await shop.call("3203", application(sums, { clr_type: "41" }));
    const applied = await shop.call("2175", day);
    expect(applied.n_output.map((row) => row.dcla_sum)).toEqual([30, 12.34, -12.34]);
    const days = { fixmedins_code: PHARMACY, start_date: "2023-06-01", end_date: "2023-06-30" };
    expect(await shop.call("2176", days)).toEqual([
      {
        fixmedins_code: PHARMACY,
        fixmedins_name: "演示大药房",
        med_type: "41",
        med_type_name: "定点药店购药",
        medfee_sumamt: 30,
        dfr_sumamt: 30,
        dcla_sum: 30,
        pay_sum: 0,
        no_pay_sum: 30,
      },
    ]);
    const later = { ...days, start_date: "2023-07-01", end_date: "2023-07-31" };
    expect(await shop.call("2176", later)).toEqual([]);
    const ever = { ...days, start_date: "0001-01-01", end_date: "9999-12-31" };
    expect(await shop.call("2176", ever)).toHaveLength(1);
    const never = shop.call("2176", { ...days, start_date: "0000-01-01" });
    await expect(never).rejects.toThrow("start_date");
    const backwards = () => shop.call("2176", { ...days, end_date: "2023-05-31" });
    await refused(backwards, "GATEWAY-PERIOD-BACKWARDS", "end_date");
    for (const infno of ["2175", "2176"] as const) {
      const call = () => platform.hospital(LEVEL2).call(infno, { ...day, ...days } as never);
      await refused(call, "RECONCILIATION-OTHER-INSTITUTION", "fixmedins_code");
    }
  });
});
