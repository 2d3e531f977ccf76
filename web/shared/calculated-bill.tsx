import { Alert, Table } from "antd";
import { Amount, fenOfYuan, useUnitWord } from "./amounts.tsx";
import { CALCULATED_WORDS } from "./calculated-bill.words.ts";
import { type CalculatorAnswer, type CalculatorStep, slicesOf } from "./calculator-answer.ts";
import { Unverified } from "./feedback.tsx";
import { PaymentLayers } from "./payment-layers.tsx";
import { useWords } from "./words.ts";

export interface CalculatedBillProps {
  readonly answer: CalculatorAnswer;
  readonly part?: "all" | "figures";
}

/** What the calculator answered: figures, who pays which slice, every step with its clause. */
export function CalculatedBill({ answer, part = "all" }: CalculatedBillProps) {
  const words = useWords(CALCULATED_WORDS);
  if (part === "figures") return <Figures answer={answer} />;
  return (
    <div className="calculated">
      <p className="muted">{answer.title}</p>
      <Figures answer={answer} />
      <h2 className="section-title">{words.slices}</h2>
      <PaymentLayers total_fen={fenOfYuan(answer.total)} slices={slicesOf(answer, words)} />
      <h2 className="section-title">{words.sentences}</h2>
      <ol className="sentences">
        {answer.sentences.map((sentence) => (
          <Sentence key={sentence} text={sentence} />
        ))}
      </ol>
      <h2 className="section-title">{words.steps}</h2>
      <Steps steps={answer.steps} />
      <Alert type="warning" showIcon title={answer.notice} className="calculated-notice" />
    </div>
  );
}

function Figures({ answer }: { readonly answer: CalculatorAnswer }) {
  const words = useWords(CALCULATED_WORDS);
  const figures = [
    ["total", words.total, answer.total],
    ["fund", words.fund, answer.fund_sum],
    ["person", words.person, answer.person],
  ] as const;
  const total = fenOfYuan(answer.total);
  const percent = total === 0 ? 0 : (fenOfYuan(answer.fund_sum) / total) * 100;
  return (
    <dl className="figures">
      {figures.map(([key, title, yuan]) => (
        <div key={key} className={`figure figure-${key}`}>
          <dt>{title}</dt>
          <dd>
            <Amount fen={fenOfYuan(yuan)} unit />
            {key === "person" ? <OwnMoney answer={answer} /> : null}
          </dd>
        </div>
      ))}
      <div className="figure">
        <dt>{words.share}</dt>
        <dd>{percent.toFixed(1)}%</dd>
      </div>
    </dl>
  );
}

/** How the person pays: from the account, and the rest in cash. */
function OwnMoney({ answer }: { readonly answer: CalculatorAnswer }) {
  const words = useWords(CALCULATED_WORDS);
  if (fenOfYuan(answer.account) === 0) return null;
  return (
    <div className="figure-part">
      {words.account} <Amount fen={fenOfYuan(answer.account)} /> · {words.cash}{" "}
      <Amount fen={fenOfYuan(answer.cash)} />
    </div>
  );
}

const MARK = "〔待核实〕";

/** The mark of the sentence becomes the tag that says what it means. */
function Sentence({ text }: { readonly text: string }) {
  const isMarked = text.endsWith(MARK);
  return (
    <li>
      {isMarked ? text.slice(0, -MARK.length) : text} {isMarked ? <Unverified /> : null}
    </li>
  );
}

function Steps({ steps }: { readonly steps: readonly CalculatorStep[] }) {
  const words = useWords(CALCULATED_WORDS);
  const unit = useUnitWord();
  const amount = (yuan: string) => <Amount fen={fenOfYuan(yuan)} />;
  return (
    <Table<CalculatorStep & { readonly key: number }>
      size="small"
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={steps.map((step, key) => ({ ...step, key }))}
      columns={[
        {
          title: words.step,
          key: "title",
          render: (_value, { title, line }) =>
            line === undefined ? title : `${title}（${words.line(line)}）`,
        },
        { title: `${words.base}（${unit}）`, dataIndex: "base", align: "right", render: amount },
        { title: words.rate, dataIndex: "rate", align: "right", render: percentOf },
        {
          title: `${words.result}（${unit}）`,
          dataIndex: "result",
          align: "right",
          render: amount,
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
  );
}

function percentOf(rate: string | null): string {
  return rate === null ? "—" : `${Number((Number(rate) * 100).toFixed(2))}%`;
}
