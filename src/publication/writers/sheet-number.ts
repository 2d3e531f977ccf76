import { type Fen, multiplyFenByRatio } from "../../kernel/index.ts";
import type { PrintedCell } from "../publication.ts";

/** A number in a sheet that is shown as it is printed. */
export interface SheetNumber {
  readonly value: number;
  readonly format: string;
}

const FIGURE = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
const DIGITS = { 元: 2, 万元: 6 } as const;

/**
 * The number behind a cell: the whole amount, as it is, if rounding it shows what is printed;
 * otherwise what is printed. Null for words and blanks.
 */
export function sheetNumber({ text, amount }: PrintedCell): SheetNumber | null {
  const printed = text.trim();
  if (amount === null || !FIGURE.test(printed)) return null;
  const decimals = (printed.split(".")[1] ?? "").length;
  const whole = printed.includes(",") ? "#,##0" : "0";
  const format = decimals > 0 ? `${whole}.${"0".repeat(decimals)}` : whole;
  const plain = printed.replaceAll(",", "");
  const exact = decimalText(amount.fen, DIGITS[amount.unit]);
  return {
    value: Number(isRounded(amount.fen, DIGITS[amount.unit], decimals, plain) ? exact : plain),
    format,
  };
}

/** An amount in fen as decimal text in a unit of 10^digits fen. */
function decimalText(amount_fen: Fen, digits: number): string {
  const magnitude = String(Math.abs(amount_fen)).padStart(digits + 1, "0");
  const [whole, part] = [magnitude.slice(0, -digits), magnitude.slice(-digits)];
  return `${amount_fen < 0 ? "-" : ""}${whole}.${part}`;
}

/** Whether the amount, rounded half up as Excel shows it, is what is printed. */
function isRounded(amount_fen: Fen, digits: number, decimals: number, printed: string): boolean {
  if (decimals > digits) return false;
  const rounded = multiplyFenByRatio(amount_fen, 1, 10 ** (digits - decimals), "half-up");
  return rounded === Number(printed.replace(".", ""));
}
