import { useMemo } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS, both, DOCUMENT_KINDS } from "./budget.words.ts";

type Row = RowOf<"GET /api/v1/budget/documents">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "document_no", title: both("documentNo"), width: 76 },
  { key: "kind_title", title: both("kind"), width: 130 },
  {
    key: "state",
    title: both("state"),
    width: 90,
    render: (row) => <StateMark state={row.state} />,
  },
  { key: "unit_code", title: both("unit"), width: 84 },
  { key: "year", title: both("year"), width: 60 },
  { key: "date", title: both("date"), kind: "date", width: 110 },
  { key: "amount_fen", title: both("amount"), kind: "amount", width: 130 },
  { key: "reason", title: both("reason") },
  { key: "authority", title: both("authority"), width: 160 },
  { key: "counterparty", title: both("counterparty"), width: 120 },
  { key: "person", title: both("maker"), width: 120 },
  { key: "decided_by", title: both("checker"), width: 120 },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: { zh: "事由、文号或对方", en: "Words" }, kind: "text", width: 180 },
  { key: "kind", title: both("kind"), kind: "choice", choices: DOCUMENT_KINDS },
  {
    key: "state",
    title: both("state"),
    kind: "choice",
    width: 110,
    choices: [
      { value: "waiting", title: both("waiting") },
      { value: "approved", title: both("approved") },
      { value: "refused", title: both("refused") },
      { value: "recorded", title: both("recorded") },
    ],
  },
];

export interface DocumentTableProps {
  /** Of one unit's year, or of one line; of all when not given. */
  readonly fixed?: Readonly<Record<string, string>>;
}

/** Documents, found by kind, state and words. */
export function DocumentTable({ fixed }: DocumentTableProps) {
  const words = useWords(BUDGET_WORDS);
  const filters = useMemo((): readonly TableFilter[] => {
    if (fixed !== undefined) return FILTERS;
    const year: TableFilter = { key: "year", title: both("year"), kind: "text", width: 90 };
    const unit: TableFilter = { key: "unit_code", title: both("unit"), kind: "text", width: 120 };
    return [...FILTERS, unit, year];
  }, [fixed]);
  return (
    <DataTable
      list="GET /api/v1/budget/documents"
      {...(fixed === undefined ? {} : { fixed, prefix: "document-" })}
      title={words.documents}
      columns={COLUMNS}
      filters={filters}
      rowKey={({ document_no }) => String(document_no)}
      open={({ document_no }) => `/finance/budget/documents/${document_no}`}
      empty={<EmptyState title={words.noDocuments} />}
    />
  );
}

const TONES: Readonly<Record<Row["state"], MarkProps["tone"]>> = {
  waiting: "warn",
  approved: "good",
  refused: "bad",
  recorded: "plain",
};

export function StateMark({ state }: { readonly state: Row["state"] }) {
  const words = useWords(BUDGET_WORDS);
  return <Mark tone={TONES[state]}>{words[state]}</Mark>;
}
