/**
 * Every rule that a pack is held against. The page for policy officers (docs/policy-check.md) and
 * the schema of exceptions are tested against this list.
 */

export type Severity = "error" | "warning" | "hint";

export interface Rule {
  readonly title: string;
  readonly severity: Severity;
  /** Whether a pack may declare that a finding is lawful. */
  readonly exceptable: boolean;
  /** What holds when nothing is found, for people. */
  readonly promise: string;
}

const error = (title: string, promise: string): Rule => ({
  title,
  severity: "error",
  exceptable: false,
  promise,
});
const lawful = (title: string, promise: string, severity: Severity = "error"): Rule => ({
  title,
  severity,
  exceptable: true,
  promise,
});

const COVERAGE = {
  "pack-not-loadable": error("政策包装不进来", "文件能读，名称都有所指，日期有先后"),
  "coverage-gap": error("无待遇可依", "每个险种、医疗类别、病种，每一天都由待遇决定或写明不予支付"),
  "coverage-gap-in-time": error("待遇中断", "待遇在两段之间不断档；第一个无依据的日子会指出"),
  "coverage-overlap": error("两项待遇同时适用", "同一情形同一天恰由一项待遇决定"),
  "coverage-contradiction": error("既支付又写明不支付", "not_covered 与待遇互不重叠"),
  "not-covered-idle": {
    title: "不予支付的声明没有用处",
    severity: "warning",
    exceptable: false,
    promise: "not_covered 的每一条都对应至少一种无待遇的情形",
  },
  "value-missing": error("缺少数值", "待遇各层所读的每一个值，每种情形都写明（或写明 null）"),
  "value-gap-in-time": error("数值中断", "参数的版本之间不断档；第一个没有值的日子会指出"),
  "rate-not-whole": error("比例相乘除不尽", "各项比例相乘之后不超过六位小数"),
  "rate-clamped": lawful("比例越界被截断", "加减百分点之后的比例仍在 0 与 100% 之间"),
} as const satisfies Record<string, Rule>;

const VALUES = {
  "bands-ratio-falls": lawful("分段比例下降", "分段越高，比例不低于前一段"),
  "cap-below-deductible": lawful("限额低于起付线", "年度限额不低于同一待遇的起付线或起付标准"),
  "limit-below-per-bill": lawful("累计上限低于单次起付线", "起付线的年度累计上限不低于单次起付线"),
  "level-order": lawful("医院级别倒挂", "级别高的医院，起付线不更低，比例不更高", "warning"),
  "place-order": lawful("就医地倒挂", "未转诊的待遇不优于转诊，转诊不优于本地", "warning"),
  "identity-order": lawful(
    "身份倒挂",
    "identity_order 中靠前的身份，待遇不差于靠后的，也不差于普通人",
    "warning",
  ),
  "clause-missing": error("缺少条款", "每个值都写明文件的条款"),
  "document-title-missing": error("文件没有文号或名称", "documents 的每份文件都有文号和名称"),
  "official-not-read": error(
    "未读原文却写作官方文本",
    "basis: official 只用于读过原文（seen: true）的文件",
  ),
  "value-unverified": {
    title: "待核实的数值",
    severity: "hint",
    exceptable: false,
    promise: "未经原文核对的值在界面和说明中都显示“待核实”；此处报数",
  },
  "exception-idle": error("例外已无必要", "声明的例外都还对应着一处实际的情形"),
} as const satisfies Record<string, Rule>;

const BILLS = {
  "negative-amount": error("出现负数", "账单的任何一项金额都不小于 0"),
  "identity-broken": error(
    "恒等式不成立",
    "总额等于四项之和，也等于各基金与个人之和；个人负担等于账户加现金",
  ),
  "fund-over-base": error("基金支付超过所计费用", "基金支付不超过它所看到的费用"),
  "fund-over-cap": error("基金支付超过限额", "一年之内的账单依次结算，任何一次都不突破限额"),
  "steps-do-not-re-add": error("步骤加不回结果", "说明中的步骤逐项相加等于该基金的支付"),
  "person-pays-less": lawful(
    "费用多了，个人反而少付",
    "政策范围内的费用多一元（或一分），个人负担不减少（每个基金至多一分的取舍）",
  ),
  "fund-pays-less": lawful(
    "费用多了，基金反而少付",
    "政策范围内的费用多一元（或一分），任何基金的支付都不减少（至多一分的取舍）",
  ),
} as const satisfies Record<string, Rule>;

const HISTORY = {
  "retroactive-change": error(
    "改动了以前的答案",
    "新包第一次有意改变之前的每一天，每种情形的结果与旧包相同",
  ),
  "change-reaches-back": {
    title: "改动追溯到今天以前",
    severity: "warning",
    exceptable: false,
    promise: "新包有意的改变都从今天之后才开始，已经发生的就医不受影响",
  },
} as const satisfies Record<string, Rule>;

export const RULES = { ...COVERAGE, ...VALUES, ...BILLS, ...HISTORY };

export type RuleId = keyof typeof RULES;

/** Rules that `exceptions` of a pack may name. */
export function exceptableRules(): readonly RuleId[] {
  return (Object.keys(RULES) as RuleId[]).filter((id) => RULES[id].exceptable);
}
