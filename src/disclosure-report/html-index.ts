import { html, rawHtml } from "../kernel/index.ts";
import type { FileAnswer } from "./check-file.ts";
import { STYLE } from "./html-report.ts";
import { countOf, SEVERITIES, SEVERITY_WORDS } from "./outcome-words.ts";
import { identityWords } from "./terminal.ts";

/** One checked file and the page about it, relative to the index; or why it was not checked. */
export interface IndexEntry {
  readonly answer: FileAnswer;
  readonly href: string;
  /** Why it could not be checked; "" where it was. */
  readonly reason: string;
}

/** The page that leads to the reports of several files. */
export function htmlIndex(entries: readonly IndexEntry[]): string {
  const title = `核对报告：${entries.length} 份文件`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${rawHtml(STYLE)}</style></head><body><h1>${title}</h1>
<table class="checks"><tr><th>文件</th>${SEVERITIES.map(
    (one) => html`<th>${SEVERITY_WORDS[one]}</th>`,
  )}<th>单位、年度、种类</th></tr>${entries.map(entryRow)}</table>
</body></html>
`.html;
}

function entryRow({ answer, href, reason }: IndexEntry) {
  if (answer.kind !== "checked") {
    return html`<tr><td>${answer.name}</td>
<td colspan="${SEVERITIES.length + 1}">没有核对：${reason}</td></tr>`;
  }
  const { report } = answer;
  return html`<tr><td><a href="${href}">${answer.name}</a></td>${SEVERITIES.map(
    (one) => html`<td>${countOf(report.findings, one)}</td>`,
  )}<td>${identityWords(report)}</td></tr>`;
}
