import type { ErrorMessage } from "./error-message.ts";

/** Contributions, subsidies, reserves and ageing. */
export const FINANCING_ERROR_TEXTS = {
  "FINANCING-NOT-A-MONTH": {
    what: "“{value}”不是月份",
    mend: "请写成 2023-06 这样的年月",
  },
  "FINANCING-NOT-A-COUNT": {
    what: "{name} 的值“{value}”不是 0 至 {most} 之间的整数",
    mend: "请改为整数；没有的写 0",
  },
  "FINANCING-WORD-UNKNOWN": {
    what: "参数“{name}”的值“{word}”程序不认识",
    mend: "可用的值：{known}；请改正政策包",
  },
  "FINANCING-SHARES-OVER-ONE": {
    what: "{day} 的居民财政补助各级负担比例加到 {level} 已超过 1",
    mend: "请改正 resident_subsidy_share_ 开头的三项，其余由县级负担",
  },
  "FINANCING-COLUMN-LENGTH": {
    what: "列“{column}”有 {length} 个值，应有 {wanted} 个",
    mend: "请使各列等长，每人（或每性别每岁）一个值",
  },
  "FINANCING-LIST-BROKEN": {
    what: "参数“{name}”的列表不可用：{reason}",
    mend: "应为 {wanted} 个百万分之一的整数，各在 0 与 1000000 之间；生命表最后一岁为 1000000",
  },
  "FINANCING-YEARS-OUT-OF-RANGE": {
    what: "不能测算 {years} 年",
    mend: "请给出 1 至 {most} 之间的整数",
  },
} as const satisfies Record<string, ErrorMessage>;
