import type { ReactNode } from "react";
import { type AnswerOf, addressOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { StateMark } from "../../shared/published/published-page.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import "../portal.css";
import { PUBLISHED_WORDS } from "./published.words.ts";

type Answer = AnswerOf<"GET /api/v1/public/disclosures">;
type Row = RowOf<"GET /api/v1/public/publications">;

const { zh, en } = PUBLISHED_WORDS;
type Key = "titleWord" | "unit" | "year" | "kind" | "state" | "documentNo" | "publishedOn";
const both = (key: Key) => ({ zh: zh[key], en: en[key] });

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "title", title: both("titleWord") },
  { key: "unit", title: both("unit"), width: 200, sortable: true },
  { key: "year", title: both("year"), width: 80, sortable: true },
  {
    key: "kind",
    title: both("kind"),
    width: 110,
    render: ({ kind }) => wordsNow(PUBLISHED_WORDS)[kind],
  },
  { key: "document_no", title: both("documentNo"), width: 170 },
  {
    key: "published_on",
    title: both("publishedOn"),
    kind: "date",
    width: 120,
    sortable: true,
  },
  {
    key: "state",
    title: both("state"),
    width: 100,
    render: ({ state }) => <StateMark state={state} />,
  },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("unit"), kind: "text", width: 220 },
  {
    key: "kind",
    title: both("kind"),
    kind: "choice",
    width: 130,
    choices: [
      { value: "final", title: { zh: zh.final, en: en.final } },
      { value: "budget", title: { zh: zh.budget, en: en.budget } },
    ],
  },
];

/** Budgets and final accounts for anybody to read: those made public here, and the examples. */
export default function Published(): ReactNode {
  const words = useWords(PUBLISHED_WORDS);
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <DataTable
        list="GET /api/v1/public/publications"
        title={words.title}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ public_no }) => String(public_no)}
        open={({ public_no }) => `/published/${public_no}`}
        empty={<EmptyState title={words.nothing} hint={words.nothingHint} />}
      />
      <Examples />
    </>
  );
}

/** What comes with the program: documents of real and of invented units, made again on demand. */
function Examples() {
  const words = useWords(PUBLISHED_WORDS);
  const query = useCall("GET /api/v1/public/disclosures");
  return (
    <Loaded query={query} rows={5}>
      {(answer) =>
        answer.disclosures.length === 0 ? null : (
          <>
            <h2 className="section-title">{words.examples}</h2>
            <p className="muted">{words.examplesWhy}</p>
            <List answer={answer} />
            <p className="muted">{words.slow}</p>
          </>
        )
      }
    </Loaded>
  );
}

const FILE = "GET /api/v1/public/disclosures/{folder}/{format}";

function List({ answer: { formats, disclosures } }: { readonly answer: Answer }) {
  const words = useWords(PUBLISHED_WORDS);
  const latestFirst = disclosures.toSorted((a, b) => b.year - a.year);
  return (
    <div className="hall-table">
      <table>
        <thead>
          <tr>
            {[words.unit, words.year, words.kind, words.source, words.files].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {latestFirst.map(({ folder, unit, year, kind, source }) => (
            <tr key={folder}>
              <th scope="row">{unit}</th>
              <td>{year}</td>
              <td className="published-kind">{words[kind]}</td>
              <td>{source}</td>
              <td>
                <span className="published-files">
                  {formats.map((format) => (
                    <a
                      key={format}
                      href={addressOf(FILE, { params: { folder, format } })}
                      download
                      aria-label={`${unit} ${year} ${words[kind]} ${words[format]}`}
                    >
                      {words[format]}
                    </a>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
