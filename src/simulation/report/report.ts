import { type Html, html, rawHtml } from "../../kernel/index.ts";
import type { SimulationResult } from "../outcome/simulation-result.ts";
import { fundSection, projectionSection } from "./report-funds.ts";
import {
  confidenceSection,
  groupSection,
  peopleSection,
  sensitivitySection,
  solvedSection,
} from "./report-people.ts";
import { REPORT_STYLE } from "./report-style.ts";
import { count, money, relative, signedMoney } from "./words.ts";

/**
 * The report of a simulation: one page that needs nothing else, to be read on a screen or printed
 * for a meeting. The same result gives the same page.
 */
export function reportPage(result: SimulationResult): string {
  const page = html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${result.title} · 政策模拟</title>
<style>${rawHtml(REPORT_STYLE)}</style></head>
<body><main>
${heading(result)}
${keyFigures(result)}
${fundSection(result)}
${groupSection(result)}
${peopleSection(result)}
${solvedSection(result)}
${sensitivitySection(result)}
${confidenceSection(result)}
${projectionSection(result)}
${groundsSection(result)}
</main></body></html>
`;
  return page.html;
}

function heading(result: SimulationResult): Html {
  const { title, region, from, to, changes, history } = result;
  const source =
    history.source === "made" ? `虚构的历史（种子 ${history.seed}）` : "平台数据库的结算历史";
  return html`<header><p class="over">政策模拟 · ${region.name}（${region.code}）</p>
<h1>${title}</h1>
<p>${from} 至 ${to} · ${source} · ${count(history.people)} 人 · ${count(history.bills)} 笔</p>
${changes.length === 0 ? null : html`<ul class="changes">${changes.map((one) => html`<li>${one}</li>`)}</ul>`}
${result.remarks.map((remark) => html`<p class="remark">${remark}</p>`)}
</header>`;
}

function keyFigures({ totals, catastrophic, reproduction }: SimulationResult): Html {
  const fund = totals.fund_after_fen - totals.fund_before_fen;
  const person = totals.person_after_fen - totals.person_before_fen;
  const hard = catastrophic[0];
  const exact = reproduction.bills_different === 0;
  return html`<section class="cards">
${card("基金支出", signedMoney(fund), `${money(totals.fund_before_fen)} → ${money(totals.fund_after_fen)}（${relative(totals.fund_before_fen, totals.fund_after_fen)}）`)}
${card("个人负担", signedMoney(person), `${money(totals.person_before_fen)} → ${money(totals.person_after_fen)}（${relative(totals.person_before_fen, totals.person_after_fen)}）`)}
${card("少付的人 · 多付的人", `${count(totals.winners)} · ${count(totals.losers)}`, `不变 ${count(totals.unchanged)} 人`)}
${card("负担超过年收入 10% 的人", `${count(hard?.before ?? 0)} → ${count(hard?.after ?? 0)}`, `新增 ${count(hard?.newly ?? 0)}，减少 ${count(hard?.no_longer ?? 0)}`)}
${card("重算核对", exact ? "逐笔一致" : `${count(reproduction.bills_different)} 笔不同`, `按原政策重算 ${count(reproduction.bills)} 笔，与当时结算逐分比较`)}
</section>`;
}

function card(title: string, figure: string, note: string): Html {
  return html`<div class="card"><h3>${title}</h3><p class="big">${figure}</p><p>${note}</p></div>
`;
}

function groundsSection({ assumptions, ...result }: SimulationResult): Html {
  return html`<section><h2>依据与假设</h2>
<p>标〔待核实〕的尚未与文件原文核对，不能作为正式依据。</p>
<ul class="grounds">${assumptions.map(
    ({ text, value, source, unverified }) => html`<li>${text}${value === "" ? "" : `：${value}`}
<span class="source">${source}${unverified ? "〔待核实〕" : ""}</span></li>
`,
  )}</ul>
<p class="source">政策版本 ${result.policy_version_before} → ${result.policy_version_after}</p>
</section>`;
}
