import { App, Button, Form, Input, Modal, Radio, Space } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { call } from "../../shared/client.ts";
import { DatePicker } from "../../shared/date-picker.tsx";
import { ProblemAlert } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { Problem } from "../../shared/problem.ts";
import { queries } from "../../shared/queries.ts";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import { ProvingProgress } from "./proving-progress.tsx";
import type { Version } from "./version-steps.tsx";

type Asked = "review" | "publish" | "withdraw";

/** What may be done with a version now; the server decides again. */
export function VersionActs({ version }: { readonly version: Version }) {
  const words = useWords(BENEFITS_WORDS);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { may, content_hash } = version;
  const close = () => setAsked(null);
  return (
    <Space wrap>
      {may.draft ? (
        <Link href={`/policy-library/${content_hash}/draft`}>
          <Button>{words.startDraft}</Button>
        </Link>
      ) : null}
      {may.withdraw ? (
        <Button danger onClick={() => setAsked("withdraw")}>
          {words.withdraw}
        </Button>
      ) : null}
      {may.review ? (
        <Button type="primary" onClick={() => setAsked("review")}>
          {words.review}
        </Button>
      ) : null}
      {may.publish ? (
        <Button type="primary" onClick={() => setAsked("publish")}>
          {words.publish}
        </Button>
      ) : null}
      <Question title={words.review} open={asked === "review"} onClose={close}>
        <ReviewForm content_hash={content_hash} onClose={close} />
      </Question>
      <Question title={words.publish} open={asked === "publish"} onClose={close}>
        <PublishForm content_hash={content_hash} onClose={close} />
      </Question>
      <Question title={words.withdraw} open={asked === "withdraw"} onClose={close}>
        <WithdrawForm content_hash={content_hash} onClose={close} />
      </Question>
    </Space>
  );
}

interface QuestionProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Question({ title, open, onClose, children }: QuestionProps) {
  return (
    <Modal open={open} title={title} footer={null} destroyOnHidden onCancel={onClose}>
      {children}
    </Modal>
  );
}

interface StepFormProps {
  readonly content_hash: string;
  readonly onClose: () => void;
}

function useDone(onClose: () => void): (told: string) => void {
  const { message } = App.useApp();
  return (told) => {
    onClose();
    message.success(told);
    queries.invalidateQueries();
  };
}

const REASON_MOST = 500;

interface ReviewValues {
  readonly decision: "approve" | "refuse";
  readonly reason: string;
}

function ReviewForm({ content_hash, onClose }: StepFormProps) {
  const words = useWords(BENEFITS_WORDS);
  const required = useRequired();
  const done = useDone(onClose);
  return (
    <ActionForm<ReviewValues, unknown>
      name={`policy-review-${content_hash}`}
      initial={{ decision: "approve" }}
      send={(body) =>
        call("POST /api/v1/policy-library/versions/{content_hash}/review", {
          params: { content_hash },
          body,
        })
      }
      onDone={() => done(words.reviewDone)}
      onCancel={onClose}
    >
      <Form.Item name="decision" label={words.decision}>
        <Radio.Group
          options={[
            { value: "approve", label: words.approve },
            { value: "refuse", label: words.refuse },
          ]}
        />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[required]}>
        <Input.TextArea rows={3} maxLength={REASON_MOST} showCount />
      </Form.Item>
    </ActionForm>
  );
}

interface PublishValues {
  readonly from: string;
  readonly retroactive_reason?: string;
}

function PublishForm({ content_hash, onClose }: StepFormProps) {
  const words = useWords(BENEFITS_WORDS);
  const required = useRequired();
  const done = useDone(onClose);
  const [busy, setBusy] = useState(false);
  const send = async (body: PublishValues) => {
    setBusy(true);
    try {
      return await call("POST /api/v1/policy-library/versions/{content_hash}/publish", {
        params: { content_hash },
        body,
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p className="muted">{words.publishHint}</p>
      <ActionForm<PublishValues, unknown>
        name={`policy-publish-${content_hash}`}
        send={send}
        onDone={() => done(words.publishDone)}
        onCancel={onClose}
      >
        <Form.Item name="from" label={words.effectiveFrom} rules={[required]} {...DAY_FIELD}>
          <DatePicker />
        </Form.Item>
        <Form.Item
          name="retroactive_reason"
          label={words.retroactive}
          extra={words.retroactiveHint}
        >
          <Input.TextArea rows={2} maxLength={REASON_MOST} />
        </Form.Item>
      </ActionForm>
      {busy ? <ProvingProgress content_hash={content_hash} title={words.publishing} /> : null}
    </>
  );
}

/** A day of a form is the text that the platform takes. */
export const DAY_FIELD = {
  getValueProps: (value: string | undefined) => ({ value: value ? dayjs(value) : null }),
  normalize: (value: { format(as: string): string } | null) => value?.format("YYYY-MM-DD"),
};

function WithdrawForm({ content_hash, onClose }: StepFormProps) {
  const words = useWords(BENEFITS_WORDS);
  const required = useRequired();
  const done = useDone(onClose);
  return (
    <>
      <p className="muted">{words.withdrawHint}</p>
      <ActionForm<{ readonly reason: string }, unknown>
        name={`policy-withdraw-${content_hash}`}
        send={(body) =>
          call("POST /api/v1/policy-library/versions/{content_hash}/withdraw", {
            params: { content_hash },
            body,
          })
        }
        onDone={() => done(words.withdrawDone)}
        onCancel={onClose}
      >
        <Form.Item name="reason" label={words.reason} rules={[required]}>
          <Input.TextArea rows={3} maxLength={REASON_MOST} showCount />
        </Form.Item>
      </ActionForm>
    </>
  );
}

export interface ProveButtonProps {
  readonly version: Version;
  /** `check` keeps what is found with the version; `proof` only shows it again. */
  readonly act: "check" | "proof";
  readonly title: string;
}

/** Starts a proof and shows how far it is. */
export function ProveButton({ version: { content_hash }, act, title }: ProveButtonProps) {
  const words = useWords(BENEFITS_WORDS);
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    const asked = { params: { content_hash }, body: {} };
    try {
      if (act === "check") {
        await call("POST /api/v1/policy-library/versions/{content_hash}/check", asked);
      } else {
        await call("POST /api/v1/policy-library/versions/{content_hash}/proof", asked);
      }
      message.success(act === "check" ? words.checkedDone : words.proofDone);
      queries.invalidateQueries();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  if (busy) {
    const told = act === "check" ? words.checking : words.proving;
    return <ProvingProgress content_hash={content_hash} title={told} />;
  }
  return (
    <>
      {problem === null ? null : <ProblemAlert problem={problem} />}
      <Button type={act === "check" ? "primary" : "default"} onClick={run}>
        {title}
      </Button>
    </>
  );
}
