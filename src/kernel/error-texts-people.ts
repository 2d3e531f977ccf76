import type { ErrorMessage } from "./error-message.ts";

/** What institutions file for people, and what they upload about themselves. */
export const PEOPLE_ERROR_TEXTS = {
  "PEOPLE-PAGE": {
    what: "第 {page_num} 页、每页 {page_size} 行，不能查询",
    mend: "页数从 1 起，每页 1 至 {most} 行",
  },
  "PEOPLE-FILING-NOT-ENROLLED": {
    what: "人员 {person_no} 在 {day} 没有正常的参保",
    mend: "请核对人员编号、险种和开始日期，参保恢复后再备案",
  },
  "PEOPLE-FILING-PERIOD-BACKWARDS": {
    what: "结束日期 {to} 早于开始日期 {from}",
    mend: "请改正备案的起止日期",
  },
  "PEOPLE-FILING-TOO-LATE": {
    what: "开始日期 {from} 在今天 {today} 之前超过 {days} 天",
    mend: "请改正开始日期，更早的请到经办机构办理",
  },
  "PEOPLE-FILING-OVERLAPS": {
    what: "已有{kind} {filing_no}（{from} 至 {until}），与本次重叠",
    mend: "请先撤销原备案，或改正起止日期",
  },
  "PEOPLE-FILING-RANK-TAKEN": {
    what: "定点排序号 {rank} 已是机构 {institution_code}（备案 {filing_no}）",
    mend: "请换排序号，或先撤销原定点备案",
  },
  "PEOPLE-FILING-CERTIFIED": {
    what: "病种“{disease}”在 {from} 已有认定",
    mend: "不必再备案，可直接按慢特病就医",
  },
  "PEOPLE-FILING-DISEASE-UNKNOWN": {
    what: "病种“{disease}”不在本统筹区的门诊慢特病目录",
    mend: "请核对病种代码",
  },
  "PEOPLE-FILING-NOT-A-HOSPITAL": {
    what: "机构 {institution_code} 不是医院，不能办理这类备案",
    mend: "请由定点医院备案",
  },
  "PEOPLE-FILING-TARGET-UNKNOWN": {
    what: "机构 {institution_code} 没有登记为定点{type}",
    mend: "请核对机构编号",
  },
  "PEOPLE-FILING-TARGET-SELF": {
    what: "转往的机构 {institution_code} 就是本机构",
    mend: "请填写转往的医院，院内转科不需要备案",
  },
  "PEOPLE-FILING-NOT-AGREED": {
    what: "医院同意转院标志为 0（不同意）",
    mend: "医院同意转院后再备案",
  },
  "PEOPLE-FILING-UNKNOWN": {
    what: "人员 {person_no} 没有流水号为“{filing_no}”的{kind}",
    mend: "请核对人员编号和待遇申报明细流水号，并用对应的撤销交易",
  },
  "PEOPLE-FILING-OTHER-INSTITUTION": {
    what: "备案 {filing_no} 是机构 {institution_code} 办理的",
    mend: "请由办理的机构撤销，或到经办机构办理",
  },
  "PEOPLE-FILING-WITHDRAWN": {
    what: "备案 {filing_no} 已经撤销",
    mend: "不必再次撤销，需要时请重新备案",
  },
  "PEOPLE-FILING-ENDED": {
    what: "备案 {filing_no} 已于 {until} 到期",
    mend: "到期的备案不必撤销",
  },
  "PEOPLE-ATTRIBUTE-EXISTS": {
    what: "就诊 {visit_id} 已有特殊标识 {attribute_type}/{attribute}",
    mend: "不必重复上传",
  },
  "PROVIDERS-DEPARTMENT-EXISTS": {
    what: "科室“{department_code}”已经上传",
    mend: "请用科室信息变更（3402），或换科室编码",
  },
  "PROVIDERS-DEPARTMENT-UNKNOWN": {
    what: "本机构没有科室“{department_code}”，或已撤销",
    mend: "请核对科室编码，或先上传科室（3401）",
  },
  "PROVIDERS-DEPARTMENT-TWICE": {
    what: "科室“{department_code}”在本报文中出现两次",
    mend: "请每个科室只传一行",
  },
  "PROVIDERS-DEPARTMENT-NAME-DIFFERS": {
    what: "科室“{department_code}”登记的名称是“{name}”",
    mend: "请核对科室编码和名称",
  },
  "PROVIDERS-DEPARTMENT-BEGIN-DIFFERS": {
    what: "科室“{department_code}”的开始日期是 {begin}",
    mend: "请填写上传或最近一次变更时的开始时间",
  },
  "PROVIDERS-DEPARTMENT-BACKWARDS": {
    what: "变更的开始时间 {begin} 早于现有信息的 {known}",
    mend: "请填写变更生效的时间，已生效的信息不改写",
  },
  "PROVIDERS-DEPARTMENT-PERIOD": {
    what: "结束时间 {end} 早于开始时间 {begin}",
    mend: "请改正科室的起止时间",
  },
  "PROVIDERS-DEPARTMENT-COUNT": {
    what: "人数或床位数 {count} 小于 0",
    mend: "请填写 0 或正整数",
  },
  "PROVIDERS-MAPPING-OVERLAPS": {
    what: "机构目录“{own_code}”在 {from} 起已对照为 {item_code}",
    mend: "请先撤销原对照（3302），或改正起止日期",
  },
  "PROVIDERS-MAPPING-PERIOD": {
    what: "结束日期 {to} 早于开始日期 {from}",
    mend: "请改正对照的起止日期",
  },
  "PROVIDERS-MAPPING-ITEM-UNKNOWN": {
    what: "医保目录编码“{item_code}”不在 {day} 有效的医保目录内",
    mend: "请核对医保目录编码和开始日期",
  },
  "PROVIDERS-MAPPING-LIST-TYPE": {
    what: "收到“{sent}”，医保目录 {item_code} 的目录类别是 {list_type}",
    mend: "请改正目录类别或医保目录编码",
  },
  "PROVIDERS-MAPPING-CHANGED": {
    what: "机构目录编码 {own_code} 的对照已经改动，或者不在您负责的地区",
    mend: "请刷新页面，看过现在的对照后再审核",
  },
  "PROVIDERS-MAPPING-NOT-FOUND": {
    what: "机构 {institution_code} 没有目录编码 {own_code} 的这条对照，或者不在您负责的地区",
    mend: "请从目录对照列表进入",
  },
  "PROVIDERS-MAPPING-REASON": {
    what: "退回对照而没有写明理由",
    mend: "请写明哪里不符、应对照到哪一项",
  },
  "PROVIDERS-MAPPING-UNKNOWN": {
    what: "机构目录“{own_code}”没有到 {item_code} 的有效对照",
    mend: "请核对机构目录编号和医疗目录编码",
  },
} as const satisfies Record<string, ErrorMessage>;
