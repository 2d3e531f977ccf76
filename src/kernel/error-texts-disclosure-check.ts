import type { ErrorMessage } from "./error-message.ts";

/** A file of findings that somebody lets stand. */
export const DISCLOSURE_CHECK_ERROR_TEXTS = {
  "WAIVER-FILE-BROKEN": {
    what: "豁免文件读不下去：{reason}",
    mend: "请按 YAML 的写法改正：一个列表，每条有 rule、author、reason、date",
  },
  "WAIVER-KEY": {
    what: "豁免中没有“{key}”这一项",
    mend: "可用的项：{known}；请核对拼写",
  },
  "WAIVER-MISSING": {
    what: "豁免缺少“{key}”",
    mend: "每条豁免都要写明规则（rule）、谁同意的（author）、理由（reason）和日期（date）",
  },
  "WAIVER-VALUE": {
    what: "豁免的“{key}”不能是“{value}”",
    mend: "请填写{allowed}",
  },
} as const satisfies Record<string, ErrorMessage>;
