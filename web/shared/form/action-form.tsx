import { Alert, Button, Form, type FormInstance, Space } from "antd";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { ProblemAlert, problemWords } from "../feedback.tsx";
import { fieldPath, Problem } from "../problem.ts";
import { useSharedWords } from "../shared.words.ts";
import { type Draft, dropDraft, keepDraft, readDraft } from "./draft.ts";

export interface ActionFormProps<Values extends object, Answer> {
  /** Of the draft in this tab: one for each thing that is worked on (`claim-new`). */
  readonly name: string;
  /** Sends the values: `(values) => call("POST /api/v1/…", { body: … })`. */
  readonly send: (values: Values) => Promise<Answer>;
  readonly onDone: (answer: Answer, values: Values) => void;
  readonly initial?: Partial<Values>;
  /** Fields that are never kept: passwords, codes. */
  readonly secrets?: readonly (keyof Values & string)[];
  /** The field of the form for a field of the problem, where they are called differently. */
  readonly fieldNames?: Readonly<Record<string, string>>;
  readonly submitTitle?: string;
  readonly onCancel?: () => void;
  /** What is typed is not kept: for short questions. */
  readonly withoutDraft?: boolean;
  readonly layout?: "vertical" | "horizontal" | "inline";
  readonly form?: FormInstance<Values>;
  readonly children: ReactNode;
}

/**
 * A form that does something on the server: it is sent once at a time, by its button or
 * Ctrl+Enter; a problem stands at its field with reason and mend; what was typed stays until it
 * succeeds.
 */
export function ActionForm<Values extends object, Answer>(props: ActionFormProps<Values, Answer>) {
  const { name, initial = {}, children, layout = "vertical", withoutDraft = false } = props;
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const [restored, setRestored] = useState(() => (withoutDraft ? null : readDraft(name)));
  const sending = useSending(props, form);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.submit();
  };
  const discard = () => {
    dropDraft(name);
    setRestored(null);
    form.resetFields();
    form.setFieldsValue(initial as never);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields inside have the focus.
    <div className="action-form" onKeyDown={onKey}>
      {restored === null ? null : <DraftRestored onDiscard={discard} />}
      {sending.problem === null ? null : <ProblemAlert problem={sending.problem} />}
      <Form<Values>
        // Part of each field's id: two forms may stand on one page (signing in again over another).
        name={name}
        form={form}
        layout={layout}
        requiredMark
        initialValues={{ ...initial, ...restored }}
        scrollToFirstError={{ focus: true, block: "center" }}
        onFinish={sending.send}
        onValuesChange={(_change, values) => {
          if (!withoutDraft) keepDraft(name, values as Draft, props.secrets ?? []);
        }}
      >
        {children}
        <FormButtons {...props} busy={sending.busy} />
      </Form>
    </div>
  );
}

function useSending<Values extends object, Answer>(
  { name, send, onDone, fieldNames = {} }: ActionFormProps<Values, Answer>,
  form: FormInstance<Values>,
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // The state is drawn a moment later; a second Enter may come before.
  const isSending = useRef(false);
  const run = async (values: Values) => {
    if (isSending.current) return;
    isSending.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await send(values);
      dropDraft(name);
      onDone(answer, values);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!showAtField(form, error, fieldNames)) setProblem(error);
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, send: run };
}

/** Whether the form has the field that the problem is about. */
function showAtField<Values extends object>(
  form: FormInstance<Values>,
  problem: Problem,
  fieldNames: Readonly<Record<string, string>>,
): boolean {
  if (problem.field === null) return false;
  const path = fieldPath(fieldNames[problem.field] ?? problem.field);
  const known = form.getFieldsError().map(({ name }) => name.join("."));
  // A problem inside a field (lines[0].class of lines) stands at the field that there is.
  for (let length = path.length; length > 0; length -= 1) {
    const name = path.slice(0, length);
    if (!known.includes(name.join("."))) continue;
    const { why, mend } = problemWords(problem);
    form.setFields([{ name, errors: [mend === "" ? why : `${why}。${mend}`] } as never]);
    form.scrollToField(name as never, { focus: true, block: "center" });
    return true;
  }
  return false;
}

function DraftRestored({ onDiscard }: { readonly onDiscard: () => void }) {
  const words = useSharedWords();
  return (
    <Alert
      type="info"
      showIcon
      className="draft-restored"
      title={words.draftRestored}
      action={
        <Button size="small" onClick={onDiscard}>
          {words.draftDiscard}
        </Button>
      }
    />
  );
}

interface FormButtonsProps {
  readonly submitTitle?: string;
  readonly onCancel?: () => void;
  readonly busy: boolean;
}

function FormButtons({ submitTitle, onCancel, busy }: FormButtonsProps) {
  const words = useSharedWords();
  return (
    <Space className="form-buttons">
      <Button type="primary" htmlType="submit" loading={busy} title={words.submitKeys}>
        {busy ? words.submitting : (submitTitle ?? words.submit)}
      </Button>
      {onCancel === undefined ? null : (
        <Button onClick={onCancel} disabled={busy}>
          {words.cancel}
        </Button>
      )}
    </Space>
  );
}

/** The words of a field that must be filled in. */
export function useRequired(): { readonly required: true; readonly message: string } {
  const { required } = useSharedWords();
  return { required: true, message: required };
}
