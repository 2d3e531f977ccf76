import { Table } from "antd";
import { type ReactNode, useMemo } from "react";
import { Link, useLocation } from "wouter";
import { Amount, amountText, countText, useUnitWord } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { useWords } from "../../shared/words.ts";
import { INSTITUTION_WORDS } from "./institution.words.ts";

type Month = AnswerOf<"GET /api/v1/own/months">["months"][number];

/** Two years of an institution, month by month. */
export default function Statements(): ReactNode {
  const words = useWords(INSTITUTION_WORDS);
  const query = useCall("GET /api/v1/own/months");
  return (
    <>
      <PageHeader
        title={words.statements}
        detail={words.statementsDetail}
        actions={<Link href="/own/settlements">{words.entries}</Link>}
      />
      <Loaded query={query}>
        {({ months }) =>
          months.length === 0 ? (
            <EmptyState title={words.noMonths} hint={words.noMonthsHint} />
          ) : (
            <>
              <MonthsChart months={months} />
              <h2 className="section-title">{words.byMonth}</h2>
              <MonthsTable months={months} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

const FEN_A_WAN = 1_000_000;

function MonthsChart({ months }: { readonly months: readonly Month[] }) {
  const words = useWords(INSTITUTION_WORDS);
  const { language, unit } = usePreferences();
  const ordered = useMemo(() => months.toReversed(), [months]);
  const option = useMemo(() => {
    const series = [
      [words.fund, "fund_fen"],
      [words.account, "account_fen"],
      [words.cash, "cash_fen"],
    ] as const;
    return {
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        valueFormatter: (fen: unknown) => amountText(Number(fen), unit),
      },
      legend: { type: "plain" },
      grid: { left: 8, right: 16, top: 56, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: ordered.map(({ month }) => month) },
      yAxis: {
        type: "value",
        name: language === "zh" ? "万元" : "10,000 yuan",
        axisLabel: { formatter: (fen: number) => countText(fen / FEN_A_WAN) },
      },
      series: series.map(([name, key]) => ({
        ...{ name, type: "bar", stack: "paid" },
        data: ordered.map((one) => one[key]),
      })),
    };
  }, [ordered, words, unit, language]);
  return (
    <Chart
      title={words.chart}
      option={option}
      height={260}
      table={{
        columns: [words.month, words.fund, words.account, words.cash],
        rows: ordered.map((one) => [
          one.month,
          <Amount key="fund" fen={one.fund_fen} />,
          <Amount key="account" fen={one.account_fen} />,
          <Amount key="cash" fen={one.cash_fen} />,
        ]),
      }}
    />
  );
}

function MonthsTable({ months }: { readonly months: readonly Month[] }) {
  const words = useWords(INSTITUTION_WORDS);
  const unit = useUnitWord();
  const [, navigate] = useLocation();
  const amounts = [
    [words.total, "total_fen"],
    [words.fund, "fund_fen"],
    [words.account, "account_fen"],
    [words.cash, "cash_fen"],
  ] as const;
  return (
    <Table<Month>
      size="small"
      rowKey="month"
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={[...months]}
      rowClassName="row-openable"
      onRow={({ month }) => ({ onClick: () => navigate(`/own/months/${month}`) })}
      columns={[
        {
          title: words.month,
          dataIndex: "month",
          render: (month: string) => <Link href={`/own/months/${month}`}>{month}</Link>,
        },
        { title: words.settlements, dataIndex: "settlements", align: "right" },
        { title: words.reversals, dataIndex: "reversals", align: "right" },
        ...amounts.map(([title, key]) => ({
          ...{ title: `${title}（${unit}）`, dataIndex: key, align: "right" as const },
          render: (fen: number) => <Amount fen={fen} />,
        })),
      ]}
    />
  );
}
