import { type Fen, type Ppm, percentFromPpm, yuanFromFen } from "../../kernel/index.ts";

/** How figures are written in the report: separators, 万元 and 亿元 for large sums, real minus. */

/** 1,234.56 元; 12.34 万元 from a hundred thousand yuan on; 1.2345 亿元 from a hundred million. */
export function money(amount_fen: number): string {
  const scale = Math.abs(amount_fen) < YI_FROM_FEN ? moneyScale([amount_fen]) : YI;
  return `${scale.text(amount_fen)} ${scale.unit}`;
}

/** With a plus sign in front of what is more. */
export function signedMoney(amount_fen: number): string {
  return plus(amount_fen, money(amount_fen));
}

/** The unit that a column or an axis of amounts is written in, so that its figures compare. */
export interface MoneyScale {
  readonly unit: "元" | "万元" | "亿元";
  readonly text: (amount_fen: number) => string;
  readonly signed: (amount_fen: number) => string;
  /** For a picture. */
  readonly number: (amount_fen: number) => number;
}

/** What one person pays is never told in 万元: small sums would vanish. */
export const YUAN: MoneyScale = scaleOf("元", 1, 2);
const WAN: MoneyScale = scaleOf("万元", 10_000, 2);
const YI: MoneyScale = scaleOf("亿元", 100_000_000, 4);

const WAN_FROM_FEN = 10_000_000;
const YI_FROM_FEN = 10_000_000_000;
const COLUMN_YI_FROM_FEN = 10 * YI_FROM_FEN;

/** Chosen by the largest of the amounts; a column stays in 万元 longer, for its small ones. */
export function moneyScale(amounts_fen: readonly (number | null)[]): MoneyScale {
  const most = amounts_fen.reduce<number>((max, one) => Math.max(max, Math.abs(one ?? 0)), 0);
  if (most < WAN_FROM_FEN) return YUAN;
  return most < COLUMN_YI_FROM_FEN ? WAN : YI;
}

function scaleOf(unit: MoneyScale["unit"], yuan: number, decimals: number): MoneyScale {
  const number = (amount_fen: number) => amount_fen / (yuan * 100);
  const text = (amount_fen: number) => {
    if (yuan === 1) return separated(yuanFromFen(amount_fen as Fen));
    return separated(decimal(number(amount_fen), decimals));
  };
  return { unit, text, number, signed: (amount_fen) => plus(amount_fen, text(amount_fen)) };
}

export function count(number: number): string {
  return separated(String(number));
}

export function signedCount(number: number): string {
  return plus(number, count(number));
}

/** Months with one decimal, of thousandths. */
export function months(thousandths: number | null): string {
  return thousandths === null ? "—" : separated(decimal(thousandths / 1_000, 1));
}

export function share(share_ppm: number): string {
  return percentFromPpm(share_ppm as Ppm);
}

/** How much more or less, in per cent of what was. */
export function relative(before: number, after: number): string {
  if (before === 0) return after === 0 ? "0.0%" : "—";
  const percent = ((after - before) / Math.abs(before)) * 100;
  if (percent !== 0 && Math.abs(percent) < 0.05) {
    return plus(percent, `${separated(decimal(percent, 3))}%`);
  }
  return plus(percent, `${separated(decimal(percent, 1))}%`);
}

/** 2025-01 → 1 月, with its year where months of several years stand together. */
export function monthName(month: string, with_year: boolean): string {
  const number = `${Number(month.slice(5))}`;
  return with_year ? `${month.slice(2, 4)}-${month.slice(5)}` : number;
}

/** No “−0.00”. */
export function decimal(number: number, decimals: number): string {
  const text = number.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text;
}

/** Thousands apart, and a minus as wide as a plus. */
export function separated(number: string): string {
  const [whole = "", ...rest] = number.split(".");
  return [whole.replace(/\d(?=(\d{3})+$)/g, "$&,"), ...rest].join(".").replace("-", "−");
}

function plus(number: number, text: string): string {
  return number > 0 && !/^[0.,%]+( |$)/.test(text) ? `+${text}` : text;
}
