import type { ReactNode } from "react";
import { today } from "../../shared/dates.ts";
import { EmptyState } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { both, CLEARING_WORDS } from "./clearing.words.ts";

type Row = RowOf<"GET /api/v1/clearing/months">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "institution", title: both("institution") },
  { key: "month", title: both("month"), width: 90 },
  { key: "settlements", title: both("settlements"), kind: "count", width: 110, sortable: true },
  { key: "reversals", title: both("reversals"), kind: "count", width: 100 },
  { key: "total_fen", title: both("total"), kind: "amount", width: 140, sortable: true },
  { key: "fund_fen", title: both("fund"), kind: "amount", width: 140, sortable: true },
  { key: "account_fen", title: both("account"), kind: "amount", width: 130 },
  { key: "cash_fen", title: both("cash"), kind: "amount", width: 130 },
  { key: "applied_fen", title: both("applied"), kind: "amount", width: 130 },
  { key: "approved_fen", title: both("approved"), kind: "amount", width: 130 },
  { key: "institution_code", title: both("code"), width: 150, hidden: true },
];

const FILTERS: readonly TableFilter[] = [
  { key: "month", title: both("month"), kind: "month" },
  { key: "text", title: both("findInstitution"), kind: "text" },
  {
    key: "insutype",
    title: both("scheme"),
    kind: "choice",
    width: 100,
    choices: [
      { value: "310", title: both("employees") },
      { value: "390", title: both("residents") },
    ],
  },
];

/** What every institution settled in a month, beside what it applied for. */
export default function ClearingMonths(): ReactNode {
  const words = useWords(CLEARING_WORDS);
  return (
    <>
      <PageHeader
        title={words.monthsTitle}
        detail={`${words.monthsDetail}（${today().slice(0, 7)}）`}
      />
      <DataTable
        list="GET /api/v1/clearing/months"
        title={words.monthsTitle}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ institution_code }) => institution_code}
        open={({ institution_code }) => `/institutions/${institution_code}`}
        empty={<EmptyState title={words.noMonths} hint={words.noMonthsHint} />}
      />
    </>
  );
}
