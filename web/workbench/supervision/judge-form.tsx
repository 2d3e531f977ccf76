import { App, Form, Input, Radio } from "antd";
import { call } from "../../shared/client.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { queries } from "../../shared/queries.ts";
import { useWords } from "../../shared/words.ts";
import type { FindingProps } from "./finding.tsx";
import { SUPERVISION_WORDS } from "./supervision.words.ts";

const DECISIONS = ["confirmed", "dismissed", "asked"] as const;

interface Values {
  readonly decision: (typeof DECISIONS)[number];
  readonly reason: string;
}

/** The decision with its reason; it stands beside what was decided before. */
export function JudgeForm({ finding }: FindingProps) {
  const words = useWords(SUPERVISION_WORDS);
  const required = useRequired();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const decision = Form.useWatch("decision", form);
  const { finding_id, judgements } = finding;
  return (
    <ActionForm<Values, unknown>
      name={`judge-${finding_id}`}
      form={form}
      send={(values) =>
        call("POST /api/v1/supervision/findings/{finding_id}/judgements", {
          params: { finding_id },
          body: { ...values, seen: judgements.length },
        })
      }
      onDone={() => {
        message.success(words.judged);
        queries.invalidateQueries();
      }}
      submitTitle={words.judge}
    >
      <Form.Item name="decision" label={words.decision} rules={[required]}>
        <Radio.Group
          optionType="button"
          options={DECISIONS.map((value) => ({ value, label: words.decisions(value) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        extra={words.reasonHint}
        rules={[{ ...required, whitespace: true }]}
      >
        <Input.TextArea rows={3} maxLength={500} placeholder={words.reasonFor(decision ?? "")} />
      </Form.Item>
    </ActionForm>
  );
}
