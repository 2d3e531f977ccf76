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
} as const satisfies Readonly<Record<string, ErrorMessage>>;
