import type { ExplainedSentence } from "../policy/index.ts";
import type { BillAnswer, CaseAnswer } from "../settlement/index.ts";
import { textTable } from "./text-table.ts";

/** The answer of a case as a settlement sheet on a terminal. */
export function caseSheet(answer: CaseAnswer): string {
  const heading = [answer.name, `统筹区 ${answer.region}`, `政策版本 ${answer.policy_version}`]
    .filter(Boolean)
    .join(" · ");
  const overridden =
    answer.overridden.length === 0 ? [] : [`本次改用的政策选项：${answer.overridden.join("、")}`];
  return [heading, ...overridden, ...answer.bills.map(billSheet)].join("\n\n");
}

const FIGURES: readonly (readonly [string, string])[] = [
  ["medfee_sumamt", "医疗费总额"],
  ["fulamt_ownpay_amt", "　全自费"],
  ["overlmt_selfpay", "　超限价自费"],
  ["preselfpay_amt", "　先行自付"],
  ["inscp_scp_amt", "　政策范围内"],
  ["act_pay_dedc", "　　其中起付线"],
  ["fund_pay_sumamt", "基金支付总额"],
];

const PERSON_FIGURES: readonly (readonly [string, string])[] = [
  ["psn_part_amt", "个人负担"],
  ["acct_pay", "　个人账户"],
  ["acct_mulaid_pay", "　　其中家庭共济"],
  ["psn_cash_pay", "　现金"],
];

function billSheet(bill: BillAnswer): string {
  const row = ([field, label]: readonly [string, string]) => [label, bill.setlinfo[field] ?? ""];
  const funds = bill.setldetail.map((one) => [
    `　${one.fund_pay_type_name}`,
    one.fund_payamt ?? "",
  ]);
  const rows = [...FIGURES.map(row), ...funds, ...PERSON_FIGURES.map(row)];
  const title =
    bill.voids === undefined
      ? `账单 ${bill.id}（${bill.benefits.join("、")}）`
      : `账单 ${bill.id}：撤销 ${bill.voids}`;
  const changes = bill.changed_by_void.map(
    ({ id, difference }) =>
      `　重算 ${id}：${Object.entries(difference)
        .map(([field, value]) => `${field} ${value}`)
        .join("，")}`,
  );
  const steps = bill.explanation ? ["", explanationSheet(bill.explanation)] : [];
  return [title, textTable(rows, ["left", "right"]), ...changes, ...steps].join("\n");
}

/** Sentences under the layer they are about, each with its documents and clauses. */
function explanationSheet(sentences: readonly ExplainedSentence[]): string {
  let layer: string | null = null;
  const lines: string[] = [];
  for (const sentence of sentences) {
    if (sentence.layer !== layer) lines.push(`　${sentence.layer}`);
    layer = sentence.layer;
    lines.push(`　　${sentence.text}`);
    if (sentence.source !== null) lines.push(`　　　　〔${sentence.source}〕`);
  }
  return lines.join("\n");
}
