import type { Fen } from "../../../kernel/index.ts";
import { hundredthsOfPercent, moneyText, percentText, stepsOf } from "../../printed-money.ts";
import { addressIn, placeIn, type Scope, type Slot, type SlotCall } from "../scope.ts";

/** Amounts, budgets and what they are of each other, as they are printed. */

/** `14,016.17万元`. */
export function told(amount: Fen, { money }: Scope): string {
  return `${moneyText(amount, money)}${money.unit}`;
}

/** Notes what is missing, where it is. */
function needed<T>(value: T | null, argument: string | undefined, call: SlotCall): T | null {
  if (value === null) call.scope.wants.figure(addressIn(argument ?? "", call.scope));
  return value;
}

export function moneyOf(call: SlotCall, at = 0): Fen | null {
  const argument = call.arguments[at];
  return needed(call.scope.figures.money(placeIn(argument, call.scope)), argument, call);
}

/** The year's own figure. */
const amount: Slot = (call) => {
  const value = moneyOf(call);
  return value === null ? null : told(value, call.scope);
};

/** The amount without its sign: 结余 of a deficit. */
const number: Slot = (call) => {
  const value = moneyOf(call);
  return value === null ? null : moneyText(value, call.scope.money);
};

const budget: Slot = (call) => {
  const [argument] = call.arguments;
  const place = placeIn(argument, call.scope);
  const value = call.scope.figures.budget(place);
  if (value === null) call.scope.wants.figure(`text:${place.topic}[${place.row}].budget`);
  return value === null ? null : told(value, call.scope);
};

const prior: Slot = (call) => {
  const place = placeIn(call.arguments[0], call.scope);
  const value = call.scope.figures.prior(place);
  if (value === null) call.scope.wants.figure(`text:${place.topic}[${place.row}].prior`);
  return value === null ? null : told(value, call.scope);
};

/** Part of whole as printed; no value where the whole is nothing. */
const share: Slot = (call) => {
  const [part, whole] = [moneyOf(call, 0), moneyOf(call, 1)];
  if (part === null || whole === null) return null;
  const { money } = call.scope;
  const hundredths = hundredthsOfPercent(stepsOf(part, money), stepsOf(whole, money));
  return hundredths === null ? null : percentText(hundredths);
};

/** Actual against budget; no value against a budget of nothing. */
const completion: Slot = (call) => {
  const { figures, money } = call.scope;
  const actual = moneyOf(call);
  const planned = figures.budget(placeIn(call.arguments[0], call.scope));
  if (actual === null || planned === null) return null;
  const hundredths = hundredthsOfPercent(stepsOf(actual, money), stepsOf(planned, money));
  return hundredths === null || stepsOf(planned, money) < 0 ? null : percentText(hundredths);
};

export const AMOUNT_SLOTS: Readonly<Record<string, Slot>> = {
  amount,
  actual: amount,
  number,
  budget,
  prior,
  share,
  completion,
};
