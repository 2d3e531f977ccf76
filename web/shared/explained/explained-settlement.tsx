import { CheckCircleOutlined, CloseCircleOutlined } from "@ant-design/icons";
import { Amount, amountText, rateText } from "../amounts.tsx";
import { Unverified } from "../feedback.tsx";
import { Mark } from "../mark.tsx";
import { PaymentLayers, type PaymentSlice } from "../payment-layers.tsx";
import { useWords } from "../words.ts";
import { EXPLAINED_WORDS } from "./explained.words.ts";
import { ExplainedLines } from "./explained-lines.tsx";
import { ExplainedSteps } from "./explained-steps.tsx";
import {
  type ExplainedSlice,
  type ExplainedWords,
  type SettlementAnswer,
  titleOf,
} from "./settlement-answer.ts";
import { Waterfall } from "./waterfall.tsx";
import "./explained.css";

export interface ExplainedSettlementProps {
  readonly page: SettlementAnswer;
}

/** Every yuan of a settlement: figures, pictures, sentences, lines, steps. */
export function ExplainedSettlement({ page }: ExplainedSettlementProps) {
  const words = useWords(EXPLAINED_WORDS);
  const { amounts, sentences } = page;
  return (
    <div className="explained">
      <Figures page={page} />
      <section className="plain-card">
        <h2>{words.slices}</h2>
        <p className="muted">{words.slicesWhy}</p>
        <PaidSlices page={page} />
      </section>
      <div className="explained-pair">
        <section className="plain-card">
          <Waterfall page={page} />
        </section>
        <section className="plain-card">
          <h2>{words.means}</h2>
          <PaymentLayers total_fen={amounts.person_fen} slices={meansOf(page, words)} />
        </section>
      </div>
      <section className="plain-card">
        <details open>
          <summary>
            <h2>{words.sentences}</h2>
          </summary>
          <ol className="sentences">
            {sentences.map((one) => (
              <Sentence key={one.layer + one.text} text={one.text} />
            ))}
          </ol>
        </details>
      </section>
      <ExplainedLines page={page} />
      <ExplainedSteps steps={page.steps} />
    </div>
  );
}

/** Who paid which slice of the bill, by which clause, and how each was worked out. */
export function PaidSlices({ page: { amounts, slices } }: ExplainedSettlementProps) {
  const words = useWords(EXPLAINED_WORDS);
  return <PaymentLayers total_fen={amounts.total_fen} slices={layersOf(slices, words)} />;
}

function layersOf(slices: readonly ExplainedSlice[], words: ExplainedWords): PaymentSlice[] {
  return slices.map((slice) => ({
    key: slice.key,
    title: titleOf(slice, words),
    amount_fen: slice.amount_fen,
    payer: slice.payer === "fund" ? "fund" : "person",
    clause: [slice.document, slice.clause].filter(Boolean).join(" "),
    unverified: slice.unverified,
    note: <SliceNote slice={slice} />,
  }));
}

function SliceNote({ slice }: { readonly slice: ExplainedSlice }) {
  const words = useWords(EXPLAINED_WORDS);
  const { base_fen, rate_ppm, sentences } = slice;
  return (
    <div className="slice-note">
      {base_fen === null || rate_ppm === null ? null : (
        <div className="numeric-left">{words.atRate(amountText(base_fen), rateText(rate_ppm))}</div>
      )}
      {sentences.map(({ text }) => (
        <Sentence key={text} text={text} isPlain />
      ))}
    </div>
  );
}

function meansOf({ amounts }: SettlementAnswer, words: ExplainedWords): PaymentSlice[] {
  const own = amounts.account_fen - amounts.mutual_fen;
  return [
    { key: "account", title: words.account, amount_fen: own, payer: "account" },
    { key: "mutual", title: words.mutual, amount_fen: amounts.mutual_fen, payer: "account" },
    { key: "cash", title: words.cash, amount_fen: amounts.cash_fen, payer: "person" },
  ];
}

const MARK = "〔待核实〕";

/** The mark of the sentence becomes the tag that says what it means. */
function Sentence({ text, isPlain }: { readonly text: string; readonly isPlain?: boolean }) {
  const isMarked = text.endsWith(MARK);
  const content = (
    <>
      {isMarked ? text.slice(0, -MARK.length) : text} {isMarked ? <Unverified /> : null}
    </>
  );
  return isPlain ? <div>{content}</div> : <li>{content}</li>;
}

function Figures({ page }: ExplainedSettlementProps) {
  const words = useWords(EXPLAINED_WORDS);
  const { amounts } = page;
  const byFunds = amounts.total_fen - amounts.person_fen - amounts.hospital_fen;
  const percent = amounts.total_fen === 0 ? 0 : (byFunds / amounts.total_fen) * 100;
  const figures = [
    ["total", words.total, amounts.total_fen],
    ["fund", words.fund, byFunds],
    ["person", words.person, amounts.person_fen],
    ["account", words.account, amounts.account_fen],
    ["cash", words.cash, amounts.cash_fen],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([key, title, fen]) => (
        <div key={key} className={`figure figure-${key}`}>
          <dt>{title}</dt>
          <dd>
            <Amount fen={fen} unit />
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

/** Whether the steps, followed without the engine, come to the same. */
export function ReAdds({ page }: ExplainedSettlementProps) {
  const words = useWords(EXPLAINED_WORDS);
  if (page.re_adds === null) return <Mark tone="plain">{words.reAddsUnknown}</Mark>;
  if (page.re_adds) {
    return (
      <Mark tone="good" title={words.reAddsWhy}>
        <CheckCircleOutlined aria-hidden /> {words.reAdds}
      </Mark>
    );
  }
  const [first] = page.differences;
  const why =
    first === undefined
      ? ""
      : words.differs(first.what, amountText(first.stated), amountText(first.re_added));
  return (
    <Mark tone="bad" title={why}>
      <CloseCircleOutlined aria-hidden /> {words.reAddsNot}
    </Mark>
  );
}
