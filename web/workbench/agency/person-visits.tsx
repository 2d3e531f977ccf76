import type { ReactNode } from "react";
import { useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { AGENCY_WORDS, both } from "./agency.words.ts";
import { PersonHead } from "./person-head.tsx";

type Row = RowOf<"GET /api/v1/people/{person_no}/visits">;

const TONES: Readonly<Record<Row["state"], MarkProps["tone"]>> = {
  open: "warn",
  "in-force": "good",
  adjusted: "brand",
  reversed: "bad",
  cancelled: "plain",
};

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "begin_at", title: both("begin"), width: 160, sortable: true },
  { key: "institution", title: both("institution") },
  {
    key: "visit_type",
    title: both("visitType"),
    width: 180,
    render: ({ visit_type, is_claim }) =>
      is_claim ? `${visit_type} · ${wordsNow(AGENCY_WORDS).manualClaim}` : visit_type,
  },
  {
    key: "state",
    title: both("state"),
    width: 100,
    render: ({ state }) => (
      <Mark tone={TONES[state]}>{wordsNow(AGENCY_WORDS).standing(state)}</Mark>
    ),
  },
  { key: "total_fen", title: both("total"), kind: "amount", width: 130, sortable: true },
  { key: "fund_fen", title: both("fund"), kind: "amount", width: 130, sortable: true },
  { key: "account_fen", title: both("account"), kind: "amount", width: 120 },
  { key: "cash_fen", title: both("cash"), kind: "amount", width: 120, sortable: true },
  { key: "settled_at", title: both("settledAt"), width: 160, sortable: true, hidden: true },
  { key: "settlement_id", title: both("settlementId"), width: 100 },
  { key: "visit_id", title: both("visitId"), width: 100, hidden: true },
  { key: "institution_code", title: both("institutionCode"), width: 140, hidden: true },
];

const FILTERS: readonly TableFilter[] = [
  {
    key: "state",
    title: both("state"),
    kind: "choice",
    width: 130,
    choices: (Object.keys(TONES) as Row["state"][]).map((value) => ({
      value,
      title: {
        zh: AGENCY_WORDS.zh.standing(value),
        en: AGENCY_WORDS.en.standing(value),
      },
    })),
  },
  { key: "institution_code", title: both("institutionCode"), kind: "text" },
  { key: "from", title: both("from"), kind: "date" },
  { key: "until", title: both("until"), kind: "date" },
];

/** A person's visits; a settled one opens with every yuan explained. */
export default function PersonVisits({ params }: ScreenProps): ReactNode {
  const { person_no = "" } = params;
  const words = useWords(AGENCY_WORDS);
  const read = useCall("GET /api/v1/people/{person_no}", { params: { person_no } });
  return (
    <Loaded query={read}>
      {(person) => (
        <>
          <PersonHead person={person} part="visits" />
          <DataTable
            list="GET /api/v1/people/{person_no}/visits"
            params={{ person_no }}
            title={words.visits}
            columns={COLUMNS}
            filters={FILTERS}
            rowKey={({ visit_id, settlement_id }) => `${visit_id} ${settlement_id}`}
            open={({ settlement_id }) =>
              settlement_id === null
                ? `/people/${person_no}/visits`
                : `/people/${person_no}/settlements/${settlement_id}`
            }
            empty={<EmptyState title={words.noVisits} hint={words.noVisitsHint} />}
          />
        </>
      )}
    </Loaded>
  );
}
