/**
 * Text for a page, escaped by how it is written: what stands between the braces of an `html`
 * template is text unless it is itself made by `html`.
 */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | undefined | readonly Part[];

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let page = texts[0] as string;
  parts.forEach((part, index) => {
    page += partText(part) + texts[index + 1];
  });
  return { html: page };
}

/** Text that is markup already: a picture, a style sheet. */
export function rawHtml(markup: string): Html {
  return { html: markup };
}

/** Text as it is written in a page, within an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => ESCAPED[one] as string);
}

const ESCAPED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function partText(part: Part): string {
  if (part === null || part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if (isList(part)) return part.map(partText).join("");
  return part.html;
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}
