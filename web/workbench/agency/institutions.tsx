import type { ReactNode } from "react";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { both, CLEARING_WORDS } from "./clearing.words.ts";

type Row = RowOf<"GET /api/v1/institutions">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "institution_code", title: both("code"), width: 160 },
  { key: "name", title: both("institution") },
  {
    key: "type",
    title: both("type"),
    width: 80,
    render: ({ type }) => wordsNow(CLEARING_WORDS)[type === "1" ? "hospital" : "pharmacy"],
  },
  { key: "level", title: both("level"), width: 140 },
  { key: "region", title: both("region"), width: 120 },
  {
    key: "agreement",
    title: both("agreement"),
    width: 100,
    render: ({ agreement }) => (
      <Mark tone={agreement === "有效" ? "good" : "warn"}>{agreement}</Mark>
    ),
  },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("findInstitution"), kind: "text", width: 220 },
  {
    key: "type",
    title: both("type"),
    kind: "choice",
    width: 100,
    choices: [
      { value: "1", title: both("hospital") },
      { value: "2", title: both("pharmacy") },
    ],
  },
];

/** Hospitals and pharmacies under agreement. */
export default function Institutions(): ReactNode {
  const words = useWords(CLEARING_WORDS);
  return (
    <>
      <PageHeader title={words.institutions} detail={words.institutionsDetail} />
      <DataTable
        list="GET /api/v1/institutions"
        title={words.institutions}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ institution_code }) => institution_code}
        open={({ institution_code }) => `/institutions/${institution_code}`}
      />
    </>
  );
}
