import { InboxOutlined } from "@ant-design/icons";
import { Form, Upload } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { type AnswerOf, call } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { Problem } from "../../shared/problem.ts";
import { useWords } from "../../shared/words.ts";
import { ReconciliationResult } from "../agency/reconciliation-result.tsx";
import "../agency/agency.css";
import { DatePicker } from "../../shared/date-picker.tsx";
import { INSTITUTION_WORDS } from "./institution.words.ts";

type Answer = AnswerOf<"POST /api/v1/own/comparisons">;

interface Values {
  readonly from: string;
  readonly until: string;
  readonly file?: readonly { readonly originFileObj?: Blob }[];
}

/** The institution's own books against ours, entry by entry. */
export default function OwnReconciliation(): ReactNode {
  const words = useWords(INSTITUTION_WORDS);
  const [answer, setAnswer] = useState<Answer | null>(null);
  return (
    <>
      <PageHeader title={words.reconciliation} detail={words.reconciliationDetail} />
      <section className="plain-card reconciliation-question">
        <ActionForm<Values, Answer>
          name="own-reconciliation"
          withoutDraft
          initial={{ from: today(), until: today() }}
          submitTitle={words.compare}
          send={(values) => compare(values, words.missingFile)}
          onDone={setAnswer}
        >
          <Fields />
        </ActionForm>
      </section>
      <div aria-live="polite">
        {answer === null ? null : <ReconciliationResult answer={answer} />}
      </div>
    </>
  );
}

async function compare({ from, until, file }: Values, missing: string): Promise<Answer> {
  const body = file?.[0]?.originFileObj;
  if (body === undefined) throw new Problem(400, { detail: missing, field: "file" });
  return call("POST /api/v1/own/comparisons", { query: { from, until }, body });
}

function Fields() {
  const words = useWords(INSTITUTION_WORDS);
  return (
    <>
      <div className="form-grid">
        <Day name="from" label={words.from} />
        <Day name="until" label={words.until} />
      </div>
      <Form.Item
        name="file"
        label={words.file}
        extra={words.fileHint}
        valuePropName="fileList"
        getValueFromEvent={(event: { readonly fileList: readonly unknown[] }) => event.fileList}
        rules={[{ required: true, message: words.missingFile }]}
      >
        <Upload.Dragger accept=".csv,text/csv" maxCount={1} beforeUpload={() => false}>
          <InboxOutlined aria-hidden /> {words.choose}
        </Upload.Dragger>
      </Form.Item>
    </>
  );
}

function Day({ name, label }: { readonly name: "from" | "until"; readonly label: string }) {
  const required = useRequired();
  return (
    <Form.Item
      {...{ name, label }}
      rules={[required]}
      getValueProps={(value?: string) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: dayjs.Dayjs | null) => value?.format("YYYY-MM-DD")}
    >
      <DatePicker style={{ width: "100%" }} />
    </Form.Item>
  );
}
