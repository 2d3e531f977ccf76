import { App, Form, Input } from "antd";
import { call } from "../../shared/client.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { useWords } from "../../shared/words.ts";
import { FRONT_WORDS } from "./front.words.ts";

interface PasswordValues {
  readonly old_password: string;
  readonly new_password: string;
  readonly again: string;
}

/** One's own password. */
export function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const words = useWords(FRONT_WORDS);
  const required = useRequired();
  const { message } = App.useApp();
  const [form] = Form.useForm<PasswordValues>();
  return (
    <ActionForm<PasswordValues, unknown>
      name="password"
      withoutDraft
      form={form}
      submitTitle={words.password}
      send={({ old_password, new_password }) =>
        call("PUT /api/v1/session/password", { body: { old_password, new_password } })
      }
      onDone={() => {
        form.resetFields();
        message.success(words.passwordChanged);
        onDone();
      }}
    >
      <Form.Item name="old_password" label={words.oldPassword} rules={[required]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="new_password"
        label={words.newPassword}
        extra={words.passwordRule}
        rules={[required]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={words.newPasswordAgain}
        dependencies={["new_password"]}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: async (_rule, value: string) => {
              if (value !== getFieldValue("new_password")) throw new Error(words.passwordsDiffer);
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </ActionForm>
  );
}
