import { readFigure } from "../../documents/index.ts";

const DECIMALS = 6;

/** A figure of a sentence in millionths, so that figures of any decimals compare; null: none. */
export function millionths(text: string | undefined): number | null {
  const figure = text === undefined ? null : readFigure(text);
  if (figure === null || figure.blank || figure.decimals > DECIMALS) return null;
  const value = figure.scaled * 10 ** (DECIMALS - figure.decimals);
  return Number.isSafeInteger(value) ? value : null;
}

/** A printed amount, with spaces where the text has them. */
export const AMOUNT = String.raw`\d[\d,，]*(?:\.\d+)?`;

export const UP_WORDS = [
  "增加",
  "增长",
  "上升",
  "提高",
  "上涨",
  "增多",
  "高于",
  "大于",
  "多于",
  "超过",
];
export const DOWN_WORDS = ["减少", "下降", "降低", "下跌", "回落", "缩减", "低于", "小于", "少于"];
export const SAME_WORDS = ["持平", "等于", "不变", "一致", "相等"];

export type Way = "up" | "down" | "same";

export function wayOf(word: string): Way | null {
  if (UP_WORDS.includes(word) || word === "增") return "up";
  if (DOWN_WORDS.includes(word) || word === "减") return "down";
  return SAME_WORDS.includes(word) ? "same" : null;
}

/** Which way the last figure before a place went: “减少16,568.84万元，” says down. */
export function wayBefore(text: string): Way | null {
  const words = [...UP_WORDS, ...DOWN_WORDS].join("|");
  const said = new RegExp(`(?<![（(/／])(${words})(?:了)?\\s*${AMOUNT}\\s*(?:亿|万)?元`, "g");
  const last = [...text.matchAll(said)].at(-1);
  return last === undefined ? null : wayOf(last[1] as string);
}

/** Actual against budget, by the last figures named before a place. */
export function wayOfActual(text: string): Way | null {
  const [budget, actual] = [lastAfter(text, "预算数?"), lastAfter(text, "决算数?|执行数|实际支出")];
  if (budget === null || actual === null) return null;
  return actual > budget ? "up" : actual < budget ? "down" : "same";
}

function lastAfter(text: string, names: string): number | null {
  const said = new RegExp(
    `(?:${names})(?:为|是|：|:|共计|总计)?\\s*(${AMOUNT})\\s*(?:亿|万)?元`,
    "g",
  );
  return millionths([...text.matchAll(said)].at(-1)?.[1]);
}
