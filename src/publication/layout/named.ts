import { loadForms } from "../../disclosure/index.ts";
import { placeOf } from "../narrative/figures.ts";
import type { PrintedCell } from "../publication.ts";
import { head, headsOf, wordCell } from "./cells.ts";
import { cellAt, filled, type TableBody, type TableContext } from "./table-context.ts";

/** Tables with one named thing a row: 机关运行经费, 国有资产, 政府采购, 绩效. */
export function namedTable(context: TableContext): TableBody {
  const { table, scope } = context;
  const form = loadForms().topics.get(table.topic);
  const named = Object.entries(table.rows);
  const usual = [...(form?.rows ?? [])].map(([id, { title }]): [string, string] => [id, title]);
  const known = usual.filter(([id]) => isKnown(context, id));
  const rows = named.length > 0 ? named : known.length > 0 ? known : usual.slice(0, 1);
  const columns = columnsFor(context);
  const body = rows.map(([id, title]) => [
    wordCell(title, 0),
    ...columns.map(([column], at) => namedCell(context, id, column, at + 1)),
  ]);
  const heads = [
    head("项目", 36, "left"),
    ...headsOf(
      columns.map(([, path]) => ({ path, width: 16 })),
      "right",
    ),
  ];
  const isNothing = rows.every(([id]) =>
    columns.every(([column]) => printedValue(scope, table.topic, id, column) === 0),
  );
  return { ...filled(body, heads), is_empty: isNothing };
}

function columnsFor({ table, scope }: TableContext): readonly (readonly [string, string])[] {
  const named = Object.entries(table.columns);
  if (named.length > 0) return named;
  const columns = [...(loadForms().topics.get(table.topic)?.columns ?? [])];
  const used = new Set(scope.figures.columnsOf(table.topic));
  const printed = columns.filter(([id]) => used.has(id) && id !== "share");
  return printed.length > 0 ? printed : columns.slice(0, 1);
}

function isKnown({ scope, table }: TableContext, row: string): boolean {
  return scope.figures.rowsOf(table.topic).includes(row);
}

function printedValue(
  scope: TableContext["scope"],
  topic: string,
  row: string,
  column: string,
): number {
  return scope.figures.fact({ topic, row, column })?.printed.value ?? 0;
}

function namedCell(context: TableContext, row: string, column: string, at: number): PrintedCell {
  const { scope, table } = context;
  const address = `${table.topic}[${row}].${column}`;
  const fact = scope.figures.fact(placeOf(address));
  if (fact === null) return wordCell("", at);
  if (fact.printed.quantity === "money") return cellAt(context, address, at);
  return wordCell(fact.printed.text || String(fact.printed.value), at);
}
