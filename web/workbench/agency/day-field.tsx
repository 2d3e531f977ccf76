import { Form } from "antd";
import dayjs from "dayjs";
import { DatePicker } from "../../shared/date-picker.tsx";
import { useRequired } from "../../shared/form/action-form.tsx";

export interface DayFieldProps {
  readonly name: string | (string | number)[];
  readonly label: string;
  readonly extra?: string;
  readonly isRequired?: boolean;
}

/** A day in a form, kept as its text. */
export function DayField({ name, label, extra, isRequired = false }: DayFieldProps) {
  const required = useRequired();
  return (
    <Form.Item
      {...{ name, label }}
      {...(extra === undefined ? {} : { extra })}
      rules={isRequired ? [required] : []}
      getValueProps={(value?: string) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: dayjs.Dayjs | null) => value?.format("YYYY-MM-DD")}
    >
      <DatePicker style={{ width: "100%" }} />
    </Form.Item>
  );
}
