import type { ErrorMessage } from "./error-message.ts";

/** Texts of offline cases (`yibao settle`). */
export const CASE_ERROR_TEXTS = {
  "CASE-NOT-READABLE": {
    what: "读不到案例文件“{file}”（{reason}）",
    mend: "请核对路径与读取权限",
  },
  "CASE-NOT-A-DOCUMENT": {
    what: "案例文件“{file}”不是有效的 JSON 或 YAML（{reason}）",
    mend: "请改正该处的写法",
  },
  "CASE-MISSING": {
    what: "案例缺少“{field}”",
    mend: "请补写；写法见 docs/cases.md",
  },
  "CASE-NOT-ALLOWED": {
    what: "案例的“{field}”不能是“{value}”",
    mend: "可用的值：{allowed}",
  },
  "CASE-UNKNOWN-FIELD": {
    what: "案例里有不认识的字段“{field}”",
    mend: "此处可用：{known}",
  },
  "CASE-TOTAL-DIFFERS": {
    what: "账单“{bill}”的政策范围内费用 {in_scope} 元大于总费用 {total} 元",
    mend: "请核对 in_scope 与 total",
  },
  "CASE-LINES-OR-SUMS": {
    what: "账单“{bill}”应写 lines，或写 total 与 in_scope，两者必有其一且不可并用",
    mend: "请保留其中一种写法",
  },
  "CASE-VOID-UNKNOWN": {
    what: "撤销“{bill}”所指的账单“{voided}”不存在、尚未结算或已被撤销",
    mend: "请在其之前写明被撤销的账单",
  },
  "CASE-CONTINUES-UNKNOWN": {
    what: "账单“{bill}”续结的“{continues}”不存在、尚未结算或已被撤销",
    mend: "请在其之前写明同次住院的前一张账单",
  },
  "CASE-BILL-TWICE": {
    what: "账单编号“{bill}”重复",
    mend: "请给每张账单不同的 id",
  },
  "CASE-LIMIT-OVER-AMOUNT": {
    what: "账单“{bill}”第 {line} 行的超限价金额 {excess} 元不在 0 与该行金额 {amount} 元之间",
    mend: "请核对 price_limit_excess",
  },
} as const satisfies Record<string, ErrorMessage>;
