import type { Finding } from "../disclosure/index.ts";
import type { CheckReport } from "../disclosure-check/index.ts";
import { countOf, placeWords, SEVERITIES, SEVERITY_WORDS } from "./outcome-words.ts";

/** What a person reads on a terminal: who and what it is, every finding, what was looked at. */
export function reportSheet(report: CheckReport): string {
  const { document, findings, waived } = report;
  const lines = [document.name, `  ${identityWords(report)}`];
  for (const severity of SEVERITIES) {
    const some = findings.filter((one) => one.outcome === severity);
    if (some.length === 0) continue;
    lines.push("", `${SEVERITY_WORDS[severity]}（${some.length}）`, ...some.flatMap(findingLines));
  }
  if (waived.length > 0) lines.push("", `已说明理由、不再提出的：${waived.length} 项`);
  lines.push("", coverageWords(report));
  return lines.join("\n");
}

/** “衡阳市医疗保障局 2023年度部门预算，按湖南省市级部门预算公开核对”. */
export function identityWords({ document }: CheckReport): string {
  const kind =
    document.kind === null ? "种类不明" : document.kind === "final" ? "部门决算" : "部门预算";
  const year = document.year === null ? "年度不明" : `${document.year}年度`;
  const unit = document.unit === "" ? "单位不明" : document.unit;
  const tables = `认出 ${document.tables.found.length} 张表`;
  return `${unit} ${year}${kind}，按“${document.profile_title}”核对，${tables}`;
}

/** How much was judged, so that silence is not taken for praise. */
export function coverageWords({ coverage, findings }: CheckReport): string {
  const { pass, hint, fail, not_applicable, unresolved } = coverage;
  const judged = `核对 ${pass + hint + fail} 处：通过 ${pass}，提示 ${hint}，不通过 ${fail}`;
  const left = `未能核对 ${unresolved}，不适用 ${not_applicable}`;
  const counts = SEVERITIES.map((one) => `${SEVERITY_WORDS[one]} ${countOf(findings, one)}`);
  return `${judged}；${left}。共 ${counts.join("，")}`;
}

function findingLines(finding: Finding): string[] {
  const { id, rule, title, where, message, suggestion, merged } = finding;
  const lines = [`  ${id} ${title}〔${rule}〕`];
  const place = placeWords(where);
  if (place !== "") lines.push(`     ${place}`);
  if (where.text !== "" && where.text !== finding.printed)
    lines.push(`     “${shown(where.text)}”`);
  lines.push(`     ${message}`);
  if (suggestion !== "") lines.push(`     → ${suggestion}`);
  if (merged.length > 0) lines.push(`     同一处还使这些规则不成立：${merged.join("、")}`);
  return lines;
}

const TEXT_LENGTH = 80;

function shown(text: string): string {
  return text.length > TEXT_LENGTH ? `${text.slice(0, TEXT_LENGTH)}……` : text;
}
