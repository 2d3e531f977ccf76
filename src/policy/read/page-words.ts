import type { Language } from "./language.ts";

/** The fixed words of the pages. */
const WORDS = {
  lang: ["zh-CN", "en"],
  index: ["待遇政策", "Benefits"],
  version: ["政策版本", "policy version"],
  on: ["有效日", "as of"],
  unverified: ["待核实", "unverified"],
  unverifiedCount: ["待核实的数值（个）", "Unverified values"],
  nextChange: ["下次变化", "Next change"],
  legend: [
    "标有“待核实”的数值尚未与文件原文核对，不能作为正式依据。",
    "A value marked “unverified” has not been checked with the official text and binds nobody.",
  ],
  noneUnverified: [
    "本页数值均已与文件原文核对。",
    "Every value on this page was checked with its text.",
  ],
  noValues: ["本项待遇没有自己的数值。", "The benefit has no values of its own."],
  forWhom: ["为谁", "For whom"],
  care: ["用于", "Kind of care"],
  diseases: ["病种", "Diseases"],
  any: ["不限", "any"],
  allBut: ["以下病种除外：", "all but "],
  where: ["在哪里", "Where"],
  since: ["有效期", "In force"],
  from: ["起", "from"],
  until: ["至（不含）", "until (not included)"],
  basis: ["结构依据", "Basis of the structure"],
  layers: ["怎样一层一层地算", "Layer by layer"],
  values: ["付多少", "What is paid"],
  item: ["项目", "Value"],
  amount: ["数值", "Amount"],
  row: ["情形", "Case"],
  sources: ["依据", "By which notice"],
  notCovered: ["不付什么", "What is not covered"],
  changes: ["最近与即将的变化", "Changes"],
  lately: ["最近一次", "Last"],
  soon: ["下一次", "Next"],
  noLately: ["此前没有变化。", "Nothing changed before."],
  noSoon: ["目前没有已公布的后续变化。", "No later change is known."],
  began: ["本项待遇自这一天起执行。", "The benefit began on this day."],
  ends: ["本项待遇自这一天起停止执行。", "The benefit ends on this day."],
  examples: ["算一算", "Worked examples"],
  assumed: [
    "以下账单都是假设的，用来说明算法：费用均在政策范围内，除另有说明外为当年第一次、在职、本地就医。" +
      "结果由结算程序按本页政策算出。",
    "The bills are made up to show how it works: their cost is within the policy and, where " +
      "nothing else is said, they are the first of the year, of a working person, in the region. " +
      "The settling program worked them out by this policy.",
  ],
  total: ["费用", "cost"],
  funds: ["基金支付", "paid by funds"],
  person: ["个人负担", "borne by the person"],
  steps: ["怎样算出来的", "How it was worked out"],
  who: ["谁付了哪一段", "Who paid which part"],
  back: ["全部待遇", "All benefits"],
  choices: ["各地说法不一之处，本地的取法", "Where regions differ, and what holds here"],
  documents: ["引用的文件", "Documents"],
  unseen: ["（原文未见）", " (text not seen)"],
  notes: ["数值的可靠程度", "How sure the values are"],
  everywhere: ["各级定点医疗机构", "designated institutions of every level"],
  pages: ["每项待遇一页", "One page for each benefit"],
  deductible: ["起付线以内", "within the deductible"],
  firstShare: ["异地先自付", "first share outside the region"],
  classB: ["先行自付", "first self-pay of class B"],
  offList: ["全自费与超限价", "off the catalogue or over the ceiling"],
  account: ["个人账户", "personal account"],
  cash: ["现金", "cash"],
  rest: ["其余个人负担", "the rest the person bears"],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;

export type PageWord = keyof typeof WORDS;

export function pageWord(word: PageWord, language: Language): string {
  return WORDS[word][language === "zh" ? 0 : 1];
}
