import type { ErrorMessage } from "./error-message.ts";

/** The bureau's own budget and its execution. */
export const DEPARTMENT_ERROR_TEXTS = {
  "DEPARTMENT-VALUE-MISSING": {
    what: "没有填写{name}",
    mend: "请填写后重新提交",
  },
  "DEPARTMENT-AMOUNT": {
    what: "{name}的金额 {amount} 不是大于零的整数分",
    mend: "请核对金额；减少或退回请用相应的单据，不填负数（下达的收回除外）",
  },
  "DEPARTMENT-DATE-OUTSIDE": {
    what: "单据日期 {date} 不在 {year} 年度之内",
    mend: "请改为该年度的日期；跨年的业务记入实际发生的年度",
  },
  "DEPARTMENT-SAME-PERSON": {
    what: "{person} 是 {what} 的经办人，不能自己审批或冲销",
    mend: "请由另一人办理",
  },
  "DEPARTMENT-REQUEST-REUSED": {
    what: "请求号 {request_id} 已用于内容不同的业务",
    mend: "请核对是否重复提交；新的业务请用新的请求号",
  },
  "DEPARTMENT-UNIT-CODE": {
    what: "“{unit_code}”不是预算单位编码",
    mend: "请填写 3 至 20 位字母或数字",
  },
  "DEPARTMENT-UNIT-KIND": {
    what: "“{kind}”不是单位性质",
    mend: "请填写 {allowed} 之一",
  },
  "DEPARTMENT-UNIT-PERIOD": {
    what: "单位 {unit_code} 自 {since} 起已有登记，不能改为自 {valid_from} 起",
    mend: "请填写 {since} 之后的生效日期；过去的登记不改动",
  },
  "DEPARTMENT-UNIT-UNKNOWN": {
    what: "{day} 没有编码为“{unit_code}”的预算单位",
    mend: "请先登记单位（yibao budget unit），或核对单位编码和年度",
  },
  "DEPARTMENT-PROJECT-UNKNOWN": {
    what: "单位 {unit_code} 没有项目“{project_code}”",
    mend: "请在预算里连同项目名称一起填报，或核对项目编码",
  },
  "DEPARTMENT-CODE-UNKNOWN": {
    what: "{chart}科目“{code}”不在 {year} 年的政府收支分类科目中",
    mend: "请对照当年科目改正",
  },
  "DEPARTMENT-SOURCE": {
    what: "资金性质“{fund}”没有来源“{source}”",
    mend: "请核对资金性质与资金来源",
  },
  "DEPARTMENT-LINE-UNKNOWN": {
    what: "没有编号为 {line_no} 的预算明细，或不属于该单位年度",
    mend: "请用 yibao budget show 查明细编号",
  },
  "DEPARTMENT-DOCUMENT-UNKNOWN": {
    what: "没有编号为 {document_no} 的{kind}",
    mend: "请核对单据种类和编号",
  },
  "DEPARTMENT-DECIDED": {
    what: "{kind} {document_no} {decided}，不能再次审批",
    mend: "请另行提交新的单据",
  },
  "DEPARTMENT-BUDGET-EMPTY": {
    what: "单据里没有任何明细",
    mend: "请至少填写一条明细",
  },
  "DEPARTMENT-BUDGET-APPROVED": {
    what: "单位 {unit_code} {year} 年的年初预算已经批准（单据 {document_no}）",
    mend: "批准后的变动请用预算调整（追加、追减、调剂）",
  },
  "DEPARTMENT-ITEM-TWICE": {
    what: "明细 {line} 在同一单据里出现了两次",
    mend: "请合并为一条",
  },
  "DEPARTMENT-ADJUSTMENT-SIGN": {
    what: "{kind}单据里 {line} 的金额 {amount} 正负不对",
    mend: "追加填正数，追减填负数，调剂一增一减，都不能为零",
  },
  "DEPARTMENT-TRANSFER-UNEVEN": {
    what: "调剂单据里{fund}各行相加不为零，差 {difference} 元",
    mend: "调剂只在同一资金性质之内一增一减；增加总额的请用追加",
  },
  "DEPARTMENT-LINE-OVERDRAWN": {
    what: "预算明细 {line} 可用余额 {available} 元，还差 {short} 元",
    mend: "请减少金额，或先办理预算调整、释放不再需要的占用",
  },
  "DEPARTMENT-RELEASE-TOO-MUCH": {
    what: "预算明细 {line} 下达 {released} 元，超过调整后预算 {budget} 元",
    mend: "请核对下达金额；追减预算的，请先收回已下达的指标",
  },
  "DEPARTMENT-NOT-RELEASED": {
    what: "预算明细 {line} 已下达 {released} 元，不足以支付到 {paid} 元",
    mend: "请先登记指标下达（或资金到账），再支付",
  },
  "DEPARTMENT-CARRY-BY-CLOSING": {
    what: "上年结转的明细 {line} 由 {year} 年结账带入，不能另行下达",
    mend: "请先办理 {year} 年的年终结账",
  },
  "DEPARTMENT-COMMITMENT-OVERDRAWN": {
    what: "占用 {document_no} 尚余 {open} 元，不足 {asked} 元",
    mend: "请减少金额，或另行申请占用",
  },
  "DEPARTMENT-EVIDENCE-MISSING": {
    what: "支付凭证没有附件",
    mend: "请附上发票、收据、工资表等原始凭证后再提交",
  },
  "DEPARTMENT-EVIDENCE-FORM": {
    what: "第 {place} 个附件的{field}“{value}”不对",
    mend: "每个附件要有种类、号码、文件的 SHA-256 散列和不小于零的金额",
  },
  "DEPARTMENT-EVIDENCE-SHORT": {
    what: "支付 {amount} 元，附件金额还差 {short} 元",
    mend: "请补齐原始凭证，或按凭证金额支付",
  },
  "DEPARTMENT-EVIDENCE-TWICE": {
    what: "{kind} {number} 在同一单据里附了两次",
    mend: "请去掉重复的附件",
  },
  "DEPARTMENT-EVIDENCE-DIFFERS": {
    what: "{kind} {number} 在单据 {used_by} 里的金额是 {known} 元，这里是 {amount} 元",
    mend: "请核对附件的号码和金额",
  },
  "DEPARTMENT-EVIDENCE-USED": {
    what: "{kind} {number} 已用于单据 {used_by}，尚余 {left} 元，不足 {asked} 元",
    mend: "请核对是否重复报销",
  },
  "DEPARTMENT-NOT-PAID": {
    what: "支付凭证 {voucher_no} {state}，不能冲销或退回",
    mend: "请核对凭证编号；部分退回过的，其余部分也用退回",
  },
  "DEPARTMENT-RETURN-TOO-MUCH": {
    what: "支付凭证 {voucher_no} 还能退回 {left} 元，不足 {asked} 元",
    mend: "请核对金额；分属几张凭证的请分别登记",
  },
  "DEPARTMENT-YEAR-CLOSED": {
    what: "单位 {unit_code} {year} 年已经结账",
    mend: "结账后不再记账；差错在下一年度更正",
  },
  "DEPARTMENT-NOTHING-TO-CLOSE": {
    what: "单位 {unit_code} {year} 年没有预算明细可以结账",
    mend: "请核对单位编码和年度",
  },
  "DEPARTMENT-COMMITMENTS-OPEN": {
    what: "预算明细 {line} 还有 {committed} 元占用没有了结",
    mend: "请支付或释放后再结账；下一年度继续的合同，结转后重新占用",
  },
  "DEPARTMENT-CARRY-TOO-MUCH": {
    what: "预算明细 {line} 至多可以结转 {most} 元，不能结转 {asked} 元",
    mend: "请核对金额；单位资金只能结转已经到账而未支付的部分",
  },
} as const satisfies Record<string, ErrorMessage>;
