import { App, Button, Checkbox, Form, Input, Modal } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { call } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { EmptyState } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import { useRights } from "../../shared/session.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { DayField } from "../agency/day-field.tsx";
import { CLAIM_PAYMENT_WORDS } from "./claim-payments.words.ts";
import "./finance.css";

type Row = RowOf<"GET /api/v1/claims/accounts">;

const { zh, en } = CLAIM_PAYMENT_WORDS;
type Key = {
  [K in keyof typeof zh]: (typeof zh)[K] extends string ? K : never;
}[keyof typeof zh];
const both = (key: Key) => ({ zh: zh[key], en: en[key] });

const TONES: Readonly<Record<Row["standing"], MarkProps["tone"]>> = {
  due: "warn",
  paid: "good",
  overpaid: "bad",
  nothing: "plain",
};

/** The first column leads to the row's page. */
const FIRST: TableColumn<Row> = { key: "settlement_id", title: both("settlement"), width: 100 };
const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "name", title: both("name"), width: 100 },
  { key: "person_no", title: both("person"), width: 170 },
  { key: "institution", title: both("institution") },
  { key: "begin", title: both("begin"), kind: "date", width: 110, hidden: true },
  { key: "settled_at", title: both("settledAt"), width: 160 },
  { key: "total_fen", title: both("total"), kind: "amount", width: 130, hidden: true },
  { key: "owed_fen", title: both("owed"), kind: "amount", width: 130 },
  { key: "paid_fen", title: both("paid"), kind: "amount", width: 130 },
  { key: "due_fen", title: both("due"), kind: "amount", width: 130 },
  {
    key: "standing",
    title: both("standing"),
    width: 110,
    render: ({ standing }) => (
      <Mark tone={TONES[standing]}>{wordsNow(CLAIM_PAYMENT_WORDS).standings(standing)}</Mark>
    ),
  },
  { key: "paid_on", title: both("paidOn"), kind: "date", width: 110 },
  { key: "bank_reference", title: both("reference"), width: 160 },
];

const FILTERS: readonly TableFilter[] = [
  {
    key: "standing",
    title: both("standing"),
    kind: "choice",
    width: 130,
    choices: Object.keys(TONES).map((value) => ({
      value,
      title: { zh: zh.standings(value), en: en.standings(value) },
    })),
  },
  { key: "from", title: both("from"), kind: "date" },
  { key: "until", title: both("until"), kind: "date" },
];

type Chosen = ReadonlyMap<string, number>;

/** What people are owed for manual claims; what was paid is put up in batches. */
export default function ClaimPayments(): ReactNode {
  const words = useWords(CLAIM_PAYMENT_WORDS);
  const mayPay = useRights().has("payments.make");
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const columns = useMemo(
    () => [FIRST, ...(mayPay ? [choice(chosen, setChosen)] : []), ...COLUMNS],
    [mayPay, chosen],
  );
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <DataTable
        list="GET /api/v1/claims/accounts"
        title={words.title}
        columns={columns}
        filters={FILTERS}
        rowKey={({ settlement_id }) => settlement_id}
        open={({ person_no, settlement_id }) => `/people/${person_no}/settlements/${settlement_id}`}
        actions={mayPay ? <Payment chosen={chosen} /> : null}
        empty={<EmptyState title={words.none} hint={words.noneHint} />}
      />
    </>
  );
}

function choice(chosen: Chosen, setChosen: (chosen: Chosen) => void): TableColumn<Row> {
  return {
    key: "choice",
    title: both("choose"),
    width: 48,
    render: ({ settlement_id, standing, due_fen }) => (
      <Checkbox
        aria-label={wordsNow(CLAIM_PAYMENT_WORDS).chooseOne(settlement_id)}
        disabled={standing !== "due"}
        checked={chosen.has(settlement_id)}
        onChange={({ target }) => {
          const after = new Map(chosen);
          if (target.checked) after.set(settlement_id, due_fen);
          else after.delete(settlement_id);
          setChosen(after);
        }}
      />
    ),
  };
}

function Payment({ chosen }: { readonly chosen: Chosen }) {
  const words = useWords(CLAIM_PAYMENT_WORDS);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" disabled={chosen.size === 0} onClick={() => setOpen(true)}>
        {words.pay(chosen.size)}
      </Button>
      <Modal
        open={isOpen}
        title={words.payTitle}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <PaymentForm chosen={chosen} />
      </Modal>
    </>
  );
}

interface Values {
  readonly paid_on: string;
  readonly bank_reference: string;
  readonly reason: string;
}

function PaymentForm({ chosen }: { readonly chosen: Chosen }) {
  const words = useWords(CLAIM_PAYMENT_WORDS);
  const required = useRequired();
  const request_id = useRequestId();
  const { message } = App.useApp();
  const [, navigate] = useLocation();
  const sum = [...chosen.values()].reduce((all, one) => all + one, 0);
  return (
    <ActionForm<Values, { readonly proposal_no: number }>
      name="claim-payment"
      initial={{ paid_on: today() }}
      submitTitle={words.putUp}
      send={(values) =>
        call("POST /api/v1/claims/payments", {
          body: { request_id, settlement_ids: [...chosen.keys()], ...values },
        })
      }
      onDone={({ proposal_no }) => {
        message.success(words.proposed(proposal_no));
        queries.invalidateQueries();
        navigate(`/agency/proposals/${proposal_no}`);
      }}
    >
      <p>
        {words.sum(chosen.size)} <Amount fen={sum} unit strong />
      </p>
      <p className="muted">{words.books}</p>
      <DayField name="paid_on" label={words.paidOn} isRequired />
      <Form.Item
        name="bank_reference"
        label={words.reference}
        extra={words.referenceHint}
        rules={[required]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[required]}>
        <Input.TextArea rows={2} maxLength={300} showCount />
      </Form.Item>
    </ActionForm>
  );
}
