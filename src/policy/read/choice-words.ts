import type { Language } from "./language.ts";

/**
 * What the values of choices mean to a person. A value is looked up under its choice, then by
 * itself; one that nobody put into words is shown as the pack writes it.
 */
type Meaning = readonly [zh: string, en: string];

const YES_NO: Readonly<Record<string, Meaning>> = {
  yes: ["是", "yes"],
  no: ["否", "no"],
};

const COMMON: Readonly<Record<string, Meaning>> = {
  ...YES_NO,
  admission: ["以入院日为准", "the day of admission decides"],
  discharge: ["以出院日为准", "the day of discharge decides"],
  split: ["按费用发生日分段计算", "each day's costs by that day"],
  "fund-paid": ["按基金支付的金额计", "counted in what the fund pays"],
  "in-scope-cost": ["按政策范围内费用计", "counted in the cost within the policy"],
};

const OF_CHOICE: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  rounding: {
    "half-up": ["四舍五入到分", "half a fen is rounded up"],
    "half-even": ["四舍六入五成双", "half a fen is rounded to the even fen"],
    down: ["不足一分舍去", "parts of a fen are dropped"],
    up: ["不足一分进为一分", "parts of a fen are rounded up"],
  },
  fund_sum_includes_account: {
    none: ["不含个人账户", "without personal accounts"],
    own: ["含本人个人账户", "with the person's own account"],
  },
  void_rule: {
    leave: ["后续结算不动", "later settlements stay as they are"],
    replay: ["后续结算依次重算，差额入账", "later settlements are worked out again"],
  },
  unmapped_item: {
    reject: ["不予上传", "refused"],
    "self-pay": ["按全自费", "paid by the person in full"],
  },
  stay_deductible: {
    once: ["只收一次起付线", "the deductible is charged once"],
    "each-part": ["每段各收一次起付线", "the deductible is charged for each part"],
  },
  designated_only: {
    filed: ["有定点备案的只付所选机构", "those who chose an institution are paid for only there"],
    never: ["不限定点，备案只供查询", "never limited"],
  },
  account_use: { "person-share": ["支付个人负担部分", "pays what the person bears"] },
  cross_region_reading: {
    "first-share": [
      "先自付：费用先由个人负担一定比例，其余再按本地待遇支付",
      "a first share: the person bears a share first, the rest is paid as in the region",
    ],
    points: [
      "降百分点：支付比例减少若干个百分点",
      "points: percentage points are taken off the ratio",
    ],
    multiplier: ["乘系数：支付金额乘以一个系数", "a multiplier: the payment is multiplied"],
  },
  critical_illness_bands_from: {
    deductible: ["从起付线以上起算第一段", "the first band begins above the deductible"],
    zero: ["从零元起划段，起付线以下不付", "bands begin at zero; nothing below the deductible"],
  },
  critical_illness_tiers: { four: ["分四段", "four bands"], three: ["分三段", "three bands"] },
  critical_illness_increase: {
    "over-paid-to-date": ["累计应付减去已付", "what is due in all, less what was paid"],
    "over-prior-base": ["累计基数前后之差对应的金额", "by what this bill adds to the base"],
  },
  outpatient_deductible: {
    annual: ["按年度累计", "one deductible a year"],
    "per-visit": ["每次就诊各一次", "one deductible a visit"],
  },
  resident_deductible_row: {
    city: ["用市级数值", "the city's row"],
    provincial: ["用全省统一数值", "the province's row"],
  },
  chronic_limit_kind: {
    "1": ["限基金支付金额", "limits what the fund pays"],
    "2": ["限政策范围内费用", "limits the cost within the policy"],
    "3": ["限总费用", "limits the whole cost"],
    "4": ["限额内定额支付", "a fixed amount within the limit"],
  },
  chronic_limit_order: {
    "in-scope-first": ["政策范围内费用优先占用", "cost within the policy comes first"],
    "pro-rata": ["按比例占用", "pro rata"],
  },
};

/** The value of a choice in words; the value itself where none are known. */
export function choiceWords(choice: string, value: string, language: Language): string {
  const meaning = OF_CHOICE[choice]?.[value] ?? COMMON[value];
  return meaning === undefined ? value : meaning[language === "zh" ? 0 : 1];
}
