import { Segmented, Select, Space } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import { Amount, amountText, countText } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { useBookFilters } from "./book-filters.ts";
import { both, FINANCE_WORDS } from "./finance.words.ts";
import "./finance.css";

type Row = RowOf<"GET /api/v1/ledger/pool-months">;
type Months = AnswerOf<"GET /api/v1/ledger/months">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "month", title: both("month"), width: 110, sortable: true },
  { key: "title", title: both("pool"), render: (row) => <PoolName row={row} /> },
  { key: "income_fen", title: both("income"), kind: "amount", width: 170, sortable: true },
  { key: "spending_fen", title: both("spending"), kind: "amount", width: 170, sortable: true },
  { key: "net_fen", title: both("net"), kind: "amount", width: 170, sortable: true },
  { key: "balance_fen", title: both("monthEnd"), kind: "amount", width: 180, sortable: true },
];

function PoolName({ row }: { readonly row: Row }) {
  return usePreferences().language === "zh" ? row.title : row.title_en;
}

/** Income and spending by pool and month: a picture of a year, and every figure. */
export default function MonthsPage(): ReactNode {
  const words = useWords(FINANCE_WORDS);
  const [search] = useSearchParams();
  const year = search.get("year");
  const query = year === null ? {} : { year };
  const read = useCall("GET /api/v1/ledger/months", { query });
  return (
    <>
      <PageHeader title={words.months} detail={words.monthsDetail} />
      <Loaded query={read}>{(months) => <MonthsBody months={months} />}</Loaded>
    </>
  );
}

type Side = "income_fen" | "spending_fen";

function MonthsBody({ months }: { readonly months: Months }) {
  const words = useWords(FINANCE_WORDS);
  const [, setSearch] = useSearchParams();
  const [side, setSide] = useState<Side>("spending_fen");
  const { pool } = useBookFilters();
  const filters = useMemo(() => [pool], [pool]);
  const { year, years, pools } = months;
  return (
    <>
      <section className="finance-picture">
        <Space wrap>
          <Select
            aria-label={words.year}
            value={year}
            options={years.map((value) => ({ value, label: value }))}
            onChange={(chosen) =>
              setSearch((before) => {
                const after = new URLSearchParams(before);
                after.set("year", chosen);
                after.delete("offset");
                return after;
              })
            }
          />
          <Segmented<Side>
            aria-label={words.kind}
            value={side}
            options={[
              { value: "spending_fen", label: words.spending },
              { value: "income_fen", label: words.income },
            ]}
            onChange={setSide}
          />
        </Space>
        {pools.length === 0 ? (
          <EmptyState title={words.noMoves} />
        ) : (
          <MonthsChart months={months} side={side} />
        )}
      </section>
      <h2 className="section-title">{words.months}</h2>
      <DataTable
        list="GET /api/v1/ledger/pool-months"
        title={words.months}
        fixed={{ year }}
        columns={COLUMNS}
        filters={filters}
        rowKey={({ month, pool: own }) => `${month} ${own}`}
        open={({ pool: own, from, to }) =>
          `/finance/trial-balance?pool=${encodeURIComponent(own)}&from=${from}&date=${to}`
        }
      />
    </>
  );
}

function MonthsChart({ months, side }: { readonly months: Months; readonly side: Side }) {
  const words = useWords(FINANCE_WORDS);
  const { language, unit } = usePreferences();
  const { pools, year } = months;
  const names = useMemo(
    () => Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`),
    [year],
  );
  const shown = useMemo(
    () => pools.filter((one) => one[side].some((amount_fen) => amount_fen !== 0)),
    [pools, side],
  );
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: 56, bottom: 8, containLabel: true },
      legend: { type: "plain" },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        valueFormatter: (fen: unknown) => amountText(Number(fen), unit),
      },
      xAxis: { type: "category", data: names },
      yAxis: {
        type: "value",
        name: language === "zh" ? "万元" : "10,000 yuan",
        axisLabel: { formatter: (fen: number) => countText(fen / 1_000_000) },
      },
      series: shown.map((one) => ({
        name: language === "zh" ? one.title : one.title_en,
        type: "bar",
        stack: "all",
        data: one[side],
      })),
    }),
    [shown, side, names, language, unit],
  );
  const what = side === "income_fen" ? words.income : words.spending;
  return (
    <Chart
      title={words.monthsChart(year, what)}
      option={option}
      height={380}
      table={{
        columns: [words.pool, ...names],
        rows: shown.map((one) => [
          language === "zh" ? one.title : one.title_en,
          ...one[side].map((fen, index) => <Amount key={names[index]} fen={fen} />),
        ]),
      }}
    />
  );
}
