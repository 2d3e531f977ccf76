import { type Html, html } from "../../kernel/index.ts";
import type { SimulationResult } from "../outcome/simulation-result.ts";
import { poolChart, projectionChart, reserveChart } from "./report-charts.ts";
import { table } from "./report-tables.ts";
import { count, money, months, relative, signedMoney } from "./words.ts";

/** Fund by fund, month by month, and how long each pool's money lasts. */
export function fundSection({ funds, pools, schemes }: SimulationResult): Html {
  const reserve = reserveChart(pools);
  return html`<section><h2>基金</h2>
${table(
  "各基金支出",
  ["基金", "原政策", "改变后", "变化", ""],
  funds.map((fund) => [
    fund.name,
    money(fund.before_fen),
    money(fund.after_fen),
    signedMoney(fund.after_fen - fund.before_fen),
    relative(fund.before_fen, fund.after_fen),
  ]),
)}
${table(
  "各基金池收支与年末可支付月数",
  ["基金池", "期初", "收入", "支出", "期末", "可支付", "判断"],
  pools.flatMap((pool) => [
    [
      `${pool.name}（原政策）`,
      known(pool.opening_fen),
      known(pool.income_before_fen),
      money(pool.spending_before_fen),
      known(pool.closing_before_fen),
      months(pool.reserve_before_thousandths),
      pool.judgement_before ?? "—",
    ],
    [
      `${pool.name}（改变后）`,
      known(pool.opening_fen),
      known(pool.income_after_fen),
      money(pool.spending_after_fen),
      known(pool.closing_after_fen),
      months(pool.reserve_after_thousandths),
      pool.judgement_after ?? "—",
    ],
  ]),
)}
${reserve === null ? null : html`<figure><figcaption>年末可支付月数</figcaption>${reserve}</figure>`}
${pools
  .filter((pool) => pool.spending_before_fen !== 0 || pool.spending_after_fen !== 0)
  .map(
    (pool) => html`<figure><figcaption>${pool.name}逐月支出</figcaption>${poolChart(pool)}</figure>
`,
  )}
${table(
  "参保人均费用",
  ["险种", "参保人数", "人均基金支出", "改变后", "人均个人负担", "改变后"],
  schemes.map((scheme) => [
    scheme.insutype === "310" ? "职工" : "居民",
    count(scheme.insured),
    money(scheme.fund_per_head_before_fen),
    money(scheme.fund_per_head_after_fen),
    money(scheme.person_per_head_before_fen),
    money(scheme.person_per_head_after_fen),
  ]),
)}
</section>`;
}

function known(amount_fen: number | null): string {
  return amount_fen === null ? "—" : money(amount_fen);
}

/** The years ahead under the stated assumptions. */
export function projectionSection({ projection }: SimulationResult): Html {
  if (projection === null) return html``;
  const { years, first_deficit } = projection;
  return html`<section><h2>今后十年</h2>
<p>人口按生命表逐岁推进，费用、缴费与补助按所列假设增长；这是推演，不是预测。</p>
${table(
  "参保人数",
  ["年", "职工", "居民", "每名退休人员对应的在职人数"],
  years.map((year) => [
    String(year.year),
    count(year.insured[0]?.people ?? 0),
    count(year.insured[1]?.people ?? 0),
    year.working_per_retiree_ppm === null
      ? "—"
      : (year.working_per_retiree_ppm / 1_000_000).toFixed(2),
  ]),
)}
${table(
  "首个当期赤字的年份",
  ["基金池", "原政策", "改变后"],
  first_deficit.map((one) => [
    one.name,
    one.before === null ? "无" : String(one.before),
    one.after === null ? "无" : String(one.after),
  ]),
)}
${first_deficit.map(
  ({ pool, name }) =>
    html`<figure><figcaption>${name}累计结余</figcaption>${projectionChart(projection, pool, name)}</figure>
`,
)}
</section>`;
}
