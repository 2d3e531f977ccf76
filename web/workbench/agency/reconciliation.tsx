import { InboxOutlined } from "@ant-design/icons";
import { Form, Upload } from "antd";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "wouter";
import { type AnswerOf, call } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { Problem } from "../../shared/problem.ts";
import { useWords } from "../../shared/words.ts";
import { DayField } from "./day-field.tsx";
import { InstitutionSelect } from "./institution-select.tsx";
import { RECONCILIATION_WORDS } from "./reconciliation.words.ts";
import { ReconciliationResult } from "./reconciliation-result.tsx";
import "./agency.css";

type Answer = AnswerOf<"POST /api/v1/reconciliation/comparisons">;

interface Values {
  readonly institution_code: string;
  readonly from: string;
  readonly until: string;
  readonly file?: readonly { readonly originFileObj?: Blob }[];
}

/** An institution's file against what we settled. */
export default function Reconciliation(): ReactNode {
  const words = useWords(RECONCILIATION_WORDS);
  const [answer, setAnswer] = useState<Answer | null>(null);
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <section className="plain-card reconciliation-question">
        <Question onAnswer={setAnswer} />
      </section>
      <div aria-live="polite">
        {answer === null ? null : <ReconciliationResult answer={answer} />}
      </div>
    </>
  );
}

function Question({ onAnswer }: { readonly onAnswer: (answer: Answer) => void }) {
  const words = useWords(RECONCILIATION_WORDS);
  const required = useRequired();
  const [search] = useSearchParams();
  const month = today().slice(0, 7);
  return (
    <ActionForm<Values, Answer>
      name="reconciliation"
      withoutDraft
      initial={{
        institution_code: search.get("institution_code") ?? "",
        from: search.get("from") ?? `${month}-01`,
        until: search.get("until") ?? today(),
      }}
      submitTitle={words.compare}
      send={(values) => compare(values, words.missingFile)}
      onDone={onAnswer}
    >
      <div className="form-grid">
        <Form.Item name="institution_code" label={words.institution} rules={[required]}>
          <InstitutionSelect />
        </Form.Item>
        <DayField name="from" label={words.from} isRequired />
        <DayField name="until" label={words.until} isRequired />
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
    </ActionForm>
  );
}

async function compare(
  { institution_code, from, until, file }: Values,
  missing: string,
): Promise<Answer> {
  const body = file?.[0]?.originFileObj;
  if (body === undefined) throw new Problem(400, { detail: missing, field: "file" });
  const query = { institution_code: institution_code.trim(), from, until };
  return call("POST /api/v1/reconciliation/comparisons", { query, body });
}
