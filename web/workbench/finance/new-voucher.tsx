import { App, Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useLocation, useSearchParams } from "wouter";
import { amountText, fenOfYuan } from "../../shared/amounts.tsx";
import { call, useCall } from "../../shared/client.ts";
import { EmptyState } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { YuanInput } from "../../shared/form/yuan-input.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";
import { DayField, dayOfYear } from "./budget-document.tsx";
import { type EvidenceItem, EvidenceItems } from "./evidence-items.tsx";
import { LineChoice, useLines } from "./line-choice.tsx";
import "./finance.css";

interface Values {
  readonly line_no: number;
  readonly commitment_no?: number;
  readonly amount_fen: string;
  readonly payee: string;
  readonly purpose: string;
  readonly reason: string;
  readonly date: string;
  readonly evidence?: readonly EvidenceItem[];
}

/** A payment with its evidence, which is paid when another person approves it. */
export default function NewVoucher(): ReactNode {
  const words = useWords(BUDGET_WORDS);
  const [search] = useSearchParams();
  const unit_code = search.get("unit") ?? "";
  const year = search.get("year") ?? "";
  if (unit_code === "" || !/^\d{4}$/.test(year)) {
    return <EmptyState title={words.noUnits} hint={words.noUnitsHint} />;
  }
  return (
    <>
      <PageHeader title={`${words.payTitle} · ${unit_code} ${year}`} detail={words.payDetail} />
      <section className="plain-card">
        <VoucherForm unit_code={unit_code} year={year} />
      </section>
    </>
  );
}

interface OfYear {
  readonly unit_code: string;
  readonly year: string;
}

function VoucherForm({ unit_code, year }: OfYear) {
  const words = useWords(BUDGET_WORDS);
  const required = useRequired();
  const request_id = useRequestId();
  const [, navigate] = useLocation();
  const { message } = App.useApp();
  const lines = useLines(unit_code, year);
  const send = ({ amount_fen, evidence = [], ...values }: Values) =>
    call("POST /api/v1/budget/vouchers", {
      body: {
        ...values,
        request_id,
        amount_fen: fenOfYuan(amount_fen),
        evidence: evidence.map(({ kind = "invoice", number = "", sha256 = "", amount }) => ({
          ...{ kind, number, sha256: sha256.trim().toLowerCase() },
          amount_fen: fenOfYuan(amount ?? "0"),
        })),
      },
    });
  const done = ({ document_no }: { readonly document_no: number }) => {
    message.success(words.proposed(document_no));
    queries.invalidateQueries();
    navigate(`/finance/budget/documents/${document_no}`);
  };
  return (
    <ActionForm<Values, { readonly document_no: number }>
      name={`budget-voucher-${unit_code}-${year}`}
      initial={{ date: dayOfYear(Number(year)) }}
      submitTitle={words.submitForCheck}
      send={send}
      onDone={done}
      onCancel={() => history.back()}
    >
      <Form.Item name="line_no" label={words.lineNo} rules={[required]}>
        <LineChoice lines={lines} />
      </Form.Item>
      <CommitmentField unit_code={unit_code} year={year} />
      <div className="form-grid">
        <Form.Item name="amount_fen" label={words.amount} rules={[required]}>
          <YuanInput />
        </Form.Item>
        <DayField name="date" label={words.date} />
        <Form.Item name="payee" label={words.payee} rules={[required]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="purpose" label={words.purpose} rules={[required]}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="reason" label={words.reason} rules={[required]} className="form-wide">
          <Input maxLength={500} />
        </Form.Item>
      </div>
      <EvidenceItems />
    </ActionForm>
  );
}

/** The commitments of the chosen line that have something left. */
function CommitmentField({ unit_code, year }: OfYear) {
  const words = useWords(BUDGET_WORDS);
  const line_no = Form.useWatch<number | undefined>("line_no");
  const { data } = useCall("GET /api/v1/budget/units/{unit_code}/years/{year}/commitments", {
    params: { unit_code, year },
    query: { open: true, limit: 200 },
  });
  const own = (data?.rows ?? []).filter((one) => one.line_no === line_no);
  return (
    <Form.Item name="commitment_no" label={words.against}>
      <Select
        allowClear
        placeholder={words.againstLine}
        options={own.map(({ document_no, number, counterparty, open_fen }) => ({
          value: document_no,
          label: words.againstCommitment(
            `${document_no} ${number} ${counterparty}`,
            amountText(open_fen, "yuan"),
          ),
        }))}
      />
    </Form.Item>
  );
}
