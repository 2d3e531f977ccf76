import { type Html, html } from "../../kernel/index.ts";
import { groupTitle } from "../outcome/groups.ts";
import type { GroupDimension, SimulationResult } from "../outcome/simulation-result.ts";
import { distributionChart, groupChart, sensitivityChart } from "./report-charts.ts";
import { table } from "./report-tables.ts";
import { count, money, relative, share, signedMoney } from "./words.ts";

const DIMENSIONS: readonly (readonly [GroupDimension, string])[] = [
  ["insutype", "按险种"],
  ["hospital_level", "按医院级别"],
  ["age_band", "按年龄"],
  ["identity", "按救助身份"],
  ["income_group", "按收入"],
];

/** Who pays less and who pays more. */
export function groupSection({ groups }: SimulationResult): Html {
  return html`<section><h2>谁少付，谁多付</h2>
<p>以一个人全年的个人负担比较；按医院级别的，以这个人在该级别的账单比较。</p>
${DIMENSIONS.map(([dimension, title]) => {
  const rows = groups[dimension];
  return html`<figure><figcaption>${title}</figcaption>${groupChart(rows, title)}</figure>
${table(
  title,
  ["", "就医人数", "少付的人", "多付的人", "少付", "多付", "人均变化"],
  rows.map((row) => [
    row.title,
    count(row.people),
    count(row.winners),
    count(row.losers),
    money(row.gain_fen),
    money(row.loss_fen),
    signedMoney(Math.round((row.loss_fen - row.gain_fen) / Math.max(1, row.people))),
  ]),
)}`;
})}
</section>`;
}

/** What people bear, who is hit hard, and who loses most. */
export function peopleSection(result: SimulationResult): Html {
  const { distribution, catastrophic, most_hurt } = result;
  return html`<section><h2>个人负担</h2>
<figure><figcaption>一年个人负担的人数分布（元）</figcaption>${distributionChart(result)}</figure>
${table(
  "个人负担的分位数",
  ["不超过此数的人占", "原政策", "改变后", "变化"],
  distribution.quantiles.map((one) => [
    share(one.share_ppm),
    money(one.before_fen),
    money(one.after_fen),
    relative(one.before_fen, one.after_fen),
  ]),
)}
${table(
  "灾难性支出：个人负担占本人年可支配收入",
  ["超过", "收入已知的人", "原政策", "改变后", "新增", "减少"],
  catastrophic.map((one) => [
    share(one.share_ppm),
    count(one.people_with_known_income),
    count(one.before),
    count(one.after),
    count(one.newly),
    count(one.no_longer),
  ]),
)}
${
  most_hurt.length === 0
    ? html`<p>没有人因此多付。</p>`
    : table(
        `负担增加最多的 ${most_hurt.length} 人（假名）`,
        ["人", "年龄", "身份", "账单", "年收入", "原政策", "改变后", "多付"],
        most_hurt.map((one) => [
          one.pseudonym,
          groupTitle("age_band", one.age_band),
          groupTitle("identity", one.identity),
          count(one.bills),
          one.income_fen === null ? "不详" : money(one.income_fen),
          money(one.before_fen),
          money(one.after_fen),
          money(one.after_fen - one.before_fen),
        ]),
      )
}
</section>`;
}

export function solvedSection({ solved }: SimulationResult): Html {
  if (solved === null) return html``;
  return html`<section><h2>求解</h2>
<p>目标：${solved.target}；可变：${solved.title}。</p>
<p class="${solved.reached ? "good" : "bad"}">${solved.note}。</p>
${table(
  "试过的值",
  [solved.title, "结果"],
  solved.tried.map(({ value, figure }) => [value, figure]),
)}
</section>`;
}

export function sensitivitySection(result: SimulationResult): Html {
  const { sensitivity } = result;
  if (sensitivity.length === 0) return html``;
  return html`<section><h2>哪个参数最要紧</h2>
<p>在改变后的政策上，每个参数单独变动一步，全部账单重算一遍。</p>
<figure><figcaption>基金支出的变化</figcaption>${sensitivityChart(result)}</figure>
${table(
  "各参数变动一步",
  ["参数", "一步", "基金支出", "个人负担"],
  sensitivity.map((one) => [
    one.title,
    one.step,
    signedMoney(one.fund_change_fen),
    signedMoney(one.person_change_fen),
  ]),
)}
</section>`;
}

export function confidenceSection({ confidence }: SimulationResult): Html {
  const { figures, resamples, level_ppm, seed } = confidence;
  return html`<section><h2>有多大把握</h2>
<p>把参保人随机分组，重抽 ${count(resamples)} 次（种子 ${seed}）：${share(level_ppm)} 的抽样落在下列区间。</p>
${table(
  "区间",
  ["", "估计", "下限", "上限"],
  figures.map(({ title, unit, estimate, low, high }) => {
    const text = (value: number) => (unit === "fen" ? signedMoney(value) : `${count(value)} 人`);
    return [title, text(estimate), text(low), text(high)];
  }),
)}
</section>`;
}
