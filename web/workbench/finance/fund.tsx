import { Button, Segmented, Tooltip } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { Link } from "wouter";
import { Amount, amountText, countText, useUnitWord } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { useWords } from "../../shared/words.ts";
import { FINANCE_WORDS } from "./finance.words.ts";
import "./finance.css";

type Overview = AnswerOf<"GET /api/v1/ledger/overview">;
type Pool = Overview["pools"][number];

/** The fund's books as they stand: what each pool has, took in and spent. */
export default function Fund(): ReactNode {
  const read = useCall("GET /api/v1/ledger/overview");
  return <Loaded query={read}>{(overview) => <FundPage overview={overview} />}</Loaded>;
}

function FundPage({ overview }: { readonly overview: Overview }) {
  const words = useWords(FINANCE_WORDS);
  const [part, setPart] = useState<"month" | "year">("month");
  const { pools, chain, region_title, day, month } = overview;
  const waiting = chain.unsealed === 0 ? "" : words.unsealed(countText(chain.unsealed));
  const sealed = words.chainLine(countText(chain.entries), countText(chain.seals)) + waiting;
  return (
    <>
      <PageHeader
        title={words.fund}
        detail={
          <>
            {words.fundDetail(region_title, day)} · <Link href="/finance/chain">{sealed}</Link>
          </>
        }
        actions={
          <Link href="/finance/trial-balance">
            <Button tabIndex={-1}>{words.trial}</Button>
          </Link>
        }
      />
      <Totals pools={pools} />
      <section className="finance-picture">
        <Segmented
          aria-label={words.poolsChart(month)}
          value={part}
          options={[
            { value: "month", label: words.thisMonth },
            { value: "year", label: words.thisYear },
          ]}
          onChange={setPart}
        />
        <PoolsChart pools={pools} part={part} title={part === "month" ? month : day.slice(0, 4)} />
      </section>
      <h2 className="section-title">{words.pools}</h2>
      <p className="muted finance-note">{words.poolsNote}</p>
      <div className="pool-cards">
        {pools.map((pool) => (
          <PoolCard key={pool.pool} pool={pool} />
        ))}
      </div>
    </>
  );
}

function Totals({ pools }: { readonly pools: readonly Pool[] }) {
  const words = useWords(FINANCE_WORDS);
  const sum = (amount: (pool: Pool) => number) => pools.reduce((all, one) => all + amount(one), 0);
  const figures: readonly (readonly [string, number])[] = [
    [words.incomeMonth, sum(({ month }) => month.income_fen)],
    [words.spendingMonth, sum(({ month }) => month.spending_fen)],
    [words.incomeYear, sum(({ year }) => year.income_fen)],
    [words.spendingYear, sum(({ year }) => year.spending_fen)],
    [words.payable, sum(({ payable_fen }) => payable_fen)],
    [words.payableToPersons, sum((pool) => pool.payable_to_persons_fen)],
    [words.deposit, sum(({ deposit_fen }) => deposit_fen)],
  ];
  return (
    <dl className="figures finance-figures">
      {figures.map(([title, fen]) => (
        <div key={title} className="figure">
          <dt>{title}</dt>
          <dd>
            <Amount fen={fen} unit />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface PoolsChartProps {
  readonly pools: readonly Pool[];
  readonly part: "month" | "year";
  readonly title: string;
}

/** Bars to the right, the largest spender on top. */
function PoolsChart({ pools, part, title }: PoolsChartProps) {
  const words = useWords(FINANCE_WORDS);
  const { unit, language } = usePreferences();
  const unitWord = useUnitWord();
  const moved = useMemo(
    () =>
      pools
        .filter((one) => one[part].income_fen !== 0 || one[part].spending_fen !== 0)
        .toSorted((a, b) => a[part].spending_fen - b[part].spending_fen),
    [pools, part],
  );
  const option = useMemo(() => {
    const nameOf = (one: Pool) => (language === "zh" ? one.title : one.title_en);
    const shown = (fen: unknown) => `${amountText(Number(fen), unit)} ${unitWord}`;
    return {
      grid: { left: 8, right: 48, top: 32, bottom: 8, containLabel: true },
      legend: {},
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: shown },
      xAxis: {
        type: "value",
        axisLabel: { formatter: (fen: number) => countText(fen / 1_000_000), hideOverlap: true },
        name: language === "zh" ? "万元" : "10,000 yuan",
        nameLocation: "end",
      },
      yAxis: { type: "category", data: moved.map(nameOf), axisTick: { show: false } },
      series: [
        { name: words.income, type: "bar", data: moved.map((one) => one[part].income_fen) },
        { name: words.spending, type: "bar", data: moved.map((one) => one[part].spending_fen) },
      ],
    };
  }, [moved, part, unit, unitWord, language, words]);
  return (
    <Chart
      title={words.poolsChart(title)}
      option={option}
      height={Math.max(180, 64 + moved.length * 34)}
      table={{
        columns: [words.pool, words.income, words.spending],
        rows: moved
          .toReversed()
          .map((one) => [
            language === "zh" ? one.title : one.title_en,
            <Amount key="income" fen={one[part].income_fen} />,
            <Amount key="spending" fen={one[part].spending_fen} />,
          ]),
      }}
    />
  );
}

function PoolCard({ pool }: { readonly pool: Pool }) {
  const words = useWords(FINANCE_WORDS);
  const { language } = usePreferences();
  const title = language === "zh" ? pool.title : pool.title_en;
  return (
    <Link
      href={`/finance/trial-balance?pool=${encodeURIComponent(pool.pool)}`}
      className="pool-card"
    >
      <span className="pool-card-title">
        {title}
        {pool.has_income ? null : (
          <Tooltip title={words.noIncomeWhy}>
            <span className="mark mark-warn">{words.noIncome}</span>
          </Tooltip>
        )}
      </span>
      <span>
        <span className="muted">{words.balance} </span>
        <span className="pool-card-balance">
          <Amount fen={pool.balance_fen} unit />
        </span>
      </span>
      <Moves pool={pool} />
    </Link>
  );
}

function Moves({ pool: { month, year } }: { readonly pool: Pool }) {
  const words = useWords(FINANCE_WORDS);
  return (
    <span className="pool-card-moves">
      <span />
      <span className="numeric muted">{words.income}</span>
      <span className="numeric muted">{words.spending}</span>
      <span className="muted">{words.thisMonth}</span>
      <span className="numeric">
        <Amount fen={month.income_fen} />
      </span>
      <span className="numeric">
        <Amount fen={month.spending_fen} />
      </span>
      <span className="muted">{words.thisYear}</span>
      <span className="numeric">
        <Amount fen={year.income_fen} />
      </span>
      <span className="numeric">
        <Amount fen={year.spending_fen} />
      </span>
    </span>
  );
}
