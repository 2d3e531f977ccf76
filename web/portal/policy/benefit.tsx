import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { periodText } from "../../shared/dates.ts";
import { Loaded, Unverified } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { POLICY_WORDS } from "./policy.words.ts";
import { questionText, usePolicyQuestion } from "./policy-question.tsx";
import { ValueTable } from "./value-table.tsx";

type Benefit = AnswerOf<"GET /api/v1/public/policy/{benefit}">;

/** One benefit: the steps of its reckoning in order, every value by its clause. */
export default function BenefitPage({ params }: ScreenProps): ReactNode {
  const { benefit = "" } = params;
  const [question] = usePolicyQuestion();
  const { language } = usePreferences();
  const query = useCall("GET /api/v1/public/policy/{benefit}", {
    params: { benefit },
    query: { ...question, language },
  });
  return <Loaded query={query}>{(found) => <Sheet benefit={found} />}</Loaded>;
}

function Sheet({ benefit }: { readonly benefit: Benefit }) {
  const words = useWords(POLICY_WORDS);
  const [question] = usePolicyQuestion();
  return (
    <>
      <PageHeader
        title={benefit.title}
        detail={`${benefit.region.name} · ${benefit.day} · ${words.printHint}`}
        actions={
          <>
            <Link href="/calculator">{words.calculate}</Link>
            <Link href={`/policy${questionText(question)}`}>{words.back}</Link>
          </>
        }
      />
      <section className="plain-card">
        <dl className="hall-facts-list">
          <Fact title={words.forWhom}>{benefit.schemes.join("、")}</Fact>
          <Fact title={words.visits}>{benefit.visit_types.join("、")}</Fact>
          <Fact title={words.diseases}>{benefit.diseases}</Fact>
          <Fact title={words.period}>{periodText(benefit.from, benefit.to, words.open)}</Fact>
          <Fact title={words.basis}>
            {benefit.source.document} {benefit.source.clause}{" "}
            {benefit.source.unverified ? <Unverified /> : null}
          </Fact>
        </dl>
      </section>
      <Turns benefit={benefit} />
      <h2 className="section-title">{words.how}</h2>
      {benefit.layers.map((layer, index) => (
        <section key={layer.layer} className="policy-layer">
          <h2>
            <span className="policy-number">{index + 1}</span>
            {layer.title}
            {layer.fund === null ? null : <span className="muted">{words.payer(layer.fund)}</span>}
          </h2>
          <ValueTable parameters={layer.parameters} />
        </section>
      ))}
    </>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="muted">{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What last changed, and what is known to change next. */
function Turns({ benefit }: { readonly benefit: Benefit }) {
  const words = useWords(POLICY_WORDS);
  const { last_change, next_change } = benefit;
  return (
    <div className="hall-columns">
      <Turn title={words.lastChange} turn={last_change} none="—" />
      <Turn title={words.nextChange} turn={next_change} none={words.noNext} />
    </div>
  );
}

interface TurnProps {
  readonly title: string;
  readonly turn: Benefit["last_change"];
  readonly none: string;
}

const SENTENCES_MOST = 12;

function Turn({ title, turn, none }: TurnProps) {
  return (
    <section className="hall-wide">
      <h2 className="section-title">
        {title} {turn === null ? null : <span className="muted">{turn.day}</span>}
      </h2>
      {turn === null ? (
        <p className="muted">{none}</p>
      ) : (
        <ul>
          {turn.sentences.slice(0, SENTENCES_MOST).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
