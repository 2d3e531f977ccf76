import { App, Descriptions, Form, Input, Radio } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
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
      {appeal.may_decide ? <DecisionForm appeal={appeal} /> : null}
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

interface Values {
  readonly decision: "approved" | "refused";
  readonly reason: string;
}

function DecisionForm({ appeal: { proposal_no, about } }: { readonly appeal: Appeal }) {
  const words = useWords(INSTITUTION_WORDS);
  const required = useRequired();
  const { message } = App.useApp();
  return (
    <section className="plain-card">
      <ActionForm<Values, unknown>
        name={`appeal-decision-${proposal_no}`}
        submitTitle={words.decide}
        send={(body) =>
          call("POST /api/v1/appeals/{proposal_no}/decision", { params: { proposal_no }, body })
        }
        onDone={() => {
          message.success(words.decided);
          queries.invalidateQueries();
        }}
      >
        <Form.Item
          name="decision"
          label={words.decision}
          extra={about === "finding" ? words.approveFinding : words.approveSettlement}
          rules={[required]}
        >
          <Radio.Group
            options={[
              { value: "approved", label: words.approve },
              { value: "refused", label: words.refuse },
            ]}
          />
        </Form.Item>
        <Form.Item name="reason" label={words.opinion} extra={words.opinionHint} rules={[required]}>
          <Input.TextArea rows={4} maxLength={500} />
        </Form.Item>
      </ActionForm>
    </section>
  );
}
