import type { ExplainedSentence, Language } from "../policy/index.ts";
import type { BillAnswer, CaseAnswer } from "../settlement/index.ts";
import { textTable } from "./text-table.ts";

/** The answer of a case as a settlement sheet on a terminal. */
export function caseSheet(answer: CaseAnswer, language: Language = "zh"): string {
  const words = SHEET[language];
  const heading = [
    answer.name,
    `${words.region} ${answer.region}`,
    `${words.version} ${answer.policy_version}`,
  ]
    .filter(Boolean)
    .join(" · ");
  const overridden =
    answer.overridden.length === 0
      ? []
      : [`${words.overridden}${answer.overridden.join(words.comma)}`];
  const bills = answer.bills.map((bill) => billSheet(bill, language));
  return [heading, ...overridden, ...bills].join("\n\n");
}

const SHEET = {
  zh: {
    region: "统筹区",
    version: "政策版本",
    overridden: "本次改用的政策选项：",
    comma: "、",
    bill: (id: string, benefits: string) => `账单 ${id}（${benefits}）`,
    voids: (id: string, voided: string) => `账单 ${id}：撤销 ${voided}`,
    again: (id: string, difference: string) => `　重算 ${id}：${difference}`,
    differences: "，",
  },
  en: {
    region: "region",
    version: "policy version",
    overridden: "policy options changed for this run: ",
    comma: ", ",
    bill: (id: string, benefits: string) => `Bill ${id} (${benefits})`,
    voids: (id: string, voided: string) => `Bill ${id}: reverses ${voided}`,
    again: (id: string, difference: string) => `  ${id} worked out again: ${difference}`,
    differences: ", ",
  },
} as const satisfies Readonly<Record<Language, unknown>>;

/** A field of the settlement, how deep it stands in, and its names. */
type Figure = readonly [field: string, depth: number, zh: string, en: string];

const FIGURES: readonly Figure[] = [
  ["medfee_sumamt", 0, "医疗费总额", "total"],
  ["fulamt_ownpay_amt", 1, "全自费", "full self-payment"],
  ["overlmt_selfpay", 1, "超限价自费", "over the price ceiling"],
  ["preselfpay_amt", 1, "先行自付", "first self-payment"],
  ["inscp_scp_amt", 1, "政策范围内", "in scope of the policy"],
  ["act_pay_dedc", 2, "其中起付线", "deductible in it"],
  ["fund_pay_sumamt", 0, "基金支付总额", "paid by funds"],
];

const PERSON_FIGURES: readonly Figure[] = [
  ["psn_part_amt", 0, "个人负担", "borne by the person"],
  ["acct_pay", 1, "个人账户", "personal account"],
  ["acct_mulaid_pay", 2, "其中家庭共济", "family account in it"],
  ["psn_cash_pay", 1, "现金", "cash"],
];

function indented(depth: number, text: string, language: Language): string {
  return (language === "zh" ? "　" : "  ").repeat(depth) + text;
}

function billSheet(bill: BillAnswer, language: Language): string {
  const words = SHEET[language];
  const row = ([field, depth, zh, en]: Figure) => [
    indented(depth, language === "zh" ? zh : en, language),
    bill.setlinfo[field] ?? "",
  ];
  const funds = bill.setldetail.map((one) => {
    const name = bill.fund_titles?.[one.fund_pay_type ?? ""] ?? one.fund_pay_type_name ?? "";
    return [indented(1, name, language), one.fund_payamt ?? ""];
  });
  const rows = [...FIGURES.map(row), ...funds, ...PERSON_FIGURES.map(row)];
  const title =
    bill.voids === undefined
      ? words.bill(bill.id, bill.benefits.join(words.comma))
      : words.voids(bill.id, bill.voids);
  const changes = bill.changed_by_void.map(({ id, difference }) => {
    const fields = Object.entries(difference).map(([field, value]) => `${field} ${value}`);
    return words.again(id, fields.join(words.differences));
  });
  const steps = bill.explanation ? ["", explanationSheet(bill.explanation, language)] : [];
  return [title, textTable(rows, ["left", "right"]), ...changes, ...steps].join("\n");
}

/** Sentences under the layer they are about, each with its documents and clauses. */
function explanationSheet(sentences: readonly ExplainedSentence[], language: Language): string {
  let layer: string | null = null;
  const lines: string[] = [];
  for (const sentence of sentences) {
    if (sentence.layer !== layer) lines.push(indented(1, sentence.layer, language));
    layer = sentence.layer;
    lines.push(indented(2, sentence.text, language));
    if (sentence.source !== null) {
      const [open, close] = language === "zh" ? ["〔", "〕"] : ["[", "]"];
      lines.push(indented(4, `${open}${sentence.source}${close}`, language));
    }
  }
  return lines.join("\n");
}
