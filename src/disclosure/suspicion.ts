import type { Figure } from "./figure.ts";
import type { Neighbours } from "./neighbours.ts";

/**
 * How much speaks for a figure being the wrong one, when this value would mend everything.
 * @param together figures of the broken rules themselves: a sum of one part equals it anyway
 */
export function suspicion(
  figure: Figure,
  value: number,
  neighbours: Neighbours,
  together: ReadonlySet<Figure> = NONE,
): number {
  const { printed, source, origin } = figure;
  const isPercent = printed.quantity === "percent";
  const words = source === "text" ? 30 : 0;
  const percent = isPercent ? 20 : 0;
  const sign = value < 0 && printed.value >= 0 && figure.column !== "change" ? -40 : 0;
  const isBlank = origin === "blank" && source === "table";
  const blank = isBlank ? (neighbours.printsZeros(figure.topic) ? 20 : 6) : 0;
  return words + percent + sign + blank + slip(figure, value, neighbours, together);
}

const NONE: ReadonlySet<Figure> = new Set();

/** Values so near that rounding hides the difference, which a slip of the hand would make. */
export function slipsNear(figure: Figure, value: number, steps: number): readonly number[] {
  const { step, value: printed } = figure.printed;
  if (printed === 0 || steps === 0) return [];
  const was = digits(printed, step);
  const near: number[] = [];
  for (let away = 1; away <= steps; away += 1) near.push(value + away * step, value - away * step);
  return near.filter((one) => {
    const is = digits(one, step);
    return isOneDigit(was, is) || isSwap(was, is) || isDropped(was, is) || isDropped(is, was);
  });
}

/** What a hand does wrong: the next line or column, one digit, two swapped, the point, the sign. */
function slip(
  figure: Figure,
  value: number,
  neighbours: Neighbours,
  together: ReadonlySet<Figure>,
): number {
  const { step, value: printed } = figure.printed;
  if (printed === 0) return 0;
  if (value === -printed) return 25;
  const beside = neighbours.of(figure);
  const apart = beside.filter((other) => !together.has(other));
  if (value !== 0 && apart.some((other) => other.printed.value === value)) return 30;
  const [was, is] = [digits(printed, step), digits(value, step)];
  if (was === is || isOneDigit(was, is) || isSwap(was, is) || isShift(printed, value)) return 25;
  if (printed !== 0 && beside.some((other) => other.printed.value === printed)) return 18;
  if (isDropped(was, is) || isDropped(is, was)) return 18;
  if (value === 0) return -5;
  return 0;
}

function digits(value: number, step: number): string {
  return String(Math.round(Math.abs(value) / step));
}

function isOneDigit(a: string, b: string): boolean {
  return a.length === b.length && differences(a, b).length === 1;
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const [first, second, ...more] = differences(a, b);
  if (first === undefined || second === undefined || more.length > 0) return false;
  return second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

function differences(a: string, b: string): readonly number[] {
  return [...a].flatMap((sign, at) => (sign === b[at] ? [] : [at]));
}

function isShift(a: number, b: number): boolean {
  return a !== 0 && [10, 100, 1000].some((one) => a === b * one || b === a * one);
}

/** Whether `long` with one digit left out is `short`. */
function isDropped(short: string, long: string): boolean {
  if (long.length !== short.length + 1) return false;
  return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
}
