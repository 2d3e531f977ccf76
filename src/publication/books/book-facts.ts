import {
  type BudgetLine,
  expenditureKind,
  type FundKind,
  isTreasury,
  type LineExecution,
} from "../../department/index.ts";
import type { DisclosureKind, Fact } from "../../disclosure/index.ts";
import { at, told } from "../facts/address.ts";
import { BookSums } from "./book-sums.ts";
import { amountsOf, type LineAmounts } from "./line-amounts.ts";

/** The figures that the books give: the innermost cells of each table, and the year before. */

export interface BookYear {
  readonly kind: DisclosureKind;
  readonly rows: readonly LineExecution[];
  /** The year before; none: not in the books. */
  readonly prior: readonly LineExecution[];
}

const TOPIC_OF: Readonly<Record<FundKind, string | null>> = {
  general: "general",
  "government-fund": "fund",
  "state-capital": "capital",
  "special-account": "special-account",
  own: null,
};

const INCOME_ROWS: Readonly<Record<string, string>> = {
  business: "income-business",
  superior: "income-superior",
  affiliate: "income-affiliated",
  operating: "income-operating",
  other: "income-other",
};

/** Of a code that is spent on in one of the two years only, the other year is known to be zero. */
const NOTHING: LineAmounts = {
  spent: 0,
  income: 0,
  opening: 0,
  closing: 0,
  initial_budget: 0,
  full_budget: 0,
};

export function bookFacts(year: BookYear): readonly Fact[] {
  const sums = new BookSums();
  zeroes(sums, year);
  for (const row of year.rows) {
    const amounts = amountsOf(row, year.kind);
    spending(sums, row.line, amounts, year.kind);
    income(sums, row.line, amounts, year.kind);
    economic(sums, row.line, amounts);
    named(sums, row.line, amounts, year.kind);
  }
  for (const row of year.prior) {
    spending(sums, row.line, NOTHING, year.kind);
    earlier(sums, row, year.kind);
  }
  if (year.prior.length > 0) {
    for (const { line } of year.rows) priorSpending(sums, line, 0);
  }
  return sums.facts();
}

const EMPTY_FUNDS: Readonly<Record<string, FundKind>> = {
  fund: "government-fund",
  capital: "state-capital",
};
const NO_INCOME = ["general", "fund", "capital", "special-account", "superior-finance"];
const NATURES = ["goods", "enterprise", "interest", "capital", "construction", "other"];

/** What the books speak of is known, be it nothing. */
function zeroes(sums: BookSums, { kind, rows, prior }: BookYear): void {
  for (const [topic, fund] of Object.entries(EMPTY_FUNDS)) {
    if ([...rows, ...prior].some(({ line }) => line.fund === fund)) continue;
    for (const column of ["opening", "income", "total", "basic", "project", "closing"]) {
      sums.add(at(topic, "total", column), 0);
    }
  }
  const incomes = [...NO_INCOME.map((fund) => `income-${fund}`), ...Object.values(INCOME_ROWS)];
  for (const row of [...incomes, "income-opening", "income-surplus-used", "spending-surplus"]) {
    sums.add(at("overview", row, "amount"), 0);
  }
  const columns = kind === "budget" ? ["amount"] : ["budget", "actual"];
  for (const column of prior.length > 0 ? [...columns, "prior"] : columns) {
    for (const row of ["abroad", "reception", "vehicle-purchase", "vehicle-running"]) {
      sums.add(at("three-public", row, column), 0);
    }
  }
  if (kind === "budget") {
    for (const nature of NATURES) sums.add(at("overview", `nature-project-${nature}`, "amount"), 0);
  }
}

/** 基本支出 (人员, 公用), 项目支出, or 经营支出 of money earned by trading. */
function columnsOf(line: BudgetLine): readonly string[] {
  if (line.fund === "own" && line.source === "operating") return ["operating"];
  const kind = expenditureKind(line);
  return kind === "project" ? ["project"] : ["basic", `basic-${kind}`];
}

function spending(
  sums: BookSums,
  line: BudgetLine,
  amounts: LineAmounts,
  kind: DisclosureKind,
): void {
  const code = line.functional_code;
  const topic = TOPIC_OF[line.fund];
  for (const one of topic === null ? ["spending"] : ["spending", topic]) {
    const parts = one === "spending" || one === "general" ? COLUMNS : PLAIN_COLUMNS;
    for (const column of one === "spending" ? [...parts, ...TRADE_COLUMNS] : parts) {
      const isIn = column === "total" || columnsOf(line).includes(column);
      sums.add(at(one, code, column), isIn ? amounts.spent : 0);
    }
  }
  if (topic === null || topic === "special-account") return;
  if (topic !== "general") {
    sums.add(at(topic, code, "opening"), amounts.opening);
    sums.add(at(topic, code, "income"), amounts.income);
    sums.add(at(topic, code, "closing"), amounts.closing);
  }
  if (kind === "budget") return;
  sums.add(told(topic, code, "initial-budget"), amounts.initial_budget);
  sums.add(told(topic, code, "full-budget"), amounts.full_budget);
}

const PLAIN_COLUMNS = ["total", "basic", "project"];
const COLUMNS = ["total", "basic", "basic-personnel", "basic-public", "project"];
const TRADE_COLUMNS = ["upward", "operating", "affiliated"];

function income(
  sums: BookSums,
  line: BudgetLine,
  amounts: LineAmounts,
  kind: DisclosureKind,
): void {
  const code = line.functional_code;
  const column = incomeColumn(line, kind);
  for (const one of INCOME_COLUMNS[kind]) {
    sums.add(at("income", code, one), one === column ? amounts.income : 0);
  }
  sums.add(at("overview", `income-${column}`, "amount"), amounts.income);
  sums.add(at("overview", "income-opening", "amount"), amounts.opening);
  sums.add(at("overview", "spending-closing", "amount"), amounts.closing);
  if (kind === "budget") sums.add(at("income", code, "opening"), amounts.opening);
  if (line.fund === "general") {
    const part = line.source === "non-tax" ? "general-nontax" : "general-allotted";
    for (const one of ["general-allotted", "general-nontax"]) {
      const value = one === part && line.source !== "carried" ? amounts.income : 0;
      sums.add(at("overview", `income-${one}`, "amount"), value);
      if (kind === "budget") sums.add(at("income", code, one), value);
    }
  }
  if (!isTreasury(line.fund)) return;
  const fund = TOPIC_OF[line.fund] ?? "general";
  sums.add(at("appropriation", `income-opening-${fund}`, "amount"), amounts.opening);
  sums.add(at("appropriation", "spending-closing", fund), amounts.closing);
}

const OWN_COLUMNS = ["superior", "business", "operating", "affiliated", "other"];

const INCOME_COLUMNS = {
  budget: ["general", "fund", "capital", "special-account", ...OWN_COLUMNS],
  final: ["general", "fund", "capital", ...OWN_COLUMNS],
} as const;

/** Final accounts have the money of the special account among 事业收入. */
function incomeColumn({ fund, source }: BudgetLine, kind: DisclosureKind): string {
  if (fund === "special-account") return kind === "budget" ? "special-account" : "business";
  const topic = TOPIC_OF[fund];
  if (topic !== null) return topic;
  return (INCOME_ROWS[source] ?? "income-other").slice("income-".length);
}

/** 一般公共预算基本支出 by both economic charts; a budget also has all spending by class. */
function economic(sums: BookSums, line: BudgetLine, { spent }: LineAmounts): void {
  const classes = {
    departmental: line.economic_code.slice(0, 3),
    governmental: line.government_code.slice(0, 3),
  };
  for (const [chart, column] of Object.entries(classes)) {
    sums.add(at(`spending-${chart}`, line.functional_code, column), spent);
  }
  if (line.fund !== "general" || line.project_code !== "") return;
  sums.add(at("basic", line.economic_code, "total"), spent);
  sums.add(at("basic-government", line.government_code, "total"), spent);
}

const THREE_PUBLIC: Readonly<Record<string, string>> = {
  "30212": "abroad",
  "30217": "reception",
  "30231": "vehicle-running",
  "31013": "vehicle-purchase",
  "30913": "vehicle-purchase",
};

const MEETINGS: Readonly<Record<string, string>> = { "30215": "meeting", "30216": "training" };

function isOperating(line: BudgetLine): boolean {
  const isPublic = expenditureKind(line) === "public";
  return line.fund === "general" && line.unit_kind !== "institution" && isPublic;
}

const NATURE_OF: Readonly<Record<string, string>> = {
  "302": "goods",
  "312": "enterprise",
  "311": "enterprise",
  "307": "interest",
  "310": "capital",
  "309": "construction",
};

/** “三公”, 机关运行经费, 会议费, 培训费, 政府采购, and projects by what they are spent on. */
function named(sums: BookSums, line: BudgetLine, amounts: LineAmounts, kind: DisclosureKind): void {
  const now = kind === "budget" ? "amount" : "actual";
  const add = (topic: string, row: string): void => {
    sums.add(at(topic, row, now), amounts.spent);
    if (kind === "final") sums.add(at(topic, row, "budget"), amounts.initial_budget);
  };
  const matter = THREE_PUBLIC[line.economic_code];
  if (matter !== undefined && isTreasury(line.fund)) add("three-public", matter);
  const meeting = MEETINGS[line.economic_code];
  if (meeting !== undefined && isTreasury(line.fund)) {
    sums.add(at("meetings", meeting, "amount"), amounts.spent);
  }
  if (isOperating(line)) add("operating", "total");
  if (line.procurement) sums.add(at("procurement", "total", "amount"), amounts.spent);
  if (kind === "budget" && line.project_code !== "") {
    const nature = NATURE_OF[line.economic_code.slice(0, 3)] ?? "other";
    sums.add(at("overview", `nature-project-${nature}`, "amount"), amounts.spent);
  }
}

/** The year before, of what the narrative compares. */
function earlier(sums: BookSums, row: LineExecution, kind: DisclosureKind): void {
  const { line } = row;
  const { spent, income: received, opening } = amountsOf(row, kind);
  sums.add(told("overview", "income-grand", "prior"), received + opening);
  sums.add(told("overview", "income-total", "prior"), received);
  sums.add(told("overview", "spending-total", "prior"), spent);
  if (isTreasury(line.fund)) {
    sums.add(told("appropriation", "income-grand", "prior"), received + opening);
    const matter = THREE_PUBLIC[line.economic_code];
    if (matter !== undefined) sums.add(at("three-public", matter, "prior"), spent);
  }
  priorSpending(sums, line, spent);
  if (isOperating(line)) sums.add(at("operating", "total", "prior"), spent);
}

function priorSpending(sums: BookSums, line: BudgetLine, spent: number): void {
  const topic = TOPIC_OF[line.fund];
  if (topic === null || topic === "special-account") return;
  sums.add(told(topic, line.functional_code, "prior"), spent);
}
