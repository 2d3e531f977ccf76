import { YibaoError } from "../../kernel/index.ts";
import type { Budget } from "../budget.ts";
import type { DocumentNote } from "../document.ts";
import { LIMITS } from "../limits.ts";
import type { RawDocument } from "../raw-document.ts";
import type { FoundTable } from "../table/found-table.ts";
import { isLabel, unitIn } from "../table/surroundings.ts";
import { childOf, childrenOf, readXml, textIn, type XmlElement } from "../xml-tree.ts";
import { damaged, type ZipPackage } from "../zip-package.ts";
import { LineBook } from "./line-book.ts";
import { assertSize, type MarkedCell, markedTable } from "./marked-table.ts";
import { BUILT_IN_FORMATS, shownNumber } from "./number-format.ts";

const BOOK = "xl/workbook.xml";

/**
 * An xlsx: each sheet that is shown is a page (ECMA-376, SpreadsheetML). Formulas are never
 * computed: the value stored beside them is read, and a note says so.
 */
export async function readXlsx(parts: ZipPackage, budget: Budget): Promise<RawDocument> {
  const book = partOf(parts, BOOK);
  if (book === null) throw damaged(`没有“${BOOK}”`);
  const sheets = childrenOf(childOf(book, "sheets"), "sheet");
  if (sheets.length > LIMITS.sheets) {
    throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "工作表", most: LIMITS.sheets });
  }
  const reader = new SheetReader(textsOf(parts), formatsOf(parts));
  const targets = targetsOf(parts);
  for (const [index, sheet] of sheets.entries()) {
    await budget.step(index, sheets.length);
    const name = sheet.attributes.name ?? "";
    if ((sheet.attributes.state ?? "visible") !== "visible") {
      reader.hidden(name);
      continue;
    }
    const target = targets.get(sheet.attributes.id ?? "");
    const content = target === undefined ? null : partOf(parts, target);
    if (content !== null) reader.sheet(name, content);
  }
  const { book: lines, tables, notes } = reader;
  return { pages: lines.pages(), tables, lineTables: [], notes };
}

function partOf(parts: ZipPackage, name: string): XmlElement | null {
  const bytes = parts.read(name);
  return bytes === null ? null : readXml(bytes, name);
}

/** Sheet parts by the id of their relation. */
function targetsOf(parts: ZipPackage): ReadonlyMap<string, string> {
  const relations = partOf(parts, "xl/_rels/workbook.xml.rels");
  return new Map(
    childrenOf(relations, "Relationship").map(({ attributes }) => {
      const target = attributes.Target ?? "";
      return [attributes.Id ?? "", target.startsWith("/") ? target.slice(1) : `xl/${target}`];
    }),
  );
}

function textsOf(parts: ZipPackage): readonly string[] {
  return childrenOf(partOf(parts, "xl/sharedStrings.xml"), "si").map(richText);
}

/** Text of a string item; the reading aids of Japanese (rPh) are not part of it. */
function richText(item: XmlElement | null): string {
  const runs = childrenOf(item, "r").map((run) => textIn(childOf(run, "t")));
  return textIn(childOf(item, "t")) + runs.join("");
}

/** The number format of each cell style. */
function formatsOf(parts: ZipPackage): readonly string[] {
  const styles = partOf(parts, "xl/styles.xml");
  const own = new Map(
    childrenOf(childOf(styles, "numFmts"), "numFmt").map(({ attributes }) => {
      return [Number(attributes.numFmtId), attributes.formatCode ?? ""];
    }),
  );
  return childrenOf(childOf(styles, "cellXfs"), "xf").map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return own.get(id) ?? BUILT_IN_FORMATS[id] ?? "General";
  });
}

type SheetRow = readonly string[];

interface Merge {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
}

class SheetReader {
  readonly book = new LineBook();
  readonly tables: FoundTable[] = [];
  readonly notes: DocumentNote[] = [];
  readonly #texts: readonly string[];
  readonly #formats: readonly string[];
  #cells = 0;
  #formulas = 0;

  constructor(texts: readonly string[], formats: readonly string[]) {
    this.#texts = texts;
    this.#formats = formats;
  }

  hidden(name: string): void {
    const text = `隐藏的工作表“${name}”没有读取`;
    this.notes.push({ kind: "hidden", page: this.book.page, text });
  }

  sheet(name: string, content: XmlElement): void {
    this.book.turn();
    this.#formulas = 0;
    const rows = this.#rows(childOf(content, "sheetData"));
    const merges = mergesOf(content);
    for (const { from, to, isTable } of partsOf(rows, merges)) {
      if (isTable) this.#table(rows, merges, from, to);
      else for (let row = from; row < to; row += 1) this.book.add(lineText(rows[row] ?? []));
    }
    if (this.#formulas === 0) return;
    const text = `工作表“${name}”有 ${this.#formulas} 个公式，读的是保存的结果，没有重算`;
    this.notes.push({ kind: "formula", page: this.book.page, text });
  }

  #rows(data: XmlElement | null): SheetRow[] {
    const rows: string[][] = [];
    for (const row of childrenOf(data, "row")) {
      const index = row.attributes.r === undefined ? rows.length : Number(row.attributes.r) - 1;
      if (!Number.isInteger(index) || index < 0) throw damaged("行号不是数字");
      assertSize(index + 1, 0);
      while (rows.length <= index) rows.push([]);
      let column = 0;
      for (const cell of childrenOf(row, "c")) {
        column = cell.attributes.r === undefined ? column : columnOf(cell.attributes.r);
        const text = this.#cellText(cell);
        // Empty cells far to the right carry only a format.
        if (text !== "") {
          assertSize(0, column + 1);
          const own = rows[index] as string[];
          while (own.length <= column) own.push("");
          own[column] = text;
        }
        column += 1;
      }
    }
    return rows;
  }

  #cellText(cell: XmlElement): string {
    this.#cells += 1;
    if (this.#cells > LIMITS.cells) {
      throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "单元格", most: LIMITS.cells });
    }
    if (childOf(cell, "f") !== null) this.#formulas += 1;
    const { t: type = "n", s: style = "0" } = cell.attributes;
    if (type === "inlineStr") return oneLine(richText(childOf(cell, "is")));
    const value = textIn(childOf(cell, "v"));
    if (type === "s") return oneLine(this.#texts[Number(value)] ?? "");
    if (type !== "n" || value === "") return oneLine(value);
    return shownNumber(value, this.#formats[Number(style)] ?? "General");
  }

  #table(rows: readonly SheetRow[], merges: readonly Merge[], from: number, to: number): void {
    const lines: number[] = [];
    for (let row = from; row < to; row += 1) {
      lines.push(this.book.add(lineText(rows[row] ?? []), true));
    }
    const marked = cellsOf(rows, merges, from, to);
    const found = markedTable(marked, this.book.page, (row) => lines[row] ?? (lines[0] as number));
    if (found !== null) this.tables.push(found);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*\r?\n\s*/g, "").trim();
}

function lineText(row: SheetRow): string {
  return row.filter((text) => text !== "").join("　");
}

/** `AB12` is column 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "A") {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

function mergesOf(content: XmlElement): readonly Merge[] {
  return childrenOf(childOf(content, "mergeCells"), "mergeCell").flatMap(({ attributes }) => {
    const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attributes.ref ?? "");
    if (!match) return [];
    const [row, column] = [Number(match[2]) - 1, columnOf(match[1] as string)];
    const rowSpan = Number(match[4]) - row;
    return { row, column, rowSpan, colSpan: columnOf(match[3] as string) - column + 1 };
  });
}

interface SheetPart {
  readonly from: number;
  readonly to: number;
  readonly isTable: boolean;
}

/**
 * A sheet is a title, a table and notes, sometimes several times: rows with one text before the
 * first row of several and after the last are lines; a title after an empty row begins anew.
 */
function partsOf(rows: readonly SheetRow[], merges: readonly Merge[]): readonly SheetPart[] {
  const count = rows.map((row) => row.filter((text) => text !== "").length);
  const whole = new Set(
    merges.filter(({ colSpan }) => colSpan >= 0.7 * widthOf(rows)).map(({ row }) => row),
  );
  const parts: SheetPart[] = [];
  let at = 0;
  while (at < rows.length) {
    if ((count[at] ?? 0) === 0) {
      at += 1;
      continue;
    }
    if ((count[at] ?? 0) < 2) {
      parts.push({ from: at, to: at + 1, isTable: false });
      at += 1;
      continue;
    }
    let last = at;
    let to = at + 1;
    for (; to < rows.length; to += 1) {
      const text = lineText(rows[to] ?? []);
      if (begins(text, count, to) || isNote(text)) break;
      const value =
        (count[to] ?? 0) > 1 || ((count[to] ?? 0) === 1 && !whole.has(to) && text.length < 40);
      if (value) last = to;
    }
    parts.push({ from: at, to: last + 1, isTable: true });
    at = last + 1;
  }
  return parts;
}

function widthOf(rows: readonly SheetRow[]): number {
  return rows.reduce((most, row) => Math.max(most, row.length), 0);
}

function isNote(text: string): boolean {
  return /^(注|备注|说明)\s*[:：]/.test(text);
}

function begins(text: string, count: readonly number[], row: number): boolean {
  const afterGap = (count[row - 1] ?? 0) === 0;
  return afterGap && (isLabel(text) || /表$/.test(text) || unitIn(text) !== null);
}

function cellsOf(
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  from: number,
  to: number,
): readonly (readonly MarkedCell[])[] {
  const width = widthOf(rows.slice(from, to));
  const heads = new Map<string, Merge>();
  const covered = new Set<string>();
  for (const merge of merges) {
    const { row, column } = merge;
    if (row < from || row >= to) continue;
    heads.set(`${row} ${column}`, merge);
    for (let i = row; i < Math.min(to, row + merge.rowSpan); i += 1) {
      for (let j = column; j < Math.min(width, column + merge.colSpan); j += 1) {
        if (i !== row || j !== column) covered.add(`${i} ${j}`);
      }
    }
  }
  return rows.slice(from, to).map((row, index) => {
    const cells: MarkedCell[] = [];
    for (let column = 0; column < width; column += 1) {
      const key = `${from + index} ${column}`;
      if (covered.has(key)) continue;
      const merge = heads.get(key);
      const colSpan = Math.min(merge?.colSpan ?? 1, width - column);
      cells.push({ text: row[column] ?? "", rowSpan: merge?.rowSpan ?? 1, colSpan });
    }
    return cells;
  });
}
