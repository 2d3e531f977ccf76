import { DatePicker } from "antd";

/** The calendar behind `date-picker.tsx`, in a file of its own so that it comes on demand. */
export const Picker = DatePicker;
export const Range = DatePicker.RangePicker;
