import { Alert, Descriptions } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, addressOf, call, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { DecisionForm } from "../../shared/form/decision-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { ProposalMark } from "./proposals.tsx";
import { PUBLIC_WORDS } from "./public.words.ts";
import "./disclosure.css";

type Answer = AnswerOf<"GET /api/v1/disclosures/proposals/{proposal_no}">;

/** One thing put up: what it is, the text itself, and the decision. */
export default function ProposalScreen({ params }: ScreenProps): ReactNode {
  const proposal_no = Number(params.proposal_no);
  const read = useCall("GET /api/v1/disclosures/proposals/{proposal_no}", {
    params: { proposal_no },
  });
  return <Loaded query={read}>{(proposal) => <ProposalPage proposal={proposal} />}</Loaded>;
}

function ProposalPage({ proposal }: { readonly proposal: Answer }) {
  const words = useWords(PUBLIC_WORDS);
  const { proposal_no, state, subject, is_mine, may_decide } = proposal;
  return (
    <>
      <PageHeader
        title={words.one(proposal_no)}
        detail={subject}
        tags={<ProposalMark state={state} />}
      />
      <div className="made">
        <Preview proposal={proposal} />
        <div className="made-side">
          <section className="plain-card proposal-course">
            <Course proposal={proposal} />
            {state === "open" && is_mine ? (
              <Alert type="info" showIcon title={words.ownOne} />
            ) : null}
            {may_decide ? <ProposalDecision proposal_no={proposal_no} /> : null}
          </section>
        </div>
      </div>
    </>
  );
}

/** What would be public; where something is taken back, what is public now. */
function Preview({ proposal }: { readonly proposal: Answer }) {
  const { publication_no, public_no, title } = proposal;
  const address =
    publication_no === null
      ? addressOf("GET /api/v1/public/publications/{public_no}/page", { params: { public_no } })
      : addressOf("GET /api/v1/disclosures/publications/{publication_no}/page", {
          params: { publication_no },
        });
  return <iframe className="made-page" title={title} sandbox="" src={address} />;
}

function Course({ proposal }: { readonly proposal: Answer }) {
  const words = useWords(PUBLIC_WORDS);
  const { publication_no, public_no, done_public_no } = proposal;
  const items: readonly (readonly [string, ReactNode])[] = [
    [words.maker, proposal.maker],
    [words.madeAt, momentText(proposal.made_at)],
    [words.reason, proposal.reason],
    [words.documentNo, proposal.document_no],
    [words.repliedOn, proposal.replied_on ?? ""],
    [words.document, linkOf("publications", publication_no, proposal.title)],
    [words.before, linkOf("public", public_no, words.publicNo(public_no ?? 0))],
    [words.decider, proposal.decider ?? ""],
    [words.decidedAt, proposal.decided_at === null ? "" : momentText(proposal.decided_at)],
    [words.decisionReason, proposal.decision_reason ?? ""],
    [words.nowPublic, linkOf("public", done_public_no, words.publicNo(done_public_no ?? 0))],
  ];
  return (
    <Descriptions
      column={1}
      size="small"
      items={items
        .filter(([, value]) => value !== "")
        .map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}

function linkOf(where: "publications" | "public", no: number | null, words: string): ReactNode {
  return no === null ? "" : <Link href={`/disclosures/${where}/${no}`}>{words}</Link>;
}

const DECIDE = "POST /api/v1/disclosures/proposals/{proposal_no}/decision";
const REASON_CHARACTERS = 500;

function ProposalDecision({ proposal_no }: { readonly proposal_no: number }) {
  const words = useWords(PUBLIC_WORDS);
  return (
    <DecisionForm
      name={`public-decision-${proposal_no}`}
      words={{ ...words, reason: words.decisionReason }}
      reason_characters={REASON_CHARACTERS}
      send={(body) => call(DECIDE, { params: { proposal_no }, body })}
    />
  );
}
