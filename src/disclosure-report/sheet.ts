import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import type { CheckedRule, CheckReport } from "../disclosure-check/index.ts";
import { countOf, placeWords, SEVERITY_WORDS } from "./outcome-words.ts";
import { identityWords } from "./terminal.ts";

/** A file that could not be checked, and why. */
export interface UncheckedFile {
  readonly name: string;
  readonly reason: string;
}

/**
 * The reviewers' sheet: one row a rule with 是 or 否, and beside it what is wrong and where; one
 * sheet a document, before them a summary.
 */
export async function reviewSheet(
  reports: readonly CheckReport[],
  unchecked: readonly UncheckedFile[] = [],
): Promise<Uint8Array> {
  const names = sheetNames(reports.map(({ document }) => document.unit || document.name));
  const sheets = reports.map((report, index) => ({
    data: [
      [{ value: identityWords(report), fontWeight: "bold" as const }],
      headRow(["序号", "规则", "审核内容", "是否符合", "核对次数", "问题与位置"]),
      ...ruleRows(report),
    ] as SheetData,
    sheet: names[index] as string,
    columns: [8, 18, 46, 12, 10, 100].map((width) => ({ width })),
    stickyRowsCount: 2,
  }));
  const summary = {
    data: [
      headRow([
        "文件",
        "单位",
        "年度",
        "种类",
        "错误",
        "警告",
        "提示",
        "未能核对",
        "没有核对的原因",
      ]),
      ...reports.map(summaryRow),
      ...unchecked.map(({ name, reason }) => [
        { value: name },
        ...Array.from({ length: 7 }, () => null),
        { value: reason, wrap: true },
      ]),
    ] as SheetData,
    sheet: "汇总",
    columns: [50, 34, 8, 8, 8, 8, 8, 10, 60].map((width) => ({ width })),
    stickyRowsCount: 1,
  };
  return writeXlsxFile([summary, ...sheets]).toBuffer();
}

function headRow(words: readonly string[]) {
  return words.map((value) => ({ value, fontWeight: "bold" as const, wrap: true }));
}

function summaryRow(report: CheckReport) {
  const { document, findings } = report;
  const kind = document.kind === null ? "" : document.kind === "final" ? "决算" : "预算";
  const counts = (["error", "warn", "hint", "unresolved"] as const).map((one) =>
    countOf(findings, one),
  );
  const words = [document.name, document.unit, document.year ?? "", kind, ...counts];
  return words.map((value) => ({ value }));
}

function ruleRows(report: CheckReport) {
  const byRule = new Map<string, CheckedRule[]>();
  for (const check of report.coverage.checks) {
    byRule.set(check.rule, [...(byRule.get(check.rule) ?? []), check]);
  }
  for (const { rule, title, where } of report.findings) {
    if (byRule.has(rule)) continue;
    byRule.set(rule, [{ rule, title, outcome: "fail", address: "", place: where, note: "" }]);
  }
  const rows = [...byRule].flatMap(([rule, checks]) => {
    const findings = report.findings.filter((one) => [one.rule, ...one.merged].includes(rule));
    if (findings.length === 0 && isOfReading(rule)) return [];
    return [{ rule, checks, findings }];
  });
  return rows.map(({ rule, checks, findings }, index) => {
    const verdict = verdictOf(checks);
    const problems = findings.map(
      (one) => `${SEVERITY_WORDS[one.outcome]}：${one.message}${inBrackets(placeWords(one.where))}`,
    );
    const row = [index + 1, rule, contentOf(checks), verdict, checks.length];
    const look = LOOKS[verdict] ?? {};
    return [...row, problems.join("\n")].map((value, column) => {
      return { value, wrap: true, alignVertical: "top" as const, ...(column === 3 && look) };
    });
  });
}

/** What is told of reading and of waivers is no matter of review while there is nothing to tell. */
function isOfReading(rule: string): boolean {
  return rule === "NOT-READ" || rule.startsWith("WAIVER-");
}

/**
 * What should be so. A rule on the words of a document is named after the fault; the sheet asks
 * whether there is none of it.
 */
function contentOf([first]: readonly CheckedRule[]): string {
  const title = first?.title ?? "";
  return first?.address === "" ? `没有“${title}”的情形` : title;
}

function inBrackets(words: string): string {
  return words === "" ? "" : `（${words}）`;
}

const LOOKS: Readonly<Record<string, object>> = {
  否: { color: "#c62828", fontWeight: "bold" },
  未能核对: { color: "#6a6a6a" },
  不适用: { color: "#9a9a9a" },
};

/** 是 only when something was judged and nothing broken: what was not read is never passed. */
function verdictOf(checks: readonly CheckedRule[]): string {
  const has = (outcome: CheckedRule["outcome"]) => checks.some((one) => one.outcome === outcome);
  if (has("fail")) return "否";
  if (has("pass") || has("hint")) return has("unresolved") ? "是（部分未能核对）" : "是";
  return has("unresolved") ? "未能核对" : "不适用";
}

const NAME_LENGTH = 28;

/** Names a sheet may have: no reserved sign, not too long, each once. */
function sheetNames(names: readonly string[]): string[] {
  const used = new Set(["汇总"]);
  return names.map((name) => {
    const base =
      name
        .replace(/[\\/?*[\]:']/g, " ")
        .trim()
        .slice(0, NAME_LENGTH) || "文件";
    let own = base;
    for (let count = 2; used.has(own); count += 1) own = `${base} ${count}`;
    used.add(own);
    return own;
  });
}
