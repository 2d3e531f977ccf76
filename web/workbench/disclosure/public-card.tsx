import { App, Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { type AnswerOf, type BodyOf, call } from "../../shared/client.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { Mark } from "../../shared/mark.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { DayField } from "../agency/day-field.tsx";
import { PUBLIC_WORDS } from "./public.words.ts";

type Made = AnswerOf<"GET /api/v1/disclosures/publications/{publication_no}">;

/** Whether a made disclosure is public, and the way there. */
export function PublicCard({ made }: { readonly made: Made }) {
  const words = useWords(PUBLIC_WORDS);
  return (
    <Card size="small" title={words.card}>
      <PublicState made={made} />
    </Card>
  );
}

function PublicState({ made }: { readonly made: Made }) {
  const words = useWords(PUBLIC_WORDS);
  const rights = useRights();
  const { public_now: now, proposal_no, publication_no } = made;
  if (now !== null && now.publication_no === publication_no) {
    return (
      <p>
        <Mark tone="good">{words.publicNow(now.public_no, now.published_on)}</Mark>{" "}
        <Link href={`/disclosures/public/${now.public_no}`}>{words.openPublic}</Link>
      </p>
    );
  }
  if (proposal_no !== null) {
    return (
      <p>
        <Link href={`/disclosures/proposals/${proposal_no}`}>{words.waiting(proposal_no)}</Link>
      </p>
    );
  }
  if (made.findings.some(({ outcome }) => outcome === "error")) {
    return (
      <p>
        <Mark tone="bad">{words.hasErrors}</Mark>
      </p>
    );
  }
  return (
    <>
      <p className="muted">
        {now === null ? words.notYet : words.otherPublic(now.title, now.public_no)}
      </p>
      {rights.has("disclosure.propose") ? <Propose made={made} /> : null}
    </>
  );
}

function Propose({ made }: { readonly made: Made }) {
  const words = useWords(PUBLIC_WORDS);
  const [asking, setAsking] = useState(false);
  const title = made.public_now === null ? words.propose : words.proposeCorrection;
  if (!asking) {
    return (
      <Button type="primary" onClick={() => setAsking(true)}>
        {title}
      </Button>
    );
  }
  return <ProposeForm made={made} title={title} onClose={() => setAsking(false)} />;
}

const PROPOSE = "POST /api/v1/disclosures/publications/{publication_no}/proposal";
type Values = Omit<BodyOf<typeof PROPOSE>, "request_id" | "corrects">;

interface ProposeFormProps {
  readonly made: Made;
  readonly title: string;
  readonly onClose: () => void;
}

function ProposeForm({ made, title, onClose }: ProposeFormProps) {
  const words = useWords(PUBLIC_WORDS);
  const required = useRequired();
  const request_id = useRequestId();
  const { message } = App.useApp();
  const { publication_no, public_now } = made;
  const corrects = public_now === null ? {} : { corrects: public_now.public_no };
  return (
    <ActionForm<Values, unknown>
      name={`propose-public-${publication_no}`}
      submitTitle={title}
      send={(values) =>
        call(PROPOSE, { params: { publication_no }, body: { ...values, ...corrects, request_id } })
      }
      onDone={() => {
        message.success(words.proposed);
        onClose();
        queries.invalidateQueries();
      }}
      onCancel={onClose}
    >
      <Form.Item name="document_no" label={words.documentNo} extra={words.documentNoWhy}>
        <Input maxLength={100} />
      </Form.Item>
      <DayField name="replied_on" label={words.repliedOn} extra={words.repliedOnWhy} />
      <Form.Item
        name="reason"
        label={public_now === null ? words.reason : words.correctionReason}
        extra={public_now === null ? undefined : words.correctionReasonWhy}
        rules={[required]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </ActionForm>
  );
}
