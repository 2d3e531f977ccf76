import type { Block, PrintedTable, Publication } from "../publication.ts";
import { headingsOf } from "./paper.ts";
import { linesOf, oneLine } from "./printable.ts";
import { tableGrid } from "./table-grid.ts";

/**
 * The publication as text taken out of a printed document: lines as long as printed, a row of a
 * table in one line, with nothing left of its blank cells.
 */
export function writeText(publication: Publication): Uint8Array {
  const lines: string[] = [];
  for (const block of publication.blocks) lines.push(...linesOfBlock(block, publication.blocks));
  return new TextEncoder().encode(`${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`);
}

function linesOfBlock(block: Block, blocks: readonly Block[]): readonly string[] {
  switch (block.kind) {
    case "cover":
      return [...linesOf(block.title), "", ...block.lines.map(oneLine), ""];
    case "contents": {
      const titles = headingsOf(blocks, block.depth).map(({ text }) => oneLine(text));
      return ["", oneLine(block.title), ...titles, ""];
    }
    case "heading":
      return ["", ...wrapped(oneLine(block.text))];
    case "paragraph":
      return ["", ...linesOf(block.text).flatMap(wrapped)];
    case "table":
      return ["", ...linesOfTable(block.table), ""];
    case "page-break":
      return [""];
  }
}

function linesOfTable(table: PrintedTable): readonly string[] {
  const { header, body } = tableGrid(table);
  const rows = [...header, ...body].map((row) => {
    const texts = row.map(({ text }) => oneLine(text)).filter((text) => text !== "");
    return texts.join(" ");
  });
  const line = [table.owner, table.unit].map(oneLine).filter((text) => text !== "");
  const above = [oneLine(table.label), oneLine(table.title), line.join(" ")];
  const notes = table.notes.flatMap((note) => linesOf(note));
  return [...above, ...rows, ...notes].filter((text) => text !== "");
}

/** Characters of a printed line; a little fewer where the last line would be all but full. */
const LINES = [40, 39, 38] as const;
/** The last line of a paragraph is clearly shorter: that is how its end is seen. */
const LAST_MOST = 32;

/** Tears a text where a printer would: never inside a figure or a word of letters. */
function wrapped(text: string): readonly string[] {
  const ways = LINES.map((most) => linesUpTo(text, most));
  return ways.find((lines) => lengthOf(lines.at(-1) ?? "") <= LAST_MOST) ?? ways[0] ?? [];
}

function linesUpTo(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let length = most;
  for (const piece of text.match(/[\x21-\x7e]+|\s+|[^\x20-\x7e]/gu) ?? []) {
    const own = lengthOf(piece);
    if (length + own > most) {
      lines.push("");
      length = 0;
    }
    lines[lines.length - 1] += piece;
    length += own;
  }
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

function lengthOf(text: string): number {
  let length = 0;
  for (const one of text) length += one < "\u2000" ? 0.5 : 1;
  return length;
}
