import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Form, Input, Radio } from "antd";
import type { ReactNode } from "react";
import { useLocation, useSearchParams } from "wouter";
import { Amount, fenOfYuan } from "../../shared/amounts.tsx";
import { call } from "../../shared/client.ts";
import { EmptyState } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { YuanInput } from "../../shared/form/yuan-input.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";
import { DayField, dayOfYear } from "./budget-document.tsx";
import { LineChoice, useLines } from "./line-choice.tsx";
import "./finance.css";

interface Item {
  readonly line_no?: number;
  readonly amount?: string | null;
}

interface Values {
  readonly kind: "transfer" | "addition" | "reduction";
  readonly date: string;
  readonly authority: string;
  readonly reason: string;
  readonly items: readonly Item[];
}

const TWO: readonly Item[] = [{}, {}];

/** An adjustment of a unit's budget, which holds when another person approves it. */
export default function NewAdjustment(): ReactNode {
  const words = useWords(BUDGET_WORDS);
  const [search] = useSearchParams();
  const unit_code = search.get("unit") ?? "";
  const year = search.get("year") ?? "";
  if (unit_code === "" || !/^\d{4}$/.test(year)) {
    return <EmptyState title={words.noUnits} hint={words.noUnitsHint} />;
  }
  return (
    <>
      <PageHeader
        title={`${words.proposeTitle} · ${unit_code} ${year}`}
        detail={words.proposeDetail}
      />
      <section className="plain-card">
        <AdjustmentForm unit_code={unit_code} year={year} />
      </section>
    </>
  );
}

function AdjustmentForm({ unit_code, year }: { unit_code: string; year: string }) {
  const words = useWords(BUDGET_WORDS);
  const required = useRequired();
  const request_id = useRequestId();
  const [, navigate] = useLocation();
  const { message } = App.useApp();
  const send = ({ items, ...values }: Values) =>
    call("POST /api/v1/budget/adjustments", {
      body: {
        ...values,
        request_id,
        items: items.map(({ line_no = 0, amount }) => ({
          line_no,
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
      name={`budget-adjustment-${unit_code}-${year}`}
      initial={{ kind: "transfer", date: dayOfYear(Number(year)), items: [...TWO] }}
      submitTitle={words.submitForCheck}
      send={send}
      onDone={done}
      onCancel={() => history.back()}
    >
      <Form.Item name="kind" label={words.kind} rules={[required]}>
        <Radio.Group
          options={[
            { value: "transfer", label: words.transfer },
            { value: "addition", label: words.addition },
            { value: "reduction", label: words.reduction },
          ]}
        />
      </Form.Item>
      <div className="form-grid">
        <DayField name="date" label={words.date} />
        <Form.Item
          name="authority"
          label={words.authority}
          extra={words.authorityHint}
          rules={[required]}
        >
          <Input maxLength={120} />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={words.reason} rules={[required]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Items unit_code={unit_code} year={year} />
    </ActionForm>
  );
}

function Items({ unit_code, year }: { unit_code: string; year: string }) {
  const words = useWords(BUDGET_WORDS);
  const required = useRequired();
  const lines = useLines(unit_code, year);
  return (
    <Form.List name="items">
      {(fields, { add, remove }, { errors }) => (
        <fieldset className="budget-items">
          <legend>{words.items}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="budget-item">
              <Form.Item name={[name, "line_no"]} rules={[required]}>
                <LineChoice lines={lines} />
              </Form.Item>
              <Form.Item name={[name, "amount"]} rules={[required]} extra={words.changeHint}>
                <YuanInput placeholder={words.change} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={words.removeLine}
                disabled={fields.length === 1}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <div className="items-errors">
            <Form.ErrorList errors={errors} />
          </div>
          <div className="balance-line">
            <Button icon={<PlusOutlined />} onClick={() => add({})}>
              {words.addLine}
            </Button>
            <ItemSum />
          </div>
        </fieldset>
      )}
    </Form.List>
  );
}

/** Of a transfer it is zero: shown while the amounts are typed. */
function ItemSum() {
  const words = useWords(BUDGET_WORDS);
  const items = Form.useWatch<readonly Item[] | undefined>("items") ?? [];
  const sum = items.reduce((all, item) => all + fenOfYuan(item?.amount ?? "0"), 0);
  return (
    <span>
      {words.balanceSum} <Amount fen={sum} strong />
    </span>
  );
}
