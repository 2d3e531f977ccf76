import type { ErrorMessage } from "./error-message.ts";

/** Texts of the settlement-list room: the fund settlement list and its states. */
export const SETTLEMENT_LIST_ERROR_TEXTS = {
  "SETTLEMENT-LIST-CANCELLED": {
    what: "结算 {settlement_id} 已撤销或不是结算，不能{action}清单",
    mend: "请使用有效结算的结算ID；重新结算的，按新的结算ID上传清单",
  },
  "SETTLEMENT-LIST-UNKNOWN": {
    what: "本机构没有上传过结算 {settlement_id} 的清单",
    mend: "请核对人员编号与结算ID，先用 4101 上传清单",
  },
  "SETTLEMENT-LIST-SUBMITTED": {
    what: "结算 {settlement_id} 的清单{state}，不能再上传",
    mend: "请联系经办机构退回后再上传",
  },
  "SETTLEMENT-LIST-STATE": {
    what: "结算 {settlement_id} 的清单{from}，不能改为{to}",
    mend: "只能由未提交改为已提交，由审核不通过改为未提交或已提交",
  },
  "SETTLEMENT-LIST-STATE-UNKNOWN": {
    what: "“{value}”不是审核状态",
    mend: "请填写 0 未提交 或 1 已提交",
  },
  "SETTLEMENT-LIST-NOT-ASKED": {
    what: "人员编号与结算ID都没有填写，无法查询清单",
    mend: "请至少填写一项",
  },
  "SETTLEMENT-LIST-TOO-MANY": {
    what: "一次改变 {count} 份清单的状态，超过 {count_max} 份",
    mend: "请分几次发送",
  },
} as const satisfies Record<string, ErrorMessage>;
