import { addDays, type CivilDate, yuanFromFen } from "../../../kernel/index.ts";
import {
  BILLING,
  bearerOf,
  chargeOf,
  DEPARTMENT,
  diagnosisOf,
  PHYSICIAN,
  totalFen,
  type WalkScene,
  type WalkTrial,
} from "./walk-nodes.ts";

const STAY_DAYS = 8;

/**
 * A stay that ends now: admitted (2401), its lines (2301), discharged (2402), the trial (2303).
 * Nobody is left in hospital by a visitor who goes away before the settlement, or by lines that are
 * refused: those take the admission back (2404).
 */
export async function inpatientTrial(scene: WalkScene): Promise<WalkTrial> {
  const { client, person, visit, now } = scene;
  const call = { insuplc_admdvs: person.insured_region };
  const admittedOn = addDays(now.slice(0, 10) as CivilDate, -STAY_DAYS);
  const admission = admissionOf(scene, `${admittedOn} 09:00:00`);
  const { mdtrt_id } = (await client.call("2401", admission, call)).result;
  const key = { mdtrt_id, psn_no: person.person_no };
  const feedetail = visit.lines.map((line, index) => ({
    ...chargeOf(line, index, `${addDays(admittedOn, index % STAY_DAYS)} 10:00:00`),
    ...{ ...key, med_type: "2101", hosp_appr_flag: "1", ...BILLING },
  }));
  try {
    await client.call("2301", { feedetail }, call);
  } catch (error) {
    await client.call("2404", { data: key }, call);
    throw error;
  }
  const dscginfo = {
    ...{ ...key, insutype: person.insutype, endtime: now, dscg_way: "1" },
    ...{ dscg_dept_codg: DEPARTMENT.code, dscg_dept_name: DEPARTMENT.name },
  };
  await client.call("2402", { dscginfo, diseinfo: [] }, call);
  const data = {
    ...{ ...bearerOf(person), ...key, ...placesOf(scene), insutype: person.insutype },
    ...{ medfee_sumamt: yuanFromFen(totalFen(visit)), psn_setlway: "01" },
    ...{ acct_used_flag: "1", mid_setl_flag: "0" },
  };
  const trial = await client.call("2303", { data }, call);
  return {
    amounts: trial.setlinfo,
    settle: async (msgid) => (await client.call("2304", { data }, { ...call, msgid })).setlinfo,
  };
}

function placesOf({ person, region }: WalkScene) {
  return { insuplc_admdvs: person.insured_region, mdtrtarea_admvs: region };
}

function admissionOf(scene: WalkScene, begntime: string) {
  const { client, person, diagnosis } = scene;
  const { person_no: psn_no, insutype, certificate_no } = person;
  return {
    mdtrtinfo: {
      ...{ psn_no, insutype, begntime, ...placesOf(scene), med_type: "2101" },
      ...{ mdtrt_cert_type: "02", mdtrt_cert_no: certificate_no },
      ...{ cert_type: "01", certno: certificate_no },
      ...{ ipt_no: client.nextMsgid().slice(-18), adm_bed: "01" },
      ...{ atddr_no: PHYSICIAN.code, chfpdr_name: PHYSICIAN.name },
      ...{ adm_dept_codg: DEPARTMENT.code, adm_dept_name: DEPARTMENT.name },
      adm_diag_dscr: diagnosis.diag_name,
      dscg_maindiag_code: diagnosis.diag_code,
      dscg_maindiag_name: diagnosis.diag_name,
    },
    diseinfo: [{ ...diagnosisOf(scene, begntime), psn_no, maindiag_flag: "1" }],
  };
}
