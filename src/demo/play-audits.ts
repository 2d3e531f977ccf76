import type { Caller } from "../access/index.ts";
import type { WireMessages } from "../gateway/index.ts";
import {
  addDays,
  ageOn,
  type CivilDate,
  fen,
  type RandomSource,
  yuanFromFen,
} from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import { type Decision, judgeFinding, type ResultId, resultIdOf } from "../supervision/index.ts";
import type { DemoItem } from "./demo-catalogue.ts";
import type { DemoInstitution } from "./demo-institutions.ts";
import {
  DESK_DAY,
  type DeskPerson,
  deskPeople,
  deskRandom,
  momentOf,
  physicianOf,
} from "./desk-day.ts";
import type { DeskHospitals } from "./desk-hospital.ts";
import type { DemoRegion } from "./generate-region.ts";

/**
 * Hospitals let their orders be audited before they are given (3101) and before they are paid for
 * (3102); some physicians answer (3103); the supervision office has judged a few. The rest waits.
 */

type AuditMessage = WireMessages["3101"]["input"];
type Patient = AuditMessage["data"]["patient_dtos"][number];
type Order = Patient["fsi_encounter_dtos"][number]["fsi_order_dtos"][number];

/** What an audit found, of one hospital, in its order. */
export interface AuditedHospital {
  readonly institution: DemoInstitution;
  readonly stage: "pre-event" | "in-event";
  readonly finding_ids: readonly string[];
}

/** Orders that break a rule each: the places of the items stand in demo-limits.ts. */
interface Case {
  readonly list_type: "101" | "201";
  readonly places: readonly number[];
  readonly quantity?: number;
  readonly days?: string;
  readonly own_code?: string;
  /** How many times its usual price it costs; once when not given. */
  readonly price_times?: number;
  /** Only where the patient is of this sex. */
  readonly sex?: "1" | "2";
}

const CASES: readonly Case[] = [
  { list_type: "101", places: [0], sex: "1" },
  { list_type: "101", places: [1], sex: "2" },
  { list_type: "101", places: [3] },
  { list_type: "101", places: [5] },
  { list_type: "101", places: [6], quantity: 9 },
  { list_type: "101", places: [8], days: "60天" },
  { list_type: "101", places: [9, 10] },
  { list_type: "101", places: [11] },
  { list_type: "201", places: [1] },
  { list_type: "201", places: [2] },
  { list_type: "201", places: [3], quantity: 4 },
  { list_type: "101", places: [20], own_code: "YN-演示-0001" },
  { list_type: "201", places: [13], price_times: 3 },
];

const HOSPITALS = 10;
const PATIENTS_EACH = 3;
const CASES_EACH = 2;

export async function playAudits(
  hospitals: DeskHospitals,
  made: DemoRegion,
  senders: readonly DemoInstitution[],
): Promise<readonly AuditedHospital[]> {
  const random = deskRandom("audits");
  const adults = deskPeople(made).filter(({ person }) => ageOn(person.born, DESK_DAY) >= 20);
  const audited: AuditedHospital[] = [];
  for (const [index, institution] of senders.slice(0, HOSPITALS).entries()) {
    const day = addDays(DESK_DAY, (index - HOSPITALS) * 2);
    const client = hospitals.at(institution, momentOf(day, "09:20"));
    const patients = Array.from({ length: Math.min(PATIENTS_EACH, adults.length) }, (_, one) =>
      patient(random, made, institution, random.pick(adults), `A${index + 1}-${one + 1}`, day),
    );
    const input: AuditMessage = { data: { patient_dtos: patients, trig_scen: "1" } };
    const isBefore = index % 3 !== 2;
    const { result } = await client.call(isBefore ? "3101" : "3102", input);
    audited.push({
      ...{ institution, stage: isBefore ? "pre-event" : "in-event" },
      finding_ids: result.map(({ jr_id }) => jr_id),
    });
  }
  return audited;
}

function patient(
  random: RandomSource,
  made: DemoRegion,
  institution: DemoInstitution,
  { person, insutype, insured_region }: DeskPerson,
  visit_id: string,
  day: CivilDate,
): Patient {
  const doctor = physicianOf(made, institution);
  const cases = CASES.filter(({ sex }) => sex === undefined || sex === person.sex);
  const first = random.below(cases.length);
  const chosen = Array.from(
    { length: CASES_EACH },
    (_, one) => cases[(first + one) % cases.length],
  );
  const orders = chosen.flatMap((one) => ordersOf(one as Case, made.items, doctor, day));
  const numbered = orders.map((order, index) => ({ ...order, rx_id: `${visit_id}-${index + 1}` }));
  const [diagnosis] = made.diseases;
  const disease = { dise_codg: diagnosis?.code ?? "", dise_name: diagnosis?.name ?? "" };
  const total = yuanFromFen(fen(orders.reduce((sum, { sumamt_fen }) => sum + sumamt_fen, 0)));
  return {
    ...{ patn_id: person.person_no, patn_name: person.name, gend: person.sex, brdy: person.born },
    ...{ poolarea: insured_region, curr_mdtrt_id: visit_id },
    fsi_encounter_dtos: [
      {
        ...{ mdtrt_id: visit_id, ...place(institution), adm_date: `${day} 08:30:00` },
        ...{ dscg_main_dise_codg: disease.dise_codg, dscg_main_dise_name: disease.dise_name },
        fsi_diagnose_dtos: [
          {
            ...{ dise_id: "1", inout_dise_type: "1", maindise_flag: "1", dias_srt_no: "1" },
            ...{ ...disease, dise_date: `${day} 08:40:00` },
          },
        ],
        ...{ dr_codg: doctor.code, ...WARD },
        ...{ med_mdtrt_type: "1", med_type: "11", matn_stas: "0", setl_totlnum: 1, insutype },
        fsi_order_dtos: numbered.map(({ sumamt_fen: _, ...order }) => order),
        ...{ medfee_sumamt: total, ownpay_amt: "0.00", selfpay_amt: "0.00" },
        ...{ reim_flag: "2", out_setl_flag: "0" },
      },
    ],
  };
}

const WARD = {
  ...{ adm_dept_codg: "D01", adm_dept_name: "演示内科" },
  ...{ dscg_dept_codg: "D01", dscg_dept_name: "演示内科" },
};

function place({ institution_code, name, region, type, level }: DemoInstitution) {
  const medins_lv = level.startsWith("level3") ? "3" : level === "level2" ? "2" : "1";
  return {
    ...{ medins_id: institution_code, medins_name: name, medins_admdvs: region },
    ...{ medins_type: type, medins_lv },
  };
}

function ordersOf(
  { list_type, places, quantity = 1, days = "7天", own_code, price_times = 1 }: Case,
  items: readonly DemoItem[],
  doctor: { readonly code: string; readonly name: string },
  day: CivilDate,
): (Order & { readonly sumamt_fen: number })[] {
  const ofType = items.filter((item) => item.list_type === list_type);
  return places.map((at) => {
    const item = ofType[at] as DemoItem;
    const price_fen = fen(item.price_fen * price_times);
    const sumamt_fen = price_fen * quantity;
    return {
      ...{ rx_id: "", rxno: "CF1", long_drord_flag: "0", drord_bhvr: "1", curr_drord_flag: "1" },
      ...{ hilist_type: item.list_type, chrg_type: item.charge_type, hilist_lv: "02" },
      ...{ hilist_code: item.item_code, hilist_name: item.name },
      ...{ hosplist_code: own_code ?? item.own_code, hosplist_name: item.name },
      ...{ hilist_pric: yuanFromFen(item.price_fen), pric: yuanFromFen(price_fen) },
      ...{ cnt: quantity, sumamt: yuanFromFen(fen(sumamt_fen)), sumamt_fen },
      ...{ ownpay_amt: "0.00", selfpay_amt: "0.00", spec: item.specification || "次" },
      ...{ spec_unt: item.unit, drord_begn_date: `${day} 09:00:00` },
      ...{ drord_dept_codg: "D01", drord_dept_name: "演示内科", drord_dr_profttl: "1" },
      ...{ drord_dr_codg: doctor.code, drord_dr_name: doctor.name },
      extend_order_map: { o_prdDays: days },
    };
  });
}

/** Two physicians answer: one keeps the order and says why, another has changed it. */
export async function playFeedback(
  hospitals: DeskHospitals,
  audited: readonly AuditedHospital[],
): Promise<void> {
  const ways = [
    { dspo_way: "1", dspo_way_rea: "演示：病情需要，已与患者说明" },
    { dspo_way: "2", dspo_way_rea: "演示：已改用其他药品" },
  ];
  for (const [index, way] of ways.entries()) {
    const { institution, stage, finding_ids } = audited[index + 1] ?? {};
    const [warn_rslt_id] = finding_ids ?? [];
    if (institution === undefined || warn_rslt_id === undefined) continue;
    await hospitals.at(institution, momentOf(addDays(DESK_DAY, -1), "11:00")).call("3103", {
      data: { warn_type: stage === "pre-event" ? "1" : "2", warns: [{ warn_rslt_id, ...way }] },
    });
  }
}

const JUDGED: readonly (readonly [hospital: number, finding: number, Decision, reason: string])[] =
  [
    [0, 0, "asked", "演示：请说明超出限定使用的理由，并附病历"],
    [0, 1, "confirmed", "演示：与限定不符，认定"],
    [3, 0, "confirmed", "演示：与限定不符，认定"],
    [4, 0, "dismissed", "演示：经核对病历，属合理使用"],
  ];

/** What the office has made of a few; the first hospital is that of the demo account. */
export async function playJudgements(
  store: Store,
  audited: readonly AuditedHospital[],
  officer: Caller,
): Promise<void> {
  for (const [hospital, finding, decision, reason] of JUDGED) {
    const id = audited[hospital]?.finding_ids[finding];
    if (id === undefined) continue;
    await store.transaction((transaction) =>
      judgeFinding(transaction, {
        ...{ result: resultIdOf(id) as ResultId, seen: 0, decision, reason },
        ...{ officer: officer.account ?? "", officer_name: officer.name },
        at: momentOf(DESK_DAY, "09:00"),
      }),
    );
  }
}
