import { type Html, html, rawHtml } from "../kernel/index.ts";
import {
  type Box,
  type DocumentPlaces,
  type DrawnPage,
  type DrawnRun,
  type FindingPlace,
  type PlaceLine,
  tenth,
} from "./place-view.ts";

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

/** Height of the part of a page that is shown, in points. */
const PART_HEIGHT = 230;

export function viewsOf({ pages, places }: DocumentPlaces): DocumentViews {
  const byNumber = new Map(pages.map((one) => [one.page, one]));
  const beside = Object.entries(places).map(
    ([id, place]) => [id, drawnPlace(place, byNumber).html] as const,
  );
  return {
    symbols: pages.map((one) => symbolOf(one).html),
    beside: Object.fromEntries(beside),
  };
}

function drawnPlace(place: FindingPlace, pages: ReadonlyMap<number, DrawnPage>): Html {
  if (place.kind === "page") return partOfPage(pages.get(place.page) as DrawnPage, place.box);
  if (place.kind === "lines") return linesAround(place);
  return rowsAround(place);
}

function symbolOf({ page, width, height, runs }: DrawnPage): Html {
  return html`<symbol id="page-${page}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" class="paper"/>${runs.map(drawnRun)}
</symbol>`;
}

/** A run is stretched to the width it has in the document, whatever font there is here. */
function drawnRun({ x, y, size, width, text }: DrawnRun): Html {
  return html`<text x="${x}" y="${y}" font-size="${size}"${
    width > 0 && text.length > 1 ? html` textLength="${width}" lengthAdjust="spacingAndGlyphs"` : ""
  }>${text}</text>`;
}

function partOfPage(page: DrawnPage, marked: Box | null): Html {
  const middle = marked === null ? PART_HEIGHT / 2 : marked.y + marked.height / 2;
  const height = Math.min(PART_HEIGHT, page.height);
  const top = Math.max(0, Math.min(middle - height / 2, page.height - height));
  const mark =
    marked === null
      ? ""
      : html`<rect class="mark" x="${marked.x}" y="${marked.y}"
 width="${marked.width}" height="${marked.height}" rx="2"/>`;
  return html`<figure><svg class="part" viewBox="0 ${tenth(top)} ${page.width} ${tenth(height)}"
 role="img" aria-label="第 ${page.page} 页">
<use href="#page-${page.page}" width="${page.width}" height="${page.height}"/>
${mark}</svg>
<figcaption>第 ${page.page} 页</figcaption></figure>`;
}

function linesAround({ line, lines }: Extract<FindingPlace, { kind: "lines" }>): Html {
  return html`<figure><ol class="lines">${lines.map(
    (one) =>
      html`<li value="${one.number}"${one.is_here ? rawHtml(' class="marked"') : ""}>${lineText(
        one,
      )}</li>`,
  )}</ol><figcaption>第 ${line} 行</figcaption></figure>`;
}

function lineText({ before, marked, after }: PlaceLine): Html {
  return html`${before}${marked === "" ? "" : html`<mark>${marked}</mark>`}${after}`;
}

function rowsAround({ title, rows }: Extract<FindingPlace, { kind: "table" }>): Html {
  const cell = ({ text, is_marked }: (typeof rows)[number]["cells"][number]) =>
    is_marked ? html`<td><mark>${text}</mark></td>` : html`<td>${text}</td>`;
  return html`<figure><table class="around">${rows.map(
    (row) => html`<tr${row.is_here ? rawHtml(' class="marked"') : ""}>${row.cells.map(cell)}</tr>`,
  )}</table><figcaption>${title}</figcaption></figure>`;
}
