import { SaxesParser } from "saxes";
import { YibaoError } from "../kernel/index.ts";
import { LIMITS } from "./limits.ts";
import { damaged } from "./zip-package.ts";

/** An element of an XML part. Names are without prefix: `w:tbl` is `tbl`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: (XmlElement | string)[];
}

/**
 * Reads a part as a tree. Office software writes no document type: a part that has one is refused,
 * so there are no entities of its own to expand and nothing outside to fetch.
 * @throws YibaoError DOCUMENT-UNSAFE-XML | DOCUMENT-DAMAGED | DOCUMENT-TOO-COMPLEX
 */
export function readXml(bytes: Uint8Array, part: string): XmlElement {
  const root: OpenElement = { name: "", attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  let elements = 0;
  const parser = new SaxesParser({ position: false });
  parser.on("doctype", () => {
    throw new YibaoError("DOCUMENT-UNSAFE-XML", { part });
  });
  parser.on("error", () => {
    throw damaged(`“${part}”不是有效的 XML`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    elements += 1;
    assertBounds(elements, open.length);
    const plain: Record<string, string> = {};
    for (const key in attributes) plain[local(key)] = attributes[key] as string;
    const element = { name: local(name), attributes: plain, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const addText = (text: string) => {
    open.at(-1)?.children.push(text);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(textOf(bytes)).close();
  const [first] = root.children.filter((child) => typeof child !== "string");
  if (first === undefined || typeof first === "string") throw damaged(`“${part}”没有内容`);
  return first;
}

function assertBounds(elements: number, depth: number): void {
  if (elements > LIMITS.xmlElements) {
    throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "元素", most: LIMITS.xmlElements });
  }
  if (depth > LIMITS.xmlDepth) {
    throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "嵌套层数", most: LIMITS.xmlDepth });
  }
}

function textOf(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? "utf-16le" : "utf-8").decode(bytes);
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The first child of a name. */
export function childOf(element: XmlElement | null, name: string): XmlElement | null {
  for (const child of element?.children ?? []) {
    if (typeof child !== "string" && child.name === name) return child;
  }
  return null;
}

export function childrenOf(element: XmlElement | null, name: string): readonly XmlElement[] {
  return elementsOf(element).filter((child) => child.name === name);
}

export function elementsOf(element: XmlElement | null): readonly XmlElement[] {
  return (element?.children ?? []).filter((child) => typeof child !== "string");
}

/** All text below an element. */
export function textIn(element: XmlElement | null): string {
  let text = "";
  for (const child of element?.children ?? []) {
    text += typeof child === "string" ? child : textIn(child);
  }
  return text;
}
