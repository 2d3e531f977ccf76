import type { LineRole } from "../document.ts";
import { isLabel, unitIn } from "../table/surroundings.ts";
import type { LayoutLine, PageLayout } from "./layout.ts";

/**
 * Page numbers, and headers and footers that come back on page after page: they stand between two
 * halves of a sentence or a table, and belong to neither.
 */
export function rolesOfLines(
  pages: readonly PageLayout[],
  isInTable: (line: LayoutLine) => boolean,
): ReadonlyMap<number, LineRole> {
  const roles = new Map<number, LineRole>();
  const seen = new Map<string, number>();
  const edges = pages.flatMap((page) => edgeLines(page, isInTable));
  for (const edge of edges) seen.set(edge.key, (seen.get(edge.key) ?? 0) + 1);
  for (const { line, role, key, outermost } of edges) {
    if (outermost && PAGE_NUMBER.test(line.text.trim())) roles.set(line.number, "page-number");
    // The title of a table comes back on each of its pages, and is no header.
    else if (isOfTable(line.text)) continue;
    else if ((seen.get(key) as number) >= Math.max(OFTEN, pages.length * OFTEN_SHARE)) {
      roles.set(line.number, role);
    }
  }
  return roles;
}

function isOfTable(text: string): boolean {
  return /表\s*([（(].*[）)])?$/.test(text.trim()) || isLabel(text.trim()) || unitIn(text) !== null;
}

/** Furniture stands in these shares of the height of the page. */
const EDGE_SHARE = 0.12;
const EDGE_LINES = 2;
const OFTEN = 3;
const OFTEN_SHARE = 0.4;

// “12”, “- 12 -”, “— 12 —”, “第 12 页”, “12/30”, “第 12 页 共 30 页”, “· 12 ·”, “iv”.
const PAGE_NUMBER =
  /^[-–—－·•~\s]*(第?\s*(\d{1,4}|[ivxlc]{1,6})\s*页?)(\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[-–—－·•~\s]*$/i;

interface EdgeLine {
  readonly line: LayoutLine;
  readonly role: "header" | "footer";
  /** The same for lines that come back: digits do not count. */
  readonly key: string;
  readonly outermost: boolean;
}

function edgeLines(
  page: PageLayout,
  isInTable: (line: LayoutLine) => boolean,
): readonly EdgeLine[] {
  const top = page.lines.slice(0, EDGE_LINES).map((line, index) => ({ line, index }));
  const bottom = page.lines
    .slice(-EDGE_LINES)
    .reverse()
    .map((line, index) => ({ line, index }));
  return [
    ...top
      .filter(({ line }) => line.y < page.height * EDGE_SHARE && !isInTable(line))
      .map(({ line, index }) => edgeLine(line, "header", index === 0)),
    ...bottom
      .filter(({ line }) => line.y > page.height * (1 - EDGE_SHARE) && !isInTable(line))
      .map(({ line, index }) => edgeLine(line, "footer", index === 0)),
  ];
}

function edgeLine(line: LayoutLine, role: "header" | "footer", outermost: boolean): EdgeLine {
  const place = `${role} ${Math.round(line.y / 4)}`;
  return { line, role, outermost, key: `${place} ${line.text.replace(/\d+/g, "0")}` };
}
