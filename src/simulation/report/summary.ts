import { type Html, html } from "../../kernel/index.ts";
import type { SimulationResult } from "../outcome/simulation-result.ts";
import { foremostPool, hasNoEffect, isPlainReplay } from "./effect.ts";
import { reserveChart } from "./fund-charts.ts";
import { marked, picture, pictures, UNVERIFIED } from "./parts.ts";
import { groupChart } from "./people-charts.ts";
import { count, money, months, relative, share, signedCount, signedMoney } from "./words.ts";

/** The first page: what is tried, how much it is, whom it meets and how sure that is. */

export function summary(result: SimulationResult): Html {
  return html`${heading(result)}
<section id="glance"><h2>一页看懂</h2>
<p class="answer">${answer(result)}</p>
<div class="cards">
${CARDS.map((one) => one(result))}</div>
${firstPictures(result)}
</section>
`;
}

const CARDS = [fundCard, reserveCard, personCard, peopleCard, hardCard, checkCard];

function heading(result: SimulationResult): Html {
  const { title, region, from, to, history, remarks } = result;
  const source =
    history.source === "made"
      ? `虚构的历史（种子 ${history.seed ?? "不详"}）`
      : "平台数据库的结算历史";
  const size = `${count(history.people)} 人 · ${count(history.bills)} 笔账单`;
  return html`<header><p class="soft">政策测算报告 · ${region.name}（${region.code}）</p>
<h1>${title}</h1>
<p class="soft">${from} 至 ${to} · ${source} · ${size}</p>
${changesInWords(result)}
${
  remarks.length === 0
    ? null
    : html`<ul class="remarks">${remarks.map(
        (one) => html`<li>${marked(one)}</li>
`,
      )}</ul>`
}
</header>`;
}

function changesInWords(result: SimulationResult): Html | null {
  if (isPlainReplay(result)) {
    return html`<p class="changes">没有改变：按原政策把历史重算一遍。</p>`;
  }
  const sentences = [...new Set(result.changes)];
  if (sentences.length === 0) return null;
  return html`<ul class="changes">${sentences.map(
    (one) => html`<li>${marked(one)}</li>
`,
  )}</ul>`;
}

/** The answer in words, of the same figures as below. */
function answer(result: SimulationResult): string {
  const { totals, catastrophic, history } = result;
  if (hasNoEffect(result)) {
    return isPlainReplay(result)
      ? `没有改变，所以没有人多付或少付：下面只写原政策下的 ${count(history.people)} 人。`
      : "这项改变没有影响任何一笔账单，也没有影响基金收支：没有人多付，也没有人少付。";
  }
  const fund = totals.fund_after_fen - totals.fund_before_fen;
  const person = totals.person_after_fen - totals.person_before_fen;
  const hard = catastrophic[0];
  const more = hard === undefined ? 0 : hard.after - hard.before;
  const sentences = [
    `各基金合计${moved(fund, "支出", totals.fund_before_fen)}`,
    `参保人合计${moved(person, "负担", totals.person_before_fen)}`,
    `有账单的 ${count(totals.people_with_bills)} 人中，${count(totals.losers)} 人多付，` +
      `${count(totals.winners)} 人少付，${count(totals.unchanged)} 人不变`,
  ];
  if (hard !== undefined) {
    const said =
      more === 0 ? "不增不减" : `${more > 0 ? "增加" : "减少"} ${count(Math.abs(more))} 人`;
    sentences.push(`一年负担超过年收入 ${share(hard.share_ppm)} 的人${said}`);
  }
  return `${sentences.join("；")}。`;
}

function moved(change_fen: number, what: string, before_fen: number): string {
  if (change_fen === 0) return `${what}不变`;
  const percent = relative(before_fen, before_fen + change_fen);
  const amount = money(Math.abs(change_fen));
  return `${change_fen > 0 ? "多" : "少"}${what} ${amount}（${percent}）`;
}

function card(title: string, figure: string, notes: readonly (string | Html | null)[]): Html {
  return html`<div class="card"><h3>${title}</h3><p class="big">${figure}</p>
${notes.map((note) =>
  note === null || note === ""
    ? null
    : html`<p>${note}</p>
`,
)}</div>
`;
}

function fundCard(result: SimulationResult): Html {
  const { fund_before_fen: before, fund_after_fen: after } = result.totals;
  return card("各基金支出合计", after === before ? "不变" : signedMoney(after - before), [
    sums(before, after),
    interval(result, "fund_change"),
  ]);
}

function sums(before: number, after: number): string {
  if (before === after) return money(after);
  return `${money(before)} → ${money(after)}（${relative(before, after)}）`;
}

function personCard(result: SimulationResult): Html {
  const { person_before_fen: before, person_after_fen: after } = result.totals;
  return card("个人负担合计", after === before ? "不变" : signedMoney(after - before), [
    sums(before, after),
    interval(result, "person_change"),
  ]);
}

/** Between what the figure would lie for others of the same kind; null where it cannot move. */
function interval({ confidence }: SimulationResult, name: string): string | null {
  const found = confidence.figures.find((figure) => figure.name === name);
  if (found === undefined || found.low === found.high) return null;
  const text = found.unit === "fen" ? signedMoney : signedCount;
  return `${share(confidence.level_ppm)} 置信区间 ${text(found.low)} 至 ${text(found.high)}`;
}

function reserveCard(result: SimulationResult): Html {
  const pool = foremostPool(result);
  const band = result.reserve_band;
  if (pool === null) {
    return card("年末可支付月数", "无法计算", ["期间不是整年，或没有期初结余与支出"]);
  }
  const [was, is] = [pool.reserve_before_thousandths, pool.reserve_after_thousandths];
  const text = was === is ? months(is) : `${months(was)} → ${months(is)}`;
  const invented = result.history.source === "made" ? "；期初结余是虚构的" : "";
  return card("年末可支付月数", `${text} 个月`, [
    `${pool.name}：${pool.judgement_after ?? "没有判断"}${invented}`,
    band === null
      ? null
      : html`控制区间 ${band.from_months}–${band.to_months} 个月 ${band.unverified ? UNVERIFIED : null}`,
  ]);
}

function peopleCard({ totals }: SimulationResult): Html {
  return card("多付 · 少付的人", `${count(totals.losers)} · ${count(totals.winners)}`, [
    `有账单的 ${count(totals.people_with_bills)} 人，其中不变 ${count(totals.unchanged)} 人`,
  ]);
}

function hardCard(result: SimulationResult): Html {
  const [first, ...rest] = result.catastrophic;
  if (first === undefined) return html``;
  const told = (one: typeof first) =>
    one.before === one.after ? count(one.after) : `${count(one.before)} → ${count(one.after)}`;
  return card(`负担超过年收入 ${share(first.share_ppm)} 的人`, told(first), [
    first.newly + first.no_longer === 0
      ? null
      : `新增 ${count(first.newly)}，不再超过 ${count(first.no_longer)}`,
    ...rest.map((one) => `超过 ${share(one.share_ppm)}：${told(one)} 人`),
    interval(result, "over_10_change"),
  ]);
}

function checkCard({ reproduction, assumptions }: SimulationResult): Html {
  const { bills, bills_different, people_different } = reproduction;
  const unverified = assumptions.filter((one) => one.unverified).length;
  const exact = bills_different === 0;
  return card("有多大把握", exact ? "重算逐分一致" : `${count(bills_different)} 笔对不上`, [
    exact
      ? `按原政策重算 ${count(bills)} 笔，与当时结算没有一分之差`
      : `按原政策重算 ${count(bills)} 笔，涉及 ${count(people_different)} 人与当时不同`,
    unverified === 0 ? null : html`${count(unverified)} 项依据或假设 ${UNVERIFIED}`,
  ]);
}

function firstPictures(result: SimulationResult): Html | null {
  const same = hasNoEffect(result);
  const reserve = reserveChart(result, same, "first-reserve");
  const shown: Html[] = [];
  if (reserve !== null) {
    const said = result.reserve_band === null ? "" : "浅色带是控制区间。";
    shown.push(picture("年末可支付月数（个月）", reserve, `${said}超出图幅的画到边，以 » 标出。`));
  }
  if (result.totals.winners + result.totals.losers > 0) {
    const { drawn, unit } = groupChart(result.groups.income_group, "按收入", "first-income");
    const said = "向左是多付，向右是少付；收入按参保人排序，每组五分之一。";
    shown.push(picture(`谁多付、谁少付：按收入（${unit}）`, drawn, said));
  }
  return shown.length === 0 ? null : pictures(shown);
}
