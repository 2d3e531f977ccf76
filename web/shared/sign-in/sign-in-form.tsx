import { Button, Form, Input } from "antd";
import { useState } from "react";
import { callWith } from "../client.ts";
import { ActionForm, useRequired } from "../form/action-form.tsx";
import { Problem } from "../problem.ts";
import type { Session } from "../session.ts";
import { useWords } from "../words.ts";
import { SIGN_IN_WORDS } from "./sign-in.words.ts";

export interface SignInValues {
  readonly account: string;
  readonly password: string;
  readonly code?: string;
}

export interface SignInFormProps {
  readonly onSignedIn: (session: Session) => void;
  /** Filled in before anybody types: who was signed in, or a demo account. */
  readonly initial?: Partial<SignInValues>;
}

const CODE_STEP: readonly string[] = ["ACCESS-CODE-NEEDED", "ACCESS-CODE-WRONG"];

/** Account and password; then, where the account has one, its second factor. */
export function SignInForm({ onSignedIn, initial = {} }: SignInFormProps) {
  const words = useWords(SIGN_IN_WORDS);
  const required = useRequired();
  const [form] = Form.useForm<SignInValues>();
  const [needsCode, setNeedsCode] = useState(false);
  const send = async (values: SignInValues) => {
    try {
      return await callWith("POST /api/v1/session", { body: values }, { quiet: true });
    } catch (error) {
      if (error instanceof Problem && CODE_STEP.includes(error.code ?? "")) {
        setNeedsCode(true);
        // That a code is needed is the next step and no mistake of anybody.
        if (error.code === "ACCESS-CODE-NEEDED") return null;
      }
      throw error;
    }
  };
  return (
    <ActionForm<SignInValues, Session | null>
      name="sign-in"
      withoutDraft
      form={form}
      initial={initial}
      send={send}
      submitTitle={words.signIn}
      onDone={(session) => {
        if (session !== null) onSignedIn(session);
      }}
    >
      <Form.Item name="account" label={words.account} rules={[required]} hidden={needsCode}>
        <Input autoComplete="username" autoFocus={initial.account === undefined} maxLength={64} />
      </Form.Item>
      <Form.Item name="password" label={words.password} rules={[required]} hidden={needsCode}>
        <Input.Password
          autoComplete="current-password"
          autoFocus={initial.account !== undefined}
          maxLength={200}
        />
      </Form.Item>
      {needsCode ? (
        <>
          <Form.Item name="code" label={words.code} extra={words.codeWhy} rules={[required]}>
            <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={32} />
          </Form.Item>
          <Button type="link" className="flush" onClick={() => setNeedsCode(false)}>
            {words.otherAccount}
          </Button>
        </>
      ) : null}
    </ActionForm>
  );
}
