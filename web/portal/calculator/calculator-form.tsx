import { Collapse, Form, Input, InputNumber, Select } from "antd";
import { useMemo } from "react";
import type { CalculatorAnswer } from "../../shared/calculator-answer.ts";
import { call } from "../../shared/client.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { YuanInput } from "../../shared/form/yuan-input.tsx";
import { useWords } from "../../shared/words.ts";
import { CALCULATOR_WORDS } from "./calculator.words.ts";
import {
  type Choice,
  type Options,
  type QuestionValues,
  questionOf,
  statusesOf,
  visitTypesOf,
  yearOf,
} from "./question.ts";

export interface CalculatorFormProps {
  readonly options: Options;
  readonly onAnswer: (answer: CalculatorAnswer) => void;
}

const EMPLOYEE = "310";
const CHRONIC: readonly string[] = ["14"];
/** Asked of everybody at first: the other levels, so that the answer shows what they would cost. */
const COMPARED_AT_FIRST = ["level1", "level2", "level3"];

/** The case: what matters first, the rest folded away. */
export function CalculatorForm({ options, onAnswer }: CalculatorFormProps) {
  const words = useWords(CALCULATOR_WORDS);
  const [form] = Form.useForm<QuestionValues>();
  const insutype = Form.useWatch("insutype", form) ?? EMPLOYEE;
  const visit_type = Form.useWatch("visit_type", form) ?? "";
  const initial = useMemo(() => initialOf(options), [options]);
  const changeInsutype = (chosen: string) => {
    // What the other insurance does not know is chosen anew.
    const types = visitTypesOf(options, chosen).map(({ value }) => value);
    const kept = form.getFieldValue("visit_type") as string;
    form.setFieldsValue({
      status: statusesOf(options, chosen)[0]?.value,
      visit_type: types.includes(kept) ? kept : types[0],
      civil_servant: null,
      this_year: undefined,
    } as never);
  };
  return (
    <ActionForm<QuestionValues, CalculatorAnswer>
      name="calculator"
      form={form}
      initial={initial}
      submitTitle={words.calculate}
      send={(values) =>
        call<"POST /api/v1/calculator">("POST /api/v1/calculator", { body: questionOf(values) })
      }
      onDone={onAnswer}
    >
      <WhoAndWhere {...{ options, insutype, visit_type, changeInsutype }} />
      <Cost />
      <Collapse
        ghost
        size="small"
        className="calculator-more"
        items={[
          {
            key: "more",
            label: words.more,
            forceRender: true,
            children: <More {...{ options, insutype, visit_type }} />,
          },
        ]}
      />
    </ActionForm>
  );
}

function initialOf(options: Options): QuestionValues {
  return {
    insutype: EMPLOYEE,
    visit_type: visitTypesOf(options, EMPLOYEE)[0]?.value,
    level: "level3",
    place: "local",
    date: options.date,
    status: statusesOf(options, EMPLOYEE)[0]?.value,
    total: "20000",
    compare: COMPARED_AT_FIRST,
  };
}

interface CaseProps {
  readonly options: Options;
  readonly insutype: string;
  readonly visit_type: string;
}

interface WhoAndWhereProps extends CaseProps {
  readonly changeInsutype: (insutype: string) => void;
}

function WhoAndWhere({ options, insutype, visit_type, changeInsutype }: WhoAndWhereProps) {
  const words = useWords(CALCULATOR_WORDS);
  const required = useRequired();
  return (
    <div className="form-grid">
      <Form.Item name="insutype" label={words.insutype} rules={[required]} className="form-wide">
        <Select options={shown(options.insutype)} onChange={changeInsutype} />
      </Form.Item>
      <Form.Item name="visit_type" label={words.visit_type} rules={[required]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={shown(visitTypesOf(options, insutype))}
        />
      </Form.Item>
      <Form.Item name="status" label={words.status}>
        <Select options={shown(statusesOf(options, insutype))} />
      </Form.Item>
      {CHRONIC.includes(visit_type) ? (
        <Form.Item name="disease" label={words.disease} rules={[required]} className="form-wide">
          <Select showSearch={{ optionFilterProp: "label" }} options={shown(options.disease)} />
        </Form.Item>
      ) : null}
      <Form.Item name="level" label={words.level} rules={[required]}>
        <Select options={shown(options.level)} />
      </Form.Item>
      <Form.Item name="place" label={words.place}>
        <Select options={shown(options.place)} />
      </Form.Item>
    </div>
  );
}

function Cost() {
  const words = useWords(CALCULATOR_WORDS);
  const required = useRequired();
  return (
    <div className="form-grid">
      <Form.Item name="total" label={words.total} rules={[required]}>
        <YuanInput />
      </Form.Item>
      <Form.Item name="in_scope" label={words.in_scope} tooltip={words.inScopeWhy}>
        <YuanInput />
      </Form.Item>
    </div>
  );
}

function More({ options, insutype, visit_type }: CaseProps) {
  const words = useWords(CALCULATOR_WORDS);
  return (
    <div className="form-grid">
      <Form.Item name="date" label={words.date} className="form-wide">
        <Input type="date" />
      </Form.Item>
      <Form.Item name="identity" label={words.identity} className="form-wide">
        <Select
          mode="multiple"
          allowClear
          placeholder={words.identityNone}
          options={shown(options.identity)}
        />
      </Form.Item>
      {insutype === EMPLOYEE ? (
        <Form.Item name="civil_servant" label={words.civil_servant} className="form-wide">
          <Select
            allowClear
            placeholder={words.civilServantNone}
            options={shown(options.civil_servant)}
          />
        </Form.Item>
      ) : null}
      <Form.Item name="class_b" label={words.class_b} tooltip={words.breakdownWhy}>
        <YuanInput />
      </Form.Item>
      <Form.Item name="first_share" label={words.first_share} tooltip={words.firstShareWhy}>
        <Input inputMode="decimal" maxLength={8} />
      </Form.Item>
      <Form.Item name="class_c" label={words.class_c}>
        <YuanInput />
      </Form.Item>
      <Form.Item name="balance" label={words.balance} tooltip={words.balanceWhy}>
        <YuanInput />
      </Form.Item>
      <Year options={options} insutype={insutype} visit_type={visit_type} />
      <Form.Item name="compare" label={words.compare} className="form-wide">
        <Select mode="multiple" options={shown([...options.level, ...options.place])} />
      </Form.Item>
    </div>
  );
}

/** The year so far: sums and counts that the benefit looks at. */
function Year({ options, insutype, visit_type }: CaseProps) {
  const words = useWords(CALCULATOR_WORDS);
  return yearOf(options, insutype, visit_type).map(({ name, title, unit }) => (
    <Form.Item key={name} name={["this_year", title]} label={title}>
      {unit === "count" ? (
        <InputNumber<string> stringMode min="0" precision={0} suffix={words.times} />
      ) : (
        <YuanInput />
      )}
    </Form.Item>
  ));
}

function shown(choices: readonly Choice[]) {
  return choices.map(({ value, title }) => ({ value, label: title }));
}
