import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import {
  readSettlement,
  readVisit,
  type SettlementView,
  settlementFigures,
  type Visit,
} from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input5203, Output5203, Output5204 } from "../message-types.ts";
import { lineMembers } from "./charge-lines.ts";
import { diagnosisRow } from "./diagnoses.ts";
import { enrolmentMembers, personMembers } from "./person-node.ts";
import type { HandlerServices } from "./services.ts";
import { finalSetlinfo, kept, setldetail } from "./settlement-node.ts";
import { flag, LEVEL_CODES } from "./wire-codes.ts";

/** 5202, 5203, 5204: what is known of a visit and its settlement, for the institution's own. */
export function visitQueryHandlers(
  services: HandlerServices,
): Pick<Handlers, "5202" | "5203" | "5204"> {
  const { store, region } = services;
  return {
    "5202": async ({ institution_code, input: { data } }) => {
      const { psn_no: person_no, mdtrt_id: visit_id } = data;
      const { visit } = await readVisit(store, { person_no, visit_id });
      assertOwn(visit, institution_code);
      return { diseinfo: visit.diagnoses.map((diagnosis) => diagnosisRow(visit, diagnosis)) };
    },

    "5203": async ({ institution_code, input: { data } }) => {
      const view = await settlementOf(services, institution_code, data);
      return {
        setlinfo: settlementNode(region.value, view, data.setl_id),
        setldetail: setldetail(region.value, view.split),
      };
    },

    "5204": async ({ institution_code, input: { data } }) => {
      const view = await settlementOf(services, institution_code, data);
      return lineRows(view, data.setl_id);
    },
  };
}

async function settlementOf(
  { store }: HandlerServices,
  institution_code: string,
  data: Input5203["data"],
): Promise<SettlementView> {
  const { psn_no: person_no, mdtrt_id: visit_id, setl_id: settlement_id } = data;
  const view = await readSettlement(store, { person_no, visit_id, settlement_id });
  assertOwn(view.visit, institution_code);
  return view;
}

/** What one institution did is no business of another's. */
function assertOwn({ visit_id, institution_code }: Visit, asking: string): void {
  if (institution_code === asking) return;
  throw new YibaoError("SETTLEMENT-VISIT-OTHER-INSTITUTION", { visit_id });
}

function settlementNode(
  region: Region,
  view: SettlementView,
  setl_id: string,
): Output5203["setlinfo"] {
  const { institution, enrolment, visit, care_date, split } = view;
  const levels = LEVEL_CODES[institution.level];
  const preferential = split.payments.find(({ fund }) => fund === PREFERENTIAL_FUND);
  return {
    ...finalSetlinfo(region, view),
    ...personMembers(view.person, view.settled_at.slice(0, 10) as CivilDate),
    ...enrolmentMembers(enrolment),
    ...settlementFigures(region, split),
    setl_id,
    insutype: view.insutype,
    insu_optins: enrolment.insured_region,
    emp_name: enrolment.employer_name,
    pay_loc: payLocation(institution.region, enrolment.insured_region),
    fixmedins_code: institution.institution_code,
    fixmedins_name: institution.name,
    fixmedins_poolarea: institution.region,
    hosp_lv: levels.hosp_lv,
    lmtpric_hosp_lv: levels.lmtpric_hosp_lv,
    dedc_hosp_lv: levels.dedc_hosp_lv,
    begndate: visit.begin_at.slice(0, 10) as CivilDate,
    enddate: care_date,
    refd_setl_flag: flag(view.kind === "reversal" || view.reversed_by !== null),
    year: care_date.slice(0, 4),
    dise_codg: visit.disease ?? "",
    dise_name: String(visit.details.dise_name ?? ""),
    invono: kept(view, "invono"),
    opter_id: kept(view, "opter_id"),
    opter_name: kept(view, "opter_name"),
    opt_time: view.settled_at,
    ...(preferential === undefined ? {} : { pref_fund_pay: preferential.paid_fen }),
  };
}

/** Dictionary fund_pay_type: 优抚对象医疗补助. */
const PREFERENTIAL_FUND = "610200";

/** Dictionary pay_loc: at the institution, or elsewhere in the province or the nation. */
function payLocation(institution_region: string, insured_region: string): string {
  if (institution_region.slice(0, 4) === insured_region.slice(0, 4)) return "2";
  return institution_region.slice(0, 2) === insured_region.slice(0, 2) ? "3" : "4";
}

const APPROVAL_CODES = { "not-needed": "0", approved: "1", refused: "2" } as const;

function lineRows(view: SettlementView, setl_id: string): Output5204 {
  return view.lines.map((line) => {
    const detail = (name: string): string => String(line.details[name] ?? "");
    const members = lineMembers(line);
    return {
      ...(line.details as Partial<Output5204[number]>),
      ...members,
      mdtrt_id: String(view.visit.visit_id),
      setl_id,
      rx_drord_no: detail("rxno") || detail("drord_no"),
      med_type: view.visit_type,
      fee_ocur_time: line.fee_at,
      hilist_code: line.item_code,
      hilist_name: line.name,
      list_type: line.list_type,
      med_list_codg: line.item_code,
      medins_list_codg: line.own_code,
      medins_list_name: line.name,
      spec: line.specification,
      dosform_name: "",
      hosp_appr_flag: APPROVAL_CODES[line.approval],
      memo: members.memo || detail("memo"),
    };
  });
}
