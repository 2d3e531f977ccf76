import { loadCharts } from "../../../src/classification/index.ts";
import { loadForms, loadProfiles } from "../../../src/disclosure/index.ts";
import { type Reading, readDisclosure } from "../../../src/disclosure-reading/index.ts";
import { readDocument } from "../../../src/documents/index.ts";
import { writeDocx, writeHtml, writeXlsx } from "../documents/office-writer.ts";
import type { SampleCell, SampleDocument, SampleTable } from "../documents/sample-document.ts";

/** A table written as rows of words: "<" goes on from the left, "^" from above, "" is blank. */
export interface WrittenGrid {
  readonly title: string;
  readonly unit?: string;
  readonly headerRows: number;
  readonly rows: readonly (readonly string[])[];
  readonly notes?: readonly string[];
}

export const FORMATS = ["html", "docx", "xlsx"] as const;
const WRITERS = { html: writeHtml, docx: writeDocx, xlsx: writeXlsx };

function tableOf({ title, headerRows, rows }: WrittenGrid): SampleTable {
  const at = (row: number, column: number) => rows[row]?.[column] ?? "";
  const cells = rows.map((row, index) => {
    return row.flatMap((text, column): SampleCell[] => {
      if (text === "<" || text === "^") return [];
      let colSpan = 1;
      while (at(index, column + colSpan) === "<") colSpan += 1;
      let rowSpan = 1;
      while (at(index + rowSpan, column) === "^") rowSpan += 1;
      return [{ text, column, colSpan, rowSpan }];
    });
  });
  return { title, headerRows, columns: rows[0]?.length ?? 0, rows: cells };
}

/** A document of an invented unit with these tables. */
export function documentOf(
  grids: readonly WrittenGrid[],
  cover: readonly string[] = ["湖南省虚构医疗保障局", "2031年度部门决算"],
): SampleDocument {
  const tables = grids.flatMap((grid) => [
    { text: grid.title },
    { text: `单位：${grid.unit ?? "万元"}` },
    tableOf(grid),
    ...(grid.notes ?? []).map((text) => ({ text })),
  ]);
  return [...cover.map((text) => ({ text })), ...tables];
}

const OPTIONS = { charts: loadCharts(), forms: loadForms(), profiles: loadProfiles() };

/** Reads bytes as a published document and as a disclosure. */
export async function readBytes(
  bytes: Uint8Array,
  name: string,
  profile?: string,
): Promise<Reading> {
  return readDisclosure(await readDocument(bytes, name), { ...OPTIONS, profile });
}

/** Writes a document in a format and reads it back. */
export function readBack(
  document: SampleDocument,
  format: (typeof FORMATS)[number] = "html",
  profile?: string,
): Promise<Reading> {
  return readBytes(WRITERS[format](document), `样本.${format}`, profile);
}

/** Facts of tables by address, in fen; blank ones left out unless asked for. */
export function figuresIn(
  { facts }: Pick<Reading, "facts">,
  topic: string,
  withBlanks = false,
): Readonly<Record<string, number>> {
  const own = facts.filter((fact) => fact.source === "table" && fact.topic === topic);
  return Object.fromEntries(
    own
      .filter(({ printed }) => withBlanks || printed.value !== 0)
      .map(({ row, column, printed }) => [`${row}.${column}`, printed.value]),
  );
}

/** 万元 with two decimals as fen. */
export function wan(amount: number): number {
  return Math.round(amount * 1_000_000);
}
