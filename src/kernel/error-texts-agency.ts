import type { ErrorMessage } from "./error-message.ts";

/** The agency centre's desk. */
export const AGENCY_ERROR_TEXTS = {
  "AGENCY-PERSON-UNKNOWN": {
    what: "没有人员编号为 {person_no} 的参保人，或者不在您负责的地区",
    mend: "请核对人员编号，或按姓名、证件号码重新查找",
  },
  "AGENCY-SETTLEMENT-UNKNOWN": {
    what: "人员 {person_no} 没有结算 {settlement_id}，或者不在您负责的地区",
    mend: "请核对结算ID，或从参保人档案的就诊记录进入",
  },
  "AGENCY-INSTITUTION-UNKNOWN": {
    what: "没有编号为 {institution_code} 的定点机构，或者不在您负责的地区",
    mend: "请核对机构编号，或按机构名称重新查找",
  },
  "AGENCY-APPLICATION-UNKNOWN": {
    what: "没有编号为 {application_id} 的清算申请，或者不在您负责的地区",
    mend: "请从清算申请列表进入",
  },
  "AGENCY-FILING-MISSING": {
    what: "没有填写{title}",
    mend: "请填写后再提交",
  },
  "AGENCY-FILING-REGION": {
    what: "“{region}”不是{pool}统筹区以外的行政区划",
    mend: "请选择就医地的省或市，统筹区内就医不需要备案",
  },
  "AGENCY-CLAIM-CHANGED": {
    what: "提请后待遇累计或政策有变化：提请时核定 {proposed} 元，现在为 {now} 元",
    mend: "请退回，由经办员重新试算后再提请",
  },
  "AGENCY-STATEMENT-EMPTY": {
    what: "对账文件里没有明细",
    mend: "请上传含表头和至少一行明细的 CSV 文件",
  },
  "AGENCY-STATEMENT-UNREADABLE": {
    what: "对账文件读不成 CSV：{reason}",
    mend: "请另存为 UTF-8 编码的 CSV，第一行为表头，各列依次为结算ID、就诊ID、人员编号、医疗费总额、基金支付总额、个人账户支出、退费结算标志",
  },
} as const satisfies Readonly<Record<string, ErrorMessage>>;
