import { Table } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { Loaded, Unverified } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { BENEFITS_WORDS, both } from "./benefits.words.ts";

type Row = RowOf<"GET /api/v1/policy-library/versions/{content_hash}/values">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "title", title: both("parameter"), width: 250, sortable: true },
  { key: "row", title: both("row"), width: 130 },
  { key: "value", title: both("value"), width: 140 },
  { key: "from", title: both("from"), kind: "date", width: 110, sortable: true },
  { key: "to", title: both("to"), kind: "date", width: 110, hidden: true },
  { key: "document", title: both("document"), width: 170, sortable: true },
  { key: "clause", title: both("clause"), width: 170 },
  { key: "basis_name", title: both("basisKind"), width: 110, render: basisCell },
  {
    key: "confidence",
    title: both("confidence"),
    width: 70,
    render: ({ confidence }) =>
      wordsNow(BENEFITS_WORDS)[confidence as "high" | "medium" | "low"] ?? confidence,
  },
  { key: "benefits", title: both("usedBy"), width: 200, hidden: true },
  { key: "where", title: both("where"), width: 260, hidden: true },
  { key: "parameter", title: both("code"), width: 220, hidden: true },
];

function basisCell({ unverified, basis_name }: Row): ReactNode {
  return unverified ? <Unverified why={basis_name} /> : basis_name;
}

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("searchValues"), kind: "text", width: 240 },
  { key: "on", title: both("onDay"), kind: "date" },
  {
    key: "basis",
    title: both("basisKind"),
    kind: "choice",
    width: 110,
    choices: [
      { value: "unverified", title: both("unverified") },
      { value: "verified", title: both("verified") },
    ],
  },
  {
    key: "purpose",
    title: both("purpose"),
    kind: "choice",
    width: 110,
    choices: [
      { value: "benefit", title: both("purposeBenefit") },
      { value: "financing", title: both("purposeFinancing") },
    ],
  },
  {
    key: "own",
    title: both("ownOnly"),
    kind: "choice",
    width: 120,
    choices: [{ value: "true", title: both("ownPack") }],
  },
];

/** Every value of a version with its parents', to be searched. */
export function VersionValues({ content_hash }: { readonly content_hash: string }) {
  const words = useWords(BENEFITS_WORDS);
  return (
    <DataTable
      list="GET /api/v1/policy-library/versions/{content_hash}/values"
      params={{ content_hash }}
      title={words.values}
      columns={COLUMNS}
      filters={FILTERS}
      rowKey={({ key }) => key}
      open={({ parameter }) =>
        `/policy-library/${content_hash}/parameters/${encodeURIComponent(parameter)}`
      }
    />
  );
}

type Documents = AnswerOf<"GET /api/v1/policy-library/versions/{content_hash}/documents">;

/** The notices behind the values. */
export function VersionDocuments({ content_hash }: { readonly content_hash: string }) {
  const words = useWords(BENEFITS_WORDS);
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}/documents", {
    params: { content_hash },
  });
  return (
    <Loaded query={read}>
      {({ documents }) => (
        <Table<Documents["documents"][number]>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={[...documents]}
          columns={[
            { title: words.number, dataIndex: "number" },
            { title: words.title, dataIndex: "title" },
            { title: words.issuer, dataIndex: "issuer", render: (issuer) => issuer || "—" },
            {
              title: words.seen,
              dataIndex: "seen",
              render: (seen: boolean) => (
                <Mark tone={seen ? "good" : "warn"}>{seen ? words.seenYes : words.seenNo}</Mark>
              ),
            },
            {
              title: words.valuesOf,
              dataIndex: "values",
              className: "numeric",
              render: (count: number, { number }) =>
                count === 0 ? count : <Link href={valuesOf(content_hash, number)}>{count}</Link>,
            },
          ]}
        />
      )}
    </Loaded>
  );
}

function valuesOf(content_hash: string, text: string): string {
  return `/policy-library/${content_hash}?tab=values&text=${encodeURIComponent(text)}`;
}
