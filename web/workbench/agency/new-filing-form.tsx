import { Form, Input, Radio, Select } from "antd";
import { type BodyOf, call, useCall } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { useWords } from "../../shared/words.ts";
import { DayField } from "./day-field.tsx";
import { FILING_WORDS } from "./filings.words.ts";
import { InstitutionSelect } from "./institution-select.tsx";

type Values = BodyOf<"POST /api/v1/people/{person_no}/filings">;

export const FILING_KINDS: readonly Values["kind"][] = [
  "residence",
  "transfer",
  "chronic-disease",
  "designation",
  "injury",
];

export interface NewFilingFormProps {
  readonly person_no: string;
  readonly onDone: (filing_no: string) => void;
  readonly onCancel: () => void;
}

export function NewFilingForm({ person_no, onDone, onCancel }: NewFilingFormProps) {
  const words = useWords(FILING_WORDS);
  const required = useRequired();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? "residence";
  return (
    <ActionForm<Values, { readonly filing_no: string }>
      name={`new-filing-${person_no}`}
      form={form}
      initial={{ kind: "residence", from: today() }}
      send={(body) =>
        call("POST /api/v1/people/{person_no}/filings", { params: { person_no }, body })
      }
      onDone={({ filing_no }) => onDone(filing_no)}
      onCancel={onCancel}
    >
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group
          options={FILING_KINDS.map((value) => ({ value, label: words.kinds(value) }))}
        />
      </Form.Item>
      <KindFields kind={kind} />
      <div className="form-grid">
        <DayField name="from" label={words.from} isRequired />
        <DayField name="until" label={words.until} extra={words.untilHint} />
      </div>
      <Form.Item name="reason" label={words.reason} extra={words.reasonHint} rules={[required]}>
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
    </ActionForm>
  );
}

/** What is asked depends on what is filed. */
function KindFields({ kind }: Pick<Values, "kind">) {
  switch (kind) {
    case "residence":
      return <RegionField />;
    case "transfer":
      return (
        <>
          <RegionField />
          <InstitutionField isTransfer />
        </>
      );
    case "chronic-disease":
      return <DiseaseField />;
    case "designation":
      return (
        <>
          <PurposeField />
          <InstitutionField isTransfer={false} />
        </>
      );
    case "injury":
      return <PayableField />;
  }
}

function useChoices() {
  return useCall("GET /api/v1/filings/choices").data;
}

function optionsOf(choices: readonly { readonly code: string; readonly name: string }[]) {
  return choices.map(({ code, name }) => ({ value: code, label: `${name}（${code}）` }));
}

function RegionField() {
  const words = useWords(FILING_WORDS);
  const required = useRequired();
  const choices = useChoices();
  return (
    <Form.Item name="region" label={words.region} extra={words.regionHint} rules={[required]}>
      <Select
        showSearch={{ optionFilterProp: "label" }}
        loading={choices === undefined}
        options={optionsOf(choices?.regions ?? [])}
      />
    </Form.Item>
  );
}

function DiseaseField() {
  const words = useWords(FILING_WORDS);
  const required = useRequired();
  const choices = useChoices();
  const options = (choices?.diseases ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Form.Item name="disease" label={words.disease} rules={[required]}>
      <Select showSearch={{ optionFilterProp: "label" }} options={options} />
    </Form.Item>
  );
}

function PurposeField() {
  const words = useWords(FILING_WORDS);
  const required = useRequired();
  return (
    <div className="form-grid">
      <Form.Item name="purpose" label={words.purpose} rules={[required]}>
        <Select options={optionsOf(useChoices()?.purposes ?? [])} />
      </Form.Item>
      <Form.Item name="rank" label={words.rank} initialValue="1">
        <Input maxLength={2} />
      </Form.Item>
    </div>
  );
}

function InstitutionField({ isTransfer }: { readonly isTransfer: boolean }) {
  const words = useWords(FILING_WORDS);
  const required = useRequired();
  return (
    <Form.Item
      name="institution_code"
      label={words.institution}
      extra={isTransfer ? words.transferHint : words.designationHint}
      rules={[required]}
    >
      {isTransfer ? <Input maxLength={30} /> : <InstitutionSelect />}
    </Form.Item>
  );
}

function PayableField() {
  const words = useWords(FILING_WORDS);
  return (
    <Form.Item name="payable" label={words.payable} initialValue={false}>
      <Radio.Group
        options={[
          { value: true, label: words.payableYes },
          { value: false, label: words.payableNo },
        ]}
      />
    </Form.Item>
  );
}
