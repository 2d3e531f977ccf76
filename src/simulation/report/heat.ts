import { type Html, html } from "../../kernel/index.ts";
import type { CellOutcome, SimulationResult } from "../outcome/simulation-result.ts";
import { meanText, meanYuan } from "./mean.ts";

interface Sum {
  people: number;
  gain_fen: number;
  loss_fen: number;
}

/** Fewer people than this, and a mean says little. */
const FEW_PEOPLE = 30;
const SHADES = 4;

/** Hospital levels down, the other dimension across: what a person pays more on average. */
export function heatTable(
  { cells, groups }: SimulationResult,
  across: "income_group" | "age_band",
  caption: string,
): Html {
  const levels = groups.hospital_level;
  const columns = groups[across];
  const sums = sumsOf(cells, across);
  const means = [...sums.values()].map((sum) => Math.abs(meanYuan(sum)));
  const most = means.reduce((max, one) => Math.max(max, one), 0);
  return html`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
<table class="heat">
<caption>${caption}（元）</caption>
<thead><tr><th scope="col">医院级别</th>${columns.map(
    ({ title }) => html`<th scope="col" class="figure">${title}</th>`,
  )}</tr></thead>
<tbody>
${levels.map(
  (level) => html`<tr><th scope="row">${level.title}</th>${columns.map(({ key }) =>
    heatCell(sums.get(`${level.key}/${key}`), most),
  )}</tr>
`,
)}</tbody></table></div>
`;
}

function sumsOf(
  cells: readonly CellOutcome[],
  across: "income_group" | "age_band",
): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const cell of cells) {
    const key = `${cell.hospital_level}/${cell[across]}`;
    const sum = sums.get(key) ?? { people: 0, gain_fen: 0, loss_fen: 0 };
    sum.people += cell.people;
    sum.gain_fen += cell.gain_fen;
    sum.loss_fen += cell.loss_fen;
    sums.set(key, sum);
  }
  return sums;
}

function heatCell(sum: Sum | undefined, most: number): Html {
  if (sum === undefined) return html`<td class="figure">—</td>`;
  if (sum.gain_fen === 0 && sum.loss_fen === 0) return html`<td class="figure none">0</td>`;
  const few = sum.people < FEW_PEOPLE ? " few" : "";
  return html`<td class="figure${shade(meanYuan(sum), most)}${few}">${meanText(sum)}</td>`;
}

function shade(yuan: number, most: number): string {
  if (yuan === 0 || most === 0) return "";
  const step = Math.max(1, Math.ceil((Math.abs(yuan) / most) * SHADES));
  return ` ${yuan > 0 ? "more" : "less"}${step}`;
}
