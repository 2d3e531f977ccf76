import { ageOn, type CivilDate, daysBetween } from "../kernel/index.ts";
import { isInpatientType, type SettlementView } from "../settlement/index.ts";
import type { ListContent } from "./list-content.ts";
import type { QualityCheck, QualityFinding } from "./quality-finding.ts";

/** Days, ages and circumstances of a list against the visit it is about. */
export function checkStay(list: ListContent, view: SettlementView): QualityFinding[] {
  const stay = stayOf(view);
  return [
    ...checkTimes(list, view),
    ...checkSettledDays(list, view),
    ...checkAge(list, view),
    ...checkCircumstances(list, stay),
  ];
}

export interface Stay {
  readonly begin: CivilDate;
  readonly end: CivilDate;
}

/** The stay as the bureau knows it. */
export function stayOf({ visit, care_date }: SettlementView): Stay {
  const begin = dayOf(visit.begin_at);
  return { begin, end: visit.end_at === null ? care_date : dayOf(visit.end_at) };
}

export function dayOf(time: string): CivilDate {
  return time.slice(0, 10) as CivilDate;
}

function finding(check: QualityCheck, value: string, why: string): QualityFinding {
  return { check, value, why };
}

function checkTimes(list: ListContent, view: SettlementView): QualityFinding[] {
  const { admitted_at, discharged_at } = list;
  const inpatient = isInpatientType(view.visit_type);
  if (admitted_at === null || (discharged_at === null && !view.interim)) {
    if (!inpatient) return [];
    return [finding("stay-missing", "", "住院结算的清单没有填写入院时间或出院时间")];
  }
  if (discharged_at !== null && discharged_at < admitted_at) {
    const why = `入院时间是 ${admitted_at}`;
    return [finding("stay-backwards", discharged_at, why)];
  }
  if (!inpatient) return [];
  const { visit } = view;
  const compared = [
    ["入院", admitted_at, visit.begin_at],
    ["出院", discharged_at, visit.end_at],
  ] as const;
  return compared.flatMap(([name, sent, known]): QualityFinding[] => {
    if (sent === null || known === null || dayOf(sent) === dayOf(known)) return [];
    return [finding("stay-differs", sent, `登记的${name}日期是 ${dayOf(known)}`)];
  });
}

function checkSettledDays(
  { settled_from, settled_to }: ListContent,
  view: SettlementView,
): QualityFinding[] {
  if (settled_to < settled_from) {
    const why = `结算开始日期是 ${settled_from}`;
    return [finding("settled-days-backwards", settled_to, why)];
  }
  const [begin, settled] = [dayOf(view.visit.begin_at), dayOf(view.settled_at)];
  if (settled_from >= begin && settled_to <= settled) return [];
  const why = `就诊开始于 ${begin}，结算于 ${settled}`;
  return [finding("settled-days-outside", `${settled_from} 至 ${settled_to}`, why)];
}

const NEWBORN_DAYS = 28;

function checkAge(list: ListContent, view: SettlementView): QualityFinding[] {
  const { born } = view.person;
  const day = dayOf(list.admitted_at ?? view.visit.begin_at);
  const findings: QualityFinding[] = [];
  if (day < born) findings.push(finding("before-birth", day, `出生日期是 ${born}`));
  const days = daysBetween(born, day);
  if (list.age_days !== null && list.age_days !== 0) {
    const infant = ageOn(born, day) < 1;
    // Programs count the day of birth as the first or as none.
    if (!infant || Math.abs(list.age_days - days) > 1) {
      const why = infant ? `按出生日期 ${born} 是 ${days} 天` : `出生于 ${born}，已满一周岁`;
      findings.push(finding("age-days", String(list.age_days), why));
    }
  }
  if (list.birth_weight !== null && list.birth_weight !== 0 && days > NEWBORN_DAYS) {
    const why = `入院时已出生 ${days} 天`;
    findings.push(finding("newborn-weight", String(list.birth_weight), why));
  }
  return findings;
}

/** Dictionary dscg_way: discharged to another hospital, to a community's. */
const TRANSFERS: readonly string[] = ["2", "3"];

export const DURATION = /^(\d{1,4})\/(\d{1,2})\/(\d{1,2})$/;

function checkCircumstances(list: ListContent, stay: Stay): QualityFinding[] {
  const findings: QualityFinding[] = [];
  const { name, ...rest } = list.contact;
  if (name !== null && Object.values(rest).includes(null)) {
    findings.push(finding("contact-incomplete", name, "联系人的关系、地址或电话没有填写"));
  }
  const way = list.discharge_way ?? "";
  if (TRANSFERS.includes(way) && list.receiving_institution === null) {
    findings.push(finding("receiver-missing", way, `离院方式是 ${way}`));
  }
  const days = daysBetween(stay.begin, stay.end) + 1;
  if (list.nursing_days > days) {
    const why = `住院 ${days} 天（含入院与出院当天）`;
    findings.push(finding("nursing-days", String(list.nursing_days), why));
  }
  for (const { title, text } of list.durations) {
    if (DURATION.test(text)) continue;
    findings.push(finding("duration-form", text, `${title}不是 天/小时/分钟`));
  }
  return findings;
}
