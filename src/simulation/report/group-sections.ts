import { type Html, html } from "../../kernel/index.ts";
import type {
  GroupDimension,
  GroupOutcome,
  SimulationResult,
} from "../outcome/simulation-result.ts";
import { heatTable } from "./heat.ts";
import { meanText } from "./mean.ts";
import { amounts, counts, figures, folded, picture, pictures, words } from "./parts.ts";
import { groupChart } from "./people-charts.ts";

const DIMENSIONS: readonly (readonly [GroupDimension, string])[] = [
  ["hospital_level", "按医院级别"],
  ["age_band", "按年龄"],
  ["identity", "按救助身份"],
  ["income_group", "按收入"],
  ["insutype", "按险种"],
];

/** Who pays less and who pays more. */
export function groupSection(result: SimulationResult): Html {
  const { groups, totals } = result;
  if (totals.winners + totals.losers === 0) {
    return html`<p>没有人少付，也没有人多付，因此不分组比较。各组的人数与负担见 groups.csv。</p>`;
  }
  return html`<p>以一个人全年的个人负担比较，深色向左是多付的合计，浅色向右是少付的合计；按医院级别的，以这个人在该级别的账单比较，同一个人可以在一级少付、在另一级多付。</p>
${pictures(
  DIMENSIONS.map(([dimension, title]) => {
    const { drawn, unit, left_out } = groupChart(groups[dimension], title, `by-${dimension}`);
    const said = left_out === 0 ? "" : `另有 ${left_out} 组没有变化或数额更小，见数字表。`;
    return html`<div>${picture(`${title}（${unit}）`, drawn, said)}
${folded(title, groupColumns(groups[dimension]))}</div>
`;
  }),
)}
<p>下面两张表是每人每年平均多付（＋）或少付（−）的钱，在该级别医院就过医的人平均；颜色越深，数额越大，不足 30 人的格写成斜体，不宜作依据。</p>
${heatTable(result, "income_group", "人均变化：医院级别 × 收入")}
${heatTable(result, "age_band", "人均变化：医院级别 × 年龄")}`;
}

function groupColumns(rows: readonly GroupOutcome[]) {
  return [
    words(
      "组",
      rows.map((row) => row.title),
    ),
    counts(
      "就医人数",
      rows.map((row) => row.people),
    ),
    counts(
      "少付的人",
      rows.map((row) => row.winners),
    ),
    counts(
      "多付的人",
      rows.map((row) => row.losers),
    ),
    amounts(
      "少付",
      rows.map((row) => row.gain_fen),
    ),
    amounts(
      "多付",
      rows.map((row) => row.loss_fen),
    ),
    figures(
      "人均变化（元）",
      rows.map((row) => meanText(row)),
    ),
  ];
}
