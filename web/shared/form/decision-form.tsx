import { App, Form, Input, Radio } from "antd";
import { queries } from "../queries.ts";
import { ActionForm, useRequired } from "./action-form.tsx";

export interface Decision {
  readonly decision: "approved" | "refused";
  readonly reason: string;
}

export interface DecisionFormProps {
  /** Of the draft; the number of what is decided is part of it. */
  readonly name: string;
  readonly send: (decision: Decision) => Promise<unknown>;
  readonly words: Readonly<
    Record<"decide" | "decided" | "decision" | "approve" | "refuse" | "reason", string>
  >;
  readonly reason_characters: number;
  /** What either choice leads to, below them. */
  readonly consequence?: string;
  readonly reason_hint?: string;
}

/** How a checker decides on what somebody else put up. */
export function DecisionForm(props: DecisionFormProps) {
  const { words, consequence, reason_hint, reason_characters } = props;
  const required = useRequired();
  const { message } = App.useApp();
  return (
    <ActionForm<Decision, unknown>
      name={props.name}
      submitTitle={words.decide}
      send={props.send}
      onDone={() => {
        message.success(words.decided);
        queries.invalidateQueries();
      }}
    >
      <Form.Item name="decision" label={words.decision} extra={consequence} rules={[required]}>
        <Radio.Group
          options={[
            { value: "approved", label: words.approve },
            { value: "refused", label: words.refuse },
          ]}
        />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} extra={reason_hint} rules={[required]}>
        <Input.TextArea rows={3} maxLength={reason_characters} showCount />
      </Form.Item>
    </ActionForm>
  );
}
