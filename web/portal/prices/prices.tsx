import type { ReactNode } from "react";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { ClassMark } from "./item-class.tsx";
import { PRICES_WORDS } from "./prices.words.ts";

type Row = RowOf<"GET /api/v1/public/items">;

const { zh, en } = PRICES_WORDS;
const both = (key: TextKey) => ({ zh: zh[key], en: en[key] });
type TextKey = Exclude<keyof typeof zh, "notListed" | "per">;

const COLUMNS: readonly TableColumn<Row>[] = [
  {
    key: "name",
    title: both("item"),
    width: 270,
    sortable: true,
    render: ({ name, limited_use, paid_alone }) => (
      <>
        {name} {limited_use ? <Mark tone="plain">{zh.limited}</Mark> : null}{" "}
        {paid_alone ? <Mark tone="plain">{zh.alone}</Mark> : null}
      </>
    ),
  },
  {
    key: "class",
    title: both("class"),
    width: 118,
    sortable: true,
    render: (row) => <ClassMark of={row.class} />,
  },
  {
    key: "employee_share",
    title: { zh: "职工先自付", en: "Employees first" },
    width: 100,
    render: ({ employee_share }) => <Share of={employee_share} />,
  },
  {
    key: "resident_share",
    title: { zh: "居民先自付", en: "Residents first" },
    width: 100,
    render: ({ resident_share }) => <Share of={resident_share} />,
  },
  {
    key: "lowest_ceiling",
    title: { zh: "支付限价（元）", en: "Ceiling (yuan)" },
    width: 150,
    render: (row) => <Ceiling row={row} />,
  },
  { key: "unit", title: both("unit"), width: 64 },
  { key: "specification", title: both("specification"), width: 130 },
  { key: "maker", title: both("maker"), width: 150 },
  { key: "kind", title: both("kind"), width: 110 },
  { key: "item_code", title: both("code"), width: 130, sortable: true },
];

/** Dictionary list_type: what people look for. */
const KINDS = [
  { value: "101", title: { zh: "西药中成药", en: "Drugs" } },
  { value: "102", title: { zh: "中药饮片", en: "Chinese herbs" } },
  { value: "201", title: { zh: "医疗服务项目", en: "Services" } },
  { value: "301", title: { zh: "医用耗材", en: "Consumables" } },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("search"), kind: "text", width: 240, placeholder: both("searchHint") },
  { key: "kind", title: both("kind"), kind: "choice", width: 150, choices: KINDS },
  {
    key: "class",
    title: both("class"),
    kind: "choice",
    width: 140,
    choices: [
      { value: "A", title: both("classA") },
      { value: "B", title: both("classB") },
      { value: "C", title: both("classC") },
    ],
  },
  { key: "day", title: both("day"), kind: "date" },
];

/** What is in the catalogue, and what of it is paid for. */
export default function Prices(): ReactNode {
  const words = useWords(PRICES_WORDS);
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <DataTable
        list="GET /api/v1/public/items"
        title={words.title}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ item_code }) => item_code}
        open={({ item_code }) => `/prices/${encodeURIComponent(item_code)}`}
        empty={<EmptyState title={words.nothing} hint={words.nothingHint} />}
      />
    </>
  );
}

function Share({ of }: { readonly of: string | null }) {
  return <span className="numeric">{of ?? "100%"}</span>;
}

function Ceiling({ row }: { readonly row: Row }) {
  const words = useWords(PRICES_WORDS);
  const { lowest_ceiling, highest_ceiling } = row;
  if (lowest_ceiling === null) return <span className="muted">{words.noCeiling}</span>;
  const text =
    lowest_ceiling === highest_ceiling ? lowest_ceiling : `${lowest_ceiling} – ${highest_ceiling}`;
  return <span className="numeric">{text}</span>;
}
