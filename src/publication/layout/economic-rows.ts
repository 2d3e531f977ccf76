import { type Chart, chartOf, childrenOf } from "../../classification/index.ts";
import { titleOf } from "../narrative/codes.ts";
import { moneyAt, type TableContext } from "./table-context.ts";

/** Which economic codes a form lists. */

export interface EconomicRow {
  readonly code: string;
  readonly title: string;
}

export function economicChart({ scope, table }: TableContext): Chart {
  if (table.topic !== "basic-government") return scope.departmental;
  return chartOf(scope.charts, "governmental", scope.disclosure.year);
}

/** Classes with money, in order. */
export function usedClasses(context: TableContext): readonly string[] {
  const { scope, table } = context;
  return scope.figures
    .rowsOf(table.topic)
    .filter(
      (row) => /^\d{3}$/.test(row) && (moneyAt(context, `${table.topic}[${row}]`) ?? 0) !== 0,
    );
}

/** A class and its 款: all of the chart, or those with money. */
export function rowsOfClass(
  context: TableContext,
  code: string,
  which: "all" | "used",
): readonly EconomicRow[] {
  const chart = economicChart(context);
  const used = context.scope.figures
    .rowsOf(context.table.topic)
    .filter((row) => row.length === 5 && row.startsWith(code))
    .filter((row) => (moneyAt(context, `${context.table.topic}[${row}]`) ?? 0) !== 0);
  const listed = which === "all" ? childrenOf(chart, code).map((row) => row.code) : [];
  const codes = [...new Set([...listed, ...used])].sort();
  return [code, ...codes].map((one) => ({ code: one, title: titleOf(chart, one) }));
}
