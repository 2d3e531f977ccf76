import type { Block, PrintedCell, PrintedTable, Publication } from "../publication.ts";
import { fittedColumns } from "./column-widths.ts";
import { beginsPage, isForm, papersOf } from "./paper.ts";
import { linesOf, oneLine } from "./printable.ts";
import { alignOf, mayBreak, tableGrid } from "./table-grid.ts";
import { TYPST_STYLE } from "./typst-style.ts";

/**
 * A publication as a program of Typst. Every text stands in it as a string, in which only the
 * backslash and the quote have a meaning: nothing that a unit writes is ever read as markup.
 */
export function typstSource(publication: Publication): string {
  const { title, unit_name, blocks } = publication;
  const papers = papersOf(blocks);
  const parts = papers.map(({ is_landscape, blocks: own }, index) => {
    const afterCover = papers[index - 1]?.blocks[0]?.kind === "cover";
    const counted = afterCover ? "#counter(page).update(1)\n" : "";
    const content = own.map((_, place) => blockSource(own, place, unit_name)).join("");
    if (own[0]?.kind === "cover") return `#cover-page[\n${content}]\n`;
    return `#paper(${is_landscape})[\n${counted}${content}]\n`;
  });
  const [named, author] = [title, unit_name].map((text) => literal(oneLine(text)));
  const head = `#set document(title: ${named}, author: ${author}, date: none)\n`;
  return head + TYPST_STYLE + parts.join("");
}

/** A text as a string of Typst. */
export function literal(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/** A text of several lines as content. */
function content(text: string): string {
  const lines = linesOf(text).map(literal);
  return lines.length === 1 ? (lines[0] as string) : `[#${lines.join("#linebreak()#")}]`;
}

function blockSource(blocks: readonly Block[], index: number, unit_name: string): string {
  const block = blocks[index] as Block;
  const page = beginsPage(blocks, index) ? "#pagebreak(weak: true)\n" : "";
  switch (block.kind) {
    case "cover": {
      const title = content(titleLines(block.title, unit_name));
      return `#cover(${title}, ${list(block.lines.map(content))})\n`;
    }
    case "contents": {
      const next = blocks[index + 1];
      const end =
        next === undefined || next.kind === "page-break" ? "" : "#pagebreak(weak: true)\n";
      return `${page}#contents(${content(block.title)}, ${block.depth})\n${end}`;
    }
    case "heading":
      return `${page}#heading(level: ${block.level}, ${content(block.text)})\n`;
    case "paragraph":
      return `${page}#words(${block.align}, ${block.is_indented}, ${content(block.text)})\n`;
    case "table":
      return page + tableSource(block.table);
    case "page-break":
      return "";
  }
}

/** Characters of a title that stand in one line of the cover. */
const TITLE_LINE = 15;

/** A long title is parted behind the name of the unit, and not within a word. */
function titleLines(title: string, unit_name: string): string {
  const at = unit_name === "" ? -1 : title.indexOf(unit_name);
  const end = at + unit_name.length;
  if (title.length <= TITLE_LINE || title.includes("\n") || at < 0 || end === title.length) {
    return title;
  }
  return `${title.slice(0, end)}\n${title.slice(end).trimStart()}`;
}

function list(items: readonly string[]): string {
  return `(${items.map((item) => `${item},`).join(" ")})`;
}

/** Between the margins, in points, less what stands around a table; see `TYPST_STYLE`. */
const UPRIGHT = { width: 595.28 - 2 * 68, height: 841.89 - 146 - 80 };
const WIDE = { width: 841.89 - 2 * 51, height: 595.28 - 116 - 80 };

const NOTE_HEIGHT = 22;

function tableSource(table: PrintedTable): string {
  const { header, body } = tableGrid(table);
  const { width, height } = table.is_landscape ? WIDE : UPRIGHT;
  const room = isForm(table) ? height - table.notes.length * NOTE_HEIGHT : undefined;
  const { widths, size } = fittedColumns(table, width, room);
  const texts = [table.label, table.title, table.owner, table.unit].map(content);
  const columns = widths.map((points) => `${points.toFixed(2)}pt`);
  const aligns = table.columns.map(({ align }) => align);
  const row = (isHeader: boolean) => (cells: readonly PrintedCell[]) => {
    // A row that cells from above reach through has none of its own.
    return cells.map((cell) => `  ${cellSource(cell, table, isHeader)},\n`).join("");
  };
  const head = header.length > 0 ? ` table.header(\n${header.map(row(true)).join("")} ),\n` : "";
  const { free, last } = rowsAboveNotes(body, table.notes);
  return `#above(${texts.join(", ")})
#grid-table(${size}pt, ${body.some(mayBreak)}, ${list(columns)}, ${list(aligns)},
${head}${free.map(row(false)).join("")}${footer(last.map(row(false)), table)})
${last.length === 0 ? table.notes.map((note) => `#note(${content(note)})\n`).join("") : ""}`;
}

/**
 * The rows at the end of a table that its notes go with: else a table that fills its page leaves
 * them alone on the next. None where such a row could itself be longer than a page.
 */
function rowsAboveNotes(
  body: readonly (readonly PrintedCell[])[],
  notes: readonly string[],
): { readonly free: typeof body; readonly last: typeof body } {
  const reach = (row: number) => Math.max(...(body[row] ?? []).map(({ rows }) => row + rows));
  let from = body.length - 1;
  while (from > 0 && body.slice(0, from).some((_, row) => reach(row) > from)) from -= 1;
  const last = body.slice(Math.max(0, from));
  const goesAlong = notes.length > 0 && last.length <= FOOT_ROWS && !last.some(mayBreak);
  return goesAlong ? { free: body.slice(0, from), last } : { free: body, last: [] };
}

/** More rows would leave too much of a page empty. */
const FOOT_ROWS = 4;

function footer(rows: readonly string[], { columns, notes }: PrintedTable): string {
  if (rows.length === 0) return "";
  const below = notes.map((note) => `#note(${content(note)})`).join("");
  const cell = `table.cell(colspan: ${columns.length}, ..below-table)[${below}]`;
  return ` table.footer(repeat: false,\n${rows.join("")}  ${cell},\n ),\n`;
}

function cellSource(cell: PrintedCell, table: PrintedTable, isHeader: boolean): string {
  const align = alignOf(cell, table, isHeader);
  const text = content(cell.text);
  const strong = isHeader || cell.is_bold ? `strong(${text})` : text;
  const inner = cell.indent > 0 && !isHeader ? `pad(left: ${cell.indent}em, ${strong})` : strong;
  const options = [
    ...(cell.columns > 1 ? [`colspan: ${cell.columns}`] : []),
    ...(cell.rows > 1 ? [`rowspan: ${cell.rows}`] : []),
    ...(align === table.columns[cell.column]?.align ? [] : [`align: ${align} + horizon`]),
  ];
  return options.length === 0 ? inner : `table.cell(${[...options, inner].join(", ")})`;
}
