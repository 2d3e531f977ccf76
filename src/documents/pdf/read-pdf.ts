import { YibaoError } from "../../kernel/index.ts";
import type { Budget } from "../budget.ts";
import type { DocumentNote, Line, Page } from "../document.ts";
import type { RawDocument } from "../raw-document.ts";
import { alignedTables } from "../table/aligned-table.ts";
import type { FoundTable } from "../table/found-table.ts";
import { ruledTables } from "../table/ruled-table.ts";
import { drawnOn } from "./drawn.ts";
import { rolesOfLines } from "./furniture.ts";
import { type LayoutLine, layOut, type PageLayout } from "./layout.ts";
import { openPdf, type PdfFile } from "./open-pdf.ts";

/** A PDF: what is drawn, laid out as lines, with the tables that rules or columns make. */
export async function readPdf(bytes: Uint8Array, budget: Budget): Promise<RawDocument> {
  const file = await openPdf(bytes);
  try {
    const notes: DocumentNote[] = [];
    const layouts: PageLayout[] = [];
    const found: FoundTable[][] = [];
    let next = 1;
    for (let number = 1; number <= file.pageCount; number += 1) {
      await budget.step(number - 1, file.pageCount);
      const page = await file.page(number);
      const drawn = drawnOn(page);
      const layout = layOut({ ...page, number }, drawn, next);
      next += layout.lines.length;
      layouts.push(layout);
      found.push([...ruledTables(layout.lines, layout.strokes, number)]);
      if (drawn.unreadable > 0) notes.push(unreadable(number, drawn.unreadable));
      if (layout.turned > 0) notes.push(turned(number, layout.turned));
      if (layout.lines.length === 0)
        notes.push({ kind: "image-page", page: number, text: "本页没有文字" });
    }
    if (next === 1) throw await wordless(bytes, file.pageCount);
    return assembled(layouts, found, notes);
  } finally {
    await file.close();
  }
}

function unreadable(page: number, count: number): DocumentNote {
  return { kind: "unreadable-font", page, text: `${count} 个字的字体没有说明是什么字，可能读错` };
}

function turned(page: number, count: number): DocumentNote {
  return { kind: "turned-text", page, text: `${count} 个字与本页方向不同（如水印），没有读入正文` };
}

const PAGES_LOOKED_AT = 3;

/** Pages without letters: pictures of pages, or nothing at all. */
async function wordless(bytes: Uint8Array, pages: number): Promise<YibaoError> {
  const file = await openPdf(bytes, true);
  try {
    const images = await countImages(file, Math.min(PAGES_LOOKED_AT, pages));
    return images > 0
      ? new YibaoError("DOCUMENT-SCANNED", { pages })
      : new YibaoError("DOCUMENT-NO-TEXT");
  } finally {
    await file.close();
  }
}

async function countImages(file: PdfFile, pages: number): Promise<number> {
  let images = 0;
  for (let number = 1; number <= pages; number += 1) {
    images += drawnOn(await file.page(number)).images;
  }
  return images;
}

function assembled(
  layouts: readonly PageLayout[],
  found: readonly (readonly FoundTable[])[],
  notes: readonly DocumentNote[],
): RawDocument {
  const inside = new Set<number>();
  layouts.forEach((layout, index) => {
    const ruled = found[index] as readonly FoundTable[];
    for (const line of layout.lines)
      if (ruled.some((table) => holds(table, line))) inside.add(line.number);
  });
  const roles = rolesOfLines(layouts, ({ number }) => inside.has(number));
  let carried: readonly number[] | null = null;
  const tables = layouts.flatMap((layout, index) => {
    const free = layout.lines.filter(({ number }) => !inside.has(number) && !roles.has(number));
    const aligned = alignedTables(free, layout.number, carried);
    for (const { firstLine, lastLine } of aligned) {
      for (const { number } of free) {
        if (number >= firstLine && number <= lastLine) inside.add(number);
      }
    }
    const ruled = found[index] as readonly FoundTable[];
    const all = [...ruled, ...aligned].sort((a, b) => a.top - b.top);
    const last = all.at(-1);
    carried = last?.kind === "aligned" ? last.edges : null;
    return all;
  });
  return {
    pages: layouts.map((layout) => pageOf(layout, roles, inside)),
    tables,
    notes,
    lineTables: [],
  };
}

/** A line belongs to a table when it stands between its rules and half of it inside. */
function holds(table: FoundTable, line: LayoutLine): boolean {
  const [left, right] = [table.edges[0] as number, table.edges.at(-1) as number];
  const middle = line.y - 0.35 * line.size;
  if (middle < table.top || middle > table.bottom) return false;
  const shared = Math.min(right, line.x + line.width) - Math.max(left, line.x);
  return shared >= 0.5 * line.width;
}

function pageOf(
  layout: PageLayout,
  roles: ReadonlyMap<number, Line["role"]>,
  inside: ReadonlySet<number>,
): Omit<Page, "tables"> {
  const { number, width, height, rotation } = layout;
  const lines = layout.lines.map(
    (line): Line => ({
      number: line.number,
      page: number,
      text: line.text,
      runs: line.runs,
      x: line.x,
      y: line.y,
      width: line.width,
      height: line.size,
      size: line.size,
      role: roles.get(line.number) ?? "body",
      inTable: inside.has(line.number),
    }),
  );
  return { number, width, height, rotation, lines, runs: lines.flatMap(({ runs }) => runs) };
}
