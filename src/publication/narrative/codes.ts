import { ancestors, type Chart, nameOf } from "../../classification/index.ts";

/** Codes of the functional chart as sentences name them. */

/** The code's name in the year's chart; the code itself where the chart does not know it. */
export function titleOf(chart: Chart, code: string): string {
  return nameOf(chart, code) ?? code;
}

/** 教育 of 教育支出, as in 教育（类）支出. */
export function shortTitle(title: string): string {
  return title.length > 2 ? title.replace(/支出$/u, "") : title;
}

const DEPTHS: Readonly<Record<number, string>> = { 3: "类", 5: "款", 7: "项" };

/** 卫生健康支出（类）医疗保障管理事务（款）行政运行（项）. */
export function pathOf(chart: Chart, code: string): string {
  return [...ancestors(code), code]
    .map((one) => `${titleOf(chart, one)}（${DEPTHS[one.length] ?? "项"}）`)
    .join("");
}
