import {
  type BudgetImport,
  byEconomic,
  byFunction,
  byGovernment,
  type Execution,
  FUNDS,
  type LineExecution,
  SOURCES,
  summaryOf,
  totalOf,
} from "../department/index.ts";
import { type Fen, yuanFromFen } from "../kernel/index.ts";
import { charts } from "./budget-charts.ts";
import { textTable } from "./text-table.ts";

/** How the execution is shown. */
export const VIEWS = ["line", "function", "economic", "government"] as const;
export type View = (typeof VIEWS)[number];

interface SheetRow {
  readonly code: string;
  readonly name: string;
  readonly execution: Execution;
}

const AMOUNTS = ["年初预算", "调整后", "已下达", "已占用", "已支付", "余额"] as const;

/** 执行情况 as a table in yuan, with what the disclosures tell apart below. */
export function executionSheet(rows: readonly LineExecution[], view: View, year: number): string {
  const table = [
    ["编码", "名称", ...AMOUNTS],
    ...sheetRows(rows, view, year).map(({ code, name, execution }) => {
      return [code, name, ...amounts(execution)];
    }),
    ["合计", "", ...amounts(totalOf(rows))],
  ];
  const right = AMOUNTS.map(() => "right" as const);
  return `${textTable(table, ["left", "left", ...right])}\n\n${summarySheet(rows)}`;
}

/** The same for programs. */
export function executionAnswer(rows: readonly LineExecution[], view: View, year: number) {
  return {
    rows: sheetRows(rows, view, year).map(({ code, name, execution }) => {
      return { code, name, ...inYuan(execution) };
    }),
    total: inYuan(totalOf(rows)),
    summary: Object.fromEntries(
      Object.entries<Execution>({ ...summaryOf(rows) }).map(([name, one]) => [name, inYuan(one)]),
    ),
  };
}

function sheetRows(rows: readonly LineExecution[], view: View, year: number): readonly SheetRow[] {
  if (view === "line") {
    return rows.map(({ line, execution }) => ({
      code: String(line.line_no),
      name: [
        line.functional_code,
        line.economic_code,
        line.government_code,
        FUNDS[line.fund],
        SOURCES[line.source],
        line.project_code === "" ? "基本支出" : line.project_code,
      ].join(" "),
      execution,
    }));
  }
  const nameOf = charts(year)[view];
  const rolled = { function: byFunction, economic: byEconomic, government: byGovernment }[view];
  return rolled(rows).map(({ code, depth, execution }) => {
    return { code, name: `${"  ".repeat(depth)}${nameOf(code)}`, execution };
  });
}

function amounts(one: Execution): readonly string[] {
  return [
    one.original_fen,
    one.budget_fen,
    one.released_fen,
    one.committed_fen,
    one.paid_fen,
    one.available_fen,
  ].map(yuanFromFen);
}

function inYuan(execution: Execution): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(execution).map(([name, value]: [string, Fen | readonly Fen[]]) => [
      name.replace(/_fen$/, ""),
      typeof value === "number" ? yuanFromFen(value) : value.map(yuanFromFen),
    ]),
  );
}

function summarySheet(rows: readonly LineExecution[]): string {
  const summary = summaryOf(rows);
  const shown: readonly (readonly [string, Execution])[] = [
    ["基本支出·人员经费", summary.basic_personnel],
    ["基本支出·公用经费", summary.basic_public],
    ["项目支出", summary.project],
    ["因公出国（境）费", summary.abroad],
    ["公务接待费", summary.reception],
    ["公务用车运行维护费", summary.vehicle_running],
    ["公务用车购置费", summary.vehicle_purchase],
    ["会议费", summary.meetings],
    ["培训费", summary.training],
    ["机关运行经费", summary.operating],
    ["政府采购", summary.procurement],
  ];
  const table = shown.map(([name, one]) => {
    return [name, yuanFromFen(one.budget_fen), yuanFromFen(one.paid_fen)];
  });
  return textTable([["其中", "调整后", "已支付"], ...table], ["left", "right", "right"]);
}

/** What an import made, or why nothing. */
export function importSheet({ read, refused_rows, refused, drafts }: BudgetImport): string {
  if (refused_rows > 0) {
    const lines = refused.map(({ message }) => `  ${message}`);
    return [`读入 ${read} 行，${refused_rows} 行有错，没有写入：`, ...lines].join("\n");
  }
  return drafts
    .map(({ unit_code, year, version, document_no, lines, amount_fen }) => {
      const amount = `${lines} 条、${yuanFromFen(amount_fen)} 元`;
      return `${unit_code} ${year} 年预算第 ${version} 稿（单据 ${document_no}）：${amount}，待另一人批准`;
    })
    .join("\n");
}
