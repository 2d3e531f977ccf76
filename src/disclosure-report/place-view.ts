import type { Finding } from "../disclosure/index.ts";
import type { Document, Line, Page, Table } from "../documents/index.ts";
import { gridOfCells } from "../documents/index.ts";

/**
 * Where each finding stands, as data: for the report as a page and for the browser, which both
 * draw it. Of a page with geometry the page itself and a box on it; of any other document the rows
 * of the table or the lines around.
 */
export interface DocumentPlaces {
  /** Pages that some finding stands on, each once, in order. */
  readonly pages: readonly DrawnPage[];
  /** By finding id; what stands nowhere in the document has none. */
  readonly places: Readonly<Record<string, FindingPlace>>;
}

/** A page by its words; all measures in points. */
export interface DrawnPage {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly DrawnRun[];
}

export interface DrawnRun {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** 0 where the document does not tell. */
  readonly width: number;
  readonly text: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type FindingPlace =
  | { readonly kind: "page"; readonly page: number; readonly box: Box | null }
  | { readonly kind: "lines"; readonly line: number; readonly lines: readonly PlaceLine[] }
  | { readonly kind: "table"; readonly title: string; readonly rows: readonly PlaceRow[] };

/** A line in three parts; what is wrong is `marked`, "" where it cannot be set apart. */
export interface PlaceLine {
  readonly number: number;
  readonly is_here: boolean;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

export interface PlaceRow {
  readonly is_here: boolean;
  readonly cells: readonly { readonly text: string; readonly is_marked: boolean }[];
}

const LINES_AROUND = 3;
const ROWS_AROUND = 4;

/** What is looked for: a finding, or what a finding is held against in another document. */
export type Sought = Pick<Finding, "id" | "where" | "printed">;

export function placesOf(document: Document, findings: readonly Sought[]): DocumentPlaces {
  const pages = new Map(document.pages.map((page) => [page.number, page]));
  const lines = new Map(
    document.pages.flatMap((page) => page.lines).map((line) => [line.number, line]),
  );
  const drawn = new Set<number>();
  const places: Record<string, FindingPlace> = {};
  for (const finding of findings) {
    const line = lines.get(finding.where.line);
    const page = pages.get(line?.page ?? finding.where.page);
    if (page === undefined) continue;
    if (page.width > 0 && page.height > 0) {
      drawn.add(page.number);
      const box = line === undefined ? null : markedBox(line, finding);
      places[finding.id] = { kind: "page", page: page.number, box };
    } else if (line !== undefined) {
      places[finding.id] = withoutGeometry(document, page, line, finding);
    }
  }
  const numbers = [...drawn].sort((a, b) => a - b);
  return { pages: numbers.map((one) => drawnPage(pages.get(one) as Page)), places };
}

function drawnPage({ number, width, height, runs }: Page): DrawnPage {
  const shown = runs.filter(({ text }) => text.trim() !== "");
  return {
    page: number,
    width,
    height,
    runs: shown.map((run) => ({
      ...{ x: tenth(run.x), y: tenth(run.y), size: tenth(run.size) },
      ...{ width: tenth(run.width), text: run.text },
    })),
  };
}

export function tenth(points: number): number {
  return Math.round(points * 10) / 10;
}

/** The run that has the finding's words, or the whole line. */
function markedBox(line: Line, finding: Sought): Box {
  const wanted = [finding.printed, finding.where.text].filter((text) => text !== "");
  const run = line.runs.find((one) => wanted.includes(one.text.trim()));
  return boxOn(run ?? line);
}

/** From a little below the tops of the letters, which do not fill their height, to below them. */
function boxOn({ x, y, width, height }: Box): Box {
  return {
    ...{ x: tenth(x - 3), y: tenth(y - height * 0.9 - 2) },
    ...{ width: tenth(width + 6), height: tenth(height * 1.1 + 4) },
  };
}

function withoutGeometry(
  document: Document,
  page: Page,
  line: Line,
  finding: Sought,
): FindingPlace {
  const table = line.inTable
    ? document.tables.find((one) => one.line <= line.number && line.number <= one.lastLine)
    : undefined;
  if (table !== undefined) return rowsAround(table, line, finding);
  const at = page.lines.indexOf(line);
  const around = page.lines.slice(Math.max(0, at - LINES_AROUND), at + LINES_AROUND + 1);
  return {
    kind: "lines",
    line: line.number,
    lines: around.map((one) => placeLine(one, one === line ? finding.printed : "", one === line)),
  };
}

/** The line with what is wrong in it marked, where it stands there once. */
function placeLine({ number, text }: Line, printed: string, is_here: boolean): PlaceLine {
  const at = printed === "" || printed === text ? -1 : text.indexOf(printed);
  if (at < 0 || text.indexOf(printed, at + 1) >= 0) {
    return { number, is_here, before: text, marked: "", after: "" };
  }
  const after = text.slice(at + printed.length);
  return { number, is_here, before: text.slice(0, at), marked: printed, after };
}

function rowsAround(table: Table, line: Line, finding: Sought): FindingPlace {
  const grid = gridOfCells(table.cells, table.rows, table.columns);
  const on = table.cells.filter((cell) => cell.line === line.number).map((cell) => cell.row);
  const at = on.length === 0 ? 0 : Math.max(...on);
  const rows = [...grid.keys()].filter(
    (row) => row < table.headerRows || Math.abs(row - at) <= ROWS_AROUND,
  );
  const isMarked = (text: string, row: number) =>
    row === at && text !== "" && (text === finding.printed || text === finding.where.text);
  return {
    kind: "table",
    title: table.title,
    rows: rows.map((row) => ({
      is_here: row === at,
      cells: (grid[row] ?? []).map((one) => {
        const text = one?.text ?? "";
        return { text, is_marked: isMarked(text, row) };
      }),
    })),
  };
}
