import type { ErrorMessage } from "./error-message.ts";

/** The forms, rules and profiles of disclosures, as data in `disclosure/`. */
export const DISCLOSURE_ERROR_TEXTS = {
  "DISCLOSURE-FILE-BROKEN": {
    what: "文件读不下去：{reason}",
    mend: "请核对缩进、冒号与引号",
  },
  "DISCLOSURE-FILE-KEY": {
    what: "不认识的名称“{key}”",
    mend: "可用的名称是 {known}，请改正或删去",
  },
  "DISCLOSURE-FILE-MISSING": {
    what: "缺少“{key}”",
    mend: "请补上，写法见 docs/disclosure-rules.md",
  },
  "DISCLOSURE-FILE-VALUE": {
    what: "“{place}”的值不可用：{reason}",
    mend: "请改正，写法见 docs/disclosure-rules.md",
  },
  "DISCLOSURE-RULE-ADDRESS": {
    what: "规则 {rule} 的地址“{address}”不可用：{reason}",
    mend: "地址写作 主题[行].列，编号见 disclosure/forms.yaml",
  },
  "DISCLOSURE-PROFILE-TWICE": {
    what: "样式 {id} 写了两次，另一次在 {earlier}",
    mend: "请给其中一个改名或删去",
  },
} as const satisfies Record<string, ErrorMessage>;
