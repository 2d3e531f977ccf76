import { YibaoError } from "../kernel/index.ts";
import { type Budget, budgetOf, type ReadOptions } from "./budget.ts";
import { type Detected, detectFormat } from "./detect-format.ts";
import type { Document } from "./document.ts";
import { LIMITS } from "./limits.ts";
import { readDocx } from "./office/read-docx.ts";
import { readHtml } from "./office/read-html.ts";
import { readXlsx } from "./office/read-xlsx.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import type { RawDocument } from "./raw-document.ts";
import { readText } from "./read-text.ts";
import { markOf, sectionsOf } from "./sections.ts";
import { joinTables } from "./table/join-tables.ts";

const MEGABYTE = 1_048_576;

/**
 * Reads a published document of any of the five formats. What it is, its content says; the name
 * stands in errors. Nothing of it is run, computed or fetched.
 * @throws YibaoError DOCUMENT-…, one for each way in which a file cannot be read
 */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions = {},
): Promise<Document> {
  try {
    assertSize(bytes);
    const detected = detectFormat(bytes, name);
    const raw = await rawDocument(bytes, detected, budgetOf(options));
    return assembled(raw, detected.format, name);
  } catch (error) {
    throw error instanceof YibaoError && error.where === undefined ? error.at(name) : error;
  }
}

function assertSize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new YibaoError("DOCUMENT-EMPTY");
  if (bytes.length <= LIMITS.fileBytes) return;
  const size = Math.ceil(bytes.length / MEGABYTE);
  throw new YibaoError("DOCUMENT-TOO-LARGE", { size, most: LIMITS.fileBytes / MEGABYTE });
}

function rawDocument(
  bytes: Uint8Array,
  detected: Detected,
  budget: Budget,
): Promise<RawDocument> | RawDocument {
  switch (detected.format) {
    case "pdf":
      return readPdf(bytes, budget);
    case "docx":
      return readDocx(detected.parts);
    case "xlsx":
      return readXlsx(detected.parts, budget);
    case "html":
      return readHtml(detected.text);
    case "text":
      return readText(detected.text);
  }
}

function assembled(raw: RawDocument, format: Document["format"], name: string): Document {
  const lines = raw.pages.flatMap((page) => page.lines);
  const body = lines.filter(({ role }) => role === "body");
  const text = body.map((line) => line.text).join("\n");
  if (text.trim() === "") throw new YibaoError("DOCUMENT-NO-TEXT");
  const { tables, around } = joinTables(raw.tables, lines);
  const pages = raw.pages.map((page) => ({
    ...page,
    tables: tables.filter(({ pages: [first] }) => first === page.number),
  }));
  return {
    name,
    format,
    pages,
    tables,
    lineTables: raw.lineTables,
    section: sectionsOf(
      // A numbered title of a table is a section of the document as well.
      lines.filter(({ number, text }) => !around.has(number) || markOf(text) !== null),
      format,
    ),
    notes: raw.notes,
    text,
  };
}
