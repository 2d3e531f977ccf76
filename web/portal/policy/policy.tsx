import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded, Unverified } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { POLICY_WORDS } from "./policy.words.ts";
import { PolicyBar, questionText, usePolicyQuestion } from "./policy-question.tsx";
import { ValueTable } from "./value-table.tsx";

type Policy = AnswerOf<"GET /api/v1/public/policy">;

/** Everything in force in a region on a day. */
export default function PolicyPage(): ReactNode {
  const words = useWords(POLICY_WORDS);
  const [question] = usePolicyQuestion();
  const query = useCall("GET /api/v1/public/policy", { query: question });
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <Loaded query={query}>
        {(policy) => (
          <>
            <PolicyBar regions={policy.regions} region={policy.region.code} day={policy.day} />
            <Benefits policy={policy} />
            <Changes policy={policy} />
            <Choices policy={policy} />
            <Documents policy={policy} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Benefits({ policy }: { readonly policy: Policy }) {
  const words = useWords(POLICY_WORDS);
  const [question] = usePolicyQuestion();
  if (policy.benefits.length === 0) {
    return <EmptyState title={words.nothing} hint={words.nothingHint} />;
  }
  return (
    <>
      <h2 className="section-title">
        {policy.region.name} · {words.benefits}
      </h2>
      <div className="policy-cards">
        {policy.benefits.map((one) => (
          <Link
            key={one.name}
            className="policy-card"
            href={`/policy/${encodeURIComponent(one.name)}${questionText(question)}`}
          >
            <strong>{one.title}</strong>
            <span className="muted">{one.schemes.join("、")}</span>
            <span className="muted">{one.visit_types.join("、")}</span>
            {one.values === 0 ? null : (
              <span>
                {words.values(one.values)} <Verified of={one} />
              </span>
            )}
          </Link>
        ))}
      </div>
    </>
  );
}

function Verified({ of }: { readonly of: { readonly unverified_values: number } }) {
  const words = useWords(POLICY_WORDS);
  if (of.unverified_values === 0) return <Mark tone="good">{words.allVerified}</Mark>;
  return <Mark tone="warn">{words.unverified(of.unverified_values)}</Mark>;
}

function Changes({ policy }: { readonly policy: Policy }) {
  const words = useWords(POLICY_WORDS);
  const [, change] = usePolicyQuestion();
  return (
    <>
      <h2 className="section-title">{words.changes}</h2>
      <p className="muted">{words.changesHint}</p>
      <p className="tags">
        {policy.changes.map((day) => (
          <button
            key={day}
            type="button"
            className="hall-choice"
            aria-pressed={day === policy.day}
            onClick={() => change({ day })}
          >
            {day}
          </button>
        ))}
      </p>
    </>
  );
}

function Choices({ policy }: { readonly policy: Policy }) {
  const words = useWords(POLICY_WORDS);
  if (policy.choices.length === 0) return null;
  return (
    <details className="hall-more">
      <summary>{words.choices}</summary>
      <p className="muted">{words.choicesWhy}</p>
      <ValueTable parameters={policy.choices} />
    </details>
  );
}

function Documents({ policy }: { readonly policy: Policy }) {
  const words = useWords(POLICY_WORDS);
  return (
    <details className="hall-more" open>
      <summary>{words.documents}</summary>
      <div className="hall-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.number}</th>
              <th scope="col">{words.documentTitle}</th>
              <th scope="col">{words.read}</th>
            </tr>
          </thead>
          <tbody>
            {policy.documents.map(({ number, title, seen }) => (
              <tr key={number}>
                <th scope="row">{number}</th>
                <td>{title}</td>
                <td>{seen ? words.seen : <Unverified why={words.unseen} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <a href="/api/v1/public/open-data/policy-parameters.csv" download>
          {words.openData}
        </a>
      </p>
    </details>
  );
}
