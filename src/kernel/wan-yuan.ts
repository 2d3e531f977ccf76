import { multiplyFenByRatio, type Rounding } from "./arithmetic.ts";
import { YibaoError } from "./errors.ts";
import { type Fen, fen } from "./fen.ts";

/**
 * An amount in wan-yuan (万元) with two decimals, held as whole hundredths of a wan-yuan
 * (= 100 yuan). Budgets and final accounts are printed in it; it is never used to pay.
 */
export type WanYuan = number & { readonly __unit: "hundredths of wan-yuan" };

const FEN_PER_HUNDREDTH = 10_000;

/** `"12.34"` (万元) to its exact value; more than two decimals is an error, not a rounding. */
export function wanYuan(text: string): WanYuan {
  const match = /^(-?)(\d{1,11})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) throw new YibaoError("MONEY-NOT-AN-AMOUNT", { value: text });
  const magnitude = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return (match[1] && magnitude !== 0 ? -magnitude : magnitude) as WanYuan;
}

/** Fen to wan-yuan by the named rounding: the one place where a statement loses digits. */
export function wanYuanFromFen(amount_fen: Fen, rounding: Rounding): WanYuan {
  return multiplyFenByRatio(amount_fen, 1, FEN_PER_HUNDREDTH, rounding) as number as WanYuan;
}

/** Wan-yuan back to fen, exactly. @throws YibaoError MONEY-NOT-WHOLE-FEN beyond 2^53 fen */
export function fenFromWanYuan(amount: WanYuan): Fen {
  return fen(amount * FEN_PER_HUNDREDTH);
}

/** `"12.34"`, as printed in a statement. */
export function wanYuanText(amount: WanYuan): string {
  const magnitude = Math.abs(amount);
  const rest = String(magnitude % 100).padStart(2, "0");
  return `${amount < 0 ? "-" : ""}${Math.floor(magnitude / 100)}.${rest}`;
}
