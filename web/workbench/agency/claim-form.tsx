import { Form, Input, Radio, Select } from "antd";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import type { SettlementAnswer } from "../../shared/explained/settlement-answer.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { useWords } from "../../shared/words.ts";
import { CLAIM_WORDS } from "./claim.words.ts";
import { ClaimLines } from "./claim-lines.tsx";
import { type ClaimValues, claimBody, NEW_LINE } from "./claim-values.ts";
import { DayField } from "./day-field.tsx";
import { InstitutionSelect } from "./institution-select.tsx";

type Options = AnswerOf<"GET /api/v1/calculator/options">;

export interface ClaimFormProps {
  readonly person_no: string;
  readonly onTried: (page: SettlementAnswer, values: ClaimValues) => void;
}

export function ClaimForm(props: ClaimFormProps) {
  const options = useCall("GET /api/v1/calculator/options");
  return <Loaded query={options}>{(known) => <Fields {...props} options={known} />}</Loaded>;
}

function Fields({ person_no, onTried, options }: ClaimFormProps & { readonly options: Options }) {
  const words = useWords(CLAIM_WORDS);
  const [form] = Form.useForm<ClaimValues>();
  const where = Form.useWatch("where", form) ?? "registered";
  return (
    <ActionForm<ClaimValues, SettlementAnswer>
      name="claim-new"
      form={form}
      initial={{
        ...{ person_no, insutype: "310", begin: today(), emergency: false },
        ...{ where: "registered", lines: [NEW_LINE] },
      }}
      submitTitle={words.trial}
      send={(values) =>
        call("POST /api/v1/people/{person_no}/claim-trials", {
          params: { person_no: values.person_no.trim() },
          body: claimBody(values),
        })
      }
      onDone={onTried}
    >
      <Who options={options} />
      <Form.Item name="where" label={words.where}>
        <Radio.Group
          options={[
            { value: "registered", label: words.registered },
            { value: "elsewhere", label: words.elsewhere },
          ]}
        />
      </Form.Item>
      {where === "registered" ? <Registered /> : <Elsewhere options={options} />}
      <ClaimLines />
    </ActionForm>
  );
}

const BY_DISEASE = ["14", "9901"];

function Who({ options }: { readonly options: Options }) {
  const words = useWords(CLAIM_WORDS);
  const required = useRequired();
  const form = Form.useFormInstance<ClaimValues>();
  const insutype = Form.useWatch("insutype", form);
  const visit_type = Form.useWatch("visit_type", form) ?? "";
  const open = options.benefits
    .filter((benefit) => benefit.insutype.includes(insutype))
    .flatMap((benefit) => benefit.visit_type.map(({ value, title }) => [value, title] as const));
  const types = [...new Map(open)].map(([value, label]) => ({ value, label }));
  return (
    <div className="form-grid claim-grid">
      <Form.Item name="person_no" label={words.personNo} rules={[required]}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="insutype" label={words.insutype}>
        <Radio.Group
          options={[
            { value: "310", label: words.employees },
            { value: "390", label: words.residents },
          ]}
        />
      </Form.Item>
      <Form.Item name="visit_type" label={words.visitType} rules={[required]}>
        <Select showSearch={{ optionFilterProp: "label" }} options={types} />
      </Form.Item>
      <Form.Item name="emergency" label={words.emergency}>
        <Radio.Group
          options={[
            { value: false, label: words.no },
            { value: true, label: words.yes },
          ]}
        />
      </Form.Item>
      <DayField name="begin" label={words.begin} isRequired />
      <DayField name="end" label={words.end} extra={words.endHint} />
      {BY_DISEASE.includes(visit_type) ? (
        <Form.Item
          name="disease"
          label={words.disease}
          extra={words.diseaseHint}
          rules={[required]}
        >
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={options.disease.map(({ value, title }) => ({ value, label: title }))}
          />
        </Form.Item>
      ) : null}
    </div>
  );
}

function Registered() {
  const words = useWords(CLAIM_WORDS);
  const required = useRequired();
  return (
    <Form.Item name="institution_code" label={words.institution} rules={[required]}>
      <InstitutionSelect />
    </Form.Item>
  );
}

function Elsewhere({ options }: { readonly options: Options }) {
  const words = useWords(CLAIM_WORDS);
  const required = useRequired();
  const regions = useCall("GET /api/v1/filings/choices").data?.regions ?? [];
  return (
    <div className="form-grid claim-grid">
      <Form.Item name={["elsewhere", "name"]} label={words.institutionName} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={["elsewhere", "region"]} label={words.region} rules={[required]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={regions.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name={["elsewhere", "level"]} label={words.level} rules={[required]}>
        <Select options={options.level.map(({ value, title }) => ({ value, label: title }))} />
      </Form.Item>
    </div>
  );
}
