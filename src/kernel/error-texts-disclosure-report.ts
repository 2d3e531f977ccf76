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
  "CHECK-UNKNOWN": {
    what: "没有核对记录 {check_no}，或它不在本账号可看的范围内",
    mend: "核对记录保留三十天；请从核对记录列表打开，或重新核对该文件",
  },
  "CHECK-FINDING-UNKNOWN": {
    what: "这次核对没有问题 {finding_id}",
    mend: "请刷新后从列表里选择",
  },
  "CHECK-WAIVED-ALREADY": {
    what: "问题 {finding_id} 已经豁免",
    mend: "请刷新后查看豁免的理由；要改写的，先撤销原来的豁免",
  },
  "CHECK-NOT-WAIVED": {
    what: "问题 {finding_id} 没有豁免",
    mend: "请刷新后再看；它可能已被别人撤销",
  },
  "CHECK-QUEUE-FULL": {
    what: "正在核对和排队的文件已有 {waiting} 个",
    mend: "请稍候片刻再提交这个文件",
  },
  "CHECK-AGAINST-BYTES": {
    what: "对照文件的名称与字节数须一同给出，字节数（{against_bytes}）须小于正文（{bytes}）",
    mend: "正文先放要核对的文件，后放对照文件，against_bytes 写对照文件的字节数",
  },
  "CHECK-WAIVER-NOT-OFFERED": {
    what: "问题 {finding_id} 没有可以沿用的豁免",
    mend: "请刷新后再看；原来的豁免可能已被撤销。仍要豁免的，请自己写明理由",
  },
  "CHECK-EMPTY-FILE": {
    what: "收到的文件是空的",
    mend: "请核对文件后重新选择",
  },
} as const satisfies Record<string, ErrorMessage>;
