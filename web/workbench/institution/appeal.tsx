import { Descriptions } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { DecisionForm } from "../../shared/form/decision-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { AppealState } from "./appeals-table.tsx";
import { INSTITUTION_WORDS } from "./institution.words.ts";

type Appeal = AnswerOf<"GET /api/v1/appeals/{proposal_no}">;

/** One appeal: what it says, and what was decided. */
export default function AppealScreen({ params }: ScreenProps): ReactNode {
  const proposal_no = Number(params.proposal_no);
  const query = useCall("GET /api/v1/appeals/{proposal_no}", { params: { proposal_no } });
  return <Loaded query={query}>{(appeal) => <AppealPage appeal={appeal} />}</Loaded>;
}

function AppealPage({ appeal }: { readonly appeal: Appeal }) {
  const words = useWords(INSTITUTION_WORDS);
  return (
    <>
      <PageHeader
        title={words.appealNumber(appeal.proposal_no)}
        tags={<AppealState of={appeal.state} />}
        detail={appeal.institution}
      />
      <section className="plain-card">
        <Facts appeal={appeal} />
      </section>
      {appeal.may_decide ? <AppealDecision appeal={appeal} /> : null}
    </>
  );
}

function Facts({ appeal }: { readonly appeal: Appeal }) {
  const words = useWords(INSTITUTION_WORDS);
  const about = appeal.about === "finding" ? words.aboutFinding : words.aboutSettlement;
  const items = [
    [words.about, <Subject key="subject" appeal={appeal} title={about} />],
    [words.reason, appeal.reason],
    [words.maker, appeal.maker],
    [words.madeAt, momentText(appeal.made_at)],
    ...(appeal.decider === null
      ? []
      : [
          [words.opinion, appeal.decision_reason],
          [words.decider, appeal.decider],
          [words.decidedAt, momentText(appeal.decided_at)],
        ]),
  ] as const;
  return (
    <Descriptions
      column={1}
      items={items.map(([label, children]) => ({ key: String(label), label, children }))}
    />
  );
}

/** For the supervision office a finding has a page of its own. */
function Subject({ appeal, title }: { readonly appeal: Appeal; readonly title: string }) {
  const isLinked = useRights().has("supervision.read") && appeal.about === "finding";
  const path = `/supervision/findings/${encodeURIComponent(appeal.number)}`;
  return (
    <>
      {title} {isLinked ? <Link href={path}>{appeal.number}</Link> : <code>{appeal.number}</code>}
    </>
  );
}

const DECIDE = "POST /api/v1/appeals/{proposal_no}/decision";
const REASON_CHARACTERS = 500;

function AppealDecision({ appeal: { proposal_no, about } }: { readonly appeal: Appeal }) {
  const words = useWords(INSTITUTION_WORDS);
  return (
    <section className="plain-card">
      <DecisionForm
        name={`appeal-decision-${proposal_no}`}
        words={{ ...words, reason: words.opinion }}
        consequence={about === "finding" ? words.approveFinding : words.approveSettlement}
        reason_hint={words.opinionHint}
        reason_characters={REASON_CHARACTERS}
        send={(body) => call(DECIDE, { params: { proposal_no }, body })}
      />
    </section>
  );
}
