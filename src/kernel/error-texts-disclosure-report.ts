import type { ErrorMessage } from "./error-message.ts";

/** Checking many files at once, and what is written about them. */
export const DISCLOSURE_REPORT_ERROR_TEXTS = {
  "CHECK-TOO-SLOW": {
    what: "核对用时超过 {seconds} 秒，没有完成",
    mend: "请按部门或按年拆成几份后再试，或核对文件来源",
  },
  "CHECK-TOO-MUCH-MEMORY": {
    what: "核对所需内存超过 {megabytes} MB，没有完成",
    mend: "请拆成几份后再试，或核对文件来源",
  },
  "CHECK-NO-FILES": {
    what: "文件夹里没有 pdf、docx、xlsx、html、txt 文件",
    mend: "请核对路径；文件可以在下级文件夹里",
  },
  "CHECK-NOT-WRITABLE": {
    what: "写不了报告（{reason}）",
    mend: "请核对 --html、--sheet 的路径与写入权限",
  },
} as const satisfies Record<string, ErrorMessage>;
