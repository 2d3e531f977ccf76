import type { ReactNode } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { PROPOSAL_WORDS } from "./proposals.words.ts";

type Row = RowOf<"GET /api/v1/agency/proposals">;

const { zh, en } = PROPOSAL_WORDS;
type Key =
  | "no"
  | "kind"
  | "subject"
  | "maker"
  | "madeAt"
  | "state"
  | "decider"
  | "decidedAt"
  | "mine"
  | "decidable";
const both = (key: Key) => ({ zh: zh[key], en: en[key] });

export const PROPOSAL_TONES: Readonly<Record<Row["state"], MarkProps["tone"]>> = {
  open: "warn",
  approved: "good",
  refused: "bad",
};

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "proposal_no", title: both("no"), width: 80 },
  {
    key: "kind",
    title: both("kind"),
    width: 110,
    render: ({ kind }) => wordsNow(PROPOSAL_WORDS).kinds(kind),
  },
  { key: "subject", title: both("subject") },
  {
    key: "state",
    title: both("state"),
    width: 90,
    render: ({ state }) => (
      <Mark tone={PROPOSAL_TONES[state]}>{wordsNow(PROPOSAL_WORDS).states(state)}</Mark>
    ),
  },
  { key: "maker", title: both("maker"), width: 130 },
  { key: "made_at", title: both("madeAt"), kind: "time", width: 170 },
  { key: "decider", title: both("decider"), width: 130 },
  { key: "decided_at", title: both("decidedAt"), kind: "time", width: 170 },
];

const FILTERS: readonly TableFilter[] = [
  {
    key: "state",
    title: both("state"),
    kind: "choice",
    width: 110,
    choices: Object.keys(PROPOSAL_TONES).map((value) => ({
      value,
      title: { zh: zh.states(value), en: en.states(value) },
    })),
  },
  { key: "decidable", title: both("decidable"), kind: "flag" },
  { key: "mine", title: both("mine"), kind: "flag" },
];

/** What was put up, and what waits for the caller's decision. */
export default function Proposals(): ReactNode {
  const words = useWords(PROPOSAL_WORDS);
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <DataTable
        list="GET /api/v1/agency/proposals"
        title={words.title}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ proposal_no }) => String(proposal_no)}
        open={({ proposal_no }) => `/agency/proposals/${proposal_no}`}
        empty={<EmptyState title={words.none} hint={words.noneHint} />}
      />
    </>
  );
}
