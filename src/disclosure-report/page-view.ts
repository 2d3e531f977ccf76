import type { Finding } from "../disclosure/index.ts";
import type { Document, Line, Page, Run, Table } from "../documents/index.ts";
import { gridOfCells } from "../documents/index.ts";
import { type Html, html, rawHtml } from "../kernel/index.ts";

/**
 * What stands in the document beside each finding, for people who would rather look than read: of
 * a page with geometry the page itself, drawn again from its words; of any other the rows of the
 * table or the lines around.
 */
export interface DocumentViews {
  /** Pages that some finding stands on, each drawn once as a symbol `page-N`. */
  readonly symbols: readonly string[];
  /** Markup by finding id. */
  readonly beside: Readonly<Record<string, string>>;
}

/** Height of the part of a page that is shown, in points, and the least width of a drawn run. */
const PART_HEIGHT = 230;
const LINES_AROUND = 3;
const ROWS_AROUND = 2;

export function viewsOf(document: Document, findings: readonly Finding[]): DocumentViews {
  const pages = new Map(document.pages.map((page) => [page.number, page]));
  const lines = new Map(
    document.pages.flatMap((page) => page.lines).map((line) => [line.number, line]),
  );
  const drawn = new Set<number>();
  const beside: Record<string, string> = {};
  for (const finding of findings) {
    const line = lines.get(finding.where.line);
    const page = pages.get(line?.page ?? finding.where.page);
    if (page === undefined) continue;
    if (page.width > 0 && page.height > 0) {
      drawn.add(page.number);
      beside[finding.id] = partOfPage(page, line, finding).html;
    } else if (line !== undefined) {
      beside[finding.id] = withoutGeometry(document, page, line, finding).html;
    }
  }
  const symbols = [...drawn].sort((a, b) => a - b).map((one) => symbolOf(pages.get(one) as Page));
  return { symbols: symbols.map((one) => one.html), beside };
}

function symbolOf(page: Page): Html {
  return html`<symbol id="page-${page.number}" viewBox="0 0 ${page.width} ${page.height}">
<rect width="${page.width}" height="${page.height}" class="paper"/>${page.runs.map(drawnRun)}
</symbol>`;
}

/** A run is stretched to the width it has in the document, whatever font there is here. */
function drawnRun(run: Run): Html {
  if (run.text.trim() === "") return rawHtml("");
  return html`<text x="${tenth(run.x)}" y="${tenth(run.y)}" font-size="${tenth(run.size)}"${
    run.width > 0 && run.text.length > 1
      ? html` textLength="${tenth(run.width)}" lengthAdjust="spacingAndGlyphs"`
      : ""
  }>${run.text}</text>`;
}

function tenth(points: number): number {
  return Math.round(points * 10) / 10;
}

function partOfPage(page: Page, line: Line | undefined, finding: Finding): Html {
  const marked = line === undefined ? null : markedBox(line, finding);
  const middle = marked === null ? PART_HEIGHT / 2 : marked.y + marked.height / 2;
  const height = Math.min(PART_HEIGHT, page.height);
  const top = Math.max(0, Math.min(middle - height / 2, page.height - height));
  const box = (cls: string) =>
    marked === null
      ? ""
      : html`<rect class="${cls}" x="${tenth(marked.x - 3)}" y="${tenth(marked.y - 2)}"
 width="${tenth(marked.width + 6)}" height="${tenth(marked.height + 4)}" rx="2"/>`;
  return html`<figure><svg class="part" viewBox="0 ${tenth(top)} ${page.width} ${tenth(height)}"
 role="img" aria-label="第 ${page.number} 页">
<use href="#page-${page.number}" width="${page.width}" height="${page.height}"/>
${box("mark")}</svg>
<figcaption>第 ${page.number} 页</figcaption></figure>`;
}

/** The run that has the finding's words, or the whole line. */
function markedBox(line: Line, finding: Finding): Box {
  const wanted = [finding.printed, finding.where.text].filter((text) => text !== "");
  const run = line.runs.find((one) => wanted.includes(one.text.trim()));
  if (run === undefined) {
    return boxOn(line);
  }
  return boxOn(run);
}

/** From a little below the tops of the letters, which do not fill their height, to below them. */
function boxOn({ x, y, width, height }: Box): Box {
  return { x, y: y - height * 0.9, width, height: height * 1.1 };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function withoutGeometry(document: Document, page: Page, line: Line, finding: Finding): Html {
  const table = line.inTable
    ? document.tables.find((one) => one.line <= line.number && line.number <= one.lastLine)
    : undefined;
  if (table !== undefined) return rowsAround(table, line, finding);
  const at = page.lines.indexOf(line);
  const around = page.lines.slice(Math.max(0, at - LINES_AROUND), at + LINES_AROUND + 1);
  return html`<figure><ol class="lines">${around.map(
    (one) =>
      html`<li value="${one.number}"${one === line ? rawHtml(' class="marked"') : ""}>${
        one === line ? markedText(one.text, finding.printed) : one.text
      }</li>`,
  )}</ol><figcaption>第 ${line.number} 行</figcaption></figure>`;
}

/** The line with what is wrong in it marked, where it stands there once. */
function markedText(text: string, printed: string): Html {
  const at = printed === "" || printed === text ? -1 : text.indexOf(printed);
  if (at < 0 || text.indexOf(printed, at + 1) >= 0) return html`${text}`;
  const after = text.slice(at + printed.length);
  return html`${text.slice(0, at)}<mark>${printed}</mark>${after}`;
}

function rowsAround(table: Table, line: Line, finding: Finding): Html {
  const grid = gridOfCells(table.cells, table.rows, table.columns);
  const on = table.cells.filter((cell) => cell.line === line.number).map((cell) => cell.row);
  const at = on.length === 0 ? 0 : Math.max(...on);
  const rows = [...grid.keys()].filter(
    (row) => row < table.headerRows || Math.abs(row - at) <= ROWS_AROUND,
  );
  const cell = (text: string, row: number) =>
    row === at && text !== "" && (text === finding.printed || text === finding.where.text)
      ? html`<td><mark>${text}</mark></td>`
      : html`<td>${text}</td>`;
  return html`<figure><table class="around">${rows.map(
    (row) =>
      html`<tr${row === at ? rawHtml(' class="marked"') : ""}>${(grid[row] ?? []).map((one) =>
        cell(one?.text ?? "", row),
      )}</tr>`,
  )}</table><figcaption>${table.title}</figcaption></figure>`;
}
