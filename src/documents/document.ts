/**
 * The one form in which every published document is held, whatever file it came in. Lengths are in
 * points (1/72 inch) from the upper left corner of the upright page; a format without geometry
 * (docx, xlsx, html, text) has pages of width and height 0, and x, y 0.
 */
export type DocumentFormat = "pdf" | "docx" | "xlsx" | "html" | "text";

/** A piece of text that stands together: no gap in it is wide enough to part two cells. */
export interface Run {
  readonly text: string;
  /** Left edge and baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Size of the letters. */
  readonly size: number;
}

/** Where a line stands in the page's furniture; only body lines are read for sense. */
export type LineRole = "body" | "header" | "footer" | "page-number";

export interface Line {
  /** From 1, over the whole document; in extracted text the line of the file. */
  readonly number: number;
  readonly page: number;
  readonly text: string;
  readonly runs: readonly Run[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly role: LineRole;
  /** Whether a table holds it, wholly or for the most part. */
  readonly inTable: boolean;
}

export interface Cell {
  readonly text: string;
  /** From 0. A cell that spans is listed once, at its upper left corner. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly page: number;
  /** The line its text begins on; of an empty cell, that of its row. */
  readonly line: number;
  readonly x: number;
  readonly y: number;
}

/** How the cells were found: by drawn rules, by columns that line up, or told by the format. */
export type TableKind = "ruled" | "aligned" | "marked";

export type MoneyUnit = "元" | "千元" | "万元" | "亿元";

/** A table, over all pages it goes on for. Empty cells are listed too: they are known empty. */
export interface Table {
  /** From 0, in the order of reading. */
  readonly index: number;
  readonly kind: TableKind;
  readonly title: string;
  /** The number printed with it (“预算公开表1”, “附表3”), or "". */
  readonly label: string;
  readonly titleLine: number | null;
  readonly unit: MoneyUnit | null;
  readonly year: number | null;
  readonly rows: number;
  readonly columns: number;
  /** Rows at the top that head the columns. */
  readonly headerRows: number;
  /** The words above each column, from the top down; a heading over several is in each. */
  readonly headings: readonly (readonly string[])[];
  readonly cells: readonly Cell[];
  /** Lines between the title and the table that are neither title nor unit. */
  readonly above: readonly string[];
  /** Notes below. */
  readonly notes: readonly string[];
  readonly pages: readonly number[];
  readonly line: number;
  readonly lastLine: number;
}

/** One row of a table whose columns were lost: what stands in it, in order, placed nowhere. */
export interface LineRow {
  readonly page: number;
  readonly line: number;
  readonly lastLine: number;
  /** Codes at the head of the row, as printed: `["210", "15", "01"]`. */
  readonly codes: readonly string[];
  readonly name: string;
  /** Figures as printed, from the left. Fewer than the columns: some cells were blank. */
  readonly figures: readonly string[];
  /** Everything in order; a row of two halves (income | spending) has names and figures in turn. */
  readonly tokens: readonly string[];
}

/** A table found in text without geometry: rows of tokens; which column each is in is left open. */
export interface LineTable {
  readonly index: number;
  readonly title: string;
  readonly label: string;
  readonly titleLine: number | null;
  readonly unit: MoneyUnit | null;
  readonly year: number | null;
  /** The words of the header in order of reading: torn words are torn here too. */
  readonly header: readonly string[];
  /** The most figures a row has; with the numbers of a 栏次 row, how many columns hold figures. */
  readonly figureColumns: number;
  readonly rows: readonly LineRow[];
  readonly notes: readonly string[];
  readonly line: number;
  readonly lastLine: number;
}

export interface Page {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** Degrees by which the page was turned clockwise to stand upright. */
  readonly rotation: number;
  readonly runs: readonly Run[];
  readonly lines: readonly Line[];
  /** Tables that begin on this page. */
  readonly tables: readonly Table[];
}

/** A paragraph, joined over line and page breaks. */
export interface Paragraph {
  readonly text: string;
  readonly line: number;
  readonly lastLine: number;
  readonly page: number;
  readonly lastPage: number;
  /** Where each line of the document begins in `text`, for the place of a finding. */
  readonly breaks: readonly { readonly at: number; readonly line: number }[];
}

/** A numbered section and what is under it; the root has no number. */
export interface Section {
  /** As printed: “三、”, “（二）”, “1.”; "" for the root. */
  readonly mark: string;
  /** The place in its row: 3 for “三、”; 0 for the root. */
  readonly ordinal: number;
  /** 1 第…部分, 2 一、, 3 （一）, 4 1., 5 (1); 0 for the root. */
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly page: number;
  readonly paragraphs: readonly Paragraph[];
  readonly sections: readonly Section[];
}

/** Something a reader must know of how the document was read; never an error. */
export interface DocumentNote {
  readonly kind:
    | "formula"
    | "unreadable-font"
    | "image-page"
    | "turned-text"
    | "hidden"
    | "damaged";
  readonly page: number;
  readonly text: string;
}

export interface Document {
  readonly name: string;
  readonly format: DocumentFormat;
  readonly pages: readonly Page[];
  readonly tables: readonly Table[];
  readonly lineTables: readonly LineTable[];
  readonly section: Section;
  readonly notes: readonly DocumentNote[];
  /** All body lines in order of reading, apart by line feeds. */
  readonly text: string;
}
