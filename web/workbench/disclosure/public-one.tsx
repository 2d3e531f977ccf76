import { App, Button, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { call, useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { PublishedPage, StateMark } from "../../shared/published/published-page.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { PUBLIC_WORDS } from "./public.words.ts";
import "./disclosure.css";

/** What the public sees of one disclosure; and the way to take it back. */
export default function PublicOne({ params }: ScreenProps): ReactNode {
  const words = useWords(PUBLIC_WORDS);
  const rights = useRights();
  const public_no = Number(params.public_no);
  const query = useCall("GET /api/v1/public/publications/{public_no}", { params: { public_no } });
  return (
    <Loaded query={query} rows={8}>
      {(one) => (
        <>
          <PageHeader
            title={one.title}
            tags={<StateMark state={one.state} />}
            actions={
              <Button href={`/portal/published/${public_no}`} target="_blank">
                {words.onPortal}
              </Button>
            }
          />
          {one.state === "in-force" && rights.has("disclosure.propose") ? (
            <Withdraw public_no={public_no} />
          ) : null}
          <PublishedPage one={one} mayRead pathOf={(other) => `/disclosures/public/${other}`} />
        </>
      )}
    </Loaded>
  );
}

function Withdraw({ public_no }: { readonly public_no: number }) {
  const words = useWords(PUBLIC_WORDS);
  const [asking, setAsking] = useState(false);
  if (asking) return <WithdrawForm public_no={public_no} onClose={() => setAsking(false)} />;
  return (
    <p>
      <Button danger onClick={() => setAsking(true)}>
        {words.withdraw}
      </Button>
    </p>
  );
}

interface WithdrawFormProps {
  readonly public_no: number;
  readonly onClose: () => void;
}

function WithdrawForm({ public_no, onClose }: WithdrawFormProps) {
  const words = useWords(PUBLIC_WORDS);
  const required = useRequired();
  const request_id = useRequestId();
  const { message } = App.useApp();
  return (
    <section className="plain-card withdraw-form">
      <ActionForm<{ reason: string }, unknown>
        name={`withdraw-public-${public_no}`}
        submitTitle={words.withdraw}
        send={({ reason }) =>
          call("POST /api/v1/disclosures/public/{public_no}/withdrawal", {
            params: { public_no },
            body: { reason, request_id },
          })
        }
        onDone={() => {
          message.success(words.proposed);
          onClose();
          queries.invalidateQueries();
        }}
        onCancel={onClose}
      >
        <Form.Item
          name="reason"
          label={words.withdrawReason}
          extra={words.withdrawReasonWhy}
          rules={[required]}
        >
          <Input.TextArea autoFocus rows={2} maxLength={500} />
        </Form.Item>
      </ActionForm>
    </section>
  );
}
