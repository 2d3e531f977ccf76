import { type Fen, multiplyFenByRatio } from "../kernel/index.ts";

/** How an amount is printed: in what unit, with how many decimals. */
export interface MoneyForm {
  readonly unit: "元" | "万元";
  readonly decimals: number;
  readonly is_grouped: boolean;
}

/** How many fen one unit of the last printed digit is worth. */
export function stepOf({ unit, decimals }: Pick<MoneyForm, "unit" | "decimals">): number {
  return 10 ** ((unit === "元" ? 2 : 6) - decimals);
}

/** An amount in whole units of its last printed digit: what is printed, as a number. */
export function stepsOf(amount_fen: Fen, form: Pick<MoneyForm, "unit" | "decimals">): number {
  return multiplyFenByRatio(amount_fen, 1, stepOf(form), "half-up");
}

/** `14,016.17`, without its unit. */
export function moneyText(amount_fen: Fen, form: MoneyForm): string {
  return stepsText(stepsOf(amount_fen, form), form);
}

export function stepsText(steps: number, { decimals, is_grouped }: MoneyForm): string {
  const digits = String(Math.abs(steps)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals);
  const grouped = is_grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return `${steps < 0 ? "-" : ""}${grouped}${decimals === 0 ? "" : `.${rest}`}`;
}

/**
 * Part of whole in hundredths of a percent, half up, from what is printed of both; null where the
 * whole is nothing.
 */
export function hundredthsOfPercent(part_steps: number, whole_steps: number): number | null {
  if (whole_steps === 0) return null;
  const ratio = multiplyFenByRatio(part_steps as Fen, 10_000, whole_steps, "half-up");
  return ratio as number;
}

/** `54.17%`. */
export function percentText(hundredths: number): string {
  return `${stepsText(hundredths, { unit: "元", decimals: 2, is_grouped: false })}%`;
}
