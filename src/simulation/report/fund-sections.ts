import { type Html, html } from "../../kernel/index.ts";
import type { PoolOutcome, SimulationResult } from "../outcome/simulation-result.ts";
import { hasNoEffect, isPoolChanged } from "./effect.ts";
import { poolChart } from "./fund-charts.ts";
import {
  amounts,
  type Column,
  changes,
  compared,
  counts,
  figures,
  folded,
  picture,
  pictures,
  table,
  UNVERIFIED,
  words,
} from "./parts.ts";
import { moneyScale, months, YUAN } from "./words.ts";

/** Fund by fund, pool by pool and month by month, and how long each pool's money lasts. */
export function fundSection(result: SimulationResult): Html {
  const { funds, pools, schemes } = result;
  const same = hasNoEffect(result);
  const before = funds.map((fund) => fund.before_fen);
  const after = funds.map((fund) => fund.after_fen);
  const heads = { before: "原政策", after: "改变后" };
  return html`<p>按结算日计，各基金在期间内支付的医疗费用${same ? "" : "，原政策与改变后对照"}。</p>
${table("各基金支出", [
  words(
    "基金",
    funds.map((fund) => fund.name),
  ),
  ...(same ? [amounts("支出", before)] : compared(heads, before, after)),
])}
${reserveTable(result, same)}
${monthPictures(pools, same)}
<p>人均按参保人数平均，没有就医的人也算在内。</p>
${table("参保人均费用", [
  words(
    "险种",
    schemes.map((scheme) => (scheme.insutype === "310" ? "职工" : "居民")),
  ),
  counts(
    "参保人数",
    schemes.map((scheme) => scheme.insured),
  ),
  ...headColumns(schemes, same),
])}`;
}

function headColumns(schemes: SimulationResult["schemes"], same: boolean): readonly Column[] {
  const fund = schemes.map((one) => one.fund_per_head_before_fen);
  const person = schemes.map((one) => one.person_per_head_before_fen);
  if (same) return [amounts("人均基金支出", fund, YUAN), amounts("人均个人负担", person, YUAN)];
  const fundAfter = schemes.map((one) => one.fund_per_head_after_fen);
  const personAfter = schemes.map((one) => one.person_per_head_after_fen);
  return [
    amounts("人均基金支出", fund, YUAN),
    amounts("改变后", fundAfter, YUAN),
    changes("变化", fund, fundAfter, YUAN),
    amounts("人均个人负担", person, YUAN),
    amounts("改变后", personAfter, YUAN),
    changes("变化", person, personAfter, YUAN),
  ];
}

/** Two rows a pool, before and after; one where both are the same. */
function reserveTable({ pools, reserve_band, history }: SimulationResult, same: boolean): Html {
  const rows = pools.flatMap((pool) => {
    const before = {
      name: pool.name,
      opening_fen: pool.opening_fen,
      income_fen: pool.income_before_fen,
      spending_fen: pool.spending_before_fen,
      closing_fen: pool.closing_before_fen,
      reserve: pool.reserve_before_thousandths,
      judgement: pool.judgement_before,
    };
    if (same || !isPoolChanged(pool)) return [before];
    const after = {
      name: `${pool.name}（改变后）`,
      opening_fen: pool.opening_fen,
      income_fen: pool.income_after_fen,
      spending_fen: pool.spending_after_fen,
      closing_fen: pool.closing_after_fen,
      reserve: pool.reserve_after_thousandths,
      judgement: pool.judgement_after,
    };
    return [{ ...before, name: `${pool.name}（原政策）` }, after];
  });
  const money = ["opening_fen", "income_fen", "spending_fen", "closing_fen"] as const;
  const scale = moneyScale(rows.flatMap((row) => money.map((name) => row[name])));
  const column = (head: string, name: (typeof money)[number]) =>
    amounts(
      head,
      rows.map((row) => row[name]),
      scale,
    );
  return html`<p>可支付月数是年末累计结余除以月平均支出。支出含划给其他基金池的钱。${bandWords(reserve_band)}${
    history.source === "made" ? html`期初结余是虚构的${UNVERIFIED}。` : null
  }</p>
${table("各基金池收支与年末可支付月数", [
  words(
    "基金池",
    rows.map((row) => row.name),
  ),
  column("期初", "opening_fen"),
  column("收入", "income_fen"),
  column("支出", "spending_fen"),
  column("期末", "closing_fen"),
  figures(
    "可支付（月）",
    rows.map((row) => months(row.reserve)),
  ),
  words(
    "判断",
    rows.map((row) => row.judgement ?? "—"),
  ),
])}`;
}

function bandWords(band: SimulationResult["reserve_band"]): Html | null {
  if (band === null) return null;
  const mark = band.unverified ? UNVERIFIED : null;
  const limits = `控制区间是 ${band.from_months} 至 ${band.to_months} 个月（${band.source}）`;
  return html`${limits}${mark}，原为职工统筹基金而定，其他基金参照。`;
}

/** Pools that the change moves, each by itself; the others are named. */
function monthPictures(pools: readonly PoolOutcome[], same: boolean): Html {
  const paying = pools.filter((pool) => pool.spending_before_fen + pool.spending_after_fen !== 0);
  const shown = same ? paying : paying.filter(isPoolChanged);
  const others = paying.filter((pool) => !shown.includes(pool)).map(({ name }) => name);
  return html`${pictures(
    shown.map((pool, index) => {
      const { drawn, unit } = poolChart(pool, `pool-${index + 1}-months`, same);
      const said = "每月支出；纵轴不一定从零起。";
      return html`<div>${picture(`${pool.name}逐月支出（${unit}）`, drawn, said)}
${folded(`${pool.name}逐月收支`, monthColumns(pool, same))}</div>
`;
    }),
  )}${others.length === 0 ? null : html`<p>逐月支出不受影响的：${others.join("、")}。</p>`}
`;
}

function monthColumns({ months: rows }: PoolOutcome, same: boolean): readonly Column[] {
  const name = words(
    "月",
    rows.map(({ month }) => month),
  );
  const before = rows.map((row) => row.spending_before_fen);
  const after = rows.map((row) => row.spending_after_fen);
  const balance = amounts(
    same ? "月末结余" : "改变后月末结余",
    rows.map((row) => row.balance_after_fen),
  );
  if (same) return [name, amounts("支出", before), balance];
  const scale = moneyScale([...before, ...after]);
  return [
    name,
    amounts("支出：原政策", before, scale),
    amounts("支出：改变后", after, scale),
    changes("变化", before, after),
    balance,
  ];
}
