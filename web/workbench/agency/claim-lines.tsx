import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useRequired } from "../../shared/form/action-form.tsx";
import { YuanInput } from "../../shared/form/yuan-input.tsx";
import { useWords } from "../../shared/words.ts";
import { CLAIM_WORDS } from "./claim.words.ts";
import { NEW_LINE } from "./claim-values.ts";
import { DayField } from "./day-field.tsx";

const LINES_MOST = 200;

/** The lines of the papers, as many as there are. */
export function ClaimLines() {
  const words = useWords(CLAIM_WORDS);
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <fieldset className="claim-lines">
          <legend>{words.lines}</legend>
          <div className="muted line-detail">{words.itemCodeHint}</div>
          {fields.map(({ key, name }) => (
            <ClaimLine
              key={key}
              index={name}
              {...(fields.length > 1 ? { onRemove: () => remove(name) } : {})}
            />
          ))}
          <Button
            icon={<PlusOutlined />}
            disabled={fields.length >= LINES_MOST}
            onClick={() => add(NEW_LINE)}
          >
            {words.addLine}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

interface ClaimLineProps {
  readonly index: number;
  readonly onRemove?: () => void;
}

function ClaimLine({ index, onRemove }: ClaimLineProps) {
  const words = useWords(CLAIM_WORDS);
  const required = useRequired();
  return (
    <div className="claim-line">
      <span className="claim-line-no">{words.line(index + 1)}</span>
      <Form.Item name={[index, "item_code"]} label={words.itemCode}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={[index, "name"]} label={words.name}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[index, "class"]} label={words.class}>
        <Select
          options={[
            { value: "A", label: words.classA },
            { value: "B", label: words.classB },
            { value: "C", label: words.classC },
          ]}
        />
      </Form.Item>
      <Form.Item name={[index, "share"]} label={words.share}>
        <InputNumber<string> stringMode controls={false} min="0" max="100" precision={2} />
      </Form.Item>
      <Form.Item name={[index, "quantity"]} label={words.quantity}>
        <InputNumber min={1} max={100_000} precision={0} controls={false} />
      </Form.Item>
      <Form.Item name={[index, "amount_fen"]} label={words.amount} rules={[required]}>
        <YuanInput />
      </Form.Item>
      <DayField name={[index, "date"]} label={words.date} />
      {onRemove === undefined ? (
        <span />
      ) : (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={words.removeLine(index + 1)}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
