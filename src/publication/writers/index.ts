import type { Publication } from "../publication.ts";
import { writeHtml } from "./write-html.ts";
import { writeText } from "./write-text.ts";

export { type OpenDataAbout, type OpenDataFile, writeOpenData } from "./open-data.ts";

export const PUBLICATION_FORMATS = ["html", "xlsx", "docx", "pdf", "text"] as const;

export type PublicationFormat = (typeof PUBLICATION_FORMATS)[number];

/**
 * A publication as a file. The same publication gives the same bytes in every format. The programs
 * that make office files and pages are loaded when they are first needed.
 * @throws YibaoError PUBLICATION-NO-PDF where pdf cannot be made on this machine
 */
export async function writePublication(
  publication: Publication,
  format: PublicationFormat,
): Promise<Uint8Array> {
  switch (format) {
    case "html":
      return writeHtml(publication);
    case "text":
      return writeText(publication);
    case "xlsx":
      return (await import("./write-xlsx.ts")).writeXlsx(publication);
    case "docx":
      return (await import("./write-docx.ts")).writeDocx(publication);
    case "pdf":
      return (await import("./write-pdf.ts")).writePdf(publication);
  }
}
