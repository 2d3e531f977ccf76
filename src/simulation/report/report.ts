import { createHash } from "node:crypto";
import { type Html, html, rawHtml } from "../../kernel/index.ts";
import type { SimulationResult } from "../outcome/simulation-result.ts";
import { hasNoEffect } from "./effect.ts";
import { fundSection } from "./fund-sections.ts";
import { groundsSection } from "./grounds-section.ts";
import { groupSection } from "./group-sections.ts";
import { peopleSection } from "./people-sections.ts";
import { REPORT_STYLE } from "./report-style.ts";
import { summary } from "./summary.ts";
import {
  confidenceSection,
  projectionSection,
  sensitivitySection,
  solvedSection,
} from "./what-if-sections.ts";

/**
 * The report of a simulation: one page that needs nothing else, to be read on a screen or printed
 * for a meeting. The same result gives the same page. It runs no program and fetches nothing, and
 * says so itself in its content policy.
 */
export function reportPage(result: SimulationResult): string {
  const sections = sectionsOf(result);
  const page = html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<title>${result.title} · 政策测算</title>
<style>${rawHtml(REPORT_STYLE)}</style></head>
<body><main>
${summary(result)}
<nav aria-label="目录"><h2>目录</h2>
<ol>${sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>
`,
  )}</ol></nav>
${sections.map(
  ({ id, title, body }, index) => html`<section id="${id}"><h2>${index + 1}　${title}</h2>
${body}</section>
`,
)}</main></body></html>
`;
  return page.html;
}

const STYLE_DIGEST = createHash("sha256").update(REPORT_STYLE).digest("base64");
const CONTENT_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'`;

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** Those for which the result has something to say. */
function sectionsOf(result: SimulationResult): readonly Section[] {
  const { solved, sensitivity, projection } = result;
  const section = (id: string, title: string, body: Html): Section => ({ id, title, body });
  return [
    ...(solved === null ? [] : [section("solve", "求解", solvedSection(solved))]),
    section("funds", "基金", fundSection(result)),
    section("groups", "谁少付，谁多付", groupSection(result)),
    section("people", "个人负担", peopleSection(result)),
    ...(sensitivity.length === 0
      ? []
      : [section("sensitivity", "哪个参数最要紧", sensitivitySection(result))]),
    ...(hasNoEffect(result) || result.confidence.figures.length === 0
      ? []
      : [section("confidence", "有多大把握", confidenceSection(result))]),
    ...(projection === null
      ? []
      : [section("years", "今后十年", projectionSection(result, projection))]),
    section("grounds", "依据与假设", groundsSection(result)),
  ];
}
