import { type Fen, multiplyFenByRatio, type Ppm, ppm } from "../kernel/index.ts";
import type { MoneyUnit } from "./document.ts";

/** A printed figure, exactly as printed: `1,695.12` is 169512 with 2 decimals. */
export interface Figure {
  /** The figure times 10^decimals: a safe integer. */
  readonly scaled: number;
  /** Decimals as printed; the true value lies within half of the last one. */
  readonly decimals: number;
  /** The unit printed behind it. */
  readonly unit: MoneyUnit | null;
  readonly percent: boolean;
  /** Nothing, or only a dash, is printed: it counts as zero. */
  readonly blank: boolean;
}

const BLANK: Figure = { scaled: 0, decimals: 0, unit: null, percent: false, blank: true };

// Spaces of any width, and the sign of the currency.
const IGNORED = /[\s\u00a0\u2000-\u200b\u3000¥￥]/g;
const DASHES = /[\u2010-\u2015\u2212\u2500\uff0d\ufe63]/g;
const BARE_DASH = /^-{1,3}$/;
const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(\d{1,6}))?$/;
const UNIT_BEHIND = /(亿元|万元|千元|元|%)$/;

/**
 * Reads a figure as printed in a cell or sentence: thousands separators, full-width digits, a
 * minus of any form, brackets for negative, a unit or percent sign behind it. Null when the text
 * is anything else, such as `(1)`, which is the number of a heading.
 */
export function readFigure(text: string): Figure | null {
  let rest = plain(text);
  if (rest === "" || BARE_DASH.test(rest)) return BLANK;
  const bracketed = /^\((.+)\)(%?)$/.exec(rest);
  if (bracketed) rest = (bracketed[1] as string) + bracketed[2];
  const unit = UNIT_BEHIND.exec(rest)?.[1] ?? null;
  if (unit !== null) rest = rest.slice(0, -unit.length);
  const minus = /^-/.test(rest);
  if (minus || rest.startsWith("+")) rest = rest.slice(1);
  if (bracketed && (minus || !/[.,]|\d{3}/.test(rest))) return null;
  const match = NUMBER.exec(rest);
  if (!match) return null;
  const decimals = match[2] ?? "";
  const magnitude = Number((match[1] as string).replaceAll(",", "") + decimals);
  if (!Number.isSafeInteger(magnitude)) return null;
  const negative = (minus || bracketed !== null) && magnitude !== 0;
  return {
    scaled: negative ? -magnitude : magnitude,
    decimals: decimals.length,
    unit: unit === "%" ? null : (unit as MoneyUnit | null),
    percent: unit === "%",
    blank: false,
  };
}

/** Whether a text is a figure that is printed: not blank, and not a dash. */
export function isFigure(text: string): boolean {
  return readFigure(text)?.blank === false;
}

/** A figure in which nobody could see a code: with decimals, separators, sign, percent, or zero. */
export function isAmount(text: string): boolean {
  const figure = readFigure(text);
  if (figure === null || figure.blank) return false;
  return /[.,，．%％-]/.test(text) || figure.scaled === 0;
}

function plain(text: string): string {
  return text
    .replace(IGNORED, "")
    .replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(DASHES, "-");
}

const FEN_IN_UNIT: Readonly<Record<MoneyUnit, number>> = {
  元: 100,
  千元: 100_000,
  万元: 1_000_000,
  亿元: 10_000_000_000,
};

/**
 * The money a figure means, in fen. Null where it is finer than a fen or larger than can be held.
 * @param unit of the table or sentence, where none is printed behind the figure
 */
export function figureFen(figure: Figure, unit: MoneyUnit): Fen | null {
  const divisor = 10 ** figure.decimals;
  const factor = FEN_IN_UNIT[figure.unit ?? unit];
  if (Math.abs(figure.scaled) > Number.MAX_SAFE_INTEGER / factor) return null;
  const down = multiplyFenByRatio(figure.scaled as Fen, factor, divisor, "down");
  const up = multiplyFenByRatio(figure.scaled as Fen, factor, divisor, "up");
  return down === up ? down : null;
}

const PPM_IN_PERCENT_DIGITS = 4;

/** The rate a percentage means: `12.34%` is 123 400 ppm. Null beyond four decimals. */
export function figurePpm(figure: Figure): Ppm | null {
  const spare = PPM_IN_PERCENT_DIGITS - figure.decimals;
  if (!figure.percent || spare < 0) return null;
  const value = figure.scaled * 10 ** spare;
  return Number.isSafeInteger(value) && value >= 0 ? ppm(value) : null;
}
