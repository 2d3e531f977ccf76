import type { ReactNode } from "react";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { both, CATALOGUE_WORDS } from "./catalogue.words.ts";

type Row = RowOf<"GET /api/v1/catalogue/lists">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "title", title: both("list"), width: 260 },
  { key: "rows", title: both("rows"), kind: "count", width: 120 },
  {
    key: "version",
    title: both("version"),
    width: 200,
    render: ({ version }) =>
      version ?? <span className="muted">{wordsNow(CATALOGUE_WORDS).noVersion}</span>,
  },
  { key: "updated_at", title: both("updatedAt"), kind: "time", width: 180 },
];

/** The lists that institutions download, and at which version each is. */
export default function Lists(): ReactNode {
  const words = useWords(CATALOGUE_WORDS);
  return (
    <>
      <PageHeader title={words.listsTitle} detail={words.listsDetail} />
      <DataTable
        list="GET /api/v1/catalogue/lists"
        title={words.listsTitle}
        columns={COLUMNS}
        rowKey={({ list }) => list}
      />
    </>
  );
}
