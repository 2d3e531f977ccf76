import type { ReactNode } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { PUBLIC_WORDS, publicWords } from "./public.words.ts";

type Row = RowOf<"GET /api/v1/disclosures/proposals">;

export const PROPOSAL_TONES: Readonly<Record<Row["state"], MarkProps["tone"]>> = {
  open: "warn",
  approved: "good",
  refused: "bad",
};

export function ProposalMark({ state }: { readonly state: Row["state"] }) {
  const words = useWords(PUBLIC_WORDS);
  return <Mark tone={PROPOSAL_TONES[state]}>{words.proposalStates(state)}</Mark>;
}

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "proposal_no", title: publicWords("no"), width: 80 },
  {
    key: "act",
    title: publicWords("act"),
    width: 90,
    render: ({ act }) => wordsNow(PUBLIC_WORDS).acts(act),
  },
  { key: "title", title: publicWords("title") },
  {
    key: "state",
    title: publicWords("state"),
    width: 90,
    render: ({ state }) => <ProposalMark state={state} />,
  },
  { key: "maker", title: publicWords("maker"), width: 130 },
  { key: "made_at", title: publicWords("madeAt"), kind: "time", width: 170 },
  { key: "decider", title: publicWords("decider"), width: 130 },
  { key: "decided_at", title: publicWords("decidedAt"), kind: "time", width: 170 },
];

const { zh, en } = PUBLIC_WORDS;

const FILTERS: readonly TableFilter[] = [
  {
    key: "state",
    title: publicWords("state"),
    kind: "choice",
    width: 110,
    choices: Object.keys(PROPOSAL_TONES).map((value) => ({
      value,
      title: { zh: zh.proposalStates(value), en: en.proposalStates(value) },
    })),
  },
  { key: "decidable", title: publicWords("decidable"), kind: "flag" },
  { key: "mine", title: publicWords("mine"), kind: "flag" },
];

/** What was put up to be public, to be put right or taken back. */
export default function Proposals(): ReactNode {
  const words = useWords(PUBLIC_WORDS);
  return (
    <>
      <PageHeader title={words.proposals} detail={words.proposalsDetail} />
      <DataTable
        list="GET /api/v1/disclosures/proposals"
        title={words.proposals}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ proposal_no }) => String(proposal_no)}
        open={({ proposal_no }) => `/disclosures/proposals/${proposal_no}`}
        empty={<EmptyState title={words.noneProposals} hint={words.noneProposalsHint} />}
      />
    </>
  );
}
