import type { ErrorMessage } from "./errors.ts";

/**
 * The texts of every coded error, in one table so that they can be reviewed together.
 * `what` says what is wrong and why; `mend` says what to do. `{name}` is filled from the details.
 * Prefixes name the room. Each code is reached by a test (test/error-codes.test.ts).
 */
export const ERROR_TEXTS = {
  "MONEY-NOT-WHOLE-FEN": {
    what: "金额“{value}”不是整数分，或超出可精确表示的范围",
    mend: "请按分为最小单位填写金额",
  },
  "MONEY-NOT-AN-AMOUNT": {
    what: "“{value}”不是金额",
    mend: "请填写以元为单位、最多两位小数的数字，例如 123.45",
  },
  "MONEY-TOO-MANY-DECIMALS": {
    what: "金额“{value}”的小数超过两位",
    mend: "请先按规定四舍五入到分再上传",
  },
  "RATE-NOT-A-RATE": {
    what: "“{value}”不是比例",
    mend: "请填写小数，例如 0.85 表示 85%，最多六位小数",
  },
  "DATE-NOT-A-DATE": {
    what: "“{value}”不是存在的日期",
    mend: "请按 年-月-日 填写，例如 2023-06-01",
  },
} as const satisfies Record<string, ErrorMessage>;

export type ErrorCode = keyof typeof ERROR_TEXTS;
