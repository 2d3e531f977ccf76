import type { Constraint, Part, Verdict } from "./constraint.ts";
import type { Figure, Values } from "./figure.ts";
import { valueText } from "./figure-text.ts";

const TERMS_SHOWN = 8;

/** What a broken rule comes to in figures: “印为 27.00%，应为 26.00%”, “100.00 ≠ 60.00 + 39.00”. */
export function equation(constraint: Constraint, values: Values): string {
  const [first] = constraint.figures;
  if (first === undefined || !constraint.is_numeric) return "";
  const { left, right, terms, quotient } = constraint.sides(values);
  const text = (value: number) => valueText(first.printed, value);
  if (quotient !== undefined) {
    return `印为 ${text(left)}，算得 ${text(right)}（${quotientText(quotient, values)}）`;
  }
  if (terms.length === 0) return `印为 ${text(left)}，算得 ${text(right)}`;
  const shown = terms.filter(({ figure }) => values[figure.at] !== 0);
  const [only] = shown;
  if (shown.length === 0) return `一处为 ${text(left)}，另一处为 ${text(right)}`;
  if (shown.length === 1 && only?.factor === 1) {
    return `一处为 ${text(left)}，另一处为 ${copyText(first, only.figure, right)}`;
  }
  const size = text(Math.abs(left - right));
  return `${text(left)} 与 ${sumText(terms, values)} = ${text(right)} 相差 ${size}`;
}

/** 0.01 万元. */
const USUAL_STEP_FEN = 10_000;

/** Beside a figure that is printed coarsely, another is said as finely as it is printed. */
function copyText({ printed }: Figure, { printed: other }: Figure, value: number): string {
  const isFiner = printed.step > USUAL_STEP_FEN && other.step <= USUAL_STEP_FEN;
  return valueText(isFiner ? other : printed, value);
}

/** How the figures of a rule stand that holds: “16,568.84 ÷ 30,585.01 = 54.17%”. */
export function computation(constraint: Constraint, values: Values, verdict: Verdict): string {
  const [first] = constraint.figures;
  if (first === undefined || !constraint.is_numeric) return "";
  const { left, right, terms, quotient } = constraint.sides(values);
  const said = valueText(first.printed, left);
  const sign = verdict === "pass" ? "=" : "≈";
  if (quotient !== undefined) {
    return `${quotientText(quotient, values)} ${sign} ${said}`;
  }
  const other = terms.length === 0 ? valueText(first.printed, right) : sumText(terms, values);
  const relation = constraint.rule.relation === "at-most" && left !== right ? "≤" : sign;
  return `${said} ${relation} ${other}`;
}

function quotientText(
  { part, whole }: { readonly part: readonly Part[]; readonly whole: readonly Part[] },
  values: Values,
): string {
  const side = (parts: readonly Part[]) => {
    const text = sumText(parts, values);
    return / [+−] /.test(text) ? `（${text}）` : text;
  };
  return `${side(part)} ÷ ${side(whole)}`;
}

/** “60.00 + 39.00”; figures that are nothing are left out, and of many the first are shown. */
function sumText(parts: readonly Part[], values: Values): string {
  const some = parts.filter(({ figure }) => values[figure.at] !== 0);
  if (some.length === 0) return "0";
  const shown = some.slice(0, TERMS_SHOWN);
  const sum = shown.map(({ figure, factor }, at) => term(figure, factor, at === 0, values));
  return `${sum.join(" ")}${some.length > shown.length ? " + …" : ""}`;
}

function term(figure: Figure, factor: number, isFirst: boolean, values: Values): string {
  const amount = values[figure.at] as number;
  const value = valueText(figure.printed, Math.abs(amount), false);
  const times = Math.abs(factor) === 1 ? "" : `${Math.abs(factor)} × `;
  const sign = factor * amount < 0 ? "− " : isFirst ? "" : "+ ";
  return `${sign}${times}${value}`;
}
