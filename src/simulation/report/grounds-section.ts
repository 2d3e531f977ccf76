import { type Html, html } from "../../kernel/index.ts";
import type { SimulationResult } from "../outcome/simulation-result.ts";
import { marked, UNVERIFIED } from "./parts.ts";
import { count } from "./words.ts";

/** What the answer rests on, and how it could be had again. */
export function groundsSection(result: SimulationResult): Html {
  const { assumptions, history } = result;
  const versions = `政策版本 ${result.policy_version_before} → ${result.policy_version_after}`;
  const size = `${count(history.people)} 人，${count(history.bills)} 笔`;
  const source = `历史 ${history.from} 至 ${history.to}，${size}`;
  return html`<p>标 ${UNVERIFIED} 的尚未与文件原文核对，或是约定、虚构的数，不能作为正式依据。</p>
<ul class="grounds">${assumptions.map(
    ({ text, value, source, unverified }) => html`<li>${marked(text)}${
      value === "" ? null : html`：${marked(value)}`
    } <span class="soft">${source}</span> ${unverified ? UNVERIFIED : null}</li>
`,
  )}</ul>
<p class="soft">${versions}；${source}。同样的历史、政策、改变与种子，得到同样的报告。</p>`;
}
