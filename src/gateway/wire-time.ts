import { type CivilDate, chinaTime, isCivilDate } from "../kernel/index.ts";

/** Dates and times in the forms met on the wire, brought to one form. */

/** `2023-06-01 08:30:00`, in China Standard Time. Sorts and compares as text. */
export type DateTimeText = string;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?$/;

/**
 * A date and time: `2023-06-01 08:30:00`, with `T` or a fraction of a second, without seconds,
 * as a date only (midnight), or as `20230601083000`. Null when it is none or does not exist.
 */
export function dateTimeText(value: string): DateTimeText | null {
  if (isUsualForm(value)) return isCivilDate(value.slice(0, 10)) ? value : null;
  const text = compactDigits(value) ?? value;
  const day = text.slice(0, 10);
  if (!isCivilDate(day)) return null;
  if (text.length === 10) return `${day} 00:00:00`;
  if (text[10] !== " " && text[10] !== "T") return null;
  const match = TIME.exec(text.slice(11));
  return match ? `${day} ${match[1]}:${match[2]}:${match[3] ?? "00"}` : null;
}

/** Whether a text is `dddd-dd-dd HH:mm:ss`, by its characters; the day is checked elsewhere. */
function isUsualForm(text: string): boolean {
  return (
    text.length === 19 &&
    text[10] === " " &&
    text[13] === ":" &&
    text[16] === ":" &&
    twoDigits(text, 11) < 24 &&
    twoDigits(text, 14) < 60 &&
    twoDigits(text, 17) < 60
  );
}

/** The number of two digits, or 100 when they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}

/** A date: `2023-06-01`, `20230601`, or the day of a date and time. */
export function dateText(value: string): CivilDate | null {
  return (dateTimeText(value)?.slice(0, 10) as CivilDate | null | undefined) ?? null;
}

/** `20230601[083000]` with its separators, or null when the text is not such digits. */
function compactDigits(value: string): string | null {
  if (!/^\d{8}(\d{6})?$/.test(value)) return null;
  const day = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`;
  if (value.length === 8) return day;
  return `${day} ${value.slice(8, 10)}:${value.slice(10, 12)}:${value.slice(12)}`;
}

/** `yyyyMMddHHmmssSSS` in China Standard Time, as the answer's two times are written. */
export function chinaStamp(instant: Date): string {
  const milliseconds = String(instant.getUTCMilliseconds()).padStart(3, "0");
  return chinaTime(instant).replace(/[^\d]/g, "") + milliseconds;
}
