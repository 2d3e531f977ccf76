import { daysBetween } from "../kernel/index.ts";
import { isInpatientType, type SettlementView } from "../settlement/index.ts";
import { DURATION, dayOf, type Stay, stayOf } from "./check-stay.ts";
import type { IntensiveCare, ListContent, ListOperation } from "./list-content.ts";
import type { QualityCheck, QualityFinding } from "./quality-finding.ts";

/** Diagnoses, operations, intensive care and transfusions of a list. */
export function checkTreatment(list: ListContent, view: SettlementView): QualityFinding[] {
  const stay = stayOf(view);
  return [
    ...checkDiagnoses(list, view),
    ...checkOperations(list.operations, stay),
    ...list.intensive_care.flatMap((care) => checkIntensiveCare(care, stay)),
    ...checkTransfusions(list, view),
  ];
}

function finding(check: QualityCheck, value: string, why: string): QualityFinding {
  return { check, value, why };
}

const WESTERN = "1";
/** Insurance edition of ICD-10: a letter, two characters, and what follows the point. */
const DIAGNOSIS_CODE = /^[A-Z]\d[0-9A-Z](\.[0-9A-Za-z]{1,6})?([+*].*)?$/;

function checkDiagnoses({ diagnoses }: ListContent, view: SettlementView): QualityFinding[] {
  const findings: QualityFinding[] = [];
  const western = diagnoses.filter(({ type }) => type === WESTERN);
  const principal = western.filter((one) => one.principal);
  const needed = isInpatientType(view.visit_type) || western.length > 0;
  if (needed && principal.length !== 1) {
    const value = principal.map(({ code }) => code).join("、");
    const why = `${western.length} 个西医诊断中有 ${principal.length} 个主诊断`;
    findings.push(finding("principal-diagnosis", value, why));
  }
  const known = new Set<string>();
  for (const { type, code } of diagnoses) {
    const key = `${type} ${code}`;
    if (known.has(key)) findings.push(finding("diagnosis-twice", code, `${code} 填写了不止一次`));
    known.add(key);
    if (type === WESTERN && !DIAGNOSIS_CODE.test(code)) {
      findings.push(finding("diagnosis-code", code, "不是疾病诊断代码的写法"));
    }
  }
  return findings;
}

/** Insurance edition of ICD-9-CM-3: two digits, a point, and what follows. */
const OPERATION_CODE = /^\d{2}\.[0-9A-Za-z]{1,8}$/;

function checkOperations(operations: readonly ListOperation[], stay: Stay): QualityFinding[] {
  const findings: QualityFinding[] = [];
  const principal = operations.filter((one) => one.principal).length;
  if (operations.length > 0 && principal !== 1) {
    const why = `${operations.length} 个手术操作中有 ${principal} 个主要手术`;
    findings.push(finding("principal-operation", String(principal), why));
  } else if (operations[0]?.principal === false) {
    findings.push(finding("operation-order", operations[0].code, "主要手术不在第一行"));
  }
  const others = operations.filter((one) => !one.principal);
  others.forEach((one, index) => {
    const before = others[index - 1]?.begin_at ?? null;
    if (before === null || one.begin_at === null || one.begin_at >= before) return;
    findings.push(finding("operation-order", one.code, `早于前一个手术的 ${before}`));
  });
  for (const one of operations) findings.push(...checkOperation(one, stay));
  return findings;
}

function checkOperation(one: ListOperation, stay: Stay): QualityFinding[] {
  const findings: QualityFinding[] = [];
  const { code, begin_at, end_at } = one;
  if (!OPERATION_CODE.test(code)) {
    findings.push(finding("operation-code", code, "不是手术操作代码的写法"));
  }
  if (isBackwards(begin_at, end_at) || isOutside(begin_at, stay) || isOutside(end_at, stay)) {
    const why = `手术 ${begin_at ?? "？"} 至 ${end_at ?? "？"}，住院 ${stay.begin} 至 ${stay.end}`;
    findings.push(finding("operation-times", code, why));
  }
  const { anaesthesia_begin_at: begin, anaesthesia_end_at: end } = one;
  if (isBackwards(begin, end) || isBackwards(begin, end_at) || isOutside(begin, stay)) {
    const why = `麻醉 ${begin ?? "？"} 至 ${end ?? "？"}，手术至 ${end_at ?? "？"}`;
    findings.push(finding("anaesthesia-times", code, why));
  }
  return findings;
}

function isBackwards(begin: string | null, end: string | null): boolean {
  return begin !== null && end !== null && end < begin;
}

function isOutside(time: string | null, { begin, end }: Stay): boolean {
  return time !== null && (dayOf(time) < begin || dayOf(time) > end);
}

function checkIntensiveCare(care: IntensiveCare, stay: Stay): QualityFinding[] {
  const { begin_at, end_at, duration } = care;
  if (isBackwards(begin_at, end_at) || isOutside(begin_at, stay) || isOutside(end_at, stay)) {
    const why = `重症监护 ${begin_at} 至 ${end_at}，住院 ${stay.begin} 至 ${stay.end}`;
    return [finding("intensive-care-times", begin_at, why)];
  }
  const match = DURATION.exec(duration);
  if (match === null) {
    return [finding("duration-form", duration, "重症监护合计时长不是 天/小时/分钟")];
  }
  const [days, hours, minutes] = match.slice(1).map(Number) as [number, number, number];
  const told = days * 1_440 + hours * 60 + minutes;
  const spent = minutesBetween(begin_at, end_at);
  if (told === spent) return [];
  const rest = spent % 1_440;
  const form = `${(spent - rest) / 1_440}/${(rest - (rest % 60)) / 60}/${rest % 60}`;
  return [finding("intensive-care-duration", duration, `按进出时间是 ${form}`)];
}

function minutesBetween(begin: string, end: string): number {
  const minuteOfDay = (time: string): number =>
    Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));
  return daysBetween(dayOf(begin), dayOf(end)) * 1_440 + minuteOfDay(end) - minuteOfDay(begin);
}

function checkTransfusions({ transfusions }: ListContent, view: SettlementView): QualityFinding[] {
  return transfusions.flatMap((one): QualityFinding[] => {
    const same =
      one.person_no === view.person.person_no &&
      one.visit_id === String(view.visit.visit_id) &&
      one.settlement_id === String(view.settlement_id);
    if (same) return [];
    const value = `${one.person_no} ${one.visit_id} ${one.settlement_id}`;
    return [finding("transfusion-other", value, "与清单的人员、就诊、结算不一致")];
  });
}
