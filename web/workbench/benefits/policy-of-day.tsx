import { Collapse, Input, Select } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { periodText, today } from "../../shared/dates.ts";
import { EmptyState, Loaded, Unverified } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import { Titled } from "./titled.tsx";
import "./benefits.css";
import { DatePicker } from "../../shared/date-picker.tsx";

type Policy = AnswerOf<"GET /api/v1/policy-library/regions/{region_code}/policy">;
type Benefit = Policy["benefits"][number];
type Parameter = Policy["choices"][number];

/** The policy in force on a day, as known now or at the end of another day. */
export default function PolicyOfDay(): ReactNode {
  const words = useWords(BENEFITS_WORDS);
  const packs = useCall("GET /api/v1/policy-library/packs");
  return (
    <>
      <PageHeader title={words.policyOfDay} detail={words.policyOfDayDetail} />
      <Loaded query={packs}>{(found) => <Question packs={found.packs} />}</Loaded>
    </>
  );
}

type Pack = AnswerOf<"GET /api/v1/policy-library/packs">["packs"][number];

function Question({ packs }: { readonly packs: readonly Pack[] }) {
  const words = useWords(BENEFITS_WORDS);
  const [search, setSearch] = useSearchParams();
  const region_code = search.get("region") ?? packs.at(-1)?.region_code ?? "";
  const date = search.get("date") ?? today();
  const known_at = search.get("known_at");
  const ask = (name: string, value: string | null) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null) after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  const read = useCall("GET /api/v1/policy-library/regions/{region_code}/policy", {
    params: { region_code },
    query: { date, ...(known_at === null ? {} : { known_at }) },
  });
  return (
    <>
      <div className="day-question">
        <Titled title={words.region}>
          <Select
            value={region_code}
            aria-label={words.region}
            style={{ width: 180 }}
            options={packs.map((one) => ({
              value: one.region_code,
              label: `${one.region_code} ${one.name}`,
            }))}
            onChange={(value) => ask("region", value)}
          />
        </Titled>
        <DayField title={words.date} value={date} onChange={(value) => ask("date", value)} />
        <DayField
          title={words.knownAt}
          value={known_at}
          onChange={(value) => ask("known_at", value)}
        />
        <span className="muted">{words.knownAtWhy}</span>
      </div>
      <Loaded query={read}>
        {(policy) => <PolicySheet policy={policy} known_at={known_at} />}
      </Loaded>
    </>
  );
}

export interface DayFieldProps {
  readonly title: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

export function DayField({ title, value, onChange }: DayFieldProps) {
  return (
    <Titled title={title}>
      <DatePicker
        value={value === null ? null : dayjs(value)}
        aria-label={title}
        onChange={(chosen) => onChange(chosen === null ? null : chosen.format("YYYY-MM-DD"))}
      />
    </Titled>
  );
}

interface SheetProps {
  readonly policy: Policy;
  readonly known_at: string | null;
}

function PolicySheet({ policy, known_at }: SheetProps) {
  const words = useWords(BENEFITS_WORDS);
  const [text, setText] = useState("");
  const has = ({ title, visit_types, diseases, layers }: Benefit) =>
    [title, visit_types, diseases, ...layers.flatMap((one) => one.parameters.map((p) => p.title))]
      .join(" ")
      .includes(text.trim());
  const shown = policy.benefits.filter(has);
  return (
    <>
      <p className="muted">
        {words.madeOf}{" "}
        {policy.packs.map((one) => (
          <Link key={one.content_hash} href={`/policy-library/${one.content_hash}`}>
            {one.name} {words.versionNo(one.version_number)}{" "}
          </Link>
        ))}
      </p>
      <Input.Search
        value={text}
        allowClear
        className="benefit-filter"
        placeholder={words.filterBenefits}
        aria-label={words.filterBenefits}
        onChange={(event) => setText(event.target.value)}
      />
      {shown.length === 0 ? <EmptyState /> : null}
      <Collapse
        items={[
          ...shown.map((one) => ({
            key: one.name,
            label: <BenefitTitle benefit={one} />,
            children: <BenefitSheet benefit={one} policy={policy} known_at={known_at} />,
          })),
          {
            key: "choices",
            label: words.choices,
            children: <Values parameters={policy.choices} />,
          },
        ]}
      />
    </>
  );
}

function BenefitTitle({ benefit }: { readonly benefit: Benefit }) {
  const rows = benefit.layers.flatMap((one) => one.parameters.flatMap(({ rows: all }) => all));
  return (
    <>
      <strong>{benefit.title}</strong> <span className="muted">{benefit.schemes}</span>{" "}
      {benefit.unverified || rows.some((one) => one.unverified) ? <Unverified /> : null}
    </>
  );
}

interface BenefitProps extends SheetProps {
  readonly benefit: Benefit;
}

function BenefitSheet({ benefit, policy, known_at }: BenefitProps) {
  const words = useWords(BENEFITS_WORDS);
  const { visit_types, diseases, from, to, document, clause, layers } = benefit;
  return (
    <>
      <p className="muted benefit-facts">
        {words.visitTypes} {visit_types} · {words.diseases} {diseases} ·{" "}
        {periodText(from, to, words.forever)} · {words.basis} {document} {clause}
      </p>
      {layers.map((layer, index) => (
        <section key={layer.layer}>
          <h3>
            {index + 1}. {layer.title}{" "}
            {layer.fund === null ? null : (
              <span className="muted">
                {words.fund} {layer.fund}
              </span>
            )}
          </h3>
          <Values parameters={layer.parameters} />
        </section>
      ))}
      <Outlook benefit={benefit.name} policy={policy} known_at={known_at} />
    </>
  );
}

/** Values as a table: row, value, source; the name of the parameter once. */
function Values({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const words = useWords(BENEFITS_WORDS);
  if (parameters.length === 0) return null;
  return (
    <table className="layer-values values-fixed">
      <thead>
        <tr>
          {[words.parameter, words.row, words.value, words.from, words.basis].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parameters.flatMap(({ name, title, from, rows }) =>
          rows.map((row, index) => (
            <tr key={`${name} ${row.title}`}>
              <th scope="row">{index === 0 ? title : null}</th>
              <td>{row.title || "—"}</td>
              <td className="value">{row.value}</td>
              <td className="value">{index === 0 ? from : null}</td>
              <td>
                {row.document} {row.clause}{" "}
                {row.unverified ? <Unverified why={row.basis_name} /> : null}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

interface OutlookProps extends SheetProps {
  readonly benefit: string;
}

function Outlook({ benefit, policy, known_at }: OutlookProps) {
  const words = useWords(BENEFITS_WORDS);
  const read = useCall(
    "GET /api/v1/policy-library/regions/{region_code}/benefits/{benefit}/outlook",
    {
      params: { region_code: policy.region, benefit },
      query: { date: policy.date, ...(known_at === null ? {} : { known_at }) },
    },
  );
  return (
    <Loaded query={read} rows={2}>
      {({ last, next }) => (
        <>
          <h3>{words.outlook}</h3>
          <Turn title={words.lastChange} turn={last} none={words.noLast} />
          <Turn title={words.nextChange} turn={next} none={words.noNext} />
        </>
      )}
    </Loaded>
  );
}

interface TurnProps {
  readonly title: string;
  readonly turn: { readonly day: string; readonly sentences: readonly string[] } | null;
  readonly none: string;
}

function Turn({ title, turn, none }: TurnProps) {
  return (
    <div>
      <span className="muted">{title}</span> {turn === null ? none : turn.day}
      {turn === null ? null : (
        <ul>
          {turn.sentences.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
