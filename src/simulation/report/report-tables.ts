import { type Html, html } from "../../kernel/index.ts";

/** A table of the report: heads, rows of texts; all but the first column are figures. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
): Html {
  return html`<table><caption>${caption}</caption>
<thead><tr>${heads.map((head, index) => html`<th${attribute(index)} scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) => html`<td${attribute(index)}>${cell}</td>`)}</tr>
`,
  )}</tbody></table>`;
}

function attribute(index: number): Html {
  return index === 0 ? html`` : html` class="figure"`;
}
