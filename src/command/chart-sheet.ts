import type { Chart, RowJudgement, RowVerdict } from "../classification/index.ts";
import type { CodeAnswer } from "./chart-answer.ts";
import { textTable } from "./text-table.ts";

const BASIS_WORDS: Readonly<Record<string, string>> = {
  source: "见于公开文件",
  recalled: "凭记忆",
  derived: "推定",
  user: "自行填写",
};
const CONFIDENCE_WORDS: Readonly<Record<string, string>> = { high: "高", medium: "中", low: "低" };
const BUDGET_WORDS: Readonly<Record<string, string>> = {
  general: "一般公共预算",
  fund: "政府性基金预算",
  "state-capital": "国有资本经营预算",
};
const UNIT_WORDS = { administrative: "行政、参公单位", institution: "其他事业单位" } as const;

/** A code with all that is known of it, on a terminal. */
export function chartSheet(answer: CodeAnswer): string {
  const unsure = answer.sure ? "" : "（待核实）";
  const rows = [
    ["科目表", `${answer.chart} ${answer.year} 年`],
    ["代码", answer.code],
    ["名称", `${[answer.name, ...answer.also].join("；又作 ")}${unsure}`],
    ...answer.above.map(({ code, name }) => ["上级", `${code} ${name}`]),
    ...(answer.chart === "支出功能分类"
      ? [["资金", BUDGET_WORDS[answer.budget ?? ""] ?? "未查明"]]
      : []),
    ["年度", yearWords(answer)],
    ["依据", `${BASIS_WORDS[answer.basis]}，把握${CONFIDENCE_WORDS[answer.confidence]}`],
    ["", answer.evidence],
    ...answer.other_years.map((one) => [
      "曾用",
      `${one.code} ${one.name}（${yearWords(one)}）`.trim(),
    ]),
    ...answer.counterparts.map((one) => [
      UNIT_WORDS[one.unit_kind],
      `${one.code} ${one.name}`.trim(),
    ]),
    ...answer.below.map(({ code, name }) => ["下级", `${code} ${name}`]),
    ...(answer.below.length === 0 || answer.below_is_all ? [] : [["", "下级未必列全"]]),
  ];
  return textTable(rows, ["left", "left"]);
}

function yearWords(years: { from_year: number | null; to_year: number | null }): string {
  const from = years.from_year === null ? "" : `${years.from_year} 年起`;
  const to = years.to_year === null ? "" : `至 ${years.to_year - 1} 年`;
  return `${from}${to}` || "起止年度未查明";
}

const VERDICT_WORDS: Readonly<Record<RowVerdict, string>> = {
  right: "代码与名称相符",
  "wrong-digits": "代码有误：这个名称属于另一个代码",
  "wrong-name": "代码存在，名称与科目表不一致",
  "shortened-name": "代码存在，名称有缺字",
  "wrong-parent": "代码与所在的上级科目不一致",
  "wrong-length": "代码的位数不对",
  "old-chart-name": "这是旧科目",
  "future-chart-name": "这一年还没有这个科目",
  "unknown-code": "科目表里没有这个代码",
};

/** What is wrong with a code and a name, and what was most likely meant. */
export function verdictSheet(
  chart: Chart,
  code: string,
  name: string,
  judgement: RowJudgement,
  found: CodeAnswer | null,
): string {
  const { verdict, certain, repair, changed_year } = judgement;
  const year = changed_year === null ? "" : `，${changed_year} 年起有变`;
  const unsure = certain ? "" : "（未能核实，所带科目未必齐全）";
  const lines = [
    `${code} ${name}`.trim(),
    `${chart.title} ${chart.year} 年：${VERDICT_WORDS[verdict]}${year}${unsure}`,
    ...(repair === null || verdict === "right" ? [] : [`多半应为 ${repair.code} ${repair.name}`]),
    ...(judgement.as_likely.length === 0 ? [] : [`也可能是 ${judgement.as_likely.join("、")}`]),
  ];
  return found === null ? lines.join("\n") : `${lines.join("\n")}\n\n${chartSheet(found)}`;
}

interface NameRow {
  readonly chart: string;
  readonly code: string;
  readonly name: string;
}

/** The codes whose names are most like a text. */
export function nameSheet(text: string, year: number, names: readonly NameRow[]): string {
  if (names.length === 0) return `${year} 年的科目表里没有与“${text}”相近的名称`;
  const rows = names.map(({ code, name, chart }) => [code, name, chart]);
  return textTable([["代码", "名称", "科目表"], ...rows], ["left", "left", "left"]);
}
