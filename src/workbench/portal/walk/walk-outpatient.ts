import { yuanFromFen } from "../../../kernel/index.ts";
import {
  BILLING,
  bearerOf,
  chargeOf,
  DEPARTMENT,
  diagnosisOf,
  totalFen,
  type WalkScene,
  type WalkTrial,
} from "./walk-nodes.ts";

/** An outpatient visit: registered (2201), told (2203), its lines (2204), the trial (2206). */
export async function outpatientTrial(scene: WalkScene): Promise<WalkTrial> {
  const { client, person, visit, diagnosis, now } = scene;
  const call = { insuplc_admdvs: person.insured_region };
  const who = { psn_no: person.person_no, insutype: person.insutype };
  const ipt_otp_no = client.nextMsgid().slice(-18);
  const registration = {
    ...{ ...who, ...bearerOf(person), begntime: now, ipt_otp_no, caty: "A01" },
    ...{ dept_code: DEPARTMENT.code, dept_name: DEPARTMENT.name },
  };
  const { mdtrt_id } = (await client.call("2201", { data: registration }, call)).data;
  const key = { mdtrt_id, psn_no: person.person_no };
  const disease = { dise_codg: diagnosis.diag_code, dise_name: diagnosis.diag_name };
  await client.call(
    "2203",
    {
      mdtrtinfo: { ...key, med_type: "11", begntime: now, ...disease },
      diseinfo: [{ ...diagnosisOf(scene), vali_flag: "1" }],
    },
    call,
  );
  const chrg_bchno = `B${mdtrt_id}`;
  const feedetail = visit.lines.map((line, index) => ({
    ...{ ...chargeOf(line, index, now), ...key, chrg_bchno, hosp_appr_flag: "1", ...BILLING },
  }));
  await client.call("2204", { feedetail }, call);
  const data = {
    ...{ ...who, ...bearerOf(person), med_type: "11", mdtrt_id, chrg_bchno },
    ...{ medfee_sumamt: yuanFromFen(totalFen(visit)), psn_setlway: "01", acct_used_flag: "1" },
  };
  const trial = await client.call("2206", { data }, call);
  return {
    amounts: trial.setlinfo,
    settle: async (msgid) => {
      const final = { data: { ...data, ...NO_SUMS } };
      return (await client.call("2207", final, { ...call, msgid })).setlinfo;
    },
  };
}

/** The hospital leaves the splitting to the platform. */
const NO_SUMS = {
  fulamt_ownpay_amt: "",
  overlmt_selfpay: "",
  preselfpay_amt: "",
  inscp_scp_amt: "",
};
