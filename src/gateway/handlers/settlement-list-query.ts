import { addDays, type CivilDate, daysBetween, YibaoError } from "../../kernel/index.ts";
import { findPerson, loadPersonFacts } from "../../people/index.ts";
import { daysOfMonth } from "../../reconciliation/index.ts";
import {
  isInpatientType,
  readSettlement,
  type SettlementView,
  settlementFigures,
} from "../../settlement/index.ts";
import {
  findList,
  itemsByChargeType,
  type KeptList,
  levelOf,
  personShares,
  QUALITY_CHECKS,
  type QualityFilter,
  type QualityFinding,
  queryQuality,
  worstLevel,
} from "../../settlement-list/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input4101, Input4104, Output4103, Output4104 } from "../message-types.ts";
import { clipped, quoted } from "../wire-value.ts";
import { assertOwnCode, institutionMembers } from "./monthly-claim.ts";
import { pageAsked, pager } from "./paging.ts";
import { ageOn } from "./person-node.ts";
import type { HandlerServices } from "./services.ts";
import { CHECKED_FIELDS } from "./settlement-list-content.ts";
import { LEVEL_CODES } from "./wire-codes.ts";

/** 4103, 4104: a list with what the bureau knows of its settlement, and its quality control. */
export function settlementListQueryHandlers(
  services: HandlerServices,
): Pick<Handlers, "4103" | "4104"> {
  const { store } = services;
  return {
    "4103": async ({ institution_code, input: { data } }) => {
      const { psn_no, setl_id } = data;
      if (psn_no === undefined && setl_id === undefined) {
        const where = "data.setl_id（结算ID）";
        throw new YibaoError("SETTLEMENT-LIST-NOT-ASKED", {}, where);
      }
      const asked = { institution_code, person_no: psn_no ?? null, settlement_id: setl_id ?? null };
      const list = await findList(store, asked);
      if (list === null) {
        const details = { settlement_id: quoted(setl_id ?? `（人员 ${psn_no}）`) };
        throw new YibaoError("SETTLEMENT-LIST-UNKNOWN", details);
      }
      const view = await readSettlement(store, {
        person_no: list.person_no,
        visit_id: String(list.visit_id),
        settlement_id: String(list.settlement_id),
      });
      return listNodes(services, institution_code, list, view);
    },

    "4104": async ({ institution_code, input: { data } }) => {
      if (data.fixmedins_code !== undefined) assertOwnCode(data.fixmedins_code, institution_code);
      const page = pageAsked(data.page_num, data.page_size);
      const filter = qualityFilter(institution_code, data);
      const { rows, count } =
        filter === null ? { rows: [], count: 0 } : await queryQuality(store, filter, page);
      const people = await loadPersonFacts(store.pool, [
        ...new Set(rows.map(({ person_no }) => person_no)),
      ]);
      const named = institutionMembers(services, institution_code);
      return {
        ...pager(page, count, rows.length),
        data: rows.map((list): Output4104["data"][number] => {
          const person = people.get(list.person_no)?.person;
          return {
            ...named,
            ...qualityRow(list),
            psn_name: person?.name ?? "",
            psn_cert_type: person?.certificate_type ?? "",
            cert_no: person?.certificate_no ?? "",
          };
        }),
      };
    },
  };
}

/** What 4104 writes for a level; 0 where nothing was found. No dictionary of the tables has it. */
const LEVELS = { error: "1", hint: "2" } as const;
const CLEAN = "0";
const RESULTS = [
  ["error", LEVELS.error],
  ["hint", LEVELS.hint],
  ["clean", CLEAN],
] as const;
/** Of the checks; another one where they change. */
const QUALITY_VERSION = "1";

/** @throws YibaoError GATEWAY-NOT-A-MONTH. Null where nothing can be found. */
function qualityFilter(
  institution_code: string,
  { setl_ym, setl_id, psn_no, err_lv, retn_flag }: Input4104["data"],
): QualityFilter | null {
  const month = daysOfMonth(setl_ym);
  if (month === null) {
    const where = "data.setl_ym（结算年月）";
    throw new YibaoError("GATEWAY-NOT-A-MONTH", { value: quoted(setl_ym) }, where);
  }
  if (setl_id !== undefined && !/^\d{1,15}$/.test(setl_id)) return null;
  const results = RESULTS.filter(([result, level]) => {
    const sentBack = result === "error" ? "1" : "0";
    return (err_lv ?? level) === level && (retn_flag ?? sentBack) === sentBack;
  });
  return {
    institution_code,
    from: month.from,
    before: addDays(month.to, 1),
    person_no: psn_no ?? null,
    settlement_id: setl_id === undefined ? null : Number(setl_id),
    results: results.map(([result]) => result),
  };
}

function qualityRow(list: KeptList) {
  const worst = worstLevel(list.findings);
  return {
    setl_ym: list.settled_at.slice(0, 7).replace("-", ""),
    setl_id: String(list.settlement_id),
    psn_no: list.person_no,
    qltctrl_rslt: worst === "error" ? "1" : "0",
    err_lv: worst === null ? CLEAN : LEVELS[worst],
    retn_flag: worst === "error" ? "1" : "0",
    qltctrl_ver: QUALITY_VERSION,
    detailinfo: list.findings.map(findingRow),
    qltctrl_time: list.uploaded_at,
    grp_stas: "",
  };
}

function findingRow(finding: QualityFinding): Output4104["data"][number]["detailinfo"][number] {
  const { title, mend } = QUALITY_CHECKS[finding.check];
  const level = levelOf(finding);
  return {
    exam_data_fld: CHECKED_FIELDS[finding.check],
    qltctrl_chk_rslt: clipped(`${title}：${finding.why}。${mend}`, RESULT_LENGTH_MAX),
    err_lv: LEVELS[level],
    retn_flag: level === "error" ? "1" : "0",
    init_val: clipped(finding.value, VALUE_LENGTH_MAX),
  };
}

const RESULT_LENGTH_MAX = 100;
const VALUE_LENGTH_MAX = 60;

async function listNodes(
  services: HandlerServices,
  institution_code: string,
  list: KeptList,
  view: SettlementView,
): Promise<Output4103> {
  const sent = list.sent as unknown as Input4101;
  const { list_no } = list;
  const key = {
    setl_id: String(list.settlement_id),
    mdtrt_id: String(list.visit_id),
    psn_no: list.person_no,
  };
  const numbered = (node: string, index: number): string => `${list_no}-${node}-${index + 1}`;
  const principal = (sent.diseinfo ?? []).find((row) => row.maindiag_flag === "1");
  return {
    setlinfo: { ...(await listMembers(services, institution_code, list, view)), ...key },
    payinfo: (sent.payinfo ?? []).map((row) => ({
      ...key,
      ...row,
      poolarea_fund_pay_type: row.fund_pay_type,
      poolarea_fund_pay_name: services.region.value.funds.get(row.fund_pay_type)?.name ?? "",
    })),
    opspdiseinfo: (sent.opspdiseinfo ?? []).map((row, index) => ({
      ...key,
      setl_list_opsp_trt_id: numbered("O", index),
      diag_code: principal?.diag_code ?? "",
      diag_name: principal?.diag_name ?? "",
      oprn_oprt_name: row.oprn_oprt_name ?? "",
      oprn_oprt_code: row.oprn_oprt_code ?? "",
    })),
    diseinfo: (sent.diseinfo ?? []).map((row, index) => ({
      ...key,
      ...row,
      setl_list_diag_id: numbered("D", index),
    })),
    iteminfo: itemsByChargeType(view.lines).map((item, index) => ({
      ...key,
      etl_list_chrgitm_id: numbered("I", index),
      med_chrgitm_type: item.charge_type,
      item_sumamt: item.amount_fen,
      item_claa_sumfee: item.class_a_fen,
      item_clab_amt: item.class_b_fen,
      item_fulamt_ownpay_amt: item.full_self_fen,
      item_ownpay_amt: item.other_fen,
    })),
    oprninfo: (sent.oprninfo ?? []).map((row, index) => {
      const { oprn_oprt_type, ...operation } = row;
      return {
        ...key,
        ...operation,
        setl_list_oprn_id: numbered("P", index),
        main_oprn_flag: oprn_oprt_type === "1" ? "1" : "0",
        ...(row.oprn_oprt_begntime === undefined
          ? {}
          : { oprn_oprt_date: row.oprn_oprt_begntime.slice(0, 10) as CivilDate }),
      };
    }),
    icuinfo: (sent.icuinfo ?? []).map((row, index) => ({
      ...key,
      ...row,
      setl_list_scs_cutd_id: numbered("C", index),
    })),
    drgAppyinfo: [],
    bldinfo: sent.bldinfo ?? [],
  };
}

/** Dictionary of the states of a list (notes under 4102). */
const STATE_CODES = { open: "0", submitted: "1", approved: "2", rejected: "3" } as const;
/** Dictionary ipt_med_type: 1 a stay, 2 surgery by day. */
const DAY_SURGERY = "28";

async function listMembers(
  services: HandlerServices,
  institution_code: string,
  list: KeptList,
  view: SettlementView,
): Promise<Omit<Output4103["setlinfo"], "setl_id" | "psn_no" | "mdtrt_id">> {
  const { setlinfo: sent, diseinfo, oprninfo } = list.sent as unknown as Input4101;
  const person = (await findPerson(services.store.pool, list.person_no)) ?? view.person;
  const { split, enrolment, institution, visit } = view;
  const figures = settlementFigures(services.region.value, split);
  const shares = personShares(split);
  const begin = (sent.adm_time ?? visit.begin_at).slice(0, 10) as CivilDate;
  const end = (sent.dscg_time ?? view.care_date).slice(0, 10) as CivilDate;
  return {
    ...sent,
    ...institutionMembers(services, institution_code),
    setl_list_sn: String(list.list_no),
    hi_setl_lv: LEVEL_CODES[institution.level].dedc_hosp_lv,
    medcasno: sent.medcasno ?? visit.own_number,
    dcla_time: sent.dcla_time ?? list.uploaded_at,
    psn_name: person.name,
    gend: person.sex,
    brdy: person.born,
    naty: person.nation,
    patn_cert_type: person.certificate_type,
    certno: person.certificate_no,
    age: ageOn(person.born, begin),
    age_daus: sent.age_days ?? 0,
    emp_name: sent.emp_name ?? enrolment.employer_name,
    emp_poscode: sent.poscode ?? "",
    coner_name: sent.coner_name ?? "",
    patn_rlts: sent.patn_rlts ?? "",
    coner_addr: sent.coner_addr ?? "",
    coner_tel: sent.coner_tel ?? "",
    insutype: view.insutype,
    insu_admdvs: enrolment.insured_region,
    hi_type: view.insutype,
    ipt_med_type:
      view.visit_type === DAY_SURGERY ? "2" : isInpatientType(view.visit_type) ? "1" : "",
    adm_way_code: sent.adm_way ?? "",
    adm_caty: sent.adm_caty ?? "",
    refl_caty: sent.refldept_dept ?? "",
    adm_dept_codg: sent.adm_dept_code ?? "",
    dscg_dept_codg: sent.dscg_dept_code ?? "",
    act_ipt_days: Math.max(1, daysBetween(begin, end)),
    otp_wm_diag_dise_code: sent.wm_dise_code ?? "",
    otp_tcm_diag_dise_code: sent.tcm_dise_code ?? "",
    diag_code_cnt: diseinfo?.length ?? 0,
    oprn_oprt_code_cnt: oprninfo?.length ?? 0,
    ...durations(sent),
    opsp_dise_code: visit.disease ?? "",
    opsp_dise_name: String(visit.details.dise_name ?? ""),
    ...(sent.opsp_mdtrt_date === undefined ? {} : { opsp_mdtrt_time: sent.opsp_mdtrt_date }),
    hi_paymtd: sent.hi_paymtd ?? "1",
    psn_selfpay: shares.self_pay_fen,
    psn_ownpay: shares.own_pay_fen,
    acct_pay: split.account_fen,
    psn_cashpay: split.cash_fen,
    stas_type: STATE_CODES[list.state],
    hsorg_opter: "",
    hsorg_code: view.region,
    setl_time: view.settled_at,
    ybtcPay: figures.hifp_pay,
    gwyPay: figures.cvlserv_pay,
    jmdbPay: figures.hifmi_pay,
    yljzPay: figures.maf_pay,
    zgdePay: figures.hifob_pay,
  };
}

/** `1/13/24` as the three members that 4103 has for it. */
function durations(sent: Input4101["setlinfo"]): Readonly<Record<string, number>> {
  const members: Record<string, number> = {};
  for (const [text, names] of [
    [sent.vent_used_dura, ["vent_used_days", "vent_used_h_cnt", "vent_used_m_cnt"]],
    [sent.pwcry_bfadm_coma_dura, ["bfadm_coma_days", "bfadm_coma_h_cnt", "bfadm_coma_m_cnt"]],
    [sent.pwcry_afadm_coma_dura, ["afadm_coma_days", "afadm_coma_h_cnt", "afadm_coma_m_cnt"]],
  ] as const) {
    const parts = /^(\d{1,4})\/(\d{1,2})\/(\d{1,2})$/.exec(text ?? "")?.slice(1) ?? [];
    for (const [index, name] of names.entries()) members[name] = Number(parts[index] ?? 0);
  }
  return members;
}
