import type { ErrorMessage } from "./error-message.ts";

/** The sandbox: what a message is accepted with, and a hospital's program should still mend. */
export const SANDBOX_ERROR_TEXTS = {
  "SANDBOX-LINE-PRODUCT": {
    what: "明细金额 {sent} 元，单价乘数量四舍五入到分是 {computed} 元",
    mend: "请让 det_item_fee_sumamt 等于 pric × cnt 四舍五入到分",
  },
  "SANDBOX-LINES-TOTAL": {
    what: "上传的总额 {sent} 元，同一报文各明细合计 {computed} 元",
    mend: "请用各明细金额相加得到 medfee_sumamt",
  },
  "SANDBOX-PARTS-TOTAL": {
    what: "上传的总额 {sent} 元，全自费、超限价、先行自付、政策范围内四项合计 {computed} 元",
    mend: "请使用上传明细时返回的各项金额，或四项都留空由平台计算",
  },
  "SANDBOX-TRIAL-DIFFERS": {
    what: "预结算 {trial} 与结算 {final} 的金额不同，两次之间改了 {flags}",
    mend: "请在结算时使用预结算时的标志，要改的先重新预结算并告知参保人",
  },
} as const satisfies Record<string, ErrorMessage>;
