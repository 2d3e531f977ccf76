import { yuanFromFen } from "../../../kernel/index.ts";
import {
  bearerOf,
  chargeOf,
  PHYSICIAN,
  totalFen,
  type WalkScene,
  type WalkTrial,
} from "./walk-nodes.ts";

/** A purchase in a pharmacy: the trial (2101) has all that the settlement (2102) has. */
export async function pharmacyTrial({ client, person, visit, now }: WalkScene): Promise<WalkTrial> {
  const call = { insuplc_admdvs: person.insured_region };
  const physician = { bilg_dr_codg: PHYSICIAN.code, bilg_dr_name: PHYSICIAN.name };
  const input = {
    druginfo: {
      ...{ ...bearerOf(person), psn_no: person.person_no, insutype: person.insutype },
      ...{ begntime: now, medfee_sumamt: yuanFromFen(totalFen(visit)) },
      ...{ acct_used_flag: "1", med_type: "41" },
    },
    drugdetail: visit.lines.map((line, index) => ({ ...chargeOf(line, index, now), ...physician })),
  };
  const trial = await client.call("2101", input, call);
  return {
    amounts: trial.setlinfo,
    settle: async (msgid) => (await client.call("2102", input, { ...call, msgid })).setlinfo,
  };
}
