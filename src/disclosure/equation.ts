import type { Constraint } from "./constraint.ts";
import type { Figure, Values } from "./figure.ts";
import { valueText } from "./figure-text.ts";

const TERMS_SHOWN = 8;

/** What a broken rule comes to in figures: “印为 27.00%，应为 26.00%”, “100.00 ≠ 60.00 + 39.00”. */
export function equation(constraint: Constraint, values: Values): string {
  const [first] = constraint.figures;
  if (first === undefined || !constraint.is_numeric) return "";
  const { left, right, terms } = constraint.sides(values);
  const text = (value: number) => valueText(first.printed, value);
  if (terms.length === 0) return `印为 ${text(left)}，算得 ${text(right)}`;
  const shown = terms.filter(({ figure }) => values[figure.at] !== 0).slice(0, TERMS_SHOWN);
  const sum = shown.map(({ figure, factor }, at) => term(figure, factor, at === 0, values));
  const isCut = terms.length > TERMS_SHOWN && shown.length === TERMS_SHOWN;
  const words = `${sum.join(" ")}${isCut ? " + …" : ""}`;
  const isAlone = shown.length === 1 && shown[0]?.factor === 1;
  if (isAlone || shown.length === 0) return `一处为 ${text(left)}，另一处为 ${text(right)}`;
  return `${text(left)} 与 ${words} = ${text(right)} 相差 ${text(Math.abs(left - right))}`;
}

function term(figure: Figure, factor: number, isFirst: boolean, values: Values): string {
  const value = valueText(figure.printed, values[figure.at] as number, false);
  const times = Math.abs(factor) === 1 ? "" : `${Math.abs(factor)} × `;
  const sign = factor < 0 ? "− " : isFirst ? "" : "+ ";
  return `${sign}${times}${value}`;
}
