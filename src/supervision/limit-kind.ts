import type { HospitalLevel } from "../policy/index.ts";
import {
  type Age,
  CARES,
  type Care,
  type LimitKind,
  type LimitValues,
  type Sex,
} from "./item-limit.ts";

/** How the value of each kind of limit is written, and read. */

interface LimitForm<Value> {
  readonly title: string;
  /** In words, for the documentation and for a refusal. */
  readonly form: string;
  /** Null when the text is not of the form. */
  read(text: string): Value | null;
}

const LEVELS = ["primary", "level1", "level2", "level3", "level3-provincial"] as const;

export const LIMIT_KINDS: { readonly [Kind in LimitKind]: LimitForm<LimitValues[Kind]> } = {
  sex: { title: "限性别", form: "1 男或 2 女", read: oneOf<Sex>(["1", "2"]) },
  "age-from": { title: "满某龄起可用", form: "周岁如 18，或天数如 28d", read: readAge },
  "age-under": { title: "未满某龄可用", form: "周岁如 14，或天数如 28d", read: readAge },
  level: {
    title: "限医院级别及以上",
    form: "primary、level1、level2、level3 或 level3-provincial",
    read: oneOf<HospitalLevel>(LEVELS),
  },
  care: {
    title: "限就医方式",
    form: "outpatient 门诊、emergency 急诊、inpatient 住院或 pharmacy 药店",
    read: oneOf<Care>(CARES),
  },
  "daily-quantity": {
    title: "每日最大数量",
    form: "大于 0 的数，最多四位小数",
    read: readQuantity,
  },
  "visit-quantity": {
    title: "每次就诊最大数量",
    form: "大于 0 的数，最多四位小数",
    read: readQuantity,
  },
  days: { title: "最大开药天数", form: "1 至 999 的整数", read: readDays },
  "duplicate-group": { title: "不得并用的分组", form: "分组名称，最多 50 字", read: readGroup },
  diagnosis: { title: "限诊断", form: "诊断编码前缀，多个用分号 ; 隔开", read: readDiagnoses },
};

function oneOf<Value extends string>(values: readonly Value[]): (text: string) => Value | null {
  return (text) => values.find((value) => value === text) ?? null;
}

function readAge(text: string): Age | null {
  const match = /^(\d{1,3})(d?)$/.exec(text);
  if (match === null) return null;
  return { count: Number(match[1]), unit: match[2] === "d" ? "days" : "years" };
}

function readQuantity(text: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,4}))?$/.exec(text);
  if (match === null) return null;
  const scaled = Number(`${match[1]}${(match[2] ?? "").padEnd(4, "0")}`);
  return scaled > 0 ? scaled : null;
}

function readDays(text: string): number | null {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : null;
}

function readGroup(text: string): string | null {
  return text.length > 0 && text.length <= 50 ? text : null;
}

function readDiagnoses(text: string): readonly string[] | null {
  const codes = text.split(";");
  return codes.every((code) => /^[0-9A-Z][0-9A-Za-z.+*/-]{0,29}$/.test(code)) ? codes : null;
}
