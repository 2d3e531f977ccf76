import { Table } from "antd";
import { Amount, rateText, useUnitWord } from "../amounts.tsx";
import { Unverified } from "../feedback.tsx";
import { useWords } from "../words.ts";
import { EXPLAINED_WORDS } from "./explained.words.ts";
import type { ExplainedStep } from "./settlement-answer.ts";

const SIGNS: Readonly<Record<string, string>> = { base: "", plus: "＋", minus: "−", times: "×" };
const ROWS_AT_ONCE = 50;

/** Every step of the reckoning: base × rate = result, by which clause. */
export function ExplainedSteps({ steps }: { readonly steps: readonly ExplainedStep[] }) {
  const words = useWords(EXPLAINED_WORDS);
  const unit = useUnitWord();
  return (
    <section className="plain-card">
      <h2>{words.steps}</h2>
      <Table<ExplainedStep & { readonly key: number }>
        size="small"
        pagination={steps.length > ROWS_AT_ONCE ? { pageSize: ROWS_AT_ONCE, size: "small" } : false}
        scroll={{ x: "max-content" }}
        dataSource={steps.map((step, key) => ({ ...step, key }))}
        columns={[
          {
            title: words.step,
            key: "title",
            render: (_value, { title, line }) =>
              line === null ? title : `${title}（${words.lineNo(line)}）`,
          },
          {
            title: `${words.base}（${unit}）`,
            key: "base",
            align: "right",
            render: (_value, { base_fen }) => <Amount fen={base_fen} />,
          },
          {
            title: words.rate,
            key: "rate",
            align: "right",
            render: (_value, step) => <Rate step={step} />,
          },
          {
            title: `${words.result}（${unit}）`,
            key: "result",
            align: "right",
            render: (_value, { result_fen }) => <Amount fen={result_fen} />,
          },
          {
            title: words.clause,
            key: "clause",
            render: (_value, { document, clause, unverified }) => (
              <span className="clause">
                {document} {clause} {unverified ? <Unverified /> : null}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}

/** A rate, and the terms it is made of. */
function Rate({ step }: { readonly step: ExplainedStep }) {
  if (step.rate_ppm === null) return <>—</>;
  return (
    <>
      <div>{rateText(step.rate_ppm)}</div>
      {step.terms.map(({ title, operation, rate_ppm }) => (
        <div key={title + operation} className="muted line-detail">
          {SIGNS[operation] ?? ""}
          {rateText(rate_ppm)} {title}
        </div>
      ))}
    </>
  );
}
