import type { Fen } from "../kernel/index.ts";

/** What a unit of the budget is: decides which expenditure account it spends on. */
export const UNIT_KINDS = {
  administrative: "行政单位",
  "civil-servant-managed": "参照公务员法管理的事业单位",
  institution: "事业单位",
} as const;
export type UnitKind = keyof typeof UNIT_KINDS;

/** 资金性质. The first three are paid by the treasury, the others from the unit's own money. */
export const FUNDS = {
  general: "一般公共预算",
  "government-fund": "政府性基金预算",
  "state-capital": "国有资本经营预算",
  "special-account": "财政专户管理资金",
  own: "单位资金",
} as const;
export type FundKind = keyof typeof FUNDS;

/** 资金来源. `carried`: what an earlier year left. */
export const SOURCES = {
  appropriation: "经费拨款",
  "non-tax": "纳入预算管理的非税收入拨款",
  business: "事业收入",
  superior: "上级补助收入",
  affiliate: "附属单位上缴收入",
  operating: "事业单位经营收入",
  other: "其他收入",
  carried: "上年结转",
} as const;
export type SourceKind = keyof typeof SOURCES;

const SOURCES_OF: Readonly<Record<FundKind, readonly SourceKind[]>> = {
  general: ["appropriation", "non-tax", "carried"],
  "government-fund": ["appropriation", "carried"],
  "state-capital": ["appropriation", "carried"],
  "special-account": ["business", "carried"],
  own: ["business", "superior", "affiliate", "operating", "other", "carried"],
};

/** Sources that a fund can have. */
export function sourcesOf(fund: FundKind): readonly SourceKind[] {
  return SOURCES_OF[fund];
}

/** Whether the treasury pays for the unit, so that no money passes through its accounts. */
export function isTreasury(fund: FundKind): boolean {
  return fund !== "special-account" && fund !== "own";
}

/** Where a budget line stands in the classifications. Amounts are what was done to it. */
export interface LineKey {
  readonly unit_code: string;
  readonly year: number;
  /** 功能分类项, seven digits. */
  readonly functional_code: string;
  /** 部门预算支出经济分类款, five digits. */
  readonly economic_code: string;
  /** 政府预算支出经济分类款, five digits. */
  readonly government_code: string;
  readonly fund: FundKind;
  readonly source: SourceKind;
  /** Empty: basic expenditure. */
  readonly project_code: string;
  /** 政府采购. */
  readonly procurement: boolean;
}

/** A line with its amount. */
export interface BudgetItem extends LineKey {
  readonly amount_fen: Fen;
}

/** A line as it is kept, with the unit's region and kind of that year. */
export interface BudgetLine extends LineKey {
  readonly line_no: number;
  readonly region: string;
  readonly unit_kind: UnitKind;
}

/** What was done to a line so far; all in fen. */
export interface LineState {
  /** 年初预算. */
  readonly original_fen: Fen;
  /** 调整, added up. */
  readonly adjusted_fen: Fen;
  /** What the closing of the year before brought, beyond what the budget had put down for it. */
  readonly carried_in_fen: Fen;
  /** 已下达. */
  readonly released_fen: Fen;
  /** 占用 that are neither paid nor freed. */
  readonly committed_fen: Fen;
  readonly paid_fen: Fen;
  readonly carried_out_fen: Fen;
  /** 年终注销. */
  readonly lapsed_fen: Fen;
}

/** 调整后预算: what may be spent in the year altogether. */
export function budgetFen(state: LineState): Fen {
  return (state.original_fen + state.adjusted_fen + state.carried_in_fen) as Fen;
}

/** 余额: what may still be committed. */
export function availableFen(state: LineState): Fen {
  const gone = state.committed_fen + state.paid_fen + state.carried_out_fen + state.lapsed_fen;
  return (budgetFen(state) - gone) as Fen;
}

/** The line's accounting entity in the ledger. */
export function poolOf({ unit_code, year, line_no }: BudgetLine): string {
  return `${unit_code}/${year}/${line_no}`;
}

/** How a person reads which line is meant. */
export function lineName(line: LineKey): string {
  const project = line.project_code === "" ? "基本支出" : `项目 ${line.project_code}`;
  const codes = `${line.functional_code} ${line.economic_code}`;
  return `${line.unit_code} ${line.year} 年 ${codes} ${FUNDS[line.fund]} ${project}`;
}

/** 人员经费, 公用经费 or 项目支出; capital outlay of basic expenditure counts as 公用. */
export function expenditureKind(line: LineKey): "personnel" | "public" | "project" {
  if (line.project_code !== "") return "project";
  return /^30[13]/.test(line.economic_code) ? "personnel" : "public";
}
