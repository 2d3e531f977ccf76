import { App, Button, Form, Input, Radio } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { momentText, periodText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { MAPPING_WORDS } from "./mapping.words.ts";
import { asSeen, MappingState } from "./mapping-columns.tsx";
import "./medical-services.css";

type Mapping =
  AnswerOf<"GET /api/v1/catalogue/mappings/{institution_code}/{own_code}/{valid_from}">;

interface MappingProps {
  readonly mapping: Mapping;
}

/** One mapping: both sides, what is doubtful, and its review. */
export default function MappingScreen({ params }: ScreenProps): ReactNode {
  const { institution_code = "", own_code = "", valid_from = "" } = params;
  const read = useCall(
    "GET /api/v1/catalogue/mappings/{institution_code}/{own_code}/{valid_from}",
    { params: { institution_code, own_code, valid_from } },
  );
  return <Loaded query={read}>{(mapping) => <MappingPage mapping={mapping} />}</Loaded>;
}

function MappingPage({ mapping }: MappingProps) {
  const words = useWords(MAPPING_WORDS);
  const { own_code, own_name, institution, state, reviews, updated_at } = mapping;
  return (
    <>
      <PageHeader
        title={own_name ?? own_code}
        detail={`${institution} · ${own_code}`}
        tags={<MappingState state={state} />}
        actions={
          <Link href="/catalogue/mappings?state=open&origin=uploaded" asChild>
            <Button>{words.backToList}</Button>
          </Link>
        }
      />
      <div className="item-histories">
        <section className="plain-card">
          <h2>{words.compare}</h2>
          <Compare mapping={mapping} />
        </section>
        <section className="plain-card">
          <h2>{words.doubts}</h2>
          <Doubts mapping={mapping} />
          <h2>{reviews.length === 0 ? words.review : words.reviewAgain}</h2>
          <ReviewForm key={`${updated_at} ${reviews.length}`} mapping={mapping} />
        </section>
        <section className="plain-card">
          <h2>{words.history}</h2>
          <Reviews mapping={mapping} />
        </section>
      </div>
    </>
  );
}

function Compare({ mapping }: MappingProps) {
  const words = useWords(MAPPING_WORDS);
  const rows: readonly (readonly [string, ReactNode, ReactNode])[] = [
    [
      words.code,
      mapping.own_code,
      <Link key="code" href={`/catalogue/items/${encodeURIComponent(mapping.item_code)}`}>
        {mapping.item_code}
      </Link>,
    ],
    [words.name, mapping.own_name, mapping.item_name],
    [words.unit, mapping.own_unit, mapping.item_unit],
    [words.specification, mapping.own_specification, null],
    [words.type, null, mapping.list_type_title],
    [words.class, null, mapping.class_title],
    [words.ceiling, null, mapping.ceiling_yuan],
    [words.period, periodText(mapping.from, mapping.to, words.now), null],
    [words.origin, words.origins(mapping.origin), null],
    [words.updatedAt, momentText(mapping.updated_at), null],
  ];
  return (
    <table className="mapping-compare">
      <thead>
        <tr>
          <td />
          <th scope="col">{words.own}</th>
          <th scope="col">{words.item}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([title, own, item]) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{own ?? "—"}</td>
            <td>{item ?? "—"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Doubts({ mapping: { doubts, origin } }: MappingProps) {
  const words = useWords(MAPPING_WORDS);
  return (
    <>
      {doubts.length === 0 ? (
        <p>{words.noDoubts}</p>
      ) : (
        <ul className="mapping-doubts">
          {doubts.map(({ kind, reason }) => (
            <li key={kind}>{reason}</li>
          ))}
        </ul>
      )}
      <p className="muted">{origin === "imported" ? words.notUploaded : words.doubtsWhy}</p>
    </>
  );
}

const VERDICTS = ["accepted", "returned"] as const;

interface Values {
  readonly verdict: (typeof VERDICTS)[number];
  readonly reason?: string;
}

function ReviewForm({ mapping }: MappingProps) {
  const words = useWords(MAPPING_WORDS);
  const required = useRequired();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const isReturn = Form.useWatch("verdict", form) === "returned";
  const { institution_code, own_code, from } = mapping;
  return (
    <ActionForm<Values, unknown>
      name={`mapping-${institution_code}-${own_code}-${from}`}
      form={form}
      submitTitle={words.review}
      send={(values) =>
        call("POST /api/v1/catalogue/mapping-reviews", {
          body: { ...values, mappings: [asSeen(mapping)] },
        })
      }
      onDone={() => {
        message.success(words.reviewed);
        queries.invalidateQueries();
      }}
    >
      <Form.Item name="verdict" label={words.verdict} rules={[required]}>
        <Radio.Group
          optionType="button"
          options={VERDICTS.map((value) => ({ value, label: words.states(value) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        extra={words.reasonHint}
        rules={isReturn ? [{ ...required, whitespace: true }] : []}
      >
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
    </ActionForm>
  );
}

function Reviews({ mapping: { reviews } }: MappingProps) {
  const words = useWords(MAPPING_WORDS);
  if (reviews.length === 0) return <p className="muted">{words.noHistory}</p>;
  return (
    <ol className="mapping-doubts">
      {reviews.map((one) => (
        <li key={one.at + one.item_code}>
          <MappingState state={one.verdict} /> {one.officer_name} · {momentText(one.at)} ·{" "}
          {one.item_code}
          {one.reason === "" ? null : <div>{one.reason}</div>}
        </li>
      ))}
    </ol>
  );
}
