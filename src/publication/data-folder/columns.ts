import type { Topic } from "../../disclosure/index.ts";

/** What a column of a data file holds. */
export type ColumnUse =
  | { readonly kind: "row" }
  | { readonly kind: "name" }
  /** A cell of the table itself. */
  | { readonly kind: "cell"; readonly column: string }
  /** What only sentences tell. */
  | { readonly kind: "told"; readonly column: string }
  /** Why budget and actual differ; why this year and the last differ. */
  | { readonly kind: "reason"; readonly of: "actual" | "change" }
  | { readonly kind: "use" };

const ROW_WORDS = [
  "code",
  "row",
  "科目编码",
  "科目代码",
  "功能分类科目编码",
  "编码",
  "代码",
  "项目",
];
const NAME_WORDS = ["name", "科目名称", "名称"];

const OTHER_WORDS: Readonly<Record<string, ColumnUse>> = {
  reason: { kind: "reason", of: "actual" },
  差异原因: { kind: "reason", of: "actual" },
  change_reason: { kind: "reason", of: "change" },
  增减原因: { kind: "reason", of: "change" },
  use: { kind: "use" },
  用途: { kind: "use" },
};

const TOLD_WORDS: Readonly<Record<string, string>> = {
  年初预算: "initial-budget",
  年初预算数: "initial-budget",
  全年预算: "full-budget",
  调整预算: "full-budget",
  上年: "prior",
  上年数: "prior",
  上年决算: "prior",
  上年预算: "prior",
  其中事业单位: "institution",
};

/** What is told of the rows of a topic, where its table has no such column. */
function toldColumns({ id, columns }: Topic): readonly string[] {
  const spending = ["general", "fund", "capital"].includes(id);
  const wanted = spending ? ["initial-budget", "full-budget", "prior"] : ["prior"];
  const institution = id === "basic" ? ["institution"] : [];
  return [...wanted, ...institution].filter((column) => !columns.has(column));
}

/** Usual other words for columns of tables. */
const CELL_WORDS: Readonly<Record<string, readonly string[]>> = {
  total: ["合计", "总计", "小计", "金额", "支出决算", "决算数", "预算数", "本年支出", "本年收入"],
  amount: ["金额", "本年预算", "预算数", "决算数", "合计"],
  budget: ["预算数", "预算"],
  actual: ["决算数", "决算", "支出决算"],
  prior: ["上年数", "上年决算", "上年决算数", "上年预算", "上年预算数"],
  count: ["数量", "件数", "个数"],
  basic: ["基本支出"],
  project: ["项目支出"],
  "basic-personnel": ["人员经费", "基本支出人员经费"],
  "basic-public": ["公用经费", "日常公用经费"],
  general: ["一般公共预算", "一般公共预算财政拨款", "一般公共预算拨款"],
  fund: ["政府性基金", "政府性基金预算", "政府性基金预算财政拨款"],
  capital: ["国有资本经营", "国有资本经营预算", "国有资本经营预算财政拨款"],
};

/** Words without what does not tell them apart: blanks, brackets, numbering, 其中. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/^\s*[一二三四五六七八九十]+、/, "")
    .replace(/[\s“”"'()[\]【】:、.,]/g, "");
}

/** Null for words that are no column of this topic. */
export function columnUse(topic: Topic, words: string): ColumnUse | null {
  const plain = plainWords(words);
  const lower = words.trim().toLowerCase();
  if (topic.columns.has(lower)) return { kind: "cell", column: lower };
  const underscored = lower.replaceAll("_", "-");
  if (topic.columns.has(underscored)) return { kind: "cell", column: underscored };
  if (ROW_WORDS.includes(lower) || ROW_WORDS.includes(plain)) return { kind: "row" };
  if (NAME_WORDS.includes(lower) || NAME_WORDS.includes(plain)) return { kind: "name" };
  const other = OTHER_WORDS[lower] ?? OTHER_WORDS[plain];
  if (other !== undefined) return other;
  for (const [column, title] of topic.columns) {
    if (plainWords(title) === plain) return { kind: "cell", column };
  }
  for (const column of topic.columns.keys()) {
    if (CELL_WORDS[column]?.includes(plain)) return { kind: "cell", column };
  }
  const told = TOLD_WORDS[plain] ?? underscored;
  return toldColumns(topic).includes(told) ? { kind: "told", column: told } : null;
}

export function knownColumns(topic: Topic): string {
  const chinese = Object.entries(TOLD_WORDS)
    .filter(([, column]) => toldColumns(topic).includes(column))
    .map(([words]) => words);
  const row = topic.rows.size > 0 && topic.stub !== "departmental" ? "项目" : "科目编码";
  const words = [...topic.columns.values(), ...chinese, "差异原因", "增减原因", "用途"];
  return [row, "名称", ...words].join("、");
}
