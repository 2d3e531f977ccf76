import {
  decimalFromPpm,
  type Fen,
  fenFromYuan,
  multiplyFenByRatio,
  PPM_ONE,
  type Ppm,
  percentFromPpm,
  ppmFromDecimal,
  YibaoError,
  yuanFromFen,
} from "../../kernel/index.ts";
import type { Band, CellValue, Unit } from "../../policy/index.ts";
import { writtenText } from "./change-reading.ts";

/**
 * Values as a policy officer writes them. What is written in another unit than the parameter's
 * (a percentage, fen, 万元) is not guessed at: the error names the right writing.
 */

/** A value as people read it. */
export function valueText(unit: Unit, value: CellValue): string {
  if (value === null) return "null（不予支付或不设限）";
  if (unit === "yuan") return `${plainYuan(value as Fen)} 元`;
  if (unit === "ratio") return percentFromPpm(value as Ppm);
  if (unit === "bands") {
    return (value as readonly Band[])
      .map(({ up_to_fen, ratio_ppm }) => {
        const end = up_to_fen === null ? "以上" : `至 ${plainYuan(up_to_fen)} 元`;
        return `${end} ${percentFromPpm(ratio_ppm)}`;
      })
      .join("，");
  }
  return Array.isArray(value) ? value.join("、") : String(value);
}

/** `"1200"`, or `"1200.50"` where there are fen. */
export function plainYuan(amount_fen: Fen): string {
  return yuanFromFen(amount_fen).replace(/\.00$/, "");
}

/** `"0.85"`, without zeros at the end. */
export function plainRatio(ratio_ppm: Ppm): string {
  return decimalFromPpm(ratio_ppm, 0).replace(/\.$/, "");
}

const UNITS: Readonly<Record<string, number>> = { 元: 1, 千: 1e3, 万: 1e4, 百万: 1e6, 亿: 1e8 };
const AMOUNT_TEXT =
  /^[¥￥]?([+-]?\d[\d,，]*(?:\.\d{1,8})?)(百万|千|万|亿)?(元|块|圆|人民币|yuan|RMB|CNY|分)?$/i;

/**
 * An amount in yuan, 0 or more. `usual_fen` is the largest amount it replaces or is added to (null:
 * nothing to hold it against): whole hundreds, and `far_times` as much, look like fen.
 */
export function readYuan(
  raw: unknown,
  usual_fen: Fen | null,
  where: string,
  far_times = FAR_TIMES,
): Fen {
  const value = writtenText(raw);
  const match = AMOUNT_TEXT.exec(value.replace(/\s+/g, ""));
  const [, number = "", times, unit] = match ?? [];
  if (match && (times || unit || /[,，¥￥]/.test(value))) {
    const digits = number.replace(/[,，]/g, "");
    const right = inYuan(digits, UNITS[times ?? "元"] ?? 1, unit === "分");
    if (right !== null) {
      throw new YibaoError("SIMULATION-VALUE-WITH-UNIT", { value, unit: "元", right }, where);
    }
  }
  const amount = at(where, () => fenFromYuan(value));
  if (amount < 0) throw new YibaoError("SIMULATION-BELOW-ZERO", { value }, where);
  if (usual_fen !== null && looksLikeFen(value, amount, usual_fen, far_times)) {
    const right = plainYuan(multiplyFenByRatio(amount, 1, 100, "half-up"));
    const exact = yuanFromFen(amount);
    const usual = plainYuan(usual_fen);
    throw new YibaoError("SIMULATION-AMOUNT-IN-FEN", { value, usual, right, exact }, where);
  }
  return amount;
}

/** Written with decimals it is meant: that is the way to say so. */
function looksLikeFen(value: string, amount_fen: Fen, usual_fen: Fen, far_times: number): boolean {
  if (usual_fen <= 0 || value.includes(".") || !/00$/.test(value)) return false;
  return amount_fen >= usual_fen * far_times;
}

/** Nobody raises an amount so far at once; fen for yuan is a hundred times. */
const FAR_TIMES = 20;

function inYuan(digits: string, times: number, isFen: boolean): string | null {
  try {
    const [whole = "", decimals = ""] = digits.split(".");
    const zeros = String(times).length - 1;
    const moved = `${whole}${decimals.slice(0, zeros).padEnd(zeros, "0")}`;
    const amount = fenFromYuan(`${moved}.${decimals.slice(zeros) || "0"}`);
    return plainYuan(isFen ? multiplyFenByRatio(amount, 1, 100, "half-up") : amount);
  } catch {
    return null;
  }
}

const PERCENT_TEXT =
  /^(?:百分之)?([+-]?\d+(?:\.\d+)?)(%|％|‰|个?百分点|个点|点|percent|pct|points?)?$/i;

/** How a text may be a percentage: its number, and whether it says so. */
function percentOf(value: string): { readonly number: string; readonly said: boolean } | null {
  const text = value.replace(/\s+/g, "");
  const match = PERCENT_TEXT.exec(text);
  if (!match) return null;
  return { number: match[1] as string, said: match[2] !== undefined || text.startsWith("百") };
}

/** A ratio from 0 to 1. */
export function readShare(raw: unknown, where: string): Ppm {
  const value = writtenText(raw);
  const percent = percentOf(value);
  if (percent && (percent.said || isBetween(percent.number, 1, 100))) {
    const right = percentAsDecimal(percent.number);
    throw new YibaoError("SIMULATION-RATIO-AS-PERCENT", { value, right }, where);
  }
  const ratio = at(where, () => ppmFromDecimal(value));
  if (ratio < 0 || ratio > PPM_ONE) {
    throw new YibaoError("PACK-RATIO-OUT-OF-RANGE", { value }, where);
  }
  return ratio;
}

/** Percentage points to add or take off: 0.05 are five. A whole 1 would be all there is. */
export function readPoints(raw: unknown, where: string): Ppm {
  const value = writtenText(raw);
  const percent = percentOf(value);
  const far = percent !== null && (percent.number === "1" || isBetween(percent.number, 1, 100));
  if (percent && (percent.said || far)) {
    const right = percentAsDecimal(percent.number);
    throw new YibaoError("SIMULATION-POINTS-AS-PERCENT", { value, right }, where);
  }
  const points = at(where, () => ppmFromDecimal(value));
  if (points < 0) throw new YibaoError("SIMULATION-BELOW-ZERO", { value }, where);
  return points;
}

/** A factor: 1.1 is a tenth more. */
export function readFactor(raw: unknown, where: string): Ppm {
  const value = writtenText(raw);
  const percent = percentOf(value);
  if (percent && (percent.said || isBetween(percent.number, FAR_TIMES, 1e6))) {
    const right = percentAsDecimal(percent.number);
    throw new YibaoError("SIMULATION-FACTOR-AS-PERCENT", { value, right }, where);
  }
  const factor = at(where, () => ppmFromDecimal(value));
  if (factor < 0) throw new YibaoError("SIMULATION-BELOW-ZERO", { value }, where);
  return factor;
}

export function readCount(raw: unknown, where: string): number {
  const value = writtenText(raw);
  const withUnit = /^(\d{1,9})\s*(天|日|次|个|人|月|个月|年|岁|周岁|days?)$/i.exec(value);
  if (withUnit) {
    const [, right = "", unit = ""] = withUnit;
    throw new YibaoError("SIMULATION-VALUE-WITH-UNIT", { value, unit, right }, where);
  }
  if (!/^\d{1,9}$/.test(value)) throw new YibaoError("PACK-NOT-A-COUNT", { value }, where);
  return Number(value);
}

/** More than `least`, at most `most`. */
function isBetween(number: string, least: number, most: number): boolean {
  return Number(number) > least && Number(number) <= most;
}

/** The decimal point two places to the left: "85" is "0.85", "110" is "1.1". */
function percentAsDecimal(number: string): string {
  const [whole = "", decimals = ""] = number.replace(/^[+-]/, "").split(".");
  const digits = whole.padStart(3, "0");
  const text = `${digits.slice(0, -2).replace(/^0+(?=\d)/, "")}.${digits.slice(-2)}${decimals}`;
  return text.replace(/0+$/, "").replace(/\.$/, "");
}

/** Says a kernel error of its place in the file. */
function at<Value>(where: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof YibaoError && error.where === undefined ? error.at(where) : error;
  }
}
