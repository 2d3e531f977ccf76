import { BarChartOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { useCall } from "../../shared/client.ts";
import { EmptyState } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { OutcomeMark, StateMark } from "./finding-marks.tsx";
import { both, choicesOf, SUPERVISION_WORDS } from "./supervision.words.ts";
import "./supervision.css";

type Row = RowOf<"GET /api/v1/supervision/findings">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "finding_id", title: both("number"), width: 105 },
  {
    key: "outcome",
    title: both("outcome"),
    width: 90,
    render: ({ outcome }) => <OutcomeMark outcome={outcome} />,
  },
  { key: "rule_title", title: both("rule"), width: 120 },
  { key: "institution", title: both("institution"), width: 145 },
  {
    key: "content",
    title: both("content"),
    width: 300,
    render: ({ content }) => <span className="finding-content">{content}</span>,
  },
  { key: "amount_fen", title: both("amount"), kind: "amount", width: 125, sortable: true },
  {
    key: "state",
    title: both("state"),
    width: 110,
    render: ({ state }) => <StateMark state={state} />,
  },
  {
    key: "way",
    title: both("way"),
    width: 90,
    hidden: true,
    render: ({ way }) => (way === null ? "—" : wordsNow(SUPERVISION_WORDS).ways(way)),
  },
  { key: "audited_at", title: both("auditedAt"), kind: "time", width: 150, sortable: true },
  {
    key: "stage",
    title: both("stage"),
    width: 70,
    hidden: true,
    render: ({ stage }) => wordsNow(SUPERVISION_WORDS).stages(stage),
  },
  { key: "person_no", title: both("person"), width: 150, hidden: true },
  { key: "visit_id", title: both("visit"), width: 150, hidden: true },
];

const STATES = ["waiting", "new", "asked", "answered", "confirmed", "dismissed"];
const OUTCOMES = ["violation", "suspicion", "clue", "not-evaluable"];

const BEFORE_RULE: readonly TableFilter[] = [
  {
    key: "state",
    title: both("state"),
    kind: "choice",
    width: 125,
    choices: choicesOf("states", STATES),
  },
  {
    key: "outcome",
    title: both("outcome"),
    kind: "choice",
    width: 105,
    choices: choicesOf("outcomes", OUTCOMES),
  },
];

const AFTER_RULE: readonly TableFilter[] = [
  { key: "institution", title: both("institution"), kind: "text", width: 130 },
  { key: "from", title: both("from"), kind: "date", width: 122 },
  { key: "to", title: both("to"), kind: "date", width: 122 },
  {
    key: "stage",
    title: both("stage"),
    kind: "choice",
    width: 90,
    choices: choicesOf("stages", ["pre-event", "in-event"]),
  },
  { key: "person_no", title: both("person"), kind: "text", personal: true, width: 130 },
];

/** The inbox: what audits found, and what was made of it. */
export default function Findings(): ReactNode {
  const words = useWords(SUPERVISION_WORDS);
  const [, navigate] = useLocation();
  const rules = useCall("GET /api/v1/supervision/rules").data?.rules;
  const ruleFilter: TableFilter = {
    key: "rule",
    title: both("rule"),
    kind: "choice",
    width: 140,
    choices: (rules ?? []).map(({ rule, title }) => ({
      value: rule,
      title: { zh: title, en: rule },
    })),
  };
  return (
    <>
      <PageHeader
        title={words.inbox}
        detail={words.inboxDetail}
        actions={
          <Button icon={<BarChartOutlined />} onClick={() => navigate("/supervision/picture")}>
            {words.toPicture}
          </Button>
        }
      />
      <DataTable
        list="GET /api/v1/supervision/findings"
        title={words.inbox}
        columns={COLUMNS}
        filters={[...BEFORE_RULE, ruleFilter, ...AFTER_RULE]}
        rowKey={({ finding_id }) => finding_id}
        open={({ finding_id }) => `/supervision/findings/${encodeURIComponent(finding_id)}`}
        empty={<EmptyState title={words.nothing} hint={words.nothingHint} />}
      />
    </>
  );
}
