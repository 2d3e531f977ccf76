import type { ErrorMessage } from "./error-message.ts";

/** A user's own file of 政府收支分类科目. */
export const CLASSIFICATION_ERROR_TEXTS = {
  "CLASSIFICATION-FILE-UNREADABLE": {
    what: "读不到科目文件 {file}（{reason}）",
    mend: "请核对路径和权限",
  },
  "CLASSIFICATION-FILE-BROKEN": {
    what: "科目文件读不下去：{reason}",
    mend: "请在表格软件中改正后另存为“CSV UTF-8”",
  },
  "CLASSIFICATION-COLUMNS": {
    what: "科目文件的表头“{columns}”不可用",
    mend: "第一行请写列名，每列一次：必有 {needed}，可有 {known}",
  },
  "CLASSIFICATION-VALUE": {
    what: "“{column}”一列的值“{value}”不可用",
    mend: "请填写 {allowed}",
  },
  "CLASSIFICATION-CODE-TWICE": {
    what: "科目 {code} 在同一年度写了两次，前一次在 {earlier}",
    mend: "请删去一行，或用 from、to 把年度分开",
  },
  "CLASSIFICATION-NO-PARENT": {
    what: "科目 {code} 的上级 {parent} 不在科目表里",
    mend: "请核对代码，或先增加上级科目",
  },
  "CLASSIFICATION-NO-SUCCESSOR": {
    what: "接替它的科目 {became} 不在科目表里",
    mend: "请核对代码，或先增加该科目",
  },
} as const satisfies Record<string, ErrorMessage>;
