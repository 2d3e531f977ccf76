/** A figure as printed, taken apart so that it can be spoilt and printed again. */
export interface PrintedNumber {
  /** In units of the last printed digit. */
  readonly steps: number;
  readonly decimals: number;
  readonly is_grouped: boolean;
}

const NUMBER = /^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/;

export function readNumber(text: string): PrintedNumber | null {
  if (!NUMBER.test(text)) return null;
  const plain = text.replaceAll(",", "");
  const decimals = plain.includes(".") ? plain.length - plain.indexOf(".") - 1 : 0;
  return {
    steps: Number(plain.replace(".", "")),
    decimals,
    is_grouped: text.includes(",") || plain.replace(/\..*|-/g, "").length <= 3,
  };
}

export function numberText({ steps, decimals, is_grouped }: PrintedNumber): string {
  const digits = String(Math.abs(steps)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const grouped = is_grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  const rest = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  return `${steps < 0 ? "-" : ""}${grouped}${rest}`;
}
