import type { ErrorMessage } from "./error-message.ts";

/** Texts of the public calculator; the field stands before them. */
export const CALCULATOR_ERROR_TEXTS = {
  "CALCULATOR-MISSING": {
    what: "没有填写{title}",
    mend: "请填写：{allowed}",
  },
  "CALCULATOR-NOT-ALLOWED": {
    what: "{title}不能是“{value}”",
    mend: "可用的值：{allowed}",
  },
  "CALCULATOR-UNKNOWN-FIELD": {
    what: "不认识的字段“{field}”",
    mend: "可以填写：{known}",
  },
  "CALCULATOR-COST-FORM": {
    what: "费用的写法重复：{given} 不能一起填写",
    mend: "请只用一种写法：lines；或 total 与 in_scope；或 total 与 class_b、first_share、class_c",
  },
  "CALCULATOR-COST-SUM": {
    what: "{part}合计 {sum} 元，大于总费用 {total} 元",
    mend: "请核对各项金额",
  },
  "CALCULATOR-TOO-MANY": {
    what: "{title}有 {count} 项，多于 {most} 项",
    mend: "请减少到 {most} 项以内",
  },
} as const satisfies Record<string, ErrorMessage>;
