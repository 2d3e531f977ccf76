import { YibaoError } from "./errors.ts";

/** An amount of money in whole fen (分, 0.01 yuan): a safe integer, branded so units cannot mix. */
export type Fen = number & { readonly __unit: "fen" };

export const ZERO_FEN = 0 as Fen;

/** A checked constructor: refuses fractions and what a double cannot hold exactly. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) {
    throw new YibaoError("MONEY-NOT-WHOLE-FEN", { value: String(value) });
  }
  return value as Fen;
}

const YUAN_TEXT = /^([+-]?)(\d{1,13})(?:\.(\d{1,}))?$/;

/**
 * Yuan, as a decimal text or a JSON number, to fen. More than two decimals are accepted only when
 * the rest are zeros: money is never rounded on the way in.
 * @throws YibaoError MONEY-NOT-AN-AMOUNT | MONEY-TOO-MANY-DECIMALS
 */
export function fenFromYuan(value: string | number): Fen {
  // Callers pass what a file or message holds, so the type is checked and not believed.
  const text =
    typeof value === "number" ? decimalText(value) : typeof value === "string" ? value.trim() : "";
  const match = YUAN_TEXT.exec(text);
  if (!match) throw new YibaoError("MONEY-NOT-AN-AMOUNT", { value: String(value) });
  const [, sign, whole, decimals = ""] = match;
  if (/[1-9]/.test(decimals.slice(2))) {
    throw new YibaoError("MONEY-TOO-MANY-DECIMALS", { value: String(value) });
  }
  const magnitude = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, "0"));
  return fen(sign === "-" && magnitude !== 0 ? -magnitude : magnitude);
}

/** Fen to a decimal text in yuan with two decimals, as every JSON answer shows it: `"12.30"`. */
export function yuanFromFen(amount_fen: Fen): string {
  const magnitude = Math.abs(amount_fen);
  const cents = magnitude % 100;
  const whole = (magnitude - cents) / 100;
  return `${amount_fen < 0 ? "-" : ""}${whole}.${cents < 10 ? "0" : ""}${cents}`;
}

export function addFen(...amounts: readonly Fen[]): Fen {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return fen(sum);
}

export function minimumFen(a: Fen, b: Fen): Fen {
  return a < b ? a : b;
}

export function maximumFen(a: Fen, b: Fen): Fen {
  return a > b ? a : b;
}

/** A JSON number as plain decimal text; below 10^-6 it has an exponent: no amount is so small. */
function decimalText(value: number): string {
  const text = String(value);
  return text.includes("e-") ? "0.000001" : text;
}
