import { type ReactNode, useMemo } from "react";
import { Amount, amountText } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import type { AnswerOf } from "../../shared/client.ts";
import { EmptyState, Unverified } from "../../shared/feedback.tsx";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import "./benefits.css";

export type Diff = AnswerOf<"GET /api/v1/policy-library/diff">;
type Change = Diff["changes"][number];
type Effect = Diff["effects"][number];

/** What is another, by benefit; and what it means for the worked examples. */
export function Changes({ diff }: { readonly diff: Diff }): ReactNode {
  const words = useWords(BENEFITS_WORDS);
  if (diff.changes.length === 0) return <EmptyState title={words.noChanges} />;
  return (
    <>
      <div className="chart-table">
        <table className="change-table">
          <caption className="only-heard">{words.changesTitle}</caption>
          <thead>
            <tr>
              {[words.benefit, words.what, words.before, words.after, words.since, words.basis].map(
                (title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {diff.changes.map((one) => (
              <ChangeRow key={`${one.key} ${one.since} ${one.after}`} change={one} />
            ))}
          </tbody>
        </table>
      </div>
      {diff.effects.length === 0 ? null : <Effects effects={diff.effects} />}
    </>
  );
}

function ChangeRow({ change }: { readonly change: Change }) {
  const words = useWords(BENEFITS_WORDS);
  const { area, benefit, parameter, rows, before, after, since, document, clause } = change;
  const where = benefit ?? (area === "financing" ? words.financing : words.general);
  const what = [change.layer, parameter].filter((one) => one !== null).join(" · ");
  const hasValues = before !== null || after !== null;
  return (
    <tr>
      <td>{where}</td>
      <td>
        {what === "" || !hasValues ? change.sentence : what}
        {rows.length === 0 ? null : <div className="muted">{rows.join("、")}</div>}
        {change.details.length === 0 ? null : (
          <ul>
            {change.details.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </td>
      <td className="change-was">{before ?? "—"}</td>
      <td className="change-is">{after ?? "—"}</td>
      <td className="numeric">{since}</td>
      <td>
        {document} {clause} {change.unverified ? <Unverified /> : null}
      </td>
    </tr>
  );
}

const BAR_HEIGHT = 34;
const AROUND_BARS = 96;
const BARS_MOST = 14;

function Effects({ effects }: { readonly effects: readonly Effect[] }) {
  const words = useWords(BENEFITS_WORDS);
  const shown = effects.slice(0, BARS_MOST);
  const option = useMemo(() => effectOption(shown, words), [shown, words]);
  return (
    <Chart
      title={words.effectsTitle}
      height={shown.length * BAR_HEIGHT + AROUND_BARS}
      option={option}
      table={{
        columns: [
          words.benefit,
          words.example,
          words.personBefore,
          words.personAfter,
          words.difference,
        ],
        rows: effects.map((one) => [
          one.benefit,
          one.example,
          <Amount key="before" fen={one.before_person_fen} />,
          <Amount key="after" fen={one.after_person_fen} />,
          <Amount key="difference" fen={one.after_person_fen - one.before_person_fen} />,
        ]),
      }}
    />
  );
}

const LABEL_CHARACTERS = 26;

function effectOption(
  effects: readonly Effect[],
  words: { readonly personBefore: string; readonly personAfter: string },
) {
  const names = effects.map(({ example }) =>
    example.length > LABEL_CHARACTERS ? `${example.slice(0, LABEL_CHARACTERS)}…` : example,
  );
  const bar = (name: string, values: readonly number[]) => ({
    ...{ name, type: "bar", barMaxWidth: 12 },
    data: values,
  });
  return {
    grid: { left: 8, right: 24, top: 32, bottom: 8, containLabel: true },
    legend: { top: 0 },
    tooltip: {
      trigger: "axis",
      valueFormatter: (value: number) => amountText(value),
    },
    xAxis: {
      type: "value",
      axisLabel: { formatter: (value: number) => amountText(value), hideOverlap: true },
    },
    yAxis: { type: "category", data: names, inverse: true },
    series: [
      bar(
        words.personBefore,
        effects.map((one) => one.before_person_fen),
      ),
      bar(
        words.personAfter,
        effects.map((one) => one.after_person_fen),
      ),
    ],
  };
}
