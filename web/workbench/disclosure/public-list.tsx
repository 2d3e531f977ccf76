import type { ReactNode } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { StateMark } from "../../shared/published/published-page.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { kindWord } from "./checks.tsx";
import { PUBLIC_WORDS, publicWords } from "./public.words.ts";

type Row = RowOf<"GET /api/v1/disclosures/public">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "public_no", title: publicWords("no"), width: 70 },
  { key: "title", title: publicWords("title") },
  {
    key: "state",
    title: publicWords("state"),
    width: 100,
    render: ({ state }) => <StateMark state={state} />,
  },
  { key: "unit", title: publicWords("unit"), width: 190, sortable: true },
  { key: "year", title: publicWords("year"), width: 80, sortable: true },
  { key: "kind", title: publicWords("kind"), width: 110, render: ({ kind }) => kindWord(kind) },
  { key: "document_no", title: publicWords("documentNo"), width: 170 },
  {
    key: "published_on",
    title: publicWords("publishedOn"),
    kind: "date",
    width: 120,
    sortable: true,
  },
  { key: "due_on", title: publicWords("dueOn"), kind: "date", width: 120 },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: publicWords("textFilter"), kind: "text", width: 220 },
  { key: "in_force", title: publicWords("inForce"), kind: "flag" },
];

/** What the service hall lists. */
export default function PublicList(): ReactNode {
  const words = useWords(PUBLIC_WORDS);
  return (
    <>
      <PageHeader title={words.list} detail={words.listDetail} />
      <DataTable
        list="GET /api/v1/disclosures/public"
        title={words.list}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ public_no }) => String(public_no)}
        open={({ public_no }) => `/disclosures/public/${public_no}`}
        empty={<EmptyState title={words.noneList} hint={words.noneListHint} />}
      />
    </>
  );
}
