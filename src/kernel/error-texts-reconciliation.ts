import type { ErrorMessage } from "./error-message.ts";

/** Texts of the reconciliation room: files compared, clearing applications. */
export const RECONCILIATION_ERROR_TEXTS = {
  // files
  "RECONCILIATION-FILE-COLUMNS": {
    what: "只有 {found} 列，对账明细须有 {expected} 列",
    mend:
      "请按 结算ID、就诊ID、人员编号、医疗费总额、基金支付总额、个人账户支出、退费结算标志 的顺序" +
      "填写，以制表符分隔，不要表头",
  },
  "RECONCILIATION-FILE-FLAG": {
    what: "退费结算标志“{value}”不是 0 或 1",
    mend: "结算填 0，退费填 1 并以负数填写金额",
  },
  "RECONCILIATION-FILE-PERSON": {
    what: "没有填写人员编号",
    mend: "请填写结算应答中的人员编号",
  },
  "RECONCILIATION-FILE-SUMS": {
    what: "文件有 {rows} 行，合计{name} {found}，报文里是 {sent}",
    mend: "请确认文件完整，报文的合计与文件各行之和一致（退费为负数）",
  },
  "RECONCILIATION-TOO-MANY-ENTRIES": {
    what: "对账明细超过 {entries_max} 笔",
    mend: "请缩短对账期间，分几次对账",
  },
  "RECONCILIATION-PERIOD": {
    what: "期间 {from} 至 {to} 不能{action}：{reason}",
    mend: "请改正起止日期",
  },
  "RECONCILIATION-OTHER-INSTITUTION": {
    what: "收到“{value}”，只能查询本机构 {institution} 的数据",
    mend: "请填写发送报文的机构编号",
  },
  // clearing applications
  "RECONCILIATION-SUMS-DIFFER": {
    what: "申报的{name} {sent} 与医保局的 {found} 相差 {difference}",
    mend: "请先用 3201、3202 对账，按医保局的金额申报",
  },
  "RECONCILIATION-RECOGNISED-SUM": {
    what: "医保认可费用总额 {sent} 不在基金申报总额 {fund} 与医疗费总额 {total} 之间",
    mend: "请填写扣除全自费后的费用总额",
  },
  "RECONCILIATION-APPLIED-ALREADY": {
    what: "{from} 至 {to} 的清算类别 {clearing_type} 已经申报（申请事件 {application_id}）",
    mend: "请改正起止日期；要重新申报的，先用 3204 撤销原申请",
  },
  "RECONCILIATION-APPLICATION-UNKNOWN": {
    what: "本机构没有申请事件ID为“{application_id}”的清算申请",
    mend: "请使用 3203 应答中的清算申请事件ID",
  },
  "RECONCILIATION-APPLICATION-WITHDRAWN": {
    what: "清算申请 {application_id} 已于 {at} 撤销",
    mend: "不需要再次撤销；要申报的，请重新用 3203 申请",
  },
  "RECONCILIATION-APPLICATION-APPROVED": {
    what: "清算申请 {application_id} 已审核通过，不能{action}",
    mend: "请联系经办机构",
  },
} as const satisfies Record<string, ErrorMessage>;
