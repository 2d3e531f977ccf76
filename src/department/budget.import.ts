import { type CivilDate, type Fen, YibaoError, yuanFromFen } from "../kernel/index.ts";
import {
  type CsvCells,
  type CsvForm,
  type CsvRefusal,
  type CsvSource,
  readCsvRows,
} from "../store/index.ts";
import type { Act } from "./act.ts";
import type { Books, CodeChart } from "./books.store.ts";
import { type BudgetDraft, type BudgetProposal, proposeBudgets } from "./budget.store.ts";
import { grouped } from "./grouped.ts";
import {
  type BudgetItem,
  FUNDS,
  type FundKind,
  SOURCES,
  type SourceKind,
  sourcesOf,
} from "./line.ts";

/** A row of a budget file. */
interface BudgetRow extends BudgetItem {
  readonly project_name: string;
}

const COLUMNS = [
  { name: "unit_code", chinese: "单位编码", required: true, note: "已登记的预算单位" },
  { name: "year", chinese: "年度", required: true, note: "四位数字" },
  { name: "functional_code", chinese: "功能分类", required: true, note: "七位，到项" },
  { name: "economic_code", chinese: "部门经济分类", required: true, note: "五位，到款" },
  { name: "government_code", chinese: "政府经济分类", required: true, note: "五位，到款" },
  { name: "fund", chinese: "资金性质", required: true, note: "一般公共预算、政府性基金预算等" },
  { name: "source", chinese: "资金来源", required: true, note: "经费拨款、上年结转等" },
  { name: "project_code", chinese: "项目编码", required: false, note: "基本支出留空" },
  { name: "project_name", chinese: "项目名称", required: false, note: "有项目编码时必填" },
  { name: "procurement", chinese: "政府采购", required: false, note: "1 或 是；不填为否" },
  { name: "amount", chinese: "金额", required: true, note: "以元为单位，最多两位小数，大于零" },
] as const;

/** Codes of a dictionary, and the Chinese they stand for, either way. */
function eitherWay<Code extends string>(names: Readonly<Record<Code, string>>) {
  const pairs = Object.entries<string>(names).flatMap(([code, chinese]) => [
    [chinese, code],
    [code, code],
  ]);
  return Object.fromEntries(pairs) as Readonly<Record<string, Code>>;
}

const FUND_WORDS = eitherWay<FundKind>(FUNDS);
const SOURCE_WORDS = eitherWay<SourceKind>(SOURCES);

/** How a row is read, with the charts it is checked against. */
export function budgetForm(knows: Books["knows"]): CsvForm<BudgetRow> {
  return { columns: COLUMNS, parseRow: (cells) => budgetRow(cells, knows) };
}

const CHART_OF: readonly (readonly [
  CodeChart,
  "functional_code" | "economic_code" | "government_code",
])[] = [
  ["functional", "functional_code"],
  ["departmental", "economic_code"],
  ["governmental", "government_code"],
];

function budgetRow(cells: CsvCells, knows: Books["knows"]): BudgetRow {
  const project_code = cells.optionalMatching(
    "project_code",
    /^[0-9A-Za-z-]{1,40}$/,
    "1 至 40 位字母、数字或短横",
  );
  const row = {
    unit_code: cells.matching("unit_code", /^[0-9A-Za-z]{3,20}$/, "3 至 20 位字母或数字"),
    year: Number(cells.matching("year", /^(19[9]|20\d|21\d)\d$/, "四位年份")),
    functional_code: cells.matching("functional_code", /^\d{7}$/, "七位数字"),
    economic_code: cells.matching("economic_code", /^\d{5}$/, "五位数字"),
    government_code: cells.matching("government_code", /^\d{5}$/, "五位数字"),
    fund: cells.choice("fund", FUND_WORDS),
    source: cells.choice("source", SOURCE_WORDS),
    project_code,
    project_name: project_code === "" ? "" : cells.text("project_name", 200),
    procurement: cells.flag("procurement", false),
    amount_fen: cells.amountFen("amount"),
  };
  if (cells.refusals.length > 0) return row;
  for (const [chart, column] of CHART_OF) {
    if (!knows(chart, row[column], row.year)) {
      cells.refuse(column, "DEPARTMENT-CODE-UNKNOWN", {
        chart: COLUMNS.find(({ name }) => name === column)?.chinese ?? column,
        code: row[column],
        year: row.year,
      });
    }
  }
  if (!sourcesOf(row.fund).includes(row.source)) {
    const details = { fund: FUNDS[row.fund], source: SOURCES[row.source] };
    cells.refuse("source", "DEPARTMENT-SOURCE", details);
  }
  if (row.amount_fen <= 0) {
    cells.refuse("amount", "DEPARTMENT-AMOUNT", {
      name: "预算金额",
      amount: yuanFromFen(row.amount_fen),
    });
  }
  return row;
}

/** Drafts made, one for each unit and year of the file; none when any row was refused. */
export interface BudgetImport {
  readonly read: number;
  readonly refused_rows: number;
  /** The first hundred. */
  readonly refused: readonly CsvRefusal[];
  readonly drafts: readonly (BudgetDraft & {
    readonly unit_code: string;
    readonly year: number;
    readonly lines: number;
    readonly amount_fen: Fen;
  })[];
}

const REFUSALS_KEPT = 100;
/** No department has a tenth of it. */
const ROWS_MAX = 20_000;

/**
 * Reads a year's budget from a CSV file and puts it forward. A budget is whole: with a refused row
 * nothing is written.
 * @throws YibaoError STORE-CSV-… | as `proposeBudgets`
 */
export async function importBudget(
  books: Books,
  act: Act,
  source: CsvSource,
  { date, authority }: { readonly date: CivilDate; readonly authority: string },
): Promise<BudgetImport> {
  const refused: CsvRefusal[] = [];
  const rows: BudgetRow[] = [];
  let read = 0;
  let refused_rows = 0;
  for await (const row of readCsvRows(budgetForm(books.knows), source)) {
    read += 1;
    if (read > ROWS_MAX) throw new YibaoError("STORE-CSV-TOO-MANY-ROWS", { rows_max: ROWS_MAX });
    if (row.value === null) {
      refused_rows += 1;
      if (refused.length < REFUSALS_KEPT) refused.push(...row.refused);
      continue;
    }
    rows.push(row.value);
  }
  if (refused_rows > 0) return { read, refused_rows, refused, drafts: [] };
  // Always in the same order, whatever the file's: two imports at once do not lock each other out.
  const groups = grouped(rows, ({ unit_code, year }) => `${unit_code}/${year}`);
  const proposals = [...groups.keys()]
    .toSorted()
    .map((name) => proposalOf(groups.get(name) ?? [], date, authority));
  const { drafts } = await proposeBudgets(books, act, proposals);
  return {
    read,
    refused_rows,
    refused,
    drafts: proposals.map(({ unit_code, year, items }, index) => ({
      unit_code,
      year,
      ...(drafts[index] as BudgetDraft),
      lines: items.length,
      amount_fen: items.reduce((all, { amount_fen }) => all + amount_fen, 0) as Fen,
    })),
  };
}

function proposalOf(
  rows: readonly BudgetRow[],
  date: CivilDate,
  authority: string,
): BudgetProposal {
  const { unit_code, year } = rows[0] as BudgetRow;
  const projects = new Map(
    rows
      .filter(({ project_code }) => project_code !== "")
      .map(({ project_code, project_name }) => [project_code, project_name]),
  );
  return {
    unit_code,
    year,
    date,
    authority,
    projects: [...projects].map(([project_code, name]) => ({ project_code, name })),
    items: rows.map(({ project_name: _, ...item }) => item),
  };
}
