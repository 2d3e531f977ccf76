import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { BENEFITS_WORDS, both } from "./benefits.words.ts";
import { personText, STATE_CHOICES, StateMark } from "./version-state.tsx";
import "./benefits.css";

type Row = RowOf<"GET /api/v1/policy-library/versions">;
type Pack = AnswerOf<"GET /api/v1/policy-library/packs">["packs"][number];

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "name", title: both("name"), width: 100 },
  {
    key: "version_number",
    title: both("version"),
    width: 90,
    render: ({ version_number }) => wordsNow(BENEFITS_WORDS).versionNo(version_number),
  },
  {
    key: "state",
    title: both("state"),
    width: 110,
    render: ({ state }) => <StateMark state={state} />,
  },
  { key: "note", title: both("note"), width: 260 },
  {
    key: "author",
    title: both("author"),
    width: 150,
    render: ({ author }) => personText(author, wordsNow(BENEFITS_WORDS).shipped),
  },
  { key: "drafted_at", title: both("draftedAt"), width: 170, hidden: true },
  {
    key: "error_count",
    title: both("findings"),
    width: 110,
    render: (row) =>
      row.error_count === null ? "—" : `${row.error_count} / ${row.warning_count ?? 0}`,
  },
  { key: "reviewer", title: both("reviewer"), width: 150 },
  { key: "published_at", title: both("publishedAt"), width: 170 },
  { key: "effective_from", title: both("effectiveFrom"), kind: "date", width: 120 },
  { key: "region_code", title: both("region"), width: 90, hidden: true },
];

/** Packs and their versions, from draft to publication. */
export default function Library(): ReactNode {
  const words = useWords(BENEFITS_WORDS);
  const packs = useCall("GET /api/v1/policy-library/packs");
  const filters: readonly TableFilter[] = [
    {
      key: "region_code",
      title: both("pack"),
      kind: "choice",
      width: 160,
      choices: (packs.data?.packs ?? []).map(({ region_code, name }) => ({
        value: region_code,
        title: `${region_code} ${name}`,
      })),
    },
    { key: "state", title: both("state"), kind: "choice", width: 140, choices: STATE_CHOICES },
  ];
  return (
    <>
      <PageHeader
        title={words.library}
        detail={words.libraryDetail}
        actions={
          <>
            <Link href="/policy-of-day">
              <Button>{words.dayPolicy}</Button>
            </Link>
            <Link href="/policy-compare">
              <Button>{words.compareTitle}</Button>
            </Link>
          </>
        }
      />
      <Loaded query={packs} rows={2}>
        {(found) => (
          <ul className="pack-cards" aria-label={words.inForce}>
            {found.packs.map((one) => (
              <PackCard key={one.region_code} pack={one} />
            ))}
          </ul>
        )}
      </Loaded>
      <DataTable
        list="GET /api/v1/policy-library/versions"
        title={words.allVersions}
        columns={COLUMNS}
        filters={filters}
        rowKey={({ content_hash }) => content_hash}
        open={({ content_hash }) => `/policy-library/${content_hash}`}
        empty={words.noVersions}
      />
    </>
  );
}

function PackCard({ pack }: { readonly pack: Pack }) {
  const words = useWords(BENEFITS_WORDS);
  const { published, name, region_code, open } = pack;
  return (
    <li className="pack-card">
      <div className="pack-card-head">
        <strong>{name}</strong>
        <span className="muted">{region_code}</span>
      </div>
      {published === null ? (
        <span className="muted">{words.none}</span>
      ) : (
        <Link href={`/policy-library/${published.content_hash}`}>
          {words.versionNo(published.version_number)} <StateMark state={published.state} />
        </Link>
      )}
      <span className="muted">
        {published?.effective_from
          ? words.effective(published.effective_from)
          : personText(published?.author ?? null, words.shipped)}
      </span>
      {open === 0 ? null : (
        <Link href={`/policy-library?region_code=${region_code}&state=open`}>
          {words.openDrafts(open)}
        </Link>
      )}
    </li>
  );
}
