import { YibaoError } from "./errors.ts";

/** A rate in whole parts per million, branded: 0.85 is 850,000. Percentage points are ppm too. */
export type Ppm = number & { readonly __unit: "ppm" };

export const PPM_ONE = 1_000_000;
export const ZERO_PPM = 0 as Ppm;

/** A checked constructor for whole parts per million. */
export function ppm(value: number): Ppm {
  if (!Number.isSafeInteger(value)) throw new YibaoError("RATE-NOT-A-RATE", { value: `${value}` });
  return value as Ppm;
}

const DECIMAL_TEXT = /^([+-]?)(\d{1,6})(?:\.(\d{1,6})0*)?$/;

/**
 * A rate written as a decimal (`"0.85"`, `0.85`) to ppm, exactly: at most six decimals.
 * @throws YibaoError RATE-NOT-A-RATE
 */
export function ppmFromDecimal(value: string | number): Ppm {
  const match = DECIMAL_TEXT.exec(String(value).trim());
  if (!match) throw new YibaoError("RATE-NOT-A-RATE", { value: String(value) });
  const [, sign, whole, decimals = ""] = match;
  const magnitude = Number(whole) * PPM_ONE + Number(decimals.padEnd(6, "0"));
  return ppm(sign === "-" && magnitude !== 0 ? -magnitude : magnitude);
}

/** A rate as decimal text with at least `decimals` digits: 850000 → `"0.8500"` (num 5,4). */
export function decimalFromPpm(rate_ppm: Ppm, decimals = 4): string {
  const magnitude = Math.abs(rate_ppm);
  const fraction = String(magnitude % PPM_ONE).padStart(6, "0");
  const trimmed = fraction.slice(0, decimals) + fraction.slice(decimals).replace(/0+$/, "");
  return `${rate_ppm < 0 ? "-" : ""}${Math.floor(magnitude / PPM_ONE)}.${trimmed}`;
}

/** A rate as people read it: 850000 → `"85%"`. */
export function percentFromPpm(rate_ppm: Ppm): string {
  return `${decimalFromPpm((rate_ppm * 100) as Ppm, 0).replace(/\.$/, "")}%`;
}
