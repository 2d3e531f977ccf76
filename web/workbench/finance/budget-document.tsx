import { App, Descriptions, Form, Input, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount, useUnitWord } from "../../shared/amounts.tsx";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { momentText, today } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";
import { StateMark } from "./document-table.tsx";
import "./finance.css";
import { DatePicker } from "../../shared/date-picker.tsx";

type Document = AnswerOf<"GET /api/v1/budget/documents/{document_no}">;

/** A document of the budget with everything it rests on and made; decided here. */
export default function BudgetDocument({ params }: ScreenProps): ReactNode {
  const { document_no = "" } = params;
  const read = useCall("GET /api/v1/budget/documents/{document_no}", { params: { document_no } });
  return <Loaded query={read}>{(document) => <DocumentBody document={document} />}</Loaded>;
}

function DocumentBody({ document }: { readonly document: Document }) {
  const words = useWords(BUDGET_WORDS);
  return (
    <>
      <PageHeader
        title={words.document(document.kind_title, document.document_no)}
        detail={document.reason}
        tags={<StateMark state={document.state} />}
      />
      <div className="cards">
        <section className="plain-card">
          <Facts document={document} />
        </section>
        <DecisionCard document={document} />
      </div>
      <h2 className="section-title">{words.items}</h2>
      <section className="plain-card">
        <Items document={document} />
      </section>
      <EvidenceList document={document} />
      <h2 className="section-title">{words.entries}</h2>
      <Entries document={document} />
    </>
  );
}

function Facts({ document }: { readonly document: Document }) {
  const words = useWords(BUDGET_WORDS);
  const { unit_code, year, commitment_no } = document;
  const of = `/finance/budget?unit=${encodeURIComponent(unit_code)}&year=${year}`;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.unit, <Link key="unit" href={of}>{`${unit_code} · ${year}`}</Link>],
    [words.date, document.date],
    [words.amount, <Amount key="amount" fen={document.amount_fen} unit strong />],
    [words.reason, document.reason],
    [words.authority, document.authority],
    [words.version, document.version === null ? null : words.versionOf(document.version)],
    [document.kind === "voucher" ? words.payee : words.counterparty, document.counterparty],
    [words.purpose, document.purpose],
    [
      words.against,
      commitment_no === null ? null : <DocumentLink key="against" no={commitment_no} />,
    ],
    [words.maker, document.person],
    [words.recordedAt, momentText(document.recorded_at)],
  ];
  const items = facts
    .filter(([, value]) => value !== null && value !== "")
    .map(([label, children]) => ({ key: label, label, children }));
  return <Descriptions size="small" column={1} items={items} />;
}

function DocumentLink({ no }: { readonly no: number }) {
  return <Link href={`/finance/budget/documents/${no}`}>{no}</Link>;
}

/** What was decided; or the form to decide; or who may. */
function DecisionCard({ document }: { readonly document: Document }) {
  const words = useWords(BUDGET_WORDS);
  const rights = useRights();
  const { decision, state } = document;
  if (state === "recorded") return null;
  if (decision !== null) {
    const items = [
      { key: "person", label: words.checker, children: decision.person },
      { key: "date", label: words.decisionDate, children: decision.date },
      { key: "reason", label: words.reason, children: decision.reason },
      { key: "at", label: words.recordedAt, children: momentText(decision.recorded_at) },
    ];
    return (
      <section className="plain-card">
        <h2>
          {words.decisionMade} <StateMark state={state} />
        </h2>
        <Descriptions size="small" column={1} items={items} />
      </section>
    );
  }
  const mayDecide = rights.has("budget.check") && !document.is_own;
  return (
    <section className="plain-card">
      <h2>{words.decide}</h2>
      {mayDecide ? (
        <DecisionForm document={document} />
      ) : (
        <p className="muted">{document.is_own ? words.ownDocument : words.waitsForAnother}</p>
      )}
    </section>
  );
}

interface DecisionValues {
  readonly decision: "approved" | "refused";
  readonly date: string;
  readonly reason: string;
}

function DecisionForm({ document: { document_no, year } }: { readonly document: Document }) {
  const words = useWords(BUDGET_WORDS);
  const required = useRequired();
  const request_id = useRequestId();
  const { message } = App.useApp();
  const send = (values: DecisionValues) =>
    call("POST /api/v1/budget/documents/{document_no}/decision", {
      params: { document_no: String(document_no) },
      body: { request_id, ...values },
    });
  const done = () => {
    message.success(words.decided);
    queries.invalidateQueries();
  };
  return (
    <ActionForm<DecisionValues, unknown>
      name={`budget-decision-${document_no}`}
      initial={{ date: dayOfYear(year) }}
      submitTitle={words.decide}
      send={send}
      onDone={done}
    >
      <p className="muted finance-note">{words.decideHint}</p>
      <Form.Item name="decision" label={words.decisionMade} rules={[required]}>
        <Radio.Group
          options={[
            { value: "approved", label: words.approve },
            { value: "refused", label: words.refuse },
          ]}
        />
      </Form.Item>
      <DayField name="date" label={words.decisionDate} />
      <Form.Item name="reason" label={words.reason} rules={[required]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </ActionForm>
  );
}

/** Today, or the nearest day of the year that the document is of. */
export function dayOfYear(year: number): string {
  const now = today();
  if (now.startsWith(String(year))) return now;
  return Number(now.slice(0, 4)) > year ? `${year}-12-31` : `${year}-01-01`;
}

/** A day, kept in the form as the text that the platform takes. */
export function DayField({ name, label }: { readonly name: string; readonly label: string }) {
  const required = useRequired();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[required]}
      getValueProps={(value?: string) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: Dayjs | null) => value?.format("YYYY-MM-DD") ?? ""}
    >
      <DatePicker />
    </Form.Item>
  );
}

function Items({ document }: { readonly document: Document }) {
  const words = useWords(BUDGET_WORDS);
  const unit = useUnitWord();
  return (
    <table className="finance-lines">
      <thead>
        <tr>
          <th scope="col">{words.lineNo}</th>
          <th scope="col">{words.functional}</th>
          <th scope="col">{words.economic}</th>
          <th scope="col">{words.project}</th>
          <th scope="col">{words.fund}</th>
          <th scope="col" className="numeric">
            {words.amount}（{unit}）
          </th>
        </tr>
      </thead>
      <tbody>
        {document.items.map((item) => (
          <tr key={item.line_no}>
            <td>
              <Link href={`/finance/budget/lines/${item.line_no}`}>{item.line_no}</Link>
            </td>
            <td>
              {item.functional_code} {item.functional}
            </td>
            <td>
              {item.economic_code} {item.economic}
            </td>
            <td>{item.project}</td>
            <td>{item.fund_title}</td>
            <td className="numeric">
              <Amount fen={item.amount_fen} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={5}>{words.sum}</td>
          <td className="numeric">
            <Amount fen={document.items.reduce((sum, { amount_fen }) => sum + amount_fen, 0)} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function EvidenceList({ document: { evidence } }: { readonly document: Document }) {
  const words = useWords(BUDGET_WORDS);
  const unit = useUnitWord();
  if (evidence.length === 0) return null;
  return (
    <>
      <h2 className="section-title">{words.evidence}</h2>
      <section className="plain-card">
        <table className="finance-lines">
          <thead>
            <tr>
              <th scope="col">{words.evidenceKind}</th>
              <th scope="col">{words.evidenceNumber}</th>
              <th scope="col">{words.hash}</th>
              <th scope="col" className="numeric">
                {words.evidenceAmount}（{unit}）
              </th>
              <th scope="col" className="numeric">
                {words.covers}（{unit}）
              </th>
            </tr>
          </thead>
          <tbody>
            {evidence.map((one) => (
              <tr key={one.kind + one.number + one.sha256}>
                <td>{one.kind}</td>
                <td>{one.number}</td>
                <td>
                  <span className="hash">{one.sha256}</span>
                </td>
                <td className="numeric">
                  <Amount fen={one.amount_fen} />
                </td>
                <td className="numeric">
                  <Amount fen={one.covers_fen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Entries({ document: { entries } }: { readonly document: Document }) {
  const words = useWords(BUDGET_WORDS);
  const mayLook = useRights().has("ledger.read");
  if (entries.length === 0) return <p className="muted">{words.noEntries}</p>;
  return (
    <ul className="plain-card sentences">
      {entries.map(({ person_no, entry_no, line_no }) => (
        <li key={entry_no}>
          {mayLook ? (
            <Link href={`/finance/entries/${encodeURIComponent(person_no)}/${entry_no}`}>
              {entry_no}
            </Link>
          ) : (
            entry_no
          )}{" "}
          <span className="muted">{words.line(line_no)}</span>
        </li>
      ))}
    </ul>
  );
}
