import { type Html, html, rawHtml } from "../../kernel/index.ts";
import type {
  Block,
  HeadingBlock,
  PrintedCell,
  PrintedTable,
  Publication,
} from "../publication.ts";
import { HTML_STYLE } from "./html-style.ts";
import { beginsPage, headingsOf, papersOf } from "./paper.ts";
import { linesOf } from "./printable.ts";
import { alignOf, tableGrid } from "./table-grid.ts";

/** Nothing is run and nothing is fetched, whatever a text in it says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One page for a browser: everything in one file, no script, no request to anywhere. */
export function writeHtml(publication: Publication): Uint8Array {
  const numbers = new Map(headingsOf(publication.blocks, DEEPEST).map((one, i) => [one, i + 1]));
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${publication.unit_name}">
<title>${publication.title}</title>
<style>${rawHtml(HTML_STYLE)}</style>
</head>
<body>
<main>
${papersOf(publication.blocks).map(({ blocks, is_landscape }) => {
  const own = blocks.map((_, index) => block(blocks, index, publication, numbers));
  return html`<div class="paper${is_landscape ? " wide" : ""}">
${own}</div>
`;
})}</main>
</body>
</html>
`;
  return new TextEncoder().encode(page.html);
}

const DEEPEST = 4;

type Numbers = ReadonlyMap<HeadingBlock, number>;

function block(
  blocks: readonly Block[],
  index: number,
  publication: Publication,
  numbers: Numbers,
): Html {
  const one = blocks[index] as Block;
  const page = beginsPage(blocks, index) ? " new-page" : "";
  switch (one.kind) {
    case "cover":
      return html`<header class="cover"><h1>${broken(one.title)}</h1>
${one.lines.map((line) => html`<p>${broken(line)}</p>\n`)}</header>
`;
    case "contents":
      return contents(one.title, headingsOf(publication.blocks, one.depth), numbers);
    case "heading": {
      const name = rawHtml(`h${one.level + 1}`);
      const id = `s${numbers.get(one) ?? 0}`;
      return html`<${name} id="${id}"${classes(page)}>${broken(one.text)}</${name}>
`;
    }
    case "paragraph": {
      const align = one.align === "left" ? "" : one.align;
      const indented = one.is_indented ? " indented" : "";
      return html`<p${classes(align + indented + page)}>${broken(one.text)}</p>
`;
    }
    case "table":
      return figure(one.table, page);
    case "page-break":
      return html``;
  }
}

function classes(names: string): Html | null {
  return names.trim() === "" ? null : html` class="${names.trim()}"`;
}

function broken(text: string): readonly Html[] {
  return linesOf(text).map((line, index) => html`${index > 0 ? rawHtml("<br>") : null}${line}`);
}

function contents(title: string, headings: readonly HeadingBlock[], numbers: Numbers): Html {
  const entries = headings.map((one) => {
    const target = `#s${numbers.get(one) ?? 0}`;
    return html`<li class="level-${one.level}"><a href="${target}">${broken(one.text)}</a></li>
`;
  });
  return html`<nav class="contents" aria-label="${title}"><p>${title}</p>
<ol>
${entries}</ol></nav>
`;
}

function figure(table: PrintedTable, page: string): Html {
  const { header, body } = tableGrid(table);
  const whole = table.columns.reduce((sum, { width }) => sum + width, 0) || 1;
  const columns = table.columns.map(({ width }) => {
    return html`<col style="width: ${((width / whole) * 100).toFixed(2)}%">`;
  });
  const row = (cells: readonly PrintedCell[], isHeader: boolean) => {
    return html`<tr>${cells.map((one) => cell(one, table, isHeader))}</tr>
`;
  };
  const head = header.map((cells) => row(cells, true));
  return html`<figure${classes(page)}>
${caption(table)}<div class="scroll"><table>
<colgroup>${columns}</colgroup>
${head.length > 0 ? html`<thead>\n${head}</thead>\n` : null}<tbody>
${body.map((cells) => row(cells, false))}</tbody>
</table></div>
${table.notes.map((note) => html`<p class="note">${broken(note)}</p>\n`)}</figure>
`;
}

function caption({ label, title, owner, unit }: PrintedTable): Html {
  const line = html`<div class="line">${owner ? html`<span>${owner}</span>` : null} ${
    unit ? html`<span class="unit">${unit}</span>` : null
  }</div>
`;
  return html`<figcaption>
${label ? html`<div class="label">${broken(label)}</div>\n` : null}${
  title ? html`<div class="title">${broken(title)}</div>\n` : null
}${owner || unit ? line : null}</figcaption>
`;
}

function cell(one: PrintedCell, table: PrintedTable, isHeader: boolean): Html {
  const spans = html`${one.columns > 1 ? html` colspan="${one.columns}"` : null}${
    one.rows > 1 ? html` rowspan="${one.rows}"` : null
  }`;
  if (isHeader) {
    const scope = one.columns > 1 ? "colgroup" : "col";
    return html`<th scope="${scope}"${spans}>${broken(one.text)}</th>`;
  }
  const align = alignOf(one, table, false);
  const looks = [align === "left" ? "" : align, one.is_bold ? "bold" : ""];
  const indent = one.indent > 0 ? html` style="--indent: ${one.indent}"` : null;
  const name = [...looks, one.indent > 0 ? "indent" : ""].filter((word) => word !== "").join(" ");
  return html`<td${classes(name)}${indent}${spans}>${broken(one.text)}</td>`;
}
