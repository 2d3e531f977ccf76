import { RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { momentText, periodText } from "../../shared/dates.ts";
import { Loaded, Unverified } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { UnmaskButton } from "../../shared/unmask-button.tsx";
import { useWords } from "../../shared/words.ts";
import { FindingHistory } from "./finding-history.tsx";
import { FindingLines } from "./finding-lines.tsx";
import { OutcomeMark, StateMark } from "./finding-marks.tsx";
import { JudgeForm } from "./judge-form.tsx";
import { SUPERVISION_WORDS } from "./supervision.words.ts";
import "./supervision.css";

export type FindingAnswer = AnswerOf<"GET /api/v1/supervision/findings/{finding_id}">;

/** One finding: what is wrong, on what that rests, what was said; and judging it. */
export default function FindingScreen({ params }: ScreenProps): ReactNode {
  const { finding_id = "" } = params;
  const read = useCall("GET /api/v1/supervision/findings/{finding_id}", {
    params: { finding_id },
  });
  return <Loaded query={read}>{(finding) => <FindingPage finding={finding} />}</Loaded>;
}

export interface FindingProps {
  readonly finding: FindingAnswer;
}

function FindingPage({ finding }: FindingProps) {
  const words = useWords(SUPERVISION_WORDS);
  const rights = useRights();
  return (
    <>
      <PageHeader
        title={finding.rule_title}
        detail={`${words.finding(finding.finding_id)} · ${finding.institution}`}
        tags={
          <>
            <OutcomeMark outcome={finding.outcome} /> <StateMark state={finding.state} />
          </>
        }
        actions={<NextButton finding={finding} />}
      />
      <div className="finding-page">
        <div className="finding-column">
          <section className="plain-card">
            <h2>{words.wrong}</h2>
            <p className="finding-wrong">{finding.content}</p>
            <Basis finding={finding} />
          </section>
          <section className="plain-card">
            <h2>{words.lines}</h2>
            <FindingLines finding={finding} />
          </section>
          <section className="plain-card">
            <h2>{words.limits}</h2>
            <Limits finding={finding} />
          </section>
        </div>
        <div className="finding-column">
          <section className="plain-card">
            <h2>{finding.judgements.length === 0 ? words.judge : words.judgeAgain}</h2>
            {rights.has("supervision.judge") ? (
              <JudgeForm key={finding.judgements.length} finding={finding} />
            ) : (
              <p className="muted">{words.mayNotJudge}</p>
            )}
          </section>
          <section className="plain-card">
            <h2>{words.facts}</h2>
            <Facts finding={finding} />
          </section>
          <section className="plain-card">
            <h2>{words.history}</h2>
            <FindingHistory finding={finding} />
          </section>
        </div>
      </div>
    </>
  );
}

function NextButton({ finding: { next_id } }: FindingProps) {
  const words = useWords(SUPERVISION_WORDS);
  if (next_id === null) return <span className="muted">{words.noneWaits}</span>;
  return (
    <Link href={`/supervision/findings/${encodeURIComponent(next_id)}`} asChild>
      <Button icon={<RightOutlined />} iconPlacement="end">
        {words.next}
      </Button>
    </Link>
  );
}

function Basis({ finding: { evidence, is_verified } }: FindingProps) {
  const words = useWords(SUPERVISION_WORDS);
  return (
    <dl className="finding-facts">
      <dt>{words.basis}</dt>
      <dd>
        {evidence} {is_verified ? null : <Unverified why={words.unverifiedBasis} />}
      </dd>
    </dl>
  );
}

function Facts({ finding }: FindingProps) {
  const words = useWords(SUPERVISION_WORDS);
  const rights = useRights();
  const { person_no, person_name } = finding;
  const mayOpen = rights.has("people.read") && person_name !== null;
  return (
    <>
      <dl className="finding-facts">
        <dt>{words.amount}</dt>
        <dd>
          <Amount fen={finding.amount_fen} unit strong />
        </dd>
        <dt>{words.institution}</dt>
        <dd>
          {finding.institution} <span className="finding-code">{finding.institution_code}</span>
        </dd>
        <dt>{words.person}</dt>
        <dd>
          {mayOpen ? (
            <Link href={`/people/${encodeURIComponent(person_no)}`}>{person_no}</Link>
          ) : (
            person_no
          )}{" "}
          {person_name ?? <span className="muted">{words.elsewhere}</span>}
        </dd>
        <dt>{words.visit}</dt>
        <dd>{finding.visit_id}</dd>
        <dt>{words.stage}</dt>
        <dd>{words.stages(finding.stage)}</dd>
        <dt>{words.auditedAt}</dt>
        <dd>{momentText(finding.audited_at)}</dd>
      </dl>
      {person_name === null ? null : <UnmaskButton person_no={person_no} />}
    </>
  );
}

function Limits({ finding: { limits } }: FindingProps) {
  const words = useWords(SUPERVISION_WORDS);
  if (limits.length === 0) return <p className="muted">{words.noLimits}</p>;
  return (
    <div className="finding-scroll">
      <table className="finding-table">
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col">{words.limitKind}</th>
            <th scope="col">{words.limitValue}</th>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.source}</th>
          </tr>
        </thead>
        <tbody>
          {limits.map((one) => (
            <tr key={one.item_code + one.title}>
              <td>{one.item_code}</td>
              <td>{one.title}</td>
              <td>{one.value}</td>
              <td>{periodText(one.from, one.to, words.now)}</td>
              <td>
                {one.source} {one.is_official ? null : <Unverified />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
