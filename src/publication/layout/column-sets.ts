/** The columns of coded tables where the profile names none, with their headings. */

export type ColumnSet = Readonly<Record<string, string>>;

const FINAL: Readonly<Record<string, ColumnSet>> = {
  income: {
    total: "本年收入合计",
    appropriation: "财政拨款收入",
    superior: "上级补助收入",
    business: "事业收入",
    operating: "经营收入",
    affiliated: "附属单位上缴收入",
    other: "其他收入",
  },
  spending: {
    total: "本年支出合计",
    basic: "基本支出",
    project: "项目支出",
    upward: "上缴上级支出",
    operating: "经营支出",
    affiliated: "对附属单位补助支出",
  },
  general: { total: "本年支出/小计", basic: "本年支出/基本支出", project: "本年支出/项目支出" },
  fund: {
    opening: "年初结转和结余",
    income: "本年收入",
    total: "本年支出/小计",
    basic: "本年支出/基本支出",
    project: "本年支出/项目支出",
    closing: "年末结转和结余",
  },
  capital: { total: "本年支出/合计", basic: "本年支出/基本支出", project: "本年支出/项目支出" },
};

const BUDGET: Readonly<Record<string, ColumnSet>> = {
  income: {
    total: "合计",
    opening: "上年结转",
    general: "一般公共预算",
    fund: "政府性基金预算",
    capital: "国有资本经营预算",
    "special-account": "财政专户管理资金",
    business: "事业收入",
    operating: "经营收入",
    superior: "上级补助收入",
    affiliated: "附属单位上缴收入",
    other: "其他收入",
  },
  spending: {
    total: "合计",
    basic: "基本支出",
    project: "项目支出",
    operating: "事业单位经营支出",
    upward: "上缴上级支出",
    affiliated: "对附属单位补助支出",
  },
  general: {
    total: "合计",
    basic: "基本支出/小计",
    "basic-personnel": "基本支出/人员经费",
    "basic-public": "基本支出/公用经费",
    project: "项目支出",
  },
  fund: { total: "合计", basic: "基本支出", project: "项目支出" },
  capital: { total: "合计", basic: "基本支出", project: "项目支出" },
  "special-account": { total: "合计", basic: "基本支出", project: "项目支出" },
};

export function columnSet(topic: string, kind: "budget" | "final"): ColumnSet | null {
  return (kind === "budget" ? BUDGET : FINAL)[topic] ?? BUDGET[topic] ?? null;
}
