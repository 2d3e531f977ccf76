import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import type { ReactNode } from "react";
import { type AnswerOf, callWith } from "../../shared/client.ts";
import { PageSkeleton, ProblemAlert } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import type { Problem } from "../../shared/problem.ts";
import { SIGN_IN_WORDS } from "../../shared/sign-in/sign-in.words.ts";
import { useWords } from "../../shared/words.ts";

type CodeNeeded = AnswerOf<"GET /api/v1/session/oidc/state">;

export interface OpenidBackProps {
  readonly onSignedIn: () => void;
  /** Back to the start. */
  readonly onCancel: () => void;
  /** The usual way in: also after a refusal. */
  readonly children: ReactNode;
}

/** Back from the organisation's own sign-in without a session: a code is missing, or it was refused. */
export function OpenidBack({ onSignedIn, onCancel, children }: OpenidBackProps) {
  const { data, error } = useQuery<CodeNeeded, Problem>({
    queryKey: ["openid-state"],
    retry: false,
    // What it says holds for this return only.
    gcTime: 0,
    queryFn: () => callWith("GET /api/v1/session/oidc/state", {}, { quiet: true }),
  });
  if (error !== null) {
    return (
      <>
        <ProblemAlert problem={error} />
        {children}
      </>
    );
  }
  if (data === undefined) return <PageSkeleton rows={3} />;
  return <CodeForm needed={data} onSignedIn={onSignedIn} onCancel={onCancel} />;
}

interface CodeFormProps {
  readonly needed: CodeNeeded;
  readonly onSignedIn: () => void;
  readonly onCancel: () => void;
}

function CodeForm({ needed, onSignedIn, onCancel }: CodeFormProps) {
  const words = useWords(SIGN_IN_WORDS);
  const required = useRequired();
  return (
    <ActionForm<{ code: string }, unknown>
      name="openid-code"
      withoutDraft
      submitTitle={words.signIn}
      send={(body) => callWith("POST /api/v1/session/oidc/code", { body }, { quiet: true })}
      onDone={onSignedIn}
    >
      <p className="openid-known">{words.openidKnown(needed.name, needed.account)}</p>
      <Form.Item name="code" label={words.code} extra={words.codeWhy} rules={[required]}>
        <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={32} />
      </Form.Item>
      <Button type="link" className="flush" onClick={onCancel}>
        {words.otherAccount}
      </Button>
    </ActionForm>
  );
}
