import { hundredthsOfPercent, stepsOf } from "../../printed-money.ts";
import { placeOf } from "../figures.ts";
import { addressIn, type Scope, type Slot } from "../scope.ts";
import { entriesOf } from "./lists.ts";

/** Said where printed figures do not add up because each is rounded by itself. */

/** Each of them and the whole in units of the last digit; null where one is not known. */
function stepsIn(words: readonly string[], scope: Scope): readonly number[] | null {
  const [whole = "", ...list] = words;
  const addresses = [addressIn(whole, scope), ...(entriesOf(list, scope) ?? []).map(own)];
  const amounts = addresses.map((address) => scope.figures.money(placeOf(address)));
  if (amounts.length < 2 || amounts.includes(null)) return null;
  return amounts.map((amount) => stepsOf(amount ?? (0 as never), scope.money));
}

function own({ address }: { readonly address: string }): string {
  return address;
}

/** `{rounding whole list …}`: silent where the parts add up, or are off by more than rounding. */
const rounding: Slot = ({ arguments: words, bodies, scope, fill }) => {
  const steps = stepsIn(words, scope);
  if (steps === null) return null;
  const [whole = 0, ...parts] = steps;
  const difference = Math.abs(parts.reduce((sum, part) => sum + part, 0) - whole);
  if (difference === 0 || difference * 2 > parts.length + 1) return null;
  return bodies[0] === undefined ? "各分项之和与合计数因四舍五入略有尾差。" : fill(bodies[0]);
};

/** `{shares-rounding whole list …}`: silent where the printed shares add up to 100.00%. */
const sharesRounding: Slot = ({ arguments: words, bodies, scope, fill }) => {
  const steps = stepsIn(words, scope);
  if (steps === null) return null;
  const [whole = 0, ...parts] = steps;
  const shares = parts.map((part) => hundredthsOfPercent(part, whole));
  if (shares.includes(null) || parts.length === 0) return null;
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
  const difference = Math.abs(sum - 10_000);
  if (difference === 0 || difference * 2 > parts.length + 2) return null;
  return bodies[0] === undefined ? "各项占比之和因四舍五入略有出入。" : fill(bodies[0]);
};

export const REMARK_SLOTS: Readonly<Record<string, Slot>> = {
  rounding,
  "shares-rounding": sharesRounding,
};
