import { Form, Input, Radio, Select } from "antd";
import { type BodyOf, call } from "../../shared/client.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { useWords } from "../../shared/words.ts";
import { ADMINISTRATION_WORDS } from "./administration.words.ts";

type Values = BodyOf<"POST /api/v1/accounts">;

export interface NewAccountFormProps {
  readonly onMade: (account: string) => void;
  readonly onCancel: () => void;
}

export function NewAccountForm({ onMade, onCancel }: NewAccountFormProps) {
  const words = useWords(ADMINISTRATION_WORDS);
  const required = useRequired();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? "staff";
  const send = (values: Values) =>
    call("POST /api/v1/accounts", {
      // An institution's user has no regions of its own.
      body: { ...values, regions: values.kind === "staff" ? (values.regions ?? []) : [] },
    });
  return (
    <ActionForm<Values, unknown>
      name="new-account"
      form={form}
      secrets={["password"]}
      initial={{ kind: "staff", regions: [] }}
      send={send}
      onDone={(_answer, { account }) => onMade(account)}
      onCancel={onCancel}
    >
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group
          options={[
            { value: "staff", label: words.staff },
            { value: "institution", label: words.institution },
          ]}
        />
      </Form.Item>
      <Form.Item name="account" label={words.account} extra={words.accountRule} rules={[required]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label={words.name} rules={[required]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      {kind === "staff" ? (
        <Form.Item
          name="regions"
          label={words.regions}
          extra={words.regionsRule}
          rules={[required]}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[" ", "，", ","]} />
        </Form.Item>
      ) : (
        <Form.Item name="institution_code" label={words.institutionCode} rules={[required]}>
          <Input maxLength={30} />
        </Form.Item>
      )}
      <Form.Item
        name="password"
        label={words.firstPassword}
        extra={words.firstPasswordWhy}
        rules={[required]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </ActionForm>
  );
}
