import { Link } from "wouter";
import { EmptyState } from "../../shared/feedback.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { both, INSTITUTION_WORDS } from "./institution.words.ts";

type Row = RowOf<"GET /api/v1/own/settlements">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "settled_at", title: both("settledAt"), width: 170 },
  { key: "kind", title: both("kind"), width: 90 },
  { key: "settlement_id", title: both("settlementId"), width: 120 },
  { key: "person_no", title: both("person"), width: 160 },
  { key: "own_number", title: both("ownNumber"), width: 160 },
  { key: "scheme", title: both("scheme"), width: 180 },
  { key: "visit_type", title: both("visitType"), width: 120 },
  { key: "total_fen", title: both("total"), kind: "amount", width: 130 },
  { key: "fund_fen", title: both("fund"), kind: "amount", width: 130 },
  { key: "account_fen", title: both("account"), kind: "amount", width: 120 },
  { key: "cash_fen", title: both("cash"), kind: "amount", width: 120 },
  { key: "clearing_type", title: both("clearingType"), width: 120, hidden: true },
  { key: "corrects", title: both("corrects"), width: 120, hidden: true },
  { key: "message_id", title: both("message"), width: 240, hidden: true },
  {
    key: "appeal",
    title: both("appeal"),
    width: 80,
    render: ({ settlement_id }) => <AppealLink about="settlement" number={settlement_id} />,
  },
];

const SCHEME: TableFilter = {
  key: "insutype",
  title: both("scheme"),
  kind: "choice",
  choices: [
    { value: "310", title: both("employees") },
    { value: "390", title: both("residents") },
  ],
};

const FILTERS: readonly TableFilter[] = [
  { key: "from", title: both("from"), kind: "date" },
  { key: "until", title: both("until"), kind: "date" },
  SCHEME,
];
const ONLY_SCHEME = [SCHEME];

export interface SettlementsTableProps {
  /** The days, where they are those of a page. */
  readonly fixed?: Readonly<Record<string, string>>;
}

/** The entries of an institution, one by one. */
export function SettlementsTable({ fixed }: SettlementsTableProps) {
  const words = useWords(INSTITUTION_WORDS);
  return (
    <DataTable
      list="GET /api/v1/own/settlements"
      title={words.entries}
      columns={COLUMNS}
      filters={fixed === undefined ? FILTERS : ONLY_SCHEME}
      {...(fixed === undefined ? {} : { fixed })}
      rowKey={({ settlement_id }) => settlement_id}
      empty={<EmptyState title={words.noEntries} />}
    />
  );
}

export interface AppealLinkProps {
  readonly about: "finding" | "settlement";
  readonly number: string;
}

export function AppealLink({ about, number }: AppealLinkProps) {
  const words = useWords(INSTITUTION_WORDS);
  const search = new URLSearchParams({ new: "yes", about, number });
  return <Link href={`/appeals?${search}`}>{words.appeal}</Link>;
}
