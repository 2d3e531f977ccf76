import { isCode } from "./address.ts";
import type { Figure } from "./figure.ts";
import type { Printed } from "./printed.ts";

/** How a figure is written: what one of its units is in base units, its decimals, its ending. */
interface Notation {
  readonly unit: number;
  readonly decimals: number;
  readonly ending: string;
  readonly is_grouped: boolean;
}

const FEN_PER_YUAN = 100;
type Unit = readonly [number, string];
const UNITS: readonly Unit[] = [
  [1_000_000, "万元"],
  [FEN_PER_YUAN, "元"],
  [10_000_000_000, "亿元"],
  [100_000, "千元"],
];
const PPM_PER_PERCENT = 10_000;

function notationOf(printed: Printed): Notation {
  const { quantity, step, text } = printed;
  const is_grouped = text === "" ? quantity === "money" : text.includes(",") || text.includes("，");
  if (quantity === "percent") {
    const decimals = decimalsOf(PPM_PER_PERCENT, step);
    return { unit: PPM_PER_PERCENT, decimals, ending: "%", is_grouped: false };
  }
  if (quantity === "count") return { unit: 1, decimals: 0, ending: "", is_grouped };
  const [unit, ending] =
    unitOf(printed) ?? ((step >= FEN_PER_YUAN * 10 ? UNITS[0] : UNITS[1]) as Unit);
  return { unit, decimals: decimalsOf(unit, step), ending, is_grouped };
}

/** By the word of the unit, by the decimals printed, by the other figures of the table. */
function unitOf({ step, text, unit_fen }: Printed): Unit | undefined {
  const word = /[亿万千]?元$/.exec(text)?.[0];
  if (word !== undefined) return UNITS.find(([, ending]) => ending === word);
  const written = writtenDecimals(text);
  const own = UNITS.find(([unit]) => written !== null && decimalsOf(unit, step) === written);
  return own ?? UNITS.find(([unit]) => unit === unit_fen && decimalsOf(unit, step) >= 0);
}

function writtenDecimals(text: string): number | null {
  return /\d\.(\d+)/.exec(text)?.[1]?.length ?? (/\d/.test(text) ? 0 : null);
}

/**
 * The unit of money that most figures of a table are printed in, in fen, by their decimals; null
 * where there are none. What is blank or lost its noughts does not say its own.
 */
export function unitOfFigures(figures: readonly Printed[]): number | null {
  const counts = new Map<number, number>();
  for (const printed of figures) {
    if (printed.quantity !== "money" || printed.text === "") continue;
    const unit = unitOf(printed)?.[0];
    if (unit !== undefined) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most?.[0] ?? null;
}

/** Decimals that show units of `step`; −1 where the step is no decimal part of the unit. */
function decimalsOf(unit: number, step: number): number {
  let decimals = 0;
  for (let size = unit; size > step; size /= 10) decimals += 1;
  return unit === step * 10 ** decimals ? decimals : -1;
}

/** A value written as the figure is: the same unit, decimals and thousands. */
export function valueText(printed: Printed, value: number, ending = true): string {
  const { unit, decimals, ending: word, is_grouped } = notationOf(printed);
  const places = Math.max(decimals, 0);
  const scaled = Math.round((Math.abs(value) / unit) * 10 ** places);
  const digits = String(scaled).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const grouped = is_grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  const rest = places === 0 ? "" : `.${digits.slice(digits.length - places)}`;
  return `${value < 0 ? "-" : ""}${grouped}${rest}${ending ? word : ""}`;
}

/** What stands in the document, with its unit; a blank is said to be one. */
export function printedText({ printed, origin }: Figure): string {
  if (origin === "blank") return "空白";
  return valueText(printed, printed.value);
}

const ROLES: Readonly<Record<string, string>> = {
  amount: "金额",
  budget: "预算数",
  actual: "决算数",
  prior: "上年数",
  change: "增减额",
  "change-rate": "增减比例",
  completion: "完成比例",
  share: "占比",
  count: "数量",
};

/** Where a figure stands, in words: “《表》行·列”, or what it is in its sentence. */
export function figureName({ source, place, column, row }: Figure): string {
  if (source === "text") return `文字中的${ROLES[column] ?? "数"}`;
  const line = place.row || (isCode(row) ? row : "");
  const words = [line, place.column || column].filter((word) => word !== "");
  const name = words.join("·");
  const title = place.table === "" ? name : `《${place.table}》${name}`;
  return source === "against" ? `对照文件${title}` : title;
}
