import { Checkbox, Form, type FormInstance, Input, Radio, Select } from "antd";
import { type ReactNode, useState } from "react";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { DatePicker } from "../../shared/date-picker.tsx";
import { Loaded } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import { DAY_FIELD } from "./version-acts.tsx";

type Timeline = AnswerOf<"GET /api/v1/policy-library/versions/{content_hash}/parameters/{name}">;
type Written = AnswerOf<"POST /api/v1/policy-library/versions/{content_hash}/new-value">;

export interface NewValueFormProps {
  readonly content_hash: string;
  /** What is changed already: the new value comes on top. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly parameter: string | null;
  readonly onWritten: (written: Written) => void;
  readonly onCancel: () => void;
}

interface Values {
  readonly from: string;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly nothing?: Readonly<Record<string, boolean | undefined>>;
  readonly document_kind: "known" | "new";
  readonly document: string;
  readonly new_document?: {
    readonly number: string;
    readonly title: string;
    readonly issuer?: string;
    readonly seen?: boolean;
  };
  readonly clause: string;
  readonly basis: "official" | "third-party" | "recalled" | "derived" | "placeholder";
  readonly confidence: "high" | "medium" | "low";
  readonly note?: string;
}

/** A new value of one parameter from a day on, with its document and clause. */
export function NewValueForm(props: NewValueFormProps): ReactNode {
  const words = useWords(BENEFITS_WORDS);
  const [name, setName] = useState(props.parameter);
  const { content_hash } = props;
  const found = useCall("GET /api/v1/policy-library/versions/{content_hash}/values", {
    params: { content_hash },
    query: { own: true, limit: 200 },
  });
  const titles = new Map(found.data?.rows.map((row) => [row.parameter, row.title]) ?? []);
  return (
    <>
      <Form layout="vertical">
        <Form.Item label={words.parameterPick}>
          <Select
            value={name}
            onChange={setName}
            showSearch={{ optionFilterProp: "label" }}
            aria-label={words.parameterPick}
            options={[...titles].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      </Form>
      {name === null ? null : <ValueOf key={name} {...props} name={name} />}
    </>
  );
}

type NamedProps = NewValueFormProps & { readonly name: string };

function ValueOf(props: NamedProps) {
  const { content_hash, name } = props;
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}/parameters/{name}", {
    params: { content_hash, name },
  });
  return <Loaded query={read}>{(timeline) => <Fields {...props} timeline={timeline} />}</Loaded>;
}

type FieldsProps = NamedProps & { readonly timeline: Timeline };

function Fields({ timeline, ...props }: FieldsProps) {
  const words = useWords(BENEFITS_WORDS);
  const [form] = Form.useForm<Values>();
  if (timeline.unit === "bands" || timeline.unit === "list") {
    return <p className="muted">{words.byTextOnly}</p>;
  }
  return (
    <ActionForm<Values, Written>
      name={`policy-value-${props.content_hash}-${props.name}`}
      form={form}
      submitTitle={words.write}
      initial={initialOf(timeline)}
      fieldNames={{ value: "values.plain" }}
      send={(values) => send(props, timeline, values)}
      onDone={props.onWritten}
      onCancel={props.onCancel}
    >
      <FromField />
      <RowFields timeline={timeline} form={form} />
      <DocumentFields content_hash={props.content_hash} form={form} />
      <SourceFields />
    </ActionForm>
  );
}

const PLAIN = "plain";

function send({ content_hash, files, name }: NamedProps, timeline: Timeline, values: Values) {
  const rows = timeline.versions.at(-1)?.rows ?? [];
  const nothing = rows.map(({ path }) => path).filter((path) => values.nothing?.[path || PLAIN]);
  const written = rows
    .map(({ path }) => [path, values.values[path || PLAIN] ?? ""] as const)
    .filter(([path]) => !nothing.includes(path));
  const { from, document, clause, basis, confidence, note, new_document } = values;
  return call("POST /api/v1/policy-library/versions/{content_hash}/new-value", {
    params: { content_hash },
    body: {
      ...{ files: [...files], parameter: name, from, document, clause, basis, confidence },
      ...{ values: Object.fromEntries(written), nothing },
      ...(note ? { note } : {}),
      ...(values.document_kind === "known" || new_document === undefined
        ? {}
        : {
            new_document: {
              ...{ number: new_document.number, title: new_document.title },
              ...{ issuer: new_document.issuer ?? "", seen: new_document.seen ?? false },
            },
          }),
    },
  });
}

/** The rows as they are now: one changes some and keeps the rest. */
function initialOf({ versions }: Timeline): Partial<Values> {
  const rows = versions.at(-1)?.rows ?? [];
  return {
    document_kind: "known",
    // As it was: that a text was read is for somebody to say, not for a form.
    basis: (rows[0]?.basis ?? "third-party") as Values["basis"],
    confidence: (rows[0]?.confidence ?? "medium") as Values["confidence"],
    values: Object.fromEntries(rows.map((row) => [row.path || PLAIN, row.written ?? undefined])),
    nothing: Object.fromEntries(rows.map((row) => [row.path || PLAIN, row.written === null])),
  };
}

function FromField() {
  const words = useWords(BENEFITS_WORDS);
  const required = useRequired();
  return (
    <Form.Item
      name="from"
      label={words.newFrom}
      extra={words.newFromWhy}
      rules={[required]}
      {...DAY_FIELD}
    >
      <DatePicker />
    </Form.Item>
  );
}

interface RowFieldsProps {
  readonly timeline: Timeline;
  readonly form: FormInstance<Values>;
}

function RowFields({ timeline, form }: RowFieldsProps) {
  const words = useWords(BENEFITS_WORDS);
  const nothing = Form.useWatch("nothing", form);
  const rows = timeline.versions.at(-1)?.rows ?? [];
  const hint = { yuan: words.yuan, ratio: words.ratioHint }[timeline.unit] ?? "";
  return (
    <fieldset className="value-fieldset">
      <legend>
        {words.rows} <span className="muted">{hint}</span>
      </legend>
      <div className="value-rows">
        {rows.map((row) => {
          const key = row.path || PLAIN;
          const title = row.title || timeline.title;
          return (
            <RowField
              key={key}
              field={key}
              title={title}
              now={`${words.now} ${row.words}`}
              disabled={nothing?.[key] ?? false}
              among={timeline.unit === "choice" ? timeline.among : null}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

interface RowFieldProps {
  readonly field: string;
  readonly title: string;
  readonly now: string;
  readonly disabled: boolean;
  readonly among: readonly string[] | null;
}

/** A rule, so that what the server said of a field goes away when it is changed. */
const SHORT = [{ max: 60 }];

function RowField({ field, title, now, disabled, among }: RowFieldProps) {
  const words = useWords(BENEFITS_WORDS);
  return (
    <>
      <span>
        {title} <span className="muted">{now}</span>
      </span>
      <Form.Item name={["values", field]} rules={SHORT}>
        {among === null ? (
          <Input disabled={disabled} maxLength={60} aria-label={title} autoComplete="off" />
        ) : (
          <Select
            disabled={disabled}
            aria-label={title}
            options={among.map((value) => ({ value, label: value }))}
          />
        )}
      </Form.Item>
      {among === null ? (
        <Form.Item name={["nothing", field]} valuePropName="checked">
          <Checkbox>{words.notPaid}</Checkbox>
        </Form.Item>
      ) : (
        <span />
      )}
    </>
  );
}

interface DocumentFieldsProps {
  readonly content_hash: string;
  readonly form: FormInstance<Values>;
}

function DocumentFields({ content_hash, form }: DocumentFieldsProps) {
  const words = useWords(BENEFITS_WORDS);
  const required = useRequired();
  const kind = Form.useWatch("document_kind", form) ?? "known";
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}/documents", {
    params: { content_hash },
  });
  const known = (read.data?.documents ?? []).map(({ id, number, title }) => ({
    value: id,
    label: `${number} ${title}`,
  }));
  return (
    <>
      <Form.Item name="document_kind" label={words.document}>
        <Radio.Group
          options={[
            { value: "known", label: words.existingDocument },
            { value: "new", label: words.newDocument },
          ]}
        />
      </Form.Item>
      {kind === "known" ? (
        <Form.Item name="document" label={words.existingDocument} rules={[required]}>
          <Select showSearch={{ optionFilterProp: "label" }} options={known} />
        </Form.Item>
      ) : (
        <>
          <Form.Item
            name="document"
            label={words.documentId}
            extra={words.documentIdWhy}
            rules={[required, { pattern: /^[a-z0-9][a-z0-9-]+$/, message: words.documentIdWhy }]}
          >
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <div className="form-grid">
            <Form.Item name={["new_document", "number"]} label={words.number} rules={[required]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name={["new_document", "issuer"]} label={words.issuer}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name={["new_document", "title"]} label={words.title} rules={[required]}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name={["new_document", "seen"]} label={words.seen} valuePropName="checked">
              <Checkbox>{words.seenYes}</Checkbox>
            </Form.Item>
          </div>
        </>
      )}
    </>
  );
}

function SourceFields() {
  const words = useWords(BENEFITS_WORDS);
  const required = useRequired();
  return (
    <>
      <Form.Item name="clause" label={words.clause} rules={[required]}>
        <Input maxLength={200} placeholder={words.clausePlaceholder} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="basis" label={words.basisKind} extra={words.basisWhy}>
          <Select
            options={[
              { value: "official", label: words.verified },
              { value: "third-party", label: `${words.unverified} · third-party` },
              { value: "recalled", label: `${words.unverified} · recalled` },
              { value: "derived", label: `${words.unverified} · derived` },
              { value: "placeholder", label: `${words.unverified} · placeholder` },
            ]}
          />
        </Form.Item>
        <Form.Item name="confidence" label={words.confidence}>
          <Select
            options={(["high", "medium", "low"] as const).map((value) => ({
              value,
              label: words[value],
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="note" label={words.note}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  );
}
