import { useMemo } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS, both } from "./budget.words.ts";

type Row = RowOf<"GET /api/v1/budget/units/{unit_code}/years/{year}/commitments">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "document_no", title: both("documentNo"), width: 90 },
  { key: "kind", title: both("kind"), width: 100 },
  { key: "number", title: both("commitmentNumber"), width: 200 },
  { key: "counterparty", title: both("counterparty") },
  { key: "line_no", title: both("lineNo"), width: 76 },
  { key: "date", title: both("date"), kind: "date", width: 120 },
  { key: "amount_fen", title: both("committed"), kind: "amount", width: 150 },
  { key: "paid_fen", title: both("paid"), kind: "amount", width: 150 },
  { key: "pending_fen", title: both("pending"), kind: "amount", width: 140 },
  { key: "freed_fen", title: both("freed"), kind: "amount", width: 140 },
  { key: "open_fen", title: both("open"), kind: "amount", width: 150 },
];

const FILTERS: readonly TableFilter[] = [
  { key: "open", title: both("openOnly"), kind: "flag", width: 100 },
];

/** 占用台账: what was reserved, and what is left of it. */
export function BudgetCommitments({ unit_code, year }: { unit_code: string; year: string }) {
  const words = useWords(BUDGET_WORDS);
  const params = useMemo(() => ({ unit_code, year }), [unit_code, year]);
  return (
    <DataTable
      list="GET /api/v1/budget/units/{unit_code}/years/{year}/commitments"
      params={params}
      prefix="commitment-"
      title={words.commitments}
      columns={COLUMNS}
      filters={FILTERS}
      rowKey={({ document_no }) => String(document_no)}
      open={({ document_no }) => `/finance/budget/documents/${document_no}`}
      empty={<EmptyState title={words.noCommitments} />}
    />
  );
}
