import { Alert, Descriptions } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { ExplainedSettlement, ReAdds } from "../../shared/explained/explained-settlement.tsx";
import { Loaded } from "../../shared/feedback.tsx";
import { DecisionForm } from "../../shared/form/decision-form.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { ClaimPaymentLines } from "../finance/claim-payment-lines.tsx";
import { CLAIM_WORDS } from "./claim.words.ts";
import { PROPOSAL_TONES } from "./proposals.tsx";
import { PROPOSAL_WORDS } from "./proposals.words.ts";
import "./agency.css";

type Answer = AnswerOf<"GET /api/v1/agency/proposals/{proposal_no}">;

/** One thing put up: what it is, and the decision. */
export default function ProposalScreen({ params }: ScreenProps): ReactNode {
  const proposal_no = Number(params.proposal_no);
  const read = useCall("GET /api/v1/agency/proposals/{proposal_no}", { params: { proposal_no } });
  return <Loaded query={read}>{(proposal) => <ProposalPage proposal={proposal} />}</Loaded>;
}

function ProposalPage({ proposal }: { readonly proposal: Answer }) {
  const words = useWords(PROPOSAL_WORDS);
  const { state, kind, is_mine, may_decide } = proposal;
  return (
    <>
      <PageHeader
        title={words.one(proposal.proposal_no)}
        detail={`${words.kinds(kind)} · ${proposal.subject}`}
        tags={<Mark tone={PROPOSAL_TONES[state]}>{words.states(state)}</Mark>}
      />
      <div className="person-file">
        <div className="person-column">
          <section className="plain-card">
            <Content content={proposal.content} />
          </section>
        </div>
        <div className="person-column">
          <section className="plain-card">
            <Course proposal={proposal} />
            {state === "open" && is_mine ? (
              <Alert type="info" showIcon title={words.ownOne} />
            ) : null}
            {may_decide ? <ProposalDecision proposal_no={proposal.proposal_no} /> : null}
          </section>
        </div>
      </div>
      <Claim proposal={proposal} />
      {kind === "claim-payment" ? <ClaimPaymentLines content={proposal.content} /> : null}
    </>
  );
}

/** A manual claim: what it comes to while it is open; once approved, the settlement it became. */
function Claim({ proposal }: { readonly proposal: Answer }) {
  const words = useWords(CLAIM_WORDS);
  const { kind, person_no, state, proposal_no } = proposal;
  if (person_no === null || !CLAIM_KINDS.includes(kind)) return null;
  if (kind === "manual-claim" && state !== "approved") {
    return <ClaimExplained person_no={person_no} proposal_no={proposal_no} />;
  }
  const { settlement_id } = (proposal.result ?? proposal.content) as {
    readonly settlement_id?: string;
  };
  if (settlement_id === undefined) {
    return <Alert type="warning" showIcon title={words.decidedOnly} className="claim-result" />;
  }
  const isBack = kind === "claim-withdrawal" && state === "approved";
  return (
    <Alert
      type={isBack ? "warning" : "success"}
      showIcon
      className="claim-result"
      title={isBack ? words.takenBack(settlement_id) : words.settled}
      action={
        <Link href={`/people/${person_no}/settlements/${settlement_id}`}>
          {words.settlement(settlement_id)}
        </Link>
      }
    />
  );
}

const CLAIM_KINDS: readonly string[] = ["manual-claim", "claim-withdrawal"];

interface ClaimExplainedProps {
  readonly person_no: string;
  readonly proposal_no: number;
}

/** The claim as it comes to now: what the reviewer checks. */
function ClaimExplained(params: ClaimExplainedProps) {
  const words = useWords(CLAIM_WORDS);
  const read = useCall("GET /api/v1/people/{person_no}/claims/{proposal_no}", { params });
  return (
    <Loaded query={read}>
      {({ page, proposed_fen, payable_fen }) => (
        <section className="claim-result">
          <h2 className="section-title">
            {words.result} <ReAdds page={page} />
          </h2>
          <p>
            <Link href={`/people/${params.person_no}`}>
              {page.facts.name} {params.person_no}
            </Link>{" "}
            · {words.proposedAmount} <Amount fen={proposed_fen} unit strong /> · {words.nowAmount}{" "}
            <Amount fen={payable_fen} unit strong />
          </p>
          {proposed_fen === payable_fen ? null : (
            <Alert type="error" showIcon title={words.changed} />
          )}
          <Alert type="info" showIcon title={words.settles} className="claim-notice" />
          <ExplainedSettlement page={page} />
        </section>
      )}
    </Loaded>
  );
}

/** In the order in which they are read. */
const FIELDS = [
  ...[
    "person_no",
    "settlement_id",
    "application_id",
    "institution",
    "institution_code",
    "clearing_type",
  ],
  ...["clearing_way", "month", "begin", "end", "from", "to", "visits", "total_fen"],
  ...[
    "recognised_fen",
    "fund_fen",
    "account_fen",
    "cash_fen",
    "payable_fen",
    "paid_on",
    "bank_reference",
    "operator",
    "state_at",
  ],
];

/** What the act goes by, each value under its word. */
function Content({ content }: { readonly content: unknown }) {
  const words = useWords(PROPOSAL_WORDS);
  const values = content as Readonly<Record<string, unknown>>;
  const entries = FIELDS.flatMap((key) =>
    values[key] == null ? [] : [[key, values[key]] as const],
  );
  return (
    <Descriptions
      column={1}
      size="small"
      items={entries.map(([key, value]) => ({
        key,
        label: words.fields(key),
        children: key.endsWith("_fen") ? <Amount fen={Number(value)} unit /> : String(value),
      }))}
    />
  );
}

function Course({ proposal }: { readonly proposal: Answer }) {
  const words = useWords(PROPOSAL_WORDS);
  const items = [
    [words.maker, proposal.maker],
    [words.madeAt, momentText(proposal.made_at)],
    [words.reason, proposal.reason],
    ...(proposal.decider === null
      ? []
      : [
          [words.decider, proposal.decider],
          [words.decidedAt, momentText(proposal.decided_at)],
          [words.decisionReason, proposal.decision_reason ?? ""],
        ]),
  ];
  return (
    <Descriptions
      column={1}
      size="small"
      items={items.map(([label, children]) => ({ key: label ?? "", label, children }))}
    />
  );
}

const DECIDE = "POST /api/v1/agency/proposals/{proposal_no}/decision";
const REASON_CHARACTERS = 300;

function ProposalDecision({ proposal_no }: { readonly proposal_no: number }) {
  const words = useWords(PROPOSAL_WORDS);
  return (
    <DecisionForm
      name={`decision-${proposal_no}`}
      words={{ ...words, decided: words.done, reason: words.decisionReason }}
      reason_characters={REASON_CHARACTERS}
      send={(body) => call(DECIDE, { params: { proposal_no }, body })}
    />
  );
}
