import { Form, Input } from "antd";
import { callWith } from "../client.ts";
import { ActionForm, useRequired } from "../form/action-form.tsx";
import type { Session } from "../session.ts";
import { useWords } from "../words.ts";
import { SIGN_IN_WORDS } from "./sign-in.words.ts";

export interface CredentialFormProps {
  readonly onSignedIn: (session: Session) => void;
}

/** How insured people sign in: by the short-lived code of their electronic credential. */
export function CredentialForm({ onSignedIn }: CredentialFormProps) {
  const words = useWords(SIGN_IN_WORDS);
  const required = useRequired();
  return (
    <ActionForm<{ code: string }, Session>
      name="credential"
      withoutDraft
      submitTitle={words.signIn}
      send={({ code }) =>
        callWith(
          "POST /api/v1/session/credential",
          { body: { code: code.trim() } },
          { quiet: true },
        )
      }
      onDone={onSignedIn}
    >
      <Form.Item
        name="code"
        label={words.credential}
        extra={words.credentialWhy}
        rules={[required]}
      >
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
    </ActionForm>
  );
}
