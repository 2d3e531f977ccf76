import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { type Phrase, useWords, wordsNow } from "../../shared/words.ts";
import { both, CATALOGUE_WORDS, choicesOf } from "./catalogue.words.ts";
import "./medical-services.css";

type Row = RowOf<"GET /api/v1/catalogue/items">;

const CLASS_TONES = { A: "good", B: "brand", C: "plain" } as const;

export function ClassMark({ name }: { readonly name: string }) {
  const tone = CLASS_TONES[name as keyof typeof CLASS_TONES] ?? "plain";
  return <Mark tone={tone}>{wordsNow(CATALOGUE_WORDS).classes(name)}</Mark>;
}

/** Yuan with up to six decimals, as the catalogue has it: not of the unit that was chosen. */
function priceColumn(
  key: "ceiling_level1" | "ceiling_level2" | "ceiling_level3",
  title: Phrase,
): TableColumn<Row> {
  return { key, title, kind: "count", width: 85, render: (row) => row[key] ?? "—" };
}

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "item_code", title: both("code"), width: 200, sortable: true },
  { key: "name", title: both("name"), width: 180, sortable: true },
  { key: "list_type_title", title: both("type"), width: 105 },
  {
    key: "class",
    title: both("class"),
    width: 100,
    sortable: true,
    render: (row) => <ClassMark name={row.class} />,
  },
  { key: "specification", title: both("specification"), width: 100 },
  { key: "unit", title: both("unit"), width: 55 },
  { key: "share_employee_ppm", title: both("employeeShare"), kind: "rate", width: 100 },
  { key: "share_resident_ppm", title: both("residentShare"), kind: "rate", width: 100 },
  priceColumn("ceiling_level1", { zh: "一级限价", en: "Ceiling 1" }),
  priceColumn("ceiling_level2", { zh: "二级限价", en: "Ceiling 2" }),
  priceColumn("ceiling_level3", { zh: "三级限价", en: "Ceiling 3" }),
  { key: "limited_use", title: both("limited"), kind: "flag", width: 90, hidden: true },
  { key: "negotiated", title: both("negotiated"), kind: "flag", width: 90, hidden: true },
  { key: "maker", title: both("maker"), width: 160, hidden: true },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("search"), kind: "text", width: 220 },
  {
    key: "list_type",
    title: both("type"),
    kind: "choice",
    width: 140,
    choices: choicesOf("types", ["101", "102", "103", "104", "201", "301"]),
  },
  {
    key: "class",
    title: both("class"),
    kind: "choice",
    width: 130,
    choices: choicesOf("classes", ["A", "B", "C"]),
  },
  { key: "day", title: both("asOf"), kind: "date" },
];

/** What may be charged, at which share and ceiling, as of a day. */
export default function Items(): ReactNode {
  const words = useWords(CATALOGUE_WORDS);
  const [search] = useSearchParams();
  const day = search.get("day");
  return (
    <>
      <PageHeader title={words.items} detail={words.itemsDetail} />
      <DataTable
        list="GET /api/v1/catalogue/items"
        title={words.items}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ item_code }) => item_code}
        open={({ item_code }) =>
          `/catalogue/items/${encodeURIComponent(item_code)}${day === null ? "" : `?day=${day}`}`
        }
        empty={<EmptyState title={words.nothing} hint={words.nothingHint} />}
      />
    </>
  );
}
