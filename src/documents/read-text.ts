import { YibaoError } from "../kernel/index.ts";
import { LIMITS } from "./limits.ts";
import { LineBook } from "./office/line-book.ts";
import type { RawDocument } from "./raw-document.ts";
import { withoutStandIns } from "./stand-ins.ts";
import { lineTables, type TextLine } from "./table/line-table.ts";

/** Text that somebody took out of a document: a line keeps the number it has in the file. */
export function readText(text: string): RawDocument {
  const lines = withoutStandIns(text).split(/\r\n|\r|\n/);
  if (lines.length > LIMITS.textLines) {
    throw new YibaoError("DOCUMENT-TOO-COMPLEX", { what: "行数", most: LIMITS.textLines });
  }
  const { tables, inside } = lineTables(textLines(lines));
  const book = new LineBook();
  lines.forEach((line, index) => {
    // A form feed begins the next page.
    line.split("\f").forEach((part, place) => {
      if (place > 0) book.turn();
      if (part.trim() === "") return;
      book.add(part.replace(/[\s\u3000]+$/, ""), inside.has(index + 1), index + 1);
    });
  });
  return { pages: book.pages(), tables: [], lineTables: tables, notes: [] };
}

function textLines(lines: readonly string[]): readonly TextLine[] {
  let page = 1;
  return lines.map((line, index) => {
    page += line.split("\f").length - 1;
    return { number: index + 1, page, text: line.replaceAll("\f", "") };
  });
}
