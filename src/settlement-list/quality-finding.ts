/** What quality control finds in a list. An `error` sends it back, a `hint` is to be looked at. */
export type FindingLevel = "error" | "hint";

interface CheckTexts {
  readonly title: string;
  readonly level: FindingLevel;
  readonly mend: string;
}

/** Every check, with what to do when it fails. docs/settlement-list.md lists them. */
export const QUALITY_CHECKS = {
  "payments-differ": {
    title: "基金支付与结算不一致",
    level: "error",
    mend: "请按结算应答的 setldetail 填写各基金支付金额",
  },
  "total-differs": {
    title: "医疗费总额与结算不一致",
    level: "error",
    mend: "请按结算应答的医疗费总额填写",
  },
  "account-differs": {
    title: "个人账户支出与结算不一致",
    level: "error",
    mend: "请按结算应答的个人账户支出填写",
  },
  "cash-differs": {
    title: "个人现金支付与结算不一致",
    level: "error",
    mend: "请按结算应答的个人现金支出填写",
  },
  "self-pay-differs": {
    title: "个人自付与结算不一致",
    level: "error",
    mend: "个人自付是个人负担中扣除自费的部分，请改正",
  },
  "own-pay-differs": {
    title: "个人自费与结算不一致",
    level: "error",
    mend: "个人自费是全自费与超限价之和，请改正",
  },
  "items-differ": {
    title: "收费项目合计与医疗费总额不一致",
    level: "error",
    mend: "请核对各收费项目类别的金额，合计应等于医疗费总额",
  },
  "item-parts-differ": {
    title: "收费项目的分项与金额不一致",
    level: "error",
    mend: "甲类、乙类、自费、其他之和应等于该类别的金额",
  },
  "stay-missing": {
    title: "缺少入院或出院时间",
    level: "error",
    mend: "住院清单须填写入院时间和出院时间",
  },
  "stay-backwards": {
    title: "出院时间早于入院时间",
    level: "error",
    mend: "请核对入院时间和出院时间",
  },
  "stay-differs": {
    title: "住院日期与就诊登记不一致",
    level: "error",
    mend: "请按入院、出院办理的日期填写；登记有误的，先更正登记",
  },
  "settled-days-backwards": {
    title: "结算结束日期早于开始日期",
    level: "error",
    mend: "请核对结算开始日期和结束日期",
  },
  "settled-days-outside": {
    title: "结算起止日期不在就诊与结算之间",
    level: "hint",
    mend: "结算起止日期应在就诊开始之后、结算之前",
  },
  "before-birth": {
    title: "入院早于出生",
    level: "error",
    mend: "请核对入院时间与人员信息",
  },
  "age-days": {
    title: "新生儿天龄不符",
    level: "error",
    mend: "不足一周岁的按出生日期计算天龄，满一周岁的留空",
  },
  "newborn-weight": {
    title: "非新生儿填写了出生体重",
    level: "hint",
    mend: "只有出生 28 天以内入院的填写新生儿体重",
  },
  "contact-incomplete": {
    title: "联系人信息不全",
    level: "error",
    mend: "填写了联系人姓名的，须填写关系、地址和电话",
  },
  "receiver-missing": {
    title: "缺少拟接收机构",
    level: "error",
    mend: "离院方式为转院或转社区的，请填写拟接收机构名称",
  },
  "nursing-days": {
    title: "护理天数超过住院天数",
    level: "error",
    mend: "各级护理天数之和不应超过住院天数",
  },
  "duration-form": {
    title: "时长的写法不对",
    level: "error",
    mend: "请按 天/小时/分钟 填写，例如 1/13/24",
  },
  "principal-diagnosis": {
    title: "主要诊断不是恰好一个",
    level: "error",
    mend: "请把恰好一个西医诊断的主诊断标志填为 1",
  },
  "diagnosis-twice": {
    title: "诊断重复",
    level: "error",
    mend: "同一诊断代码只填写一次",
  },
  "diagnosis-code": {
    title: "诊断代码的写法不对",
    level: "error",
    mend: "请填写医保版疾病诊断代码，例如 J18.900",
  },
  "principal-operation": {
    title: "主要手术不是恰好一个",
    level: "error",
    mend: "有手术操作的，请把恰好一个填为主要手术",
  },
  "operation-order": {
    title: "手术操作的次序不对",
    level: "error",
    mend: "主要手术写在第一行，其余按开始时间的先后",
  },
  "operation-code": {
    title: "手术操作代码的写法不对",
    level: "error",
    mend: "请填写医保版手术操作代码，例如 47.0100",
  },
  "operation-times": {
    title: "手术时间不符",
    level: "error",
    mend: "手术的开始不晚于结束，并在住院期间之内",
  },
  "anaesthesia-times": {
    title: "麻醉时间不符",
    level: "error",
    mend: "麻醉的开始不晚于结束，并不晚于手术结束",
  },
  "intensive-care-times": {
    title: "重症监护时间不符",
    level: "error",
    mend: "重症监护的进入不晚于退出，并在住院期间之内",
  },
  "intensive-care-duration": {
    title: "重症监护合计时长与进出时间不一致",
    level: "error",
    mend: "请按进入与退出时间计算 天/小时/分钟",
  },
  "transfusion-other": {
    title: "输血信息属于其他结算",
    level: "error",
    mend: "输血信息的人员编号、就诊ID、结算ID须与清单一致",
  },
} as const satisfies Record<string, CheckTexts>;

export type QualityCheck = keyof typeof QUALITY_CHECKS;

export interface QualityFinding {
  readonly check: QualityCheck;
  /** What came; amounts in yuan. */
  readonly value: string;
  /** Why it is wrong, in Chinese. */
  readonly why: string;
}

export function levelOf({ check }: QualityFinding): FindingLevel {
  return QUALITY_CHECKS[check].level;
}

/** The worst level of several findings; null where there are none. */
export function worstLevel(findings: readonly QualityFinding[]): FindingLevel | null {
  if (findings.length === 0) return null;
  return findings.some((finding) => levelOf(finding) === "error") ? "error" : "hint";
}
