import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { Amount, amountText, countText } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { useWords } from "../../shared/words.ts";
import type { YearAnswer } from "./budget.tsx";
import { BUDGET_WORDS } from "./budget.words.ts";
import { BudgetBar, BudgetKey, paidRate } from "./budget-bar.tsx";

type View = "parts" | "function" | "economic";

/** The year as bars: how much of each part is paid and committed, and what was paid by month. */
export function BudgetPictures({ answer }: { readonly answer: YearAnswer }) {
  const words = useWords(BUDGET_WORDS);
  const [view, setView] = useState<View>("parts");
  return (
    <div className="cards">
      <section className="plain-card finance-picture">
        <Segmented<View>
          aria-label={words.execution}
          value={view}
          options={[
            { value: "parts", label: words.parts },
            { value: "function", label: words.byFunction },
            { value: "economic", label: words.byEconomic },
          ]}
          onChange={setView}
        />
        <Bars answer={answer} view={view} />
        <BudgetKey />
      </section>
      <Monthly answer={answer} />
    </div>
  );
}

function Bars({ answer, view }: { readonly answer: YearAnswer; readonly view: View }) {
  const { language } = usePreferences();
  const rows =
    view === "parts"
      ? answer.parts.map((one) => ({
          ...one,
          key: one.title,
          name: language === "zh" ? one.title : one.title_en,
        }))
      : leaves(view === "function" ? answer.by_function : answer.by_economic).map((one) => ({
          ...one,
          key: one.code,
          name: `${one.code} ${one.name}`,
        }));
  return (
    <div className="budget-parts">
      {rows
        .filter(({ budget_fen }) => budget_fen !== 0)
        .map((row) => (
          <div key={row.key} className="budget-part">
            <span>{row.name}</span>
            <BudgetBar usage={row} />
            <span className="budget-part-figures">
              <span>{paidRate(row)}</span>
              <Amount fen={row.paid_fen} /> / <Amount fen={row.budget_fen} />
            </span>
          </div>
        ))}
    </div>
  );
}

/** Of a classification the first two levels would count what the last one shows. */
function leaves(rows: YearAnswer["by_function"]) {
  const deepest = Math.max(...rows.map(({ depth }) => depth), 0);
  return rows.filter(({ depth }) => depth === deepest);
}

function Monthly({ answer: { paid_by_month_fen, year } }: { readonly answer: YearAnswer }) {
  const words = useWords(BUDGET_WORDS);
  const { unit, language } = usePreferences();
  const names = useMemo(
    () => paid_by_month_fen.map((_, index) => `${year}-${String(index + 1).padStart(2, "0")}`),
    [paid_by_month_fen, year],
  );
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
      tooltip: {
        trigger: "axis",
        valueFormatter: (fen: unknown) => amountText(Number(fen), unit),
      },
      xAxis: {
        type: "category",
        data: names,
        axisLabel: { formatter: (name: string) => name.slice(5) },
      },
      yAxis: {
        type: "value",
        name: language === "zh" ? "万元" : "10,000 yuan",
        axisLabel: { formatter: (fen: number) => countText(fen / 1_000_000) },
      },
      series: [{ name: words.paid, type: "bar", data: paid_by_month_fen }],
    }),
    [names, paid_by_month_fen, unit, language, words],
  );
  return (
    <Chart
      title={words.monthly}
      option={option}
      height={220}
      table={{
        columns: [words.year, words.paid],
        rows: names.map((name, index) => [
          name,
          <Amount key="paid" fen={paid_by_month_fen[index] ?? 0} />,
        ]),
      }}
    />
  );
}
