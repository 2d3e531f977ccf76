import { type Fen, type Ppm, percentFromPpm, yuanFromFen } from "../../kernel/index.ts";

/** How figures are written in the report: yuan with separators, large sums in 万元. */

const WAN_FROM_FEN = 100_000_000;

/** 1,234.56 元, or 1,234.56 万元 from a million yuan on. */
export function money(amount_fen: number): string {
  if (Math.abs(amount_fen) < WAN_FROM_FEN) return `${separated(yuanFromFen(amount_fen as Fen))} 元`;
  const hundredths = Math.round(amount_fen / 10_000);
  return `${separated((hundredths / 100).toFixed(2))} 万元`;
}

/** With a plus sign in front of what is more. */
export function signedMoney(amount_fen: number): string {
  return amount_fen > 0 ? `+${money(amount_fen)}` : money(amount_fen);
}

export function count(number: number): string {
  return separated(String(number));
}

export function months(thousandths: number | null): string {
  return thousandths === null ? "—" : `${(thousandths / 1_000).toFixed(1)} 个月`;
}

export function share(share_ppm: number): string {
  return percentFromPpm(share_ppm as Ppm);
}

/** How much more or less, in per cent of what was, with one decimal. */
export function relative(before: number, after: number): string {
  if (before === 0) return after === 0 ? "0.0%" : "—";
  const tenths = Math.round(((after - before) / Math.abs(before)) * 1_000);
  return `${tenths > 0 ? "+" : ""}${(tenths / 10).toFixed(1)}%`;
}

/** For an axis: 万元 as a plain number. */
export function wanYuan(amount_fen: number): number {
  return Math.round(amount_fen / 10_000) / 100;
}

function separated(number: string): string {
  return number.replace(/\d(?=(\d{3})+(\.|$))/g, "$&,");
}
