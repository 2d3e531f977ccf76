import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { AGENCY_WORDS, both } from "./agency.words.ts";
import { PersonHead } from "./person-head.tsx";

type Row = RowOf<"GET /api/v1/people/{person_no}/account">;

const columnsOf = (person_no: string): readonly TableColumn<Row>[] => [
  { key: "date", title: both("date"), kind: "date", width: 120 },
  { key: "kind", title: both("kind"), width: 100 },
  { key: "memo", title: both("memo") },
  { key: "institution", title: both("institution") },
  {
    key: "settlement_id",
    title: both("settlementId"),
    width: 110,
    render: ({ settlement_id }) =>
      settlement_id === null ? (
        "—"
      ) : (
        <Link href={`/people/${person_no}/settlements/${settlement_id}`}>{settlement_id}</Link>
      ),
  },
  { key: "amount_fen", title: both("amount"), kind: "amount", width: 130 },
  { key: "balance_fen", title: both("balanceAfter"), kind: "amount", width: 130 },
  { key: "entry_no", title: both("voucher"), width: 120, hidden: true },
];

/** The personal account, movement by movement, as the ledger has it. */
export default function PersonAccount({ params }: ScreenProps): ReactNode {
  const { person_no = "" } = params;
  const words = useWords(AGENCY_WORDS);
  const read = useCall("GET /api/v1/people/{person_no}", { params: { person_no } });
  return (
    <Loaded query={read}>
      {(person) => (
        <>
          <PersonHead person={person} part="account" />
          <dl className="figures">
            <div className="figure">
              <dt>{words.balance}</dt>
              <dd>
                <Amount fen={person.balance_fen} unit />
              </dd>
            </div>
          </dl>
          <DataTable
            list="GET /api/v1/people/{person_no}/account"
            params={{ person_no }}
            title={words.account}
            columns={columnsOf(person_no)}
            rowKey={({ entry_no }) => entry_no}
            empty={<EmptyState title={words.noMoves} hint={words.noMovesHint} />}
          />
        </>
      )}
    </Loaded>
  );
}
