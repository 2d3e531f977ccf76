import type { ReactNode } from "react";
import { EmptyState, Unverified } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { both, CATALOGUE_WORDS, choicesOf } from "./catalogue.words.ts";

type Row = RowOf<"GET /api/v1/catalogue/ceilings">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "item_code", title: both("code"), width: 210, sortable: true },
  { key: "name", title: both("name"), width: 240 },
  { key: "unit", title: both("unit"), width: 80 },
  { key: "level_title", title: both("level"), width: 110 },
  {
    key: "ceiling_micro_yuan",
    title: both("ceiling"),
    kind: "count",
    width: 130,
    sortable: true,
    render: ({ ceiling_yuan }) => ceiling_yuan,
  },
  {
    key: "is_official",
    title: both("source"),
    width: 220,
    render: ({ is_official, document }) => (
      <>
        {document} {is_official ? <Verified /> : <Unverified />}
      </>
    ),
  },
  {
    key: "valid_from",
    title: both("from"),
    width: 115,
    sortable: true,
    render: ({ from }) => from,
  },
  { key: "to", title: both("to"), kind: "date", width: 115 },
];

function Verified() {
  return <Mark tone="good">{wordsNow(CATALOGUE_WORDS).verified}</Mark>;
}

const LEVELS = ["all-levels", "level3-provincial", "level3", "level2", "level1", "primary"];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("name"), kind: "text", width: 200 },
  {
    key: "level",
    title: both("level"),
    kind: "choice",
    width: 130,
    choices: choicesOf("levels", [...LEVELS, "pharmacy"]),
  },
  { key: "unverified", title: both("unverified"), kind: "flag", width: 100 },
  { key: "day", title: both("asOf"), kind: "date" },
];

/** Highest prices in force on a day. */
export default function Ceilings(): ReactNode {
  const words = useWords(CATALOGUE_WORDS);
  return (
    <>
      <PageHeader title={words.ceilingsTitle} detail={words.ceilingsDetail} />
      <DataTable
        list="GET /api/v1/catalogue/ceilings"
        title={words.ceilingsTitle}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ item_code, level, from }) => `${item_code} ${level} ${from}`}
        open={({ item_code }) => `/catalogue/items/${encodeURIComponent(item_code)}`}
        empty={<EmptyState title={words.nothing} hint={words.nothingHint} />}
      />
    </>
  );
}
