import { type ReactNode, useMemo } from "react";
import { useCall } from "../../shared/client.ts";
import { EmptyState } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { AgreementMark } from "./agreement-mark.tsx";
import { DistrictGrid } from "./district-grid.tsx";
import { INSTITUTIONS_WORDS } from "./institutions.words.ts";

type Row = RowOf<"GET /api/v1/public/institutions">;

const { zh, en } = INSTITUTIONS_WORDS;
const both = (key: Exclude<keyof typeof zh, "count">) => ({ zh: zh[key], en: en[key] });

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "name", title: both("name"), width: 280, sortable: true },
  { key: "type", title: both("type"), width: 70 },
  { key: "level", title: both("level"), width: 130, sortable: true, render: (r) => r.level_title },
  {
    key: "district",
    title: both("district"),
    width: 110,
    sortable: true,
    render: (row) => row.district_name,
  },
  {
    key: "agreement",
    title: both("agreement"),
    width: 110,
    render: (row) => <AgreementMark of={row.agreement} />,
  },
  { key: "agreement_from", title: both("since"), kind: "date", width: 110 },
  { key: "institution_code", title: both("code"), width: 150, sortable: true },
];

/** Where one can be treated: a picture by district and level, and the list below it. */
export default function Institutions(): ReactNode {
  const words = useWords(INSTITUTIONS_WORDS);
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <h2 className="section-title">{words.picture}</h2>
      <p className="muted">{words.pictureHint}</p>
      <DistrictGrid />
      <DataTable
        list="GET /api/v1/public/institutions"
        title={words.title}
        columns={COLUMNS}
        filters={useFilters()}
        rowKey={({ institution_code }) => institution_code}
        open={({ institution_code }) => `/institutions/${encodeURIComponent(institution_code)}`}
        empty={<EmptyState title={words.nothing} hint={words.nothingHint} />}
      />
    </>
  );
}

const STATES = ["active", "suspended", "ended", "none"] as const;

function useFilters(): readonly TableFilter[] {
  const summary = useCall("GET /api/v1/public/institution-summary").data;
  return useMemo(
    () => [
      { key: "text", title: both("name"), kind: "text", width: 220, placeholder: both("nameHint") },
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
      {
        key: "level",
        title: both("level"),
        kind: "choice",
        width: 150,
        choices: summary?.levels ?? [],
      },
      {
        key: "district",
        title: both("district"),
        kind: "choice",
        choices: summary?.districts ?? [],
      },
      {
        key: "agreement",
        title: both("agreement"),
        kind: "choice",
        width: 120,
        choices: STATES.map((value) => ({ value, title: both(value) })),
      },
    ],
    [summary],
  );
}
