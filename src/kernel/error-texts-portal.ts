import type { ErrorMessage } from "./error-message.ts";

/** The service hall of the public, and the portal of institutions. */
export const PORTAL_ERROR_TEXTS = {
  "PORTAL-ITEM-UNKNOWN": {
    what: "医保目录里没有编码为 {item_code} 的项目",
    mend: "请按名称重新查找，或核对医保编码",
  },
  "PORTAL-INSTITUTION-UNKNOWN": {
    what: "没有编号为 {institution_code} 的定点医药机构",
    mend: "请按名称或所在地重新查找",
  },
  "PORTAL-OPEN-DATA-UNKNOWN": {
    what: "没有名为 {table} 的开放数据",
    mend: "可以下载的有：{known}",
  },
  "PORTAL-PERIOD": {
    what: "{from} 至 {to} 不是可以查询的时间",
    mend: "请使起始日期不晚于截止日期，且一次不超过 {most} 天",
  },
  "PORTAL-NO-SANDBOX": {
    what: "平台没有开启接口联调记录",
    mend: "请联系经办机构，由系统管理员开启后重新启动平台",
  },
  "PORTAL-APPEAL-SUBJECT": {
    what: "本机构没有编号为 {number} 的{title}",
    mend: "请从本机构的审核结果或结算明细里复制编号",
  },
  "PORTAL-DEMO-PERSON-UNKNOWN": {
    what: "{person_no} 不是可以体验的演示参保人",
    mend: "请从列出的演示参保人中选择",
  },
  "PORTAL-WALK-CLOSED": {
    what: "平台没有以演示方式运行，或没有开启接口联调，不能试走一张账单",
    mend: "请改用“我能报多少”试算，它不留任何记录",
  },
  "PORTAL-WALK-BUSY": {
    what: "一分钟内已有 {most} 张演示账单在结算",
    mend: "请过一分钟再试，或先用“我能报多少”试算",
  },
  "PORTAL-WALK-UNKNOWN": {
    what: "这张演示账单还没有结算，或平台已经不再留着它的经过",
    mend: "请从选人开始再走一遍",
  },
  "PORTAL-WALK-VISIT-UNKNOWN": {
    what: "没有这一种演示就诊",
    mend: "请从列出的就诊中选择",
  },
  "PORTAL-WALK-OTHER-CONTENT": {
    what: "这个请求编号已用于另一张演示账单",
    mend: "请从选人开始再走一遍",
  },
  "PORTAL-WALK-REFUSED": {
    what: "交易 {infno} 被拒绝：{sentence}",
    mend: "请换一个人或一种就诊再走一遍",
  },
} as const satisfies Readonly<Record<string, ErrorMessage>>;
