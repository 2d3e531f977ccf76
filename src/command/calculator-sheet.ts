import type { CalculatorAnswer, CalculatorFigures } from "../settlement/index.ts";
import { textTable } from "./text-table.ts";

/** An answer of the calculator on a terminal: who pays what, how, and what is unverified. */
export function calculatorSheet(answer: CalculatorAnswer): string {
  const { region_name, region, date, title, benefit, sentences, unverified } = answer;
  const heading = `${region_name}（${region}）${date} · ${title}`;
  const parts = [
    `${heading}\n待遇：${benefit.title}（${benefit.name}）· 政策版本 ${answer.policy_version}`,
    figureTable(answer),
    ["怎样算出来的：", ...sentences.map((one, index) => `  ${index + 1}. ${one}`)].join("\n"),
    ...(answer.compare.length === 0 ? [] : [compareTable(answer)]),
    ...(unverified.length === 0 ? [] : [unverifiedList(answer)]),
    answer.notice,
  ];
  return parts.join("\n\n");
}

function figureTable(figures: CalculatorFigures): string {
  const rows = [
    ["医疗费总额", figures.total],
    ["　全自费", figures.full_self],
    ["　超限价自费", figures.over_limit],
    ["　先行自付", figures.first_self],
    ["　政策范围内", figures.in_scope],
    ["　　其中起付线", figures.deductible],
    ["基金支付总额", figures.fund_sum],
    ...figures.funds.map(({ name, paid }) => [`　${name}`, paid]),
    ["个人负担", figures.person],
    ["　个人账户", figures.account],
    ["　现金", figures.cash],
  ];
  return textTable(rows, ["left", "right"]);
}

function compareTable({ compare, title, person, fund_sum, deductible }: CalculatorAnswer): string {
  const rows = compare.map((one) =>
    one.figures === null
      ? [one.title, "", "", "", one.problem ?? ""]
      : [
          one.title,
          one.figures.deductible,
          one.figures.fund_sum,
          one.figures.person,
          differenceWords(one.person_difference ?? ""),
        ],
  );
  const table = textTable(
    [
      ["换个地方就医", "起付线", "基金支付", "个人负担", "与本次相比"],
      [`本次（${title}）`, deductible, fund_sum, person, ""],
      ...rows,
    ],
    ["left", "right", "right", "right", "left"],
  );
  return table;
}

function differenceWords(difference: string): string {
  if (difference === "0.00") return "相同";
  return difference.startsWith("-") ? `少 ${difference.slice(1)}` : `多 ${difference}`;
}

function unverifiedList({ unverified }: CalculatorAnswer): string {
  const lines = unverified.map(
    ({ title, document, clause }) => `  · ${title}：${document} ${clause}〔待核实〕`,
  );
  return ["尚未与文件原文核对的数值：", ...lines].join("\n");
}
