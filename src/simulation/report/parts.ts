import { type Html, html } from "../../kernel/index.ts";
import { count, type MoneyScale, moneyScale, relative } from "./words.ts";

/** What the report is put together from: tables by columns, pictures with their sentence. */

export type Cell = string | Html;

export interface Column {
  readonly head: string;
  readonly cells: readonly Cell[];
  /** Figures stand to the right, words to the left. */
  readonly figures: boolean;
}

export function words(head: string, cells: readonly Cell[]): Column {
  return { head, cells, figures: false };
}

export function figures(head: string, cells: readonly Cell[]): Column {
  return { head, cells, figures: true };
}

export function counts(head: string, numbers: readonly number[]): Column {
  return figures(head, numbers.map(count));
}

/** Amounts in one unit, which the head names; what is not known is a dash. */
export function amounts(
  head: string,
  amounts_fen: readonly (number | null)[],
  scale: MoneyScale = moneyScale(amounts_fen),
): Column {
  const text = (one: number | null) => (one === null ? "—" : scale.text(one));
  return figures(`${head}（${scale.unit}）`, amounts_fen.map(text));
}

/** Amounts before and after, and how they differ. */
export function compared(
  heads: { readonly before: string; readonly after: string },
  before_fen: readonly number[],
  after_fen: readonly number[],
  scale: MoneyScale = moneyScale([...before_fen, ...after_fen]),
  change_scale?: MoneyScale,
): readonly Column[] {
  return [
    amounts(heads.before, before_fen, scale),
    amounts(heads.after, after_fen, scale),
    changes("变化", before_fen, after_fen, change_scale),
    figures(
      "变化率",
      before_fen.map((before, row) => relative(before, after_fen[row] ?? 0)),
    ),
  ];
}

export function changes(
  head: string,
  before_fen: readonly number[],
  after_fen: readonly number[],
  scale?: MoneyScale,
): Column {
  return signed(
    head,
    before_fen.map((before, row) => (after_fen[row] ?? 0) - before),
    scale,
  );
}

export function signed(
  head: string,
  amounts_fen: readonly number[],
  scale: MoneyScale = moneyScale(amounts_fen),
): Column {
  return figures(`${head}（${scale.unit}）`, amounts_fen.map(scale.signed));
}

/** A table of columns; the first names the rows. A telephone scrolls it by itself. */
export function table(caption: string, columns: readonly Column[]): Html {
  const rows = columns[0]?.cells ?? [];
  return html`<div class="wide" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ head, figures: right }) =>
    right ? html`<th scope="col" class="figure">${head}</th>` : html`<th scope="col">${head}</th>`,
  )}</tr></thead>
<tbody>
${rows.map(
  (_, row) => html`<tr>${columns.map((column, index) => cell(column, row, index === 0))}</tr>
`,
)}</tbody></table></div>
`;
}

function cell({ cells, figures: right }: Column, row: number, names: boolean): Html {
  const content = cells[row] ?? "";
  if (names) return html`<th scope="row">${content}</th>`;
  return right ? html`<td class="figure">${content}</td>` : html`<td>${content}</td>`;
}

/** A table that is opened when it is wanted: the same figures as the picture before it. */
export function folded(caption: string, columns: readonly Column[]): Html {
  return html`<details><summary>${caption}：数字</summary>
${table(caption, columns)}</details>
`;
}

/** @param sentence what the picture says and how it is read */
export function picture(caption: string, drawn: Html, sentence = ""): Html {
  return html`<figure><figcaption>${caption}</figcaption>${drawn}${
    sentence === "" ? null : html`<p class="soft">${sentence}</p>`
  }</figure>
`;
}

/** Two beside one another where there is room. */
export function pictures(figures: readonly Html[]): Html {
  return html`<div class="pictures">
${figures}</div>
`;
}

export const UNVERIFIED: Html = html`<span class="mark">待核实</span>`;

/** A sentence in which 〔待核实〕 stands out. */
export function marked(text: string): Html {
  const parts = text.split("〔待核实〕");
  return html`${parts.map((part, index) => [index === 0 ? null : UNVERIFIED, part])}`;
}
