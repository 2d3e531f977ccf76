import { CalendarOutlined } from "@ant-design/icons";
import { Input, theme } from "antd";
import type { Dayjs } from "dayjs";
import { type CSSProperties, lazy, type ReactNode, Suspense } from "react";

/**
 * Fields for days. What opens a calendar is a tenth of a page's scripts: it is fetched when such a
 * field is first drawn; until then the day stands in a field that looks the same and takes nothing.
 */

interface FieldProps {
  /** From the `Form.Item` around it. */
  readonly id?: string;
  readonly "aria-label"?: string;
  readonly style?: CSSProperties;
  readonly allowClear?: boolean;
}

export interface DatePickerProps extends FieldProps {
  /** A day when not given. */
  readonly picker?: "date" | "month";
  readonly value?: Dayjs | null;
  readonly onChange?: (chosen: Dayjs | null) => void;
}

export interface DateRangePickerProps extends FieldProps {
  readonly value: [Dayjs, Dayjs];
  readonly onChange: (chosen: [Dayjs | null, Dayjs | null] | null) => void;
}

const Picker = lazy(async () => ({ default: (await import("./date-picker-engine.ts")).Picker }));
const Range = lazy(async () => ({ default: (await import("./date-picker-engine.ts")).Range }));

/** As wide as the fields that take their place. */
const DAY_WIDTH = 136;
const RANGE_WIDTH = 262;

export function DatePicker(props: DatePickerProps): ReactNode {
  const { picker, value, onChange, ...field } = props;
  const text = value?.format(picker === "month" ? "YYYY-MM" : "YYYY-MM-DD") ?? "";
  return (
    <Suspense fallback={<StandIn {...field} text={text} width={DAY_WIDTH} />}>
      <Picker
        {...field}
        {...(picker === undefined ? {} : { picker })}
        {...(value === undefined ? {} : { value })}
        onChange={(chosen) => onChange?.(chosen as Dayjs | null)}
      />
    </Suspense>
  );
}

export function DateRangePicker({ value, onChange, ...field }: DateRangePickerProps): ReactNode {
  const text = value.map((day) => day.format("YYYY-MM-DD")).join(" → ");
  return (
    <Suspense fallback={<StandIn {...field} text={text} width={RANGE_WIDTH} />}>
      <Range {...field} value={value} onChange={onChange} />
    </Suspense>
  );
}

interface StandInProps extends FieldProps {
  readonly text: string;
  readonly width: number;
}

function StandIn({ text, width, style, allowClear: _clear, ...field }: StandInProps) {
  const { token } = theme.useToken();
  const icon = <CalendarOutlined style={{ color: token.colorTextQuaternary }} />;
  return <Input {...field} style={{ width, ...style }} value={text} readOnly suffix={icon} />;
}
