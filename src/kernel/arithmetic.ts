import type { Fen } from "./fen.ts";
import { PPM_ONE, type Ppm } from "./ppm.ts";

/**
 * The only file that multiplies, divides or rounds money.
 *
 * Amounts are whole fen and rates whole parts per million, so a product `fen × ppm` can pass 2^53.
 * It is computed in two exact halves (fen = high × 10^6 + low): high × ppm is whole fen, and
 * low × ppm is at most 10^12 for a rate up to 1. Nothing is a fraction until the one rounding.
 */

/** How a fraction of a fen becomes whole fen. Half-up rounds half away from zero. */
export type Rounding = "half-up" | "half-even" | "down" | "up";

export const ROUNDINGS: readonly Rounding[] = ["half-up", "half-even", "down", "up"];

/** `amount_fen × rate_ppm`, rounded to whole fen by the named rule. Both may be negative. */
export function multiplyFenByPpm(amount_fen: Fen, rate_ppm: Ppm, rounding: Rounding): Fen {
  const negative = amount_fen < 0 !== rate_ppm < 0;
  const amount = Math.abs(amount_fen);
  const rate = Math.abs(rate_ppm);
  const high = Math.floor(amount / PPM_ONE);
  const lowProduct = (amount - high * PPM_ONE) * rate;
  // Only a rate of thousands gets here: no share is one, but no fen may depend on that.
  if (lowProduct > Number.MAX_SAFE_INTEGER) {
    return divideExactly(BigInt(amount_fen) * BigInt(rate_ppm), BigInt(PPM_ONE), rounding);
  }
  const lowWhole = Math.floor(lowProduct / PPM_ONE);
  const remainder = lowProduct - lowWhole * PPM_ONE;
  const whole = high * rate + lowWhole;
  return signed(roundedUp(whole, remainder, PPM_ONE, rounding) ? whole + 1 : whole, negative);
}

/**
 * `multiplyFenByPpm` with the rounding in the name, for settling millions of bills: one division,
 * small enough that the compiler puts it where it is called.
 *
 * Why one division is exact: let `n` be a whole number up to 2^53. The true n ÷ 10^6 is either
 * whole, and then the machine's quotient is it, or at least 10^-6 below the next whole number.
 * The quotient is below 2^34, where numbers stand 2^-19 apart, so the machine's quotient is off by
 * at most 2^-20 < 10^-6 and never reaches that whole number: its floor is the true floor. Products
 * beyond (90 million yuan at a rate of 1) and negative ones take the way of `multiplyFenByPpm`.
 */
export function multiplyHalfUp(amount_fen: Fen, rate_ppm: Ppm): Fen {
  const product = amount_fen * rate_ppm;
  if (!(product >= 0 && product <= ONE_DIVISION_MAX)) {
    return multiplyFenByPpm(amount_fen, rate_ppm, "half-up");
  }
  return Math.floor((product + HALF) / PPM_ONE) as Fen;
}

/** See `multiplyHalfUp`: a half goes to the even fen. */
export function multiplyHalfEven(amount_fen: Fen, rate_ppm: Ppm): Fen {
  const product = amount_fen * rate_ppm;
  if (!(product >= 0 && product <= ONE_DIVISION_MAX)) {
    return multiplyFenByPpm(amount_fen, rate_ppm, "half-even");
  }
  const nearest = Math.floor((product + HALF) / PPM_ONE);
  const tie = nearest * PPM_ONE - product === HALF;
  return (tie && nearest % 2 === 1 ? nearest - 1 : nearest) as Fen;
}

/** See `multiplyHalfUp`: what is less than a fen is dropped. */
export function multiplyDown(amount_fen: Fen, rate_ppm: Ppm): Fen {
  const product = amount_fen * rate_ppm;
  if (!(product >= 0 && product <= ONE_DIVISION_MAX)) {
    return multiplyFenByPpm(amount_fen, rate_ppm, "down");
  }
  // Adding 0 turns −0 (nothing of a negative amount) into 0.
  return (Math.floor(product / PPM_ONE) + 0) as Fen;
}

/** See `multiplyHalfUp`: what is less than a fen becomes one. */
export function multiplyUp(amount_fen: Fen, rate_ppm: Ppm): Fen {
  const product = amount_fen * rate_ppm;
  if (!(product >= 0 && product <= ONE_DIVISION_MAX)) {
    return multiplyFenByPpm(amount_fen, rate_ppm, "up");
  }
  return Math.floor((product + (PPM_ONE - 1)) / PPM_ONE) as Fen;
}

/** Half a fen, in 10^-6 of one. */
const HALF = PPM_ONE / 2;

/** With what is added for the rounding, the dividend is still at most 2^53. */
const ONE_DIVISION_MAX = 2 ** 53 - PPM_ONE;

/** `amount_fen ÷ rate_ppm`, rounded to whole fen: the cost that a payment at this rate covers. */
export function divideFenByPpm(amount_fen: Fen, rate_ppm: Ppm, rounding: Rounding): Fen {
  if (rate_ppm === 0) throw new RangeError("divideFenByPpm: rate_ppm must not be 0");
  const product = amount_fen * PPM_ONE;
  if (product >= 0 && product <= HALF_EXACT && rate_ppm > 0) {
    return divideWhole(product, rate_ppm, rounding);
  }
  return divideExactly(BigInt(amount_fen) * BigInt(PPM_ONE), BigInt(rate_ppm), rounding);
}

/** `amount_fen × numerator ÷ denominator` in whole fen: pro-rata shares and day rates. */
export function multiplyFenByRatio(
  amount_fen: Fen,
  numerator: number,
  denominator: number,
  rounding: Rounding,
): Fen {
  if (denominator === 0) throw new RangeError("multiplyFenByRatio: denominator must not be 0");
  const product = amount_fen * numerator;
  if (product >= 0 && product <= HALF_EXACT && denominator > 0 && denominator <= HALF_EXACT) {
    return divideWhole(product, denominator, rounding);
  }
  return divideExactly(BigInt(amount_fen) * BigInt(numerator), BigInt(denominator), rounding);
}

/**
 * Price × quantity in whole fen. Unit prices carry six decimals of a yuan and quantities four
 * (national field types num 16,6 and num 16,4), so both come as scaled integers:
 * 10^-6 yuan × 10^-4 units, and 10^8 of that product is one fen.
 */
export function multiplyPriceByQuantity(
  price_micro_yuan: number,
  quantity_ten_thousandths: number,
  rounding: Rounding,
): Fen {
  const product = price_micro_yuan * quantity_ten_thousandths;
  if (Number.isSafeInteger(product)) {
    const whole = Math.floor(Math.abs(product) / 1e8);
    const remainder = Math.abs(product) - whole * 1e8;
    return signed(roundedUp(whole, remainder, 1e8, rounding) ? whole + 1 : whole, product < 0);
  }
  const exact = BigInt(price_micro_yuan) * BigInt(quantity_ten_thousandths);
  return divideExactly(exact, 100_000_000n, rounding);
}

/** Dividends and divisors up to here: their sum, and twice a remainder, are whole and exact. */
const HALF_EXACT = 2 ** 52;

/** Ten times faster than BigInt. The machine's quotient may be one too high, never too low. */
function divideWhole(dividend: number, divisor: number, rounding: Rounding): Fen {
  // Adding 0 turns −0 into 0.
  let whole = Math.floor(dividend / divisor) + 0;
  let remainder = dividend - whole * divisor;
  if (remainder < 0) {
    whole -= 1;
    remainder += divisor;
  }
  return (roundedUp(whole, remainder, divisor, rounding) ? whole + 1 : whole) as Fen;
}

function divideExactly(dividend: bigint, divisor: bigint, rounding: Rounding): Fen {
  const negative = dividend < 0n !== divisor < 0n;
  const a = dividend < 0n ? -dividend : dividend;
  const b = divisor < 0n ? -divisor : divisor;
  const whole = a / b;
  const remainder = a - whole * b;
  const up = roundedUpExactly(whole, remainder, b, rounding);
  return signed(Number(up ? whole + 1n : whole), negative);
}

function roundedUp(whole: number, rest: number, unit: number, rounding: Rounding): boolean {
  if (rest === 0 || rounding === "down") return false;
  if (rounding === "up") return true;
  const twice = rest * 2;
  if (twice !== unit) return twice > unit;
  return rounding === "half-up" || whole % 2 === 1;
}

function roundedUpExactly(whole: bigint, rest: bigint, unit: bigint, rounding: Rounding): boolean {
  if (rest === 0n || rounding === "down") return false;
  if (rounding === "up") return true;
  const twice = rest * 2n;
  if (twice !== unit) return twice > unit;
  return rounding === "half-up" || whole % 2n === 1n;
}

function signed(magnitude: number, negative: boolean): Fen {
  if (!Number.isSafeInteger(magnitude)) {
    throw new RangeError(`an amount of ${magnitude} fen cannot be held exactly`);
  }
  return (negative && magnitude !== 0 ? -magnitude : magnitude) as Fen;
}
