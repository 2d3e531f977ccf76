import type { ReactNode } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { ME_WORDS } from "./me.words.ts";

type Row = RowOf<"GET /api/v1/me/visits">;
type Key = "institution" | "visitType" | "begin" | "total" | "fund" | "account" | "cash";

const { zh, en } = ME_WORDS;
const both = (key: Key | "state" | "from" | "until") => ({ zh: zh[key], en: en[key] });

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "begin_at", title: both("begin"), kind: "date", width: 112, sortable: true },
  { key: "institution", title: both("institution"), width: 220 },
  { key: "visit_type", title: both("visitType"), width: 120 },
  { key: "total_fen", title: both("total"), kind: "amount", width: 130, sortable: true },
  { key: "fund_fen", title: both("fund"), kind: "amount", width: 130, sortable: true },
  { key: "account_fen", title: both("account"), kind: "amount", width: 130 },
  { key: "cash_fen", title: both("cash"), kind: "amount", width: 130, sortable: true },
  { key: "state", title: both("state"), width: 96, render: (row) => <State of={row.state} /> },
];

const FILTERS: readonly TableFilter[] = [
  { key: "from", title: both("from"), kind: "date" },
  { key: "until", title: both("until"), kind: "date" },
];

/** Every visit of the person, with what it came to. */
export default function MyVisits(): ReactNode {
  const words = useWords(ME_WORDS);
  return (
    <>
      <PageHeader title={words.visits} detail={words.visitsDetail} />
      <DataTable
        list="GET /api/v1/me/visits"
        title={words.visits}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ visit_id, settlement_id }) => `${visit_id} ${settlement_id}`}
        open={({ settlement_id }) =>
          settlement_id === null ? "/me/visits" : `/me/settlements/${settlement_id}`
        }
        empty={<EmptyState title={words.noVisits} hint={words.noVisitsHint} />}
      />
    </>
  );
}

function State({ of }: { readonly of: Row["state"] }) {
  const words = useWords(ME_WORDS);
  switch (of) {
    case "in-force":
      return <Mark tone="good">{words.inForce}</Mark>;
    case "adjusted":
      return <Mark tone="brand">{words.adjusted}</Mark>;
    case "reversed":
      return <Mark tone="plain">{words.reversed}</Mark>;
    case "cancelled":
      return <Mark tone="plain">{words.cancelled}</Mark>;
    default:
      return <Mark tone="warn">{words.open}</Mark>;
  }
}
