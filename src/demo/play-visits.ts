import type { HospitalClient, WireMessages } from "../gateway/index.ts";
import {
  addDays,
  type CivilDate,
  chinaTime,
  fen,
  fenFromYuan,
  yuanFromFen,
} from "../kernel/index.ts";
import type { ManifestInstitution, ManifestItem, ManifestPerson } from "./demo-manifest.ts";

/** The three visits that the demo hospital plays, each from registration to settlement. */

export type WireSettlement = WireMessages["2207"]["output"]["setlinfo"];
export type WireTrial = WireMessages["2206"]["output"]["setlinfo"];
export type WireDetail = WireMessages["2207"]["output"]["setldetail"];

export interface Played {
  readonly title: string;
  readonly institution: ManifestInstitution;
  readonly person: ManifestPerson;
  readonly info: WireSettlement;
  readonly detail: WireDetail;
  readonly trial: WireTrial;
}

export interface Player {
  readonly client: HospitalClient;
  readonly institution: ManifestInstitution;
  readonly items: readonly ManifestItem[];
  readonly diagnosis: { readonly diag_code: string; readonly diag_name: string };
  readonly clock: () => Date;
  readonly onStep: (step: string) => void;
  /** Between trial and final settlement: what the platform's day looked like before. */
  readonly beforeFinal: (client: HospitalClient, trial: WireTrial) => Promise<void>;
}

const DEPARTMENT = { code: "A01", name: "演示科" };
const PHYSICIAN = { code: "D430400000001", name: "演示医师" };
const STAY_DAYS = 3;
/** Large enough for the pool, critical illness and assistance all to pay. */
const STAY_QUANTITY = 500;
/** Large enough to pass the outpatient deductible. */
const OUTPATIENT_QUANTITY = 12;

interface Charge {
  readonly item: ManifestItem;
  readonly quantity: number;
}

export async function playOutpatient(player: Player, person: ManifestPerson): Promise<Played> {
  const { client, onStep } = player;
  const now = chinaTime(player.clock());
  const call = { insuplc_admdvs: person.insuplc_admdvs };
  const bearer = bearerOf(person);
  onStep("1101 人员信息 · 2001 待遇检查");
  await client.call("1101", { data: { ...certificateOf(person), begntime: "" } });
  const { fixmedins_code } = player.institution;
  const visit = { psn_no: person.psn_no, insutype: person.insutype };
  await client.call(
    "2001",
    { data: { ...visit, fixmedins_code, med_type: "11", begntime: now } },
    call,
  );
  onStep("2201 门诊挂号 · 2203 就诊信息 · 2204 费用明细");
  const ipt_otp_no = client.nextMsgid().slice(-18);
  const registered = await client.call(
    "2201",
    {
      data: {
        ...visit,
        ...bearer,
        begntime: now,
        ipt_otp_no,
        dept_code: DEPARTMENT.code,
        dept_name: DEPARTMENT.name,
        caty: "A01",
      },
    },
    call,
  );
  const { mdtrt_id } = registered.data;
  await client.call("2203", visitRecord(player, person, mdtrt_id, now), call);
  const charges = basket(player.items, "1", 3, OUTPATIENT_QUANTITY);
  const chrg_bchno = `B${mdtrt_id}`;
  const lines = charges.map((charge, index) => ({
    ...lineOf(charge, index, now),
    mdtrt_id,
    psn_no: person.psn_no,
    chrg_bchno,
    hosp_appr_flag: "1",
    ...billing,
  }));
  await client.call("2204", { feedetail: lines }, call);
  const settle = {
    ...visit,
    ...bearer,
    med_type: "11",
    medfee_sumamt: totalOf(charges),
    psn_setlway: "01",
    mdtrt_id,
    chrg_bchno,
    acct_used_flag: "1",
  };
  onStep("2206 门诊预结算 · 2207 门诊结算");
  const trial = await client.call("2206", { data: settle }, call);
  await player.beforeFinal(client, trial.setlinfo);
  const final = await client.call("2207", { data: { ...settle, ...NO_SUMS } }, call);
  return played("门诊", player, person, trial.setlinfo, final);
}

export async function playPharmacy(player: Player, person: ManifestPerson): Promise<Played> {
  const { client, onStep } = player;
  const now = chinaTime(player.clock());
  const call = { insuplc_admdvs: person.insuplc_admdvs };
  const charges = basket(player.items, "1", 2, 2);
  const input = {
    druginfo: {
      ...bearerOf(person),
      psn_no: person.psn_no,
      insutype: person.insutype,
      begntime: now,
      medfee_sumamt: totalOf(charges),
      acct_used_flag: "1",
      med_type: "41",
    },
    drugdetail: charges.map((charge, index) => ({
      ...lineOf(charge, index, now),
      bilg_dr_codg: PHYSICIAN.code,
      bilg_dr_name: PHYSICIAN.name,
    })),
  };
  onStep("2101 药店预结算 · 2102 药店结算");
  const trial = await client.call("2101", input, call);
  await player.beforeFinal(client, trial.setlinfo as WireTrial);
  const final = await client.call("2102", input, call);
  return played("药店", player, person, trial.setlinfo as WireTrial, final as never);
}

export async function playInpatient(player: Player, person: ManifestPerson): Promise<Played> {
  const { client, onStep } = player;
  const now = chinaTime(player.clock());
  const admittedOn = addDays(now.slice(0, 10) as CivilDate, -STAY_DAYS);
  const admitted = `${admittedOn} 09:00:00`;
  const call = { insuplc_admdvs: person.insuplc_admdvs };
  const regions = { insuplc_admdvs: person.insuplc_admdvs, mdtrtarea_admvs: "430400" };
  onStep("2401 入院");
  const admission = await client.call("2401", admissionOf(player, person, admitted, regions), call);
  const { mdtrt_id } = admission.result;
  const who = { mdtrt_id, psn_no: person.psn_no };
  onStep("2301 费用明细 · 2402 出院");
  const charges = basket(player.items, "", 6, STAY_QUANTITY);
  const feedetail = charges.map((charge, index) => ({
    ...lineOf(charge, index, `${addDays(admittedOn, index % STAY_DAYS)} 10:00:00`),
    ...who,
    med_type: "2101",
    hosp_appr_flag: "1",
    ...billing,
  }));
  await client.call("2301", { feedetail }, call);
  const dscginfo = {
    ...who,
    insutype: person.insutype,
    endtime: now,
    dscg_dept_codg: DEPARTMENT.code,
    dscg_dept_name: DEPARTMENT.name,
    dscg_way: "1",
  };
  await client.call("2402", { dscginfo, diseinfo: [] }, call);
  const settle = {
    ...bearerOf(person),
    ...who,
    ...regions,
    insutype: person.insutype,
    medfee_sumamt: totalOf(charges),
    psn_setlway: "01",
    acct_used_flag: "0",
    mid_setl_flag: "0",
  };
  onStep("2303 住院预结算 · 2304 住院结算");
  const trial = await client.call("2303", { data: settle }, call);
  await player.beforeFinal(client, trial.setlinfo as WireTrial);
  const final = await client.call("2304", { data: settle }, call);
  return played("住院", player, person, trial.setlinfo as WireTrial, final as never);
}

const NO_SUMS = {
  fulamt_ownpay_amt: "",
  overlmt_selfpay: "",
  preselfpay_amt: "",
  inscp_scp_amt: "",
};

const billing = {
  bilg_dept_codg: DEPARTMENT.code,
  bilg_dept_name: DEPARTMENT.name,
  bilg_dr_codg: PHYSICIAN.code,
  bilg_dr_name: PHYSICIAN.name,
};

function played(
  title: string,
  player: Player,
  person: ManifestPerson,
  trial: WireTrial,
  final: { readonly setlinfo: WireSettlement; readonly setldetail: WireDetail },
): Played {
  const { institution } = player;
  return { title, institution, person, trial, info: final.setlinfo, detail: final.setldetail };
}

function certificateOf(person: ManifestPerson) {
  return {
    mdtrt_cert_type: "02",
    mdtrt_cert_no: person.certno,
    psn_cert_type: "01",
    certno: person.certno,
    psn_name: person.psn_name,
  };
}

function bearerOf(person: ManifestPerson) {
  return { ...certificateOf(person), psn_type: person.insutype === "310" ? "11" : "15" };
}

function visitRecord(player: Player, person: ManifestPerson, mdtrt_id: string, now: string) {
  const { diag_code, diag_name } = player.diagnosis;
  return {
    mdtrtinfo: {
      mdtrt_id,
      psn_no: person.psn_no,
      med_type: "11",
      begntime: now,
      dise_codg: diag_code,
      dise_name: diag_name,
    },
    diseinfo: [
      {
        diag_type: "1",
        diag_srt_no: 1,
        diag_code,
        diag_name,
        diag_dept: DEPARTMENT.name,
        dise_dor_no: PHYSICIAN.code,
        dise_dor_name: PHYSICIAN.name,
        diag_time: now,
        vali_flag: "1",
      },
    ],
  };
}

function admissionOf(
  player: Player,
  person: ManifestPerson,
  admitted: string,
  regions: { readonly insuplc_admdvs: string; readonly mdtrtarea_admvs: string },
) {
  const { diag_code, diag_name } = player.diagnosis;
  return {
    mdtrtinfo: {
      psn_no: person.psn_no,
      insutype: person.insutype,
      begntime: admitted,
      mdtrt_cert_type: "02",
      mdtrt_cert_no: person.certno,
      cert_type: "01",
      certno: person.certno,
      med_type: "2101",
      ipt_no: player.client.nextMsgid().slice(-18),
      atddr_no: PHYSICIAN.code,
      chfpdr_name: PHYSICIAN.name,
      adm_diag_dscr: diag_name,
      adm_dept_codg: DEPARTMENT.code,
      adm_dept_name: DEPARTMENT.name,
      adm_bed: "01",
      dscg_maindiag_code: diag_code,
      dscg_maindiag_name: diag_name,
      ...regions,
    },
    diseinfo: [
      {
        psn_no: person.psn_no,
        diag_type: "1",
        maindiag_flag: "1",
        diag_srt_no: 1,
        diag_code,
        diag_name,
        diag_dept: DEPARTMENT.name,
        dise_dor_no: PHYSICIAN.code,
        dise_dor_name: PHYSICIAN.name,
        diag_time: admitted,
      },
    ],
  };
}

/** Items of a list type, one of each class as far as the list goes: A, B and C all show. */
function basket(
  items: readonly ManifestItem[],
  list_type: string,
  count: number,
  quantity: number,
): Charge[] {
  const fitting = items.filter(
    (item) => item.list_type.startsWith(list_type) && fenFromYuan(item.price) < 200_000,
  );
  const byClass = ["A", "B", "C"].flatMap(
    (one) => fitting.find((item) => item.class === one) ?? [],
  );
  const rest = fitting.filter((item) => !byClass.includes(item));
  return [...byClass, ...rest].slice(0, count).map((item) => ({ item, quantity }));
}

function lineOf({ item, quantity }: Charge, index: number, fee_ocur_time: string) {
  const amount = fen(fenFromYuan(item.price) * quantity);
  return {
    feedetl_sn: String(index + 1),
    rx_circ_flag: "0",
    fee_ocur_time,
    med_list_codg: item.hilist_code,
    medins_list_codg: item.medins_list_codg,
    det_item_fee_sumamt: yuanFromFen(amount),
    cnt: quantity,
    pric: item.price,
  };
}

function totalOf(charges: readonly Charge[]): string {
  const sum = charges.reduce(
    (total, { item, quantity }) => total + fenFromYuan(item.price) * quantity,
    0,
  );
  return yuanFromFen(fen(sum));
}
