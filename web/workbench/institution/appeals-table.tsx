import { EmptyState } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { both, INSTITUTION_WORDS } from "./institution.words.ts";

type Row = RowOf<"GET /api/v1/appeals">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "proposal_no", title: both("number"), width: 80 },
  {
    key: "state",
    title: both("state"),
    width: 100,
    render: (row) => <AppealState of={row.state} />,
  },
  { key: "about", title: both("about"), width: 100, render: (row) => <About of={row.about} /> },
  { key: "number", title: both("finding"), width: 190 },
  { key: "institution", title: both("institution"), width: 200 },
  { key: "reason", title: both("reason"), width: 320 },
  { key: "made_at", title: both("madeAt"), kind: "time", width: 170 },
  { key: "decision_reason", title: both("opinion"), width: 260 },
  { key: "decided_at", title: both("decidedAt"), kind: "time", width: 170 },
];

const STATE: TableFilter = {
  key: "state",
  title: both("state"),
  kind: "choice",
  choices: (["open", "approved", "refused"] as const).map((value) => ({
    value,
    title: both(value),
  })),
};
const OWN_FILTERS = [STATE];
const INBOX_FILTERS: readonly TableFilter[] = [
  STATE,
  { key: "decidable", title: both("decidable"), kind: "flag", width: 120 },
];

export function AppealsTable({ inbox }: { readonly inbox: boolean }) {
  const words = useWords(INSTITUTION_WORDS);
  return (
    <DataTable
      list="GET /api/v1/appeals"
      title={inbox ? words.inbox : words.appeals}
      columns={COLUMNS}
      filters={inbox ? INBOX_FILTERS : OWN_FILTERS}
      rowKey={({ proposal_no }) => String(proposal_no)}
      open={({ proposal_no }) => `/appeals/${proposal_no}`}
      empty={
        inbox ? (
          <EmptyState title={words.noAppeals} />
        ) : (
          <EmptyState title={words.noAppeals} hint={words.noAppealsHint} />
        )
      }
    />
  );
}

export function AppealState({ of }: { readonly of: Row["state"] }) {
  const words = useWords(INSTITUTION_WORDS);
  const tone = ({ open: "warn", approved: "good", refused: "plain" } as const)[of];
  return <Mark tone={tone}>{words[of]}</Mark>;
}

function About({ of }: { readonly of: Row["about"] }) {
  const words = useWords(INSTITUTION_WORDS);
  return of === "finding" ? words.aboutFinding : words.aboutSettlement;
}
