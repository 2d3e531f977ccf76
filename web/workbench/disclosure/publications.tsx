import { type ReactNode, useState } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { kindWord } from "./checks.tsx";
import type { Making, Missing } from "./making.ts";
import { MissingForm } from "./missing-form.tsx";
import { bothWords, PUBLICATION_WORDS } from "./publication.words.ts";
import { Counted } from "./severity.tsx";
import { SourceForm } from "./source-form.tsx";
import "./disclosure.css";

type Row = RowOf<"GET /api/v1/disclosures/publications">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "title", title: bothWords("titleWord"), sortable: true },
  { key: "unit", title: bothWords("unit"), width: 180, sortable: true },
  { key: "year", title: bothWords("year"), width: 80, sortable: true },
  { key: "kind", title: bothWords("kind"), width: 110, render: ({ kind }) => kindWord(kind) },
  { key: "source", title: bothWords("source"), width: 200 },
  {
    key: "errors",
    title: bothWords("error"),
    kind: "count",
    width: 80,
    render: ({ errors }) => <Counted severity="error" count={errors} />,
  },
  {
    key: "warns",
    title: bothWords("warn"),
    kind: "count",
    width: 80,
    render: ({ warns }) => <Counted severity="warn" count={warns} />,
  },
  { key: "made_at", title: bothWords("madeAt"), kind: "time", width: 170, sortable: true },
  { key: "made_by_name", title: bothWords("madeBy"), width: 120 },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: bothWords("textFilter"), kind: "text", width: 220 },
  {
    key: "kind",
    title: bothWords("kind"),
    kind: "choice",
    width: 130,
    choices: [
      { value: "final", title: bothWords("final") },
      { value: "budget", title: bothWords("budget") },
    ],
  },
];

/** A disclosure is made: first from where, then what nobody has given. */
export default function Publications(): ReactNode {
  const words = useWords(PUBLICATION_WORDS);
  const [wanted, setWanted] = useState<Making | null>(null);
  const [missing, setMissing] = useState<Missing | null>(null);
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      {wanted === null || missing === null ? (
        <SourceForm
          onMissing={(making, lacking) => {
            setWanted(making);
            setMissing(lacking);
          }}
        />
      ) : (
        <MissingForm
          making={wanted}
          missing={missing}
          onMissing={(making, lacking) => {
            setWanted(making);
            setMissing(lacking);
          }}
          onBack={() => setMissing(null)}
        />
      )}
      <h2 className="section-title">{words.made}</h2>
      <DataTable
        list="GET /api/v1/disclosures/publications"
        title={words.made}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ publication_no }) => String(publication_no)}
        open={({ publication_no }) => `/disclosures/publications/${publication_no}`}
        empty={<EmptyState title={words.none} hint={words.noneHint} />}
      />
    </>
  );
}
