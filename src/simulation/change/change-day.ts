import { type CivilDate, isCivilDate, YibaoError } from "../../kernel/index.ts";
import { writtenText } from "./change-reading.ts";

/**
 * A day as `2025-01-31`. What was written otherwise, or does not exist, is answered with the day
 * that was most likely meant.
 * @throws YibaoError SIMULATION-DAY-NOT-THERE | SIMULATION-DAY-MONTH-SWAPPED |
 * SIMULATION-DAY-FORM | DATE-NOT-A-DATE at `where`
 */
export function readDay(raw: unknown, where: string): CivilDate {
  const value = writtenText(raw);
  if (isCivilDate(value)) return value;
  const parts = partsOf(value);
  if (parts === null) throw new YibaoError("DATE-NOT-A-DATE", { value }, where);
  const [year, month, day] = parts;
  const written = dayText(year, month, day);
  if (isCivilDate(written)) {
    throw new YibaoError("SIMULATION-DAY-FORM", { value, nearest: written }, where);
  }
  const swapped = dayText(year, day, month);
  if (month > 12 && isCivilDate(swapped)) {
    throw new YibaoError("SIMULATION-DAY-MONTH-SWAPPED", { value, nearest: swapped }, where);
  }
  const details = { value, nearest: nearestDay(year, month, day) };
  throw new YibaoError("SIMULATION-DAY-NOT-THERE", details, where);
}

const FORMS: readonly { readonly form: RegExp; readonly order: readonly number[] }[] = [
  { form: /^(\d{4})(\d{2})(\d{2})$/, order: [1, 2, 3] },
  { form: /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/, order: [1, 2, 3] },
  { form: /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, order: [3, 1, 2] },
];

function partsOf(value: string): readonly [number, number, number] | null {
  const text = value.replace(/\s+/g, "");
  for (const { form, order } of FORMS) {
    const match = form.exec(text);
    if (!match) continue;
    const [year = 0, month = 0, day = 0] = order.map((index) => Number(match[index]));
    return [year, month, day];
  }
  return null;
}

function dayText(year: number, month: number, day: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** Month and day moved into the calendar, each as little as can be. */
function nearestDay(year: number, month: number, day: number): string {
  const existing = Math.min(Math.max(month, 1), 12);
  for (let last = Math.min(Math.max(day, 1), 31); last > 28; last -= 1) {
    const text = dayText(Math.max(year, 1), existing, last);
    if (isCivilDate(text)) return text;
  }
  return dayText(Math.max(year, 1), existing, Math.min(Math.max(day, 1), 28));
}
