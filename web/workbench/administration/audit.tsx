import { Alert, Button, Descriptions, Drawer } from "antd";
import { type ReactNode, useState } from "react";
import { type AnswerOf, call } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { ProblemAlert, SlowWork } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { Problem } from "../../shared/problem.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { type Phrase, useWords, wordsNow } from "../../shared/words.ts";
import { ADMINISTRATION_WORDS } from "./administration.words.ts";

type Row = RowOf<"GET /api/v1/audit">;

type Key = keyof typeof ADMINISTRATION_WORDS.zh;
const both = (key: Key): Phrase => ({
  zh: ADMINISTRATION_WORDS.zh[key] as string,
  en: ADMINISTRATION_WORDS.en[key] as string,
});

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "event_no", title: both("eventNo"), kind: "count", width: 90 },
  { key: "at", title: both("at"), kind: "time", width: 170 },
  { key: "account", title: both("account"), width: 150 },
  { key: "name", title: both("name"), width: 120 },
  { key: "title", title: both("what") },
  { key: "person_no", title: both("person"), width: 170 },
  { key: "outcome", title: both("outcome"), width: 90, render: (row) => <Outcome row={row} /> },
  { key: "code", title: both("code"), width: 190 },
  { key: "address", title: both("from"), width: 130, hidden: true },
  { key: "route", title: both("route"), width: 280, hidden: true },
];

const FILTERS: readonly TableFilter[] = [
  { key: "account", title: both("account"), kind: "text", width: 140 },
  { key: "person_no", title: both("person"), kind: "text", personal: true },
  {
    key: "outcome",
    title: both("outcome"),
    kind: "choice",
    width: 110,
    choices: [
      { value: "done", title: both("done_") },
      { value: "refused", title: both("refused") },
      { value: "failed", title: both("failed") },
    ],
  },
  { key: "from", title: both("since"), kind: "date" },
  { key: "until", title: both("until"), kind: "date" },
];

/** Who read whom, who changed what, what was refused; and whether the log is whole. */
export default function Audit(): ReactNode {
  const words = useWords(ADMINISTRATION_WORDS);
  const [shown, setShown] = useState<Row | null>(null);
  return (
    <>
      <PageHeader title={words.auditTitle} detail={words.auditDetail} />
      <Verification />
      <DataTable
        list="GET /api/v1/audit"
        title={words.auditTitle}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ event_no }) => String(event_no)}
        onOpen={setShown}
      />
      <Drawer open={shown !== null} size={560} title={shown?.title} onClose={() => setShown(null)}>
        {shown === null ? null : <EventFacts row={shown} />}
      </Drawer>
    </>
  );
}

function Outcome({ row }: { readonly row: Row }) {
  const words = wordsNow(ADMINISTRATION_WORDS);
  if (row.outcome === "done") return <Mark tone="good">{words.done_}</Mark>;
  if (row.outcome === "refused") return <Mark tone="warn">{words.refused}</Mark>;
  return <Mark tone="bad">{words.failed}</Mark>;
}

function EventFacts({ row }: { readonly row: Row }) {
  const words = useWords(ADMINISTRATION_WORDS);
  const items = [
    [words.eventNo, row.event_no],
    [words.at, momentText(row.at)],
    [words.account, `${row.account ?? "—"} ${row.name}`],
    [words.from, row.address],
    [words.route, <code key="route">{row.route}</code>],
    [words.person, row.person_no ?? "—"],
    [words.outcome, <Outcome key="outcome" row={row} />],
    [words.code, row.code ?? "—"],
    [words.details, <pre key="details">{row.details}</pre>],
  ] as const;
  return (
    <Descriptions
      column={1}
      size="small"
      layout="vertical"
      items={items.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}

type Verified = AnswerOf<"GET /api/v1/audit/verification">;

/** Goes through the whole chain and says whether it is as it was written. */
function Verification() {
  const words = useWords(ADMINISTRATION_WORDS);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Verified | Problem | null>(null);
  const verify = async () => {
    setBusy(true);
    try {
      setResult(await call("GET /api/v1/audit/verification"));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setResult(error);
    } finally {
      setBusy(false);
    }
  };
  if (busy) return <SlowWork title={words.verifying} percent={null} />;
  return (
    <div className="verification">
      <Button onClick={verify}>{words.verify}</Button>
      {result instanceof Problem ? <ProblemAlert problem={result} onRetry={verify} /> : null}
      {result === null || result instanceof Problem ? null : <VerifiedWords verified={result} />}
    </div>
  );
}

function VerifiedWords({ verified }: { readonly verified: Verified }) {
  const words = useWords(ADMINISTRATION_WORDS);
  const { first_bad: bad, events, seals, unsealed } = verified;
  if (bad === null) {
    return (
      <Alert
        type="success"
        showIcon
        title={words.sound(events, seals) + (unsealed > 0 ? words.unsealed(unsealed) : "")}
      />
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      title={words.broken}
      description={`${words.brokenAt(bad.seal_no, bad.event_no)}：${bad.what}`}
    />
  );
}
