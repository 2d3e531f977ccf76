import type { ErrorMessage } from "./error-message.ts";

export const SUPERVISION_ERROR_TEXTS = {
  "SUPERVISION-ENCOUNTER-MISSING": {
    what: "就诊信息里没有当前就诊标识“{value}”的那一次",
    mend: "请在 fsi_encounter_dtos 中带上当前就诊",
  },
  "SUPERVISION-PERSON-TOO-LONG": {
    what: "参保人标识超过 {length_max} 个字",
    mend: "请填写人员编号",
  },
  "SUPERVISION-TOO-MANY-ORDERS": {
    what: "一个报文带了 {count} 条医嘱，最多 {count_max} 条",
    mend: "请分患者或分日期上传，历史就诊只带近期的",
  },
  "SUPERVISION-RULE-UNKNOWN": {
    what: "没有规则“{value}”",
    mend: "请从这些规则中选：{allowed}；要执行全部规则请改填触发场景 trig_scen",
  },
  "SUPERVISION-RESULT-UNKNOWN": {
    what: "本机构没有违规标识为“{value}”的审核结果",
    mend: "请填写 3101 或 3102 返回的 jr_id",
  },
  "SUPERVISION-FEEDBACK-STAGE": {
    what: "审核结果“{value}”是{stage}的结果，与反馈类型不一致",
    mend: "请改正反馈类型 warn_type，事前事中的结果请分开反馈",
  },
  "SUPERVISION-FEEDBACK-CODE": {
    what: "“{value}”不是可用的代码",
    mend: "请填写 1 或 2",
  },
  "SUPERVISION-FEEDBACK-REASON": {
    what: "继续执行医嘱而没有写明原因",
    mend: "请填写处理原因 dspo_way_rea，或返回修改医嘱（处理方式 2）",
  },
  "SUPERVISION-FEEDBACK-TWICE": {
    what: "审核结果“{value}”在同一报文里出现了两次",
    mend: "请每个违规标识只反馈一次",
  },
  "SUPERVISION-FINDING-UNKNOWN": {
    what: "没有编号为“{value}”的审核结果，或者不在您负责的地区",
    mend: "请从审核结果列表进入",
  },
  "SUPERVISION-JUDGEMENT-REASON": {
    what: "没有写明处理的理由",
    mend: "请写明认定、排除或请机构说明的理由",
  },
  "SUPERVISION-JUDGED-MEANWHILE": {
    what: "审核结果“{value}”刚刚由{officer}作了处理",
    mend: "请刷新页面，看过最新的处理后再决定是否改动",
  },
} as const satisfies Record<string, ErrorMessage>;
