import { useMemo } from "react";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS, both } from "./budget.words.ts";
import { BudgetBar } from "./budget-bar.tsx";

type Row = RowOf<"GET /api/v1/budget/units/{unit_code}/years/{year}/lines">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "line_no", title: both("lineNo"), width: 64 },
  {
    key: "functional_code",
    title: both("functional"),
    width: 190,
    hidden: true,
    sortable: true,
    render: ({ functional_code, functional }) => `${functional_code} ${functional}`,
  },
  {
    key: "economic_code",
    title: both("economic"),
    width: 200,
    sortable: true,
    render: ({ economic_code, economic }) => `${economic_code} ${economic}`,
  },
  { key: "project", title: both("project"), width: 110 },
  { key: "fund_title", title: both("fund"), width: 140, hidden: true },
  { key: "source_title", title: both("source"), width: 120, hidden: true },
  { key: "procurement", title: both("procurement"), kind: "flag", width: 90, hidden: true },
  { key: "original_fen", title: both("original"), kind: "amount", width: 150, hidden: true },
  { key: "adjusted_fen", title: both("adjusted"), kind: "amount", width: 120 },
  { key: "budget_fen", title: both("total"), kind: "amount", width: 140, sortable: true },
  { key: "usage", title: both("usage"), width: 140, render: (row) => <BudgetBar usage={row} /> },
  { key: "paid_fen", title: both("paid"), kind: "amount", width: 125, sortable: true },
  { key: "committed_fen", title: both("committed"), kind: "amount", width: 125 },
  { key: "available_fen", title: both("available"), kind: "amount", width: 135, sortable: true },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("find"), kind: "text", width: 200 },
  {
    key: "part",
    title: both("part"),
    kind: "choice",
    choices: [
      { value: "personnel", title: both("partPersonnel") },
      { value: "public", title: both("partPublic") },
      { value: "project", title: both("partProject") },
    ],
  },
];

/** The lines of a unit's year with what became of them. */
export function BudgetLines({ unit_code, year }: { unit_code: string; year: string }) {
  const words = useWords(BUDGET_WORDS);
  const params = useMemo(() => ({ unit_code, year }), [unit_code, year]);
  return (
    <DataTable
      list="GET /api/v1/budget/units/{unit_code}/years/{year}/lines"
      params={params}
      prefix="line-"
      title={words.lines}
      columns={COLUMNS}
      filters={FILTERS}
      rowKey={({ line_no }) => String(line_no)}
      open={({ line_no }) => `/finance/budget/lines/${line_no}`}
    />
  );
}
