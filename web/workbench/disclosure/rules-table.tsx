import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { usePhrase, useWords } from "../../shared/words.ts";
import { both, DISCLOSURE_WORDS } from "./disclosure.words.ts";

type Row = RowOf<"GET /api/v1/disclosures/checks/{check_no}/rules">;

const OUTCOMES = [
  { value: "fail", title: both("fail"), tone: "bad" },
  { value: "hint", title: both("hint"), tone: "brand" },
  { value: "unresolved", title: both("unresolved"), tone: "warn" },
  { value: "pass", title: both("pass"), tone: "good" },
  { value: "not-applicable", title: both("notApplicable"), tone: "plain" },
] as const satisfies readonly {
  value: Row["outcome"];
  title: unknown;
  tone: MarkProps["tone"];
}[];

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "number", title: both("number"), kind: "count", width: 80 },
  { key: "outcome", title: both("outcome"), width: 100, render: (row) => <Outcome row={row} /> },
  { key: "rule", title: both("rule"), width: 170 },
  { key: "title", title: both("content") },
  { key: "place", title: both("place"), width: 320 },
  { key: "note", title: both("note"), width: 320 },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("rule"), kind: "text", width: 200 },
  { key: "outcome", title: both("outcome"), kind: "choice", width: 130, choices: OUTCOMES },
];

/** Every rule that was judged, wherever it was: silence is not praise. */
export function RulesTable({ check_no }: { readonly check_no: number }) {
  const words = useWords(DISCLOSURE_WORDS);
  return (
    <DataTable
      list="GET /api/v1/disclosures/checks/{check_no}/rules"
      params={{ check_no }}
      title={words.tabRules(0)}
      prefix="rules-"
      columns={COLUMNS}
      filters={FILTERS}
      rowKey={({ number }) => String(number)}
    />
  );
}

function Outcome({ row }: { readonly row: Row }) {
  const phrase = usePhrase();
  const found = OUTCOMES.find(({ value }) => value === row.outcome);
  if (found === undefined) return row.outcome;
  return <Mark tone={found.tone}>{phrase(found.title)}</Mark>;
}
