import { type CivilDate, chinaTime, contains, daysBetween } from "../../kernel/index.ts";
import { loadPersonFacts, type PersonRecord } from "../../people/index.ts";
import {
  isInpatientType,
  listCertifiedLines,
  listOpenStays,
  listVisits,
  nationalVisitType,
  type Visit,
  type VisitLine,
} from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Output5201, Output5205, Output5303 } from "../message-types.ts";
import { lineMembers } from "./charge-lines.ts";
import { enrolmentMembers, personMembers } from "./person-node.ts";
import { changing, storedAnswer } from "./requests.ts";
import type { HandlerServices } from "./services.ts";
import { flag } from "./wire-codes.ts";

type Lists = "2306" | "5201" | "5205" | "5303";

/** 5201, 5303: an institution's visits; 5205: what a person took for a disease; 2306: a memo. */
export function visitListHandlers(services: HandlerServices): Pick<Handlers, Lists> {
  const { store, settlement, institutions } = services;
  return {
    "2306": async (request) => {
      const { psn_no, mdtrt_id, bkkp_sn, med_list_codg, memo = "" } = request.input.data;
      const facts = {
        person_no: psn_no,
        visit_id: mdtrt_id,
        serial: bkkp_sn,
        item_code: med_list_codg,
        memo,
      };
      return storedAnswer(
        settlement.changeMemo(
          facts,
          changing(request, () => null),
        ),
      );
    },

    "5201": async ({ institution_code, received_at, input: { data } }) => {
      const { psn_no: person_no, begntime, endtime, med_type, mdtrt_id } = data;
      const from = begntime.slice(0, 10) as CivilDate;
      const to = endtime.slice(0, 10) as CivilDate;
      const visits = await listVisits(store, { person_no, institution_code, from, to });
      const people = await loadPersonFacts(store.pool, [person_no]);
      const asked = visits.filter(
        ({ visit_id, visit_type, begin_at }) =>
          begin_at >= begntime &&
          begin_at <= endtime &&
          nationalVisitType(visit_type ?? "") === nationalVisitType(med_type) &&
          (mdtrt_id === undefined || String(visit_id) === mdtrt_id),
      );
      const today = todayOf(received_at);
      return {
        mdtrtinfo: asked.map((visit) => {
          return visitRow(visit, people.get(visit.person_no) as PersonRecord, today);
        }),
      };
    },

    "5205": async ({ input: { data } }) => {
      const { psn_no: person_no, begntime: from, endtime } = data;
      const lines = await listCertifiedLines(store, { person_no, from, to: endtime ?? null });
      return {
        feedetail: lines.map((one) => {
          const name = institutions.value.byCode(one.visit.institution_code)?.name ?? "";
          return medicationRow(person_no, one, name);
        }),
      };
    },

    "5303": async ({ institution_code, received_at, input: { data } }) => {
      const { begntime, endtime, psn_no: person_no } = data;
      const from = begntime.slice(0, 10) as CivilDate;
      const to = endtime.slice(0, 10) as CivilDate;
      const stays = await listOpenStays(store, { institution_code, person_no, from, to });
      const asked = stays.filter(({ begin_at }) => begin_at >= begntime && begin_at <= endtime);
      const numbers = [...new Set(asked.map((stay) => stay.person_no))];
      const people = await loadPersonFacts(store.pool, numbers);
      const region = institutions.value.byCode(institution_code)?.region ?? "";
      const today = todayOf(received_at);
      return {
        data: asked.map((stay) => {
          return stayRow(stay, people.get(stay.person_no) as PersonRecord, region, today);
        }),
      };
    },
  };
}

function todayOf(received_at: Date): CivilDate {
  return chinaTime(received_at).slice(0, 10) as CivilDate;
}

/** The enrolment that the visit was registered under, as it was on its day. */
function enrolmentOf(visit: Visit, { enrolments }: PersonRecord) {
  const day = visit.begin_at.slice(0, 10) as CivilDate;
  const ofScheme = enrolments.filter(({ insutype }) => insutype === visit.insutype);
  return ofScheme.find(({ period }) => contains(period, day)) ?? ofScheme.at(-1);
}

type VisitRow = Output5201["mdtrtinfo"][number];

function visitRow(visit: Visit, record: PersonRecord, today: CivilDate): VisitRow {
  const { begin_at, end_at, details, diagnoses } = visit;
  const enrolment = enrolmentOf(visit, record);
  const inpatient = isInpatientType(visit.visit_type ?? "");
  const principal = diagnoses.findLast((one) => one.principal);
  const last = (end_at ?? `${today} 00:00:00`).slice(0, 10) as CivilDate;
  const begin = begin_at.slice(0, 10) as CivilDate;
  return {
    ...(details as Partial<VisitRow>),
    ...personMembers(record.person, today),
    ...(enrolment === undefined
      ? { psn_type: "", cvlserv_flag: "0" }
      : {
          ...enrolmentMembers(enrolment),
          insu_optins: enrolment.insured_region,
          emp_name: enrolment.employer_name,
        }),
    mdtrt_id: String(visit.visit_id),
    insutype: visit.insutype,
    begntime: begin_at,
    endtime: end_at ?? "",
    med_type: visit.visit_type ?? "",
    ipt_otp_no: visit.own_number,
    dise_codg: visit.disease ?? "",
    dscg_maindiag_code: principal?.code ?? "",
    dscg_maindiag_name: principal?.name ?? "",
    otp_diag_info: inpatient ? "" : diagnoses.map(({ name }) => name).join("、"),
    ...(inpatient
      ? {
          inhosp_stas: flag(visit.state === "admitted"),
          ipt_days: Math.max(1, daysBetween(begin, last)),
          ars_year_ipt_flag: flag(begin.slice(0, 4) !== last.slice(0, 4)),
        }
      : {}),
  };
}

function stayRow(
  stay: Visit,
  record: PersonRecord,
  institution_region: string,
  today: CivilDate,
): Output5303["data"][number] {
  const insured = enrolmentOf(stay, record)?.insured_region ?? institution_region;
  return {
    ...personMembers(record.person, today),
    mdtrt_id: String(stay.visit_id),
    insutype: stay.insutype,
    begndate: stay.begin_at.slice(0, 10) as CivilDate,
    med_type: stay.visit_type ?? "",
    ipt_otp_no: stay.own_number,
    out_flag: flag(insured.slice(0, 4) !== institution_region.slice(0, 4)),
  };
}

type MedicationRow = Output5205["feedetail"][number];

function medicationRow(
  person_no: string,
  { visit, line }: VisitLine,
  institution_name: string,
): MedicationRow {
  const detail = (name: string): string => String(line.details[name] ?? "");
  return {
    ...(line.details as Partial<MedicationRow>),
    ...lineMembers(line),
    rx_drord_no: detail("rxno") || detail("drord_no"),
    fixmedins_code: visit.institution_code,
    fixmedins_name: institution_name,
    psn_no: person_no,
    med_type: visit.visit_type ?? "",
    fee_ocur_time: line.fee_at,
    hilist_code: line.item_code,
    hilist_name: line.name,
    list_type: line.list_type,
    med_list_codg: line.item_code,
    medins_list_codg: line.own_code,
    medins_list_name: line.name,
    spec: line.specification,
  };
}
