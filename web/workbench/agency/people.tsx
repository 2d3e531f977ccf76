import type { ReactNode } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { AGENCY_WORDS, both } from "./agency.words.ts";

type Row = RowOf<"GET /api/v1/people">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "person_no", title: both("personNo"), width: 150, sortable: true },
  { key: "name", title: both("name"), width: 100, sortable: true },
  { key: "certificate_no", title: both("certificateNo"), width: 180 },
  { key: "sex", title: both("sex"), width: 60 },
  { key: "born", title: both("born"), width: 70 },
  { key: "scheme", title: both("scheme"), width: 170 },
  { key: "person_type", title: both("personType"), width: 120 },
  {
    key: "state",
    title: both("state"),
    width: 100,
    render: ({ state, is_current }) =>
      state === null ? "—" : <Mark tone={is_current ? "good" : "warn"}>{state}</Mark>,
  },
  { key: "employer_name", title: both("employer") },
  { key: "region", title: both("region"), width: 100 },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("findPerson"), kind: "text", personal: true, width: 260 },
  { key: "employer", title: both("employer"), kind: "text", placeholder: both("employerHint") },
  {
    key: "insutype",
    title: both("scheme"),
    kind: "choice",
    width: 110,
    choices: [
      { value: "310", title: both("employees") },
      { value: "390", title: both("residents") },
    ],
  },
];

/** Everybody insured in the caller's regions; a row opens the file. */
export default function People(): ReactNode {
  const words = useWords(AGENCY_WORDS);
  return (
    <>
      <PageHeader title={words.people} detail={words.peopleDetail} />
      <DataTable
        list="GET /api/v1/people"
        title={words.people}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ person_no }) => person_no}
        open={({ person_no }) => `/people/${person_no}`}
        empty={<EmptyState title={words.noPeople} hint={words.noPeopleHint} />}
      />
    </>
  );
}
