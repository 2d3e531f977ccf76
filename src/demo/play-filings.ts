import type { Caller } from "../access/index.ts";
import { addDays, ageOn, type CivilDate, chinaTime } from "../kernel/index.ts";
import { enterFiling, listFilings, lockPerson } from "../people/index.ts";
import type { Store } from "../store/index.ts";
import { DEMO_REGION } from "./demo-districts.ts";
import type { DemoInstitution } from "./demo-institutions.ts";
import { DESK_DAY, type DeskPerson, deskPeople, momentOf, physicianOf } from "./desk-day.ts";
import type { DeskHospitals } from "./desk-hospital.ts";
import type { DemoRegion } from "./generate-region.ts";

/**
 * Filings of the last days: chronic diseases, referrals and chosen institutions by hospitals
 * (2503, 2501, 2505), and long residence elsewhere by the agency itself.
 */
const EACH = 3;
const LAST_DAY = addDays(DESK_DAY, 364);
const CHRONIC = [
  { opsp_dise_code: "M03900", opsp_dise_name: "高血压" },
  { opsp_dise_code: "M01600", opsp_dise_name: "糖尿病" },
  { opsp_dise_code: "M04600", opsp_dise_name: "冠心病" },
] as const;
const CHANGSHA = "430100";
const GUANGZHOU = "440100";

export async function playFilings(
  hospitals: DeskHospitals,
  made: DemoRegion,
  senders: readonly DemoInstitution[],
): Promise<void> {
  const people = chosenPeople(made);
  for (const [index, one] of people.slice(0, EACH).entries()) {
    const institution = senders[index];
    if (institution === undefined) continue;
    const client = hospitals.at(institution, momentOf(addDays(DESK_DAY, -1), "15:10"));
    await client.call("2503", { data: chronic(made, institution, one, index) });
    await client.call("2505", { data: chosenFor(institution, one) });
    const referred = people[EACH + index];
    if (referred === undefined) continue;
    await client.call("2501", { refmedin: referral(referred) });
  }
}

/** Older people without a certificate or a filing: what is filed now stands beside nothing. */
export function chosenPeople(made: DemoRegion): readonly DeskPerson[] {
  return deskPeople(made).filter(
    ({ person }) =>
      ageOn(person.born, DESK_DAY) >= 55 &&
      person.disease_certificates.length === 0 &&
      person.place_filings.length === 0,
  );
}

function chronic(
  made: DemoRegion,
  institution: DemoInstitution,
  { person, insutype, insured_region }: DeskPerson,
  index: number,
) {
  const doctor = physicianOf(made, institution);
  return {
    ...{ psn_no: person.person_no, insutype, insu_optins: insured_region },
    ...(CHRONIC[index] as (typeof CHRONIC)[number]),
    ide_fixmedins_no: institution.institution_code,
    ide_fixmedins_name: institution.name,
    ...{ hosp_ide_date: DESK_DAY, diag_dr_codg: doctor.code, diag_dr_name: doctor.name },
    ...{ begndate: DESK_DAY, enddate: LAST_DAY },
  };
}

function chosenFor(institution: DemoInstitution, { person }: DeskPerson) {
  return {
    ...{ psn_no: person.person_no, biz_appy_type: "01", fix_srt_no: "1" },
    fixmedins_code: institution.institution_code,
    fixmedins_name: institution.name,
    ...{ begndate: DESK_DAY, enddate: LAST_DAY, memo: "演示：本人选择" },
  };
}

function referral({ person, insutype }: DeskPerson) {
  return {
    ...{ psn_no: person.person_no, insutype, tel: "00000000000" },
    ...{ diag_code: "I63.900", diag_name: "脑梗死（演示）" },
    ...{ reflin_medins_no: "H43010099999", reflin_medins_name: "演示省城医院" },
    ...{ mdtrtarea_admdvs: CHANGSHA, hosp_agre_refl_flag: "1", refl_type: "2" },
    ...{ refl_date: DESK_DAY, refl_rea: "演示：本院条件有限", refl_opnn: "同意转院" },
    ...{ begndate: DESK_DAY, enddate: addDays(DESK_DAY, 180) },
  };
}

/** What only the agency enters; done before, it is left as it is. */
export async function playResidence(store: Store, made: DemoRegion, clerk: Caller): Promise<void> {
  const moment = momentOf(DESK_DAY, "15:40");
  for (const { person } of chosenPeople(made).slice(2 * EACH, 3 * EACH)) {
    const { person_no } = person;
    await store.transaction(async (transaction) => {
      await lockPerson(transaction, person_no);
      if ((await listFilings(transaction, person_no, "residence")).length > 0) return;
      const filing = {
        ...{ person_no, institution_code: DEMO_REGION, filed_at: chinaTime(moment) },
        period: { from: DESK_DAY, to: null as CivilDate | null },
        terms: { kind: "residence", region: GUANGZHOU } as const,
        details: { reason: "演示：随子女居住", entered_by: clerk.account },
      };
      await enterFiling(transaction, filing, { today: DESK_DAY, backdating_days: 0 });
    });
  }
}
