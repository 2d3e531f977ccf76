import type { Language } from "./language.ts";

/** How a layer works beside its values, in words. */

const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  title: ["的名称", "its name"],
  kind: ["的算法", "its way of working"],
  fund: ["的出资基金", "the fund that pays"],
  counts: ["所数的次数", "what it counts"],
  within: ["起付线所受的累计", "the accumulators of its deductible"],
  considers: ["所看的费用", "what it looks at"],
  over_cap: ["超过限额的部分", "what goes over its limit"],
  basic: ["是否作为统筹支付比例上报", "whether its ratio is reported as the pool's"],
  threshold: ["起付标准的累计", "the accumulator of its threshold"],
  caps: ["限额的累计", "the accumulators of its limits"],
  measures: ["限额的度量", "how its limits are measured"],
  limit: ["病种限额的算法", "how its disease limit works"],
  accumulated: ["分段的累计", "the accumulator of its bands"],
  paid: ["已付的累计", "the accumulator of what is paid"],
  bands_from: ["从何处起算", "where its bands begin"],
  increase: ["增量的算法", "how an increase is worked out"],
  counts_cross_region_share: [
    "是否计入转外先自付",
    "whether the first share outside the region counts in",
  ],
  counts_first_self_pay: ["是否计入乙类先自付", "whether the first share of class B counts in"],
};

const VALUES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  "": ["无", "none"],
  payable: ["起付线以上的政策范围内费用", "cost within the policy above the deductible"],
  "over-cap": ["超过上一层限额的费用", "cost over the limit of the layer before"],
  "personal-in-scope": ["政策范围内由个人负担的费用", "what the person bears within the policy"],
  "paid-alone": ["单行支付药品的费用", "drugs that are paid alone"],
  next: ["转入下一层", "goes on to the next layer"],
  person: ["由个人负担", "is borne by the person"],
  true: ["是", "yes"],
  false: ["否", "no"],
  "first-share": ["先自付", "a first share"],
  deductible: ["起付线", "a deductible"],
  share: ["按比例支付", "a share"],
  bands: ["分段支付", "bands"],
  account: ["个人账户", "the personal account"],
};

export function settingName(setting: string, language: Language): string {
  return NAMES[setting]?.[language === "zh" ? 0 : 1] ?? setting;
}

export function settingWords(value: string, language: Language): string {
  return VALUES[value]?.[language === "zh" ? 0 : 1] ?? value;
}
