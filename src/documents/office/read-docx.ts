import type { RawDocument } from "../raw-document.ts";
import type { FoundTable } from "../table/found-table.ts";
import { childOf, elementsOf, readXml, type XmlElement } from "../xml-tree.ts";
import { damaged, type ZipPackage } from "../zip-package.ts";
import { LineBook } from "./line-book.ts";
import { type MarkedCell, markedTable } from "./marked-table.ts";

const PART = "word/document.xml";

/** A docx: its paragraphs and tables in order (ECMA-376, WordprocessingML). */
export function readDocx(parts: ZipPackage): RawDocument {
  const bytes = parts.read(PART);
  if (bytes === null) throw damaged(`没有“${PART}”`);
  const body = childOf(readXml(bytes, PART), "body");
  const writer = new DocxWriter();
  for (const element of elementsOf(body)) writer.block(element);
  return { pages: writer.book.pages(), tables: writer.tables, lineTables: [], notes: [] };
}

/** Elements around paragraphs that change nothing for a reader. */
const WRAPPERS = new Set(["sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"]);

class DocxWriter {
  readonly book = new LineBook();
  readonly tables: FoundTable[] = [];

  block(element: XmlElement): void {
    if (element.name === "p") this.#paragraph(element);
    else if (element.name === "tbl") this.#table(element);
    else if (WRAPPERS.has(element.name)) for (const one of elementsOf(element)) this.block(one);
  }

  #paragraph(paragraph: XmlElement): void {
    const boxes: XmlElement[] = [];
    paragraphText(paragraph, boxes)
      .split(PAGE_BREAK)
      .forEach((piece, index) => {
        if (index > 0) this.book.turn();
        for (const line of piece.split("\n")) if (line.trim() !== "") this.book.add(line.trim());
      });
    for (const box of boxes) for (const one of elementsOf(box)) this.block(one);
  }

  #table(table: XmlElement): void {
    const rows = rowsOf(table);
    const lines = rows.map((row) => {
      if (row.some(({ text }) => text.includes(PAGE_BREAK))) this.book.turn();
      return this.book.add(row.map(({ text }) => plain(text)).join("\t"), true);
    });
    const cells = rows.map((row) => row.map((cell) => ({ ...cell, text: plain(cell.text) })));
    const page = this.book.page;
    const found = markedTable(cells, page, (row) => lines[row] ?? (lines.at(-1) as number));
    if (found !== null) this.tables.push(found);
  }
}

const PAGE_BREAK = "\f";

function plain(text: string): string {
  return text.replaceAll(PAGE_BREAK, "").trim();
}

/** Text of a paragraph; text boxes in it are put into `boxes`. Hidden and deleted text is left. */
function paragraphText(element: XmlElement, boxes: XmlElement[]): string {
  let text = "";
  for (const child of elementsOf(element)) {
    if (child.name === "t") text += child.children.join("");
    else if (child.name === "tab" && element.name === "r") text += " ";
    else if (child.name === "cr") text += "\n";
    else if (child.name === "br") text += child.attributes.type === "page" ? PAGE_BREAK : "\n";
    else if (child.name === "lastRenderedPageBreak") text += PAGE_BREAK;
    else if (child.name === "noBreakHyphen") text += "-";
    else if (child.name === "txbxContent") boxes.push(child);
    else if (!LEFT_OUT.has(child.name) && !isHidden(child)) text += paragraphText(child, boxes);
  }
  return text;
}

/** Deleted text, moved text at its old place, and the second form of what is told twice. */
const LEFT_OUT = new Set(["del", "moveFrom", "pPr", "rPr", "Fallback", "instrText"]);

function isHidden(run: XmlElement): boolean {
  const vanish = run.name === "r" ? childOf(childOf(run, "rPr"), "vanish") : null;
  return vanish !== null && vanish.attributes.val !== "0" && vanish.attributes.val !== "false";
}

interface DocxCell extends MarkedCell {
  /** Goes on from the cell above. */
  readonly goesOn: boolean;
}

function rowsOf(table: XmlElement): readonly (readonly MarkedCell[])[] {
  const rows = unwrapped(table, "tr").map((row): readonly DocxCell[] => {
    const properties = childOf(row, "trPr");
    return [
      ...gap(properties, "gridBefore"),
      ...unwrapped(row, "tc").map(cellOf),
      ...gap(properties, "gridAfter"),
    ];
  });
  const spans = rowSpans(rows);
  return rows.map((row, index) =>
    row.flatMap((cell, place) => {
      return cell.goesOn ? [] : { ...cell, rowSpan: spans.get(`${index} ${place}`) ?? 1 };
    }),
  );
}

function unwrapped(parent: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(parent).flatMap((child) => {
    if (child.name === name) return child;
    return WRAPPERS.has(child.name) ? unwrapped(child, name) : [];
  });
}

function gap(properties: XmlElement | null, name: string): readonly DocxCell[] {
  const columns = Number(childOf(properties, name)?.attributes.val ?? 0);
  return columns > 0 ? [{ text: "", colSpan: columns, rowSpan: 1, goesOn: false }] : [];
}

function cellOf(cell: XmlElement): DocxCell {
  const properties = childOf(cell, "tcPr");
  const merge = childOf(properties, "vMerge");
  return {
    text: cellText(cell),
    colSpan: Number(childOf(properties, "gridSpan")?.attributes.val ?? 1) || 1,
    rowSpan: 1,
    goesOn: merge !== null && merge.attributes.val !== "restart",
  };
}

/** Paragraphs of a cell, and of tables inside it, written without a break: a name is torn so. */
function cellText(cell: XmlElement): string {
  let text = "";
  for (const child of elementsOf(cell)) {
    if (child.name === "p") {
      const boxes: XmlElement[] = [];
      text += paragraphText(child, boxes).replaceAll("\n", "") + boxes.map(cellText).join("");
    } else if (["tbl", "tr", "tc"].includes(child.name) || WRAPPERS.has(child.name)) {
      text += cellText(child);
    }
  }
  return text;
}

/** How far down each cell reaches: the cells below that go on from it, at the same column. */
function rowSpans(rows: readonly (readonly DocxCell[])[]): ReadonlyMap<string, number> {
  const spans = new Map<string, number>();
  let above = new Map<number, string>();
  rows.forEach((row, index) => {
    const here = new Map<number, string>();
    let column = 0;
    row.forEach((cell, place) => {
      const head = above.get(column);
      if (cell.goesOn && head !== undefined) {
        spans.set(head, (spans.get(head) ?? 1) + 1);
        here.set(column, head);
      } else here.set(column, `${index} ${place}`);
      column += cell.colSpan;
    });
    above = here;
  });
  return spans;
}
