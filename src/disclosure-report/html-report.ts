import type { Finding } from "../disclosure/index.ts";
import type { CheckReport } from "../disclosure-check/index.ts";
import { type Html, html, rawHtml } from "../kernel/index.ts";
import type { FileAnswer } from "./check-file.ts";
import { countOf, OUTCOME_WORDS, placeWords, SEVERITIES, SEVERITY_WORDS } from "./outcome-words.ts";
import { type DocumentViews, viewsOf } from "./page-view.ts";
import { coverageWords, identityWords } from "./terminal.ts";

/** What a report is made of: of an answer, or of one that was kept. */
type Checked = Pick<Extract<FileAnswer, { kind: "checked" }>, "report" | "views">;

/** One page that runs nothing and asks for nothing: each finding with its place beside it. */
export function htmlReport(checked: Checked): string {
  const { report } = checked;
  const views = checked.views === null ? NO_VIEWS : viewsOf(checked.views);
  const title = `核对报告：${report.document.unit || report.document.name}`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${rawHtml(STYLE)}</style></head><body>
<svg class="symbols" aria-hidden="true">${views.symbols.map(rawHtml)}</svg>
<header><h1>${title}</h1><p>${identityWords(report)}</p><p>文件：${report.document.name}</p>
<p class="counts">${SEVERITIES.map(
    (one) =>
      html`<a class="count ${one}" href="#${one}">
${SEVERITY_WORDS[one]} ${countOf(report.findings, one)}</a>`,
  )}</p><p>${coverageWords(report)}</p></header>
<main>${SEVERITIES.map((one) => severityPart(report, views, one))}</main>
${waivedPart(report)}${coveragePart(report)}
</body></html>
`.html;
}

const NO_VIEWS: DocumentViews = { symbols: [], beside: {} };

function severityPart(
  report: CheckReport,
  views: DocumentViews,
  severity: Finding["outcome"],
): Html {
  const some = report.findings.filter((one) => one.outcome === severity);
  if (some.length === 0) return rawHtml("");
  return html`<section id="${severity}"><h2>${SEVERITY_WORDS[severity]}（${some.length}）</h2>
${some.map((one) => findingPart(one, views.beside[one.id] ?? ""))}</section>`;
}

function findingPart(finding: Finding, beside: string): Html {
  const { id, rule, title, where, message, suggestion, merged, printed, expected } = finding;
  const line = (name: string, text: string) =>
    text === "" ? "" : html`<dt>${name}</dt><dd>${text}</dd>`;
  return html`<article class="${finding.outcome}" id="${id}"><div>
<h3><a href="#${id}">${id}</a> ${title}</h3>
<p class="place">${placeWords(where)}</p><p>${message}</p><dl>
${line("印的是", printed)}${line("应为", expected)}${line("相差", finding.difference)}
${line("怎样改", suggestion)}${line("规则", [rule, ...merged].join("、"))}</dl></div>
${rawHtml(beside)}</article>`;
}

function waivedPart({ waived }: CheckReport): Html {
  if (waived.length === 0) return rawHtml("");
  return html`<section><h2>已说明理由、不再提出的（${waived.length}）</h2><ul>${waived.map(
    ({ finding, waiver }) =>
      html`<li>${finding.title}（${placeWords(finding.where)}）：${waiver.reason}
（${waiver.author}，${waiver.date}）</li>`,
  )}</ul></section>`;
}

/** Every rule that was judged, by outcome; the long lists are folded. */
function coveragePart({ coverage }: CheckReport): Html {
  const outcomes = ["fail", "hint", "unresolved", "pass", "not-applicable"] as const;
  return html`<section><h2>核对了什么</h2>${outcomes.map((outcome) => {
    const some = coverage.checks.filter((one) => one.outcome === outcome);
    return html`<details><summary>${OUTCOME_WORDS[outcome]}（${some.length}）</summary>
<table class="checks"><tr><th>规则</th><th>内容</th><th>位置</th><th>说明</th></tr>${some.map(
      (one) => html`<tr><td>${one.rule}</td><td>${one.title}</td>
<td>${one.place === null ? one.address : placeWords(one.place)}</td><td>${one.note}</td></tr>`,
    )}</table></details>`;
  })}</section>`;
}

/** How reports look. */
export const STYLE = `
:root{color-scheme:light dark;--line:#8884;--error:#c62828;--warn:#b26a00;--hint:#1565c0;
--unresolved:#6a6a6a}
body{font:15px/1.7 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;
max-width:1240px;margin:0 auto;padding:16px;font-variant-numeric:tabular-nums}
.symbols{position:absolute;width:0;height:0}
h1{font-size:22px}h2{font-size:18px;border-bottom:1px solid var(--line)}h3{margin:0;font-size:16px}
.count{display:inline-block;padding:2px 12px;margin-right:8px;border-radius:12px;color:#fff;
text-decoration:none}
.count.error{background:var(--error)}.count.warn{background:var(--warn)}
.count.hint{background:var(--hint)}.count.unresolved{background:var(--unresolved)}
article{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:16px;margin:14px 0;
padding:12px;border:1px solid var(--line);border-left:5px solid;border-radius:4px;
break-inside:avoid}
article.error{border-left-color:var(--error)}article.warn{border-left-color:var(--warn)}
article.hint{border-left-color:var(--hint)}article.unresolved{border-left-color:var(--unresolved)}
h3 a{color:inherit;text-decoration:none}
.place{color:#777;margin:2px 0}dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0}
dt{color:#777}dd{margin:0}
figure{margin:0;min-width:0;overflow:auto}figcaption{color:#777;font-size:12px;text-align:right}
svg.part{display:block;box-sizing:border-box;width:100%;
border:1px solid var(--line);background:#fff}
.paper{fill:#fff}svg text{fill:#111}
.mark{fill:#ffd60066;stroke:#c62828;stroke-width:1}
.lines{margin:0;padding-left:4em;font-size:13px}.marked{background:#ffd60044}
table{border-collapse:collapse;font-size:13px}td,th{border:1px solid var(--line);padding:2px 6px;
text-align:left;vertical-align:top}
.checks{width:100%}
@media (max-width:800px){article{grid-template-columns:1fr}}
@media print{body{max-width:none}details{display:none}}
`;
