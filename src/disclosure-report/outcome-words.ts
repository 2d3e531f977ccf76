import type { Finding, Outcome, Place, Severity } from "../disclosure/index.ts";

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  error: "错误",
  warn: "警告",
  hint: "提示",
  unresolved: "未能核对",
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  pass: "通过",
  hint: "提示",
  fail: "不通过",
  "not-applicable": "不适用",
  unresolved: "未能核对",
};

export const SEVERITIES: readonly Severity[] = ["error", "warn", "hint", "unresolved"];

export function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((one) => one.outcome === severity).length;
}

/** “第 7 页，第 132 行，收入支出决算总表，本年支出合计，决算数”, as far as known. */
export function placeWords(place: Place): string {
  const parts = [
    place.page > 0 ? `第 ${place.page} 页` : "",
    place.line > 0 ? `第 ${place.line} 行` : "",
    place.table === "" ? "" : `《${place.table}》`,
    place.row,
    place.column,
  ];
  return parts.filter((part) => part !== "").join("，");
}
