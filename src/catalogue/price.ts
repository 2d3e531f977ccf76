import { YibaoError } from "../kernel/index.ts";

const PRICE_TEXT = /^(\d{1,9})(?:\.(\d{1,6})0*)?$/;

/**
 * A unit price in yuan, with up to six decimals (national field type num 16,6), to whole
 * millionths of a yuan, exactly.
 * @throws YibaoError CATALOGUE-NOT-A-PRICE
 */
export function microYuanFromYuan(value: string | number): number {
  const match = PRICE_TEXT.exec(String(value).trim());
  if (!match) throw new YibaoError("CATALOGUE-NOT-A-PRICE", { value: String(value) });
  const [, whole, decimals = ""] = match;
  return Number(`${whole}${decimals.padEnd(6, "0")}`);
}

/** Millionths of a yuan as decimal text in yuan, with at least two decimals: `"12.30"`. */
export function yuanFromMicroYuan(price_micro_yuan: number): string {
  const digits = String(price_micro_yuan).padStart(7, "0");
  const decimals = digits.slice(-6);
  return `${digits.slice(0, -6)}.${decimals.slice(0, 2)}${decimals.slice(2).replace(/0+$/, "")}`;
}
