import type { ReactNode } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { usePhrase, useWords } from "../../shared/words.ts";
import { both, INSTITUTION_WORDS } from "./institution.words.ts";
import { AppealLink } from "./settlements-table.tsx";

type Row = RowOf<"GET /api/v1/own/findings">;

const OUTCOMES = {
  violation: { zh: "违规", en: "breach" },
  suspicion: { zh: "疑点", en: "suspicion" },
  clue: { zh: "提示", en: "hint" },
  "not-evaluable": { zh: "无法判断", en: "not evaluable" },
} as const;

const STATES = {
  new: { zh: "未处理", en: "new" },
  asked: { zh: "请本机构说明", en: "to be explained" },
  answered: { zh: "已说明", en: "explained" },
  confirmed: { zh: "已认定", en: "confirmed" },
  dismissed: { zh: "已排除", en: "dismissed" },
} as const;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "audited_at", title: both("auditedAt"), kind: "time", width: 170, sortable: true },
  { key: "rule_title", title: both("rule"), width: 180 },
  {
    key: "outcome",
    title: both("outcome"),
    width: 100,
    render: ({ outcome }) => <Outcome of={outcome} />,
  },
  { key: "content", title: both("content"), width: 420 },
  { key: "amount_fen", title: both("amount"), kind: "amount", width: 130, sortable: true },
  { key: "person_no", title: both("person"), width: 160 },
  { key: "state", title: both("state"), width: 120, render: ({ state }) => <State of={state} /> },
  { key: "finding_id", title: both("finding"), width: 200 },
  {
    key: "appeal",
    title: both("appeal"),
    width: 80,
    render: ({ finding_id, state }) =>
      state === "dismissed" ? null : <AppealLink about="finding" number={finding_id} />,
  },
];

const FILTERS: readonly TableFilter[] = [
  { key: "outcome", title: both("outcome"), kind: "choice", choices: choicesOf(OUTCOMES) },
  { key: "state", title: both("state"), kind: "choice", choices: choicesOf(STATES) },
  { key: "from", title: both("auditedAt"), kind: "date" },
  { key: "to", title: both("until"), kind: "date" },
];

function choicesOf(words: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) {
  return Object.entries(words).map(([value, title]) => ({ value, title }));
}

/** What audits found in the institution's own orders. */
export default function OwnFindings(): ReactNode {
  const words = useWords(INSTITUTION_WORDS);
  return (
    <>
      <PageHeader title={words.findings} detail={words.findingsDetail} />
      <DataTable
        list="GET /api/v1/own/findings"
        title={words.findings}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ finding_id }) => finding_id}
        empty={<EmptyState title={words.noFindings} hint={words.noFindingsHint} />}
      />
    </>
  );
}

function Outcome({ of }: { readonly of: Row["outcome"] }) {
  const phrase = usePhrase();
  const tone = of === "violation" ? "bad" : of === "suspicion" ? "warn" : "plain";
  return <Mark tone={tone}>{phrase(OUTCOMES[of])}</Mark>;
}

function State({ of }: { readonly of: Row["state"] }) {
  const phrase = usePhrase();
  const tone = of === "asked" ? "warn" : of === "dismissed" ? "good" : "plain";
  return <Mark tone={tone}>{phrase(STATES[of])}</Mark>;
}
