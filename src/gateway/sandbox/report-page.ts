import { escapeHtml } from "../../kernel/index.ts";
import { NEED_TITLES, PROFILE_TITLES } from "./need.ts";
import type { ConformanceReport, NamedTransaction, VisitWay } from "./report.ts";
import type { ReportProblem } from "./report-problem.ts";

/**
 * The report as one page of HTML: no script, nothing fetched, readable on a telephone and on paper.
 * Everything that came from outside goes through `escapeHtml`.
 */

const STYLE = `
:root { color-scheme: light; --line: #c9ced6; --ink: #1b2430; --soft: #55606e; --good: #0a6b3d;
  --bad: #a3191e; --band: #f3f5f8; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; color: var(--ink); background: #fff;
  font: 1rem/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); }
.verdict { border: 2px solid; padding: .75rem 1rem; margin: 1rem 0; font-weight: 600; }
.yes { color: var(--good); } .no { color: var(--bad); }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left;
  vertical-align: top; }
th { background: var(--band); white-space: nowrap; } td.n { text-align: right;
  font-variant-numeric: tabular-nums; }
ul, ol { margin: .25rem 0; padding-left: 1.5rem; }
code { font: .9em monospace; overflow-wrap: anywhere; }
.problem { border: 1px solid var(--line); border-left-width: .4rem; padding: .5rem .75rem;
  margin: .5rem 0; }
.open { border-left-color: var(--bad); } .mended { border-left-color: var(--good); }
@media print { body { max-width: none; padding: 0; font-size: 10pt; }
  .problem, tr { break-inside: avoid; } h2 { break-after: avoid; } }
`;

export function reportPage(report: ConformanceReport): string {
  const { institution, made_at, score, ready } = report;
  const name = escapeHtml(institution.fixmedins_name);
  const verdict = ready
    ? '<p class="verdict yes">✓ 可以验收：清单全部完成。</p>'
    : `<p class="verdict no">✗ 尚不能验收：还差 ${score.total - score.done} 项。</p>`;
  return page(`${institution.fixmedins_name} 接口符合性报告`, [
    `<h1>接口符合性报告</h1><p>${name}（<code>${escapeHtml(institution.fixmedins_code)}</code>，` +
      `${PROFILE_TITLES[institution.profile]}）</p>`,
    `<p class="soft">生成于 ${made_at}（北京时间）。只统计次数，不保存报文与个人信息。</p>`,
    verdict,
    `<p>完成 ${score.done} / ${score.total} 项（${score.percent}%）。</p>`,
    section("验收清单", checklist(report)),
    section("字段错误", problems(report.problems, "field")),
    section("金额关系", problems(report.problems, "identity")),
    section("就诊全过程", report.visits.map(visitWay).join("")),
    section("结算的各种结局", settlements(report)),
    section("已调用的交易", transactions(report)),
    section("业务拒绝", problems(report.problems, "refusal")),
    section("没有调用过的交易", neverCalled(report)),
    section("不必要的调用", notNeeded(report)),
  ]);
}

/** The list of institutions that have called. */
export function institutionsPage(
  institutions: readonly { readonly code: string; readonly name: string }[],
): string {
  const rows = institutions.map(
    ({ code, name }) =>
      `<li><a href="/sandbox/${encodeURIComponent(code)}">${escapeHtml(name)}</a> ` +
      `<code>${escapeHtml(code)}</code></li>`,
  );
  const list = rows.length === 0 ? "<p>还没有机构调用过接口。</p>" : `<ul>${rows.join("")}</ul>`;
  const hint =
    '<p class="soft">接口说明见 docs/interface.md，接入步骤见 docs/hospital-developers.md，' +
    'OpenAPI 文档在 <a href="/api/openapi.json">/api/openapi.json</a>。</p>';
  return page("接入沙箱", [`<h1>接入沙箱</h1>${hint}`, section("符合性报告", list)]);
}

function page(title: string, parts: readonly string[]): string {
  return (
    '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>\n` +
    `<body>\n${parts.join("\n")}\n</body></html>\n`
  );
}

function section(title: string, content: string): string {
  return `<section><h2>${title}</h2>${content === "" ? "<p>无。</p>" : content}</section>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const head = heads.map((one) => `<th scope="col">${one}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("\n");
  const whole = `<thead><tr>${head}</tr></thead><tbody>${body}</tbody>`;
  return `<div class="wide"><table>${whole}</table></div>`;
}

function cell(text: string): string {
  return `<td>${escapeHtml(text)}</td>`;
}

function count(value: number): string {
  return `<td class="n">${value}</td>`;
}

function mark(done: boolean): string {
  return done ? '<td class="yes">✓ 已完成</td>' : '<td class="no">✗ 未完成</td>';
}

function checklist({ checklist: items }: ConformanceReport): string {
  const rows = items.map(({ done, title, how }) => [mark(done), cell(title), cell(how)]);
  return table(["状态", "项目", "怎样完成"], rows);
}

function problems(all: readonly ReportProblem[], kind: ReportProblem["kind"]): string {
  return all
    .filter((one) => one.kind === kind)
    .map(problem)
    .join("\n");
}

function problem(one: ReportProblem): string {
  const { infno, name, place, label, open } = one;
  const where = place === "" ? "" : ` · <code>${escapeHtml(place)}</code> ${escapeHtml(label)}`;
  const state = open ? "未改正" : "之后已有成功";
  const line = (title: string, text: string): string =>
    text === "" ? "" : `<p><span class="soft">${title}：</span>${escapeHtml(text)}</p>`;
  return (
    `<div class="problem ${open ? "open" : "mended"}">` +
    `<p><b>${escapeHtml(`${infno} ${name}`)}</b>${where}（${state}）</p>` +
    line("收到", one.came) +
    line("表中规定", one.expected) +
    line("问题与改法", one.message) +
    `<p class="soft">${one.count} 次，${one.first_at} 至 ${one.last_at}，<code>${one.code}</code></p>` +
    "</div>"
  );
}

const STEP_WORDS = { accepted: "✓ 成功", "refused only": "✗ 只有被拒绝的", never: "— 没有调用" };

function visitWay({ name, steps }: VisitWay): string {
  const rows = steps.map((step) => [
    cell(step.infno),
    cell(step.name),
    `<td class="${step.state === "accepted" ? "yes" : "no"}">${STEP_WORDS[step.state]}</td>`,
  ]);
  return `<p><b>${name}</b></p>${table(["编号", "交易", "状态"], rows)}`;
}

function settlements({ settlements: drills }: ConformanceReport): string {
  const rows = drills.map((one) => [
    cell(`${one.final} ${one.name}结算`),
    ...[one.tried, one.settled, one.cancelled, one.repeated, one.after_time_out].map(mark),
  ]);
  return table(["结算", "预结算", "结算", "撤销", "同一报文重发", "超时后 2601"], rows);
}

function transactions({ transactions: all }: ConformanceReport): string {
  const rows = all.map((one) => [
    cell(one.infno),
    cell(one.name),
    cell(NEED_TITLES[one.need]),
    count(one.accepted),
    count(one.refused),
    count(one.repeated),
    count(one.reversed),
    cell(one.last_at),
  ]);
  return table(["编号", "交易", "需要程度", "成功", "拒绝", "重复", "冲正", "最近"], rows);
}

function neverCalled({ never_called }: ConformanceReport): string {
  const group = (need: "must" | "should" | "may"): string => {
    const list = never_called[need];
    if (list.length === 0) return "";
    return `<p><b>${NEED_TITLES[need]}</b>（${list.length}）</p><p>${list.map(named).join("、")}</p>`;
  };
  return group("must") + group("should") + group("may");
}

function named({ infno, name }: NamedTransaction): string {
  return `<code>${escapeHtml(infno)}</code>&nbsp;${escapeHtml(name)}`;
}

function notNeeded({ not_needed }: ConformanceReport): string {
  const rows = not_needed.map((one) => [
    cell(one.infno),
    cell(one.name),
    count(one.count),
    cell(one.why),
  ]);
  return table(["编号", "交易", "次数", "原因"], rows);
}
