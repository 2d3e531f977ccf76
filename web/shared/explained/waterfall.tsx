import { useMemo } from "react";
import { Amount, amountText } from "../amounts.tsx";
import { Chart } from "../chart.tsx";
import { usePreferences } from "../preferences.ts";
import { useWords } from "../words.ts";
import { EXPLAINED_WORDS } from "./explained.words.ts";
import { type ExplainedWords, type SettlementAnswer, titleOf } from "./settlement-answer.ts";

interface Bar {
  readonly title: string;
  readonly amount_fen: number;
  /** What is below the bar: not drawn. */
  readonly below_fen: number;
  readonly colour: string;
}

const COLOURS = {
  total: "#5b6b7a",
  fund: "#1b6fa8",
  person: "#c4643a",
  hospital: "#6a8caf",
  account: "#8a5fb0",
} as const;

const HEIGHT = 320;
const TITLE_CHARACTERS = 5;

/** The bill stepping down, slice by slice, to what accounts and cash paid. */
export function Waterfall({ page }: { readonly page: SettlementAnswer }) {
  const words = useWords(EXPLAINED_WORDS);
  const { unit } = usePreferences();
  const bars = useMemo(() => barsOf(page, words), [page, words]);
  const option = useMemo(() => optionOf(bars, unit), [bars, unit]);
  return (
    <Chart
      title={words.waterfall}
      option={option}
      height={HEIGHT}
      table={{
        columns: [words.waterfallItem, words.amount, words.remaining],
        rows: bars.map(({ title, amount_fen, below_fen }) => [
          title,
          <Amount key="amount" fen={amount_fen} />,
          <Amount key="below" fen={below_fen} />,
        ]),
      }}
    />
  );
}

/** Slices one under the other; then the person's part again, by where it came from. */
function barsOf(page: SettlementAnswer, words: ExplainedWords): readonly Bar[] {
  const { amounts, slices } = page;
  let left = amounts.total_fen;
  const bars: Bar[] = [
    { title: words.total, amount_fen: left, below_fen: 0, colour: COLOURS.total },
  ];
  const funds = slices.filter(({ payer }) => payer !== "person");
  const own = slices.filter(({ payer }) => payer === "person");
  const before = own.filter(({ reason }) => reason !== "rest");
  const after = own.filter(({ reason }) => reason === "rest");
  for (const slice of [...before, ...funds, ...after]) {
    left -= slice.amount_fen;
    const colour = COLOURS[slice.payer];
    bars.push({
      ...{ title: titleOf(slice, words), amount_fen: slice.amount_fen, below_fen: left, colour },
    });
  }
  const { account_fen, cash_fen } = amounts;
  if (account_fen !== 0) {
    bars.push({
      ...{ title: words.account, amount_fen: account_fen, below_fen: cash_fen },
      colour: COLOURS.account,
    });
  }
  bars.push({ title: words.cash, amount_fen: cash_fen, below_fen: 0, colour: COLOURS.person });
  return bars;
}

function optionOf(bars: readonly Bar[], unit: "yuan" | "wan") {
  const text = (fen: number) => amountText(fen, unit);
  return {
    grid: { left: 8, right: 8, top: 28, bottom: 8, containLabel: true },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      formatter: (points: readonly { readonly dataIndex: number }[]) => {
        const bar = bars[points[0]?.dataIndex ?? 0];
        return bar === undefined ? "" : `${bar.title}\n${text(bar.amount_fen)}`;
      },
    },
    xAxis: {
      type: "category",
      data: bars.map(({ title }) => title),
      axisLabel: { interval: 0, fontSize: 11, formatter: folded },
    },
    yAxis: { type: "value", axisLabel: { formatter: (fen: number) => text(fen) }, splitNumber: 4 },
    series: [
      {
        ...{ type: "bar", stack: "bill", silent: true, itemStyle: { color: "transparent" } },
        data: bars.map(({ below_fen }) => below_fen),
      },
      {
        ...{ type: "bar", stack: "bill", barMaxWidth: 48 },
        label: {
          ...{ show: true, position: "top", fontSize: 11 },
          formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
            text(bars[dataIndex]?.amount_fen ?? 0),
        },
        data: bars.map(({ amount_fen, colour }) => ({
          value: amount_fen,
          itemStyle: { color: colour, borderRadius: 3 },
        })),
      },
    ],
  };
}

/** A long title in lines of a few characters. */
function folded(title: string): string {
  const characters = [...title];
  const lines: string[] = [];
  for (let from = 0; from < characters.length; from += TITLE_CHARACTERS) {
    lines.push(characters.slice(from, from + TITLE_CHARACTERS).join(""));
  }
  return lines.slice(0, 3).join("\n");
}
