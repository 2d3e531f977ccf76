import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { YibaoError } from "../../kernel/index.ts";
import { LIMITS } from "../limits.ts";
import type { RawDocument } from "../raw-document.ts";
import type { FoundTable } from "../table/found-table.ts";
import { LineBook } from "./line-book.ts";
import { type MarkedCell, markedTable } from "./marked-table.ts";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

/** A web page: its blocks as lines, its tables. Scripts, styles and what is hidden are left out. */
export function readHtml(text: string): RawDocument {
  const writer = new HtmlWriter();
  writer.walk(parse(text).childNodes, 0);
  writer.end();
  return { pages: writer.book.pages(), tables: writer.tables, lineTables: [], notes: [] };
}

const LEFT_OUT = new Set([
  ...["head", "script", "style", "noscript", "template", "iframe", "object", "svg", "button"],
  ...["select", "textarea"],
]);

/** What stands in a line of text. Everything else begins a line of its own. */
const INLINE = new Set([
  ...["a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"],
  ...["i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike"],
  ...["strong", "sub", "sup", "time", "tt", "u", "var", "wbr"],
]);

class HtmlWriter {
  readonly book = new LineBook();
  readonly tables: FoundTable[] = [];
  #line = "";

  walk(nodes: readonly Node[], depth: number): void {
    assertDepth(depth);
    for (const node of nodes) {
      if (node.nodeName === "#text" && "value" in node) this.#line += node.value;
      if (!("tagName" in node) || LEFT_OUT.has(node.tagName) || isHidden(node)) continue;
      if (node.tagName === "br") this.end();
      else if (node.tagName === "table" && !isLayout(node)) this.#table(node, depth);
      else this.#element(node, depth);
    }
  }

  /** Ends the line that is being written. */
  end(): void {
    const text = plain(this.#line);
    this.#line = "";
    if (text !== "") this.book.add(text);
  }

  #element(element: Element, depth: number): void {
    const block = !INLINE.has(element.tagName);
    if (block) this.end();
    if (/page-break-before\s*:\s*always/i.test(attribute(element, "style"))) this.book.turn();
    this.walk(element.childNodes, depth + 1);
    if (block) this.end();
    if (/page-break-after\s*:\s*always/i.test(attribute(element, "style"))) this.book.turn();
  }

  #table(table: Element, depth: number): void {
    this.end();
    const caption = descendants(table, ["caption"], depth)[0];
    if (caption !== undefined) this.#element(caption, depth + 1);
    const rows = descendants(table, ["tr"], depth).map((row) => {
      return descendants(row, ["td", "th"], depth).map((cell) => cellOf(cell, depth));
    });
    const lines = rows.map((row) => this.book.add(row.map(({ text }) => text).join("\t"), true));
    const found = markedTable(rows, this.book.page, (row) => lines[row] as number);
    if (found !== null) this.tables.push(found);
  }
}

function assertDepth(depth: number): void {
  if (depth <= LIMITS.xmlDepth) return;
  throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "嵌套层数", most: LIMITS.xmlDepth });
}

function attribute(element: Element, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? "";
}

function isHidden(element: Element): boolean {
  const style = attribute(element, "style");
  return (
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style) ||
    element.attrs.some(({ name }) => name === "hidden")
  );
}

/** A table around tables only places them on the page. */
function isLayout(table: Element): boolean {
  const rows = descendants(table, ["tr"], 0);
  const inner = rows.some((row) => descendants(row, ["table"], 0).length > 0);
  return inner || rows.every((row) => descendants(row, ["td", "th"], 0).length < 2);
}

/** Elements of these names, not those inside tables that lie inside. */
function descendants(parent: Element, names: readonly string[], depth: number): readonly Element[] {
  assertDepth(depth);
  return parent.childNodes.flatMap((node): readonly Element[] => {
    if (!("tagName" in node) || isHidden(node)) return [];
    if (names.includes(node.tagName)) return [node];
    return node.tagName === "table" ? [] : descendants(node, names, depth + 1);
  });
}

const SPAN_MOST = 1_000;

function cellOf(cell: Element, depth: number): MarkedCell {
  const span = (name: string) => {
    const value = Number(attribute(cell, name));
    return Number.isInteger(value) && value > 0 ? Math.min(value, SPAN_MOST) : 1;
  };
  return { text: plain(textIn(cell, depth)), colSpan: span("colspan"), rowSpan: span("rowspan") };
}

function textIn(element: Element, depth: number): string {
  assertDepth(depth);
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeName === "#text" && "value" in node) text += node.value;
    else if ("tagName" in node && !LEFT_OUT.has(node.tagName) && !isHidden(node)) {
      text += textIn(node, depth + 1);
    }
  }
  return text;
}

/** Line feeds of the source are no part of the text; between Chinese characters nothing is. */
function plain(text: string): string {
  return text
    .replace(/[ \t\u00a0]*[\r\n]+[ \t\u00a0]*/g, "\n")
    .replace(/([\p{Script=Han}，。；：、（）])\n(?=[\p{Script=Han}，。；：、（）\d])/gu, "$1")
    .replace(/[\s\u00a0]+/g, (spaces) => (spaces.includes("\u3000") ? "　" : " "))
    .trim();
}
